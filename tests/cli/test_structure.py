"""The commands on structure: rank, brokers, cuts, communities, suggest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    Run = Callable[..., Result]


def answer(result: Result) -> Any:
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_rank(run: Run) -> None:
    found = answer(run("rank", "degree", "--draws", "20", "-f", "json"))
    assert {one["entity"]["id"] for one in found["results"] if one["value"]} == {"alpha", "beta"}
    assert found["method"]["draws"] == 20
    assert found["schema_version"] == 1
    announced = answer(run("rank", "degree", "--draws", "0", "--include", "announced", "-f", "json"))
    assert (announced["results"][0]["entity"]["id"], announced["results"][0]["value"]) == ("alpha", 2)
    assert "Число связей" in run("rank", "degree", "--draws", "0", "--lang", "ru").stdout


def test_rank_explained_and_supposed(run: Run) -> None:
    found = answer(run("rank", "harmonic", "--explain", "Alpha", "-f", "json"))
    assert found["results"][0]["other"]["id"] == "beta"
    found = answer(run("rank", "degree", "--draws", "0", "--what-if-tie", "Alpha", "Lonely", "-f", "json"))
    assert (found["results"][0]["value"], found["results"][0]["value_before"]) == (2, 1)
    found = answer(run("rank", "degree", "--draws", "0", "--what-if-without", "Alpha", "-f", "json"))
    assert found["what_if"]["after"]["n_ties"] == 0


def test_rank_refuses_what_makes_no_sense(run: Run) -> None:
    assert run("rank", "fame").exit_code == 2
    assert run("rank", "degree", "--near", "Alpha").exit_code == 2
    assert run("rank", "degree", "--kind", "ministry").exit_code == 2
    assert run("rank", "degree", "--explain", "nobody at all").exit_code == 3
    outside = run("rank", "degree", "--explain", "pill")
    assert outside.exit_code == 1
    assert "try --projection" in outside.stderr
    assert answer(run("rank", "degree", "--projection", "all", "--explain", "pill", "-f", "json"))["results"]


def test_brokers(run: Run) -> None:
    found = answer(
        run("brokers", "--group-by", "kind", "--include", "announced", "--permutations", "19", "-f", "json")
    )
    # beta – alpha – gamma, three companies: alpha coordinates the pair both ways
    assert [(one["entity"]["id"], one["role"], one["count"]) for one in found["results"]] == [
        ("alpha", "coordinator", 2)
    ]
    assert len(found["results"][0]["pairs"]) == 2
    own = run("brokers", "--group-by", "kind", "--group", "us=Alpha", "--include", "announced", "-f", "json")
    assert [one["role"] for one in answer(own)["results"]] == ["itinerant"]
    assert run("brokers", "--group-by", "colour").exit_code == 2
    assert run("brokers", "--group-by", "kind", "--group", "Alpha").exit_code == 2
    assert "--home" in run("brokers").stderr
    assert "Nobody brokers." in run("brokers", "--group-by", "kind").stdout


def test_cuts(run: Run) -> None:
    found = answer(run("cuts", "--between", "Beta", "Gamma", "--include", "announced", "-f", "json"))
    assert [one["id"] for one in found["separation"]["in_all_cuts"]] == ["alpha"]
    removed = run(
        "cuts", "--between", "Beta", "Gamma", "--include", "announced", "--remove", "Alpha", "-f", "json"
    )
    assert answer(removed)["results"][0]["separated_pairs"] == 1


@pytest.mark.parametrize("method", ["leiden", "louvain"])
def test_communities(run: Run, method: str) -> None:
    found = answer(run("communities", "--method", method, "--runs", "3", "--home", "RU", "-f", "json"))
    assert [[one["entity"]["id"] for one in part["members"]] for part in found["results"]] == [
        ["alpha", "beta"]
    ]
    assert found["alone"] == 4


def test_suggest(run: Run) -> None:
    found = answer(run("suggest", "Beta", "--include", "announced", "-f", "json"))
    assert [one["entity"]["id"] for one in found["results"]] == ["gamma"]
    assert found["results"][0]["shared"][0]["id"] == "alpha"
    assert not any(one["validated"] for one in found["validation"])
    assert "Nobody" in run("suggest", "Lonely").stdout
    assert run("suggest", "Beta", "--split", "yesterday").exit_code == 2
