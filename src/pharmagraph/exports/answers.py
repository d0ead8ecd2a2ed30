"""One answer of the program, and its forms: prose and tables for people, the JSON contract, flat files."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from pharmagraph.exports.cells import Json, json_of
from pharmagraph.exports.tables import (
    Sheet,
    columns,
    json_lines,
    markdown,
    render_csv,
    render_markdown,
    render_tsv,
    render_xlsx,
)

if TYPE_CHECKING:
    from pharmagraph.model import Lang, Release, SourceRef
    from pharmagraph.queries.coverage import Coverage

Format = Literal["json", "jsonl", "csv", "tsv", "md", "xlsx"]
FORMATS: Final[tuple[Format, ...]] = ("json", "jsonl", "csv", "tsv", "md", "xlsx")
SCHEMA_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an answer for people: a heading, sentences, bullets or numbered steps, a table."""

    heading: str = ""
    lines: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    sheet: Sheet | None = None
    level: int = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found, said once.

    ``results`` are the items of the JSON contract; ``sheet`` holds the same flat, a row per fact, for files;
    ``parts`` tell it to people; ``footnotes`` are numbered from 1 in ``parts``. ``notes`` are sentences on
    the answer itself ("10 of 37"), ``more`` are further keys of the JSON object. ``sums_up`` says whether the
    coverage is told in a closing sentence.
    """

    lang: Lang
    sheet: Sheet
    results: tuple[Json, ...]
    parts: tuple[Part, ...] = ()
    footnotes: tuple[SourceRef, ...] = ()
    notes: tuple[str, ...] = ()
    coverage: Coverage | None = None
    sums_up: bool = True
    more: dict[str, Json] = field(default_factory=dict)


def render(answer: Answer, form: Format, *, excel: bool = False, verbatim: bool = False) -> bytes:
    """The answer in one of ``FORMATS``; no result is left out of any.

    ``excel`` and ``verbatim`` are those of ``exports.tables`` and concern CSV and TSV alone.
    """
    match form:
        case "json":
            return _json(answer)
        case "jsonl":
            return json_lines(answer.results)
        case "csv":
            return render_csv(answer.sheet, lang=answer.lang, excel=excel, verbatim=verbatim)
        case "tsv":
            return render_tsv(answer.sheet, lang=answer.lang, verbatim=verbatim)
        case "md":
            return _markdown(answer).encode("utf-8", "replace")
        case "xlsx":
            return _workbook(answer)


def closing_notes(answer: Answer) -> list[str]:
    """The sentences that stand under an answer, or beside one in a form that has no place for them."""
    notes = list(answer.notes)
    if answer.coverage is not None and answer.sums_up:
        notes.append(coverage_note(answer.coverage, answer.lang))
    return notes


def coverage_note(coverage: Coverage, lang: Lang = "en") -> str:
    """What an answer rests on, in one line."""
    if not coverage.sources:
        if lang == "ru":
            return f"Результатов: {coverage.results}. На дату {coverage.as_of}; данные {coverage.release}."
        return f"Results: {coverage.results}. As of {coverage.as_of}; data {coverage.release}."
    span = " – ".join(dict.fromkeys(filter(None, (coverage.oldest, coverage.newest))))
    dated = f" ({span})" if span else ""
    if lang == "ru":
        return (
            f"Результатов: {coverage.results}; источников: {len(coverage.sources)}{dated}; "
            f"на одном источнике: {coverage.on_one_source}; только выведено: {coverage.derived_only}. "
            f"На дату {coverage.as_of}; данные {coverage.release}."
        )
    return (
        f"Results: {coverage.results}; sources: {len(coverage.sources)}{dated}; "
        f"on one source: {coverage.on_one_source}; derived only: {coverage.derived_only}. "
        f"As of {coverage.as_of}; data {coverage.release}."
    )


def release_json(release: Release) -> Json:
    """The data release in the JSON contract."""
    return {"date": release.date, "digest": release.digest}


def footnote(source: SourceRef) -> tuple[str, str]:
    """Title, publisher and date of a source in one text, and its address."""
    said = ", ".join(filter(None, (source.publisher, source.date)))
    title = source.title or source.id
    return (f"{title.rstrip('.')}. {said}." if said else f"{title.rstrip('.')}."), source.url


def _json(answer: Answer) -> bytes:
    coverage = answer.coverage
    document: dict[str, Json] = {
        "schema_version": SCHEMA_VERSION,
        "as_of": coverage.as_of.isoformat() if coverage else None,
        "results": list(answer.results),
        "coverage": _coverage_json(coverage) if coverage else None,
        **answer.more,
    }
    if answer.notes:
        document["notes"] = list(answer.notes)
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _coverage_json(coverage: Coverage) -> Json:
    return {
        "release": release_json(coverage.release),
        "results": coverage.results,
        "sources": [json_of(source) for source in coverage.sources],
        "on_one_source": coverage.on_one_source,
        "derived_only": coverage.derived_only,
        "oldest_source": coverage.oldest or None,
        "newest_source": coverage.newest or None,
    }


def _markdown(answer: Answer) -> str:
    blocks: list[str] = []
    for part in answer.parts or (Part(sheet=answer.sheet),):
        if part.heading:
            blocks.append(f"{'#' * part.level} {markdown(part.heading)}")
        blocks += [markdown(line) for line in part.lines]
        if part.items:
            blocks.append("\n".join(f"- {markdown(item)}" for item in part.items))
        if part.steps:
            numbered = enumerate(part.steps, 1)
            blocks.append("\n".join(f"{number}. {markdown(step)}" for number, step in numbered))
        blocks += [markdown(line) for line in part.closing]
        if part.sheet is not None:
            blocks.append(render_markdown(part.sheet, lang=answer.lang).rstrip("\n"))
    if answer.footnotes:
        listed = (f"- \\[{number}\\] {_footnote(one)}" for number, one in enumerate(answer.footnotes, 1))
        blocks.append("\n".join(listed))
    blocks += [f"*{markdown(note)}*" for note in closing_notes(answer)]
    return "\n\n".join(blocks) + "\n"


def _footnote(source: SourceRef) -> str:
    said = ", ".join(filter(None, (source.publisher, source.date)))
    return f"{markdown(source).rstrip('.')}." + (f" {markdown(said)}." if said else "")


def _workbook(answer: Answer) -> bytes:
    russian = answer.lang == "ru"
    sheets = [("Ответ" if russian else "Answer", answer.sheet)]
    if answer.coverage:
        about = columns(("part", "About this answer", "Об этом ответе"))
        lines = [coverage_note(answer.coverage, answer.lang), *answer.notes]
        sheets.append(("Охват" if russian else "Coverage", Sheet(about, tuple((line,) for line in lines))))
        sheets.append(("Источники" if russian else "Sources", source_sheet(answer.coverage.sources)))
    return render_xlsx(sheets, lang=answer.lang)


def source_sheet(sources: tuple[SourceRef, ...]) -> Sheet:
    """Sources as a table."""
    heads = columns(
        ("source", "Source", "Источник"),
        ("title", "Title", "Название"),
        ("publisher", "Publisher", "Издатель"),
        ("date", "Date", "Дата"),
        ("url", "Address", "Адрес"),
    )
    return Sheet(heads, tuple((one.id, one.title, one.publisher, one.date, one.url) for one in sources))
