"""Tables of a user's own, one right row each; they are read beside the bundled ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ROWS = {
    "sources.tsv": {
        "id": "my-article", "title": "My article", "publisher": "Me", "kind": "press", "language": "en",
        "url": "https://example.org/article", "date": "2025-06-18",
    },
    "organisations.tsv": {
        "id": "alpha-firm", "type": "company", "name_en": "Alpha", "name_ru": "Альфа", "country": "RU",
        "sector": "industry", "sources": "my-article", "confidence": "high",
    },
    "stakes.tsv": {
        "id": "alpha-rdif", "owner": "alpha-firm", "owned": "rdif", "kind": "shareholding", "share": "0.1",
        "status": "in-force", "last_confirmed": "2026-06-18", "sources": "my-article", "confidence": "high",
    },
    "mechanisms.tsv": {
        "id": "my-mechanism", "drug": "abemaciclib", "target": "cdk4", "action": "binder", "sources": "my-article",
    },
}  # fmt: skip


def write_tables(directory: Path, change: str = "") -> Path:
    """The tables, one of them changed as a seed says: ``file: column=value|column=value``.

    The column ``*`` is the whole text of the file, ``+`` a further cell without a column.
    """
    changed, _, edits = change.partition(": ")
    directory.mkdir(exist_ok=True)
    for name in dict.fromkeys([*ROWS, *filter(None, [changed])]):
        cells = dict(ROWS.get(name, {}))
        further = ""
        for edit in edits.split("|") if name == changed else []:
            column, _, value = edit.partition("=")
            if column == "+":
                further = f"\t{value}"
            else:
                cells[column] = value
        text = cells.get("*") or "\t".join(cells) + "\n" + "\t".join(cells.values()) + further + "\n"
        (directory / name).write_text(text, encoding="utf-8")
    return directory


def add_row(directory: Path, name: str, **cells: str) -> None:
    """A further row of a table that is there: that of ``ROWS`` with some cells changed."""
    row = ROWS[name] | cells
    with (directory / name).open("a", encoding="utf-8") as file:
        file.write("\t".join(row.values()) + "\n")
