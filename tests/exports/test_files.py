from __future__ import annotations

import os
import threading
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


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    target, link = tmp_path / "answer.csv", tmp_path / "link.csv"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    dangling = tmp_path / "dangling.csv"
    dangling.symlink_to(tmp_path / "not-yet.csv")
    write_whole(dangling, b"first")
    assert (tmp_path / "not-yet.csv").read_bytes() == b"first"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="signals as on POSIX")
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    write_whole(pipe, b"x" * 100_000)
    reader.join(timeout=10)
    assert read == [b"x" * 100_000]
    assert pipe.is_fifo()
