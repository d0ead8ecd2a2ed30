"""The store as rdflib users know it: a ``Dataset`` that reads, and whose queries run on the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from oxrdflib import OxigraphStore
from rdflib import Dataset, Namespace
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.namespace import NamespaceManager
from rdflib.plugins.sparql.sparql import Query

from pharmagraph.errors import QueryRefusedError, StoreError
from pharmagraph.store import guard
from pharmagraph.store.complaints import syntax_error
from pharmagraph.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyoxigraph as ox
    from rdflib import Graph
    from rdflib.query import Result
    from rdflib.term import Identifier

_READ_ONLY = "the dataset is read-only; copy what you want to change into an rdflib Graph"


class _ReadOnlyStore(OxigraphStore):
    """Oxigraph under the rdflib interface, without its writing half and behind the guard."""

    def query(
        self,
        query: Query | str,
        initNs: Any,  # noqa: N803
        initBindings: Any,  # noqa: N803
        queryGraph: Any,  # noqa: N803
        **options: object,
    ) -> Result:
        if isinstance(query, Query):
            text, declared, _ = query._original_args
            prefixes = {**declared, **initNs}
        else:
            text, prefixes = query, initNs
        if options:
            raise QueryRefusedError(f"{', '.join(options)}: the engine knows no such option")
        guard.check(text)
        try:
            return super().query(guard.decode(text), prefixes, initBindings, queryGraph)
        except SyntaxError as error:
            raise syntax_error(str(error), text) from error

    def add_graph(self, graph: Graph) -> None:
        """Nothing: rdflib calls this for every graph it looks at."""

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise StoreError(_READ_ONLY)

    add = addN = remove = remove_graph = update = open = destroy = _refuse  # noqa: N815


class ReadOnlyDataset(Dataset):
    """An rdflib ``Dataset`` on an Oxigraph store. SPARQL goes to the engine, never to rdflib's own.

    The default graph is the merged one (``default_union`` is off), so counts are right.
    """

    def __init__(self, inner: ox.Store) -> None:
        super().__init__(_ReadOnlyStore(store=inner), default_union=False)
        self.namespace_manager = NamespaceManager(self, bind_namespaces="none")
        for prefix, namespace in PREFIXES.items():
            self.bind(prefix, Namespace(namespace))

    def query(
        self,
        query_object: str | Query,
        processor: Any = "sparql",  # noqa: ARG002
        result: Any = "sparql",  # noqa: ARG002
        initNs: Mapping[str, Any] | None = None,  # noqa: N803
        initBindings: Mapping[str, Identifier] | None = None,  # noqa: N803
        use_store_provided: bool = True,  # noqa: ARG002
        **kwargs: Any,
    ) -> Result:
        """The answer of the engine, whichever processor is asked for; the text passes ``store.guard`` first.

        Raises:
            QueryError: the query does not parse, or asks for something that is never done.
        """
        prefixes = initNs or dict(self.namespaces())
        return self.store.query(
            query_object, prefixes, initBindings or {}, DATASET_DEFAULT_GRAPH_ID, **kwargs
        )

    def update(self, *_: Any, **__: Any) -> NoReturn:
        """Never done: the data of a graph directory do not change."""
        raise StoreError(_READ_ONLY)

    def parse(self, *_: Any, **__: Any) -> NoReturn:
        """Never done: the data of a graph directory do not change."""
        raise StoreError(_READ_ONLY)
