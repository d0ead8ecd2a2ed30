"""The names that analysts type, on the bundled data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pharmagraph.errors import AmbiguousEntityError, EntityNotFoundError

if TYPE_CHECKING:
    from pharmagraph.knowledge_graph import KnowledgeGraph


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("ChemRar", "chemrar"),
        ("KhimRar", "chemrar"),
        ("ХимРар", "chemrar"),
        ("«Химрар»", "chemrar"),
        ("ГК ХимРар", "chemrar"),
        ("R-Pharm", "r-pharm"),
        ("R-Farm", "r-pharm"),
        ("Р-Фарм", "r-pharm"),
        ("PD-1", "pdcd1"),
        ("PD1", "pdcd1"),
        ("PDCD1", "pdcd1"),
        ("CD279", "pdcd1"),
        ("ПД-1", "pdcd1"),
        ("PD-L1", "cd274"),
        ("Минздрав", "minzdrav"),
        ("Минздрава России", "minzdrav"),
        ("Ministry of Health of Brazil", "brazil-moh"),
        ("Иващенко", "ivashchenko"),
        ("Ивашенко", "ivashchenko"),
        ("Ivashenko", "ivashchenko"),
        ("Иващенко А.А.", "ivashchenko"),
        ("Нижегородцев", "nizhegorodtsev"),
        ("Биокат", "biocad"),
        ("ООО «Кромис»", "chromis"),
        ("Фармсинтез", "pharmasyntez"),
        ("Pharmasintez", "pharmasyntez"),
        ("Инопрактика", "innopraktika"),
        ("Иннопрактики", "innopraktika"),
        ("Сколково", "skolkovo-foundation"),
        ("Координационный совет", "coordination-council"),
        ("Пфайзер", "pfizer"),
        ("Novartis AG", "novartis"),
        ("семаглутид", "semaglutide"),
        ("Pembrolizumab", "pembrolizumab"),
        ("HER2", "erbb2"),
        ("ФНО-альфа", "tnf"),
        ("TNFa", "tnf"),
        ("Q15116", "pdcd1"),
        ("AR", "ar"),
    ],
)
def test_a_name_means_one_entity(kg: KnowledgeGraph, text: str, identifier: str) -> None:
    assert kg.find_one(text).id == identifier


def test_an_obsolete_symbol_comes_last(kg: KnowledgeGraph) -> None:
    assert [match.entity.id for match in kg.find("PD1")] == ["pdcd1", "snca"]


@pytest.mark.parametrize("text", ["Merck", "Дмитриев", "CLMF", "HGF"])
def test_what_two_share_is_asked_about(kg: KnowledgeGraph, text: str) -> None:
    with pytest.raises(AmbiguousEntityError):
        kg.find_one(text)


@pytest.mark.parametrize("text", ["NRAS", "axitinib", "CDK1", "Сбербанк"])
def test_what_is_not_there_is_not_guessed(kg: KnowledgeGraph, text: str) -> None:
    with pytest.raises(EntityNotFoundError):
        kg.find_one(text)


def test_every_name_leads_back_to_its_entity_or_asks(kg: KnowledgeGraph) -> None:
    """Except copies, products and territories, which stand below what they are called after."""
    for kind in ("actor", "target", "technology", "disease", "country", "instrument", "event"):
        for entity in kg.entities(kind):
            for label in filter(None, (entity.label_en, entity.label_ru)):
                assert kg.find_one(label, kind=kind).id == entity.id, label
