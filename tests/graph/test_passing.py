from __future__ import annotations

from pharmagraph.graph.passing import Both, Passing


def run(automaton: Passing | Both, nodes: list[int]) -> bool:
    states = set(automaton.begin(nodes[0]))
    for node in nodes[1:]:
        states = {after for state in states for after in automaton.follow(state, 0, node)}
    return any(map(automaton.accepts, states))


def test_every_node_must_be_passed_in_any_order() -> None:
    both = Passing((5, 7))
    assert run(both, [1, 5, 7, 2])
    assert run(both, [7, 3, 5])
    assert not run(both, [1, 5, 2])


def test_two_restrictions_at_once() -> None:
    both = Both(Passing((5,)), Passing((7,)))
    assert both.n_states == 4
    assert run(both, [1, 7, 5])
    assert not run(both, [1, 7, 2])
    assert not run(both, [1, 5, 2])
