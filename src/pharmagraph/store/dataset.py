"""The store as rdflib users know it: a ``Dataset`` that reads, and whose queries run on the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from oxrdflib import OxigraphStore
from rdflib import Dataset, Namespace
from rdflib.plugins.sparql.sparql import Query

from pharmagraph.errors import QueryRefusedError, StoreError
from pharmagraph.store import guard
from pharmagraph.store.embedded import syntax_error
from pharmagraph.vocab import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox
    from rdflib import Graph
    from rdflib.query import Result

_READ_ONLY = "the dataset is read-only; copy what you want to change into an rdflib Graph"


class _ReadOnlyStore(OxigraphStore):  # type: ignore[misc]
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
            text, declared, _ = query._original_args  # noqa: SLF001
            initNs = {**declared, **initNs}
        else:
            text = query
        if options:
            raise QueryRefusedError(f"{', '.join(options)}: the engine knows no such option")
        guard.check(text)
        try:
            return super().query(guard.decode(text), initNs, initBindings, queryGraph)
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
        super().__init__(_ReadOnlyStore(store=inner), default_union=False, bind_namespaces="none")
        for prefix, namespace in PREFIXES.items():
            self.bind(prefix, Namespace(namespace))

    def query(self, query_object: Any, *args: Any, **options: Any) -> Result:
        """The answer of the engine; the text passes ``store.guard`` first.

        Raises:
            QueryError: the query does not parse, or asks for something that is never done.
        """
        options["use_store_provided"] = True
        return super().query(query_object, *args, **options)

    def update(self, *_: Any, **__: Any) -> NoReturn:
        """Never done: the data of a graph directory do not change."""
        raise StoreError(_READ_ONLY)

    def parse(self, *_: Any, **__: Any) -> NoReturn:
        """Never done: the data of a graph directory do not change."""
        raise StoreError(_READ_ONLY)
