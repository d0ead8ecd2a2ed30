from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pharmagraph.cli.ends import read_pairs
from pharmagraph.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("a,b\nc,d\n", [(1, "a", "b"), (2, "c", "d")]),
        ("\ufeffid;End;Start\n1;b;a\n", [(2, "a", "b")]),
        ('a\t"b, c"\n\n d \te\textra\n', [(1, "a", "b, c"), (3, "d", "e")]),
        ("", []),
    ],
)
def test_pairs_are_read_whatever_sets_them_apart(
    text: str, pairs: list[tuple[int, str, str]], tmp_path: Path
) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text(text, encoding="utf-8")
    assert list(read_pairs(str(file))) == pairs


def test_what_is_no_text_of_pairs_is_refused_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    file.write_bytes("Химрар,PD-1\n".encode("cp1251"))
    with pytest.raises(ConfigError, match="cannot be read as UTF-8 text"):
        list(read_pairs(str(file)))
    file.write_text("a,b\nc,\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="line 2: a pair is two names, not 'c,'"):
        list(read_pairs(str(file)))
    with pytest.raises(ConfigError, match=r"none\.csv"):
        list(read_pairs(str(tmp_path / "none.csv")))
