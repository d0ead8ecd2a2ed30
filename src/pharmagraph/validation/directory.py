"""The check of a directory before a build: its tables row by row, and what they and its RDF files say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pharmagraph import resources
from pharmagraph.errors import SourceError, SourceMissingError
from pharmagraph.sources.rdf import rdf_files
from pharmagraph.sources.tables import Tables
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.store.parsing import parse
from pharmagraph.validation.findings import Report
from pharmagraph.validation.graph import find, read_subclasses
from pharmagraph.validation.places import Places
from pharmagraph.validation.rdf_files import RdfFiles
from pharmagraph.validation.row_rules import RULES, complaint
from pharmagraph.validation.rules import read_checks
from pharmagraph.validation.tables import OwnTables
from pharmagraph.vocab import ONTOLOGY_GRAPH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from pharmagraph.model import Statement, Term
    from pharmagraph.validation.findings import Finding


def check_directory(directory: Path, *, in_russian: Callable[[str], str | None] = lambda _: None) -> Report:
    """What is wrong with the tables and RDF files of a directory, in the order of importance.

    First the rows and files that cannot be taken; then everything that the rules of a graph find in the
    others, without what a build would derive. A directory that has every table stands alone; any other is
    read beside the bundled tables, as ``build --with`` does, and findings of these are not told. While
    something cannot be taken, only errors are told of the rest: what is missing may be in it.

    Args:
        directory: Where the files are.
        in_russian: Knows the Russian of the sentences in which rows and files are complained of.

    Cost: four seconds and 250 MB beside the bundled tables.

    Raises:
        SourceMissingError: there is no such directory.
        SourceError: it holds neither tables nor RDF files.
    """
    if not directory.is_dir():
        raise SourceMissingError(directory, "there is no such directory")
    data = Tables(resources.data_directory())
    by_name = {schema.file_name: schema for schema in data.schemas.values()}
    tables = sorted(directory.glob("*.tsv"))
    rdf = rdf_files(directory)
    if not (tables or rdf):
        raise SourceError(directory, "has neither tables (.tsv) nor RDF files", hint="name another directory")
    own = [(by_name[file.name], file) for file in tables if file.name in by_name]
    rows = OwnTables(data, [] if len(own) == len(by_name) else data.bundled_files(), own)
    files = RdfFiles(rdf)
    misnamed = [data.misnamed(file) for file in tables if file.name not in by_name]
    complaints = [complaint(one, in_russian) for one in (*misnamed, *rows.complaints, *files.complaints)]
    with EmbeddedStore.in_memory([*_ontology(), *rows.beside, *rows.sound, *files.statements]) as store:
        subclasses, released = read_subclasses(store), resources.data_release_date()
        checks = read_checks(resources.ontology_directory(), as_of=released, subclasses=subclasses)
        found = [*files.refused({check.rule.id: check.rule for check in checks}), *find(store, checks)]
    said = _one_s_own(found, rows, files)
    if complaints or rows.unsupported:
        said = [one for one in said if one.level == "error"]
    places = Places(data, own)
    placed = [_placed(one, places, files) for one in said]
    return Report.of(
        str(directory), [*complaints, *rows.unsupported, *placed], rules=len(RULES) + len(checks)
    )


def _ontology() -> Iterator[Statement]:
    for file in resources.ontology_files():
        yield from parse(file, base_graph=ONTOLOGY_GRAPH, keep_blank=True)


def _one_s_own(found: Iterable[Finding], rows: OwnTables, files: RdfFiles) -> list[Finding]:
    """The findings that come of one's own files, each once, what a build refuses first.

    The bundled tables have no errors, so an error comes of one's own, on whichever node it shows.
    """
    own = {str(one.subject) for one in (*rows.sound, *files.statements)}
    own -= {str(one.subject) for one in rows.beside}
    each: dict[tuple[str, Term | None, Term | None], Finding] = {}
    for one in found:
        if one.level == "error" or str(one.node) in own or str(one.value) in own:
            each.setdefault((one.id, one.node, one.value), one)
    return list(each.values())


def _placed(finding: Finding, places: Places, files: RdfFiles) -> Finding:
    """The finding at the row or line of its node, else of the node that is its value."""
    if finding.place is not None:
        return finding
    found = (
        places.find(finding.node, finding.path),
        files.place(finding.node),
        places.find(finding.value),
        files.place(finding.value),
    )
    return replace(finding, place=next((place for place in found if place is not None), None))
