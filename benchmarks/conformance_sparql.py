"""Run the W3C SPARQL 1.1 query tests through the store, and compare with the kept list of failing ones.

    python benchmarks/conformance_sparql.py [--tests ARCHIVE] [--keep]

Evaluation, syntax and result-format tests go the way of a user's query: guard, engine, typed answer. The
tests of federated queries are run as well, because refusing them must stay visible. The script prints
totals and ends with 1 when a test fails that is not on the list, or passes that is; ``--keep`` writes the
list anew. Numbers count as equal when the store keeps them as equal (``2.0`` as ``2``).
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
import tarfile
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from pharmagraph.errors import PharmagraphError, QueryError, QueryRefusedError, QuerySyntaxError
from pharmagraph.model import IRI, BlankNode, Literal, Table, Term
from pharmagraph.store import guard, literals, terms
from pharmagraph.store.embedded import EmbeddedStore

HERE = Path(__file__).parent
KEPT = HERE / "conformance_sparql_failing.txt"
ARCHIVE = HERE.parents[1] / "shared/samples/w3c-rdf-tests/w3c-rdf-tests-sparql11-turtle-nt-nq.tar.gz"
MANIFESTS = ("manifest-sparql11-query.ttl", "manifest-sparql11-results.ttl", "manifest-sparql11-fed.ttl")
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"

Triples = frozenset[tuple[Term, Term, Term]]


@dataclass(frozen=True, slots=True)
class Test:
    """One test of a manifest; files are paths, graphs are named by the IRI of their file."""

    name: str
    kind: str
    query: Path
    data: Path | None
    graphs: tuple[Path, ...]
    result: Path | None


class Manifest:
    """The statements of one manifest file."""

    def __init__(self, file: Path) -> None:
        self.file = file
        parsed = ox.parse(path=str(file), format=ox.RdfFormat.TURTLE, base_iri=file.as_uri())
        self.quads = list(parsed)

    def values(self, subject: object, predicate: str) -> list[ox.NamedNode | ox.BlankNode | ox.Literal]:
        """The objects of a property."""
        return [q.object for q in self.quads if q.subject == subject and q.predicate.value == predicate]

    def items(self, predicate: str) -> list[ox.NamedNode | ox.BlankNode | ox.Literal]:
        """The members of the list that a property of the manifest points to."""
        heads = [q.object for q in self.quads if q.predicate.value == predicate]
        members = []
        while heads and heads[0] != ox.NamedNode(RDF + "nil"):
            members += self.values(heads[0], RDF + "first")
            heads = list(self.values(heads[0], RDF + "rest"))
        return members

    def tests(self) -> list[Test]:
        """The tests of this manifest and of those it includes."""
        found = [test for each in self.items(MF + "include") for test in Manifest(as_path(each)).tests()]
        for entry in self.items(MF + "entries"):
            kind = self.values(entry, RDF + "type")[0].value.removeprefix(MF)
            action = self.values(entry, MF + "action")[0]
            query = [*self.values(action, QT + "query"), action][0]
            data = self.values(action, QT + "data")
            graphs = self.values(action, QT + "graphData")
            result = self.values(entry, MF + "result")
            name = f"{self.file.parent.name}/{entry.value.rpartition('#')[2]}"
            found.append(
                Test(
                    name,
                    kind,
                    as_path(query),
                    as_path(data[0]) if data else None,
                    tuple(as_path(graph) for graph in graphs),
                    as_path(result[0]) if result else None,
                )
            )
        return found


def as_path(iri: ox.NamedNode | ox.BlankNode | ox.Literal) -> Path:
    """The file a ``file:`` IRI names."""
    return Path(iri.value.removeprefix("file://"))


def store_of(test: Test) -> EmbeddedStore:
    """The data of a test, loaded as they are: named graphs stay out of the default graph."""
    inner = ox.Store()
    if test.data is not None:
        inner.load(path=str(test.data), base_iri=test.data.as_uri())
    for file in test.graphs:
        inner.load(path=str(file), base_iri=file.as_uri(), to_graph=ox.NamedNode(file.as_uri()))
    return EmbeddedStore(inner)


def passes(test: Test) -> bool:
    """Whether the test ends as it should."""
    if test.kind.startswith(("PositiveSyntax", "NegativeSyntax")):
        return parses(test.query) == test.kind.startswith("Positive")
    try:
        return evaluates(test)
    except PharmagraphError:
        return False


def parses(query: Path) -> bool:
    """Whether guard and engine take the query."""
    try:
        ask(EmbeddedStore(ox.Store()), query)
    except (QuerySyntaxError, QueryRefusedError):
        return False
    except QueryError:  # understood, and more than the engine can do
        return True
    return True


def ask(store: EmbeddedStore, query: Path) -> Table | bool | Triples:
    """The typed answer of the store to the query in a file."""
    text = query.read_text(encoding="utf-8")
    form = guard.check(text)
    based = f"BASE <{query.as_uri()}> {guard.decode(text)}"
    if form == "select":
        return store.select(based)
    if form == "ask":
        return store.ask(based)
    return frozenset(store.construct(based))


def evaluates(test: Test) -> bool:
    """Whether the answer is the expected one, blank nodes being equal when they can be."""
    assert test.result is not None
    answer = ask(store_of(test), test.query)
    if test.kind == "CSVResultFormatTest":
        return csv_rows(csv_of(test)) == csv_rows(test.result.read_text(encoding="utf-8"))
    expected = expected_answer(test.result, test.query, of_select=isinstance(answer, Table))
    if isinstance(answer, bool) or isinstance(expected, bool):
        return answer == expected
    if isinstance(answer, Table) and isinstance(expected, Table):
        return sorted(answer.columns) == sorted(expected.columns) and alike(
            of_table(answer), of_table(expected)
        )
    return not isinstance(answer, Table) and not isinstance(expected, Table) and alike(answer, expected)


def csv_of(test: Test) -> str:
    """The engine's own CSV."""
    text = f"BASE <{test.query.as_uri()}> {guard.decode(test.query.read_text(encoding='utf-8'))}"
    answer = store_of(test).inner.query(text)
    assert isinstance(answer, ox.QuerySolutions)
    return (answer.serialize(format=ox.QueryResultsFormat.CSV) or b"").decode()


def csv_rows(text: str) -> list[list[tuple[str, str]]]:
    """The rows with their columns in one order, and blank nodes without their labels."""
    return [
        sorted((column, "_:" if cell.startswith("_:") else cell) for column, cell in row.items())
        for row in csv.DictReader(io.StringIO(text, newline=""))
    ]


def expected_answer(result: Path, query: Path, *, of_select: bool) -> Table | bool | Triples:
    """What the result file of a test says."""
    if result.suffix in {".ttl", ".rdf", ".nt"}:
        parsed = ox.parse(path=str(result), base_iri=query.as_uri())
        triples = frozenset(
            (terms.from_engine(q.subject), IRI(q.predicate.value), terms.from_engine(q.object))
            for q in parsed
        )
        return result_set(triples) if of_select else triples
    formats = {
        ".srx": ox.QueryResultsFormat.XML,
        ".srj": ox.QueryResultsFormat.JSON,
        ".tsv": ox.QueryResultsFormat.TSV,
    }
    answer = ox.parse_query_results(path=str(result), format=formats[result.suffix])
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    columns = tuple(variable.value for variable in answer.variables)
    rows = tuple(tuple(None if cell is None else terms.from_engine(cell) for cell in row) for row in answer)
    return Table(columns, rows)


def result_set(triples: Triples) -> Table:
    """The table that a graph in the result-set vocabulary describes."""

    def values(subject: Term | None, name: str) -> list[Term]:
        return [o for s, p, o in triples if p == RS + name and subject in {None, s}]

    columns = tuple(str(name) for name in values(None, "resultVariable"))
    rows = []
    for solution in values(None, "solution"):
        bindings = values(solution, "binding")
        row = {str(values(each, "variable")[0]): values(each, "value")[0] for each in bindings}
        rows.append(tuple(row.get(column) for column in columns))
    return Table(columns, tuple(rows))


def of_table(table: Table) -> Triples:
    """A table as triples, one blank node a row, so that rows compare as graphs do."""
    triples: set[tuple[Term, Term, Term]] = set()
    for number, row in enumerate(table.rows):
        node = BlankNode(f"row{number}")
        triples.add((node, IRI("urn:row"), Literal("row")))
        cells = zip(table.columns, row, strict=True)
        triples |= {(node, IRI(f"urn:column:{column}"), cell) for column, cell in cells if cell is not None}
    return frozenset(triples)


def alike(one: Triples, other: Triples) -> bool:
    """Whether two graphs are the same but for the labels of their blank nodes."""
    return canonical(one) == canonical(other)


def canonical(triples: Triples) -> ox.Dataset:
    """The graph with numbers as the store keeps them and blank nodes relabelled by their surroundings."""
    dataset = ox.Dataset()
    for subject, predicate, object_ in triples:
        kept = literals.stored(object_) if isinstance(object_, Literal) else object_
        dataset.add(
            ox.Quad(terms.to_engine(subject), ox.NamedNode(str(predicate)), terms.to_engine(kept))  # type: ignore[arg-type]
        )
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return dataset


def run(archive: Path) -> dict[str, bool]:
    """Every test of the archive, and whether it passes."""
    with tempfile.TemporaryDirectory() as directory, tarfile.open(archive) as tar:
        tar.extractall(directory, filter="data")
        root = Path(directory).resolve() / "sparql" / "sparql11"
        tests = [test for name in MANIFESTS for test in Manifest(root / name).tests()]
        return {test.name: passes(test) for test in tests}


def main() -> int:
    """Print totals and differences."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--tests", type=Path, default=ARCHIVE, help="the archive of the W3C tests")
    options.add_argument("--keep", action="store_true", help="write the list of failing tests anew")
    chosen = options.parse_args()
    passed = run(chosen.tests)
    failing = {name for name, good in passed.items() if not good}
    kept = (
        {line for line in KEPT.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"}
        if KEPT.exists()
        else set()
    )
    groups = Counter(name.partition("/")[0] for name in passed)
    for group, total in sorted(groups.items()):
        good = sum(ok for name, ok in passed.items() if name.startswith(group + "/"))
        print(f"{group:22} {good:4} of {total}")
    print(f"{'all':22} {len(passed) - len(failing):4} of {len(passed)}")
    for name in sorted(failing - kept):
        print(f"fails, and did not: {name}")
    for name in sorted(kept - failing):
        print(f"passes, and did not: {name}")
    if chosen.keep:
        head = "# W3C SPARQL 1.1 query tests that fail; written by conformance_sparql.py --keep\n"
        KEPT.write_text(head + "".join(f"{name}\n" for name in sorted(failing)), encoding="utf-8")
        return 0
    return int(failing != kept)


if __name__ == "__main__":
    sys.exit(main())
