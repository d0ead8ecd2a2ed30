from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from pharmagraph.store.complaints import syntax_error

if TYPE_CHECKING:
    from pharmagraph.errors import QuerySyntaxError


def complaint(query: str) -> QuerySyntaxError:
    with pytest.raises(SyntaxError) as caught:
        ox.Store().query(query)
    return syntax_error(str(caught.value), query)


def test_the_place_is_where_the_mistake_starts() -> None:
    # the engine itself says 1:29, behind the word
    error = complaint("SELECT * { ?s ?p ?o OPTIONL { ?s ?p ?x } }")
    assert (error.line, error.column) == (1, 21)
    assert "'OPTIONL' does not fit here" in str(error)
    assert error.excerpt.endswith("\n" + " " * 20 + "^")


def test_an_early_end_is_called_that() -> None:
    error = complaint("SELECT * WHERE {\n  ?s ?p ?o\n")
    assert "ends too early" in error.reason


def test_an_undeclared_prefix_is_named() -> None:
    error = complaint("PREFIX a: <urn:a>\nASK { a:x foo:y pg:z }")
    assert (error.line, error.column) == (2, 11)
    assert error.reason == "the prefix foo: is not declared"


def test_what_only_the_engine_knows_is_kept() -> None:
    error = complaint("SELECT ?z (COUNT(?y) AS ?n) WHERE { ?x ?p ?y }")
    assert error.reason == "The SELECT contains a variable that is unbound"
    assert error.line is None


def test_a_complaint_without_a_place() -> None:
    assert syntax_error("no place", "ASK {}").reason == "no place"
