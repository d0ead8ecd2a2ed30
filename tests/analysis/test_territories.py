"""Does a territory cover a country: yes, no, or not known."""

from __future__ import annotations

from datetime import date

import pytest

from pharmagraph.analysis.territories import WORLD, Groups, Territory, covers, read_groups, read_territories
from pharmagraph.model import IRI, Literal, Statement, Validity
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.vocab import DCTERMS, GRAPH, ID, PG, PROV, RDF, SOURCE_GRAPH, XSD

DAY = date(2025, 6, 18)
COUNTRIES = [ID[name] for name in ("russia", "china", "japan", "kazakhstan", "brazil")]
ALWAYS = (Validity(),)
GROUPS = Groups(
    {
        ID["greater-china"]: {ID.china: ALWAYS},
        ID.asia: {ID.china: ALWAYS, ID.japan: ALWAYS, ID.kazakhstan: ALWAYS, ID.singapore: ALWAYS},
        ID.cis: {ID.russia: ALWAYS, ID.kazakhstan: ALWAYS},
        ID.brics: {ID.brazil: ALWAYS, ID.egypt: (Validity(date(2024, 1, 1)),)},
    }
)


def territory(includes: str = "", excludes: str = "", *, vague: bool = False) -> Territory:
    return Territory(
        frozenset(ID[one] for one in includes.split()), frozenset(ID[one] for one in excludes.split()), vague
    )


@pytest.mark.parametrize(
    ("words", "asked", "expected"),
    [
        ("world excluding Greater China", territory("world", "greater-china"), "y n y y y"),
        (
            "world excluding Asia, but with Japan and Singapore",
            territory("world japan singapore", "asia"),
            "y n y n y",
        ),
        ("Russia and others", territory("russia", vague=True), "y ? ? ? ?"),
        ("Russia and CIS", territory("russia cis"), "y n n y n"),
        ("Western markets", territory(vague=True), "? ? ? ? ?"),
        ("India", territory("india"), "n n n n n"),
    ],
)
def test_the_five_countries(words: str, asked: Territory, expected: str) -> None:
    said = {"yes": "y", "no": "n", "not known": "?"}
    assert " ".join(said[covers(asked, one, DAY, GROUPS)] for one in COUNTRIES) == expected, words


def test_a_group_counts_with_its_members_of_the_day() -> None:
    brics = territory("brics")
    assert covers(brics, ID.egypt, date(2023, 12, 31), GROUPS) == "no"
    assert covers(brics, ID.egypt, date(2024, 1, 1), GROUPS) == "yes"


def test_at_one_level_an_exclusion_wins_and_the_country_itself_beats_its_group() -> None:
    assert covers(territory("asia", "greater-china"), ID.china, DAY, GROUPS) == "no"
    assert covers(territory("russia", "russia"), ID.russia, DAY, GROUPS) == "no"
    assert covers(territory("world", "world"), ID.russia, DAY, GROUPS) == "no"
    assert covers(territory("china", "asia"), ID.china, DAY, GROUPS) == "yes"


def test_an_unsettled_membership_is_not_known_from_its_first_day_on() -> None:
    since_2024 = (Validity(date(2024, 1, 1)),)
    groups = Groups({}, {ID.brics: {ID["saudi-arabia"]: since_2024}})
    assert groups.has(ID.brics, ID["saudi-arabia"], date(2010, 1, 1)) == "no"
    assert groups.has(ID.brics, ID["saudi-arabia"], date(2023, 12, 31)) == "no"
    assert covers(territory("brics"), ID["saudi-arabia"], DAY, groups) == "not known"
    assert covers(territory("world", "brics"), ID["saudi-arabia"], DAY, groups) == "not known"
    assert ID.world == WORLD


def test_territories_and_groups_are_read_from_a_store() -> None:
    def line(subject: IRI, predicate: IRI, value: IRI) -> Statement:
        return Statement(subject, predicate, value, SOURCE_GRAPH["s"])

    statements = [
        line(ID.t, RDF.type, PG.Territory),
        line(ID.t, PG.includes, ID.cis),
        line(ID.t, PG.vagueness, PG["vagueness-none"]),
        line(ID.m, RDF.type, PG.GroupMembership),
        line(ID.m, PG.group, ID.cis),
        line(ID.m, PG.groupMember, ID.russia),
        line(ID.n, RDF.type, PG.GroupMembership),
        line(ID.n, PG.group, ID.cis),
        line(ID.n, PG.groupMember, ID.ukraine),
        line(ID.n, PG.relationStatus, PG["relation-status-unknown"]),
        Statement(SOURCE_GRAPH["s"], PROV.wasDerivedFrom, ID.s, GRAPH["catalogue"]),
        Statement(ID.s, DCTERMS.issued, Literal("2024-01-01", XSD.date), GRAPH["catalogue"]),
    ]
    with EmbeddedStore.in_memory(statements) as store:
        groups = read_groups(store)
        read = read_territories(store, [ID.t, ID.nowhere])
    assert covers(read[ID.t], ID.russia, DAY, groups) == "yes"
    # no start is stated: unsettled since the source that tells of it, and before that no member
    assert covers(read[ID.t], ID.ukraine, DAY, groups) == "not known"
    assert covers(read[ID.t], ID.ukraine, date(2023, 12, 31), groups) == "no"
    assert covers(read[ID.t], ID.brazil, DAY, groups) == "no"
    assert covers(read[ID.nowhere], ID.russia, DAY, groups) == "not known"
