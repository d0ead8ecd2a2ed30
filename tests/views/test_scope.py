"""What pictures of the bundled graph show."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from pharmagraph.errors import ConfigError
from pharmagraph.graph.paths import PathOptions
from pharmagraph.model import Entity, Words
from pharmagraph.views.figure import Text, draw
from pharmagraph.views.scope import FULL_UP_TO, GUARD

if TYPE_CHECKING:
    from pharmagraph.knowledge_graph import KnowledgeGraph
    from pharmagraph.views.scope import Scope


def test_surroundings_hold_every_tie_of_the_centre(kg: KnowledgeGraph, scope: Scope) -> None:
    chemrar = kg.find_one("ChemRar")
    picture = scope.surroundings(chemrar)
    centre = picture.focus[0]
    assert picture.nodes[centre].entity == chemrar
    number = kg.snapshot.number(chemrar.iri)
    own = [edge for edge in picture.edges if centre in (edge.start, edge.end)]
    assert len(own) == len(kg.snapshot.entries(number))
    assert all(edge.sources for edge in picture.edges)


def test_two_hops_reach_further_than_one(kg: KnowledgeGraph, scope: Scope) -> None:
    council = kg.find_one("Coordination Council")
    assert len(scope.surroundings(council, hops=2).nodes) > len(scope.surroundings(council).nodes)


def test_a_hub_folds_what_is_beyond_the_guard(
    kg: KnowledgeGraph, scope: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert GUARD == 50
    monkeypatch.setattr("pharmagraph.views.scope.GUARD", 3)
    picture = scope.surroundings(kg.find_one("BIOCAD"))
    assert any(node.folded for node in picture.nodes)
    assert picture.notes
    assert not any(node.folded for node in (picture.nodes[number] for number in picture.focus))


def test_an_entity_without_ties_stands_alone_and_the_picture_says_so(
    kg: KnowledgeGraph, scope: Scope
) -> None:
    country = kg.find_one("russia", kind="country")
    picture = scope.surroundings(country)
    assert len(picture.nodes) == 1
    assert "pharmagraph show russia" in picture.notes[0].en


def test_routes_hold_the_ties_of_every_hop(kg: KnowledgeGraph, scope: Scope) -> None:
    start, end = kg.find_one("ChemRar"), kg.find_one("PD-1")
    search = kg.search_paths(start, end, PathOptions())
    picture = scope.routes(search, start, end)
    assert len(picture.routes) == len(search.paths)
    assert [picture.nodes[number].entity for number in picture.focus] == [start, end]
    shown = {frozenset((edge.start, edge.end)) for edge in picture.edges if edge.shown}
    assert all(frozenset(pair) in shown for route in picture.routes for pair in pairwise(route))


def test_a_network_has_all_its_ties_and_draws_those_that_hold(kg: KnowledgeGraph, scope: Scope) -> None:
    picture = scope.network("all")
    assert len(picture.edges) == kg.snapshot.n_ties
    assert len(picture.nodes) == kg.snapshot.n_nodes
    weak = {"took-part-with", "shares-function-with", "shares-officer-with"}
    held = sum(fields["relation"] not in weak for *_, fields in kg.graph("all").edges(data=True))
    assert sum(edge.shown for edge in picture.edges) == held
    assert picture.off == weak
    assert bool(picture.groups) == (len(picture.nodes) > FULL_UP_TO)


def test_actors_are_few_enough_to_be_drawn_one_by_one_or_by_community(scope: Scope) -> None:
    assert not scope.network("actors").groups
    assert scope.network("actors", communities=True).groups


def test_what_is_included_on_request_is_drawn(kg: KnowledgeGraph, scope: Scope) -> None:
    wide = kg.pictures(PathOptions(include=frozenset({"agreed", "events"}))).network("actors")
    assert wide.included == {"agreed"}
    assert "took-part-with" not in wide.off
    assert sum(edge.shown for edge in wide.edges) > sum(edge.shown for edge in scope.network("actors").edges)


def test_an_unknown_network_is_named(scope: Scope) -> None:
    with pytest.raises(ConfigError, match="actors"):
        scope.network("friends")


def test_an_answer_is_the_entities_of_its_rows_with_every_tie_among_them(
    kg: KnowledgeGraph, scope: Scope
) -> None:
    reply = kg.answer("A2")
    picture = scope.answer(reply)
    assert picture.kind == "answer"
    assert picture.title == Words(f"A2. {reply.question.title.en}", f"A2. {reply.question.title.ru}")
    drawn = {node.entity for node in picture.nodes}
    (council,) = set(reply.column("council"))
    parties = {one for one in reply.column("party") if kg.snapshot.number(one.iri) >= 0}
    assert drawn == {council, *parties}
    numbers = {kg.snapshot.number(one.iri) for one in drawn}
    # every tie has one forward entry, at its start
    among = sum(
        kg.snapshot.neighbour[entry] in numbers and not kg.snapshot.code[entry] & 1
        for number in numbers
        for entry in kg.snapshot.entries(number)
    )
    assert len(picture.edges) == among > 0


def test_what_a_question_is_about_is_in_the_picture_of_its_answer(kg: KnowledgeGraph, scope: Scope) -> None:
    reply = kg.answer("F5", company="ChemRar")
    picture = scope.answer(reply)
    chemrar = kg.find_one("ChemRar")
    assert chemrar not in reply.column("partner")
    assert [picture.nodes[number].entity for number in picture.focus] == [chemrar]


def test_an_answer_says_its_rows_its_values_and_what_is_no_mark(kg: KnowledgeGraph, scope: Scope) -> None:
    reply = kg.answer("E1", since="2024-01-01")
    first, left_out, *others = scope.answer(reply).notes
    assert first.en.startswith(f"Rows of the answer: {len(reply.rows)}.")
    assert "pharmagraph ask E1 --since 2024-01-01 --until" in first.en
    named = {one.iri for row in reply.rows for cell in row.cells for one in entities_of(cell)}
    outside = sum(kg.snapshot.number(iri) < 0 for iri in named)
    assert left_out.en.endswith(f": {outside}")
    assert tuple(others) == (*(Words(f"The data lack: {one.en}", f"В данных нет: {one.ru}") for one in reply.missing),
                             *reply.notes)  # fmt: skip


def test_an_answer_that_the_data_lack_is_a_picture_without_marks_that_says_so(
    kg: KnowledgeGraph, scope: Scope
) -> None:
    picture = scope.answer(kg.answer("C1"))
    assert picture.nodes == picture.edges == ()
    assert any(note.en.startswith("The data lack: ") for note in picture.notes)
    texts = [part.text for part in draw(picture).parts if isinstance(part, Text)]
    assert any(text.startswith("The data lack: ") for text in texts)


def entities_of(cell: object) -> list[Entity]:
    if isinstance(cell, tuple):
        return [one for part in cell for one in entities_of(part)]
    return [cell] if isinstance(cell, Entity) else []
