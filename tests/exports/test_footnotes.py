from __future__ import annotations

from pharmagraph.exports.footnotes import Footnotes
from pharmagraph.model import SourceRef


def test_sources_are_numbered_in_the_order_in_which_they_are_leant_on() -> None:
    notes = Footnotes({"b": SourceRef("b", "Second letter")})
    assert notes.marks(["b"]) == "[1]"
    assert notes.marks(["b", "a"]) == "[1][2]"
    assert notes.marks([]) == ""
    assert [source.title for source in notes.listed] == ["Second letter", "a"]  # "a" is in no catalogue
