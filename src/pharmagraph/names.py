"""Names in two scripts: their normal form, their folded form, and how they sound.

Three forms of a name, each coarser than the one before:

- ``normalise`` mends what a keyboard, a web page or a word processor did to a text;
- ``fold`` forgets case, accents, hyphens, spaces and look-alike letters;
- ``sound_keys`` forgets the script, so that Р-Фарм, R-Pharm and R-Farm meet.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import islice, product
from typing import Final
from typing import Literal as OneOf

Script = OneOf["cyrl", "latn"]

# --------------------------------------------------------------------------------- normal form

_PLAIN_SIGNS = str.maketrans(
    {
        **dict.fromkeys("«»„“”‟〝〞", '"'),
        **dict.fromkeys("‘’‚‛`´ʼʹʺ′″", "'"),
        **dict.fromkeys("‐‑‒–—―−⁃", "-"),
        **dict.fromkeys("™®©\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", None),
        **{chr(code): " " for code in (*range(0x20), *range(0x7F, 0xA0))},
    }
)


@lru_cache(maxsize=4096)
def normalise(text: str) -> str:
    """The text in NFKC with plain quotes, dashes and single spaces, without quotes around the whole.

    Example:
        >>> normalise("  «Химрар»® ")
        'Химрар'
    """
    plain = text.translate(_PLAIN_SIGNS)
    if not plain.isascii():  # NFKC would tear ´ into a space and an accent, and makes new ones of others
        plain = unicodedata.normalize("NFKC", plain).translate(_PLAIN_SIGNS)
    plain = " ".join(plain.split())
    while len(plain) > 1 and plain[0] == plain[-1] == '"' and plain.count('"') == 2:
        plain = plain[1:-1].strip()
    return plain


# ------------------------------------------------------------------------------------- folding


def _table(letters: str, spellings: str) -> dict[str, str]:
    return dict(zip(letters, spellings.split(), strict=True))


_GREEK: Final = _table(
    "αβγδεζηθικλμνξοπρσςτυφχψω",
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron "
    "pi rho sigma sigma tau upsilon phi chi psi omega",
)
_GREEK_AS_TYPED = str.maketrans("αβγδεκλμ", "abgdeklm")


class _FoldedSigns(dict[int, str]):
    """What folding makes of each sign, found out when the sign is first met."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        kept = "" if unicodedata.combining(sign) else sign if sign.isalnum() else " "
        self[code] = _GREEK.get(sign, kept)
        return self[code]


_FOLDED_SIGNS = _FoldedSigns(
    str.maketrans(
        {
            "'": "",
            "&": " and ",
            "ø": "o",
            "ł": "l",
            "đ": "d",
            "æ": "ae",
            "œ": "oe",
            "ı": "i",
            "ð": "d",
            "þ": "th",
        }
    )
)
_LATIN_TWINS = "abcehkmoptxy"
_CYRILLIC_TWINS = "авсенкмортху"
_TO_LATIN_TWIN = str.maketrans(_CYRILLIC_TWINS, _LATIN_TWINS)
_TO_CYRILLIC_TWIN = str.maketrans(_LATIN_TWINS, _CYRILLIC_TWINS)
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_SURELY_CYRILLIC = re.compile(f"(?![{_CYRILLIC_TWINS}])[\u0400-\u052f]")
_SURELY_LATIN = re.compile(f"(?![{_LATIN_TWINS}])[a-z]")


def fold(text: str) -> str:
    """The letters and digits alone: no case, accents, ё, hyphens, spaces or punctuation.

    Greek letters are spelt out, ``&`` is read as "and". A letter that slipped in from the other script
    because it looks the same takes the script of the rest. Folding twice changes nothing.

    Example:
        >>> fold("«Хим-Рар»"), fold("TNF-α"), fold("União Química")
        ('химрар', 'tnfalpha', 'uniaoquimica')
    """
    return _in_one_script("".join(_plain_words(text)))


def words(text: str) -> list[str]:
    """The folded words of a text, in order. Apostrophes do not part a word; hyphens do."""
    return [_in_one_script(word) for word in _plain_words(text)]


def _plain_words(text: str) -> list[str]:
    plain = normalise(text).casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", plain).casefold())
    return plain.translate(_FOLDED_SIGNS).split()


def _in_one_script(folded: str) -> str:
    """``folded`` with look-alike letters in the script of its unmistakable ones, if that is one script."""
    cyrillic, latin = _SURELY_CYRILLIC.search(folded), _SURELY_LATIN.search(folded)
    if bool(latin) == bool(cyrillic):
        return folded
    return folded.translate(_TO_LATIN_TWIN if latin else _TO_CYRILLIC_TWIN)


def is_cyrillic(text: str) -> bool:
    """Whether the text has at least one Cyrillic letter."""
    return _CYRILLIC.search(text) is not None


def is_code(text: str) -> bool:
    """Whether a text is a code rather than a word: it has a digit, or fewer than four letters."""
    return _is_code(fold(text))


def _is_code(folded: str) -> bool:
    return len(folded) < 4 or any(map(str.isdigit, folded))


# ----------------------------------------------------------------------- parts that do not name

_LEGAL_FORMS: Final = (
    " ооо оао зао ао пао нао нпо нпф нпп фгуп фгбу фгбну фгау фгбоу ано гк тоо"
    " ooo oao zao pao ao ano llc ltd limited inc incorporated corp corporation co jsc ojsc cjsc pjsc plc"
    " gmbh kgaa ag se sa nv bv ab oy spa srl kk pte pvt pty "
)


def without_brackets(text: str) -> str:
    """The text without a bracketed addition at its end; unchanged where there is none.

    Example:
        >>> without_brackets("semaglutide (Semavic)")
        'semaglutide'
    """
    return re.sub(r"\s*\([^()]*\)$", "", normalise(text)) or text


def bracketed_code(text: str) -> str:
    """The abbreviation that stands in brackets at the end of a text; empty where there is none.

    Example:
        >>> bracketed_code("фактор некроза опухоли (ФНО-α)"), bracketed_code("Binnopharm (plant)")
        ('ФНО-α', '')
    """
    found = re.search(r"\(([^()\s]{3,})\)$", normalise(text))
    return found[1] if found and found[1][:2].upper() == found[1][:2] and not _is_legal_form(found[1]) else ""


def with_symbol(label: str, symbol: str) -> str:
    """A label with the symbol by which the field knows the thing, unless it names it or has another.

    Example:
        >>> with_symbol("epidermal growth factor receptor", "EGFR")
        'epidermal growth factor receptor (EGFR)'
    """
    if not label or not symbol or symbol in label or label.endswith(")"):
        return label
    return f"{label} ({symbol})"


def without_legal_form(text: str) -> str:
    """The text without legal forms at its ends, such as ООО, АО, Ltd, Inc.; unchanged where there are none.

    Example:
        >>> without_legal_form("ООО «Кромис»"), without_legal_form("Biomm S.A.")
        ('Кромис', 'Biomm')
    """
    parts = normalise(text).split()
    while len(parts) > 1 and _is_legal_form(parts[0]):
        parts = parts[1:]
    while len(parts) > 1 and _is_legal_form(parts[-1]):
        parts = parts[:-1]
    while len(parts) > 1 and parts[-1] in {"&", "and", "и"}:
        parts = parts[:-1]
    return normalise(" ".join(parts)).rstrip(",") or text


def _is_legal_form(word: str) -> bool:
    form = word.replace(".", "").strip(',"').casefold()
    return f" {form} " in _LEGAL_FORMS


def with_typed_greek(text: str) -> str:
    """The text with Greek letters as the Latin letters that people type for them.

    Example:
        >>> with_typed_greek("TNF-α")
        'TNF-a'
    """
    return normalise(text).translate(_GREEK_AS_TYPED)


# ----------------------------------------------------------------------------- transliteration

_BASE: Final = _table(
    "абвгдеёжзийклмнопрстуфхцчшщыэюяіїєґ",
    "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch y e yu ya i i e g",
) | {"ъ": "", "ь": ""}

_LATIN_SYSTEMS: Final[tuple[dict[str, str], ...]] = (
    _BASE | {"ё": "ye"},  # BGN/PCGN, without its marks for ъ and ь
    _BASE | {"ё": "e", "й": "i", "ъ": "ie", "ю": "iu", "я": "ia"},  # ICAO 9303, as in passports
    _BASE | _table("ёжйхцчшщэюя", "ë ž j h c č š ŝ è û â"),  # ISO 9
    _BASE | {"й": "j", "х": "x", "ц": "cz", "щ": "shh"},  # GOST 7.79 B
    _BASE | {"х": "h", "щ": "sch", "ё": "e"},  # as people write it
)
_CYRILLIC_OF: Final = {
    "shch": "щ", "shh": "щ", "sch": "щ", "zh": "ж", "kh": "х", "ts": "ц", "tz": "ц", "ch": "ч", "sh": "ш",
    "ph": "ф", "th": "т", "ck": "к", "qu": "кв", "ya": "я", "yu": "ю", "yo": "ё", "ye": "е", "ia": "ия",
    "a": "а", "b": "б", "c": "к", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "х", "i": "и", "j": "дж",
    "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к", "r": "р", "s": "с", "t": "т",
    "u": "у", "v": "в", "w": "в", "x": "кс", "y": "и", "z": "з",
}  # fmt: skip
_CYRILLIC_SYSTEMS: Final[tuple[dict[str, str], ...]] = tuple(
    _CYRILLIC_OF | guess
    for guess in ({}, {"h": "г"}, {"c": "ц"}, {"y": "й"}, {"y": "ы"}, {"ch": "х"}, {"ia": "я"})
)
_LATIN_GRAPHEME = re.compile("|".join(sorted(_CYRILLIC_OF, key=len, reverse=True)) + "|.")
_BGN_YE = re.compile(r"(^|[аеёиоуыэюяйъь\W])е")


def transliterate(text: str, to: Script) -> list[str]:
    """The usual spellings of a text in the other script, lower-case, the commonest system first.

    Into Latin: BGN/PCGN, ICAO 9303 (passports), ISO 9, GOST 7.79 B and the popular one with h for х.
    Into Cyrillic there is no standard, and the spellings are guesses.

    Example:
        >>> transliterate("Иващенко", "latn")
        ['ivashchenko', 'ivaŝenko', 'ivashhenko', 'ivaschenko']
    """
    plain = normalise(text).casefold()
    if to == "latn":
        bgn, *others = _LATIN_SYSTEMS
        spellings = [_spell(_BGN_YE.sub(r"\1ye", plain), bgn)] + [_spell(plain, system) for system in others]
    else:
        graphemes = [found[0] for found in _LATIN_GRAPHEME.finditer(plain)]
        spellings = ["".join(system.get(part, part) for part in graphemes) for system in _CYRILLIC_SYSTEMS]
    return list(dict.fromkeys(spellings))


def _spell(plain: str, system: dict[str, str]) -> str:
    return "".join(system.get(sign, sign) for sign in plain)


# -------------------------------------------------------------------------------- how it sounds

_MAX_READINGS: Final = 32

# Capital letters stand for the sounds that Latin has no single letter for: J ж, C ч, W ш; щ is шч, ц is тс.
_CYRILLIC_SOUND: Final = _table(
    "абвгдежзийклмнопрстуфхцчшщыэюяіїєґ",
    "a b v g d e J z i i k l m n o p r s t u f h ts C W WC i e iu ia i i e g",
) | {"ъ": "", "ь": ""}
_LATIN_SOUND: Final[dict[str, tuple[str, ...]]] = {
    "shch": ("WC",), "shh": ("WC",), "sch": ("WC", "W", "sC"), "sh": ("W",), "zh": ("J",), "kh": ("h",),
    "ch": ("C", "h", "k"), "tzh": ("tJ",), "tz": ("ts", "tz"), "cz": ("ts",), "ck": ("k",), "ph": ("f",),
    "th": ("t",), "rh": ("r", "rh"), "qu": ("kv", "k"), "ye": ("e", "ie"), "yo": ("e", "io"),
    "ie": ("ie", "e"), "c": ("k",), "h": ("h", "g"), "j": ("dJ", "i"), "q": ("k",), "w": ("v",),
    "x": ("ks", "h"), "y": ("i",),
}  # fmt: skip
_FRONT_VOWELS = ("e", "i", "y")
_C_BEFORE_FRONT_VOWEL = ("ts", "s")
_SILENT_E = ("e", "")
_ISO9_MARKS = str.maketrans({"č": "ch", "š": "sh", "ž": "zh", "ŝ": "shch"})
_SOUND_GRAPHEME = re.compile("|".join(sorted(_LATIN_SOUND, key=len, reverse=True)) + "|.")
_DOUBLED = re.compile(r"([^\W\d])\1+")


@lru_cache(maxsize=4096)
def sound_keys(text: str) -> tuple[str, ...]:
    """The ways a name may sound, one key per reading, the likeliest first; empty without letters or digits.

    A Cyrillic text has one reading; a Latin one has several where its spelling is not certain (h for х or г,
    ch for ч, х or к), unless it has more than six words. Two spellings of one name share a key. Latin words
    with a digit or of fewer than four letters are codes (CD19, MET) and keep their letters.

    Example:
        >>> sound_keys("Р-Фарм")[0] == sound_keys("R-Pharm")[0] == sound_keys("R-Farm")[0]
        True
    """
    plain = normalise(text).casefold().translate(_ISO9_MARKS)
    spelt = [_sounds(word) for word in _plain_words(plain)]
    uncertain = sorted({options for word in spelt for options in word if len(options) > 1})
    readings = _MAX_READINGS if len(spelt) <= 6 else 1
    keys: dict[str, None] = {}
    for choice in islice(product(*uncertain), readings):
        chosen = dict(zip(uncertain, choice, strict=True))
        read = ("".join([chosen.get(options, options[0]) for options in word]) for word in spelt)
        keys["".join(map(_undoubled, read))] = None
    if "â" in plain or "û" in plain:  # accents of other languages, or я and ю in ISO 9
        keys |= dict.fromkeys(sound_keys(plain.replace("â", "ya").replace("û", "yu")))
    return tuple(key for key in keys if key)


def sound_words(text: str) -> list[str]:
    """The likeliest sound key of each word of a text, in order."""
    return [
        _undoubled("".join([options[0] for options in _sounds(word)]))
        for word in _plain_words(normalise(text).casefold().translate(_ISO9_MARKS))
    ]


def _undoubled(heard: str) -> str:
    return heard if _is_code(heard) else _DOUBLED.sub(r"\1", heard)


@lru_cache(maxsize=4096)
def _sounds(word: str) -> tuple[tuple[str, ...], ...]:
    """For each letter group of a word what it may sound like."""
    word = _in_one_script(word)
    if _is_code(word) and not is_cyrillic(word):
        return tuple((sign,) for sign in word)
    sounds: list[tuple[str, ...]] = []
    for found in _SOUND_GRAPHEME.finditer(word):
        grapheme, following = found[0], word[found.end() :][:1]
        if grapheme == "c" and following in _FRONT_VOWELS:
            sounds.append(_C_BEFORE_FRONT_VOWEL)
        elif grapheme == "e" and not following:
            sounds.append(_SILENT_E)
        else:
            sounds.append(_LATIN_SOUND.get(grapheme) or (_CYRILLIC_SOUND.get(grapheme, grapheme),))
    return tuple(sounds)


_PATRONYMIC = re.compile(r"(?:ovi|evi|i)C$|(?:ov|ev|iC)na$")


def is_patronymic(sound: str) -> bool:
    """Whether the sound key of a word ends as Russian patronymics do.

    Example:
        >>> [is_patronymic(word) for word in sound_words("Андрей Александрович")]
        [False, True]
    """
    return _PATRONYMIC.search(sound) is not None


# ------------------------------------------------------------------------------- slips of typing

_QWERTY = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>"
_YTSUKEN = "ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ"
_TO_YTSUKEN = str.maketrans(_QWERTY, _YTSUKEN)
_TO_QWERTY = str.maketrans(_YTSUKEN, _QWERTY)


def other_layout(text: str) -> str:
    """What the same keys write on the other keyboard layout, Russian or English.

    Example:
        >>> other_layout("[bvhfh"), other_layout("сруькфк")
        ('химрар', 'chemrar')
    """
    return text.translate(_TO_QWERTY if is_cyrillic(text) else _TO_YTSUKEN)


def twin_letters(text: str) -> str:
    """The folded text in look-alike letters of the other script; empty when a letter has no twin there.

    Example:
        >>> twin_letters("АКТ1") == "akt1"  # typed in Cyrillic
        True
    """
    folded = fold(text)
    twins = folded.translate(_TO_LATIN_TWIN if is_cyrillic(folded) else _TO_CYRILLIC_TWIN)
    changed = all(was != now for was, now in zip(folded, twins, strict=True) if was.isalpha())
    return twins if changed and twins != folded else ""
