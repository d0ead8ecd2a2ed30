from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import pytest

from pharmagraph.errors import StoreError
from pharmagraph.graph.columns import FORMAT, Columns, text_columns, write_columns

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_written_is_read(tmp_path: Path) -> None:
    columns = {
        "small": array("B", [1, 2, 3]),
        "large": array("Q", [2**40]),
        "decimal": array("d", [0.5, 0.25]),
        "empty": array("I"),
        **text_columns("name", ["", "alfa", "Бета"]),
    }
    digest = write_columns(tmp_path, columns, {"who": "a test"})
    read = Columns(tmp_path)
    assert read.header["who"] == "a test"
    assert read.header["digest"] == digest
    assert list(read.numbers("small")) == [1, 2, 3]
    assert list(read.numbers("large")) == [2**40]
    assert list(read.decimals("decimal")) == [0.5, 0.25]
    assert list(read.numbers("empty")) == []
    assert [read.texts("name")[place] for place in range(3)] == ["", "alfa", "Бета"]


def test_a_text_is_found_in_a_sorted_list(tmp_path: Path) -> None:
    names = sorted(["b", "a", "ab", "я", "ю", "Z"])
    write_columns(tmp_path, text_columns("name", names), {})
    texts = Columns(tmp_path).texts("name")
    assert [texts.position(name) for name in names] == list(range(6))
    assert [texts.position(name) for name in ("", "aa", "яя")] == [None, None, None]


def test_the_digest_is_of_the_content(tmp_path: Path) -> None:
    one = write_columns(tmp_path, {"n": array("I", [1])}, {"who": "x"})
    assert write_columns(tmp_path, {"n": array("I", [1])}, {"who": "x"}) == one
    assert write_columns(tmp_path, {"n": array("I", [2])}, {"who": "x"}) != one
    assert write_columns(tmp_path, {"n": array("I", [1])}, {"who": "y"}) != one


def test_closing_lets_go_of_the_file(tmp_path: Path) -> None:
    write_columns(tmp_path, {"n": array("I", [1, 2])}, {})
    columns = Columns(tmp_path)
    numbers = columns.numbers("n")
    columns.close()
    with pytest.raises(ValueError, match="released"):
        numbers[0]


def test_what_cannot_be_read_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="build the graph again"):
        Columns(tmp_path)
    (tmp_path / "header.json").write_text("no json", encoding="utf-8")
    with pytest.raises(StoreError, match="build the graph again"):
        Columns(tmp_path)
    write_columns(tmp_path, {"n": array("I", [1])}, {})
    header = tmp_path / "header.json"
    header.write_text(
        header.read_text(encoding="utf-8").replace(f'"format": {FORMAT}', '"format": 99'), encoding="utf-8"
    )
    with pytest.raises(StoreError, match="another version"):
        Columns(tmp_path)


@pytest.mark.parametrize("place", [0, -1])
def test_a_changed_byte_is_noticed(tmp_path: Path, place: int) -> None:
    write_columns(tmp_path, {"n": array("Q", [1, 2, 3])}, {})
    content = bytearray((tmp_path / "arrays.bin").read_bytes())
    content[place] ^= 1
    (tmp_path / "arrays.bin").write_bytes(content)
    with pytest.raises(StoreError, match="damaged"):
        Columns(tmp_path)


def test_a_file_cut_short_is_noticed_however_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pharmagraph.graph.columns._QUICKLY_READ", 0)
    write_columns(tmp_path, {"n": array("Q", [1, 2, 3])}, {})
    Columns(tmp_path).close()
    content = (tmp_path / "arrays.bin").read_bytes()
    (tmp_path / "arrays.bin").write_bytes(content[:-8])
    with pytest.raises(StoreError, match="damaged"):
        Columns(tmp_path)
