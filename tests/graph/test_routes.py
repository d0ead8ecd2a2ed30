from __future__ import annotations

import pytest
from tests.graph.drawing import iri, snapshot, tie

from pharmagraph.graph.options import INCLUDES, PathOptions
from pharmagraph.graph.paths import find_paths
from pharmagraph.graph.routes import TITLES, route_title
from pharmagraph.model import GraphPath

KINDS = {"drug": "drug", "other": "drug", "tgt": "target", "council": "coordination-body", "ivanov": "person"}


def route(*ties: tuple[str, str, str], start: str = "alfa", end: str = "beta") -> GraphPath:
    drawn = snapshot([tie(*one) for one in ties], KINDS)
    options = PathOptions(include=frozenset(INCLUDES))
    (path,) = find_paths(drawn, iri(start), iri(end), options).paths
    return path


@pytest.mark.parametrize(
    ("ties", "kind"),
    [
        ([("alfa", "funds", "beta")], "direct-tie"),
        ([("alfa", "partner-of", "mid"), ("mid", "partner-of", "beta")], "shared-partner"),
        ([("alfa", "member-of", "council"), ("beta", "member-of", "council")], "shared-membership"),
        ([("council", "member-of", "alfa"), ("council", "member-of", "beta")], "shared-contact"),
        ([("ivanov", "member-of", "alfa"), ("ivanov", "member-of", "beta")], "shared-person"),
        ([("mid", "funds", "alfa"), ("mid", "funds", "beta")], "shared-funder"),
        ([("alfa", "funds", "mid"), ("beta", "funds", "mid")], "shared-contact"),
        ([("alfa", "met", "mid"), ("mid", "met", "beta")], "shared-event"),
        ([("alfa", "partner-of", "mid"), ("mid", "funds", "beta")], "shared-contact"),
        ([("alfa", "funds", "m1"), ("m1", "funds", "m2"), ("m2", "funds", "beta")], "chain"),
        ([("alfa", "develops", "drug"), ("beta", "develops", "drug")], "shared-drug"),
        (
            [
                ("alfa", "develops", "drug"),
                ("drug", "modulates", "tgt"),
                ("other", "modulates", "tgt"),
                ("beta", "develops", "other"),
            ],
            "shared-target",
        ),
    ],
)
def test_a_route_between_actors_is_named_for_where_they_meet(
    ties: list[tuple[str, str, str]], kind: str
) -> None:
    assert route(*ties).kind == kind


def test_a_route_to_a_target_says_whose_medicine_it_takes() -> None:
    own = [("alfa", "develops", "drug"), ("drug", "modulates", "tgt")]
    assert route(*own, end="tgt").kind == "own-asset"
    assert route(*own, start="tgt", end="alfa").kind == "own-asset"
    others = [("alfa", "partner-of", "beta"), ("beta", "develops", "drug"), ("drug", "modulates", "tgt")]
    assert route(*others, end="tgt").kind == "asset-of-a-contact"
    # alfa has a medicine on the way, but it is another one that acts on the target
    beside = [("alfa", "develops", "drug"), ("beta", "develops", "drug"), ("beta", "develops", "other")]
    assert route(*beside, ("other", "modulates", "tgt"), end="tgt").kind == "through-others"
    # the medicine is an end itself, so whose it is says nothing of the way
    assert route(*others[:2], end="drug").kind == "through-others"
    assert (
        route(("drug", "modulates", "tgt"), ("other", "modulates", "tgt"), start="drug", end="other").kind
        == "biology"
    )


def test_a_route_to_anything_else_is_just_through() -> None:
    assert route(("drug", "modulates", "tgt"), ("tgt", "funds", "beta"), start="drug").kind == "other"


def test_titles_name_the_middle_in_both_languages() -> None:
    path = route(
        ("alfa", "develops", "drug"),
        ("drug", "modulates", "tgt"),
        ("other", "modulates", "tgt"),
        ("beta", "develops", "other"),
    )
    assert route_title(path) == "no tie between the two is known; they meet only in a target: Tgt"
    assert (
        route_title(path, "ru") == "связь между ними не известна; они встречаются только в мишени: Tgt [en]"
    )


def test_a_title_denies_no_tie_that_was_only_left_out() -> None:
    path = route(("alfa", "partner-of", "mid"), ("mid", "partner-of", "beta"))
    assert route_title(path) == "no direct tie; a shared partner: Mid"
    careful = route_title(path, tie_left_out=True)
    assert careful == "no direct tie of the kinds asked for; a shared partner: Mid"
    for kind, titles in TITLES.items():
        for lang, denial in (("en", "no "), ("ru", "нет")):
            title = titles[lang == "ru"]
            told = route_title(GraphPath(path.start, path.end, path.hops, 0, kind), lang, tie_left_out=True)
            assert (told == title.format(middle="Mid" + " [en]" * (lang == "ru"))) == (
                (denial not in title and "не известна" not in title) or kind == "asset-of-a-contact"
            )
