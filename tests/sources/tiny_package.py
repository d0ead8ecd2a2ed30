"""A data package small enough to draw: two organisations, two people, posts between them, two sources."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SOURCE_FIELDS = [{"name": "id"}, {"name": "title", "constraints": {"required": True}}, {"name": "kind"}]
ORGANISATION_FIELDS = [
    {"name": "id"},
    {"name": "type", "constraints": {"required": True, "enum": ["company", "ministry"]}},
    {"name": "name_en"},
    {"name": "name_ru"},
    {"name": "aliases", "type": "list", "delimiter": "|"},
    {"name": "homepage", "format": "uri"},
    {"name": "sources", "type": "list", "references": ["sources"], "constraints": {"required": True}},
]
PEOPLE_FIELDS = [
    {"name": "id"},
    {"name": "name_en"},
    {"name": "sources", "type": "list", "references": ["sources"], "constraints": {"required": True}},
]
POST_FIELDS = [
    {"name": "id"},
    {"name": "person", "references": ["people"], "constraints": {"required": True}},
    {"name": "organisation", "references": ["organisations"], "constraints": {"required": True}},
    {"name": "from", "type": "date", "format": "any"},
    {"name": "to", "type": "date", "format": "any"},
    {"name": "last_confirmed", "type": "date", "format": "any"},
    {"name": "share", "type": "number", "constraints": {"exclusiveMinimum": 0, "maximum": 1}},
    {"name": "agreement"},
    {"name": "sources", "type": "list", "references": ["sources"], "constraints": {"required": True}},
]

TABLES = {
    "sources": (SOURCE_FIELDS, [], "id\ttitle\ngazette\tThe Gazette\nregister-2025\tA register\n"),
    "organisations": (
        ORGANISATION_FIELDS,
        [],
        "id\ttype\tname_en\tname_ru\taliases\thomepage\tsources\n"
        "acme\tcompany\tAcme\tАкме\tACME|Acme JSC\thttps://acme.example/\tgazette\n"
        "minfin\tministry\tMinistry of Finance\t\t\t\tgazette|register-2025\n",
    ),
    "people": (PEOPLE_FIELDS, [], "id\tname_en\tsources\nivanov\tIvan Ivanov\tgazette\n"),
    "posts": (
        POST_FIELDS,
        [
            {"columns": ["from", "to"], "rule": "not-after"},
            {"columns": ["person", "organisation"], "rule": "different"},
        ],
        "id\tperson\torganisation\tfrom\tto\tlast_confirmed\tshare\tagreement\tsources\n"
        "ivanov-acme\tivanov\tacme\t2019\t2024-02\t\t0.50\t\tgazette|register-2025\n",
    ),
}

MAPPINGS = {
    "sources": """
[[node]]
iri = "{id}"
class = "pg:Source"
graph = "catalogue"
[[node.property]]
predicate = "dcterms:title"
column = "title"
""",
    "organisations": """
[[node]]
iri = "{id}"
class_by = { column = "type", map = { company = "pg:Company", ministry = "pg:GovernmentBody" } }
[[node.property]]
predicate = "skos:prefLabel"
column = "name_en"
as = "text"
language = "en"
[[node.property]]
predicate = "skos:altLabel"
column = "aliases"
as = "text"
language = "en"
""",
    "people": """
[[node]]
iri = "{id}"
class = "foaf:Person"
""",
    "posts": """
[[node]]
iri = "membership-{id}"
class = "org:Membership"
not_attested_by = ["register-*"]
[[node.property]]
predicate = "org:member"
column = "person"
as = "entity"
[[node.property]]
predicate = "org:organization"
column = "organisation"
as = "entity"
[[node.property]]
predicate = "pg:validFrom"
column = "from"
as = "start"
[[node.property]]
predicate = "pg:validTo"
column = "to"
as = "end"
[[node.property]]
predicate = "pg:share"
column = "share"
as = "decimal"
attested_by = ["register-*"]
""",
}


def write_package(data: Path, **changed: str) -> Path:
    """The package in ``data``, with the texts of some tables exchanged."""
    (data / "russia").mkdir(parents=True)
    (data / "mappings").mkdir()
    resources = []
    for name, (fields, checks, text) in TABLES.items():
        schema = {"primaryKey": ["id"], "fields": fields, "checks": checks}
        resources.append({"name": name, "path": f"russia/{name}.tsv", "schema": schema})
        (data / "russia" / f"{name}.tsv").write_text(changed.get(name, text), encoding="utf-8", newline="")
        (data / "mappings" / f"{name}.toml").write_text(
            f'table = "{name}"\n' + MAPPINGS[name], encoding="utf-8"
        )
    package = {"name": "tiny", "created": "2026-01-01", "resources": resources}
    (data / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    return data
