from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.queries.drawing import store_of

from pharmagraph.queries.described import Witnesses
from pharmagraph.queries.premises import Ground, Premises
from pharmagraph.vocab import ID, PG

if TYPE_CHECKING:
    from pathlib import Path

RULES = {
    "makes": """
#: id makes
#: rests_on ?record
PREFIX pg: <https://w3id.org/pharmagraph/ontology#>
CONSTRUCT { ?maker pg:makes ?product . ?product pg:madeBy ?maker }
WHERE { ?record pg:maker ?maker ; pg:makesProduct ?product }
""",
    "chain": """
#: id chain
#: rests_on ?maker pg:makes ?product, ?product pg:hasActiveSubstance ?drug
PREFIX pg: <https://w3id.org/pharmagraph/ontology#>
CONSTRUCT { ?maker pg:suppliesTo ?drug }
WHERE { ?maker pg:makes ?product . ?product pg:hasActiveSubstance ?drug }
""",
}
# Two records say who makes the pill: one in the article, one in the other; the copy says what is in it.
DRAWING = """
source:article { id:r1 pg:maker id:plant ; pg:makesProduct id:pill . }
source:other {
  id:r2 pg:maker id:plant ; pg:makesProduct id:pill . id:r3 pg:maker id:mill ; pg:makesProduct id:powder .
}
source:copy { id:pill pg:hasActiveSubstance id:substance . }
derived:makes { id:plant pg:makes id:pill . }
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    directory = tmp_path / "rules"
    directory.mkdir()
    for name, text in RULES.items():
        (directory / f"10-{name}.rq").write_text(text.lstrip(), encoding="utf-8")
    return directory


def ground(tmp_path: Path, rules: Path, rule: str, subject: str, prop: str, value: str) -> Ground:
    with store_of(tmp_path, DRAWING) as store:
        premises = Premises(store, Witnesses(store), rules)
        return premises.of([rule], (ID[subject], PG[prop], ID[value]))


def test_a_shortcut_rests_on_its_relation_nodes_and_their_sources(tmp_path: Path, rules: Path) -> None:
    expected = Ground(frozenset({ID.r1, ID.r2}), ("article", "other"))
    assert ground(tmp_path, rules, "makes", "plant", "makes", "pill") == expected
    assert ground(tmp_path, rules, "makes", "pill", "madeBy", "plant") == expected  # the rule's other line


def test_what_rests_on_derived_statements_has_the_sources_of_those(tmp_path: Path, rules: Path) -> None:
    found = ground(tmp_path, rules, "chain", "plant", "suppliesTo", "substance")
    assert found.sources == ("article", "copy", "other")


def test_what_no_rule_gives_rests_on_nothing(tmp_path: Path, rules: Path) -> None:
    assert ground(tmp_path, rules, "makes", "mill", "makes", "pill") == Ground()
    assert ground(tmp_path, rules, "makes", "plant", "suppliesTo", "pill") == Ground()
    assert ground(tmp_path, rules, "unknown", "plant", "makes", "pill") == Ground()


def test_every_rule_of_ours_can_be_asked_the_other_way(tmp_path: Path) -> None:
    with store_of(tmp_path, "") as store:
        rules = Premises(store, Witnesses(store))._rules
    assert len(rules) > 30
    for name, rule in rules.items():
        assert rule.template, name
        assert rule.rests_on, name
        assert "WHERE" not in rule.prologue, name
