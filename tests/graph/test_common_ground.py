"""What two organisations have in common outside their network."""

from __future__ import annotations

import networkx as nx
import pytest

from graph.drawing import snapshot, tie
from graph.ties import multigraph
from pharmagraph.graph.common_ground import common_ground, sources_of
from pharmagraph.graph.metapaths import count_paths
from pharmagraph.graph.network import to_networkx
from pharmagraph.graph.suggestions import suggest
from pharmagraph.model import IRI
from pharmagraph.vocab import ID

TIES = (
    ("firm", "develops", "drug-a"),
    ("firm", "develops", "drug-b"),
    ("rival", "develops", "drug-c"),
    ("giant", "develops", "drug-d"),
    ("giant", "develops", "drug-e"),
    ("drug-a", "modulates", "target"),
    ("drug-c", "modulates", "target"),
    ("drug-d", "modulates", "target"),
)
KINDS = {f"drug-{letter}": "drug" for letter in "abcde"} | {"target": "target"}


def test_shared_targets_are_weighed_as_meta_paths_are() -> None:
    drawn = snapshot([tie(*one) for one in TIES], KINDS)
    graph = to_networkx(drawn)
    firm, rival, giant = (IRI(ID[name]) for name in ("firm", "rival", "giant"))
    found = {one.name: one for one in common_ground(graph, firm, [rival, giant])}
    way = "* -develops-> drug -modulates-> target <-modulates- drug <-develops- *"
    for other in (rival, giant):
        expected = count_paths(drawn, firm, other, way).value
        assert found["shared-target"].value(firm, other) == pytest.approx(expected)
    # firm has two drugs, the target three: (2·1·1·3·3·1·1·1)^−½ to rival, with giant's second drug a further √2 less
    assert found["shared-target"].value(firm, rival) == pytest.approx(18**-0.5)
    assert found["shared-target"].value(firm, giant) == pytest.approx(36**-0.5)
    assert found["shared-target"].paths[firm, rival] == ((ID["drug-a"], ID["target"], ID["drug-c"]),)
    assert found["shared-drug"].values == {}


def test_the_sources_of_a_reason() -> None:
    whole = multigraph(
        [
            ("a", "t", {"relation": "capable-of", "symmetric": False, "sources": ("site of a",)}),
            ("b", "t", {"relation": "capable-of", "symmetric": False, "sources": ("site of b",)}),
        ]
    )

    partners = nx.Graph()
    partners.add_nodes_from("ab")
    (one,) = suggest(partners, "a", method="shared-technology", features=common_ground(whole, "a", ["b"]))
    assert one.paths == {"shared-technology": (("t",),)}
    assert sources_of(one, whole, partners) == ("site of a", "site of b")
