"""The fixed words of the pages, in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from reading import Lang

OTHER: Final[dict[Lang, Lang]] = {"en": "ru", "ru": "en"}

WORDS: Final[dict[str, tuple[str, str]]] = {
    # diagrams
    "anything": ("anything", "что угодно"),
    "or": ("or", "или"),
    "value": ("value", "значение"),
    "boolean": ("yes or no", "да или нет"),
    "date": ("day", "день"),
    "decimal": ("number", "число"),
    "integer": ("whole number", "целое число"),
    "string": ("text", "текст"),
    "status": ("status", "статус"),
    "dates": ("beginning and end, in bounds", "начало и конец, в границах"),
    "graphs": ("sources: its named graphs", "источники: именованные графы"),
    "optional": ("may be missing", "может отсутствовать"),
    "required": ("must be there", "обязательно"),
    "derived": ("derived by a rule", "выводится правилом"),
    "thing": ("thing", "объект"),
    "concept": ("concept of a scheme", "понятие из схемы"),
    "relation": ("relation", "связь"),
    "legend": ("Key to the diagrams", "Условные обозначения"),
    # pages
    "language": ("По-русски", "In English"),
    "contents": ("Contents", "Содержание"),
    "version": ("Version", "Версия"),
    "licence": ("Licence", "Лицензия"),
    "namespace": ("Namespace", "Пространство имён"),
    "reading": ("How to read this page", "Как читать эту страницу"),
    "patterns": ("Relations that are things of their own", "Связи как самостоятельные объекты"),
    "classes": ("Classes", "Классы"),
    "object": ("Properties between things", "Свойства между объектами"),
    "data": ("Properties with values", "Свойства со значениями"),
    "annotation": ("Properties about terms", "Свойства самих терминов"),
    "schemes": ("Concept schemes", "Схемы понятий"),
    "external": ("Terms of other vocabularies in use", "Используемые термины других словарей"),
    "rules": ("Derivation rules", "Правила вывода"),
    "checks": ("Checks", "Проверки"),
    "superclasses": ("Kind of", "Частный случай"),
    "subclasses": ("Kinds", "Частные случаи"),
    "superproperties": ("Narrower than", "Уточняет"),
    "domain": ("From", "От"),
    "range": ("To", "К"),
    "values": ("Values from", "Значения из"),
    "inverse": ("Inverse", "Обратное"),
    "backwards": ("Read backwards", "В обратную сторону"),
    "traits": ("Traits", "Характеристики"),
    "once": ("one value per source", "одно значение в источнике"),
    "chain": ("Follows from the chain", "Следует из цепочки"),
    "rule": ("Rule", "Правило"),
    "used_on": ("Properties", "Свойства"),
    "used_as": ("Value of", "Значение свойств"),
    "matches": ("Elsewhere", "В других словарях"),
    "prefix": ("Prefix of the concepts", "Префикс понятий"),
    "notation": ("In the tables", "В таблицах"),
    "name": ("Name", "Название"),
    "definition": ("Definition", "Определение"),
    "error": ("error", "ошибка"),
    "warning": ("warning", "предупреждение"),
    "exactMatch": ("the same", "то же"),
    "closeMatch": ("close", "близко"),
    "broadMatch": ("broader", "шире"),
    "narrowMatch": ("narrower", "уже"),
    "relatedMatch": ("related", "смежно"),
    "see_parent": ("Roles besides", "Прочие роли"),
    "shortcuts": ("Shortcuts", "Короткие связи"),
    "drawing": ("Drawing", "Чертёж"),
    # rules
    "why": ("Why", "Зачем"),
    "unless": ("When it does not fire", "Когда не срабатывает"),
    "live": (
        "Not from a relation that is only announced or agreed, or that was halted or has ended.",
        "По связи, которая лишь объявлена или согласована либо остановлена или прекращена.",
    ),
    "writes": ("Writes", "Записывает"),
    "rests_on": ("Rests on", "Опирается на"),
    "given": ("From", "Из"),
    "gives": ("follows", "следует"),
    "remark": ("Remark", "Примечание"),
}


def prose(name: str) -> str:
    """A longer text, kept in a file of its own beside this module."""
    return (Path(__file__).parent / "texts" / name).read_text(encoding="utf-8")


def word(key: str, lang: Lang) -> str:
    """A fixed word or sentence in a language."""
    return WORDS[key][lang == "ru"]
