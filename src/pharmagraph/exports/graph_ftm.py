"""A network of actors as FollowTheMoney entities; ties are entities of their own."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from pharmagraph.graph.relations import bundled_rules
from pharmagraph.vocab import KIND_GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pharmagraph.exports.cells import Json
    from pharmagraph.exports.graph_rows import Network, Tie
    from pharmagraph.model import SourceRef

_SCHEMAS: Final = {
    "person": "Person", "company": "Company", "government-body": "PublicBody", "regulator": "PublicBody",
}  # fmt: skip
_LINKS: Final = {
    "owns": ("Ownership", "owner", "asset"),
    "holds-post-at": ("Employment", "employee", "employer"),
    "member-of": ("Membership", "member", "organization"),
    "predecessor-of": ("Succession", "predecessor", "successor"),
    "funds": ("Payment", "payer", "beneficiary"),
}
_BODIES: Final = frozenset({"Company", "PublicBody", "Organization"})
_RANGES: Final = {
    "asset": frozenset({"Company"}),
    "employee": frozenset({"Person"}),
    "employer": _BODIES,
    "organization": _BODIES,
}
"""What FollowTheMoney lets stand at an end of a link; any actor may stand at the others."""


def ftm(network: Network) -> Iterator[Json]:
    """Organisations and persons, then the sources that tell of their ties, then the ties."""
    schemas = {
        node["id"]: _SCHEMAS.get(node["kind"], "Organization")
        for node in network.nodes
        if node.get("kind") in KIND_GROUPS["actor"]
    }
    derived = {one.name for rule in bundled_rules() for one in rule.relations if one.derived}
    ties = [
        tie
        for tie in network.ties
        if tie.start in schemas and tie.end in schemas and not _is_inferred(tie, derived)
    ]
    cited = {source for tie in ties for source in tie.fields.get("sources", ())}
    yield from (_actor(node, schemas[node["id"]]) for node in network.nodes if node["id"] in schemas)
    yield from (_document(source) for source in network.sources if source.id in cited)
    yield from (_link(tie, schemas, directed=network.directed) for tie in ties)


def _is_inferred(tie: Tie, derived: set[str]) -> bool:
    """Whether no source says so: the tie is marked, or it stands for inferred relations only."""
    return bool(tie.fields.get("derived")) or bool(tie.relations and derived.issuperset(tie.relations))


def _actor(node: Mapping[str, Any], schema: str) -> Json:
    names = [node.get("label_en", ""), node.get("label_ru", "")]
    return _entity(
        node["id"],
        schema,
        name=names if any(names) else [node["id"]],
        country=[node.get("country", "").lower()],
        sector=[node.get("sector", "")],
        classification=[node["kind"]],
    )


def _document(source: SourceRef) -> Json:
    return _entity(
        source.id,
        "Document",
        fileName=[source.id],
        title=[source.title],
        publisher=[source.publisher],
        date=[source.date],
        sourceUrl=[source.url],
    )


def _link(tie: Tie, schemas: Mapping[str, str], *, directed: bool) -> Json:
    """A tie without a direction, or between ends that its schema does not take, is an unknown link."""
    schema, start, end = "UnknownLink", "subject", "object"
    if directed and (known := _LINKS.get(tie.fields.get("relation", ""))) and _fits(tie, known, schemas):
        schema, start, end = known
    is_payment = schema == "Payment"  # which has neither a role nor a status
    return _entity(
        tie.id,
        schema,
        **{
            start: [tie.start],
            end: [tie.end],
            "purpose" if is_payment else "role": tie.relations,
            "summary" if is_payment else "status": [tie.fields.get("status", "")],
            "startDate": [tie.fields.get("from", "")],
            "endDate": [_last_day(tie.fields.get("to", ""))],
            "recordId": [tie.fields.get("via", "")],
            "proof": tie.fields.get("sources", []),
        },
    )


def _fits(tie: Tie, link: tuple[str, str, str], schemas: Mapping[str, str]) -> bool:
    ends = zip(link[1:], (tie.start, tie.end), strict=True)
    return all(role not in _RANGES or schemas[node] in _RANGES[role] for role, node in ends)


def _last_day(end: str) -> str:
    """Our end is the first day on which a tie no longer held, FollowTheMoney's the last on which it did."""
    return (date.fromisoformat(end) - timedelta(days=1)).isoformat() if end else ""


def _entity(identifier: str, schema: str, **properties: list[str]) -> Json:
    """An entity with the properties that are stated, each value once."""
    stated: dict[str, Json] = {
        key: [*dict.fromkeys(filter(None, texts))] for key, texts in properties.items() if any(texts)
    }
    return {"id": identifier, "schema": schema, "properties": stated}
