from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from pharmagraph.errors import (
    ExportError,
    LimitError,
    QueryError,
    QueryRefusedError,
    QuerySyntaxError,
    QueryTimeoutError,
    StoreEmptyError,
    StoreError,
)
from pharmagraph.store import child, worker
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.store.worker import GRAPH_FORMATS, SOLUTION_FORMATS, QueryWorker
from pharmagraph.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

# 53 statements to the fifth power are 400 million rows
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
DRUGS = "SELECT ?drug ?label { ?drug a pg:Drug ; skos:prefLabel ?label } ORDER BY ?drug"
LABELS = "CONSTRUCT { ?drug skos:prefLabel ?label } WHERE { ?drug a pg:Drug ; skos:prefLabel ?label }"


@pytest.fixture(scope="module")
def asked(mini_directory: Path) -> Iterator[QueryWorker]:
    with QueryWorker(mini_directory, timeout_s=20) as running:
        yield running


@pytest.fixture
def engine(mini_directory: Path) -> ox.Store:
    return ox.Store.read_only(str(mini_directory))


def test_answers_are_those_of_the_store(asked: QueryWorker, mini_directory: Path) -> None:
    with EmbeddedStore.open(mini_directory) as store:
        assert asked.select(DRUGS) == store.select(DRUGS)
        assert set(asked.construct(LABELS)) == set(store.construct(LABELS))
        assert set(asked.construct("DESCRIBE id:tgt1")) == set(store.construct("DESCRIBE id:tgt1"))
    assert asked.ask("ASK { id:one a pg:Drug }")
    assert not asked.ask("ASK { id:one a pg:Company }")


@pytest.mark.parametrize("name", SOLUTION_FORMATS)
@pytest.mark.parametrize("query", [DRUGS, "ASK { id:one a pg:Drug }", "SELECT ?x { FILTER(false) }"])
def test_solutions_are_written_as_the_engine_writes_them(
    asked: QueryWorker, engine: ox.Store, name: str, query: str
) -> None:
    answer = engine.query(query, prefixes=PREFIXES)
    assert not isinstance(answer, ox.QueryTriples)
    expected = answer.serialize(format=getattr(ox.QueryResultsFormat, child.SOLUTION_FORMATS[name]))
    assert asked.results(query, name) == expected


@pytest.mark.parametrize("name", GRAPH_FORMATS)
def test_graphs_are_written_as_the_engine_writes_them(
    asked: QueryWorker, engine: ox.Store, name: str
) -> None:
    answer = engine.query(LABELS, prefixes=PREFIXES)
    assert isinstance(answer, ox.QueryTriples)
    expected = answer.serialize(format=getattr(ox.RdfFormat, child.GRAPH_FORMATS[name]))
    assert asked.results(LABELS, name) == expected


@pytest.mark.parametrize(("query", "name"), [(DRUGS, "ttl"), (LABELS, "srj"), ("ASK {}", "xml")])
def test_a_format_for_another_form_is_refused(asked: QueryWorker, query: str, name: str) -> None:
    with pytest.raises(ExportError, match=f"cannot be written as {name}"):
        asked.results(query, name)


def test_the_wrong_form_is_an_error(asked: QueryWorker) -> None:
    with pytest.raises(QueryError, match="the query is ASK, and SELECT was wanted"):
        asked.select("ASK {}")


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:9/> {} }", QueryRefusedError),
        ("SELECT * FROM <file:///etc/passwd> {}", QueryRefusedError),
        ("LOAD <file:///etc/passwd>", QueryRefusedError),
        ("SELECT * " + "{" * 5000 + "}" * 5000, LimitError),
        ("SELECT * { ?s ?p }", QuerySyntaxError),
        ("SELECT * { ?s nowhere:p ?o }", QuerySyntaxError),
        ("SELECT (id:function(1) AS ?x) {}", QueryError),
    ],
)
def test_hostile_and_wrong_queries_end_in_a_clear_error(
    asked: QueryWorker, query: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        asked.results(query, "srj")
    assert asked.ask("ASK {}")


def test_a_syntax_error_has_its_place(asked: QueryWorker) -> None:
    with pytest.raises(QuerySyntaxError, match="line 2, column 3") as caught:
        asked.select("SELECT * {\n  OPTIONL {} }")
    assert caught.value.excerpt == "  OPTIONL {} }\n  ^"


def test_an_escaped_keyword_is_run_as_sparql_says(asked: QueryWorker) -> None:
    assert asked.select(r"\u0053ELECT ?s { ?s skos:notation 'TGT1' }").columns == ("s",)


def test_a_runaway_query_ends_in_time_and_the_next_is_answered(mini_directory: Path) -> None:
    with QueryWorker(mini_directory, timeout_s=60) as running:
        assert running.ask("ASK {}")
        started = time.monotonic()
        with pytest.raises(QueryTimeoutError, match=r"ended after 0\.5 s") as caught:
            running.select(RUNAWAY, timeout_s=0.5)
        assert time.monotonic() - started < 3
        assert caught.value.exit_code == 7
        assert running.ask("ASK {}")


def test_a_query_that_overflows_the_stack_ends_its_process_only(asked: QueryWorker) -> None:
    too_long_a_sum = "ASK { FILTER(1 = " + "+".join(["1"] * 30_000) + ") }"
    with pytest.raises(LimitError) as caught:
        asked.ask(too_long_a_sum)
    assert caught.value.limit in {"stack", "memory"}
    assert asked.ask("ASK {}")


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")
def test_a_query_that_takes_too_much_memory_is_ended(mini_directory: Path) -> None:
    doubled = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(31))
    with QueryWorker(mini_directory, memory_mb=512) as running:
        with pytest.raises(LimitError) as caught:
            running.select(f"SELECT (STRLEN(?x31) AS ?n) {{ BIND('xx' AS ?x0) {doubled} }}")
        assert caught.value.limit == "memory"
        assert running.ask("ASK {}")


def test_a_killed_process_is_replaced(mini_directory: Path) -> None:
    with QueryWorker(mini_directory) as running:
        assert running.ask("ASK {}")
        (process,) = (each._process for each in running._running)
        process.kill()
        process.wait()
        assert running.ask("ASK {}")


def test_a_process_killed_at_work_is_replaced(mini_directory: Path) -> None:
    with QueryWorker(mini_directory) as running:
        assert running.ask("ASK {}")
        killer = threading.Timer(0.3, running._running[0]._process.kill)
        killer.start()
        with pytest.raises(LimitError):
            running.select(RUNAWAY)
        killer.join()
        assert running.ask("ASK {}")


def test_threads_take_turns(asked: QueryWorker) -> None:
    answers: list[bool] = []
    threads = [
        threading.Thread(target=lambda: answers.append(asked.ask("ASK { id:one a pg:Drug }")))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [True] * 8


def test_closing_ends_the_process(mini_directory: Path) -> None:
    running = QueryWorker(mini_directory)
    assert running.ask("ASK {}")
    process = running._running[0]._process
    running.close()
    assert process.returncode is not None
    assert running.ask("ASK {}")
    running.close()


def test_a_forgotten_worker_takes_its_process_along(mini_directory: Path) -> None:
    running = QueryWorker(mini_directory)
    assert running.ask("ASK {}")
    process = running._running[0]._process
    del running
    assert process.returncode is not None


def test_a_directory_without_a_store(tmp_path: Path) -> None:
    with pytest.raises(StoreEmptyError):
        QueryWorker(tmp_path)
    (tmp_path / "CURRENT").write_text("nonsense", encoding="ascii")
    with pytest.raises(StoreError, match="cannot be read"), QueryWorker(tmp_path) as running:
        running.ask("ASK {}")


def test_too_little_memory_is_a_mistake(mini_directory: Path) -> None:
    with pytest.raises(ValueError, match="at least 512 MB"):
        QueryWorker(mini_directory, memory_mb=100)


@pytest.mark.skipif(sys.platform != "linux", reason="the number of open files is limited on Linux only")
def test_the_second_wall_holds_without_the_guard(mini_directory: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        port = server.getsockname()[1]
        running = worker._Child(worker._command(mini_directory, 1024))
        try:
            kind, _ = running.ask(f"ASK {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}", "srj", 10)
            assert kind == child.FAILURE
            kind, answer = running.ask("ASK { ?s ?p ?o }", "srtsv", 10)
            assert (kind, answer) == (child.ANSWER, b"true")
        finally:
            running.end()
        with pytest.raises(BlockingIOError):
            server.accept()


def test_an_orphan_ends_by_itself(mini_directory: Path) -> None:
    """The process gives up its query soon after the deadline even when nobody is there to end it."""
    orphan = worker._Child(worker._command(mini_directory, 1024))
    request = child.REQUEST.pack(0.2, b"srj", len(RUNAWAY)) + RUNAWAY.encode()
    orphan._requests.write(request)
    orphan._requests.flush()
    assert orphan._process.wait(timeout=10) != 0
    orphan.end()


@pytest.mark.skipif(os.name != "posix", reason="signals as on POSIX")
def test_ctrl_c_leaves_no_process_behind(mini_directory: Path) -> None:
    program = f"""
import os, pathlib, signal, sys, threading
from pharmagraph.store.worker import QueryWorker
running = QueryWorker(pathlib.Path({str(mini_directory)!r}))
running.ask("ASK {{}}")
print(running._running[0]._process.pid, flush=True)
threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
try:
    running.select({RUNAWAY!r})
except KeyboardInterrupt:
    print(len(running._running), running.ask("ASK {{}}"), flush=True)
"""
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=True
    )
    pid, left = ended.stdout.splitlines()
    assert left == "0 True"
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid), 0)


def test_the_process_imports_nothing_slow() -> None:
    engine = str(Path(ox.__file__).parent.parent)
    command = [sys.executable, "-I", "-S", "-X", "importtime", child.__file__, engine]
    listed = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False).stderr
    names = {
        line.rpartition("|")[2].strip() for line in listed.splitlines() if line.startswith("import time")
    }
    assert "pyoxigraph" in names
    assert not names & {"rdflib", "pharmagraph", "pathlib", "typing", "subprocess", "json", "pickle"}
