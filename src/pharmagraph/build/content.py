"""What a build has taken in, as sorted N-Quads lines, on disk where they are too many for memory.

Only the quads are kept. The merged default graph is what they say without their graphs, so one pass over
the sorted quads gives its triples, sorted too.
"""

from __future__ import annotations

import hashlib
import tempfile
from bisect import bisect_right
from collections import Counter, defaultdict
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from pharmagraph.store.nquads import quad_line
from pharmagraph.vocab import RETRACTED_GRAPH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pharmagraph.model import Statement

MOST_IN_MEMORY = 1 << 20
"""So many lines are sorted at once: about 200 MB of them."""

_BLOCK = 1 << 13
_RETRACTED = f"{RETRACTED_GRAPH}".encode()


def lines_of(statements: Iterable[Statement]) -> list[bytes]:
    """The statements as lines of the named graphs."""
    return [quad_line(one.subject, one.predicate, one.object, one.named_graph).encode() for one in statements]


class SortedLines:
    """Lines in the order of their bytes, each once, however often it was added."""

    def __init__(self, scratch: Path, *, most_in_memory: int = MOST_IN_MEMORY) -> None:
        self._scratch = scratch
        self._most = most_in_memory
        self._waiting: list[bytes] = []
        self._runs: list[Path] = []

    def add(self, lines: Iterable[bytes]) -> None:
        """Take lines in."""
        self._waiting.extend(lines)
        if len(self._waiting) >= self._most:
            with tempfile.NamedTemporaryFile(dir=self._scratch, delete=False) as run:
                run.write(b"".join(self._sorted()))
            self._runs.append(Path(run.name))

    def apart(self) -> SortedLines:
        """A place for lines that are to be joined, or to be dropped, together."""
        return SortedLines(self._scratch, most_in_memory=self._most)

    def join(self, other: SortedLines) -> None:
        """Take over all that another holds."""
        self._runs += other._runs
        self.add(other._waiting)
        other._runs, other._waiting = [], []

    def drop(self) -> None:
        """Let go of all lines."""
        for run in self._runs:
            run.unlink()
        self._runs, self._waiting = [], []

    def batches(self) -> Iterator[list[bytes]]:
        """All lines, many at a time; none is left afterwards."""
        with ExitStack() as open_files:
            runs = [open_files.enter_context(run.open("rb")) for run in self._runs]
            yield from merged([*runs, iter(self._sorted())])
        self.drop()

    def _sorted(self) -> list[bytes]:
        """The lines in memory, which do not stay there."""
        lines, self._waiting = self._waiting, []
        lines.sort()
        return list(dict.fromkeys(lines))


def merged(runs: Sequence[Iterator[bytes]]) -> Iterator[list[bytes]]:
    """The lines of sorted runs in one order, each once, many at a time."""
    blocks = [list(islice(run, _BLOCK)) for run in runs]
    while any(blocks):
        # Up to the first end of a block, no line can come any more that is not in a block.
        bound = min(block[-1] for block in blocks if block)
        parts = []
        for number, block in enumerate(blocks):
            cut = bisect_right(block, bound)
            parts += [block[:cut]] if cut else []
            blocks[number] = block[cut:] or list(islice(runs[number], _BLOCK))
        yield parts[0] if len(parts) == 1 else list(dict.fromkeys(sorted(chain(*parts))))


class Content:
    """The statements of a build: what is read, and then what is derived from it.

    What is read is added to ``quads``; ``settle`` writes it to the files that are loaded; ``derive`` comes
    after it, as often as there is something new.
    """

    def __init__(self, scratch: Path) -> None:
        self.triples_file = scratch / "triples.nt"
        self.quads_file = scratch / "quads.nq"
        self.derived_file = scratch / "derived.nq"
        self.quads = SortedLines(scratch)
        self._derived_triples: list[bytes] = []
        self._derived_quads: list[bytes] = []
        self._n_triples = 0
        self._told: Counter[bytes] = Counter()

    def settle(self) -> None:
        """Write ``quads_file`` and ``triples_file``."""
        last = b""
        with self.quads_file.open("wb") as quads, self.triples_file.open("wb") as triples:
            for batch in self.quads.batches():
                parts = [line.rpartition(b" <") for line in batch]
                told = Counter([end for _, _, end in parts])
                self._told.update(told)
                retracted = {end for end in told if end.startswith(_RETRACTED)}
                heads = dict.fromkeys([head for head, _, end in parts if end not in retracted])
                heads.pop(last, None)
                last = next(reversed(heads), last)
                self._n_triples += len(heads)
                quads.write(b"".join(batch))
                triples.write(b" .\n".join([*heads, b""]))

    def known(self) -> set[str]:
        """The lines of the default graph, before anything is derived."""
        with self.triples_file.open(encoding="utf-8", newline="\n") as lines:
            return set(lines)

    def derive(self, statements: Iterable[Statement]) -> None:
        """Take in derived statements, none of which was there, and write them to ``derived_file``."""
        quads = lines_of(statements)
        parts = [line.rpartition(b" <") for line in quads]
        triples = [head + b" .\n" for head, _, _ in parts]
        self._told.update([end for _, _, end in parts])
        self._n_triples += len(triples)
        self._derived_quads += quads
        self._derived_triples += triples
        with self.derived_file.open("wb") as stream:
            stream.writelines(triples)
            stream.writelines(quads)

    def derived_digests(self) -> dict[str, str]:
        """SHA-256 of the sorted lines of each named graph that something was derived into, by its name."""
        lines: dict[bytes, list[bytes]] = defaultdict(list)
        for line in sorted(self._derived_quads):
            lines[line.rpartition(b" <")[2]].append(line)
        return {
            end.removesuffix(b"> .\n").decode(): hashlib.sha256(b"".join(told)).hexdigest()
            for end, told in lines.items()
        }

    def counts(self) -> dict[str, int]:
        """How many statements each named graph has, by name; the default graph under the empty name."""
        told = {end.removesuffix(b"> .\n").decode(): count for end, count in self._told.items()}
        return {"": self._n_triples, **dict(sorted(told.items()))}

    def digest(self) -> str:
        """SHA-256 of the sorted lines: the same for the same inputs on any machine."""
        digest = hashlib.sha256()
        for file, derived in (
            (self.triples_file, self._derived_triples),
            (self.quads_file, self._derived_quads),
        ):
            with file.open("rb") as lines:
                for batch in merged([lines, iter(sorted(derived))]):
                    digest.update(b"".join(batch))
        return digest.hexdigest()
