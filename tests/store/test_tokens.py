from __future__ import annotations

import pytest

from pharmagraph.store.tokens import excerpt, place, scan


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in scan(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT ?x", [("word", "SELECT"), ("variable", "?x")]),
        ("# a comment { \n}", [("close", "}")]),
        ("'it # is' \"a { b\"", [("string", "'it # is'"), ("string", '"a { b"')]),
        ('"""a "quoted" \\" { """', [("string", '"""a "quoted" \\" { """')]),
        ("'''it's'''", [("string", "'''it's'''")]),
        ('""', [("string", '""')]),
        ("<urn:a#b(c)>", [("iri", "<urn:a#b(c)>")]),
        ("?a < 2 > 1", [("variable", "?a"), ("mark", "<"), ("number", "2"), ("mark", ">"), ("number", "1")]),
        ("pg:validFrom.", [("name", "pg:validFrom"), ("mark", ".")]),
        ("id:a.b :c _:d", [("name", "id:a.b"), ("name", ":c"), ("blank", "_:d")]),
        ("'x'@en-GB", [("string", "'x'"), ("language", "@en-GB")]),
        ("1.5e3SERVICE", [("number", "1.5e3"), ("word", "SERVICE")]),
        ("'open", [("mark", "'"), ("word", "open")]),
    ],
)  # fmt: skip
def test_tokens(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


def test_a_text_full_of_open_quotes_is_cut_quickly() -> None:
    assert len(list(scan("'''" * 20_000 + '"' * 20_001))) > 0


def test_place_counts_from_one() -> None:
    assert place("ab\ncd", 0) == (1, 1)
    assert place("ab\ncd", 4) == (2, 2)


def test_a_long_line_is_cut_around_the_place() -> None:
    line, mark = excerpt("first\n" + "a" * 200 + "!" + "b" * 200, 206).split("\n")
    assert len(line) == 78
    assert line[mark.index("^")] == "!"
