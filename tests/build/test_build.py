from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

import pharmagraph
from digests import content_of
from pharmagraph.build import build
from pharmagraph.errors import BuildLockedError, RowsRejectedError, SourceError, StoreEmptyError, StoreError
from pharmagraph.graph_directory import (
    FORMAT,
    build_lock,
    built_from,
    current,
    damaged_files,
    read_manifest,
)
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.vocab import CATALOGUE_GRAPH, ID, ONTOLOGY_GRAPH, PG, PREFIXES, SKOS

if TYPE_CHECKING:
    from pathlib import Path

TURTLE = """
@prefix ex: <https://example.org/> .
ex:a ex:knows ex:b .
ex:b ex:knows ex:c .
"""


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    file = tmp_path / "acquaintances.ttl"
    file.write_text(TURTLE, encoding="utf-8")
    return file


def digest(directory: Path) -> str:
    return str(read_manifest(current(directory)).content["content_sha256"])


def test_two_builds_of_the_same_inputs_have_the_same_content(tmp_path: Path, foreign: Path) -> None:
    build(tmp_path / "one", extra=[foreign], bundled=False)
    build(tmp_path / "two", extra=[foreign], bundled=False)
    assert digest(tmp_path / "one") == digest(tmp_path / "two")


def test_another_input_is_another_content(tmp_path: Path, foreign: Path) -> None:
    build(tmp_path / "one", extra=[foreign], bundled=False)
    foreign.write_text(TURTLE.replace("ex:c", "ex:d"), encoding="utf-8")
    build(tmp_path / "two", extra=[foreign], bundled=False)
    assert digest(tmp_path / "one") != digest(tmp_path / "two")


def test_a_file_is_a_described_source_and_its_statements_are_in_the_default_graph_once(
    tmp_path: Path, foreign: Path
) -> None:
    second = tmp_path / "again.ttl"
    second.write_text(TURTLE, encoding="utf-8")
    build(tmp_path / "graph", extra=[foreign, second], bundled=False)
    with EmbeddedStore.open(current(tmp_path / "graph").store) as store:
        # two statements, each told by two files: counted once in the default graph, twice by source
        table = store.select("SELECT (COUNT(*) AS ?n) WHERE { ?s <https://example.org/knows> ?o }")
        assert str(table.rows[0][0]) == "2"
        told = store.select(
            "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s <https://example.org/knows> ?o } }"
        )
        assert str(told.rows[0][0]) == "4"
        assert store.ask(
            "ASK { source:file-acquaintances a pg:SourceGraph ; prov:wasDerivedFrom id:file-acquaintances }"
        )


def test_a_file_may_not_write_to_a_graph_of_the_build(tmp_path: Path) -> None:
    file = tmp_path / "forged.trig"
    file.write_text(
        f"<{CATALOGUE_GRAPH}> {{ <https://example.org/a> a <https://example.org/B> }}", encoding="utf-8"
    )
    with pytest.raises(RowsRejectedError, match="which only a build may write"):
        build(tmp_path / "graph", extra=[file], bundled=False)


def test_a_rejected_input_leaves_the_old_graph_whole(tmp_path: Path, foreign: Path) -> None:
    directory = tmp_path / "graph"
    build(directory, extra=[foreign], bundled=False)
    before = content_of(directory / "builds")
    foreign.write_text("this is not Turtle", encoding="utf-8")
    with pytest.raises(RowsRejectedError, match="nothing was written"):
        build(directory, extra=[foreign], bundled=False)
    assert content_of(directory / "builds") == before
    assert sorted(path.name for path in directory.iterdir()) == ["build.lock", "builds", "current"]


def test_keep_going_builds_without_what_was_rejected_and_lists_it(tmp_path: Path, foreign: Path) -> None:
    bad = tmp_path / "bad.ttl"
    bad.write_text("this is not Turtle", encoding="utf-8")
    report = build(tmp_path / "graph", extra=[foreign, bad], bundled=False, keep_going=True)
    assert [error.file for error in report.rejected] == [bad]
    assert {tally.file: (tally.accepted, tally.rejected) for tally in report.tallies} == {
        "acquaintances.ttl": (1, 0),
        "bad.ttl": (0, 1),
    }


@pytest.mark.parametrize(("share", "errors"), [("0.5", []), ("0.5 , 0.6", ["PG-PROV-003"])])
def test_a_build_says_what_contradicts_itself(tmp_path: Path, share: str, errors: list[str]) -> None:
    file = tmp_path / "stake.ttl"
    file.write_text(
        f"""@prefix pg: <{PG}> . @prefix id: <{ID}> . @prefix skos: <{SKOS}> .
        id:a a pg:Company ; skos:prefLabel "A"@en . id:b a pg:Company ; skos:prefLabel "B"@en .
        id:s a pg:OwnershipStake ; pg:owner id:a ; pg:ownedEntity id:b ; pg:share {share} .""",
        encoding="utf-8",
    )
    report = build(tmp_path / "graph", extra=[file], bundled=False)
    assert [one.id for one in report.errors] == errors


@pytest.mark.parametrize(
    "statement", ['pg:validFrom "2025"^^xsd:gYear', "pg:share 1.7", "schema:url <javascript:alert(1)>"]
)
def test_a_file_that_says_what_no_graph_can_take_is_left_out_or_stops_the_build(
    tmp_path: Path, foreign: Path, statement: str
) -> None:
    file = tmp_path / "odd.ttl"
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    file.write_text(f"{prefixes}id:s a pg:OwnershipStake ; {statement} .", encoding="utf-8")
    with pytest.raises(RowsRejectedError, match=rf"odd\.ttl, line {len(PREFIXES) + 1}: node s, "):
        build(tmp_path / "graph", extra=[foreign, file], bundled=False)
    report = build(tmp_path / "graph", extra=[foreign, file], bundled=False, keep_going=True)
    assert [str(one.file) for one in report.rejected] == [str(file)]


def test_a_second_build_of_a_directory_names_the_process_of_the_first(tmp_path: Path, foreign: Path) -> None:
    with build_lock(tmp_path / "graph"), pytest.raises(BuildLockedError, match=f"process {os.getpid()}"):
        build(tmp_path / "graph", extra=[foreign], bundled=False)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nothing-there", "there is no such file or directory"),
        ("notes.txt", "is no RDF file"),
        ("empty", "has neither tables"),
    ],
)
def test_an_input_that_cannot_be_read_is_refused_before_anything_is_done(
    tmp_path: Path, name: str, expected: str
) -> None:
    (tmp_path / "notes.txt").write_text("notes", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError, match=expected):
        build(tmp_path / "graph", extra=[tmp_path / name], bundled=False)
    assert not (tmp_path / "graph").exists()


def test_an_empty_directory_and_a_lost_build_say_what_to_do(tmp_path: Path, foreign: Path) -> None:
    with pytest.raises(StoreEmptyError, match="pharmagraph build --graph"):
        pharmagraph.open(tmp_path / "graph")
    build(tmp_path / "graph", extra=[foreign], bundled=False)
    (tmp_path / "graph" / "current").write_text("gone\n", encoding="utf-8")
    with pytest.raises(StoreError, match="'gone' that is not there"):
        current(tmp_path / "graph")


def test_a_graph_of_a_newer_version_is_refused(tmp_path: Path, foreign: Path) -> None:
    build(tmp_path / "graph", extra=[foreign], bundled=False)
    manifest = current(tmp_path / "graph").manifest
    content = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps({**content, "format": FORMAT + 1}), encoding="utf-8")
    with pytest.raises(StoreError, match="built by a newer pharmagraph"):
        pharmagraph.open(tmp_path / "graph")


def test_a_flipped_byte_in_the_store_is_found(tmp_path: Path, foreign: Path) -> None:
    build(tmp_path / "graph", extra=[foreign], bundled=False)
    files = current(tmp_path / "graph")
    assert damaged_files(files) == []
    victim = max(files.store.glob("*.sst"), key=lambda file: file.stat().st_size)
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 0xFF
    victim.write_bytes(content)
    assert damaged_files(files) == [f"store/{victim.name}"]
    with pharmagraph.open(tmp_path / "graph") as kg, pytest.raises(StoreError, match=victim.name):
        kg.check()


@pytest.mark.parametrize("part", ["store", "projections", "names.sqlite"])
def test_a_part_that_is_gone_is_named_with_the_way_to_mend_it(
    tmp_path: Path, foreign: Path, part: str
) -> None:
    directory = tmp_path / "graph"
    build(directory, extra=[foreign], bundled=False)
    (current(directory).build / part).rename(tmp_path / "elsewhere")
    with pytest.raises(StoreError, match=f"lacks {part}; .* pharmagraph build --graph {directory}"):
        pharmagraph.open(directory)


def test_an_upgrade_of_the_bundled_data_is_noticed(
    bundled_directory: Path, tmp_path: Path, foreign: Path
) -> None:
    assert built_from(bundled_directory) == "current"
    assert built_from(tmp_path / "nothing") == "nothing"
    build(tmp_path / "own", extra=[foreign], bundled=False)
    assert built_from(tmp_path / "own") == "current"  # it rests on no bundled data
    manifest = current(tmp_path / "own").manifest
    content = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps({**content, "bundled_sha256": "0" * 64}), encoding="utf-8")
    assert built_from(tmp_path / "own") == "older data"


def test_readers_of_the_build_before_are_not_disturbed(tmp_path: Path, foreign: Path) -> None:
    directory = tmp_path / "graph"
    build(directory, extra=[foreign], bundled=False)
    with EmbeddedStore.open(current(directory).store) as reader:
        build(directory, extra=[foreign], bundled=False)
        assert reader.ask(
            "ASK { <https://example.org/a> <https://example.org/knows> <https://example.org/b> }"
        )


KILLED = """
import sys
from pathlib import Path
from pharmagraph.build import build
build(Path(sys.argv[1]), extra=[Path(sys.argv[2])], bundled=False)
"""


@pytest.mark.skipif(os.name == "nt", reason="processes are killed by signal here")
@pytest.mark.parametrize("moment", range(3))
def test_a_killed_build_leaves_the_graph_as_it_was(tmp_path: Path, foreign: Path, moment: int) -> None:
    directory = tmp_path / "graph"
    build(directory, extra=[foreign], bundled=False)
    before = digest(directory)
    foreign.write_text(TURTLE.replace("ex:c", "ex:d"), encoding="utf-8")
    process = subprocess.Popen([sys.executable, "-c", KILLED, str(directory), str(foreign)])
    time.sleep(random.Random(moment).uniform(0.1, 1.5))
    process.send_signal(signal.SIGKILL)
    finished = process.wait() == 0
    if not finished:
        after = digest(directory)
        assert after == before or damaged_files(current(directory)) == []
    build(directory, extra=[foreign], bundled=False)
    assert damaged_files(current(directory)) == []
    assert not list(directory.glob("staging-*"))


def test_the_ontology_is_in_its_own_graph(tmp_path: Path, foreign: Path) -> None:
    report = build(tmp_path / "graph", extra=[foreign], bundled=False)
    assert report.graphs[ONTOLOGY_GRAPH] > 500
    assert report.graphs["https://w3id.org/pharmagraph/graph/source/file-acquaintances"] == 2
