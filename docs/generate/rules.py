"""The derivation rules as a page of Markdown, made from the headers of their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import URIRef
from rdflib.plugins.sparql import prepareQuery
from words import prose, word

if TYPE_CHECKING:
    from reading import Lang, Ontology, Rule

LIVE = "pg:relation-status-in-force"


def fires_not(rule: Rule, lang: Lang) -> str:
    """When a rule does not fire, with the sentence that all rules share that ask for a live relation."""
    shared = [word("live", lang)] if LIVE in rule.query else []
    return " ".join([rule.header[f"unless_{lang}"], *shared])


def terms_written(ontology: Ontology, rule: Rule) -> list[URIRef]:
    """The properties a rule writes that have a place on the page; none where the data decide which ones."""
    template = prepareQuery(rule.query).algebra.template
    found = {predicate for _, predicate, _ in template if isinstance(predicate, URIRef)}
    return sorted(one for one in found if (one, None, None) in ontology.graph)


def write(ontology: Ontology, lang: Lang) -> str:
    """The page in one language."""
    parts = [prose(f"derivations.{lang}.txt")]
    for rule in ontology.rules:
        header = rule.header
        parts.append(
            f'\n### <a id="{rule.id}"></a>`{rule.id}`: {header[f"title_{lang}"]}\n\n'
            f"- **{word('why', lang)}.** {header[f'why_{lang}']}\n"
            f"- **{word('unless', lang)}.** {fires_not(rule, lang)}\n"
            f"{_written(ontology, rule, lang)}"
            f"- **{word('rests_on', lang)}** `{header['rests_on']}`\n\n"
            f"```turtle\n{header['given']}\n# ⟹\n{header['gives']}\n```\n"
        )
    return "".join(parts)


def _written(ontology: Ontology, rule: Rule, lang: Lang) -> str:
    names = ", ".join(
        f"[`{ontology.curie(one)}`](ontology/{lang}.html#{ontology.anchor(one)})"
        for one in terms_written(ontology, rule)
    )
    return f"- **{word('writes', lang)}** {names}\n" if names else ""
