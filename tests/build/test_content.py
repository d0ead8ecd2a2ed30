from __future__ import annotations

import hashlib
import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharmagraph.build.content import Content, SortedLines, merged
from pharmagraph.model import IRI, Literal, Statement
from pharmagraph.vocab import DERIVED_GRAPH, RETRACTED_GRAPH

if TYPE_CHECKING:
    from pathlib import Path

A, B, P = IRI("urn:a"), IRI("urn:b"), IRI("urn:p")


def drained(lines: SortedLines) -> list[bytes]:
    return [line for batch in lines.batches() for line in batch]


@given(st.lists(st.lists(st.binary(max_size=2), unique=True).map(sorted), max_size=5))
def test_sorted_runs_come_out_as_one(runs: list[list[bytes]]) -> None:
    merge = [line for batch in merged([iter(run) for run in runs]) for line in batch]
    assert merge == sorted({line for run in runs for line in run})


def test_blocks_of_long_runs_meet_in_order() -> None:
    draw = random.Random(1)
    runs = [sorted({b"%06d\n" % draw.randrange(10**5) for _ in range(30_000)}) for _ in range(3)]
    merge = [line for batch in merged([iter(run) for run in runs]) for line in batch]
    assert merge == sorted(set().union(*runs))


@pytest.mark.parametrize("most_in_memory", [1, 2, 100])
def test_lines_are_sorted_once_each_in_memory_and_on_disk(tmp_path: Path, most_in_memory: int) -> None:
    lines = SortedLines(tmp_path, most_in_memory=most_in_memory)
    for line in (b"c\n", b"a\n", b"c\n", b"b\n"):
        lines.add([line])
    assert bool(list(tmp_path.iterdir())) is (most_in_memory < 4)
    assert drained(lines) == [b"a\n", b"b\n", b"c\n"]
    assert list(tmp_path.iterdir()) == []
    assert drained(lines) == []


@pytest.mark.parametrize("most_in_memory", [1, 100])
def test_lines_apart_join_or_are_dropped_together(tmp_path: Path, most_in_memory: int) -> None:
    lines = SortedLines(tmp_path, most_in_memory=most_in_memory)
    lines.add([b"b\n"])
    wanted, unwanted = lines.apart(), lines.apart()
    wanted.add([b"a\n", b"b\n"])
    unwanted.add([b"z\n"])
    lines.join(wanted)
    unwanted.drop()
    assert drained(lines) == [b"a\n", b"b\n"]
    assert list(tmp_path.iterdir()) == []


def settled(scratch: Path, *lines: str) -> Content:
    content = Content(scratch)
    content.quads.add(f"{line} .\n".encode() for line in lines)
    content.settle()
    return content


def test_a_statement_of_two_sources_is_two_quads_and_one_triple(tmp_path: Path) -> None:
    content = settled(
        tmp_path,
        '<urn:a> <urn:p> "x"@ru <urn:g>',
        '<urn:a> <urn:p> "x" <urn:h>',
        '<urn:a> <urn:p> "x" <urn:g>',
        '<urn:a> <urn:p> "x" <urn:g>',
    )
    assert content.triples_file.read_text() == '<urn:a> <urn:p> "x" .\n<urn:a> <urn:p> "x"@ru .\n'
    assert content.counts() == {"": 2, "urn:g": 2, "urn:h": 1}


def test_what_only_a_retracted_graph_says_is_no_triple(tmp_path: Path) -> None:
    old = RETRACTED_GRAPH["old"]
    content = settled(
        tmp_path,
        f"<urn:a> <urn:p> <urn:both> <{old}>",
        "<urn:a> <urn:p> <urn:both> <urn:g>",
        f"<urn:a> <urn:p> <urn:wrong> <{old}>",
    )
    assert content.known() == {"<urn:a> <urn:p> <urn:both> .\n"}
    assert content.counts() == {"": 1, old: 2, "urn:g": 1}


def test_a_statement_that_ends_one_batch_and_begins_the_next_is_one_triple(tmp_path: Path) -> None:
    # 20,000 graphs tell it: more than a batch holds
    content = settled(tmp_path, *(f"<urn:a> <urn:p> <urn:b> <urn:g{n:05}>" for n in range(20_000)))
    assert content.known() == {"<urn:a> <urn:p> <urn:b> .\n"}
    assert content.counts()[""] == 1


def test_derived_statements_count_and_are_hashed_in_their_place(tmp_path: Path) -> None:
    content = settled(tmp_path, "<urn:b> <urn:p> <urn:b> <urn:g>")
    rule = DERIVED_GRAPH["rule"]
    content.derive([Statement(A, P, B, rule)])
    content.derive([Statement(B, P, Literal("c"), rule)])
    assert content.counts() == {"": 3, rule: 2, "urn:g": 1}
    assert content.derived_file.read_text() == f'<urn:b> <urn:p> "c" .\n<urn:b> <urn:p> "c" <{rule}> .\n'
    lines = [
        "<urn:a> <urn:p> <urn:b> .\n",
        '<urn:b> <urn:p> "c" .\n',
        "<urn:b> <urn:p> <urn:b> .\n",
        f"<urn:a> <urn:p> <urn:b> <{rule}> .\n",
        f'<urn:b> <urn:p> "c" <{rule}> .\n',
        "<urn:b> <urn:p> <urn:b> <urn:g> .\n",
    ]
    assert content.digest() == hashlib.sha256("".join(lines).encode()).hexdigest()
