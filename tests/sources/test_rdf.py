from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pharmagraph.errors import SourceError
from pharmagraph.sources.rdf import rdf_files, rdf_lines, rdf_statements
from pharmagraph.store.nquads import quad_line
from pharmagraph.vocab import CATALOGUE_GRAPH, DCTERMS, ID, ONTOLOGY_GRAPH, PG, PROV, RDF, SOURCE_GRAPH

if TYPE_CHECKING:
    from pathlib import Path

    from pharmagraph.model import Statement

TRIG = """
@prefix ex: <https://example.org/> .
ex:a ex:knows ex:b .
<https://example.org/reports/2024> { ex:b ex:knows ex:c }
"""


def written(directory: Path, text: str, name: str = "Acquaintances 2024.trig") -> list[Statement]:
    file = directory / name
    file.write_text(text, encoding="utf-8")
    return list(rdf_statements(file))


def test_a_file_and_each_named_graph_of_it_are_sources(tmp_path: Path) -> None:
    statements = written(tmp_path, TRIG)
    told = {one.named_graph for one in statements if one.predicate.endswith("knows")}
    whole, part = sorted(told)
    assert whole == SOURCE_GRAPH["file-acquaintances-2024"]
    assert part.startswith(SOURCE_GRAPH["file-acquaintances-2024-2024-"])
    described = {one.subject for one in statements if one.object == PG.Source}
    assert described == {ID[graph[len(SOURCE_GRAPH) :]] for graph in told}
    titles = {str(one.object) for one in statements if one.predicate == DCTERMS.title}
    assert titles == {"Acquaintances 2024.trig", "https://example.org/reports/2024"}
    # the part is derived from the file, so the two are one origin and count as one source
    derived = {(one.subject, one.object) for one in statements if one.predicate == PROV.wasDerivedFrom}
    assert (ID[part[len(SOURCE_GRAPH) :]], ID["file-acquaintances-2024"]) in derived


def test_lines_in_bulk_say_the_same(tmp_path: Path) -> None:
    told = written(tmp_path, TRIG + "[] ex:knows [] .")
    (file,) = tmp_path.iterdir()
    lines = {line.decode() for batch in rdf_lines(file) for line in batch}
    assert lines == {quad_line(one.subject, one.predicate, one.object, one.named_graph) for one in told}


def test_a_graph_named_as_a_source_of_ours_joins_it(tmp_path: Path) -> None:
    statements = written(tmp_path, f"<{SOURCE_GRAPH}gazette> {{ <{ID}a> <{PG}knows> <{ID}b> }}")
    assert {one.named_graph for one in statements if one.predicate == PG.knows} == {SOURCE_GRAPH["gazette"]}
    assert all(one.named_graph == CATALOGUE_GRAPH for one in statements if one.predicate == RDF.type)


def test_the_graphs_of_a_build_are_not_for_files(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"ontology, which only a build may write; name graphs of your own"):
        written(tmp_path, f"<{ONTOLOGY_GRAPH}> {{ <{PG}a> <{PG}b> <{PG}c> }}")


def test_rdf_files_of_a_directory_come_by_name(tmp_path: Path) -> None:
    for name in ("b.ttl", "a.nt.gz", "notes.txt", "c.tsv"):
        (tmp_path / name).touch()
    assert [file.name for file in rdf_files(tmp_path)] == ["a.nt.gz", "b.ttl"]
