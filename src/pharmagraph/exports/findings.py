"""What a check found, as an answer: totals and the worst causes first, then the measures, then everything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pharmagraph.exports.answers import Answer, Part, release_json
from pharmagraph.exports.tables import Sheet, columns
from pharmagraph.model import Words

if TYPE_CHECKING:
    from pharmagraph.exports.cells import Json
    from pharmagraph.model import Lang
    from pharmagraph.queries.coverage import Coverage
    from pharmagraph.validation import Cause, Finding, Level, Report
    from pharmagraph.validation.measures import Measure

TOP: Final = 5

LEVEL_WORDS: Final[dict[Level, Words]] = {
    "error": Words("error", "ошибка"),
    "warning": Words("warning", "предупреждение"),
    "info": Words("info", "сведение"),
}
_FINDING: Final = columns(
    ("id", "Finding", "Замечание"),
    ("level", "Level", "Уровень"),
    ("place", "Place", "Место"),
    ("node", "Node", "Узел"),
    ("value", "Value", "Значение"),
    ("title", "What is wrong", "Что не так"),
    ("advice", "What to do", "Что сделать"),
)
_CAUSE: Final = columns(
    ("id", "Finding", "Замечание"),
    ("level", "Level", "Уровень"),
    ("count", "Count", "Число"),
    ("title", "What is wrong", "Что не так"),
    ("first", "First", "Первое"),
    ("advice", "What to do", "Что сделать"),
)
_MEASURE: Final = columns(
    ("measure", "Measure", "Показатель"),
    ("part", "Of", "По"),
    ("count", "Count", "Число"),
    ("whole", "Out of", "Всего"),
    ("share", "Share", "Доля"),
)


def check_answer(
    report: Report,
    *,
    lang: Lang,
    everything: bool = False,
    coverage: Coverage | None = None,
    limit: int | None = None,
) -> Answer:
    """The report in every form: people read the causes, and all findings with ``everything``.

    Files and JSON always hold the findings themselves; ``limit`` bounds them, and the answer says so.
    """
    findings = report.findings[:limit]
    sheet = Sheet(_FINDING, tuple(_row(one) for one in findings))
    parts = [_heading(report, lang), *_causes(report, lang, everything=everything)]
    if report.measures is not None:
        parts.append(_measures(report.measures.rows, lang))
    if everything and findings:
        parts.append(Part("Все замечания" if lang == "ru" else "All findings", sheet=sheet))
    notes = []
    if len(findings) < len(report.findings):
        of = "из" if lang == "ru" else "of"
        notes.append(f"{len(findings)} {of} {len(report.findings)}")
    return Answer(
        lang,
        sheet,
        tuple(_json(one, lang) for one in findings),
        tuple(parts),
        notes=tuple(notes),
        coverage=coverage,
        sums_up=False,
        more=_more(report, lang),
    )


def totals_line(report: Report, lang: Lang) -> str:
    """How much was found, in one line."""
    error, warning, info = (report.totals[level] for level in ("error", "warning", "info"))
    if lang == "ru":
        return f"Ошибок: {error}; предупреждений: {warning}; сведений: {info}."
    return f"Errors: {error}; warnings: {warning}; info: {info}."


def _heading(report: Report, lang: Lang) -> Part:
    russian = lang == "ru"
    rules = f"Применено правил: {report.rules}." if russian else f"Rules applied: {report.rules}."
    lines = [totals_line(report, lang), rules]
    if report.release is not None:
        lines.append(f"{'Данные' if russian else 'Data'}: {report.release}.")
    name = "Проверка" if russian else "Check of"
    return Part(f"{name} {report.subject}".strip(), tuple(lines), level=1)


def _causes(report: Report, lang: Lang, *, everything: bool) -> list[Part]:
    causes = report.causes()
    if not causes:
        return []
    shown = causes if everything else causes[:TOP]
    title = Words("What was found", "Что найдено").text(lang)
    if len(shown) < len(causes):
        count = f"{len(shown)} из {len(causes)}" if lang == "ru" else f"{len(shown)} of {len(causes)}"
        title += f" ({count}; --all)"
    rows = tuple(
        (
            one.rule.id,
            LEVEL_WORDS[one.rule.level],
            one.count,
            one.rule.title,
            _where(one.example),
            one.example.advice,
        )
        for one in shown
    )
    return [Part(title, sheet=Sheet(_CAUSE, rows))]


def _measures(measures: tuple[Measure, ...], lang: Lang) -> Part:
    rows = tuple((one.title, one.part, one.count, one.whole, f"{one.share:.1%}") for one in measures)
    return Part("Показатели" if lang == "ru" else "Measures", sheet=Sheet(_MEASURE, rows))


def _where(finding: Finding) -> str:
    """The node and its place, as far as they are known."""
    place = str(finding.place or "")
    if not place or finding.node is None:
        return finding.subject
    return f"{finding.subject} ({place})"


def _row(finding: Finding) -> tuple[str | Words, ...]:
    return (
        finding.id,
        LEVEL_WORDS[finding.level],
        str(finding.place or ""),
        finding.subject if finding.node is not None else "",
        "" if finding.value is None else str(finding.value),
        finding.rule.title,
        finding.advice,
    )


def _json(finding: Finding, lang: Lang) -> Json:
    place = finding.place
    return {
        "id": finding.id,
        "level": finding.level,
        "title": finding.rule.title.text(lang),
        "advice": finding.advice.text(lang),
        "node": finding.subject if finding.node is not None else None,
        "value": None if finding.value is None else str(finding.value),
        "place": None
        if place is None
        else {"file": place.file, "line": place.line, "column": place.column or None},
    }


def _more(report: Report, lang: Lang) -> dict[str, Json]:
    more: dict[str, Json] = {
        "subject": report.subject,
        "conforms": report.conforms,
        "totals": {str(level): count for level, count in report.totals.items()},
        "rules": report.rules,
        "causes": [_cause_json(one, lang) for one in report.causes()],
    }
    if report.release is not None:
        more["release"] = release_json(report.release)
    if report.measures is not None:
        more["measures"] = [
            {
                "measure": one.name,
                "part": one.part or None,
                "count": one.count,
                "whole": one.whole,
                "share": round(one.share, 6),
            }
            for one in report.measures.rows
        ]
    return more


def _cause_json(cause: Cause, lang: Lang) -> Json:
    return {
        "id": cause.rule.id,
        "level": cause.rule.level,
        "title": cause.rule.title.text(lang),
        "count": cause.count,
    }
