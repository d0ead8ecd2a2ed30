"""What stands in a relation, in plain words: the names of roles where there is one or several, and seats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pharmagraph.model import Words
from pharmagraph.vocab import DCTERMS, ORG, PG

if TYPE_CHECKING:
    from pharmagraph.model import IRI, Lang

_ROLES: Final[dict[IRI, tuple[str, str, str, str]]] = {
    ORG.member: ("member", "members", "участник", "участники"),
    ORG.organization: ("organisation", "organisations", "организация", "организации"),
    PG.approvalSponsor: ("sponsor", "sponsors", "заявитель", "заявители"),
    PG.body: ("responsible", "responsible", "ответственный орган", "ответственные органы"),
    PG.concernsAsset: ("asset", "assets", "актив", "активы"),
    PG.disease: ("disease", "diseases", "заболевание", "заболевания"),
    PG.drug: ("drug", "drugs", "лекарство", "лекарства"),
    PG.educator: ("educating party", "educating parties", "обучающая сторона", "обучающие стороны"),
    PG.functionConcept: ("function", "functions", "функция", "функции"),
    PG.funder: ("funder", "funders", "финансирует", "финансируют"),
    PG.inEvent: ("event", "events", "мероприятие", "мероприятия"),
    PG.inProgramme: ("programme", "programmes", "проект", "проекты"),
    PG.instrument: ("instrument", "instruments", "инструмент", "инструменты"),
    PG.legalBasis: ("legal basis", "legal basis", "правовое основание", "правовые основания"),
    PG.licensedAsset: ("asset", "assets", "предмет лицензии", "предмет лицензии"),
    PG.licensee: ("licensee", "licensees", "лицензиат", "лицензиаты"),
    PG.licensor: ("licensor", "licensors", "лицензиар", "лицензиары"),
    PG.makesProduct: ("product", "products", "производится", "производятся"),
    PG.onBehalfOf: ("for", "for", "от имени", "от имени"),
    PG.ownedEntity: ("owns", "owns", "объект владения", "объекты владения"),
    PG.owner: ("owner", "owners", "владелец", "владельцы"),
    PG.participant: ("participant", "participants", "участник", "участники"),
    PG.party: ("party", "parties", "сторона", "стороны"),
    PG.provider: ("provider", "providers", "исполнитель", "исполнители"),
    PG.recipient: ("recipient", "recipients", "получатель", "получатели"),
    PG.registeredProduct: ("product", "products", "препарат", "препараты"),
    PG.rightsHolder: ("holder", "holders", "правообладатель", "правообладатели"),
    PG.rightsOver: ("drug", "drugs", "лекарство", "лекарства"),
    PG.seller: ("seller", "sellers", "продавец", "продавцы"),
    PG.signatory: ("signatory", "signatories", "подписант", "подписанты"),
    PG.supportingParty: (
        "supporting party", "supporting parties", "поддерживающая сторона", "поддерживающие стороны",
    ),
    PG.target: ("target", "targets", "мишень", "мишени"),
    PG.territory: ("territory", "territories", "территория", "территории"),
    PG.underInstrument: ("under", "under", "инструмент", "инструменты"),
}  # fmt: skip
"""Role → its name for one and for several, in English and Russian; other roles have the ontology's label."""

_SEATS: Final[dict[IRI, Words]] = {
    ORG.member: Words("in other organisations", "в других организациях"),
    ORG.organization: Words("within it", "внутри организации"),
    PG.affectedParty: Words("concerning it", "в отношении неё"),
    PG.authority: Words("as the authority", "как орган"),
    PG.concernsAsset: Words("about it", "о нём"),
    PG.grantedBy: Words("granted by it", "выданные ею"),
    PG.inEvent: Words("in it", "на нём"),
    PG.jurisdiction: Words("valid there", "действующие там"),
    PG.onBehalfOf: Words("through others", "через других"),
    PG.ownedEntity: Words("its owners", "её владельцы"),
    PG.owner: Words("what it owns", "чем владеет"),
    PG.participant: Words("itself", "лично"),
    PG.rightsOver: Words("to it", "на него"),
    PG.territory: Words("as the territory", "как территория"),
}
"""Seat of an entity → what its relations of one kind are called where it sits in several seats."""

_GOES_WITHOUT_SAYING: Final = {
    (ORG.member, ORG.organization),
    (ORG.organization, ORG.member),
    (PG.developer, PG.ofProgramme),
    (PG.disease, PG.drug),
    (PG.drug, PG.disease),
    (PG.drug, PG.target),
    (PG.target, PG.drug),
    (PG.grantedBy, PG.registeredProduct),
    (PG.jurisdiction, PG.registeredProduct),
    (PG.group, PG.groupMember),
    (PG.groupMember, PG.group),
    (PG.inEvent, PG.participant),
    (PG.onBehalfOf, PG.inEvent),
    (PG.participant, PG.inEvent),
    (PG.rightsHolder, PG.rightsOver),
}
"""Seat and role: whoever fills the role is told without its name, which the seat implies."""

_LAST: Final = (
    PG.grantedBy,
    PG.jurisdiction,
    PG.licensedAsset,
    PG.concernsAsset,
    PG.inProgramme,
    PG.legalBasis,
    PG.underInstrument,
    PG.territory,
)
"""Roles that only qualify a relation, told after those who stand in it."""

_WHOLE: Final = Words("agreements behind these", "соглашения, частью которых они являются")


def role_words(role: IRI, label: Words, count: int, lang: Lang, *, seen_from: IRI | None = None) -> str:
    """What those are called who fill a role; ``label`` is the ontology's name for it.

    Empty where it goes without saying from the seat ``seen_from``.
    """
    if (seen_from, role) in _GOES_WITHOUT_SAYING:
        return ""
    known = _ROLES.get(role)
    if known is None:
        return label.text(lang)
    return known[(2 if lang == "ru" else 0) + (count > 1)]


def seat_words(role: IRI | None, label: Words, lang: Lang) -> str:
    """What the relations are called in which an entity has a role, beside those in which it has another."""
    if role is None:
        return _WHOLE.text(lang)
    known = _SEATS.get(role)
    if known is not None:
        return known.text(lang)
    word = role_words(role, label, 1, lang)
    return f"в роли: {word}" if lang == "ru" else f"as {word}"


def role_order(role: IRI) -> int:
    """Who stands in a relation first, then what qualifies it, then what it is part of."""
    if role == DCTERMS.isPartOf:
        return len(_LAST) + 1
    return _LAST.index(role) + 1 if role in _LAST else 0
