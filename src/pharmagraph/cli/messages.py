"""Which language is spoken, and the messages of the command line in both."""

from __future__ import annotations

import locale
import os
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Final

import click

from pharmagraph.errors import RowsRejectedError, SourceError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pharmagraph.errors import PharmagraphError
    from pharmagraph.model import Lang

LANGUAGES: Final[tuple[Lang, ...]] = ("en", "ru")

_spoken: Lang | None = None


def speak(lang: Lang | None) -> None:
    """Fix the language for the rest of the run, as ``--lang`` asks; ``None`` leaves it to the environment."""
    global _spoken  # noqa: PLW0603
    _spoken = lang


def listen(arguments: Sequence[str]) -> None:
    """Speak the language that ``--lang`` asks for, before anything can go wrong in reading the rest."""
    words = list(takewhile(lambda word: word != "--", arguments))
    asked = [word.removeprefix("--lang=") for word in words if word.startswith("--lang=")]
    asked += [value for word, value in pairwise(words) if word == "--lang"]
    speak(next((lang for lang in LANGUAGES if asked and asked[-1] == lang), None))


def language() -> Lang:
    """``--lang``, else ``PHARMAGRAPH_LANG``, else the locale's; English unless one of them is Russian."""
    if _spoken is not None:
        return _spoken
    for name in ("PHARMAGRAPH_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if chosen := os.environ.get(name):
            return "ru" if chosen.lower().startswith("ru") else "en"
    system = locale.getlocale()[0] or ""
    return "ru" if system.lower().startswith("ru") else "en"


def told(error: PharmagraphError | click.ClickException, lang: Lang) -> str:
    """What an error says, in Russian where there is a Russian wording.

    A mistake of usage is told in one line, with where to read on.
    """
    text = str(error)
    if isinstance(error, click.ClickException):
        text = " ".join(error.format_message().split()).rstrip(".")
    if lang == "ru":
        text = _source_in_russian(error) if isinstance(error, SourceError) else _russian(text)
    if isinstance(error, click.UsageError):
        where = error.ctx.command_path if error.ctx else "pharmagraph"
        text += f"; {'см.' if lang == 'ru' else 'see'} {where} --help"
    return text


def _source_in_russian(error: SourceError) -> str:
    place = str(error.file) if error.line is None else f"{error.file}, строка {error.line}"
    hint = f"; {_russian(error.hint)}" if error.hint else ""
    text = f"{place}: {_russian(error.reason)}{hint}"
    if isinstance(error, RowsRejectedError):
        more = f" (и ещё {len(error.rejected) - 1})" if len(error.rejected) > 1 else ""
        text += f"{more}; ничего не записано. Исправьте строки или пропустите их: --keep-going"
    return text


def _russian(text: str) -> str:
    """The text with its first line in Russian, where that is known; an excerpt below stays as it is."""
    from pharmagraph.cli.russian import in_russian  # only an error in Russian needs it

    sentence, *below = text.split("\n", 1)
    return "\n".join([in_russian(sentence) or sentence, *below])
