from __future__ import annotations

from datetime import date

from tests.graph.drawing import iri, snapshot, tie

from pharmagraph.graph.actors import ties_of
from pharmagraph.graph.certainty import Certainty
from pharmagraph.graph.counterfactual import with_tie
from pharmagraph.graph.network import to_networkx
from pharmagraph.graph.options import PathOptions
from pharmagraph.graph.paths import find_paths
from pharmagraph.model import SourceRef

CATALOGUE = {
    "news": SourceRef("news", "News", date="2012"),
    "book": SourceRef("book", "Book", date="2009-05"),
    "note": SourceRef("note", "Note"),
}
TIES = [
    tie("alfa", "partner-of", "beta", via="p1"),  # no date at all
    tie("alfa", "funds", "beta", via="f1", begun=date(2008, 1, 1), confirmed=(date(2030, 1, 1),)),
    tie("beta", "funds", "gamma", via="f2", confirmed=(date(2020, 1, 1),), sources=("book",)),
    tie("gamma", "develops", "mab", via="d1", begun=date(2006, 1, 1), sources=("note",)),
    tie("mab", "modulates", "gene"),
]
WORLD = snapshot(TIES, {"mab": "drug", "gene": "target"}, as_of=date(2025, 1, 1))


def of_path(end: str, day: date) -> Certainty:
    (path,) = find_paths(WORLD, iri("alfa"), iri(end), PathOptions(as_of=day)).paths
    return Certainty.of_hops(path.hops, day.isoformat(), CATALOGUE)


def test_of_the_ties_of_a_path_it_is_told_how_many_only_may_hold() -> None:
    # p1 undated; f1 from 2008, confirmed later: certain; f2 confirmed before; d1 not confirmed; mab acts for ever
    assert of_path("gene", date(2025, 1, 1)) == Certainty("2025-01-01", 5, 3, 1, "2006-01-01")
    assert of_path("beta", date(2025, 1, 1)) == Certainty("2025-01-01", 2, 1, 1, "2012")
    # a tie that stands on two routes is one tie
    path = find_paths(WORLD, iri("alfa"), iri("beta"), PathOptions()).paths[0]
    assert Certainty.of_hops([*path.hops, *path.hops], "2025-01-01", CATALOGUE).n_ties == 2


def test_a_day_before_all_evidence_is_noticed() -> None:
    # In 1990 f1 had not begun; p1 is told by a source of 2012, f2 by one of May 2009 and confirmed in 2020.
    early = of_path("gamma", date(1990, 1, 1))
    assert (early.n_ties, early.only_possible, early.oldest) == (2, 2, "2009-05")
    assert early.comes_first
    assert not of_path("gamma", date(2009, 6, 1)).comes_first
    assert not of_path("gene", date(2010, 1, 1)).comes_first  # d1 had begun
    assert not Certainty("", 1, 1, 1, "2012").comes_first
    assert not Certainty("1990-01-01", 3).comes_first  # nothing is in doubt


def test_of_a_network_only_its_own_ties_count_and_not_what_is_supposed() -> None:
    ties = ties_of(to_networkx(WORLD), "organisations")
    # p1 and f2 only may hold, f2 has a date: it was confirmed
    told = Certainty.of_network(ties, WORLD, CATALOGUE)
    assert told == Certainty("2025-01-01", 3, 2, 1, "2009-05")
    supposed = with_tie(ties, iri("alfa"), iri("gamma"))
    assert Certainty.of_network(supposed, WORLD, CATALOGUE) == told
