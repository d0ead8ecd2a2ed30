from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharmagraph.errors import LimitError
from pharmagraph.model import IRI, BlankNode, Literal, Term
from pharmagraph.store import skolem

Triple = tuple[IRI | BlankNode, IRI, Term]
P, Q = IRI("urn:p"), IRI("urn:q")


def b(number: int | str) -> BlankNode:
    return BlankNode(f"b{number}")


def named(triples: list[Triple]) -> set[tuple[str, str, str]]:
    """The triples with every blank node replaced by its name."""
    names = skolem.names(triples)

    def text(term: Term) -> str:
        return f"named {names[term]}" if isinstance(term, BlankNode) else repr(term)

    return {(text(subject), predicate, text(object_)) for subject, predicate, object_ in triples}


def shuffled(triples: list[Triple], seed: int) -> list[Triple]:
    """The same graph under other labels and in another order."""
    chance = random.Random(seed)
    nodes = sorted({term for s, _, o in triples for term in (s, o) if isinstance(term, BlankNode)})
    other = dict(
        zip(nodes, chance.sample([BlankNode(f"x{n}") for n in range(len(nodes))], len(nodes)), strict=True)
    )
    renamed: list[Triple] = [
        (other[s] if isinstance(s, BlankNode) else s, p, other[o] if isinstance(o, BlankNode) else o)
        for s, p, o in triples
    ]
    return chance.sample(renamed, len(renamed))


NODES = st.integers(0, 5).map(b)
TRIPLES = st.lists(
    st.tuples(
        st.one_of(NODES, NODES, st.just(IRI("urn:a"))),
        st.sampled_from([P, Q]),
        st.one_of(NODES, NODES, st.just(Literal("x"))),
    ),
    max_size=10,
)


@given(TRIPLES, st.integers(0, 1000))
def test_names_do_not_depend_on_labels_or_order(triples: list[Triple], seed: int) -> None:
    assert named(triples) == named(shuffled(triples, seed))


@given(TRIPLES)
def test_joined_nodes_get_names_of_their_own(triples: list[Triple]) -> None:
    hub: list[Triple] = [(b("hub"), IRI("urn:hub"), b(number)) for number in range(6)]
    names = skolem.names(hub + triples)
    assert len(set(names.values())) == len(names) == 7


def test_what_is_said_elsewhere_does_not_matter() -> None:
    about: list[Triple] = [(b(1), P, Literal("x")), (IRI("urn:a"), Q, b(1))]
    more: list[Triple] = [(b(2), P, Literal("y")), (IRI("urn:a"), P, Literal("z"))]
    assert skolem.names(about)[b(1)] == skolem.names(about + more)[b(1)]


def test_a_node_is_known_by_what_is_said_of_it() -> None:
    one, other, same = (skolem.names([(b(1), P, Literal(text))])[b(1)] for text in ("x", "y", "x"))
    assert one == same != other


def test_the_same_said_twice_is_one_node() -> None:
    names = skolem.names([(b(1), P, Literal("x")), (b(2), P, Literal("x"))])
    assert names[b(1)] == names[b(2)]


def test_two_triangles_are_no_hexagon() -> None:
    # every node has the same neighbours by colour, so colours alone cannot tell the two drawings apart
    hub: list[Triple] = [(b("hub"), Q, b(n)) for n in range(6)]
    hexagon = hub + [(b(n), P, b((n + 1) % 6)) for n in range(6)]
    triangles = hub + [(b(n), P, b((n + 1) % 3 + n // 3 * 3)) for n in range(6)]
    assert not set(skolem.names(hexagon).values()) & set(skolem.names(triangles).values())
    assert named(hexagon) == named(shuffled(hexagon, 1))


def test_a_circle_of_one() -> None:
    names = skolem.names([(b(1), P, b(1)), (b(2), P, b(3)), (b(3), P, b(2))])
    assert len(set(names.values())) == 3


@pytest.mark.parametrize(
    "triples",
    [
        [(b(n), P, b(n + 1)) for n in range(5000)],
        [(b("hub"), P, b(n)) for n in range(2000)],
        [(b(n), P, b(f"{n}-{m}")) for n in range(100) for m in range(3)]
        + [(b("r"), P, b(n)) for n in range(100)],
    ],
    ids=["long chain", "many twins", "like branches"],
)
def test_large_groups_are_named_quickly(triples: list[Triple]) -> None:
    names = skolem.names(triples)
    assert len(set(names.values())) == len(names)


def test_what_cannot_be_told_apart_in_time_is_refused() -> None:
    everyone: list[Triple] = [(b(n), P, b(m)) for n in range(14) for m in range(14) if n != m]
    with pytest.raises(LimitError, match="give them IRIs"):
        skolem.names(everyone)
