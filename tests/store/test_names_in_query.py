from __future__ import annotations

import pytest

from pharmagraph.errors import AmbiguousEntityError, LimitError
from pharmagraph.model import IRI
from pharmagraph.store.names_in_query import resolve


class Names:
    """A resolver that keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, name: str) -> IRI:
        self.asked.append(name)
        return IRI(f"urn:{len(self.asked)}")


@pytest.mark.parametrize(
    ("text", "resolved", "names"),
    [
        ("ASK { {{ChemRar}} ?p ?o }", "ASK { <urn:1> ?p ?o }", ["ChemRar"]),
        ("ASK {{{ChemRar}} ?p ?o}", "ASK {<urn:1> ?p ?o}", ["ChemRar"]),
        ("ASK { {{ Р-Фарм }} ?p {{PD-1}}}", "ASK { <urn:1> ?p <urn:2>}", ["Р-Фарм", "PD-1"]),
        ("ASK { {{O'Neil}} ?p 'it' }", "ASK { <urn:1> ?p 'it' }", ["O'Neil"]),
        ("ASK { {{«Химрар»}} ?p ?o }", "ASK { <urn:1> ?p ?o }", ["«Химрар»"]),
        ("ASK { VALUES ?x { {{A b}} {{C}} } }", "ASK { VALUES ?x { <urn:1> <urn:2> } }", ["A b", "C"]),
        ("ASK { {{id:chemrar}} ?p ?o }", "ASK { <urn:1> ?p ?o }", ["id:chemrar"]),
        ("ASK { {{ ?s ?p {{C}} }} }", "ASK { {{ ?s ?p <urn:1> }} }", ["C"]),
    ],
)
def test_names_become_iris(text: str, resolved: str, names: list[str]) -> None:
    asked = Names()
    assert resolve(text, asked) == resolved
    assert asked.asked == names


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p ?o }",
        "SELECT * {{ ?s ?p ?o }}",
        "SELECT * {{ id:a a pg:Drug }}",
        "SELECT * {{ ?s ?p ?o } UNION {{ ?s id:a ?o }}}",
        "SELECT * { ?s ?p '{{ChemRar}}' }",
        'SELECT * { ?s ?p """a " {{ChemRar}}""" }',
        "SELECT * { ?s ?p ?o # {{ChemRar}}\n}",
        "SELECT * {{}}",
        "SELECT * {{\n}}",
    ],
)
def test_other_braces_stay(text: str) -> None:
    asked = Names()
    assert resolve(text, asked) == text
    assert asked.asked == []


def test_only_names_in_code_are_resolved() -> None:
    text = "ASK { {{A}} ?p '{{B}}' # {{C}}\n}"
    assert resolve(text, Names()) == "ASK { <urn:1> ?p '{{B}}' # {{C}}\n}"


def test_an_ambiguous_name_fails_clearly() -> None:
    def ambiguous(name: str) -> IRI:
        raise AmbiguousEntityError(name, [("a", "A"), ("b", "B")])

    with pytest.raises(AmbiguousEntityError, match="ChemRar"):
        resolve("ASK { {{ChemRar}} ?p ?o }", ambiguous)


def test_what_a_resolver_gives_cannot_break_out() -> None:
    with pytest.raises(ValueError, match="absolute IRI"):
        resolve("ASK { {{x}} ?p ?o }", lambda _: IRI("urn:a> . SERVICE <urn:b"))


def test_an_overlong_text_is_not_looked_at() -> None:
    with pytest.raises(LimitError):
        resolve("ASK { {{x}} }" + " " * 70_000, Names())
