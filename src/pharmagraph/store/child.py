"""The program of the worker: it holds a store, reads queries from standard input, answers on standard output.

It is started by path, with nothing on its search path but the engine, and imports nothing of this package
and nothing slow. A request is a head (seconds, format, length) and the text of a query; a reply is a head
(kind, length) and its bytes. No pickle is read on either side.
"""

from __future__ import annotations

import faulthandler
import os
import struct
import sys

if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])

import pyoxigraph as ox

REQUEST = struct.Struct(">d8sI")
REPLY = struct.Struct(">cQ")
READY, ANSWER, SYNTAX, UNANSWERED, FAILURE = b"R", b"A", b"S", b"U", b"F"
SOLUTION_FORMATS = {"srj": "JSON", "srx": "XML", "srcsv": "CSV", "srtsv": "TSV"}
GRAPH_FORMATS = {"ttl": "TURTLE", "nt": "N_TRIPLES", "trig": "TRIG", "jsonld": "JSON_LD", "rdfxml": "RDF_XML"}

_GRACE_S = 1.0
_TABLES_OPENED_AT_ONCE = 16


def main(directory: str, memory_mb: int) -> None:
    """Answer until standard input ends.

    Standard input begins with a request whose text lists the prefixes, one ``name IRI`` a line.
    """
    prefixes = dict(line.split(" ") for line in _request()[2].splitlines())
    try:
        store = ox.Store.read_only(directory)
        _answer(store, "SELECT ?s WHERE { ?s ?p ?o } LIMIT 1", "srj", prefixes)
    except (OSError, RuntimeError) as error:
        _reply(FAILURE, str(error).encode())
        return
    _confine(directory, memory_mb)
    _reply(READY, b"")
    while True:
        time_s, format_name, text = _request()
        if not format_name:
            return
        faulthandler.dump_traceback_later(time_s + _GRACE_S, exit=True)  # should the parent be gone
        kind, answer = _answer(store, text, format_name, prefixes)
        faulthandler.cancel_dump_traceback_later()
        _reply(kind, answer)


def _answer(store: ox.Store, text: str, format_name: str, prefixes: dict[str, str]) -> tuple[bytes, bytes]:
    try:
        found = store.query(text, prefixes=prefixes)
        if isinstance(found, ox.QueryTriples):
            return ANSWER, found.serialize(format=getattr(ox.RdfFormat, GRAPH_FORMATS[format_name])) or b""
        return ANSWER, found.serialize(
            format=getattr(ox.QueryResultsFormat, SOLUTION_FORMATS[format_name])
        ) or b""
    except SyntaxError as error:
        return SYNTAX, str(error).encode()
    except (RuntimeError, ValueError) as error:
        return UNANSWERED, str(error).encode()
    except OSError as error:
        return FAILURE, str(error).encode()


def _confine(directory: str, memory_mb: int) -> None:
    """Take away memory beyond the limit and, once the store has its files open, the opening of others."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    limits = [(resource.RLIMIT_AS, _mapped_already() + (memory_mb << 20))]
    if _keeps_tables_open(directory):
        limits.append((resource.RLIMIT_NOFILE, 0))
    for kind, most in limits:
        _, hard = resource.getrlimit(kind)
        try:
            resource.setrlimit(kind, (most, hard))
        except (OSError, ValueError):  # some systems have no such limit
            continue


def _mapped_already() -> int:
    """The address space in use, of which the engine's threads only reserve the larger part."""
    try:
        with open("/proc/self/statm", encoding="ascii") as sizes:  # noqa: PTH123
            return int(sizes.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 1 << 29


def _keeps_tables_open(directory: str) -> bool:
    """Whether the engine has every table of the store open: it opens a few at once, others on demand."""
    tables = sum(name.endswith(".sst") for name in os.listdir(directory))  # noqa: PTH208
    if tables <= _TABLES_OPENED_AT_ONCE:
        return True
    try:
        numbers = os.listdir("/proc/self/fd")[:-1]  # noqa: PTH208
        opened = [os.readlink(f"/proc/self/fd/{number}") for number in numbers]  # noqa: PTH115
    except OSError:
        return False
    return sum(name.endswith(".sst") for name in opened) >= tables


def _request() -> tuple[float, str, str]:
    head = sys.stdin.buffer.read(REQUEST.size)
    if len(head) < REQUEST.size:
        return 0.0, "", ""
    time_s, format_name, length = REQUEST.unpack(head)
    return time_s, format_name.rstrip(b"\0").decode(), sys.stdin.buffer.read(length).decode()


def _reply(kind: bytes, answer: bytes) -> None:
    sys.stdout.buffer.write(REPLY.pack(kind, len(answer)))
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[2], int(sys.argv[3]))
