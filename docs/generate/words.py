"""The fixed words of the pages, in both languages."""

from __future__ import annotations

from typing import Final

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
    "see_parent": ("Roles besides", "Прочие роли"),
    "shortcuts": ("Shortcuts", "Короткие связи"),
    "roles": ("Roles", "Роли"),
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
INTRODUCTION: Final[tuple[str, str]] = (
    """<p>The ontology names what the graph of pharmagraph is made of: actors, policy, biotargets, drugs,
programmes, deals and statements. Every term has an anchor here, so a link to
<code>#OwnershipStake</code> leads to its definition; the mark ↔ leads to the same term in Russian.</p>
<p>A relation with a date, a role, a share or a stage is a thing of its own, drawn below as the box in the
middle. What a source says about it lies in the named graph of that source. Between the things it joins, a
rule draws a shortcut (dashed) that readers and the search for paths use; a shortcut is never in a source's
graph. Derived properties name their rule.</p>
<p>OWL says little on purpose: the profile is OWL 2 RL, a property has at most one domain, and days have no
datatype that a reasoner knows. What must be there, and what it must be, the <a href="#checks">checks</a> say.</p>""",
    """<p>Онтология называет то, из чего состоит граф pharmagraph: участников, политику, биомишени, лекарства,
проекты, сделки и утверждения. У каждого термина здесь есть якорь: ссылка на <code>#OwnershipStake</code> ведёт
к его определению, а знак ↔ — к тому же термину по-английски.</p>
<p>Связь, у которой есть дата, роль, доля или стадия, — самостоятельный объект; на схемах ниже это рамка
посередине. Сказанное о ней источником лежит в именованном графе этого источника. Между тем, что она
соединяет, правило проводит короткую связь (пунктир); ею пользуются читатели и поиск путей, и в граф источника она
не попадает. У выводимых свойств названо правило.</p>
<p>OWL намеренно немногословен: профиль OWL 2 RL, у свойства не больше одной области определения, а для дней нет
типа данных, известного машине вывода. Что обязательно и каким оно должно быть, говорят
<a href="#checks">проверки</a>.</p>""",
)


def word(key: str, lang: Lang) -> str:
    """A fixed word or sentence in a language."""
    return WORDS[key][lang == "ru"]
