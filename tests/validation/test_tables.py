"""What is wrong with rows of one's own, and what is left of them; the bundled tables stand beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.ontology.reading import rows

from pharmagraph import resources
from pharmagraph.cli.russian import in_russian
from pharmagraph.sources.tables import Tables
from pharmagraph.validation.row_rules import complaint
from pharmagraph.validation.tables import OwnTables
from pharmagraph.vocab import ID
from validation.drawing import VALID
from validation.own_tables import add_row, write_tables

if TYPE_CHECKING:
    from pathlib import Path

    from pharmagraph.validation import Finding

SEEDS = [
    seed
    for seed in rows(VALID.parent / "seeded_errors.tsv")
    if seed["into"] == "table" and not seed["put_in"].startswith("notes")
]


@pytest.fixture(scope="module")
def tables() -> Tables:
    return Tables(resources.data_directory())


def own(tables: Tables, directory: Path) -> OwnTables:
    """The tables of a directory beside the bundled ones."""
    return OwnTables(tables, tables.bundled_files(), tables.files_in(directory))


def found(read: OwnTables) -> list[Finding]:
    """Every finding about its rows."""
    return [*(complaint(one, in_russian) for one in read.complaints), *read.unsupported]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"{seed['expected']} {seed['error']}")
def test_an_error_in_a_table_is_found_by_its_id(tables: Tables, tmp_path: Path, seed: dict[str, str]) -> None:
    told = {one.id: one for one in found(own(tables, write_tables(tmp_path / "mine", seed["put_in"])))}
    assert seed["expected"] in told
    place = told[seed["expected"]].place
    assert place is not None
    if seed["expected"] != "PG-ROW-017":
        assert place.file == f"mine/{seed['put_in'].partition(':')[0]}"
    assert place.line in {1, 2}
    advice = told[seed["expected"]].advice
    assert advice.en
    assert advice.ru
    assert not any(
        name in advice.en + advice.ru for name in ("{column}", "{value}", "{reason}", "{hint}", "{graph}")
    )


@pytest.mark.parametrize(
    ("change", "place", "english", "russian"),
    [
        (
            "stakes.tsv: status=in-froce",
            "mine/stakes.tsv:2, status",
            "status: in-froce is not a value of this column; did you mean 'in-force'?",
            "status: значение in-froce недопустимо; возможно, имелось в виду «in-force».",
        ),
        (
            "stakes.tsv: owner=abemaciclib",
            "mine/stakes.tsv:2, owner",
            "owner: abemaciclib is an id of drugs, not of organisations; name one of those.",
            "owner: abemaciclib — объект другого рода; назовите один из тех.",
        ),
        (
            "organisations.tsv: country=UK",
            "mine/organisations.tsv:2, country",
            "country: UK is in no row of countries, column iso2; did you mean 'GB'?",
            "country: UK нигде не описано; возможно, имелось в виду «GB».",
        ),
        (
            "stakes.tsv: shares=0.1",
            "mine/stakes.tsv:1, shares",
            "The file as a whole cannot be read: the first line names 'shares', which is no column of this table; "
            "did you mean 'share'?",
            "Файл целиком не читается: первая строка называет «shares»: нет такого столбца в таблице; "
            "возможно, имелось в виду «share».",
        ),
        (
            "stakes.tsv: +=one too many",
            "mine/stakes.tsv:2",
            "10 cells where the header has 9; cells are separated by single tabs and hold neither tabs nor line breaks.",
            "ячеек 10, а в заголовке 9; ячейки разделены одной табуляцией; внутри них нет ни табуляции, "
            "ни переноса строки.",
        ),
        (
            "stakes.tsv: share=0",
            "mine/stakes.tsv:2, share",
            "share: 0 is not above 0; correct it.",
            "share: 0 — не число или число вне допустимых пределов; исправьте.",
        ),
        (
            "stakes.tsv: to=9999-12-31",
            "mine/stakes.tsv:2, to",
            "to: 9999-12-31 is out of the calendar; years run from 0001 to 9998; leave an end that is not known empty.",
            "to: 9999-12-31 — не дата; годы — от 0001 до 9998; неизвестный конец оставьте пустым.",
        ),
    ],
    ids=["value", "kind", "country", "column", "cells", "share", "date"],
)  # fmt: skip
def test_a_finding_names_file_line_column_and_what_to_write_instead(
    tables: Tables, tmp_path: Path, change: str, place: str, english: str, russian: str
) -> None:
    (finding,) = found(own(tables, write_tables(tmp_path / "mine", change)))
    assert (str(finding.place), finding.level) == (place, "error")
    assert finding.advice.en == english
    assert finding.advice.ru == russian


def test_a_file_in_another_encoding_is_said_to_be_one(tables: Tables, tmp_path: Path) -> None:
    directory = write_tables(tmp_path / "mine")
    (directory / "stakes.tsv").write_bytes("id\tcomment\nmine\tдоля\n".encode("cp1251"))
    (finding,) = found(own(tables, directory))
    assert (finding.id, str(finding.place)) == ("PG-ROW-001", "mine/stakes.tsv:2")
    assert "the text is not UTF-8; it looks like Windows-1251; save the file as UTF-8" in finding.advice.en
    assert "текст не в UTF-8" in finding.advice.ru


def test_a_row_is_not_blamed_for_naming_one_that_is_itself_wrong(tables: Tables, tmp_path: Path) -> None:
    # the stake names the firm, whose row lacks its name: one cause, one finding
    read = own(tables, write_tables(tmp_path / "mine", "organisations.tsv: name_en="))
    assert [(one.id, str(one.place)) for one in found(read)] == [
        ("PG-ROW-004", "mine/organisations.tsv:2, name_en")
    ]


def test_what_is_left_are_the_right_rows_that_name_no_wrong_one(tables: Tables, tmp_path: Path) -> None:
    directory = write_tables(tmp_path / "mine", "organisations.tsv: name_en=")
    add_row(directory, "stakes.tsv", id="rusnano-rdif", owner="rusnano")
    subjects = {one.subject for one in own(tables, directory).sound}
    assert ID["stake-rusnano-rdif"] in subjects
    assert ID["mechanism-my-mechanism"] in subjects
    assert not subjects & {ID["alpha-firm"], ID["stake-alpha-rdif"]}
