"""The report on a graph: its order, its places, its measures, and its standard form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, Graph
from rdflib.namespace import SH

from pharmagraph import resources
from pharmagraph.errors import ConfigError
from pharmagraph.model import Literal
from pharmagraph.sources.tables import Tables
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.validation import Finding, Report, Rule
from pharmagraph.validation.places import Places
from pharmagraph.validation.rules import read_checks
from pharmagraph.validation.shacl_report import SYNTAXES, shacl_report
from pharmagraph.vocab import ID, SOURCE_GRAPH, compact
from validation.drawing import changed, checked, ontology_statements, valid_statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pharmagraph.knowledge_graph import KnowledgeGraph

# A share of 1.7 is an error, a firm without a Russian name a warning.
OUT = 'source:press { id:stake-holder-maker pg:share 0.6 . id:maker skos:prefLabel "Производитель"@ru }'
PUT = "source:press { id:stake-holder-maker pg:share 1.7 }"


@pytest.fixture(scope="module")
def store() -> Iterator[EmbeddedStore]:
    with EmbeddedStore.in_memory(ontology_statements() + valid_statements()) as drawn:
        yield drawn


@pytest.fixture(scope="module")
def report(store: EmbeddedStore) -> Report:
    with changed(store, out=OUT, put=PUT):
        return checked(store)


def test_errors_come_first_and_are_counted(report: Report) -> None:
    # 1.7 is out of range, and with 0.4 it makes 2.1
    assert [one.id for one in report.findings] == ["PG-OWN-001", "PG-OWN-002", "PG-LABEL-003"]
    assert report.totals == {"error": 2, "warning": 1, "info": 0}
    assert [(one.rule.id, one.count) for one in report.causes()] == [
        ("PG-OWN-001", 1), ("PG-OWN-002", 1), ("PG-LABEL-003", 1),
    ]  # fmt: skip
    assert not report.conforms


def test_a_finding_says_where_and_what_in_both_languages(report: Report) -> None:
    total = report.findings[1]
    assert total.subject == "maker"
    assert total.advice.en.startswith("On one date the shares that certainly hold add up to 2.1;")
    assert "2.1" in total.advice.ru
    share = report.findings[0]
    assert (share.subject, str(share.value)) == ("stake-holder-maker", "1.7")


@pytest.mark.parametrize(("threshold", "fails"), [("error", True), ("warning", True), (None, False)])
def test_a_report_fails_at_the_threshold(report: Report, threshold: str | None, fails: bool) -> None:
    assert report.fails(threshold) is fails  # type: ignore[arg-type]


def test_warnings_fail_only_where_they_are_asked_to() -> None:
    from pharmagraph.model import Words

    warned = Report.of("", [Finding(Rule("PG-X-001", "warning", Words(), Words()), Words())], rules=1)
    assert not warned.fails("error")
    assert warned.fails("warning")


def test_the_measures_of_the_drawing(report: Report) -> None:
    measures = report.measures
    assert measures is not None
    # one of the 8 actors lost its Russian name; the programme's product has none, and is asked for none
    actors = next(one for one in measures.rows if (one.name, one.part) == ("without-ru", "Actor"))
    assert (actors.count, actors.whole) == (1, 7)
    assert actors.share == pytest.approx(1 / 7)
    assert measures.of("shares-above-one") == {"": 2}  # the stake, and the firm whose shares make 2.1
    assert measures.of("orphans") == {"": 0}
    assert measures.of("independent-sources")["2"] == 0


def test_sources_that_copy_one_another_are_one(store: EmbeddedStore) -> None:
    twice = "source:register { id:maker a pg:Company }"
    with changed(store, out="", put=twice):
        measures = checked(store).measures
        assert measures is not None
        assert measures.of("independent-sources")["2"] == 1
    copied = twice + "graph:catalogue { id:register prov:wasDerivedFrom id:press }"
    with changed(store, out="", put=copied):
        measures = checked(store).measures
        assert measures is not None
        assert measures.of("independent-sources")["2"] == 0


def test_a_deleted_source_leaves_every_statement_of_its_own_named(store: EmbeddedStore) -> None:
    described = "graph:catalogue { source:register a pg:SourceGraph ; prov:wasDerivedFrom id:register }"
    expected = {
        (str(one.subject), compact(one.predicate))
        for one in store.statements(named_graph=SOURCE_GRAPH.register)
    }
    with changed(store, out=described, put=""):
        found = checked(store).findings
    named = {(str(one.node), str(one.value)) for one in found if one.id == "PG-PROV-201"}
    assert {(node, compact(predicate)) for node, predicate in named} == expected
    assert [one.subject for one in found if one.id == "PG-PROV-002"] == ["source:register"]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # by rdflib's own reader of JSON-LD
@pytest.mark.parametrize("syntax", SYNTAXES)
def test_the_report_is_a_standard_one(report: Report, syntax: str) -> None:
    formats = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdfxml": "xml"}
    graph = Graph().parse(data=shacl_report(report, syntax), format=formats[syntax])  # type: ignore[arg-type]
    whole = graph.value(predicate=RDF.type, object=SH.ValidationReport)
    assert str(graph.value(whole, SH.conforms)) == "false"
    results = list(graph.objects(whole, SH.result))
    assert len(results) == 3
    severities = sorted(str(graph.value(one, SH.resultSeverity)).rpartition("#")[2] for one in results)
    assert severities == ["Violation", "Violation", "Warning"]
    for one in results:
        assert graph.value(one, SH.sourceShape) is not None
        assert graph.value(one, SH.sourceConstraintComponent) is not None
        assert sorted(text.language for text in graph.objects(one, SH.resultMessage)) == ["en", "ru"]  # type: ignore[attr-defined]
    share = graph.value(predicate=SH.value, object=next(iter(graph.objects(None, SH.value))))
    assert share is not None


def test_a_standard_report_keeps_to_the_shapes_of_shacl(report: Report) -> None:
    pyshacl = pytest.importorskip("pyshacl", reason="pyshacl checks the shapes; it comes with the test extra")
    assert pyshacl is not None
    graph = Graph().parse(data=shacl_report(report), format="turtle")
    for result in graph.subjects(RDF.type, SH.ValidationResult):
        for needed in (SH.focusNode, SH.resultSeverity, SH.sourceConstraintComponent):
            assert len(list(graph.objects(result, needed))) == 1


def test_nothing_found_conforms() -> None:
    graph = Graph().parse(data=shacl_report(Report.of("", [], rules=1)), format="turtle")
    assert str(graph.value(predicate=SH.conforms, object=None, subject=None) or "") in {"", "true"}
    assert [str(value) for value in graph.objects(None, SH.conforms)] == ["true"]


def test_a_node_leads_back_to_its_row() -> None:
    tables = Tables(resources.data_directory())
    places = Places(tables, tables.bundled_files())
    file = resources.data_directory() / "russia" / "stakes.tsv"
    first = file.read_text(encoding="utf-8").splitlines()[1].split("\t")[0]
    place = places.find(ID[f"stake-{first}"], "<https://w3id.org/pharmagraph/ontology#share>")
    assert str(place) == "russia/stakes.tsv:2, share"
    assert places.find(ID["nobody"]) is None
    assert places.find(Literal("LA")) is None


def test_a_table_that_changed_since_the_build_tells_no_lines(tmp_path: Path) -> None:
    file = tmp_path / "stakes.tsv"
    file.write_text("id\towner\nmine\tme\n", encoding="utf-8")
    assert Places.of_inputs({str(file): "another digest"}).find(ID["stake-mine"]) is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("#: id PG-X-001\nSELECT ?node {}", "level"),
        ("#: id PG-X-001\n#: level bad\n#: title_en a\n#: title_ru b\n#: message_en c\n#: message_ru d\n", "no level 'bad'"),
        ("#: id PG-OWN-001\n#: level info\n#: title_en a\n#: title_ru b\n#: message_en c\n#: message_ru d\n", "used twice"),
    ],
)  # fmt: skip
def test_a_question_without_its_header_is_refused(tmp_path: Path, text: str, named: str) -> None:
    shapes = (resources.ontology_directory() / "shapes.ttl").read_text(encoding="utf-8")
    (tmp_path / "shapes.ttl").write_text(shapes, encoding="utf-8")
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "one.rq").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=named):
        read_checks(tmp_path, as_of="2026-11-22", subclasses={})


def test_the_bundled_graph_has_no_errors(kg: KnowledgeGraph) -> None:
    report = kg.check()
    assert [one for one in report.findings if one.level == "error"] == []
    warned = [one for one in report.findings if one.level == "warning"]
    assert warned, "the world's data are incomplete, and the check says so"
    relations = [one for one in warned if one.id == "PG-OWN-005"]
    assert all(one.place is not None for one in relations)


def test_every_rule_is_explained_in_one_line_of_the_documentation() -> None:
    from pharmagraph.validation import figures, row_rules

    checks = read_checks(resources.ontology_directory(), as_of="2026-11-22", subclasses={})
    rules = [check.rule for check in checks] + [*figures.RULES, *row_rules.RULES]
    page = (Path(__file__).parents[2] / "docs" / "checks.md").read_text(encoding="utf-8").splitlines()
    lines = {line.split(" | ")[0].removeprefix("| "): line for line in page if line.startswith("| PG-")}
    assert set(lines) == {rule.id for rule in rules}
    for rule in rules:
        assert lines[rule.id].startswith(f"| {rule.id} | {rule.level} | {rule.title.en} | {rule.title.ru} | ")
