"""The facade: one object that stands for a built graph. Its methods delegate and hold no logic."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from pharmagraph.errors import EndpointError
from pharmagraph.graph_directory import current, read_manifest
from pharmagraph.model import SourceRef
from pharmagraph.vocab import entity_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import networkx as nx
    import rdflib

    from pharmagraph.analysis.answers import Answerer
    from pharmagraph.build import Progress
    from pharmagraph.graph.paths import PathOptions, PathSearch
    from pharmagraph.graph.snapshot import Snapshot
    from pharmagraph.graph_directory import GraphFiles, Manifest
    from pharmagraph.lookup import NameIndex
    from pharmagraph.model import Entity, GraphPath, Match, Release, Table
    from pharmagraph.queries.catalogue import Question
    from pharmagraph.queries.coverage import Coverage, Support
    from pharmagraph.queries.profile import Profile
    from pharmagraph.queries.replies import Reply
    from pharmagraph.store.embedded import EmbeddedStore
    from pharmagraph.store.port import Triple
    from pharmagraph.store.worker import QueryWorker
    from pharmagraph.validation import Report
    from pharmagraph.views.scope import Scope


@dataclass(frozen=True, slots=True)
class Summary:
    """What is in a graph: ``entities`` by kind, ``statements`` by source id, the largest first."""

    release: Release
    built: str
    directory: Path
    entities: dict[str, int]
    statements: dict[str, int]
    total_statements: int
    derived: dict[str, int]
    sources: dict[str, SourceRef]
    rows: list[dict[str, Any]]
    inputs: dict[str, str]


def open(  # noqa: A001 - pharmagraph.open is what a user writes, as with dbm.open or gzip.open
    directory: str | Path | None = None,
    *,
    projection: str = "all",
    build: bool = True,
    notify: Callable[[str], None] | None = None,
    progress: Progress | None = None,
) -> KnowledgeGraph:
    """The graph of a directory, or of the bundled data when none is named.

    A directory is named by the argument or by the environment variable ``PHARMAGRAPH_GRAPH``.

    The bundled graph is built on first use, in the user's data directory, and again after an upgrade;
    ``notify`` is told so in a sentence, ``progress`` of every step. With ``build`` false nothing is ever
    built: what is there is opened as it is. ``projection`` names one that the graph was built with, to run
    paths and measures on.

    Raises:
        EndpointError: an address is named; remote endpoints cannot be asked yet.
        StoreEmptyError: there is no graph, and none may be built there.
        StoreError: the graph is damaged or of a newer version.
    """
    from pharmagraph import resources

    named = directory or os.environ.get("PHARMAGRAPH_GRAPH")
    if "://" in str(named):
        raise EndpointError(
            f"{named} is an address, and a graph is read from a directory; name one with --graph"
        )
    directory = Path(named) if named else resources.user_graph_directory()
    if build and (not named or (directory / "current").exists()):
        _refresh(directory, notify or (lambda _: None), progress)
    return KnowledgeGraph(directory, projection=projection)


def _refresh(directory: Path, notify: Callable[[str], None], progress: Progress | None) -> None:
    from pharmagraph.graph_directory import built_from

    state = built_from(directory)
    if state == "current":
        return
    from pharmagraph.build import rebuild

    reason = "first use, building" if state == "nothing" else "the bundled data changed, rebuilding"
    notify(f"{reason} the graph in {directory}")
    rebuild(directory, progress=progress)


class KnowledgeGraph:
    """A built graph: names, facts, paths and queries over one directory.

    Everything opens on first use, so a command pays only for what it asks. Use it as a context manager, or
    call ``close``.
    """

    def __init__(self, directory: Path, *, projection: str = "all") -> None:
        self._directory = directory
        self._projection = projection
        self._files: GraphFiles = current(directory)
        self._manifest: Manifest = read_manifest(self._files)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files; the query worker ends."""
        self.__dict__.pop("_answerer", None)
        for name in ("_worker", "store", "names", "snapshot"):
            part = self.__dict__.pop(name, None)
            if part is not None:
                part.close()

    # ------------------------------------------------------------------------------- the parts

    @cached_property
    def store(self) -> EmbeddedStore:
        """The store itself, for queries of our own; text from people goes to ``select``."""
        from pharmagraph.store.embedded import EmbeddedStore

        return EmbeddedStore.open(self._files.store)

    @cached_property
    def names(self) -> NameIndex:
        """The name index."""
        from pharmagraph.lookup import NameIndex

        return NameIndex.open(self._files.names)

    @cached_property
    def snapshot(self) -> Snapshot:
        """The projection that paths and measures run on.

        Raises:
            ConfigError: the graph was built without a projection of that name.
        """
        return self._projected(self._projection)

    def _projected(self, name: str, *, beside: Iterable[str] = ()) -> Snapshot:
        from pharmagraph.errors import ConfigError
        from pharmagraph.graph.snapshot import Snapshot

        directory = self._files.projections / name
        if not (directory / "header.json").is_file():
            known = ", ".join(sorted({*beside, *(one.name for one in self._files.projections.iterdir())}))
            raise ConfigError(
                f"the graph has no projection {name!r}, only: {known}; "
                "declare one in a file and build with --projection FILE"
            )
        return Snapshot.open(directory)

    @cached_property
    def _worker(self) -> QueryWorker:
        from pharmagraph.store.worker import QueryWorker

        return QueryWorker(self._files.store)

    @cached_property
    def _answerer(self) -> Answerer:
        from pharmagraph.analysis.answers import Answerer

        return Answerer(self.store, self.names, self.sources, self.release, lambda: self.snapshot)

    @cached_property
    def sources(self) -> dict[str, SourceRef]:
        """All sources of the catalogue by id."""
        from pharmagraph.queries.sources import read_sources

        return read_sources(self.store)

    @property
    def release(self) -> Release:
        """The data release that every answer names."""
        return self._manifest.release

    # ---------------------------------------------------------------------------------- names

    def find(self, text: str, *, kind: str | None = None, limit: int = 10) -> list[Match]:
        """The entities that answer to a text in either script, the best evidence first."""
        return self.names.find(text, kind=kind, limit=limit)

    def find_one(self, text: str, *, kind: str | None = None) -> Entity:
        """The one entity that a text means.

        Raises:
            EntityNotFoundError: none answers to it.
            AmbiguousEntityError: several answer equally well.
        """
        return self.names.find_one(text, kind=kind)

    def get(self, reference: str) -> Entity:
        """The entity with this id, CURIE or IRI.

        Raises:
            EntityNotFoundError: there is none.
        """
        return self.names.get(reference)

    def entities(self, kind: str, *, limit: int | None = None) -> list[Entity]:
        """All entities of a kind, by id."""
        return self.names.list(kind, limit=limit)

    def related(self, entity: Entity) -> list[Entity]:
        """What belongs under an entity's name: the products of a substance."""
        return self.names.related(entity)

    def complete(self, prefix: str, *, limit: int = 30) -> list[str]:
        """Names that begin with a text, for a shell's completion."""
        return self.names.complete(prefix, limit)

    def source(self, identifier: str) -> SourceRef:
        """A source by its id; one that the catalogue lacks comes back with its id as the title."""
        return self.sources.get(identifier) or SourceRef(identifier, identifier)

    # ---------------------------------------------------------------------------------- facts

    def profile(
        self, entity: Entity, *, as_of: date | None = None, certain: bool = False, derived: bool = False
    ) -> Profile:
        """What is known of an entity, with the sources of every fact.

        With ``derived`` the derived facts that only repeat others are there, too. What is ``certain`` is so
        on a day: on that of the data, where no other is given.
        """
        from pharmagraph.queries.profile import profile

        day = as_of or (date.fromisoformat(self.release.date) if certain else None)
        return profile(
            self.store, self.names, self.sources, entity, as_of=day, certain=certain, derived=derived
        )

    def summary(self) -> Summary:
        """What is in the graph, counted by kind and by source."""
        graphs = self._manifest.graphs
        by_source = {
            entity_id(name.rpartition("/graph/source/")[2]): count
            for name, count in graphs.items()
            if "/graph/source/" in name
        }
        derived = {
            name.rpartition("/derived/")[2]: count for name, count in graphs.items() if "/derived/" in name
        }
        return Summary(
            release=self.release,
            built=self._manifest.content["built"],
            directory=self._directory,
            entities=self.names.kinds(),
            statements=dict(sorted(by_source.items(), key=lambda item: (-item[1], item[0]))),
            total_statements=graphs[""],
            derived=derived,
            sources=self.sources,
            rows=self._manifest.content["rows"],
            inputs=self._manifest.content["inputs"],
        )

    def check(self) -> Report:
        """Everything that is wrong with the graph, each finding with its place, and its measures.

        Raises:
            StoreError: a file of the graph is no longer what was built.
        """
        from pharmagraph.graph_directory import ensure_whole
        from pharmagraph.validation import check_graph
        from pharmagraph.validation.places import Places

        ensure_whole(self._directory, self._files)
        places = Places.of_inputs(self._manifest.content["inputs"])
        return check_graph(
            self.store,
            release=self.release,
            sources=self.sources,
            places=places,
            subject=str(self._directory),
        )

    # ---------------------------------------------------------------------------------- paths

    def paths(self, start: Entity, end: Entity, **options: Any) -> list[GraphPath]:
        """The shortest evidenced paths between two entities, best first; none is an empty list.

        ``options`` are the fields of ``pharmagraph.graph.paths.PathOptions``; those that take several things
        take one as well, and entities as such or by name, id or IRI.

        Raises:
            EntityError: a name does not lead to one entity.
            ConfigError: a word or number that makes no sense.
            TypeError: a value of another type, or an option that there is none of.
        """
        return list(self.search_paths(start, end, self.path_options(**options)).paths)

    def path_options(self, **options: Any) -> PathOptions:
        """The options of a search as ``paths`` takes them."""
        from pharmagraph.graph.options import options_for

        return options_for(self.find_one, self.names.kinds(), **options)

    def search_paths(self, start: Entity, end: Entity, options: PathOptions) -> PathSearch:
        """The paths, with what was left out, or why there are none."""
        from pharmagraph.graph.paths import find_paths

        return find_paths(self.snapshot, start.iri, end.iri, options)

    def graph(self, projection: str = "all", *, as_of: date | None = None) -> nx.Graph:
        """A projection as a networkx graph of the caller's own.

        ``all`` is the typed multigraph of every relation, ``actors`` the simple graph of actors with
        parallel ties collapsed, ``organisations`` that of organisations; any other name is a projection
        that the graph was built with, as a typed multigraph.

        Raises:
            ConfigError: there is no projection of that name.
        """
        from pharmagraph.graph.network import NETWORKS, to_networkx

        if projection in NETWORKS:
            return to_networkx(self._projected("all"), projection, as_of=as_of)
        return to_networkx(self._projected(projection, beside=NETWORKS), "all", as_of=as_of)

    # ------------------------------------------------------------------------------- pictures

    def pictures(self, options: PathOptions | None = None) -> Scope:
        """Cuts pictures out of the graph: surroundings, routes, a network, an answer.

        ``pharmagraph.views.html.render`` makes a page of one, ``views.figure.draw`` a figure. ``options`` say
        which ties are drawn at first, and of which day.
        """
        from pharmagraph.views.scope import Scope

        return Scope(
            self.snapshot, self.store, self.names,
            catalogue=self.sources, release=self.release, options=options,
        )  # fmt: skip

    # ------------------------------------------------------------------------------ questions

    def questions(self, words: str = "") -> list[Question]:
        """The saved questions that words or an id mean, in either language; all of them without words."""
        from pharmagraph.queries.catalogue import find_questions

        return find_questions(words)

    def question(self, text: str) -> Question:
        """The one saved question with this id, or that these words mean.

        Raises:
            UnknownQueryError: none does, or several.
        """
        from pharmagraph.queries.catalogue import question

        return question(text)

    def answer(self, question: str, *, certain: bool = False, **parameters: Any) -> Reply:
        """The answer to a saved question, named by its id or its words.

        Entities may be given by name; ``as_of`` is a parameter of every question.

        Raises:
            UnknownQueryError: no question, or several, are called so.
            QueryParameterError: a parameter is unknown, missing or of another type.
            EntityError: a name does not lead to one entity.
        """
        return self._answerer.answer(self.question(question), parameters, certain=certain)

    def answerable(self, question: Question) -> str:
        """Whether the data answer a saved question: ``yes``, ``partly`` or ``unknown``."""
        return self._answerer.answerable(question)

    # -------------------------------------------------------------------------------- queries

    def select(self, query: str, *, timeout_s: float = 60) -> Table:
        """The solutions of a SPARQL SELECT, run in a worker that is ended at the time limit.

        Raises:
            QuerySyntaxError: the text does not parse.
            QueryRefusedError: it asks for the network, files or a change.
            QueryTimeoutError: it ran for longer than ``timeout_s``.
        """
        return self._worker.select(query, timeout_s=timeout_s)

    def ask(self, query: str, *, timeout_s: float = 60) -> bool:
        """The answer of a SPARQL ASK; errors as with ``select``."""
        return self._worker.ask(query, timeout_s=timeout_s)

    def construct(self, query: str, *, timeout_s: float = 60) -> list[Triple]:
        """The triples of a SPARQL CONSTRUCT or DESCRIBE; errors as with ``select``."""
        return self._worker.construct(query, timeout_s=timeout_s)

    def results(self, query: str, syntax: str, *, timeout_s: float = 60) -> bytes:
        """The answer of any SPARQL query in a W3C syntax, byte for byte as the engine writes it."""
        return self._worker.results(query, syntax, timeout_s=timeout_s)

    def as_dataset(self) -> rdflib.Dataset:
        """The graph as a normal ``rdflib.Dataset`` on the same store."""
        return self.store.as_dataset()

    def query_form(self, query: str) -> str:
        """Which of the four SPARQL query forms the text is; errors as with ``select``."""
        from pharmagraph.store.guard import check

        return check(query)

    def explain(self, query: str) -> Table:
        """What a query asks, step by step, with what each of its patterns alone would match."""
        from pharmagraph.store.explanation import explain

        return explain(query, self.store)

    def names_in_query(self, query: str) -> str:
        """The query with every ``{{Name}}`` replaced by the IRI that the name means.

        Raises:
            EntityError: a name means nothing, or several things.
        """
        from pharmagraph.store.names_in_query import resolve

        return resolve(query, lambda name: self.find_one(name).iri)

    def coverage(self, supports: Iterable[Support], *, as_of: date | None = None) -> Coverage:
        """What an answer rests on, from the support of each of its results."""
        from pharmagraph.queries.coverage import cover

        day = as_of or date.fromisoformat(self.release.date)
        return cover(supports, catalogue=self.sources, release=self.release, as_of=day)
