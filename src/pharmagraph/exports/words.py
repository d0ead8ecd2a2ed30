"""The short words of answers in both languages: kinds of entities, reasons of a match, layers of ties."""

from __future__ import annotations

from typing import Final

from pharmagraph.model import Words

KINDS: Final[dict[str, Words]] = {
    "company": Words("company", "компания"),
    "government-body": Words("government body", "орган власти"),
    "regulator": Words("regulator", "регулятор"),
    "international-body": Words("international body", "международная организация"),
    "coordination-body": Words("coordination body", "координационный орган"),
    "development-institution": Words("development institution", "институт развития"),
    "research-organisation": Words("research organisation", "научная организация"),
    "association": Words("association", "ассоциация"),
    "organisation": Words("organisation", "организация"),
    "undisclosed-party": Words("undisclosed party", "неназванная сторона"),
    "person": Words("person", "персона"),
    "country": Words("country", "страна"),
    "country-group": Words("country group", "группа стран"),
    "territory": Words("territory", "территория"),
    "target": Words("target", "биомишень"),
    "drug": Words("drug", "лекарственное вещество"),
    "asset-basket": Words("basket of assets", "набор активов"),
    "product": Words("product", "препарат"),
    "disease": Words("disease", "заболевание"),
    "technology": Words("technology", "технология"),
    "programme": Words("programme", "проект разработки"),
    "instrument": Words("policy instrument", "инструмент политики"),
    "event": Words("event", "мероприятие"),
    "statement": Words("statement", "высказывание"),
    "source": Words("source", "источник"),
    "deal": Words("deal", "сделка"),
    "partnership": Words("partnership", "партнёрство"),
    "post": Words("post", "должность"),
    "legal-act": Words("legal act", "правовой акт"),
    "thing": Words("thing", "объект"),
}
"""What ``find --kind`` takes, as it is said; a kind of a user's own data is said as it is written."""

REASONS: Final[dict[str, Words]] = {
    "id": Words("id", "id"),
    "identifier": Words("identifier", "идентификатор"),
    "symbol": Words("symbol", "символ"),
    "preferred-label": Words("name", "название"),
    "folded-label": Words("name, written otherwise", "название в другом написании"),
    "alias": Words("other name", "другое название"),
    "folded-alias": Words("other name, written otherwise", "другое название в другом написании"),
    "part-of-name": Words("part of the name", "часть названия"),
    "legal-form": Words("name without the legal form", "название без правовой формы"),
    "transliteration": Words("name in the other script", "название в другой графике"),
    "hidden-label": Words("weak name", "слабое название"),
    "folded-id": Words("like the id", "похоже на id"),
    "words": Words("words of the name", "слова названия"),
    "beginning": Words("beginning of the name", "начало названия"),
    "fuzzy": Words("looks like", "похоже на"),
    "mention": Words("mentions", "упоминает"),
    "keyboard-layout": Words("typed in the other keyboard layout", "набрано в другой раскладке"),
    "look-alike-letters": Words("typed with look-alike letters", "набрано похожими буквами"),
    "product": Words("product of it", "препарат этого вещества"),
    "substance": Words("substance of it", "вещество этого препарата"),
}
"""Why an entity answers to a text (``Match.reason``), as it is said."""

STATUSES: Final[dict[str, Words]] = {
    "announced": Words("announced", "объявлено"),
    "agreed": Words("agreed", "согласовано"),
    "in-force": Words("in force", "действует"),
    "completed": Words("completed", "исполнено"),
    "halted": Words("halted", "остановлено"),
    "ended": Words("ended", "прекращено"),
    "unknown": Words("status unknown", "статус неизвестен"),
}
CONFIDENCES: Final[dict[str, Words]] = {
    "high": Words("high", "высокая"),
    "medium": Words("medium", "средняя"),
    "low": Words("low", "низкая"),
    "unverified": Words("unverified", "не проверено"),
}


def kind_words(kind: str) -> Words:
    """A kind as it is said."""
    return KINDS.get(kind) or Words(kind.replace("-", " "), kind)


def status_words(status: str) -> Words:
    """The status of a relation as it is said."""
    return STATUSES.get(status) or Words(status)


def confidence_words(confidence: str) -> Words:
    """A confidence as it is said."""
    return CONFIDENCES.get(confidence) or Words(confidence)


def capital(text: str) -> str:
    """The text with a capital at its start, as a sentence or heading has."""
    return text[:1].upper() + text[1:]
