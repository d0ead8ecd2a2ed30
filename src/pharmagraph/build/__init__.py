"""From inputs to a graph directory: staged, checked, and swapped in whole.

The steps: read and check every input → sort the lines and load them → derive → pack the store for readers →
count what it holds → look for contradictions → projections and names → checksums → rename. Nothing of it is
visible to a reader before the last step.
"""

from __future__ import annotations

import gc
import json
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from pharmagraph import __version__, resources
from pharmagraph.build.content import Content, lines_of
from pharmagraph.build.derivation import MAX_ROUNDS, derive, read_rules, select_rules, telling_terms
from pharmagraph.build.inputs import Inputs
from pharmagraph.build.runs import describe_results, describe_runs
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
from pharmagraph.vocab import DERIVED_GRAPH

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    from pharmagraph.build.derivation import Rule
    from pharmagraph.errors import SourceError
    from pharmagraph.sources.tables import Tally
    from pharmagraph.validation import Finding

    Progress = Callable[[int, int, str], None]
    """Called with how many steps are done, how many there are, and the name of the one that begins."""

STEPS = ("read", "load", "derive", "pack", "verify", "check", "project", "names", "hash", "install")


@dataclass(frozen=True)
class BuildReport:
    """What a build did: where it stands, what became of the rows, and how many statements there are.

    ``errors`` are the contradictions and references to nothing that are now in the graph.
    """

    directory: Path
    release: Release
    tallies: tuple[Tally, ...]
    rejected: tuple[SourceError, ...]
    graphs: dict[str, int]
    derived: dict[str, int]
    errors: tuple[Finding, ...] = ()


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
    with build_lock(directory, wait_s=wait_s), staging(directory) as work, _collector_off():
        declared = tuple(file.resolve() for file in projections)
        run = _Build(directory, work, inputs, rules, declared, progress or (lambda *_: None))
        return run.run(keep_going=keep_going)


@contextmanager
def _collector_off() -> Iterator[None]:
    """No search for reference cycles: among millions of small values there is none, and it takes a fifth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


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
        self._scratch = work / "scratch"
        self._content = Content(self._scratch)

    def run(self, *, keep_going: bool) -> BuildReport:
        from pharmagraph.graph.projection import write_projections
        from pharmagraph.lookup import write_index

        self._scratch.mkdir()
        before = digest_of(self._inputs.files())
        self._begin("read")
        self._inputs.read(self._content.quads)
        self._content.quads.add(lines_of(describe_runs(self._rules, released=resources.data_release_date())))
        if self._inputs.rejected and not keep_going:
            raise RowsRejectedError(self._inputs.rejected)
        self._begin("load")
        self._content.settle()
        EmbeddedStore.load(self._files.store, self._content.triples_file)
        EmbeddedStore.load(self._files.store, self._content.quads_file, extend=True)
        self._begin("derive")
        known = self._content.known()
        derived = self._derive(known)
        self._describe_results(known)
        self._begin("pack")
        EmbeddedStore.pack(self._files.store)
        self._begin("verify")
        self._verify(before)
        released = resources.data_release_date()
        with EmbeddedStore.open(self._files.store) as store:
            self._begin("check")
            errors = self._check(store, released)
            self._begin("project")
            self._files.projections.mkdir()
            as_of = date.fromisoformat(released)
            write_projections(store, self._files.projections, declared=self._declared, as_of=as_of)
            self._begin("names")
            write_index(store, self._files.names)
        self._begin("hash")
        digest = self._content.digest()
        shutil.rmtree(self._scratch)
        release = self._write_manifest(digest, before, keep_going=keep_going)
        self._begin("install")
        files = install(self._directory, self._files.build, f"{release.digest}-{_serial(self._directory)}")
        return BuildReport(
            directory=self._directory,
            release=read_manifest(files).release,
            tallies=tuple(self._inputs.tallies),
            rejected=tuple(self._inputs.rejected),
            graphs=self._content.counts(),
            derived=derived,
            errors=tuple(errors),
        )

    def _check(self, store: EmbeddedStore, released: str) -> list[Finding]:
        """The errors that come with inputs of the user's; the bundled data have none."""
        if not self._inputs.extra:
            return []
        from pharmagraph.validation import Finding, find_errors

        return sorted(find_errors(store, as_of=released), key=Finding.key)

    def _begin(self, step: str) -> None:
        self._progress(STEPS.index(step), len(STEPS), step)

    def _derive(self, known: set[str]) -> dict[str, int]:
        """Run the rules until nothing is new; how many statements each rule added."""
        rules = self._rules
        for _ in range(MAX_ROUNDS):
            with EmbeddedStore.open(self._files.store) as store:
                statements = list(derive(store, rules, known))
            if not statements:
                break
            self._content.derive(statements)
            EmbeddedStore.load(self._files.store, self._content.derived_file, extend=True)
            new = telling_terms(statements)
            rules = [rule for rule in self._rules if rule.may_use(new)]
        counts = self._content.counts()
        return {rule.id: counts.get(DERIVED_GRAPH[rule.id], 0) for rule in self._rules}

    def _describe_results(self, known: set[str]) -> None:
        """Say in the catalogue what the rules found and where its grounds lie."""
        digests = self._content.derived_digests()
        with EmbeddedStore.open(self._files.store) as store:
            self._content.derive(list(describe_results(store, self._rules, digests, known=known)))
        EmbeddedStore.load(self._files.store, self._content.derived_file, extend=True)

    def _verify(self, before: dict[str, str]) -> None:
        """Count what the store really holds, and look whether an input changed while it was read."""
        if digest_of(self._inputs.files()) != before:
            raise StoreError("an input changed while it was read; nothing was replaced, run the build again")
        with EmbeddedStore.open(self._files.store) as store:
            for graph, expected in self._content.counts().items():
                count = store.count(IRI(graph) if graph else None)
                if count != expected:
                    raise StoreError(
                        f"the store holds {count} statements in {graph or 'the default graph'} where "
                        f"{expected} were written; nothing was replaced. Is the disk full or failing?"
                    )

    def _write_manifest(self, digest: str, before: dict[str, str], *, keep_going: bool) -> Release:
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
            "graphs": self._content.counts(),
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
