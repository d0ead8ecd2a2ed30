"""The check of whole directories; each takes seconds, for the bundled tables are read beside."""

from __future__ import annotations

import shutil
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from pharmagraph import resources
from pharmagraph.errors import SourceError, SourceMissingError
from pharmagraph.sources.tables import Tables
from pharmagraph.validation import check_directory
from pharmagraph.validation.row_rules import RULES
from pharmagraph.vocab import PREFIXES
from validation.own_tables import add_row, write_tables

if TYPE_CHECKING:
    from pathlib import Path

    from pharmagraph.validation import Report

PACTS = (
    "id\tpartnership\tkind\tparties\tstatus\tlast_confirmed\tsources\tconfidence\n"
    "one\tpartnership-one\tagreement\talpha-firm|rdif\tin-force\t2026-06-18\tmy-article\thigh\n"
    "two\tpartnership-two\tagreement\talpha-firm|rdif\tin-force\t2026-06-18\tmy-article\thigh\n"
    "lone\tpartnership-lone\tagreement\talpha-firm\tin-force\t2026-06-18\tmy-article\thigh\n"
)


def told(report: Report) -> set[tuple[str, str]]:
    """Rule and place of everything found."""
    return {(one.id, str(one.place)) for one in report.findings}


def write_turtle(directory: Path, name: str, text: str) -> None:
    """A Turtle file whose text begins on the line after those of the prefixes."""
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    directory.mkdir(exist_ok=True)
    (directory / name).write_text(prefixes + text, encoding="utf-8")


def line(number: int) -> int:
    """The line of a Turtle file on which the given line of its text stands."""
    return len(PREFIXES) + number


def test_right_tables_have_no_findings(tmp_path: Path) -> None:
    report = check_directory(write_tables(tmp_path / "mine"))
    assert report.conforms, report.findings
    assert report.rules > len(RULES)
    assert report.measures is None


def test_what_contradicts_itself_is_found_before_a_build(tmp_path: Path) -> None:
    directory = write_tables(tmp_path / "mine", f"partnerships.tsv: *={PACTS}".replace("|rdif", "&rdif"))
    text = (directory / "partnerships.tsv").read_text(encoding="utf-8").replace("&rdif", "|rdif")
    (directory / "partnerships.tsv").write_text(text, encoding="utf-8")
    add_row(directory, "sources.tsv", id="my-book", date="2062-01-01")
    # The first letter is Latin, the second Cyrillic.
    add_row(directory, "organisations.tsv", id="mixed", name_en="M\u0443 Firm", country="")
    assert told(check_directory(directory)) == {
        ("PG-PART-004", "mine/partnerships.tsv:2"),
        ("PG-PART-001", "mine/partnerships.tsv:4"),
        ("PG-TIME-202", "mine/sources.tsv:3"),
        ("PG-LABEL-005", "mine/organisations.tsv:3"),
        ("PG-LABEL-006", "mine/organisations.tsv:3"),
        ("PG-ORG-005", "mine/organisations.tsv:3"),
        ("PG-LINK-002", "mine/organisations.tsv:3"),
    }


def test_while_rows_are_wrong_only_errors_are_told_of_the_others(tmp_path: Path) -> None:
    # Without its stake the firm would be tied to nothing: the row that ties it is the wrong one.
    directory = write_tables(tmp_path / "mine", "stakes.tsv: share=1.7")
    add_row(directory, "sources.tsv", id="my-book", date="2062-01-01")
    (directory / "notes.tsv").write_text("free text", encoding="utf-8")
    assert told(check_directory(directory)) == {
        ("PG-ROW-010", "mine/stakes.tsv:2, share"),
        ("PG-ROW-001", "mine/notes.tsv:1"),
        ("PG-TIME-202", "mine/sources.tsv:3"),
    }


def test_rdf_files_are_held_to_every_rule(tmp_path: Path) -> None:
    directory = tmp_path / "mine"
    write_turtle(
        directory,
        "stakes.ttl",
        "id:a a pg:Company ; skos:prefLabel 'A'@en , 'А'@ru ; pg:country id:russia .\n"
        "id:b a pg:Company ; skos:prefLabel 'B'@en , 'Б'@ru ; pg:country id:russia ; schema:url <ftp://b> .\n"
        "id:s a pg:OwnershipStake ; pg:owner id:a ; pg:ownedEntity id:b ; pg:share 1.7 ;\n"
        "  pg:validFrom 'soon' .\n"
        "id:self a pg:OwnershipStake ; pg:owner id:a ; pg:ownedEntity id:a ; pg:share 0.1 .\n",
    )
    write_turtle(directory, "broken.ttl", "id:a id:knows\n")
    report = check_directory(directory)
    assert told(report) == {
        ("PG-OWN-001", f"mine/stakes.ttl:{line(3)}"),
        ("PG-TIME-004", f"mine/stakes.ttl:{line(4)}"),
        ("PG-LINK-003", f"mine/stakes.ttl:{line(2)}"),
        ("PG-OWN-003", f"mine/stakes.ttl:{line(5)}"),
        ("PG-ROW-020", f"mine/broken.ttl:{line(2)}"),
    }
    assert {one.subject for one in report.findings if one.id == "PG-OWN-001"} == {"s"}


def test_a_directory_of_all_tables_stands_alone(tmp_path: Path) -> None:
    tables = Tables(resources.data_directory())
    copy = tmp_path / "russia"
    shutil.copytree(resources.data_directory() / "russia", copy)
    assert {file.name for file in copy.glob("*.tsv")} == {one.file_name for one in tables.schemas.values()}
    report = check_directory(copy)
    assert report.totals["error"] == 0
    assert report.totals["warning"] > 0


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

    report = check_directory(copy)
    named = {
        (str(one.node), one.path.strip("<>"), str(one.value))
        for one in report.findings
        if one.id == "PG-ROW-017"
    }
    assert named == alone
    assert all(one.place is not None and (one.place.line or 0) > 1 for one in report.findings)
    # and every row that names the source is told as well
    rows_with = sum(
        f"\t{gone}" in f"\t{line}".replace("|", "\t")
        for table in copy.glob("*.tsv")
        for line in table.read_text(encoding="utf-8").splitlines()
    )
    counted = Counter(one.id for one in report.findings)
    assert set(counted) == {"PG-ROW-005", "PG-ROW-017"}
    assert counted["PG-ROW-005"] >= rows_with


def test_a_directory_with_nothing_to_check_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceMissingError, match="no such directory"):
        check_directory(tmp_path / "nowhere")
    with pytest.raises(SourceError, match="neither tables"):
        check_directory(tmp_path)
