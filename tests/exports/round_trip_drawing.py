"""Two small networks with everything in them that a format may stumble over."""

from __future__ import annotations

import networkx as nx

from pharmagraph.vocab import ID

DAY = "2026-11-22"
ODD = "https://example.org/a?b=(c)&d='e';f#ж"
PLACE = "https://example.org/said;here"


def typed() -> nx.MultiDiGraph:
    """Two stakes of Alfa in Beta and one the other way, a post, a bond of a person with herself, a medicine."""
    graph = nx.MultiDiGraph(name="all", as_of=DAY, digest="3fa9", rules={"R1": "2", "R11": "1"})
    for iri, kind, sector, country, english, russian in (
        (ID["alfa"], "company", "industry", "RU", "=Alfa", "Альфа «А»"),
        (ID["beta"], "company", "", "CN", 'Beta\x01 & <b>, "B";|\'', ""),
        (ID["t0"], "person", "state", "", "", "Ёжикова\nАнна\r\n"),
        (ODD, "regulator", "state", "AE", " edge of spaces ", ""),
        (ID["a.b-c_1"], "drug", "", "", "", ""),
    ):
        graph.add_node(
            iri, id=iri, kind=kind, sector=sector, country=country, label_en=english, label_ru=russian
        )
    for number, (start, end, relation, first, after, sources) in enumerate(
        (
            (ID["alfa"], ID["beta"], "owns", "2024-01-01", "2025-03-01", ("book", "page")),
            (ID["alfa"], ID["beta"], "owns", "", "", ("page",)),
            (ID["beta"], ID["alfa"], "owns", "", "2025-01-01", ("page",)),
            (ID["t0"], ODD, "holds-post-at", "2020-02-29", "", ("book",)),
            (ID["t0"], ID["t0"], "funds", "", "", (PLACE,)),
            (ID["alfa"], ODD, "shares-function-with", "", "", ("page",)),
            (ID["beta"], ID["a.b-c_1"], "develops", "", "", ("book",)),
        )
    ):
        graph.add_edge(
            start, end, key=ID[f"via-{number}"], relation=relation, layer="x", symmetric=number == 5,
            derived=number == 5, strength=(0.5, 1.0, 0.1)[number % 3], cost=1_510_826 + number, status="in-force",
            confidence="", **{"from": first, "to": after}, certain=number == 0, via=ID[f"via-{number}"],
            group=ID["deal"] if number < 2 else "", sources=sources,
        )  # fmt: skip
    return graph


def simple() -> nx.Graph:
    """The same actors with one tie for each pair, without a direction."""
    graph = nx.Graph(name="all", projection="actors", as_of=DAY, digest="3fa9", rules={"R1": "2"})
    graph.add_nodes_from((node, of) for node, of in typed().nodes(data=True) if of["kind"] != "drug")
    for start, end, relations in (
        (ID["beta"], ID["alfa"], ("owns", "shares-function-with")),
        (ODD, ID["alfa"], ("shares-function-with",)),
    ):
        graph.add_edge(
            start, end, strength=0.75, relations=relations, layers=("x",), sources=("book",), n_relations=2
        )
    return graph
