"""What stands between a query that somebody wrote and the engine.

The engine cannot be told to leave the network alone, and deep nesting kills its process, so a text is
looked at first. Two readers must agree that it names no other graph and no endpoint: our own tokens, and
rdflib's grammar. The second is asked only when the forbidden words occur anywhere in the text except as
part of a variable or a local name, where no grammar reads them as keywords.
"""

from __future__ import annotations

import re
import sys
import threading
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, cast

from pharmagraph.errors import LimitError, QueryRefusedError, QuerySyntaxError
from pharmagraph.store.tokens import Token, excerpt, place, scan
from pharmagraph.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

QueryForm = Literal["select", "ask", "construct", "describe"]

MAX_BYTES = 64 * 1024
MAX_DEPTH = 200

_FORMS = ("select", "ask", "construct", "describe")
_UPDATES = ("load", "insert", "delete", "clear", "create", "drop", "copy", "move", "add", "with")
_REFUSALS = {
    "service": "SERVICE is refused, because queries never open the network; ask that endpoint by itself",
    "from": "FROM is refused, because queries never read other graphs; use GRAPH for one source",
}
_NO_QUERY = "SELECT, ASK, CONSTRUCT or DESCRIBE was expected here"
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")
_ESCAPE_LIKE = re.compile(r"\\u[0-9a-f]{4}", re.IGNORECASE)
_KEYWORD = re.compile(r"service|from", re.IGNORECASE)
_VARIABLE_OR_LOCAL_NAME = re.compile(r"(?<![\w)>])[?$]\w+|:\w+")
_BRACKET = re.compile(r"[()\[\]]")
_STACK_BYTES = 512 << 20
_RECURSION = 60_000
_PARSE_S = 10.0
_parsing = threading.Lock()


@lru_cache(maxsize=128)
def check(text: str) -> QueryForm:
    """The form of the query, once nothing in it is refused.

    Syntax is looked at no further than that takes: the engine reports what is left. What may run is
    ``decode(text)``, which is what was looked at.

    Raises:
        LimitError: more than 64 kB, or more than 200 brackets open at once.
        QueryRefusedError: SERVICE, FROM, or an update.
        QuerySyntaxError: it is no query, or rdflib was asked and cannot read it.
    """
    _keep_short(text)
    decoded = decode(text)
    found = keep_small(decoded)
    form = _form(decoded, found)
    if _KEYWORD.search(_VARIABLE_OR_LOCAL_NAME.sub(" ", decoded)):
        _refuse_keywords(decoded, found)
        _refuse_clauses(parse(decoded))
    return form


def keep_small(text: str) -> list[Token]:
    """The tokens of a text that is short and shallow enough to be parsed.

    Raises:
        LimitError: more than 64 kB, or more than 200 brackets open at once.
    """
    _keep_short(text)
    found = list(scan(text))
    _keep_shallow(text, found)
    return found


def _keep_short(text: str) -> None:
    if len(text) > MAX_BYTES or len(text.encode(errors="surrogatepass")) > MAX_BYTES:
        raise LimitError("query length", f"the query is longer than {MAX_BYTES // 1024} kB; shorten it")


def decode(text: str) -> str:
    r"""The text with its ``\u`` escapes written out, as SPARQL reads them before anything else.

    Raises:
        QuerySyntaxError: an escape stands for no character, or for part of another escape.
        QueryRefusedError: a lone carriage return, which grammars disagree about.
    """
    if "\r" in text and re.search(r"\r(?!\n)", text):
        raise QueryRefusedError("the query has a carriage return without a line feed; write plain line ends")
    if "\\" not in text:
        return text

    def character(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        if code > sys.maxunicode or 0xD800 <= code < 0xE000 or code == 0x0D:
            raise _syntax_error(f"{match[0]} is no character", text, match.start())
        return chr(code)

    decoded = _ESCAPE.sub(character, text)
    left = _ESCAPE_LIKE.search(decoded)
    if left is not None:
        raise _syntax_error(f"an escape that makes the escape {left[0]}", decoded, left.start())
    return decoded


def with_prefixes(text: str) -> str:
    """The query with our prefixes declared, where it uses them and does not declare them.

    The declarations stand before the first line, on it, so that reported lines stay right.
    """
    found = list(scan(text))
    declared = {found[at + 1].text for at, word in enumerate(found[:-1]) if word.text.upper() == "PREFIX"}
    used = {token.text.partition(":")[0] for token in found if token.kind == "name"}
    wanted = [name for name in PREFIXES if name in used and f"{name}:" not in declared]
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in wanted) + text


def parse(text: str) -> object:
    """The parse tree of rdflib, which reads SPARQL 1.1 queries.

    The parser is recursive, so it runs in a thread with a large stack. Escapes must be decoded.

    Raises:
        QuerySyntaxError: rdflib cannot read it.
        LimitError: it is nested too deep, or so tangled that reading it takes over 10 s.
    """
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.parser import Query

    outcome: list[object] = []

    def work() -> None:
        try:
            outcome.append(Query.parse_string(text, parse_all=True))
        except (ParseBaseException, RecursionError, ValueError, _TooLongError) as error:
            outcome.append(error)

    _run_with_large_stack(work)
    tree = outcome[0] if outcome else RecursionError()
    if isinstance(tree, ParseBaseException):
        rest = text[tree.loc :].split(maxsplit=1)
        raise _syntax_error(
            f"{rest[0][:40]!r} does not fit here" if rest else "the query ends too early", text, tree.loc
        )
    if isinstance(tree, RecursionError):
        raise LimitError("query nesting", "the query is nested too deep; flatten it")
    if isinstance(tree, _TooLongError):
        raise LimitError("query length", f"the query cannot be checked within {_PARSE_S:g} s; shorten it")
    if isinstance(tree, ValueError):
        raise QuerySyntaxError(str(tree))
    return tree


def algebra(text: str) -> object:
    """The algebra of a query as rdflib translates it, after every check of ``check``.

    Raises:
        QuerySyntaxError: the text is not a query, or its parts do not fit together.
        QueryRefusedError: it asks for something that is never done.
        LimitError: it is too long or nested too deep.
    """
    from rdflib.plugins.sparql.algebra import translateQuery

    check(text)
    tree = parse(with_prefixes(decode(text)))
    outcome: list[object] = []

    def work() -> None:
        try:
            outcome.append(translateQuery(tree).algebra)  # type: ignore[arg-type]
        except Exception as error:  # noqa: BLE001 - rdflib raises bare exceptions where parts do not fit
            outcome.append(error)

    _run_with_large_stack(work)
    if not outcome or isinstance(outcome[0], Exception):
        raise QuerySyntaxError(str(outcome[0]) if outcome else "the query cannot be translated")
    return outcome[0]


class _TooLongError(BaseException):
    """Ends the parser from outside; nothing in it catches this."""


def _run_with_large_stack(work: Callable[[], None]) -> None:
    """Run in a thread that may recurse deeply, and end it there when it takes too long."""
    import ctypes

    with _parsing:
        recursion, stack = sys.getrecursionlimit(), threading.stack_size()
        sys.setrecursionlimit(max(recursion, _RECURSION))
        try:
            threading.stack_size(_STACK_BYTES)
            thread = threading.Thread(target=work, daemon=True)
            thread.start()
        finally:
            threading.stack_size(stack)
        try:
            thread.join(_PARSE_S)
        finally:
            while thread.is_alive():  # once is not enough where a callback of the collector swallows it
                ident = ctypes.c_ulong(thread.ident or 0)
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ident, ctypes.py_object(_TooLongError))
                thread.join(0.05)
            sys.setrecursionlimit(recursion)


def _keep_shallow(text: str, found: list[Token]) -> None:
    """Refuse more than ``MAX_DEPTH`` open brackets, whichever way a ``<`` may be read.

    Brackets that open inside an IRI count as well: after a value the same ``<`` may be a comparison.
    """
    depth = 0
    for token in found:
        most = depth
        if token.kind == "open":
            most = depth = depth + 1
        elif token.kind == "close":
            depth = max(0, depth - 1)
        elif token.kind == "iri":
            inside = depth
            for bracket in _BRACKET.findall(token.text):
                inside += 1 if bracket in "([" else -1
                most = max(most, inside)
            depth = max(depth, inside)
        if most > MAX_DEPTH:
            line, column = place(text, token.start)
            raise LimitError(
                "query nesting",
                f"line {line}, column {column}: more than {MAX_DEPTH} brackets are open; flatten the query",
            )


def _form(text: str, found: list[Token]) -> QueryForm:
    rest = iter(found)
    for token in rest:
        word = token.text.lower()
        if token.kind == "word" and word == "base":
            next(rest, None)
        elif token.kind == "word" and word == "prefix":
            next(rest, None)
            next(rest, None)
        elif token.kind in {"word", "name"} and word.startswith(_FORMS):
            return cast("QueryForm", next(form for form in _FORMS if word.startswith(form)))
        elif token.kind == "word" and word in _UPDATES:
            raise QueryRefusedError(
                f"{token.text.upper()} is refused, because the graph is never changed by a query; "
                "ask with SELECT, ASK, CONSTRUCT or DESCRIBE"
            )
        else:
            raise _syntax_error(_NO_QUERY, text, token.start)
    raise _syntax_error(_NO_QUERY, text, len(text.rstrip()))


def _syntax_error(reason: str, text: str, offset: int) -> QuerySyntaxError:
    line, column = place(text, offset)
    return QuerySyntaxError(reason, line=line, column=column, excerpt=excerpt(text, offset))


def _refuse_keywords(text: str, found: list[Token]) -> None:
    """Refuse the forbidden words in code, also where they are written onto the word before or after."""
    for token in found:
        if token.kind in {"word", "language"}:
            match = _KEYWORD.search(token.text)
        elif token.kind == "name":
            match = _KEYWORD.search(token.text.partition(":")[0])
        else:
            continue
        if match is not None:
            line, column = place(text, token.start)
            raise QueryRefusedError(f"line {line}, column {column}: {_REFUSALS[match[0].casefold()]}")


def _refuse_clauses(tree: object) -> None:
    for name in _node_names(tree):
        if name == "ServiceGraphPattern":
            raise QueryRefusedError(_REFUSALS["service"])
        if name == "DatasetClause":
            raise QueryRefusedError(_REFUSALS["from"])


def _node_names(tree: object) -> Iterator[str]:
    """The names of all nodes of a parse tree, whatever they are nested in."""
    from pyparsing import ParseResults
    from rdflib.plugins.sparql.parserutils import CompValue

    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, CompValue):
            yield node.name
            waiting.extend(node.values())
        elif isinstance(node, (ParseResults, list, tuple, set)):
            waiting.extend(node)
        elif isinstance(node, dict):
            waiting.extend(node.values())
