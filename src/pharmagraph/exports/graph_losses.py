"""What each format cannot hold, in both languages; a format that is not named loses nothing."""

from __future__ import annotations

from typing import Final

from pharmagraph.model import Words

_XML: Final = Words(
    "lists are one text joined by |; characters that XML has no place for become \ufffd, "
    "and every end of a line is a line feed",
    "списки склеены знаком |; недопустимые в XML знаки заменены на \ufffd, все концы строк одинаковы",
)
_NOTHING_OF_THE_WHOLE: Final = Words(
    "nothing is told of the network as a whole, nor that ties of actors and organisations have no direction",
    "о сети в целом не сказано ничего, как и о том, что у связей actors и organisations нет направления",
)


def _also(first: Words, en: str, ru: str) -> Words:
    return Words(f"{first.en}; {en}", f"{first.ru}; {ru}")


LOSSES: Final[dict[str, Words]] = {
    "ttl": Words(
        "who says what: statements are merged, retracted ones left out; trig, nq and jsonld keep both",
        "кто что говорит: утверждения слиты, отозванные опущены; trig, nq и jsonld хранят и то и другое",
    ),
    "graphml": _XML,
    "gexf": _also(
        _XML,
        "titles and addresses of sources are left out, their ids are kept; of the network as a whole only "
        "its name and day are told",
        "названия и адреса источников опущены, их id сохранены; о сети в целом сказаны только имя и день",
    ),
    "kgx": _also(
        _NOTHING_OF_THE_WHOLE,
        "empty fields are left out; of sources there are ids and addresses, no titles; kinds and relations "
        "become Biolink's where there is one, our own words stand beside them",
        "пустые поля опущены; об источниках сказаны id и адреса, не названия; виды и связи переведены в "
        "термины Biolink, наши слова стоят рядом",
    ),
    "ftm": Words(
        "only organisations, persons and the ties between them: targets and medicines have no schema there; "
        "inferred ties are left out, and of the others strength, cost, confidence, certainty, layer, group "
        "and, in an unknown link, direction; so are IRIs (ids are kept), the language of a name, and all "
        "that is told of the network as a whole",
        "только организации, персоны и связи между ними: для мишеней и препаратов там нет схем; выведенные "
        "связи опущены, у остальных — сила, стоимость, уверенность, достоверность, слой, группа и, в связи "
        "неизвестного вида, направление; опущены IRI (id сохранены), язык имени и всё, что сказано о сети в "
        "целом",
    ),
    "neo4j-csv": _also(
        _NOTHING_OF_THE_WHOLE,
        "titles and addresses of sources are left out, their ids are kept, with %3B for a semicolon",
        "названия и адреса источников опущены, их id сохранены, точка с запятой в них записана как %3B",
    ),
    "xlsx": Words(
        "lists are one text joined by |; an empty text is an empty cell; numbers have sixteen digits",
        "списки склеены знаком |; пустой текст становится пустой ячейкой; у чисел шестнадцать знаков",
    ),
}
