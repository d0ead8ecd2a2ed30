"""RDF files before a build: what they say, what no build would take of it, and where their nodes stand."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from pharmagraph.errors import SourceError
from pharmagraph.model import Literal
from pharmagraph.sources.rdf import rdf_statements
from pharmagraph.sources.refused import refusal, statement_error
from pharmagraph.sources.rows import cut
from pharmagraph.store.foreign import start_of
from pharmagraph.store.nquads import term_text
from pharmagraph.validation.findings import Finding, Place
from pharmagraph.validation.row_rules import LONG
from pharmagraph.vocab import compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pharmagraph.model import Statement, Term
    from pharmagraph.validation.findings import Rule

RULE_OF_KIND: Final = {
    "day": "PG-TIME-004",
    "share": "PG-OWN-001",
    "link": "PG-LINK-003",
    "import": "PG-LINK-004",
    "text": LONG.id,
}
"""Why a build refuses a statement → the rule that the statement breaks."""

_PREFIX: Final = re.compile(rb"prefix\s+([\w.-]*):\s*<([^<>\s]*)>", re.IGNORECASE)
_NAME: Final = re.compile(rb'<([^<>\s"]++)>|"([^"\s]++)"|(?<![\w.-])([\w.-]*+):([\w.-]*\w)')


class RdfFiles:
    """RDF files as one input. Of a file that cannot be read to its end nothing is taken."""

    def __init__(self, files: Iterable[Path]) -> None:
        self.complaints: list[SourceError] = []
        self._read: dict[Path, list[Statement]] = {}
        for file in files:
            try:
                self._read[file] = list(rdf_statements(file))
            except SourceError as error:
                self.complaints.append(error)

    @property
    def statements(self) -> list[Statement]:
        """What the files say."""
        return [one for told in self._read.values() for one in told]

    def refused(self, rules: Mapping[str, Rule]) -> Iterator[Finding]:
        """The statements for which a build refuses a file; ``rules`` are those of the graph by id."""
        for file, told in self._read.items():
            for one in told:
                text = term_text(one.object)
                why = refusal(one.predicate, text)
                if why is None:
                    continue
                error = statement_error(file, one.subject, one.predicate, text, why)
                value = Literal(cut(str(one.object))) if why.kind == "text" else one.object
                said = {"column": Literal(compact(one.predicate)), "reason": Literal(why.reason)}
                rule = RULE_OF_KIND[why.kind]
                finding = Finding.of(
                    LONG if rule == LONG.id else rules[rule],
                    one.subject,
                    {"value": value, **said},
                    path=f"<{one.predicate}>",
                )
                yield replace(finding, place=Place(_name(file), error.line or self._line(file, one.subject)))

    def place(self, node: Term | None) -> Place | None:
        """The file that describes a node, with the first line that names it; ``None`` when none does."""
        file = self._file_of.get(str(node))
        return None if file is None else Place(_name(file), self._line(file, str(node)))

    def _line(self, file: Path, node: str) -> int | None:
        return self._lines[file].get(node)

    @cached_property
    def _file_of(self) -> dict[str, Path]:
        found: dict[str, Path] = {}
        for file, told in self._read.items():
            for one in told:
                found.setdefault(str(one.subject), file)
        return found

    @cached_property
    def _lines(self) -> dict[Path, dict[str, int]]:
        return {file: _lines_of_names(start_of(file)) for file in self._read}


def _name(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"


def _lines_of_names(content: bytes) -> dict[str, int]:
    """Every IRI written in a file, in full or with a prefix, and the first line on which it stands."""
    prefixes = dict(_PREFIX.findall(content))
    found: dict[str, int] = {}
    for number, line in enumerate(content.split(b"\n"), start=1):
        for whole, quoted, prefix, local in _NAME.findall(line):
            iri = whole or quoted or prefixes.get(prefix, b"") + local
            found.setdefault(iri.decode(errors="replace"), number)
    return found
