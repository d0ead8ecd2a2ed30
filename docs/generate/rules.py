"""The derivation rules as a page of Markdown, made from the headers of their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import URIRef
from rdflib.plugins.sparql import prepareQuery
from words import word

if TYPE_CHECKING:
    from reading import Lang, Ontology, Rule

LIVE = "pg:relation-status-in-force"
INTRODUCTION = {
    "en": """# Derivation rules

<!-- Written by docs/generate from the headers of ontology/rules/*.rq; edit those. -->

A rule reads the merged graph and writes what follows to a graph of its own, `graph/derived/RULE`, and to the
default graph; it never writes to the graph of a source. What a source says itself is not derived again, and a
derived hop always shows the sources of what it rests on. Rules run in the order of this page, again and again
until nothing is new, so a shortcut has its inverse and its superclasses, too.

Each rule can be switched off: `pharmagraph build --graph my-graph --without-rule partner-of` (the option may be
repeated). Its graph is then empty and what other rules would make of it is not there; a rebuild of the same
directory keeps the choice, which stands in `manifest.json` under `without_rules`. A name that is no rule's is
refused, with the list of those there are.

The examples below are run by the tests. They use the prefixes of every query: `pg:`, `id:`, `org:`, `xsd:`.

## What reasoners say

The rules are not OWL reasoning: they read statuses and dates, which OWL does not. Beside them `.ci/owl/check.py`
asks, before every release of the code and in an environment of its own:

- OWLAPI, whether the ontology alone and with its schemes lies in the profiles OWL 2 DL and OWL 2 RL;
- HermiT, whether ontology, schemes and everything sources say in the bundled data agree, and whether every class
  can have a member. Days and years (`xsd:date`, `xsd:gYear`) are no datatypes of OWL 2: statements with them
  are left out and counted;
- owlrl, the same about the links between things, as a second opinion by another program;
- owlready2, whether the RDF/XML form of the ontology opens without a warning.

Each is also shown things that are wrong and must object. Java is needed for that check and for nothing else.

## The rules
""",
    "ru": """# Правила вывода

<!-- Записано программой docs/generate по заголовкам файлов ontology/rules/*.rq; править надо их. -->

Правило читает объединённый граф и записывает следствия в свой граф, `graph/derived/ПРАВИЛО`, и в граф по
умолчанию; в граф источника оно не пишет никогда. Сказанное источником повторно не выводится, а выведенный шаг
всегда показывает источники того, на что он опирается. Правила выполняются в порядке этой страницы, снова и
снова, пока появляется новое, поэтому у короткой связи есть и обратная, и вышестоящие классы.

Любое правило можно отключить: `pharmagraph build --graph my-graph --without-rule partner-of` (параметр можно
повторить). Его граф будет пуст, как и всё, что вывели бы из него другие правила; повторная сборка того же
каталога сохраняет выбор, он записан в `manifest.json` под именем `without_rules`. Имя, которого нет среди
правил, отвергается, и показывается их список.

Примеры ниже выполняются тестами. В них префиксы, доступные любому запросу: `pg:`, `id:`, `org:`, `xsd:`.

## Что говорят машины вывода

Эти правила — не вывод OWL: они смотрят на статусы и даты, чего OWL не делает. Кроме них, программа
`.ci/owl/check.py` перед каждым выпуском кода в отдельной среде спрашивает:

- OWLAPI — лежит ли онтология, одна и вместе со схемами, в профилях OWL 2 DL и OWL 2 RL;
- HermiT — согласуются ли онтология, схемы и всё сказанное источниками во встроенных данных и может ли у каждого
  класса быть представитель. Дни и годы (`xsd:date`, `xsd:gYear`) не входят в типы данных OWL 2: утверждения с
  ними исключаются и подсчитываются;
- owlrl — то же о связях между объектами, как второе мнение другой программы;
- owlready2 — открывается ли онтология в форме RDF/XML без предупреждений.

Каждой из них показывают и заведомо неверное: она обязана возразить. Java нужна только для этой проверки.

## Правила
""",
}


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
    parts = [INTRODUCTION[lang]]
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
        f"[`{ontology.curie(one)}`](ontology/{lang}.html#{ontology.anchor(one)})" for one in terms_written(ontology, rule)
    )
    return f"- **{word('writes', lang)}** {names}\n" if names else ""
