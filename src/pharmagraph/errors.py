"""Everything that can go wrong in a way the caller can act on.

Each error keeps its facts as attributes, writes its own message with the next step, and carries the
exit code the command line ends with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class PharmagraphError(Exception):
    """Base of every error this package raises on purpose."""

    exit_code: ClassVar[int] = 1


class ConfigError(PharmagraphError):
    """A setting, an option or a declared file of the package does not make sense."""


# ---------------------------------------------------------------------------------------- sources


class SourceError(PharmagraphError):
    """An input cannot be read as what it claims to be."""

    exit_code = 5

    def __init__(self, file: Path | str, reason: str, *, line: int | None = None, hint: str = "") -> None:
        place = f"{file}, line {line}" if line is not None else str(file)
        super().__init__(f"{place}: {reason}" + (f"; {hint}" if hint else ""))
        self.file = file
        self.line = line
        self.reason = reason
        self.hint = hint


class SourceMissingError(SourceError):
    """An input that was named is not there."""


class SourceChangedError(SourceError):
    """An input changed while it was being read."""


class RowError(SourceError):
    """One cell or row of a curated table is wrong.

    ``column`` is empty when the row as a whole is meant; ``value`` is the text that stands there.
    """

    def __init__(
        self, file: Path | str, line: int, column: str, value: str, reason: str, *, hint: str = ""
    ) -> None:
        at = f"column {column}: " if column else ""
        shown = f"{value!r} " if column else ""
        super().__init__(file, f"{at}{shown}{reason}", line=line, hint=hint)
        self.column = column
        self.value = value


class StatementError(SourceError):
    """One statement of an RDF file cannot be taken.

    ``node`` and ``predicate`` are as people write them; ``value`` is the text that stands there.
    """

    def __init__(
        self,
        file: Path | str,
        node: str,
        predicate: str,
        value: str,
        reason: str,
        *,
        line: int | None = None,
        hint: str = "",
    ) -> None:
        super().__init__(file, f"node {node}, {predicate}: {value!r} {reason}", line=line, hint=hint)
        self.node = node
        self.predicate = predicate
        self.value = value


class RowsRejectedError(SourceError):
    """At least one input row was rejected, so nothing was written."""

    def __init__(self, rejected: Sequence[RowError | SourceError]) -> None:
        first = rejected[0]
        more = f" (and {len(rejected) - 1} more)" if len(rejected) > 1 else ""
        PharmagraphError.__init__(
            self,
            f"{first}{more}; nothing was written. Correct the rows, or leave them out with --keep-going",
        )
        self.file = first.file
        self.line = first.line
        self.reason = first.reason
        self.hint = first.hint
        self.rejected = tuple(rejected)


# ------------------------------------------------------------------------------------------ store


class StoreError(PharmagraphError):
    """The store of a graph directory cannot be used."""


class StoreEmptyError(StoreError):
    """There is no built graph in the directory."""

    def __init__(self, directory: Path) -> None:
        super().__init__(
            f"{directory} holds no built graph; build one with: pharmagraph build --graph {directory}"
        )
        self.directory = directory


class StoreLockedError(StoreError):
    """Another process is writing to the store."""


class BuildLockedError(StoreError):
    """Another build is working on the same graph directory."""

    def __init__(self, directory: Path, holder: str) -> None:
        super().__init__(
            f"{directory} is being built by process {holder}; wait until it is done, "
            "or choose another directory with --graph"
        )
        self.directory = directory
        self.holder = holder


class EndpointError(StoreError):
    """A remote SPARQL endpoint or source did not answer as it should."""

    exit_code = 6


# --------------------------------------------------------------------------------------- the rest


class ValidationError(PharmagraphError):
    """The data break a rule of the ontology."""

    exit_code = 4


class LimitError(PharmagraphError):
    """A safety limit ended the work; ``limit`` names it."""

    exit_code = 7

    def __init__(self, limit: str, message: str) -> None:
        super().__init__(message)
        self.limit = limit


class QueryError(PharmagraphError):
    """A query cannot be answered."""


class QuerySyntaxError(QueryError):
    """The text is not a SPARQL 1.1 query. ``line`` and ``column`` count from 1."""

    def __init__(
        self, reason: str, *, line: int | None = None, column: int | None = None, excerpt: str = ""
    ) -> None:
        at = f"line {line}, column {column}: " if line is not None else ""
        super().__init__(f"the query does not parse: {at}{reason}" + (f"\n{excerpt}" if excerpt else ""))
        self.reason = reason
        self.line = line
        self.column = column
        self.excerpt = excerpt


class QueryRefusedError(QueryError):
    """The query asks for something that is never done: the network, files, or a change of the graph."""


class QueryParameterError(QueryError):
    """A parameter of a saved question is missing or has a wrong value."""


class UnknownQueryError(QueryError):
    """No saved question has that id."""


class QueryTimeoutError(QueryError):
    """The query was ended at its time limit."""

    exit_code = 7

    def __init__(self, timeout_s: float) -> None:
        super().__init__(
            f"the query was ended after {timeout_s:g} s; "
            "narrow it, add LIMIT, or give it longer with --timeout"
        )
        self.timeout_s = timeout_s


class EntityError(PharmagraphError):
    """A name does not lead to exactly one entity."""

    exit_code = 3


class EntityNotFoundError(EntityError):
    """No entity has a label close enough to the text asked for."""

    def __init__(self, text: str, suggestions: Sequence[str] = ()) -> None:
        hint = f"; did you mean {', '.join(suggestions)}?" if suggestions else ""
        super().__init__(f"no entity is called {text!r}{hint}")
        self.text = text
        self.suggestions = tuple(suggestions)


class EntityKindError(EntityNotFoundError):
    """The text names something, but nothing of the kind asked for."""

    def __init__(self, text: str, found: str, *, kind: str, wanted: str) -> None:
        PharmagraphError.__init__(
            self,
            f"{text!r} is {found}, of the kind {kind}, and what is asked for is of the kind {wanted}; "
            f"list those with: pharmagraph find --kind {wanted}",
        )
        self.text = text
        self.suggestions = ()
        self.kind = kind
        self.wanted = wanted


class AmbiguousEntityError(EntityError):
    """Several entities answer to the text equally well; ``candidates`` are their ids."""

    def __init__(self, text: str, candidates: Sequence[tuple[str, str]]) -> None:
        listed = ", ".join(f"{identifier} ({label})" for identifier, label in candidates[:8])
        super().__init__(f"{text!r} may mean any of: {listed}; say which by its id")
        self.text = text
        self.candidates = tuple(candidates)


class MetricError(PharmagraphError):
    """A measure is not defined for the graph it was asked of."""


class ExportError(PharmagraphError):
    """An answer cannot be written in the form asked for."""
