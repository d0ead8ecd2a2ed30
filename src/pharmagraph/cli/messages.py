"""Which language is spoken, and the messages of the command line in both."""

from __future__ import annotations

import locale
import os
from typing import TYPE_CHECKING

from pharmagraph import errors

if TYPE_CHECKING:
    from pharmagraph.model import Lang

_spoken: Lang | None = None


def speak(lang: Lang | None) -> None:
    """Fix the language for the rest of the run, as ``--lang`` asks; ``None`` leaves it to the environment."""
    global _spoken  # noqa: PLW0603
    _spoken = lang


def language() -> Lang:
    """``--lang``, else ``PHARMAGRAPH_LANG``, else the locale's; English unless one of them is Russian."""
    if _spoken is not None:
        return _spoken
    for name in ("PHARMAGRAPH_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if chosen := os.environ.get(name):
            return "ru" if chosen.lower().startswith("ru") else "en"
    system = locale.getlocale()[0] or ""
    return "ru" if system.lower().startswith("ru") else "en"


def told(error: errors.PharmagraphError, lang: Lang) -> str:
    """What an error says, in Russian where there is a Russian wording."""
    if lang == "en":
        return str(error)
    match error:
        case errors.EntityNotFoundError(text=text, suggestions=near):
            return f"никто не называется «{text}»" + (
                f"; возможно, имелось в виду: {', '.join(near)}" if near else ""
            )
        case errors.AmbiguousEntityError(text=text, candidates=candidates):
            listed = ", ".join(f"{identifier} ({label})" for identifier, label in candidates[:8])
            return f"«{text}» может означать: {listed}; укажите id"
        case errors.QueryTimeoutError(timeout_s=seconds):
            return f"запрос прерван через {seconds:g} с; сузьте его, добавьте LIMIT или увеличьте --timeout"
        case errors.StoreEmptyError(directory=directory):
            return f"в {directory} нет собранного графа; соберите: pharmagraph build --graph {directory}"
        case errors.BuildLockedError(directory=directory, holder=holder):
            return (
                f"{directory} уже собирает процесс {holder}; подождите или укажите другой каталог в --graph"
            )
    return str(error)
