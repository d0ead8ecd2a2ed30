"""From inputs to a graph directory: staged, checked, and swapped in whole.

The steps: read and check every input → write sorted N-Quads → load the store → derive → reopen and count →
projections and names → checksums → rename. Nothing of it is visible to a reader before the last step.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from pharmagraph import __version__, resources
from pharmagraph.build.derivation import MAX_ROUNDS, derive, read_rules, select_rules
from pharmagraph.build.inputs import Inputs
from pharmagraph.errors import RowsRejectedError, StoreEmptyError, StoreError
from pharmagraph.graph_directory import (
    FORMAT,
    GraphFiles,
    build_lock,
    current,
    digest_of,
    install,
    read_manifest,
    staging,
)
from pharmagraph.model import IRI, Release
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.store.nquads import quad_line, triple_line
from pharmagraph.vocab import RETRACTED_GRAPH

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from pathlib import Path

    from pharmagraph.build.derivation import Rule
    from pharmagraph.errors import SourceError
    from pharmagraph.model import Statement
    from pharmagraph.sources.tables import Tally

    Progress = Callable[[int, int, str], None]
    """Called with how many steps are done, how many there are, and the name of the one that begins."""

STEPS = ("read", "load", "derive", "verify", "project", "names", "install")


@dataclass(frozen=True)
class BuildReport:
    """What a build did: where it stands, what became of the rows, and how many statements there are."""

    directory: Path
    release: Release
    tallies: tuple[Tally, ...]
    rejected: tuple[SourceError, ...]
    graphs: dict[str, int]
    derived: dict[str, int]


@dataclass
class _Content:
    """The statements of a build as lines: quads of the named graphs, triples of the default graph."""

    quads: set[str] = field(default_factory=set)
    triples: set[str] = field(default_factory=set)
    graphs: Counter[str] = field(default_factory=Counter)

    def add(self, statements: Iterable[Statement]) -> list[str]:
        """Take statements in; the lines that are new, to be loaded."""
        new: list[str] = []
        for one in statements:
            quad = quad_line(one.subject, one.predicate, one.object, one.named_graph)
            if quad not in self.quads:
                self.quads.add(quad)
                self.graphs[one.named_graph] += 1
                new.append(quad)
            if one.named_graph in RETRACTED_GRAPH:
                continue
            triple = triple_line(one.subject, one.predicate, one.object)
            if triple not in self.triples:
                self.triples.add(triple)
                new.append(triple)
        return new

    def digest(self) -> str:
        """SHA-256 of the sorted lines: the same for the same inputs on any machine."""
        digest = hashlib.sha256()
        for lines in (self.triples, self.quads):
            for line in sorted(lines):
                digest.update(line.encode())
        return digest.hexdigest()


def build(
    directory: Path,
    *,
    extra: Iterable[Path] = (),
    bundled: bool = True,
    keep_going: bool = False,
    without_rules: Collection[str] = (),
    projections: Iterable[Path] = (),
    wait_s: float = 0,
    progress: Progress | None = None,
) -> BuildReport:
    """Build the graph of a directory anew and put it in use.

    Args:
        directory: The graph directory; it is made when it is not there.
        extra: A user's directories of tables, or RDF files, read beside the bundled data.
        bundled: Whether the bundled data are read; the ontology always is.
        keep_going: Leave rejected rows out instead of stopping at them.
        without_rules: Ids of derivation rules to switch off; what they would write is then not there, and
            neither is what other rules make of it.
        projections: A user's own projections: files with a SPARQL SELECT, as ``graph.relations`` describes.
        wait_s: How long to wait for another build of the same directory.
        progress: Told of every step.

    Raises:
        RowsRejectedError: a row was rejected and ``keep_going`` is not set; the old graph stays.
        SourceError: an input is not there or is not what it is named as.
        ConfigError: there is no derivation rule of a given id, or a projection does not make sense.
        BuildLockedError: another build works on the directory.
    """
    inputs = Inputs(tuple(path.resolve() for path in extra), bundled=bundled)
    inputs.check()
    rules = select_rules(_rules(), without=without_rules)
    with build_lock(directory, wait_s=wait_s), staging(directory) as work:
        declared = tuple(file.resolve() for file in projections)
        run = _Build(directory, work, inputs, rules, declared, progress or (lambda *_: None))
        return run.run(keep_going=keep_going)


def _rules() -> list[Rule]:
    return read_rules(resources.ontology_directory() / "rules")


class _Build:
    """One run of the steps, in the staging directory."""

    def __init__(
        self,
        directory: Path,
        work: Path,
        inputs: Inputs,
        rules: list[Rule],
        declared: tuple[Path, ...],
        progress: Progress,
    ) -> None:
        self._directory = directory
        self._declared = declared
        self._files = GraphFiles(work)
        self._inputs = inputs
        self._rules = rules
        self._progress = progress
        self._content = _Content()

    def run(self, *, keep_going: bool) -> BuildReport:
        from pharmagraph.graph.projection import write_projections
        from pharmagraph.lookup import write_index

        self._begin("read")
        before = digest_of(self._inputs.files())
        lines = self._content.add(self._inputs.statements())
        if self._inputs.rejected and not keep_going:
            raise RowsRejectedError(self._inputs.rejected)
        self._begin("load")
        self._load(lines)
        self._begin("derive")
        derived = self._derive()
        self._begin("verify")
        self._verify(before)
        with EmbeddedStore.open(self._files.store) as store:
            self._begin("project")
            self._files.projections.mkdir()
            released = date.fromisoformat(resources.data_release_date())
            write_projections(store, self._files.projections, declared=self._declared, as_of=released)
            self._begin("names")
            write_index(store, self._files.names)
        self._begin("install")
        release = self._write_manifest(before, keep_going=keep_going)
        files = install(self._directory, self._files.build, f"{release.digest}-{_serial(self._directory)}")
        return BuildReport(
            directory=self._directory,
            release=read_manifest(files).release,
            tallies=tuple(self._inputs.tallies),
            rejected=tuple(self._inputs.rejected),
            graphs=self._counts(),
            derived=derived,
        )

    def _begin(self, step: str) -> None:
        self._progress(STEPS.index(step), len(STEPS), step)

    def _load(self, lines: list[str]) -> None:
        file = self._files.build / "statements.nq"
        with file.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(sorted(lines))
        EmbeddedStore.load(self._files.store, file, extend=self._files.store.exists())
        file.unlink()

    def _derive(self) -> dict[str, int]:
        """Run the rules until nothing is new; how many statements each rule added."""
        for _ in range(MAX_ROUNDS):
            with EmbeddedStore.open(self._files.store) as store:
                statements = list(derive(store, self._rules, set(self._content.triples)))
            if not statements:
                break
            self._load(self._content.add(statements))
        added = {rule.id: 0 for rule in self._rules}
        for graph, count in self._content.graphs.items():
            rule_id = graph.rpartition("/derived/")[2]
            if rule_id in added:
                added[rule_id] = count
        return added

    def _counts(self) -> dict[str, int]:
        return {"": len(self._content.triples), **dict(sorted(self._content.graphs.items()))}

    def _verify(self, before: dict[str, str]) -> None:
        """Count what the store really holds, and look whether an input changed while it was read."""
        if digest_of(self._inputs.files()) != before:
            raise StoreError("an input changed while it was read; nothing was replaced, run the build again")
        with EmbeddedStore.open(self._files.store) as store:
            for graph, expected in self._counts().items():
                count = store.count(IRI(graph) if graph else None)
                if count != expected:
                    raise StoreError(
                        f"the store holds {count} statements in {graph or 'the default graph'} where "
                        f"{expected} were written; nothing was replaced. Is the disk full or failing?"
                    )

    def _write_manifest(self, before: dict[str, str], *, keep_going: bool) -> Release:
        digest = self._content.digest()
        release = Release(resources.data_release_date(), digest[:8])
        stored = sorted(file for file in self._files.build.rglob("*") if file.is_file())
        manifest = {
            "format": FORMAT,
            "pharmagraph": __version__,
            "release": {"date": release.date, "digest": release.digest},
            "built": datetime.now(UTC).isoformat(timespec="seconds"),
            "bundled_sha256": resources.bundled_digest() if self._inputs.bundled else "",
            "content_sha256": digest,
            "keep_going": keep_going,
            "without_rules": sorted({rule.id for rule in _rules()} - {rule.id for rule in self._rules}),
            "extra": [str(path) for path in self._inputs.extra],
            "projections": [str(file) for file in self._declared],
            "inputs": before,
            "rows": [vars(tally) for tally in self._inputs.tallies],
            "graphs": self._counts(),
            "files": {
                file.relative_to(self._files.build).as_posix(): sha
                for file, sha in zip(stored, digest_of(stored).values(), strict=True)
            },
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1)
        self._files.manifest.write_text(text + "\n", encoding="utf-8")
        return release


def _serial(directory: Path) -> int:
    """A number that no build in the directory has, so that a rebuild never writes over one in use."""
    builds = directory / "builds"
    taken = [name.name.rpartition("-")[2] for name in builds.iterdir()] if builds.is_dir() else []
    return max((int(number) for number in taken if number.isdigit()), default=0) + 1


def rebuild(directory: Path, *, wait_s: float = 600, progress: Progress | None = None) -> BuildReport:
    """Build the directory's graph again from the inputs it was made of, or the bundled ones at first.

    Rules that were switched off stay off.

    Raises:
        SourceMissingError: an input of the user's is no longer where it was.
    """
    try:
        manifest = read_manifest(current(directory))
    except StoreEmptyError:
        return build(directory, wait_s=wait_s, progress=progress)
    return build(
        directory,
        extra=manifest.extra,
        bundled=bool(manifest.bundled_digest),
        keep_going=manifest.keep_going,
        without_rules={rule.id for rule in _rules()}.intersection(manifest.without_rules),
        projections=manifest.projections,
        wait_s=wait_s,
        progress=progress,
    )
