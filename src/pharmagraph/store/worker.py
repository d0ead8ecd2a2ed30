"""Queries from people, answered by a process of their own that can be ended.

A running query cannot be stopped from inside, and a hostile one can take its process down. So the store is
opened once more, to read only, in a small child process: at the deadline the child is ended and the next
query gets a new one. What was asked has passed ``store.guard`` before.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import weakref
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self, cast

import pyoxigraph as ox

from pharmagraph.errors import (
    ExportError,
    LimitError,
    QueryError,
    QueryTimeoutError,
    StoreEmptyError,
    StoreError,
)
from pharmagraph.store import child, guard, terms
from pharmagraph.store.complaints import syntax_error
from pharmagraph.vocab import PREFIXES

if TYPE_CHECKING:
    from types import TracebackType

    from pharmagraph.model import Table
    from pharmagraph.store.port import Triple

SOLUTION_FORMATS = tuple(child.SOLUTION_FORMATS)
"""How a SELECT or ASK can be written: the W3C formats in JSON, XML, CSV and TSV."""

GRAPH_FORMATS = tuple(child.GRAPH_FORMATS)
"""How a CONSTRUCT or DESCRIBE can be written."""

LEAST_MEMORY_MB = 512
_START_S = 30.0
_STACK_OVERFLOW = {-11, -10, -4, 0xC00000FD}


class QueryWorker:
    """Answers queries on the store in ``directory``, one at a time, each within its time and memory.

    Every asking method raises:
        QuerySyntaxError, QueryRefusedError: the query does not parse or asks for what is never done.
        QueryTimeoutError: it was ended at its deadline.
        LimitError: it is too long or too deep, or used up the memory.
    """

    def __init__(self, directory: Path, *, timeout_s: float = 60.0, memory_mb: int = 2048) -> None:
        if memory_mb < LEAST_MEMORY_MB:
            raise ValueError(f"a worker needs at least {LEAST_MEMORY_MB} MB")
        if not (directory / "CURRENT").is_file():
            raise StoreEmptyError(directory)
        self.timeout_s = timeout_s
        self._command = _command(directory, memory_mb)
        self._lock = threading.Lock()
        self._child: _Child | None = None
        self._running: list[_Child] = []
        self._finalizer = weakref.finalize(self, _end_all, self._running)

    def select(self, text: str, *, timeout_s: float | None = None) -> Table:
        """The solutions of a SELECT, in the order of the engine."""
        self._expect(text, "select")
        return terms.table_from_tsv(self._ask(text, "srtsv", timeout_s))

    def ask(self, text: str, *, timeout_s: float | None = None) -> bool:
        """Whether the pattern of an ASK has a solution."""
        self._expect(text, "ask")
        return self._ask(text, "srtsv", timeout_s) == b"true"

    def construct(self, text: str, *, timeout_s: float | None = None) -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE, each once, in the order of the engine."""
        self._expect(text, "construct", "describe")
        answer = self._ask(text, "nt", timeout_s)
        return terms.triples(quad.triple for quad in ox.parse(answer, format=ox.RdfFormat.N_TRIPLES))

    def results(self, text: str, format: str, *, timeout_s: float | None = None) -> bytes:  # noqa: A002
        """The answer as the engine writes it, in one of ``SOLUTION_FORMATS`` or ``GRAPH_FORMATS``.

        Raises:
            ExportError: the format is unknown or not one for this form of query.
        """
        form = guard.check(text)
        fitting = SOLUTION_FORMATS if form in {"select", "ask"} else GRAPH_FORMATS
        if format not in fitting:
            raise ExportError(
                f"the answer to {form.upper()} cannot be written as {format}, but as {', '.join(fitting)}"
            )
        return self._ask(text, format, timeout_s)

    def close(self) -> None:
        """End the process; a later query starts a new one."""
        with self._lock:
            self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _expect(self, text: str, *forms: str) -> None:
        form = guard.check(text)
        if form not in forms:
            raise QueryError(f"the query is {form.upper()}, and {' or '.join(forms).upper()} was wanted")

    def _ask(self, text: str, format_name: str, timeout_s: float | None) -> bytes:
        time_s = self.timeout_s if timeout_s is None else timeout_s
        asked = guard.decode(text)
        with self._lock:
            try:
                kind, answer = self._living().ask(asked, format_name, time_s)
            except _ChildEndedError as error:
                ended = self._child
                self._end()
                if error.at_deadline or ended is None:
                    raise QueryTimeoutError(time_s) from None
                raise ended.limit() from None
            except BaseException:  # Ctrl-C while it works: the answer is not wanted any more
                self._end()
                raise
        if kind == child.SYNTAX:
            raise syntax_error(answer.decode(), asked)
        if kind == child.UNANSWERED:
            raise QueryError(f"the engine cannot answer: {answer.decode()}")
        if kind == child.FAILURE:
            raise StoreError(f"the store cannot be read: {answer.decode()}; build the graph again")
        return answer

    def _living(self) -> _Child:
        if self._child is None or not self._child.lives():
            self._end()
            self._child = _Child(self._command)
            self._running.append(self._child)
        return self._child

    def _end(self) -> None:
        if self._child is not None:
            self._running.remove(self._child)
            self._child.end()
            self._child = None


def _command(directory: Path, memory_mb: int) -> list[str]:
    engine = Path(ox.__file__).parent.parent
    return [
        sys.executable, "-I", "-S", "-X", "utf8", str(Path(child.__file__)),
        str(engine), str(directory.resolve()), str(memory_mb),
    ]  # fmt: skip


class _ChildEndedError(Exception):
    """The process ended before it answered."""

    def __init__(self, *, at_deadline: bool) -> None:
        super().__init__()
        self.at_deadline = at_deadline


class _Child:
    """One running process and its two pipes."""

    def __init__(self, command: list[str]) -> None:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the parent, which then ends us
        )
        self._process = process
        self._spent = False
        self._requests, self._replies = cast("tuple[IO[bytes], IO[bytes]]", (process.stdin, process.stdout))
        prefixes = "\n".join(f"{name} {namespace}" for name, namespace in PREFIXES.items())
        try:
            kind, message = self.ask(prefixes, "", _START_S)
        except _ChildEndedError as error:
            self.end()
            raise StoreError("the process for queries does not start; reinstall pharmagraph") from error
        except BaseException:
            self.end()
            raise
        if kind != child.READY:
            self.end()
            raise StoreError(f"the store cannot be read: {message.decode()}; build the graph again")

    def lives(self) -> bool:
        return not self._spent and self._process.poll() is None

    def ask(self, text: str, format_name: str, time_s: float) -> tuple[bytes, bytes]:
        """The reply to one request; the process is ended at the deadline."""
        content = text.encode()
        passed = threading.Event()

        def deadline() -> None:
            passed.set()
            self._process.kill()

        timer = threading.Timer(time_s, deadline)
        timer.daemon = True
        timer.start()
        try:
            self._requests.write(child.REQUEST.pack(time_s, format_name.encode(), len(content)) + content)
            self._requests.flush()
            kind, length = child.REPLY.unpack(self._exactly(child.REPLY.size))
            return bytes(kind), self._exactly(length)
        except (BrokenPipeError, EOFError) as error:
            raise _ChildEndedError(at_deadline=passed.is_set()) from error
        finally:
            timer.cancel()
            timer.join()
            self._spent = passed.is_set()

    def limit(self) -> LimitError:
        """What must have ended the process, now that it is gone."""
        if self._process.returncode in _STACK_OVERFLOW:
            return LimitError(
                "stack", "the query is too deep for the engine, whose process was ended; flatten it"
            )
        return LimitError("memory", "the query used up its memory, and its process was ended; narrow it")

    def _exactly(self, length: int) -> bytes:
        content = self._replies.read(length)
        if len(content) < length:
            raise EOFError
        return content

    def end(self) -> None:
        """Kill the process and wait until it is gone."""
        self._process.kill()
        self._process.wait()
        self._replies.close()
        try:
            self._requests.close()
        except BrokenPipeError:
            return


def _end_all(running: list[_Child]) -> None:
    for each in running:
        each.end()
