"""Names: normal form, folding, how a name sounds, transliteration."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharmagraph.names import (
    bracketed_code,
    fold,
    is_code,
    is_cyrillic,
    is_patronymic,
    normalise,
    other_layout,
    sound_keys,
    sound_words,
    transliterate,
    twin_letters,
    with_typed_greek,
    without_brackets,
    without_legal_form,
    words,
)

RUSSIAN = "абвгдежзийклмнопрстуфхцчшщыьэюя"


class TestNormalise:
    @pytest.mark.parametrize(
        ("text", "plain"),
        [
            ("  ChemRar \t Group ", "ChemRar Group"),
            ("«Химрар»", "Химрар"),
            ("“R-Pharm”", "R-Pharm"),
            ("Фонд «Сколково»", 'Фонд "Сколково"'),
            ("Р–Фарм", "Р-Фарм"),
            ("R‑Pharm", "R-Pharm"),
            ("Dr. Reddy’s", "Dr. Reddy's"),
            ("Keytruda®", "Keytruda"),
            ("Keytruda™", "Keytruda"),
            ("Хим\u00adРар\u200b", "ХимРар"),
            ("ﬁbrin ①", "fibrin 1"),
            ("a\x00b\nc", "a b c"),
            ("", ""),
        ],
    )
    def test_mends_what_keyboards_and_pages_do(self, text: str, plain: str) -> None:
        assert normalise(text) == plain

    @given(st.text())
    def test_changes_nothing_the_second_time(self, text: str) -> None:
        assert normalise(normalise(text)) == normalise(text)


class TestFold:
    @pytest.mark.parametrize(
        ("text", "folded"),
        [
            ("PD-1", "pd1"),
            ("ХимРаР", "химрар"),
            ("Семёнов", "семенов"),
            ("União Química", "uniaoquimica"),
            ("TNF-α", "tnfalpha"),
            ("Gan & Lee", "ganandlee"),
            ("Gan&Lee", "ganandlee"),
            ("Daiichi Sankyø", "daiichisankyo"),
            ("Dr. Reddy's", "drreddys"),
            ("…", ""),
        ],
    )
    def test_keeps_letters_and_digits(self, text: str, folded: str) -> None:
        assert fold(text) == folded

    def test_a_letter_of_the_other_script_that_looks_the_same_is_taken_for_a_slip(self) -> None:
        assert fold("\u0420D-1") == "pd1"  # Cyrillic Р before a Latin D
        assert fold("\u0425им\u0050ар") == fold("ХимРар")  # Latin P among Cyrillic letters

    def test_a_name_that_is_truly_in_both_scripts_is_left_alone(self) -> None:
        assert fold("CAR-T-клеточная") == "cartклеточная"

    @given(st.text())
    def test_changes_nothing_the_second_time(self, text: str) -> None:
        assert fold(fold(text)) == fold(text)

    @given(st.text(alphabet=RUSSIAN + "abcdefgxyz0123 -'«»", max_size=30))
    def test_case_and_spaces_do_not_matter(self, text: str) -> None:
        assert fold(text.upper()) == fold(text)
        assert fold(f" {text} ") == fold(text)


def test_words_are_parted_by_hyphens_but_not_by_apostrophes() -> None:
    assert words("Dr. Reddy's R-Pharm") == ["dr", "reddys", "r", "pharm"]


class TestWhatIsLeftOut:
    @pytest.mark.parametrize(
        ("text", "bare"),
        [
            ("semaglutide (Semavic)", "semaglutide"),
            ("MSD (Merck & Co.)", "MSD"),
            ("poly(ADP-ribose) polymerase 1", "poly(ADP-ribose) polymerase 1"),
            ("(nothing else)", "(nothing else)"),
        ],
    )
    def test_brackets_at_the_end(self, text: str, bare: str) -> None:
        assert without_brackets(text) == bare

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("фактор некроза опухоли (ФНО-α)", "ФНО-α"),
            ("Binnopharm (plant)", ""),
            ("Innovation Center (ANO)", ""),
            ("SPH-BIOCAD (HK)", ""),
            ("Roche", ""),
        ],
    )
    def test_an_abbreviation_in_brackets(self, text: str, code: str) -> None:
        assert bracketed_code(text) == code

    @pytest.mark.parametrize(
        ("text", "core"),
        [
            ("ООО «Кромис»", "Кромис"),
            ("АО Биокад", "Биокад"),
            ("Pfizer Inc.", "Pfizer"),
            ("Biomm S.A.", "Biomm"),
            ("Theravance, Inc.", "Theravance"),
            ("Merck & Co.", "Merck"),
            ("ООО", "ООО"),
            ("Sage Therapeutics", "Sage Therapeutics"),
        ],
    )
    def test_legal_forms(self, text: str, core: str) -> None:
        assert without_legal_form(text) == core

    def test_a_greek_keyboard(self) -> None:
        assert with_typed_greek("IL-1β") == "IL-1b"


class TestSound:
    @pytest.mark.parametrize(
        ("cyrillic", "latin"),
        [
            ("Р-Фарм", "R-Pharm"),
            ("Р-Фарм", "R-Farm"),
            ("ХимРар", "KhimRar"),
            ("ХимРар", "Himrar"),
            ("Иващенко", "Ivashchenko"),
            ("Иващенко", "Ivaschenko"),
            ("Иващенко", "Ivaščenko"),
            ("Приезжева", "Priezzheva"),
            ("Екатерина", "Yekaterina"),
            ("Юлия", "Julia"),
            ("Юрий", "Ûrij"),
            ("Пётр", "Pyotr"),
            ("Игнатьев", "Ignatiev"),
            ("Дмитрий", "Dmitry"),
            ("Хархоев", "Harhoev"),
            ("Биокад", "BIOCAD"),
            ("Гетеро", "Hetero"),
            ("Ростех", "Rostech"),
            ("Кромис", "Chromis"),
            ("цетуксимаб", "cetuximab"),
            ("семаглутид", "semaglutide"),
            ("квизартиниб", "quizartinib"),
            ("ПД-1", "PD-1"),
            ("Инопрактика", "Innopraktika"),
        ],
    )
    def test_spellings_of_one_name_share_a_key(self, cyrillic: str, latin: str) -> None:
        assert set(sound_keys(cyrillic)) & set(sound_keys(latin))

    @pytest.mark.parametrize(
        ("one", "other"),
        [("CD19", "KD19"), ("CCR5", "CR5"), ("MET", "MED"), ("PD-1", "PD-L1"), ("Акесо", "Акено")],
    )
    def test_different_names_share_none(self, one: str, other: str) -> None:
        assert not set(sound_keys(one)) & set(sound_keys(other))

    def test_one_letter_of_difference_stays_one(self) -> None:
        assert sound_keys("Иващенко")[0].replace("WC", "W") == sound_keys("Ивашенко")[0]

    def test_a_long_title_has_one_reading(self) -> None:
        assert len(sound_keys("the chief chemist of the charity has chosen a chart")) == 1

    def test_words_sound_one_by_one(self) -> None:
        assert sound_words("Oleg Hetero") == ["oleg", "hetero"]

    @given(st.text(max_size=40))
    def test_any_text_has_few_keys_and_no_empty_one(self, text: str) -> None:
        keys = sound_keys(text)
        assert all(keys)
        assert len(keys) <= 32


class TestTransliterate:
    def test_into_latin_gives_the_systems_in_order(self) -> None:
        # BGN/PCGN, ICAO 9303, ISO 9, GOST 7.79 B, popular
        assert transliterate("Юрий Цыхоев", "latn") == [
            "yuriy tsykhoyev",
            "iurii tsykhoev",
            "ûrij cyhoev",
            "yurij czyxoev",
            "yuriy tsyhoev",
        ]

    def test_into_cyrillic_guesses(self) -> None:
        assert transliterate("Khimrar", "cyrl") == ["химрар"]
        assert "герофарм" in transliterate("Herofarm", "cyrl")

    @given(st.text(alphabet="абвгдежзиклмнопрстуфчшэ", min_size=4, max_size=8))
    def test_every_spelling_sounds_like_the_name(self, name: str) -> None:
        """Left out: letters that a system writes as another writes another: х, ц, щ, ю, я, й, ы, ъ, ь."""
        for spelt in transliterate(name, "latn"):
            assert sound_keys(name)[0] in sound_keys(spelt), spelt

    @given(st.text(alphabet="abdefgklmnoprsuv", min_size=1, max_size=12))
    def test_plain_latin_survives_the_way_to_cyrillic_and_back(self, name: str) -> None:
        there = transliterate(name, "cyrl")
        assert name in {back for spelt in there for back in transliterate(spelt, "latn")}


class TestSlips:
    def test_the_other_keyboard_layout(self) -> None:
        assert other_layout("ghbdtn") == "привет"
        assert other_layout("[bvhfh") == "химрар"
        assert other_layout("сруькфк") == "chemrar"

    def test_look_alike_letters(self) -> None:
        assert twin_letters("\u0410\u041a\u0422-1") == "akt1"
        assert twin_letters("Биокад") == ""
        assert twin_letters("123") == ""

    def test_codes(self) -> None:
        assert is_code("CD19")
        assert is_code("MET")
        assert not is_code("Roche")

    def test_scripts(self) -> None:
        assert is_cyrillic("PD-1 рецептор")
        assert not is_cyrillic("receptor")

    def test_patronymics(self) -> None:
        told = sound_words("Сергеевич Ильинична Ивановна Lvovich Иванов Анна")
        assert [is_patronymic(word) for word in told] == [True, True, True, True, False, False]
