"""A user's own projection, declared in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import pharmagraph
from pharmagraph.build import build, rebuild
from pharmagraph.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

TIES = """
@prefix ex: <https://example.org/> .
ex:a a ex:Person ; ex:knows ex:b ; ex:pays ex:c .
ex:b a ex:Person ; ex:pays ex:c .
ex:c a ex:Person .
"""
PAYMENTS = """
#: id: P1
#: version: 1
#: projection: payments
#: layer: money
#: relation: pays | forward timeless | pays | is paid by | платит | получает от
SELECT ?start ?end ?strength WHERE {
  ?start <https://example.org/pays> ?end . BIND(0.5 AS ?strength)
}
"""


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    (tmp_path / "ties.ttl").write_text(TIES, encoding="utf-8")
    (tmp_path / "payments.rq").write_text(PAYMENTS, encoding="utf-8")
    build(
        tmp_path / "graph",
        extra=[tmp_path / "ties.ttl"],
        bundled=False,
        projections=[tmp_path / "payments.rq"],
    )
    return tmp_path / "graph"


def test_paths_run_on_the_projection_asked_for(directory: Path) -> None:
    with pharmagraph.open(directory, projection="payments") as kg:
        a, b, c = (kg.get(f"https://example.org/{name}") for name in "abc")
        assert [hop.tie.relation for path in kg.paths(b, c) for hop in path.hops] == ["pays"]
        # b and a are joined only through c here: b pays c, a pays c
        assert [path.length for path in kg.paths(a, b)] == [2]
    with pharmagraph.open(directory) as kg:
        assert kg.paths(a, b)[0].length == 1


def test_a_projection_is_a_networkx_graph_of_its_own(directory: Path) -> None:
    with pharmagraph.open(directory) as kg:
        assert sorted(data["relation"] for *_, data in kg.graph("payments").edges(data=True)) == [
            "pays",
            "pays",
        ]


def test_a_rebuild_keeps_the_projection(directory: Path) -> None:
    rebuild(directory)
    with pharmagraph.open(directory) as kg:
        assert kg.graph("payments").number_of_edges() == 2


def test_a_projection_that_is_not_there_is_named_with_those_that_are(directory: Path) -> None:
    known = "'loans', only: actors, all, organisations, payments"
    with pharmagraph.open(directory) as kg, pytest.raises(ConfigError, match=known):
        kg.graph("loans")
    with (
        pharmagraph.open(directory, projection="loans") as kg,
        pytest.raises(ConfigError, match="only: all, payments"),
    ):
        kg.snapshot  # noqa: B018 - it opens on first use
