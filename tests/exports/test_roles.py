from __future__ import annotations

from pharmagraph.exports.roles import role_order, role_words, seat_words
from pharmagraph.model import Words
from pharmagraph.vocab import DCTERMS, ORG, PG

LABEL = Words("the label", "название")


def test_a_role_is_named_for_one_and_for_several() -> None:
    assert role_words(PG.signatory, LABEL, 1, "en") == "signatory"
    assert role_words(PG.signatory, LABEL, 3, "en") == "signatories"
    assert role_words(PG.signatory, LABEL, 3, "ru") == "подписанты"
    assert role_words(PG.anotherRole, LABEL, 3, "ru") == "название"


def test_what_the_seat_implies_goes_without_saying() -> None:
    assert role_words(ORG.organization, LABEL, 1, "en", seen_from=ORG.member) == ""
    assert role_words(ORG.organization, LABEL, 1, "en", seen_from=PG.party) == "organisation"


def test_the_seats_of_an_entity_are_told_apart() -> None:
    assert seat_words(ORG.organization, LABEL, "en") == "within it"
    assert seat_words(PG.licensee, LABEL, "en") == "as licensee"
    assert seat_words(PG.licensee, LABEL, "ru") == "в роли: лицензиат"
    assert seat_words(None, Words(), "en") == "agreements behind these"


def test_who_takes_part_stands_before_what_qualifies() -> None:
    roles = [DCTERMS.isPartOf, PG.territory, PG.concernsAsset, PG.signatory]
    assert sorted(roles, key=role_order) == [PG.signatory, PG.concernsAsset, PG.territory, DCTERMS.isPartOf]
