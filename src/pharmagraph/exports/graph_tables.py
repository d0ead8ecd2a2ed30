"""A network as tables: two files for ``neo4j-admin``, a workbook for spreadsheets."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any, Final

from pharmagraph.exports.graph_rows import SOURCE_KEYS, joined, source_row, types_of
from pharmagraph.exports.tables import Sheet, columns, render_xlsx

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pharmagraph.exports.graph_rows import Network
    from pharmagraph.model import Lang

_NEO4J_TYPES: Final = {bool: ":boolean", int: ":long", float: ":double", list: ":string[]"}
_DATES: Final = frozenset({"from", "to"})


def neo4j(network: Network) -> bytes:
    """A zip of ``nodes.csv`` and ``relationships.csv`` with headings for ``neo4j-admin database import``."""
    nodes = [
        {
            "id:ID": node["id"],
            ":LABEL": _label(node.get("kind", "")),
            **{key: value for key, value in node.items() if key != "id"},
        }
        for node in network.nodes
    ]
    ties = [
        {
            ":START_ID": tie.start,
            ":END_ID": tie.end,
            ":TYPE": _type(tie.fields.get("relation", "")),
            "id": tie.id,
            **tie.fields,
        }
        for tie in network.ties
    ]
    return _zipped(
        {
            "nodes.csv": _csv(("id:ID", ":LABEL"), nodes),
            "relationships.csv": _csv((":START_ID", ":END_ID", ":TYPE"), ties),
        }
    )


def _label(kind: str) -> str:
    """The kind in Neo4j's way of writing labels: ``GovernmentBody``."""
    return "".join(word.capitalize() for word in re.findall(r"\w+", kind)) or "Thing"


def _type(relation: str) -> str:
    """The relation in Neo4j's way of writing types: ``HOLDS_POST_AT``."""
    return re.sub(r"\W+", "_", relation).upper() or "TIED_WITH"


def _csv(first: Iterable[str], rows: list[dict[str, Any]]) -> bytes:
    """What is there is quoted, also the empty text; an unquoted cell is what is not there, Neo4j's null."""
    types = {**dict.fromkeys(first, str), **types_of(rows)}
    headings = [key + (":date" if key in _DATES else _NEO4J_TYPES.get(types[key], "")) for key in types]
    lines = [headings, *([_cell(row.get(key), key) for key in types] for row in rows)]
    return "".join(",".join(line) + "\n" for line in lines).encode("utf-8", "replace")


def _cell(value: Any, key: str) -> str:
    if value is None or (key in _DATES and not value):
        return ""
    if isinstance(value, list):
        value = ";".join(str(item).replace(";", "%3B") for item in value)
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return '"' + text.replace('"', '""') + '"'


def _zipped(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))  # not the clock's
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return stream.getvalue()


def workbook(network: Network, lang: Lang) -> bytes:
    """Nodes, ties, sources and what is said of the network as a whole, each on a sheet."""
    ties = [{"start": tie.start, "end": tie.end, "id": tie.id, **tie.fields} for tie in network.ties]
    sheets = (
        _sheet(("id", "iri"), network.nodes),
        _sheet(("start", "end", "id"), ties),
        _sheet(SOURCE_KEYS, [source_row(source) for source in network.sources]),
        _sheet(("key", "value"), [{"key": key, "value": value} for key, value in network.about.items()]),
    )
    names = {"ru": ("Узлы", "Связи", "Источники", "О сети"), "en": ("Nodes", "Ties", "Sources", "About")}
    return render_xlsx(list(zip(names[lang], sheets, strict=True)), lang=lang)


def _sheet(first: Iterable[str], rows: Sequence[Mapping[str, Any]]) -> Sheet:
    """The rows under the keys in ``first`` and whatever other keys they have."""
    keys = [*dict.fromkeys([*first, *(key for row in rows for key in row)])]
    return Sheet(
        columns(*((key, key, key) for key in keys)),
        tuple(tuple(joined(row.get(key)) for key in keys) for row in rows),
    )
