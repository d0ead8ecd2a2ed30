"""The commands on structure: rank, brokers, cuts, communities, suggest."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

import pytest

from pharmagraph.cli.network import NetworkChoice

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from pharmagraph.knowledge_graph import KnowledgeGraph

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


def drawn(run: Run, file: Path, *arguments: str) -> list[str]:
    """The texts of the plot that a command draws."""
    result = run(*arguments, "-o", str(file))
    assert result.exit_code == 0, result.stderr
    assert not result.stdout
    return [one.text or "" for one in ET.parse(file).iter("{http://www.w3.org/2000/svg}text")]


def test_a_ranking_is_drawn(run: Run, tmp_path: Path) -> None:
    texts = drawn(
        run,
        tmp_path / "rank.svg",
        "rank",
        "degree",
        "--include",
        "announced",
        "--draws",
        "20",
        "--limit",
        "2",
    )
    # alpha is tied to beta and, by an announced agreement, to gamma: 2; the others to alpha alone
    assert texts[:2] == ["Number of ties", "With how many others each is tied."]
    assert texts[2].startswith("Network of organisations on ")
    assert texts[2].endswith("; also: announced. First 2 of 6.")
    assert any(
        one.startswith("range of the rank, not of the value: the middle 90 % of 20 draws") for one in texts
    )
    assert texts.index("2") < texts.index("Alpha")
    assert not any("--limit" in one for one in texts)
    assert any("; data " in one for one in texts)
    russian = drawn(run, tmp_path / "rank.svg", "rank", "degree", "--lang", "ru", "--draws", "0")
    assert {"Число связей", "Альфа", "Beta"} <= set(russian)
    assert "Доля" not in " ".join(russian)


def test_what_a_plot_is_made_of_is_told_in_it(run: Run, tmp_path: Path) -> None:
    supposed = ("--what-if-tie", "Alpha", "Lonely", "--kind", "company")
    texts = drawn(run, tmp_path / "a.svg", "rank", "hubs", "--draws", "0", *supposed)
    chosen = "supposed tie: Alpha – Lonely; ranked only: company; ties with a direction lead one way."
    assert any(one.endswith(chosen) for one in texts)
    assert {"before what is supposed", "with what is supposed"} <= set(texts)
    certain = drawn(run, tmp_path / "d.svg", "rank", "degree", "--draws", "0", "--certain")
    assert any(one.endswith("; only what certainly holds.") for one in certain)
    undefined = drawn(run, tmp_path / "b.svg", "rank", "constraint", "--draws", "0")
    assert undefined.count("not defined") == 4  # all but alpha and beta have no tie
    near = " ".join(drawn(run, tmp_path / "c.svg", "rank", "pagerank", "--near", "Alpha", "--draws", "0"))
    assert "as seen from: Alpha" in near


def test_brokers_are_drawn(run: Run, tmp_path: Path) -> None:
    by_kind = ("brokers", "--group-by", "kind", "--include", "announced")
    texts = drawn(run, tmp_path / "a.svg", *by_kind, "--permutations", "19")
    # beta – alpha – gamma, three companies: alpha coordinates the pair both ways, as any shuffle has it
    assert texts[0] == "Brokers between groups"
    assert {"Alpha", "coordinator A→A→A", "company", "2", "1 / 1"} <= set(texts)
    assert any(one.startswith("cannot be told from") for one in texts)
    untested = drawn(run, tmp_path / "b.svg", *by_kind, "--permutations", "0", "--lang", "ru")
    assert "без проверки на случайность" in untested
    assert not any("перемешаны" in one for one in untested)
    few = drawn(run, tmp_path / "c.svg", *by_kind, "--group", "us=Alpha", "--what-if-tie", "Alpha", "Lonely")
    assert {"too few bodies to tell", "before what is supposed"} <= set(few)
    nobody = drawn(run, tmp_path / "d.svg", "brokers", "--group-by", "kind", "--permutations", "19")
    assert "Nobody brokers." in nobody


@pytest.mark.parametrize(("ending", "magic"), [(".png", b"\x89PNG"), (".PDF", b"%PDF")])
def test_plots_are_bitmaps_and_pdfs_as_well(run: Run, tmp_path: Path, ending: str, magic: bytes) -> None:
    file = tmp_path / f"rank{ending}"
    result = run("rank", "degree", "--draws", "0", "-o", str(file))
    assert result.exit_code == 0
    assert str(file) in result.stderr
    assert file.read_bytes().startswith(magic)


def test_what_is_no_plot_is_refused(run: Run, tmp_path: Path) -> None:
    picture = ("-o", str(tmp_path / "a.svg"))
    for refused in (
        run("rank", "degree", "--explain", "Alpha", *picture),
        run("brokers", "--group-by", "kind", "--pairs", *picture),
        run("communities", *picture),
        run("rank", "degree", "--excel", *picture),
    ):
        assert refused.exit_code == 2, refused.stderr
        assert ".md" in refused.stderr or "--format csv" in refused.stderr
    assert not (tmp_path / "a.svg").exists()
    # a format that is asked for by name is written, whatever the file is called
    assert run("rank", "degree", "--draws", "0", "-f", "json", *picture).exit_code == 0
    assert json.loads((tmp_path / "a.svg").read_text(encoding="utf-8"))["measure"] == "degree"


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


def test_what_only_may_hold_is_told_of_every_network(run: Run) -> None:
    # two firms and one agreement, confirmed for the last time in 2025
    for command in (
        ("rank", "degree", "--draws", "0"),
        ("brokers", "--group-by", "kind", "--permutations", "0"),
        ("cuts", "--between", "Alpha", "Beta"),
        ("communities", "--home", "RU", "--runs", "1"),
        ("suggest", "Alpha"),
    ):
        result = run(*command, "--as-of", "2026-01-01")
        assert "1 of 1 tie only may hold on 2026-01-01, 0 of them without any date" in result.stdout, command
        sure = run(*command, "--as-of", "2025-01-01", "--certain")
        assert "only may hold" not in sure.stdout, command


def test_a_relation_that_none_has_on_the_day_is_no_unknown_one(run: Run) -> None:
    found = answer(
        run("rank", "degree", "--draws", "0", "--only", "alliance", "--as-of", "1800-01-01", "-f", "json")
    )
    assert found["network"]["ties"] == 0
    assert run("rank", "degree", "--only", "allience").exit_code == 1


@pytest.mark.parametrize("number", ["nan", "inf", "-1", "0"])
def test_a_resolution_is_a_number_above_0(run: Run, number: str) -> None:
    result = run("communities", "--home", "RU", "--resolution", number)
    assert result.exit_code == 2
    assert "--resolution" in result.stderr


def test_two_sets_that_overlap_are_named_by_ids(run: Run) -> None:
    result = run("cuts", "--between", "Alpha,Beta", "Beta")
    assert "beta is in both sets" in result.stderr


def test_a_country_goes_by_code_or_by_name_in_either_language(kg: KnowledgeGraph) -> None:
    network = NetworkChoice("organisations", *[frozenset[str]()] * 3, (), (), None, certain=False).read(kg)
    codes = [
        network.country(name) for name in ("CN", "cn", "China", "Китай", "кнр", "Afghanistan", "Афганистан")
    ]
    assert codes == ["CN", "CN", "CN", "CN", "CN", "AF", "AF"]


@pytest.mark.parametrize(
    "command", [("suggest", "ChemRar", "--country"), ("brokers", "--home"), ("communities", "--home")]
)
def test_a_country_that_there_is_none_of_is_refused(
    run: Run, bundled_directory: Path, command: tuple[str, ...]
) -> None:
    for name in ("XX", "Nowhere"):
        assert run(*command, name, PHARMAGRAPH_GRAPH=str(bundled_directory)).exit_code == 3
