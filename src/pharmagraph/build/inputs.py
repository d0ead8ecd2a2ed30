"""What a build reads: the bundled ontology and tables, and a user's own tables and RDF files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pharmagraph import resources
from pharmagraph.build.content import lines_of
from pharmagraph.errors import SourceError, SourceMissingError
from pharmagraph.model import IRI, Literal, Statement
from pharmagraph.sources.rdf import rdf_files, rdf_lines
from pharmagraph.sources.tables import Tables, Tally
from pharmagraph.store.parsing import is_rdf, parse
from pharmagraph.vocab import CATALOGUE_GRAPH, DCTERMS, ONTOLOGY_GRAPH, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pharmagraph.build.content import SortedLines


@dataclass
class Inputs:
    """The files of one build, and what became of their rows once they were read.

    ``bundled`` is false for a graph made of the user's inputs alone; the ontology is always there.
    """

    extra: tuple[Path, ...] = ()
    bundled: bool = True
    tallies: list[Tally] = field(default_factory=list)
    rejected: list[SourceError] = field(default_factory=list)

    def read(self, quads: SortedLines) -> None:
        """Add everything the inputs say to ``quads``, as N-Quads lines.

        Rejected rows and files are left out and listed in ``rejected``.
        """
        quads.add(lines_of(self._ontology()))
        quads.add(lines_of(self._tables()))
        for file in self.rdf_files():
            self._read_rdf(file, quads)

    def _ontology(self) -> Iterator[Statement]:
        # The release's own date is the day on which "now" falls for the derivation rules.
        released = Literal(resources.data_release_date(), XSD.date)
        yield Statement(CATALOGUE_GRAPH, DCTERMS.issued, released, CATALOGUE_GRAPH)
        if self.bundled:
            licence = IRI(resources.data_licence())
            yield Statement(CATALOGUE_GRAPH, DCTERMS.license, licence, CATALOGUE_GRAPH)
        for file in resources.ontology_files():
            yield from parse(file, base_graph=ONTOLOGY_GRAPH, keep_blank=True)

    def _tables(self) -> Iterator[Statement]:
        own = [directory for directory in self._directories() if list(directory.glob("*.tsv"))]
        if not (self.bundled or own):
            return
        tables = Tables(resources.data_directory())
        files = tables.bundled_files() if self.bundled else []
        for directory in own:
            files.extend(tables.files_in(directory))
        found, register = tables.read(files)
        yield from tables.statements(found, register)
        self.rejected.extend(found.errors)
        self.tallies.extend(found.tallies.values())

    def _read_rdf(self, file: Path, quads: SortedLines) -> None:
        tally = Tally(file.name)
        # A file is one input: half of it would be neither what it says nor nothing.
        whole = quads.apart()
        try:
            for lines in rdf_lines(file):
                whole.add(lines)
        except SourceError as error:
            whole.drop()
            tally.rejected += 1
            self.rejected.append(error)
        else:
            tally.accepted += 1
            quads.join(whole)
        self.tallies.append(tally)

    def _directories(self) -> list[Path]:
        return [path for path in self.extra if path.is_dir()]

    def rdf_files(self) -> list[Path]:
        """The user's RDF files, in the order named."""
        files: list[Path] = []
        for path in self.extra:
            files.extend(rdf_files(path) if path.is_dir() else [path])
        return files

    def check(self) -> None:
        """Refuse inputs that cannot be what they are named as, before anything is read.

        Raises:
            SourceMissingError: a file or directory is not there.
            SourceError: a file has no known extension, or a directory has nothing to read.
        """
        for path in self.extra:
            if not path.exists():
                raise SourceMissingError(path, "there is no such file or directory")
            if path.is_file() and not is_rdf(path):
                raise SourceError(
                    path,
                    "is no RDF file",
                    hint="name a directory of tables, or a .ttl, .trig, .nt, .nq, .n3, .rdf or .jsonld file",
                )
            if path.is_dir() and not (rdf_files(path) or list(path.glob("*.tsv"))):
                raise SourceError(
                    path, "has neither tables (.tsv) nor RDF files", hint="name another directory"
                )

    def files(self) -> list[Path]:
        """Every file that this build reads, for the manifest."""
        files = resources.ontology_files()
        if self.bundled:
            files = resources.bundled_files()
        for directory in self._directories():
            files.extend(sorted(directory.glob("*.tsv")))
        return [*files, *self.rdf_files()]
