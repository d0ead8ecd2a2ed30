"""From texts to entities."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pharmagraph.errors import (
    AmbiguousEntityError,
    ConfigError,
    EntityKindError,
    EntityNotFoundError,
    StoreError,
)
from pharmagraph.lookup import NameIndex
from pharmagraph.model import IRI
from pharmagraph.vocab import ID

if TYPE_CHECKING:
    from pathlib import Path


def first(names: NameIndex, text: str) -> tuple[str, str]:
    best = names.find(text)[0]
    return best.entity.id, best.reason


@pytest.mark.parametrize(
    ("text", "identifier", "reason"),
    [
        ("chemrar", "chemrar", "id"),
        ("id:chemrar", "chemrar", "id"),
        ("https://w3id.org/pharmagraph/id/chemrar", "chemrar", "id"),
        ("HGNC:8760", "pdcd1", "identifier"),
        ("hgnc 8760", "pdcd1", "identifier"),
        ("DB0001", "http://example.org/thing/DB0001", "identifier"),
        ("R-Pharm", "r-pharm", "preferred-label"),
        ("Р-Фарм", "r-pharm", "preferred-label"),
        ("PDCD1", "pdcd1", "symbol"),
        ("ChemRar", "chemrar", "alias"),
        ("«Химрар»", "chemrar", "alias"),
        ("PD-1", "pdcd1", "alias"),
        ("CD279", "pdcd1", "alias"),
        ("Минздрав", "minzdrav", "alias"),
        ("Ministry of Health", "minzdrav", "alias"),
        ("рфарм", "r-pharm", "folded-label"),
        ("pd 1", "pdcd1", "folded-alias"),
        ("\u0420D-1", "pdcd1", "folded-alias"),  # a Cyrillic Р
        ("KhimRar", "chemrar", "transliteration"),
        ("R-Farm", "r-pharm", "transliteration"),
        ("ПД-1", "pdcd1", "transliteration"),
        ("Акесо", "akeso", "transliteration"),
        ("TNFa", "tnf", "part-of-name"),
        ("Биннофарм", "binnopharm-jsc", "part-of-name"),
        ("ООО Р-Фарм", "r-pharm", "legal-form"),
        ("Вектор", "vector-institute", "hidden-label"),
        ("Akeso ", "akeso", "preferred-label"),
        ("иващенко", "ivashchenko", "words"),
        ("О. Петров", "petrov-oleg", "words"),
        ("PDCD1 CD279", "pdcd1", "words"),
        ("ивашенко", "ivashchenko", "fuzzy"),
        ("Ivashenko", "ivashchenko", "fuzzy"),
        ("semaglutde", "semaglutide", "fuzzy"),
        ("Andrey Ivahschenko", "ivashchenko", "fuzzy"),
        ("ivashch", "ivashchenko", "beginning"),
        ("[bvhfh", "chemrar", "keyboard-layout"),
    ],
)
def test_a_text_finds_its_entity_and_says_why(
    names: NameIndex, text: str, identifier: str, reason: str
) -> None:
    assert first(names, text) == (identifier, reason)


def test_the_name_that_matched_is_told(names: NameIndex) -> None:
    assert names.find("pd 1")[0].matched == "PD-1"


class TestOrderOfEvidence:
    def test_an_obsolete_symbol_is_found_but_last(self, names: NameIndex) -> None:
        assert [match.entity.id for match in names.find("PD1")] == ["pdcd1", "snca"]
        assert names.find_one("PD1").id == "pdcd1"

    def test_another_target_is_not_a_slip(self, names: NameIndex) -> None:
        assert [match.entity.id for match in names.find("PD-L1")] == ["cd274"]
        assert names.find("PD-2") == []

    def test_an_alias_of_two_is_asked_about(self, names: NameIndex) -> None:
        with pytest.raises(AmbiguousEntityError) as caught:
            names.find_one("STK1")
        assert caught.value.candidates == (
            ("cdk7", "cyclin dependent kinase 7 (CDK7)"),
            ("flt3", "fms related receptor tyrosine kinase 3 (FLT3)"),
        )

    def test_two_people_of_one_surname_are_asked_about_in_the_script_of_the_question(
        self, names: NameIndex
    ) -> None:
        with pytest.raises(AmbiguousEntityError) as caught:
            names.find_one("Петров")
        assert caught.value.candidates == (("petrov-oleg", "Олег Петров"), ("petrov-ivan", "Иван Петров"))
        assert names.find_one("Петров О.").id == "petrov-oleg"

    def test_a_bare_inn_is_the_substance_with_copies_and_products_under_it(self, names: NameIndex) -> None:
        found = names.find("семаглутид")
        assert [(match.entity.id, match.reason) for match in found] == [
            ("semaglutide", "preferred-label"),
            ("semaglutide-copy", "preferred-label"),
            ("prg-semaglutide", "transliteration"),
            ("product-weeklyglut", "product"),
        ]
        assert names.find_one("Semaglutide").id == "semaglutide"

    def test_a_brand_is_the_product_with_the_substance_under_it(self, names: NameIndex) -> None:
        assert [(match.entity.id, match.reason) for match in names.find("Weeklyglut")] == [
            ("product-weeklyglut", "preferred-label"),
            ("semaglutide", "substance"),
        ]

    def test_titles_that_mention_a_name_come_after_it(self, names: NameIndex) -> None:
        assert [match.entity.id for match in names.find("Oleg Petrov")] == ["petrov-oleg"]
        found = names.find("Ivashchenko")
        assert [(match.entity.id, match.reason) for match in found] == [
            ("ivashchenko", "words"),
            ("src-interview", "mention"),
        ]


class TestGuessing:
    def test_under_four_letters_there_is_none(self, names: NameIndex) -> None:
        assert names.find("TNG") == []

    def test_a_target_is_never_taken_for_another_without_asking(self, names: NameIndex) -> None:
        assert [(match.entity.id, match.reason) for match in names.find("NRAS")] == [("kras", "fuzzy")]
        with pytest.raises(EntityNotFoundError, match="did you mean KRAS"):
            names.find_one("NRAS")

    def test_a_name_with_one_slip_is_taken(self, names: NameIndex) -> None:
        assert names.find_one("Ивашенко").id == "ivashchenko"

    def test_a_wrong_patronymic_is_another_person(self, names: NameIndex) -> None:
        assert names.find_one("Олег Иванович Петров").id == "petrov-oleg"
        with pytest.raises(EntityNotFoundError):
            names.find_one("Андрей Петрович Иващенко")

    def test_what_looks_alike_is_suggested(self, names: NameIndex) -> None:
        with pytest.raises(EntityNotFoundError) as caught:
            names.find_one("ChemRarium")
        assert caught.value.suggestions == ("ChemRar Group",)

    @pytest.mark.parametrize("text", ["", "   ", "«»", "я", "x" * 5_000, "%", "' OR 1=1 --", "\x00"])
    def test_odd_texts_find_nothing(self, names: NameIndex, text: str) -> None:
        assert names.find(text) == []
        with pytest.raises(EntityNotFoundError):
            names.find_one(text)


class TestGet:
    @pytest.mark.parametrize(
        "reference", ["membership-petrov", "id:membership-petrov", f"<{ID}membership-petrov>", "chemrar"]
    )
    def test_by_id_curie_or_iri_records_included(self, names: NameIndex, reference: str) -> None:
        assert names.get(reference).id in {"membership-petrov", "chemrar"}

    def test_a_name_is_no_reference(self, names: NameIndex) -> None:
        with pytest.raises(EntityNotFoundError, match="did you mean ChemRar Group"):
            names.get("ChemRar")

    def test_many_at_once_and_unknown_ones_too(self, names: NameIndex) -> None:
        unknown = IRI("http://example.org/thing/nobody")
        found = names.entities([ID.akeso, unknown, ID.akeso])
        assert list(found) == [ID.akeso, unknown]
        assert found[ID.akeso].label() == "Akeso"
        assert found[unknown].kind == "thing"


class TestKinds:
    def test_a_kind_narrows_a_search(self, names: NameIndex) -> None:
        assert [match.entity.id for match in names.find("semaglutide", kind="programme")] == [
            "prg-semaglutide"
        ]
        assert names.find("ChemRar", kind="target") == []
        assert names.find_one("ChemRar", kind="actor").id == "chemrar"

    def test_a_name_of_another_kind_is_said_to_be_of_another(self, names: NameIndex) -> None:
        with pytest.raises(EntityKindError, match="'chemrar' is ChemRar Group, of the kind company") as told:
            names.find_one("chemrar", kind="person")
        assert (told.value.kind, told.value.wanted) == ("company", "person")
        with pytest.raises(
            EntityKindError, match=r"asked for is of the kind target; list those with: .* --kind target"
        ):
            names.find_one("рфарм", kind="target")
        with pytest.raises(EntityNotFoundError, match="no entity is called 'Zzyzx'"):
            names.find_one("Zzyzx", kind="person")

    def test_a_kind_is_listed_by_label(self, names: NameIndex) -> None:
        assert [entity.id for entity in names.list("person")] == ["ivashchenko", "petrov-oleg", "petrov-ivan"]
        assert [entity.id for entity in names.list("persons", limit=1)] == ["ivashchenko"]

    def test_a_group_takes_in_its_kinds(self, names: NameIndex) -> None:
        assert {entity.kind for entity in names.list("organisation")} == {
            "company",
            "research-organisation",
            "government-body",
            "regulator",
        }
        assert names.list("Organization") == names.list("organisation")

    def test_counts_leave_out_relation_nodes(self, names: NameIndex) -> None:
        counts = names.kinds()
        assert counts["target"] == 7
        assert counts["company"] == 4
        assert counts["small-molecule"] == 1
        assert "membership" not in counts
        assert [entity.id for entity in names.list("membership")] == ["membership-petrov"]

    def test_an_unknown_kind_is_told_with_the_nearest(self, names: NameIndex) -> None:
        with pytest.raises(ConfigError, match="did you mean 'target'"):
            names.list("taget")
        with pytest.raises(ConfigError, match="there are: "):
            names.find("ChemRar", kind="§§§")


def test_related_goes_both_ways(names: NameIndex) -> None:
    semaglutide = names.get("semaglutide")
    assert [entity.id for entity in names.related(semaglutide)] == ["semaglutide-copy", "product-weeklyglut"]
    assert [entity.id for entity in names.related(names.get("product-weeklyglut"))] == ["semaglutide"]


class TestComplete:
    def test_ids_labels_and_aliases_in_either_script(self, names: NameIndex) -> None:
        assert names.complete("chem") == ["chemrar", "ChemRar Group", "ChemRar"]
        assert names.complete("Хим") == ["ХимРар"]
        assert names.complete("khim") == ["ХимРар"]
        assert names.complete("pd") == ["pdcd1", "PDCD1", "PD1", "PD-1", "PD-L1"]

    def test_sentences_are_not_offered(self, names: NameIndex) -> None:
        assert names.complete("oleg petrov and") == []
        assert names.complete("src-") == ["src-interview"]

    def test_nothing_begins_with_nothing(self, names: NameIndex) -> None:
        assert names.complete("") == []
        assert len(names.complete("s", limit=2)) == 2

    def test_the_shell_does_not_wait_for_rapidfuzz(self) -> None:
        code = "import sys, pharmagraph.lookup; sys.exit('rapidfuzz' in sys.modules)"
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


class TestFiles:
    def test_a_missing_file_is_an_error_with_the_next_step(self, tmp_path: Path) -> None:
        with pytest.raises(StoreError, match="build the graph again"):
            NameIndex.open(tmp_path / "nothing here")
        assert list(tmp_path.iterdir()) == []

    def test_so_is_a_damaged_one_and_one_of_another_version(self, tmp_path: Path) -> None:
        (tmp_path / "damaged").write_bytes(b"not a database" * 100)
        (tmp_path / "empty").touch()
        with pytest.raises(StoreError, match="cannot be read"):
            NameIndex.open(tmp_path / "damaged")
        with pytest.raises(StoreError, match="another version"):
            NameIndex.open(tmp_path / "empty")

    def test_odd_characters_in_the_path_do_no_harm(self, tmp_path: Path) -> None:
        file = tmp_path / "имена ?mode=rwc#1 %41.sqlite"
        file.write_bytes(b"")
        with pytest.raises(StoreError, match="another version"):
            NameIndex.open(file)
        assert [entry.name for entry in tmp_path.iterdir()] == [file.name]
