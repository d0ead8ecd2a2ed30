"""Names for nodes that have none: a statement by who said what and when, a relation by its ends."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from pharmagraph.model import IRI, Entity, Words
from pharmagraph.queries.described import superclasses
from pharmagraph.queries.wording import Wording, in_both
from pharmagraph.store.entities import local_name
from pharmagraph.vocab import DCTERMS, ORG, PG, PROV

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pharmagraph.model import Lang
    from pharmagraph.queries.described import Node
    from pharmagraph.queries.wording import Labels
    from pharmagraph.store.port import Store

LONGEST: Final = 60
"""As much of a claim as a name of it takes."""

_MOST_ENDS: Final = 4
_KINDS: Final = (ORG.role, PG.stakeKind, PG.partnershipKind, PG.rightsKind, PG.functionConcept, PG.stage)
"""What tells two relations of the same ends apart."""

_LINES: Final = {PG.Figure, PG.Period}
_NO_ENDS: Final = {PG.statedIn, DCTERMS.isPartOf, DCTERMS.source, PROV.wasDerivedFrom}


class Naming:
    """Names nodes of one store; what of the ontology it needs is read once."""

    def __init__(self, store: Store, labels: Labels) -> None:
        self._store = store
        self._labels = labels

    def entities(self, iris: Iterable[IRI]) -> dict[IRI, Entity]:
        """The entities with these IRIs, as the labels know them; without a label, one is made of the data.

        A node that nobody describes keeps its id for a name.
        """
        found = dict(self._labels.entities(set(iris)))
        unnamed = {iri for iri, one in found.items() if not one.label_en and not one.label_ru}
        if unnamed:
            wording = Wording(self._store, self._labels)
            wording.learn_nodes(unnamed)
            for iri in unnamed & wording.nodes.keys():
                name = self._name(wording, wording.nodes[iri])
                found[iri] = replace(found[iri], label_en=name.en, label_ru=name.ru)
        return found

    def _name(self, wording: Wording, node: Node) -> Words:
        if PG.Statement in node.classes:
            return _statement(wording, node)
        line = wording.line(node) if node.classes & _LINES else None
        if line is not None:
            return line
        depth = {one: len(self._above.get(one, ())) for one in node.classes or {PG.RelationNode}}
        return _relation(wording, node, wording.words(max(depth, key=lambda one: (depth[one], one))))

    @cached_property
    def _above(self) -> dict[IRI, set[IRI]]:
        return superclasses(self._store)


def _statement(wording: Wording, node: Node) -> Words:
    """Who said it, or what it stands in where nobody signed it; when; how the claim begins, or a stance."""
    who = wording.one(node, PG.statedBy if node.values.get(PG.statedBy) else PG.statedIn)
    when = next(iter([*node.texts(PG.statedOnText), *node.texts(PG.statedOn)]), "")
    claim = in_both(node.values.get(PG.claimText, ()))
    stance, about = wording.one(node, PG.stance), wording.one(node, PG.about)

    def said(lang: Lang) -> str:
        by = ", ".join(filter(None, (_shortened(who.text(lang)), when)))
        what = claim.text(lang) or " ".join(filter(None, (stance.text(lang), about.text(lang))))
        return ": ".join(filter(None, (by, _shortened(what)))) or local_name(node.iri)

    return Words(said("en"), said("ru"))


def _relation(wording: Wording, node: Node, kind: Words) -> Words:
    """What it is, its first ends in the order of their roles, of which kind, and when."""
    ends = {
        term: wording.entities[term]
        for prop in sorted(node.values)
        if prop not in _NO_ENDS
        for term in sorted(node.values[prop], key=str)
        if isinstance(term, IRI) and term in wording.entities
    }
    roles = [words for prop in _KINDS if (words := wording.one(node, prop)).text()]
    when = "–".join(dict.fromkeys([*node.texts(PG.validFromText)[:1], *node.texts(PG.validToText)[:1]]))

    def said(lang: Lang) -> str:
        told = [one.label(lang) for one in list(ends.values())[:_MOST_ENDS]]
        told += [one.text(lang) for one in roles] + ([when] if when else [])
        return f"{kind.text(lang)}: {', '.join(told)}" if told else local_name(node.iri)

    return Words(said("en"), said("ru"))


def _shortened(text: str) -> str:
    """The text, or as many of its first words as a name takes."""
    if len(text) <= LONGEST:
        return text.rstrip(".")
    return f"{text[:LONGEST].rpartition(' ')[0] or text[:LONGEST]}…"
