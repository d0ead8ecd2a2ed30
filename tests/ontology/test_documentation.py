"""The pages made from the ontology are those of the ontology as it is, complete, and need no network."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from rdflib import OWL, RDF, SKOS, Graph

from tests.ontology.reading import PG, ROOT, local, ours, superclasses

if TYPE_CHECKING:
    from pathlib import Path

DOCS = ROOT / "docs"
LANGUAGES = ("en", "ru")
AGAIN = "the pages are not those of the ontology; run: python docs/generate"


class Reader(HTMLParser):
    """Collects anchors, addresses and tags; complains of tags that are not closed in order."""

    EMPTY = frozenset({"meta", "br", "rect", "path"})

    def __init__(self) -> None:
        super().__init__()
        self.anchors: list[str] = []
        self.addresses: list[str] = []
        self.tags: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.anchors.append(value or "")
            if name in {"href", "src"}:
                self.addresses.append(value or "")
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@cache
def page(lang: str) -> Reader:
    reader = Reader()
    reader.feed((DOCS / "ontology" / f"{lang}.html").read_text(encoding="utf-8"))
    assert reader.open == []
    return reader


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages, written anew."""
    directory = tmp_path_factory.mktemp("docs")
    subprocess.run([sys.executable, DOCS / "generate", directory], check=True)
    return directory


def files(directory: Path) -> set[str]:
    return {str(file.relative_to(directory)) for file in directory.rglob("*") if file.is_file()}


def test_the_pages_are_those_of_the_ontology_as_it_is(made: Path) -> None:
    assert {f"ontology/{name}" for name in files(DOCS / "ontology")} <= files(made), AGAIN
    for name in sorted(files(made)):
        kept = (DOCS / name).read_text(encoding="utf-8") if (DOCS / name).exists() else ""
        assert kept == (made / name).read_text(encoding="utf-8"), f"{name}: {AGAIN}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_term_and_concept_has_one_anchor(lang: str, ontology: Graph, schemes: Graph) -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    terms = [term for kind in kinds for term in ours(ontology, kind)]
    terms += [term for kind in (SKOS.ConceptScheme, SKOS.Concept) for term in ours(schemes, kind)]
    anchors = page(lang).anchors
    assert sorted({local(term) for term in terms} - set(anchors)) == []
    assert len(set(anchors)) == len(anchors)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_terms_of_other_vocabularies_have_an_anchor(lang: str, ontology: Graph) -> None:
    used = {term for term in ontology.subjects(RDF.type, OWL.Class) if "w3.org/ns/org" in str(term)}
    assert {"org-" + str(term).rpartition("#")[2] for term in used} <= set(page(lang).anchors)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_links_lead_to_anchors_that_are_there(lang: str) -> None:
    missing = []
    for address in page(lang).addresses:
        name, _, anchor = address.partition("#")
        if name in {"", "en.html", "ru.html"}:
            there = anchor in page(name[:2] or lang).anchors if anchor else True
        else:
            there = name == "https://creativecommons.org/licenses/by/4.0/"
        if not there:
            missing.append(address)
    assert missing == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_runs_no_script_and_loads_nothing(lang: str) -> None:
    assert not page(lang).tags & {"script", "link", "img", "iframe", "object", "embed", "base", "form"}
    text = (DOCS / "ontology" / f"{lang}.html").read_text(encoding="utf-8")
    assert not re.search(r"@import|url\((?!#)|\son\w+=|javascript:", text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_derivation_pages_link_to_terms(lang: str) -> None:
    name = "derivations.md" if lang == "en" else "derivations.ru.md"
    text = (DOCS / name).read_text(encoding="utf-8")
    linked = re.findall(r"\]\(ontology/(\w\w)\.html#([^)]+)\)", text)
    assert linked
    assert all(target in page(language).anchors for language, target in linked)


def test_drawings_are_whole_documents_with_labels_in_their_language() -> None:
    drawings = sorted((DOCS / "ontology" / "patterns").glob("*.svg"))
    assert len(drawings) > 50
    for file in drawings:
        root = ElementTree.parse(file).getroot()
        words = " ".join("".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text"))
        assert bool(re.search("[а-яё]", words)) == file.name.endswith(".ru.svg"), file.name


def test_every_relation_is_drawn(ontology: Graph) -> None:
    classes = ontology.subjects(RDF.type, OWL.Class)
    relations = {one for one in classes if PG.RelationNode in superclasses(ontology, one)}
    drawn = {file.name.split(".")[0] for file in (DOCS / "ontology" / "patterns").glob("*.en.svg")}
    names = {
        local(term).replace("http://www.w3.org/ns/org#", "org-") for term in relations - {PG.RelationNode}
    }
    assert names == drawn


def test_the_terms_of_a_reused_page_link_across_languages() -> None:
    assert "ru.html#OwnershipStake" in page("en").addresses
    assert "en.html#OwnershipStake" in page("ru").addresses
