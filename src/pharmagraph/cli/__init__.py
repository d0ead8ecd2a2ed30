"""The command line. Only click is imported until a command runs."""

from __future__ import annotations

from pharmagraph.cli.program import Program

EXAMPLES = (
    ("pharmagraph find ХимРар", "who or what is meant, in either script"),
    ('pharmagraph show "Coordination Council" --lang ru', "what is known of it, and who says so"),
    ("pharmagraph path ChemRar PD-1", "how the two are connected, with a source behind every hop"),
    ("pharmagraph path R-Pharm AstraZeneca --as-of 2021-06-01 --format md", "a route to paste into a memo"),
    (
        "pharmagraph ask E1 --since 2021 --as-of 2025-06-18",
        "a saved question: drugs missing in Russia on a day",
    ),
    ("pharmagraph find --kind target --format csv -o targets.csv", "a list for a spreadsheet"),
    ('pharmagraph query "SELECT ?d WHERE { ?d a pg:Drug } LIMIT 5"', "SPARQL, with our prefixes declared"),
)

COMMANDS = {
    "find": "Find entities by name, or list all of a kind. / Найти по имени или перечислить по виду.",
    "show": "Show all that is known of an entity or source. / Всё, что известно, и кто это говорит.",
    "path": "Show how two entities are connected. / Как связаны двое, с источником на каждом шаге.",
    "rank": "Rank actors by a measure, with how sure it is. / Ранжировать участников и сказать, надёжно ли.",
    "brokers": "Show who brokers between groups, and whom. / Кто посредничает между группами и между кем.",
    "cuts": "Show what would fall apart without whom. / Что распадётся и без кого.",
    "communities": "Show into which communities actors fall. / На какие сообщества распадается сеть.",
    "suggest": "Suggest partners, with reasons. / Подсказать партнёров и почему.",
    "view": "Draw surroundings, paths or a network as one page. / Нарисовать окружение, пути или сеть.",
    "ask": "Answer a saved question; list them all. / Ответить на готовый вопрос; показать их все.",
    "query": "Answer a SPARQL 1.1 query. / Ответить на запрос SPARQL 1.1.",
    "export": "Write the graph for another program. / Записать граф для другой программы.",
    "info": "Count what is in the graph and name its release. / Что в графе и какого он выпуска.",
    "build": "Build a graph from tables and RDF files. / Собрать граф из таблиц и файлов RDF.",
    "check": "Check a graph, or tables before a build. / Проверить граф или таблицы до сборки.",
    "completion": "Print the completion script of a shell. / Скрипт автодополнения для оболочки.",
}

main = Program(
    "pharmagraph",
    summary="Actors and biotargets of pharmaceutical innovation, with a source behind every statement.",
    examples=EXAMPLES,
    commands=COMMANDS,
)
"""The program."""

__all__ = ["main"]
