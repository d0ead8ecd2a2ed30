"""The interval of a relation node that several sources date."""

from __future__ import annotations

from datetime import date

from pharmagraph.model import Literal, Validity
from pharmagraph.queries.described import Node
from pharmagraph.queries.validity import validity_of
from pharmagraph.vocab import ID, IRI, PG, XSD


def node(**days: list[str]) -> Node:
    told = {PG[name]: {Literal(day, XSD.date): set[IRI]() for day in some} for name, some in days.items()}
    return Node(ID.p1, dict(told))


def test_of_several_bounds_the_widest_count_for_possibly_and_the_narrowest_for_certainly() -> None:
    # one source: from 2019; another: from 2020 until the end of 2020, or of 2021
    found = validity_of(
        node(
            validFrom=["2020-01-01", "2019-01-01"],
            validFromLatest=["2019-12-31", "2020-12-31"],
            validToEarliest=["2021-01-01", "2021-06-01"],
            validTo=["2021-01-01", "2022-01-01"],
        )
    )
    assert found == Validity(
        start=date(2019, 1, 1),
        start_latest=date(2020, 12, 31),
        end_earliest=date(2021, 1, 1),
        end=date(2022, 1, 1),
    )


def test_confirmations_are_sorted_and_keep_how_finely_the_last_is_known() -> None:
    dated = node(lastConfirmed=["2025-06-01", "2023-01-01"])
    dated.values[PG.lastConfirmedText] = {Literal("2025-06"): set()}
    found = validity_of(dated)
    assert found.confirmed == (date(2023, 1, 1), date(2025, 6, 1))
    assert found.last_confirmed == "2025-06"


def test_an_undated_node_has_an_open_interval_and_what_is_no_date_is_passed_over() -> None:
    assert validity_of(node()) == Validity()
    assert validity_of(node(validFrom=["soon"])) == Validity()
