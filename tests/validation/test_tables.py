from __future__ import annotations

import shutil
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from tests.ontology.reading import rows

from pharmagraph import resources
from pharmagraph.errors import SourceError, SourceMissingError
from pharmagraph.sources.tables import Tables
from pharmagraph.validation import check_tables
from pharmagraph.validation.row_rules import RULES
from validation.drawing import VALID

if TYPE_CHECKING:
    from pathlib import Path

SEEDS = [seed for seed in rows(VALID.parent / "seeded_errors.tsv") if seed["into"] == "table"]

# A user's own tables, one right row each; they are read beside the bundled ones.
ROWS = {
    "sources.tsv": {
        "id": "my-article", "title": "My article", "publisher": "Me", "kind": "press", "language": "en",
        "url": "https://example.org/article", "date": "2025-06-18",
    },
    "organisations.tsv": {
        "id": "alpha-firm", "type": "company", "name_en": "Alpha", "sector": "industry", "sources": "my-article",
        "confidence": "high",
    },
    "stakes.tsv": {
        "id": "alpha-rdif", "owner": "alpha-firm", "owned": "rdif", "kind": "shareholding", "share": "0.1",
        "status": "in-force", "sources": "my-article", "confidence": "high",
    },
    "mechanisms.tsv": {
        "id": "my-mechanism", "drug": "abemaciclib", "target": "cdk4", "action": "inhibitor", "sources": "my-article",
    },
}  # fmt: skip


def write_tables(directory: Path, change: str = "") -> Path:
    """The tables, one of them changed as a seed says: ``file: column=value|column=value``.

    The column ``*`` is the whole text of the file, ``+`` a further cell without a column.
    """
    changed, _, edits = change.partition(": ")
    directory.mkdir(exist_ok=True)
    for name in dict.fromkeys([*ROWS, *filter(None, [changed])]):
        cells = dict(ROWS.get(name, {}))
        further = ""
        for edit in edits.split("|") if name == changed else []:
            column, _, value = edit.partition("=")
            if column == "+":
                further = f"\t{value}"
            else:
                cells[column] = value
        text = cells.get("*") or "\t".join(cells) + "\n" + "\t".join(cells.values()) + further + "\n"
        (directory / name).write_text(text, encoding="utf-8")
    return directory


def test_right_tables_have_no_findings(tmp_path: Path) -> None:
    report = check_tables(write_tables(tmp_path / "mine"))
    assert report.conforms, report.findings
    assert report.rules == len(RULES)
    assert report.measures is None


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"{seed['expected']} {seed['error']}")
def test_an_error_in_a_table_is_found_by_its_id(tmp_path: Path, seed: dict[str, str]) -> None:
    report = check_tables(write_tables(tmp_path / "mine", seed["put_in"]))
    found = {one.id: one for one in report.findings}
    assert seed["expected"] in found
    place = found[seed["expected"]].place
    assert place is not None
    if seed["expected"] != "PG-ROW-017":
        assert place.file == f"mine/{seed['put_in'].partition(':')[0]}"
    assert place.line in {1, 2}
    advice = found[seed["expected"]].advice
    assert advice.en
    assert advice.ru
    assert not any(
        name in advice.en + advice.ru for name in ("{column}", "{value}", "{reason}", "{hint}", "{graph}")
    )


def test_a_finding_names_file_line_column_and_the_nearest_value(tmp_path: Path) -> None:
    report = check_tables(write_tables(tmp_path / "mine", "stakes.tsv: status=in-froce"))
    (finding,) = report.findings
    assert str(finding.place) == "mine/stakes.tsv:2, status"
    assert finding.level == "error"
    assert finding.advice.en == "status: in-froce is not a value of this column; did you mean 'in-force'."
    assert finding.advice.ru == "status: значение in-froce недопустимо; возможно, in-force."


def test_a_row_is_not_blamed_for_naming_one_that_is_itself_wrong(tmp_path: Path) -> None:
    # the stake names the firm, whose row lacks its name: one cause, one finding
    report = check_tables(write_tables(tmp_path / "mine", "organisations.tsv: name_en="))
    assert [(one.id, str(one.place)) for one in report.findings] == [
        ("PG-ROW-004", "mine/organisations.tsv:2, name_en")
    ]


def test_a_directory_of_all_tables_stands_alone(tmp_path: Path) -> None:
    tables = Tables(resources.data_directory())
    copy = tmp_path / "russia"
    shutil.copytree(resources.data_directory() / "russia", copy)
    assert {file.name for file in copy.glob("*.tsv")} == {one.file_name for one in tables.schemas.values()}
    assert check_tables(copy).conforms


def test_deleting_one_source_names_every_statement_that_then_stands_without_one(tmp_path: Path) -> None:
    copy = tmp_path / "russia"
    shutil.copytree(resources.data_directory() / "russia", copy)
    gone = "alims-2014"
    file = copy / "sources.tsv"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(one for one in lines if not one.startswith(f"{gone}\t")), encoding="utf-8")

    tables = Tables(resources.data_directory())
    found, register = tables.read(tables.bundled_files())
    told: dict[tuple[str, str, str], set[str]] = {}
    for one in tables.statements(found, register):
        key = (one.subject, one.predicate, str(one.object))
        told.setdefault(key, set()).add(one.named_graph.rpartition("/")[2])
    alone = {key for key, graphs in told.items() if graphs == {gone}}
    assert alone

    report = check_tables(copy)
    named = {
        (str(one.node), one.path.strip("<>"), str(one.value))
        for one in report.findings
        if one.id == "PG-ROW-017"
    }
    assert named == alone
    assert all(one.place is not None and one.place.line > 1 for one in report.findings)
    # and every row that names the source is told as well
    rows_with = sum(
        f"\t{gone}" in f"\t{line}".replace("|", "\t")
        for table in copy.glob("*.tsv")
        for line in table.read_text(encoding="utf-8").splitlines()
    )
    counted = Counter(one.id for one in report.findings)
    assert set(counted) == {"PG-ROW-005", "PG-ROW-017"}
    assert counted["PG-ROW-005"] >= rows_with


def test_broken_rdf_beside_the_tables_is_a_finding(tmp_path: Path) -> None:
    directory = write_tables(tmp_path / "mine")
    (directory / "more.ttl").write_text("<a> <b>", encoding="utf-8")
    assert [one.id for one in check_tables(directory).findings] in (["PG-ROW-001"], ["PG-ROW-002"])


def test_a_directory_with_nothing_to_check_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceMissingError, match="no such directory"):
        check_tables(tmp_path / "nowhere")
    with pytest.raises(SourceError, match="neither tables"):
        check_tables(tmp_path)
