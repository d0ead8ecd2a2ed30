"""What is in a graph, and what a build did, as answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pharmagraph.exports.answers import Answer, Part, release_json
from pharmagraph.exports.tables import Sheet, columns
from pharmagraph.exports.words import kind_words
from pharmagraph.model import SourceRef, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pharmagraph.build import BuildReport
    from pharmagraph.errors import SourceError
    from pharmagraph.exports.cells import Cell, Json
    from pharmagraph.model import Lang, Release
    from pharmagraph.queries.coverage import Coverage

_COUNTS: Final = columns(
    ("what", "What", "Что"), ("id", "Id", "Id"), ("name", "Name", "Название"), ("count", "Count", "Число")
)
_KIND = Words("entities of a kind", "объекты вида")
_SOURCE = Words("statements of a source", "утверждения источника")
_DERIVED = Words("derived statements", "выведенные утверждения")
_TALLY: Final = columns(
    ("file", "File", "Файл"),
    ("read", "Rows read", "Прочитано строк"),
    ("accepted", "Accepted", "Принято"),
    ("merged", "Merged", "Слито"),
    ("rejected", "Rejected", "Отвергнуто"),
)


@dataclass(frozen=True, slots=True)
class Inventory:
    """What is in a graph: ``entities`` by kind, ``statements`` by source id, ``derived`` by rule."""

    release: Release
    directory: str
    built: str
    total: int
    entities: Mapping[str, int]
    statements: Mapping[str, int]
    derived: Mapping[str, int]
    sources: Mapping[str, SourceRef]


def inventory_answer(
    inventory: Inventory, *, lang: Lang, coverage: Coverage, limit: int | None = None
) -> Answer:
    """Entities by kind, statements by source and by rule; ``limit`` bounds each of the lists."""
    kinds = [(_KIND, kind, kind_words(kind), count) for kind, count in inventory.entities.items()]
    told = [
        (_SOURCE, one, inventory.sources.get(one) or SourceRef(one, one), count)
        for one, count in inventory.statements.items()
    ]
    rules = [(_DERIVED, rule, "", count) for rule, count in inventory.derived.items()]
    parts_of: list[Sequence[tuple[Cell, ...]]] = [kinds[:limit], told[:limit], rules[:limit]]
    russian = lang == "ru"
    lines = (
        f"{'Данные' if russian else 'Data'}: {inventory.release}",
        f"{'Каталог графа' if russian else 'Graph directory'}: {inventory.directory}",
        f"{'Собран' if russian else 'Built'}: {inventory.built}",
        f"{'Утверждений без повторов' if russian else 'Different statements'}: {inventory.total}",
    )
    headings = (
        "Объекты по видам" if russian else "Entities by kind",
        "Утверждения по источникам" if russian else "Statements by source",
        "Выведенные утверждения по правилам" if russian else "Derived statements by rule",
    )
    sizes = (len(kinds), len(told), len(rules))
    parts = [Part("pharmagraph", lines, level=1)]
    for heading, rows, size in zip(headings, parts_of, sizes, strict=True):
        count = str(size) if size == len(rows) else f"{len(rows)} {'из' if russian else 'of'} {size}"
        parts.append(Part(f"{heading} ({count})", sheet=Sheet(_COUNTS[1:], tuple(row[1:] for row in rows))))
    result: dict[str, Json] = {
        "release": release_json(inventory.release),
        "directory": inventory.directory,
        "built": inventory.built,
        "statements": inventory.total,
        "entities_by_kind": {kind: count for _, kind, _, count in kinds[:limit]},
        "statements_by_source": {one: count for _, one, _, count in told[:limit]},
        "derived_by_rule": {rule: count for _, rule, _, count in rules[:limit]},
    }
    sheet = Sheet(_COUNTS, tuple(row for rows in parts_of for row in rows))
    return Answer(lang, sheet, (result,), tuple(parts), coverage=coverage, sums_up=False)


def build_answer(report: BuildReport, *, lang: Lang, told: Callable[[SourceError], str] = str) -> Answer:
    """What became of the rows of each input of a build; ``told`` words what was rejected."""
    russian = lang == "ru"
    rows = tuple((one.file, one.read, one.accepted, one.merged, one.rejected) for one in report.tallies)
    read, accepted, merged, rejected = (sum(int(row[place]) for row in rows) for place in range(1, 5))
    sheet = Sheet(_TALLY, rows)
    total = report.graphs[""]
    lines = (
        f"{'Граф' if russian else 'Graph'}: {report.directory}",
        f"{'Данные' if russian else 'Data'}: {report.release}",
        (
            f"Строк: {read}; принято {accepted}, слито {merged}, отвергнуто {rejected}"
            if russian
            else f"Rows: {read}; accepted {accepted}, merged {merged}, rejected {rejected}"
        ),
        f"{'Утверждений без повторов' if russian else 'Different statements'}: {total}",
    )
    parts = [Part("Собрано" if russian else "Built", lines, level=1), Part(sheet=sheet)]
    if report.rejected:
        parts.append(Part("Отвергнуто" if russian else "Rejected", items=tuple(map(told, report.rejected))))
    problems: list[Json] = [
        {"file": str(one.file), "line": one.line, "reason": one.reason, "hint": one.hint or None}
        for one in report.rejected
    ]
    more: dict[str, Json] = {
        "directory": str(report.directory),
        "release": release_json(report.release),
        "statements": total,
        "rejected": problems,
    }
    return Answer(lang, sheet, tuple(sheet.objects(lang)), tuple(parts), more=more)
