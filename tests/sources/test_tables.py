from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pharmagraph.errors import ConfigError, SourceError
from pharmagraph.model import Literal, Statement
from pharmagraph.sources.rows import MAX_TEXT
from pharmagraph.sources.tables import Tables
from pharmagraph.vocab import CATALOGUE_GRAPH, DCTERMS, ID, ORG, PG, RDF, SKOS, SOURCE_GRAPH, XSD
from sources.tiny_package import TABLES, write_package

if TYPE_CHECKING:
    from pathlib import Path

GAZETTE = SOURCE_GRAPH["gazette"]
REGISTER = SOURCE_GRAPH["register-2025"]


def read(data: Path, *extra: Path) -> tuple[list[Statement], list[str], dict[str, tuple[int, int, int]]]:
    tables = Tables(data)
    files = tables.bundled_files()
    for directory in extra:
        files += tables.files_in(directory)
    found, register = tables.read(files)
    statements = list(tables.statements(found, register))

    rows = {t.file: (t.accepted, t.merged, t.rejected) for t in found.tallies.values()}
    return statements, [str(error) for error in found.errors], rows


def objects(statements: list[Statement], subject: str, predicate: str, graph: str) -> set[object]:
    return {
        one.object
        for one in statements
        if (one.subject, one.predicate, one.named_graph) == (ID[subject], predicate, graph)
    }


def test_a_row_becomes_a_node_in_the_graph_of_each_of_its_sources(data: Path) -> None:
    statements, errors, _ = read(data)
    assert errors == []
    assert objects(statements, "minfin", RDF.type, GAZETTE) == {PG.GovernmentBody}
    assert objects(statements, "minfin", RDF.type, REGISTER) == {PG.GovernmentBody}
    assert objects(statements, "acme", RDF.type, REGISTER) == set()
    english = {Literal("ACME", RDF.langString, "en"), Literal("Acme JSC", RDF.langString, "en")}
    assert objects(statements, "acme", SKOS.altLabel, GAZETTE) == english


def test_a_source_attests_only_the_cells_that_the_mapping_lets_it(data: Path) -> None:
    statements, _, _ = read(data)
    # the register knows shares and nothing of posts; the gazette knows posts and nothing of shares
    assert objects(statements, "membership-ivanov-acme", ORG.member, GAZETTE) == {ID.ivanov}
    assert objects(statements, "membership-ivanov-acme", ORG.member, REGISTER) == set()
    assert objects(statements, "membership-ivanov-acme", PG.share, REGISTER) == {Literal("0.5", XSD.decimal)}
    assert objects(statements, "membership-ivanov-acme", PG.share, GAZETTE) == set()


def test_dates_become_bounds_and_the_end_is_exclusive(data: Path) -> None:
    statements, _, _ = read(data)

    def day(predicate: str) -> set[str]:
        return {str(value) for value in objects(statements, "membership-ivanov-acme", predicate, GAZETTE)}

    # from 2019: some day of the year; to 2024-02: held last on some day of February, so not on 1 March
    assert day(PG.validFrom) == {"2019-01-01"}
    assert day(PG.validFromLatest) == {"2019-12-31"}
    assert day(PG.validToEarliest) == {"2024-02-02"}
    assert day(PG.validTo) == {"2024-03-01"}
    assert objects(statements, "membership-ivanov-acme", PG.datePrecision, GAZETTE) == {PG["precision-year"]}


def test_the_catalogue_is_a_graph_of_its_own(data: Path) -> None:
    statements, _, _ = read(data)
    assert objects(statements, "gazette", DCTERMS.title, CATALOGUE_GRAPH) == {Literal("The Gazette")}


def test_a_users_rows_may_refer_to_bundled_ids_and_join_their_nodes(data: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "posts.tsv").write_text(
        "id\tperson\torganisation\tsources\nivanov-minfin\tivanov\tminfin\tgazette\n", encoding="utf-8"
    )
    statements, errors, _ = read(data, own)
    assert errors == []
    assert objects(statements, "membership-ivanov-minfin", ORG.organization, GAZETTE) == {ID.minfin}


def test_an_unknown_table_of_a_user_is_refused_by_name(data: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "organizations.tsv").write_text("id\n", encoding="utf-8")
    with pytest.raises(
        SourceError, match=r"its name is that of no table; did you mean 'organisations\.tsv'\?"
    ):
        read(data, own)
    (own / "organizations.tsv").rename(own / "remarks.tsv")
    with pytest.raises(SourceError, match=r"remarks\.tsv.*tables are called organisations\.tsv, people\.tsv"):
        read(data, own)


HEADER = "id\tperson\torganisation\tfrom\tto\tlast_confirmed\tshare\tagreement\tsources\n"


@pytest.mark.parametrize(
    ("table", "text", "expected"),
    [
        ("posts", HEADER + "p\tivanof\tacme\t\t\t\t\t\tgazette\n", "posts.tsv, line 2: column person: 'ivanof' is no id of people; did you mean 'ivanov'?"),
        ("organisations", "id\ttype\tsources\nacme\tcompani\tgazette\n", "line 2: column type: 'compani' is not a value of this column; did you mean 'company'?"),
        ("posts", HEADER + "p\tivanov\tacme\t2025-02-31\t\t\t\t\tgazette\n", "column from: '2025-02-31' is not a day of the calendar; 2025-02 ends on 2025-02-28"),
        ("posts", HEADER + "p\tivanov\tacme\t2020\t2019\t\t\t\tgazette\n", "column from and to: '2020 2019' are in the wrong order"),
        ("posts", HEADER + "p\tivanov\tacme\t\t\t\t\t\t\n", "column sources: '' is empty; a statement needs at least one source"),
        ("posts", HEADER + "p\tivanov\tacme\t\t\t\t1.7\t\tgazette\n", "column share: '1.7' is above 1"),
        ("posts", HEADER + "p\tivanov\tacme\t\t\t\t0,5\t\tgazette\n", "column share: '0,5' is not a number"),
        ("posts", HEADER + "p\tivanov\tacme\t\t\t\t0\t\tgazette\n", "column share: '0' is not above 0"),
        ("posts", HEADER + "p\tivanov\tacme\t\t\t\t\uff10.5\t\tgazette\n", "column share: '\uff10.5' is not a number"),
        ("posts", HEADER + f"p\tivanov\tacme\t\t\t\t0.{'3' * 18}\t\tgazette\n", "is a number of too many digits to reckon with; round it"),
        ("posts", HEADER + "p\tivanov\tacme\t\t9999-12-31\t\t\t\tgazette\n", "column to: '9999-12-31' is out of the calendar; years run from 0001 to 9998; leave an end that is not known empty"),
        ("posts", HEADER + "p\tivanov\tacme\t\t9999\t\t\t\tgazette\n", "column to: '9999' is out of the calendar"),
        ("posts", HEADER + "p\tivanov\tacme\t0000-01\t\t\t\t\tgazette\n", "column from: '0000-01' is out of the calendar"),
        ("posts", HEADER + "p\tivanov\tacme\t10000\t\t\t\t\tgazette\n", "column from: '10000' is not a date"),
        ("posts", HEADER + "p\tivanov\tacme\t\uff12024\t\t\t\t\tgazette\n", "column from: '\uff12024' is not a date"),
        ("posts", HEADER + "p\tacme\tacme\t\t\t\t\t\tgazette\n", "column person: 'acme' is an id of organisations, not of people; name one of those"),
        ("people", f"id\tname_en\tsources\nivanov\t{'x' * (MAX_TEXT + 1)}\tgazette\n", f"column name_en: '{'x' * 60}…' is longer than {MAX_TEXT} characters; shorten it"),
        ("posts", HEADER + "p\tivanov\tacme\t\t\t\t\t\tgazette|gazette\n", "column sources: 'gazette' stands twice in the list"),
        ("posts", HEADER + "p\tivanov\tacme\tspring\t\t\t\t\tgazette\n", "column from: 'spring' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD"),
        ("posts", HEADER + "p\tivanov\tacme\n", "line 2: 3 cells where the header has 9"),
        ("posts", HEADER + "P 1\tivanov\tacme\t\t\t\t\t\tgazette\n", "column id: 'P 1' is not an id"),
        ("organisations", "id\ttype\tname_en\tsources\nacme\tcompany\t<script>x</script>\tgazette\n", "column name_en: '<script>x</script>' holds markup"),
        ("organisations", "id\ttype\tname_en\tsources\nacme\tcompany\tAc\u202eme\tgazette\n", "holds an invisible or direction-changing character"),
        ("organisations", "id\ttype\thomepage\tsources\nacme\tcompany\tjavascript:alert(1)\tgazette\n", "is not a web address; it must begin with http:// or https://"),
        ("posts", "id\tperson\tsources\np\tivanov\tgazette\n", "line 1: the column 'organisation' is missing"),
        ("posts", "id\tpersn\torganisation\tsources\n", "line 1: column persn: 'persn' is no column of this table; did you mean 'person'?"),
        ("people", "id\tcolour\tsources\n", "column colour: 'colour' is no column of this table; the columns are: id, name_en, sources"),
        ("people", "id\tname_en\tsources\rivanov\tIvan\tgazette\r", "line 1: the lines end in carriage returns alone; save it with plain line ends"),
        ("posts", "", "posts.tsv: the file is empty; its first line must name the columns"),
        ("posts", HEADER.replace("\t", ";"), "line 1: the columns are separated by semicolons; save the table tab-separated"),
    ],
)  # fmt: skip
def test_a_bad_row_is_named_with_file_line_column_value_and_the_next_step(
    tmp_path: Path, table: str, text: str, expected: str
) -> None:
    _, errors, rows = read(write_package(tmp_path / "data", **{table: text}))
    assert any(expected in error for error in errors), errors
    assert rows[f"{table}.tsv"][0] == 0


def test_an_id_used_twice_names_the_first_place(tmp_path: Path) -> None:
    twice = TABLES["people"][2] + "ivanov\tAnother\tgazette\n"
    _, errors, _ = read(write_package(tmp_path / "data", people=twice))
    assert errors[0].endswith(
        "people.tsv, line 3: column id: 'ivanov' is used twice; it stands already in people.tsv, line 2"
    )


def test_ids_of_entities_share_one_namespace(tmp_path: Path) -> None:
    clash = TABLES["people"][2] + "acme\tMr Acme\tgazette\n"
    _, errors, _ = read(write_package(tmp_path / "data", people=clash))
    assert "'acme' is used twice; it stands already in organisations.tsv, line 2" in errors[0]


def test_a_file_in_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    data = write_package(tmp_path / "data")
    text = "id\ttype\tname_ru\tsources\nacme\tcompany\tМинистерство финансов\tgazette\n"
    (data / "russia" / "organisations.tsv").write_bytes(text.encode("cp1251"))
    _, errors, _ = read(data)
    assert "line 2: the text is not UTF-8; it looks like Windows-1251; save the file as UTF-8" in errors[0]


def test_what_refers_to_a_rejected_row_is_rejected_too(tmp_path: Path) -> None:
    bad = "id\tname_en\tsources\nivanov\tIvan\tgazzette\n"
    _, errors, rows = read(write_package(tmp_path / "data", people=bad))
    assert "'gazzette' is no id of sources; did you mean 'gazette'?" in errors[0]
    assert "'ivanov' is no id of people; its row was rejected: people.tsv, line 2" in errors[1]
    assert rows["people.tsv"] == (0, 0, 1)
    assert rows["posts.tsv"] == (0, 0, 1)


def test_a_value_that_stands_for_another_is_told_by_its_names(data: Path) -> None:
    tables = Tables(data)
    _, register = tables.read(tables.bundled_files())
    assert register.meant("organisations", "name_en", "acme jsc") == "did you mean 'Acme'?"  # an alias of it
    assert register.meant("organisations", "name_en", "Acmee") == "did you mean 'Acme'?"
    assert register.meant("organisations", "name_en", "Zzyzx") == "add it to organisations"


def test_a_text_of_the_greatest_length_is_taken(tmp_path: Path) -> None:
    people = f"id\tname_en\tsources\nivanov\t{'x' * MAX_TEXT}\tgazette\n"
    assert read(write_package(tmp_path / "data", people=people))[1] == []


def test_a_row_whose_sources_may_not_attest_it_is_rejected(tmp_path: Path) -> None:
    only_register = HEADER + "p\tivanov\tacme\t\t\t\t\t\tregister-2025\n"
    _, errors, _ = read(write_package(tmp_path / "data", posts=only_register))
    assert (
        "'register-2025' has no source that may attest membership-{id}; add one other than register-*"
        in errors[0]
    )


def test_two_rows_of_one_node_are_merged_and_every_row_is_counted(tmp_path: Path) -> None:
    data = write_package(
        tmp_path / "data",
        posts=HEADER
        + "a\tivanov\tacme\t\t\t\t\tdeal\tgazette\n"
        + "b\tivanov\tacme\t\t\t\t\tdeal\tgazette|register-2025\n"
        + "c\tivanov\tnobody\t\t\t\t\tdeal\tgazette\n",
    )
    mapping = data / "mappings" / "posts.toml"
    mapping.write_text(
        mapping.read_text(encoding="utf-8").replace("membership-{id}", "membership-{agreement}"),
        encoding="utf-8",
    )
    statements, _, rows = read(data)
    assert rows["posts.tsv"] == (1, 1, 1)  # 1 + 1 + 1 = 3 rows read
    assert {one.subject for one in statements if one.predicate == ORG.member} == {ID["membership-deal"]}


def test_a_table_without_a_mapping_is_a_broken_package(data: Path) -> None:
    (data / "mappings" / "posts.toml").unlink()
    with pytest.raises(ConfigError, match="table 'posts' has no mapping"):
        Tables(data)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('column = "person"', 'column = "persona"', "'persona' is no column of table posts"),
        ('"org:member"', '"orgg:member"', "'orgg:member' is not a term under a known prefix"),
        ('as = "start"', 'as = "begin"', "no kind 'begin'"),
        ("not_attested_by", "not_atested_by", "has a key 'not_atested_by' that is not known"),
    ],
)
def test_a_mistake_in_a_mapping_is_named(data: Path, old: str, new: str, expected: str) -> None:
    mapping = data / "mappings" / "posts.toml"
    mapping.write_text(mapping.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(ConfigError, match=expected):
        Tables(data)


def test_a_byte_order_mark_and_windows_line_ends_are_taken(tmp_path: Path) -> None:
    text = "\ufeff" + TABLES["people"][2].replace("\n", "\r\n")
    _, errors, rows = read(write_package(tmp_path / "data", people=text))
    assert errors == []
    assert rows["people.tsv"] == (1, 0, 0)


def test_a_cell_whose_own_sources_are_empty_rests_on_the_rows(tmp_path: Path) -> None:
    data = write_package(tmp_path / "data")
    mapping = data / "mappings" / "posts.toml"
    text = mapping.read_text(encoding="utf-8")
    mapping.write_text(
        text.replace('\nattested_by = ["register-*"]', '\nsources = "agreement"'), encoding="utf-8"
    )
    statements, errors, _ = read(data)
    assert errors == []
    # the column of the cell's own sources is empty, so both of the row's sources tell the share
    assert len(objects(statements, "membership-ivanov-acme", PG.share, GAZETTE)) == 1
    assert len(objects(statements, "membership-ivanov-acme", PG.share, REGISTER)) == 1


def remap(data: Path, old: str, new: str) -> None:
    mapping = data / "mappings" / "posts.toml"
    text = mapping.read_text(encoding="utf-8")
    assert old in text
    mapping.write_text(text.replace(old, new), encoding="utf-8")


def test_a_node_whose_own_sources_are_empty_rests_on_the_rows(tmp_path: Path) -> None:
    data = write_package(tmp_path / "data")
    remap(data, 'not_attested_by = ["register-*"]', 'sources = "agreement"')
    statements, errors, _ = read(data)
    assert errors == []
    assert objects(statements, "membership-ivanov-acme", ORG.member, GAZETTE) == {ID.ivanov}
    assert objects(statements, "membership-ivanov-acme", ORG.member, REGISTER) == {ID.ivanov}


def test_a_kind_of_source_may_be_kept_from_attesting(tmp_path: Path) -> None:
    kinds = "id\ttitle\tkind\ngazette\tThe Gazette\tpress\nregister-2025\tA register\tregistry\n"
    data = write_package(tmp_path / "data", sources=kinds)
    remap(data, 'not_attested_by = ["register-*"]', 'not_attested_by_kind = ["registry"]')
    statements, errors, _ = read(data)
    assert errors == []
    assert objects(statements, "membership-ivanov-acme", ORG.member, GAZETTE) == {ID.ivanov}
    assert objects(statements, "membership-ivanov-acme", ORG.member, REGISTER) == set()

    only_register = HEADER + "p\tivanov\tacme\t\t\t\t\t\tregister-2025\n"
    (data / "russia" / "posts.tsv").write_text(only_register, encoding="utf-8")
    _, errors, _ = read(data)
    assert "has no source that may attest membership-{id}; add one other than registry" in errors[0]


def test_a_node_may_be_made_only_where_a_cell_is_empty(tmp_path: Path) -> None:
    rows = "a\tivanov\tacme\t\t\t\t\t\tgazette\nb\tivanov\tacme\t\t\t\t\tdeal\tgazette\n"
    data = write_package(tmp_path / "data", posts=HEADER + rows)
    # two nodes for each row: one where it names no agreement, one for the agreement that it names
    second = '[[node]]\niri = "{agreement}"\nclass = "pg:Partnership"\n'
    alone = 'class = "org:Membership"\nwhen = { agreement = [""] }'
    remap(data, 'class = "org:Membership"', alone)
    remap(data, "[[node]]", second + "[[node]]")
    statements, _, _ = read(data)
    made = {(one.subject, one.object) for one in statements if one.predicate == RDF.type}
    assert (ID["membership-a"], ORG.Membership) in made
    assert (ID.deal, PG.Partnership) in made
    assert (ID["membership-b"], ORG.Membership) not in made
