"""IRIs as constants, and the prefixes every query may use without declaring them.

Terms are built with a namespace's attribute or item (``PG.Biotarget``, ``PG["stage-phase-1"]``). The
terms of our own namespace are checked against the ontology by the tests; the core imports no RDF library.
"""

from __future__ import annotations

from typing import Final


class IRI(str):
    """An absolute IRI. It is text, so it sorts, hashes and prints as such."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"IRI({str(self)!r})"


class Namespace:
    """A namespace whose terms are made by attribute or by item.

    Not a ``str``: then ``DCTERMS.title`` would be a method of it. ``iri in NAMESPACE`` tells whether an
    IRI belongs to it, ``str(NAMESPACE)`` is its text.

    Example:
        >>> ORG = Namespace("http://www.w3.org/ns/org#")
        >>> ORG.member
        IRI('http://www.w3.org/ns/org#member')
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __getattr__(self, name: str) -> IRI:
        if name.startswith("__"):
            raise AttributeError(name)
        return IRI(self._text + name)

    def __getitem__(self, name: object) -> IRI:
        return IRI(f"{self._text}{name}")

    def __contains__(self, iri: str) -> bool:
        return iri.startswith(self._text)

    def __str__(self) -> str:
        return self._text

    def __len__(self) -> int:
        return len(self._text)


BASE: Final = "https://w3id.org/pharmagraph/"

PG: Final = Namespace(BASE + "ontology#")
ID: Final = Namespace(BASE + "id/")
GRAPH: Final = Namespace(BASE + "graph/")
SOURCE_GRAPH: Final = Namespace(BASE + "graph/source/")
DERIVED_GRAPH: Final = Namespace(BASE + "graph/derived/")
RETRACTED_GRAPH: Final = Namespace(BASE + "graph/retracted/")

CATALOGUE_GRAPH: Final = GRAPH["catalogue"]
ONTOLOGY_GRAPH: Final = GRAPH["ontology"]
IDENTITY_GRAPH: Final = GRAPH["identity"]

RDF: Final = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS: Final = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL: Final = Namespace("http://www.w3.org/2002/07/owl#")
XSD: Final = Namespace("http://www.w3.org/2001/XMLSchema#")
SKOS: Final = Namespace("http://www.w3.org/2004/02/skos/core#")
DCTERMS: Final = Namespace("http://purl.org/dc/terms/")
ORG: Final = Namespace("http://www.w3.org/ns/org#")
PROV: Final = Namespace("http://www.w3.org/ns/prov#")
FOAF: Final = Namespace("http://xmlns.com/foaf/0.1/")
SCHEMA: Final = Namespace("https://schema.org/")
QUDT: Final = Namespace("http://qudt.org/schema/qudt/")
UNIT: Final = Namespace("http://qudt.org/vocab/unit/")
BIOLINK: Final = Namespace("https://w3id.org/biolink/vocab/")
QB: Final = Namespace("http://purl.org/linked-data/cube#")
SH: Final = Namespace("http://www.w3.org/ns/shacl#")

PREFIXES: Final[dict[str, str]] = {
    "biolink": str(BIOLINK),
    "dcterms": str(DCTERMS),
    "derived": str(DERIVED_GRAPH),
    "foaf": str(FOAF),
    "graph": str(GRAPH),
    "id": str(ID),
    "org": str(ORG),
    "owl": str(OWL),
    "pg": str(PG),
    "prov": str(PROV),
    "qb": str(QB),
    "qudt": str(QUDT),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": str(SCHEMA),
    "sh": str(SH),
    "skos": str(SKOS),
    "source": str(SOURCE_GRAPH),
    "unit": str(UNIT),
    "xsd": str(XSD),
}
"""Prefix → namespace, in the order they are printed."""

KIND_OF_CLASS: Final[dict[IRI, str]] = {
    PG.Company: "company",
    PG.GovernmentBody: "government-body",
    PG.RegulatoryAgency: "regulator",
    PG.SupranationalBody: "international-body",
    PG.CoordinationBody: "coordination-body",
    PG.DevelopmentInstitution: "development-institution",
    PG.ResearchOrganization: "research-organisation",
    PG.Association: "association",
    PG.Organization: "organisation",
    PG.UndisclosedParty: "undisclosed-party",
    FOAF.Person: "person",
    PG.Country: "country",
    PG.CountryGroup: "country-group",
    PG.Territory: "territory",
    PG.Biotarget: "target",
    PG.Drug: "drug",
    PG.AssetBasket: "asset-basket",
    PG.MedicinalProduct: "product",
    PG.Disease: "disease",
    PG.Technology: "technology",
    PG.Modality: "technology",
    PG.DevelopmentProgramme: "programme",
    PG.PolicyInstrument: "instrument",
    PG.LegalAct: "legal-act",
    PG.Event: "event",
    PG.Statement: "statement",
    PG.Source: "source",
    PG.LicenceDeal: "deal",
    PG.Partnership: "partnership",
}
"""Class → the short word that ``find --kind`` takes; an entity has the kind of its most specific class."""

KIND_GROUPS: Final[dict[str, frozenset[str]]] = {
    "organisation": frozenset(
        {
            "company", "government-body", "regulator", "international-body", "coordination-body",
            "development-institution", "research-organisation", "association", "organisation",
        }
    ),
    "actor": frozenset(
        {
            "company", "government-body", "regulator", "international-body", "coordination-body",
            "development-institution", "research-organisation", "association", "organisation", "person",
        }
    ),
}  # fmt: skip
"""Wider words that ``find --kind`` takes, with the kinds each stands for."""


def entity_iri(identifier: str) -> IRI:
    """The IRI of the entity, row or node with this id."""
    return ID[identifier]


def entity_id(iri: str) -> str:
    """The id of one of our entities; any other IRI comes back unchanged."""
    return iri[len(ID) :] if iri in ID else str(iri)


def expand(curie: str) -> IRI | None:
    """The IRI a CURIE with one of our prefixes stands for; ``None`` when it is not one.

    Example:
        >>> expand("id:chemrar")
        IRI('https://w3id.org/pharmagraph/id/chemrar')
    """
    prefix, colon, local = curie.partition(":")
    if not colon or prefix not in PREFIXES or local.startswith("//"):
        return None
    return IRI(PREFIXES[prefix] + local)


def compact(iri: str) -> str:
    """The CURIE of an IRI under the longest of our prefixes, or the IRI itself."""
    best = ""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(namespace) > len(PREFIXES.get(best, "")):
            best = prefix
    return f"{best}:{iri[len(PREFIXES[best]) :]}" if best else str(iri)
