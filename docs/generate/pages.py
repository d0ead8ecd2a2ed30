"""The page of the ontology in one language: plain HTML, complete in itself, one anchor per term."""

from __future__ import annotations

from html import escape
from string import Template
from typing import TYPE_CHECKING

import drawing
from patterns import patterns
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, URIRef
from rdflib.collection import Collection
from reading import ONTOLOGY, PG, Check, Lang, Ontology, Rule
from rules import fires_not, terms_written
from words import OTHER, prose, word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from patterns import Pattern
    from rdflib.term import Node

SECTIONS = ("patterns", "classes", "object", "data", "annotation", "schemes", "external", "rules", "checks")


class Page:
    """Writes one page; every method returns a piece of HTML whose texts are escaped."""

    def __init__(self, ontology: Ontology, lang: Lang) -> None:
        self.ontology = ontology
        self.lang = lang
        self.patterns = {one.relation: one for one in patterns(ontology)}

    def write(self) -> str:
        """The whole page."""
        sections = {name: getattr(self, f"_{name}")() for name in SECTIONS}
        title = escape(self.ontology.text(ONTOLOGY, DCTERMS.title, self.lang))
        body = "\n".join(
            f'<section><h2 id="{name}">{self._word(name)}</h2>\n{text}</section>'
            for name, text in sections.items()
        )
        return Template(prose("frame.html")).substitute(
            lang=self.lang,
            title=title,
            style=prose("page.css") + prose("drawing.css"),
            heads=prose("heads.svg"),
            contents=self._contents(),
            head=self._head(title),
            sections=body,
        )

    # ------------------------------------------------------------------------------------ frame

    def _word(self, key: str) -> str:
        return escape(word(key, self.lang))

    def _text(self, term: URIRef, predicate: URIRef) -> str:
        return escape(self.ontology.text(term, predicate, self.lang))

    def _label(self, term: URIRef, lang: Lang | None = None) -> str:
        return escape(self.ontology.label(term, lang or self.lang))

    def _link(self, term: URIRef) -> str:
        """A term's label, leading to its place where it has one."""
        if term in XSD or (term, RDF.type, None) not in self.ontology.graph:
            return f"<code>{escape(self.ontology.curie(term))}</code>"
        return f'<a href="#{self.ontology.anchor(term)}">{self._label(term)}</a>'

    def _links(self, terms: Iterable[URIRef]) -> str:
        return ", ".join(self._link(term) for term in terms)

    def _head(self, title: str) -> str:
        graph, other = self.ontology.graph, OTHER[self.lang]
        licence = str(graph.value(ONTOLOGY, DCTERMS.license))
        rows = {
            "version": f"<code>{escape(str(graph.value(ONTOLOGY, OWL.versionIRI)))}</code>",
            "namespace": f"<code>pg:</code> <code>{escape(str(PG))}</code>",
            "licence": f'<a href="{escape(licence)}">{escape(licence)}</a>',
        }
        return (
            f'<p class="mark"><a href="{other}.html" lang="{other}">{self._word("language")}</a></p>\n'
            f"<h1>{title}</h1>\n"
            f"<p>{self._text(ONTOLOGY, DCTERMS.description)}</p>\n{self._rows(rows)}"
            f'<h2 id="reading">{self._word("reading")}</h2>\n{prose(f"introduction.{self.lang}.html")}'
        )

    def _contents(self) -> str:
        groups = {
            "patterns": list(self.patterns),
            "classes": self.ontology.terms(OWL.Class, ours=True),
            "object": self.ontology.terms(OWL.ObjectProperty, ours=True),
            "data": self.ontology.terms(OWL.DatatypeProperty, ours=True),
            "annotation": self.ontology.terms(OWL.AnnotationProperty, ours=True),
            "schemes": self.ontology.schemes(),
        }
        parts = [
            f"<p><strong>{self._word('contents')}</strong></p>\n"
            f'<a href="#reading">{self._word("reading")}</a>\n',
        ]
        for name in SECTIONS:
            if name not in groups:
                parts.append(f'<p><a href="#{name}">{self._word(name)}</a></p>\n')
                continue
            prefix = "pattern-" if name == "patterns" else ""
            entries = "".join(
                f'<li><a href="#{prefix}{self.ontology.anchor(term)}">{self._label(term)}</a></li>\n'
                for term in self._sorted(groups[name])
            )
            parts.append(
                f'<details><summary><a href="#{name}">{self._word(name)}</a></summary>\n'
                f"<ul>\n{entries}</ul>\n</details>\n"
            )
        return "".join(parts)

    def _sorted(self, terms: Iterable[URIRef]) -> list[URIRef]:
        """By what they are called in the language of the page."""
        return sorted(terms, key=lambda one: (self.ontology.label(one, self.lang).casefold(), str(one)))

    def _rows(self, rows: dict[str, str]) -> str:
        """A list of what is said of a term; what is empty is left out."""
        kept = "".join(f"<dt>{self._word(key)}</dt><dd>{text}</dd>\n" for key, text in rows.items() if text)
        return f"<dl>\n{kept}</dl>\n" if kept else ""

    def _title(self, term: URIRef) -> str:
        other, anchor = OTHER[self.lang], self.ontology.anchor(term)
        return (
            f'<h3>{self._label(term)} <span class="other" lang="{other}">{self._label(term, other)}</span> '
            f"<code>{escape(self.ontology.curie(term))}</code> "
            f'<a class="mark" href="{other}.html#{anchor}" title="{self._word("language")}">↔</a></h3>\n'
        )

    def _term(self, term: URIRef, rows: dict[str, str], more: str = "") -> str:
        definition = self._text(term, SKOS.definition)
        return (
            f'<div class="term" id="{self.ontology.anchor(term)}">\n{self._title(term)}'
            + (f"<p>{definition}</p>\n" if definition else "")
            + f"{self._rows(rows)}{more}</div>\n"
        )

    # --------------------------------------------------------------------------------- sections

    def _patterns(self) -> str:
        key = f'<div class="drawing" id="legend">{drawing.legend(self.lang)}</div>\n'
        return key + "".join(self._pattern(self.patterns[one]) for one in self._sorted(self.patterns))

    def _pattern(self, pattern: Pattern) -> str:
        picture = drawing.draw(pattern, self.ontology, self.lang, lambda anchor: f"#{anchor}")
        above = [one for one in self.ontology.iris(pattern.relation, RDFS.subClassOf) if one in self.patterns]
        shortcuts = dict.fromkeys(
            f"{self._link(one.property)} — {self._rule_link(one.rule)}" for one in pattern.shortcuts
        )
        rows = {
            "see_parent": ", ".join(
                f'<a href="#pattern-{self.ontology.anchor(one)}">{self._label(one)}</a>' for one in above
            ),
            "shortcuts": ", ".join(shortcuts),
        }
        return (
            f'<div class="term" id="pattern-{self.ontology.anchor(pattern.relation)}">\n'
            f"<h3>{self._link(pattern.relation)}</h3>\n"
            f"<p>{self._text(pattern.relation, SKOS.definition)}</p>\n"
            f'<div class="drawing">{picture}</div>\n{self._rows(rows)}</div>\n'
        )

    def _classes(self) -> str:
        return "".join(self._class(one) for one in self._sorted(self.ontology.terms(OWL.Class, ours=True)))

    def _class(self, term: URIRef) -> str:
        pattern = self.patterns.get(term)
        roles = [pattern.first, *pattern.joined, *pattern.values] if pattern else []
        own = self.ontology.referring(term, RDFS.domain)
        rows = {
            "superclasses": self._links(self.ontology.iris(term, RDFS.subClassOf)),
            "subclasses": self._links(self.ontology.referring(term, RDFS.subClassOf)),
            "used_on": self._links(dict.fromkeys([*(role.property for role in roles), *own])),
            "used_as": self._links(self.ontology.referring(term, RDFS.range)),
            "drawing": f'<a href="#pattern-{self.ontology.anchor(term)}">{self._label(term)} ↗</a>'
            if pattern
            else "",
            "matches": self._matches(term),
            "checks": self._check_links(one for one in self.ontology.checks if term in one.classes),
        }
        return self._term(term, rows)

    def _object(self) -> str:
        return self._properties(OWL.ObjectProperty)

    def _data(self) -> str:
        return self._properties(OWL.DatatypeProperty)

    def _annotation(self) -> str:
        return self._properties(OWL.AnnotationProperty)

    def _properties(self, kind: URIRef) -> str:
        return "".join(self._property(one) for one in self._sorted(self.ontology.terms(kind, ours=True)))

    def _property(self, term: URIRef) -> str:
        return self._term(term, self._property_rows(term))

    def _property_rows(self, term: URIRef) -> dict[str, str]:
        ontology, graph = self.ontology, self.ontology.graph
        inverse = [*ontology.iris(term, OWL.inverseOf), *ontology.referring(term, OWL.inverseOf)]
        standing = [one.relation for one in self.patterns.values() if self._has_role(one, term)]
        chain = graph.value(term, OWL.propertyChainAxiom)
        traits = [self._label_of_trait(one) for one in ontology.iris(term, RDF.type) if one in TRAITS]
        if (term, PG.oncePerSource, None) in graph:
            traits.append(self._word("once"))
        rule = str(graph.value(term, PG.derivedBy) or "")
        return {
            "domain": self._links(dict.fromkeys([*ontology.iris(term, RDFS.domain), *standing])),
            "range": self._links(ontology.iris(term, RDFS.range)),
            "values": self._links(ontology.iris(term, PG.valuesFrom)),
            "superproperties": self._links(ontology.iris(term, RDFS.subPropertyOf)),
            "inverse": self._links(inverse),
            "backwards": self._text(term, PG.inverseLabel),
            "traits": ", ".join(traits),
            "chain": " → ".join(map(self._link, self._list(chain))),
            "rule": self._rule_link(rule) if rule else "",
            "matches": self._matches(term),
            "checks": self._check_links(one for one in ontology.checks if term in one.paths),
        }

    def _has_role(self, pattern: Pattern, term: URIRef) -> bool:
        return any(term == role.property for role in (pattern.first, *pattern.joined, *pattern.values))

    def _label_of_trait(self, trait: URIRef) -> str:
        return TRAITS[trait][self.lang == "ru"]

    def _list(self, head: Node | None) -> list[URIRef]:
        if head is None:
            return []
        return [one for one in Collection(self.ontology.graph, head) if isinstance(one, URIRef)]

    def _schemes(self) -> str:
        return "".join(self._scheme(one) for one in self._sorted(self.ontology.schemes()))

    def _scheme(self, scheme: URIRef) -> str:
        rows = {
            "prefix": f"<code>pg:{escape(self.ontology.text(scheme, PG.conceptPrefix, self.lang))}-</code>",
            "used_as": self._links(self.ontology.referring(scheme, PG.valuesFrom)),
        }
        entries = "".join(self._concept(one, depth) for one, depth in self.ontology.concepts(scheme))
        heads = "".join(f"<th>{self._word(key)}</th>" for key in ("notation", "name", "definition"))
        return self._term(scheme, rows, f"<table>\n<tr>{heads}</tr>\n{entries}</table>\n")

    def _concept(self, concept: URIRef, depth: int) -> str:
        other, anchor = OTHER[self.lang], self.ontology.anchor(concept)
        matches = self._links(self.ontology.iris(concept, SKOS.closeMatch)) or self._matches(concept)
        elsewhere = f'<br><span class="other">{self._word("matches")}: {matches}</span>' if matches else ""
        return (
            f'<tr id="{anchor}"><td><code>{self._text(concept, SKOS.notation)}</code></td>'
            f'<td style="padding-left:{8 + 18 * depth}px">{self._label(concept)} '
            f'<span class="other" lang="{other}">{self._label(concept, other)}</span></td>'
            f"<td>{self._text(concept, SKOS.definition)}{elsewhere}</td></tr>\n"
        )

    def _external(self) -> str:
        parts = []
        kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
        terms = {one for kind in kinds for one in self.ontology.terms(kind, ours=False)}
        for term in sorted(terms, key=self.ontology.curie):
            rows = {
                "superclasses": self._links(self.ontology.iris(term, RDFS.subClassOf)),
                "subclasses": self._links(self.ontology.referring(term, RDFS.subClassOf)),
                **self._property_rows(term),
                "checks": self._check_links(
                    one for one in self.ontology.checks if term in one.classes or term in one.paths
                ),
            }
            parts.append(self._term(term, rows))
        return "".join(parts)

    def _matches(self, term: URIRef) -> str:
        """Terms of other vocabularies that the SSSOM table sets beside a term."""
        found = self.ontology.mappings.get(self.ontology.curie(term), [])
        return ", ".join(
            f"<code>{escape(one.curie)}</code> {escape(one.label)} "
            f'<span class="other">({self._word(one.relation.removeprefix("skos:"))})</span>'
            for one in found
        )

    def _rules(self) -> str:
        return "".join(self._rule(one) for one in self.ontology.rules)

    def _rule_link(self, rule: str) -> str:
        return f'<a href="#rule-{escape(rule)}">{escape(rule)}</a>'

    def _rule(self, rule: Rule) -> str:
        header, lang = rule.header, self.lang
        rows = {
            "why": escape(header[f"why_{lang}"]),
            "unless": escape(fires_not(rule, lang)),
            "writes": self._links(terms_written(self.ontology, rule)),
            "rests_on": f"<code>{escape(header['rests_on'])}</code>",
        }
        example = f"<pre>{escape(header['given'])}\n⟹ {escape(header['gives'])}</pre>\n"
        return (
            f'<div class="term" id="rule-{escape(rule.id)}">\n<h3>{escape(header[f"title_{lang}"])} '
            f"<code>{escape(rule.id)}</code></h3>\n{self._rows(rows)}{example}</div>\n"
        )

    def _checks(self) -> str:
        return "".join(self._check(one) for one in self.ontology.checks)

    def _check(self, check: Check) -> str:
        level = "error" if check.error else "warning"
        return (
            f'<div class="term" id="{escape(check.id)}">\n<h3><code>{escape(check.id)}</code> '
            f'{escape(check.title[self.lang])} <span class="mark {level}">{self._word(level)}</span></h3>\n'
            f"<p>{escape(check.message[self.lang])}</p>\n</div>\n"
        )

    def _check_links(self, checks: Iterable[Check]) -> str:
        return ", ".join(
            f'<a href="#{one.id}" title="{escape(one.title[self.lang])}">{escape(one.id)}</a>'
            for one in checks
        )


TRAITS = {
    OWL.TransitiveProperty: ("transitive", "транзитивное"),
    OWL.SymmetricProperty: ("symmetric", "симметричное"),
    OWL.AsymmetricProperty: ("asymmetric", "асимметричное"),
    OWL.IrreflexiveProperty: ("irreflexive", "иррефлексивное"),
    OWL.FunctionalProperty: ("functional", "функциональное"),
}
