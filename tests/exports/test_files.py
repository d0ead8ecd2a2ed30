from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pharmagraph.errors import ExportError
from pharmagraph.exports.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_replaced_as_a_whole_and_nothing_stays_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "answer.csv"
    file.write_bytes(b"old, and longer than the new one")
    file.chmod(0o640)

    write_whole(file, b"new")

    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_a_failure_leaves_the_old_file_and_no_half_of_the_new_one(tmp_path: Path) -> None:
    directory = tmp_path / "answer.csv"
    directory.mkdir()

    with pytest.raises(ExportError, match="cannot be written"):
        write_whole(directory, b"new")

    assert list(tmp_path.iterdir()) == [directory]


def test_a_directory_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="choose another file"):
        write_whole(tmp_path / "nowhere" / "answer.csv", b"new")
