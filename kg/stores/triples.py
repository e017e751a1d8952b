"""A graph folder: an Oxigraph store on disk, with one named graph an article and the union of them all as default.

In the union each thing has one name, one state code and so on, chosen as `kg.graph.merge` does (`kg.stores.union`).

What an article says is replaced in one transaction, whatever it said before; nothing else is kept than the quads, so
the `Graph` read back from the store is all that there is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, TypeGuard

import pyoxigraph
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, Store, Triple, Variable

from kg.errors import GraphError, QueryError
from kg.graph import version
from kg.outputs import rdf
from kg.outputs.rdf import terms
from kg.stores.union import SINGLE, settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from kg.model import Graph

Value: TypeAlias = str | int | float | bool
"""A value in a row of a result, or for a parameter."""

_ROOM = "triples"
_DRAFTS = f"{terms.ID}draft/"
_SAID, _COME, _GONE = (NamedNode(_DRAFTS + name) for name in ("said", "come", "gone"))
"""Drafts of a replacement: what an article says now, and what comes into and goes from the union."""

_REPLACE = f"""
DELETE {{{{ ?s ?p ?o }}}} WHERE {{{{ GRAPH <{_GONE.value}> {{{{ ?s ?p ?o }}}} }}}} ;
INSERT {{{{ ?s ?p ?o }}}} WHERE {{{{ GRAPH <{_COME.value}> {{{{ ?s ?p ?o }}}} }}}} ;
CLEAR SILENT GRAPH <{{name}}> ;
INSERT {{{{ GRAPH <{{name}}> {{{{ ?s ?p ?o }}}} }}}} WHERE {{{{ GRAPH <{_SAID.value}> {{{{ ?s ?p ?o }}}} }}}} ;
DROP SILENT GRAPH <{_SAID.value}> ; DROP SILENT GRAPH <{_COME.value}> ; DROP SILENT GRAPH <{_GONE.value}>
"""
"""The text is the same for all articles but for the name of the graph, which is built from an id."""

_TOKEN = re.compile(
    r"\"{3}(?:[^\"\\]|\\.|\"(?!\"\"))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}"
    r"|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'"
    r"|<[^<>\"{}|^`\\\s]*>|#[^\n]*|[?$]\w+|[\w.-]*:[\w.:%-]*|(?P<word>\w+)",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_NATIVE: dict[str, Callable[[str], Value]] = {
    "integer": int,
    "decimal": float,
    "double": float,
    "float": float,
    "boolean": "true".__eq__,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryResult:
    """The answer to a query as a table.

    SELECT gives its variables without the parameters, ASK one column `answer`, CONSTRUCT and DESCRIBE `subject`,
    `predicate` and `object`. IRIs, dates and the like are strings; what is unbound is None.
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[Value | None, ...], ...]


class TripleStore:
    """The store of a graph folder; a context manager that closes it."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder

    @classmethod
    def open(cls, folder: Path, *, create: bool = False, read_only: bool = False) -> TripleStore:
        """The store in `folder`; with `create` a new one where there is none.

        A store may be read by many at once, but not while another process writes to it.

        Raises:
            GraphError: The folder is missing, is no graph folder, cannot be written, or is in use by another process.
        """
        room = folder / _ROOM
        if not room.is_dir():
            _prepare(folder, create=create)
        try:
            store = Store.read_only(str(room)) if read_only else Store(str(room))
        except (OSError, RuntimeError) as error:
            raise _unopened(folder, error) from error
        return cls(store, folder)

    def close(self) -> None:
        """Nothing; the folder is free for others afterwards."""
        del self._store

    def __enter__(self) -> TripleStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, graph: Graph) -> bool:
        """Whether the store changed by taking in `graph`, all that is now said by its one article.

        What the article said before is replaced, unless the store holds a later version of it (`kg.graph.version`).

        Raises:
            GraphError: `graph` has not exactly one article, or the folder cannot be written.
        """
        if len(graph.articles) != 1:
            raise GraphError(f"{self._folder}: takes the graph of one article at a time, not of {len(graph.articles)}")
        name, article = (terms.node(kind, graph.articles[0].id) for kind in ("graph", "article"))
        new = set(rdf.triples(graph))
        old = {quad.triple for quad in self._store.quads_for_pattern(None, None, None, name)}
        if new == old or (old and _version(old, article) > _version(new, article)):
            return False
        try:
            self._put(name, new, old)
        except OSError as error:
            raise GraphError(f"{self._folder}: cannot be written ({_reason(error)}); is the disk full?") from error
        return True

    def _put(self, name: NamedNode, new: set[Triple], old: set[Triple]) -> None:
        come, gone = self._changes(name, new, old)
        if not old and not gone:
            self._store.extend([*_in(new, name), *_in(come, DefaultGraph())])
            return
        for draft in (_SAID, _COME, _GONE):
            self._store.remove_graph(draft)
        self._store.extend([*_in(new, _SAID), *_in(come, _COME), *_in(gone, _GONE)])
        self._store.update(_REPLACE.format(name=name.value))

    def _changes(self, name: NamedNode, new: set[Triple], old: set[Triple]) -> tuple[set[Triple], set[Triple]]:
        """What comes into the union and what goes from it when the graph `name` says `new` and no longer `old`."""
        said: dict[Any, set[Triple]] = {triple.subject: set() for triple in old ^ new}
        for triple in new:
            if triple.subject in said:
                said[triple.subject].add(triple)
        come, gone = set(), set()
        for subject, facts in said.items():
            before = {quad.triple for quad in self._store.quads_for_pattern(subject, None, None, DefaultGraph())}
            after = settled(facts | (self._others(subject, name) if old else before))
            come |= after - before
            gone |= before - after
        return come, gone

    def _others(self, subject: NamedNode, name: NamedNode) -> set[Triple]:
        """What all articles but that of the graph `name` say of `subject`."""
        quads = self._store.quads_for_pattern(subject, None, None, None)
        return {quad.triple for quad in quads if quad.graph_name != name and _is_article(quad.graph_name)}

    def stored(self) -> Iterator[Triple]:
        """Every triple of the store as it is: the union, and what stands in an article's graph alone.

        Left out is only what gives way in the union: an article's one value of a property of which that takes one.

        Raises:
            GraphError: The store is damaged.
        """
        try:
            union = {quad.triple for quad in self._store.quads_for_pattern(None, None, None, DefaultGraph())}
            yield from union
            for quad in self._said():
                if quad.triple not in union and not self._gives_way(quad):
                    yield quad.triple
        except (OSError, RuntimeError) as error:
            raise _unopened(self._folder, error) from error

    def _gives_way(self, quad: Quad) -> bool:
        if quad.predicate == terms.ALT_LABEL:
            return True
        values = self._store.quads_for_pattern(quad.subject, quad.predicate, None, quad.graph_name)
        return quad.predicate in SINGLE and len(list(values)) == 1

    def graph(self) -> Graph:
        """Everything that the articles of the store say, merged.

        Raises:
            GraphError: The store is damaged.
        """
        try:
            return rdf.read(self._said())
        except (OSError, RuntimeError) as error:
            raise _unopened(self._folder, error) from error

    def articles(self) -> tuple[str, ...]:
        """The ids of all articles in the store, sorted."""
        return tuple(terms.tail(name) for name in self._names())

    def _said(self) -> Iterator[Quad]:
        return (quad for name in self._names() for quad in self._store.quads_for_pattern(None, None, None, name))

    def _names(self) -> list[NamedNode]:
        names = (name for name in self._store.named_graphs() if _is_article(name))
        return sorted(names, key=lambda name: name.value)

    def query(self, sparql: str, parameters: Mapping[str, Value] | None = None) -> QueryResult:
        """The answer to a SELECT, ASK, CONSTRUCT or DESCRIBE query over all articles.

        The prefixes of `kg.outputs.rdf.PREFIXES` are known to every query. `parameters` are variables of the query with
        their values, never text of it; a SELECT names them among its variables, and they are left out of the answer.

        Raises:
            QueryError: The query does not parse, asks another server, or lacks a variable for a parameter.
        """
        _refuse_services(sparql)
        values = dict(parameters or {})
        try:
            answer = self._store.query(
                sparql,
                prefixes=terms.PREFIXES,
                substitutions={Variable(name): _literal(value) for name, value in values.items()} or None,
            )
            return _table(answer, hidden=set(values))
        except SyntaxError as error:
            raise QueryError(_misread(error)) from error
        except (RuntimeError, ValueError, OSError) as error:
            raise QueryError(f"the query cannot be answered: {_advice(_line(error))}") from error


def _prepare(folder: Path, *, create: bool) -> None:
    """Nothing; `folder` is empty and there afterwards, ready for a store."""
    if not create:
        reason = "is no graph folder" if folder.exists() else "no such folder"
        raise GraphError(f"{folder}: {reason}; make one with 'kg build SOURCE -o {folder}'")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise GraphError(f"{folder}: holds other files and is no graph folder; name an empty or a new folder")
        (folder / _ROOM).mkdir()
    except OSError as error:
        raise GraphError(f"{folder}: cannot be made ({_reason(error)}); name a folder that you may write to") from error


def _unopened(folder: Path, error: Exception) -> GraphError:
    line = _reason(error)
    if "lock" in line.lower():
        return GraphError(f"{folder}: in use by another process; try again when it is done")
    return GraphError(f"{folder}: cannot be opened ({line}); is it whole, and may you write to it?")


def _in(triples: set[Triple], name: NamedNode | DefaultGraph) -> Iterator[Quad]:
    return (Quad(triple.subject, triple.predicate, triple.object, name) for triple in triples)


def _is_article(name: Any) -> TypeGuard[NamedNode]:
    """Whether `name` is that of an article's graph: neither the union nor a draft."""
    return isinstance(name, NamedNode) and not name.value.startswith(_DRAFTS)


def _version(triples: set[Triple], article: NamedNode) -> tuple[str, ...]:
    """The version of the article that a graph comes from; the least of all where the graph does not tell."""
    told = {triple for triple in triples if triple.subject == article}
    return max(map(version, rdf.read(_in(told, DefaultGraph())).articles), default=())


def _refuse_services(sparql: str) -> None:
    plain = _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16) % 0x110000), sparql)
    for text in (sparql, plain):
        if any((token["word"] or "").upper() == "SERVICE" for token in _TOKEN.finditer(text)):
            raise QueryError("the query asks another server (SERVICE), which kg does not do; take that part out")


def _literal(value: Value) -> Literal:
    return terms.text(value) if isinstance(value, str) else Literal(value)


def _table(answer: Any, *, hidden: set[str]) -> QueryResult:
    if isinstance(answer, QueryBoolean):
        return QueryResult(variables=("answer",), rows=((bool(answer),),))
    if isinstance(answer, QuerySolutions):
        names = [variable.value for variable in answer.variables if variable.value not in hidden]
        rows = tuple(tuple(_native(solution[name]) for name in names) for solution in answer)
        return QueryResult(variables=tuple(names), rows=rows)
    triples = (tuple(map(_native, (triple.subject, triple.predicate, triple.object))) for triple in answer)
    return QueryResult(variables=("subject", "predicate", "object"), rows=tuple(sorted(triples, key=repr)))


def _native(term: Any) -> Value | None:
    if term is None:
        return None
    if not isinstance(term, Literal):
        return str(term) if isinstance(term, pyoxigraph.Triple) else str(term.value)
    return _NATIVE.get(term.datatype.value.removeprefix(terms.XSD), str)(term.value)


def _misread(error: SyntaxError) -> str:
    line = _line(error)
    place = re.match(r"error at (\d+):(\d+):? ?(.*)", line)
    if not place:
        return f"the query is not SPARQL: {_cut(line)}"
    return (
        f"the query is not SPARQL at line {place[1]}, column {place[2]} ({_cut(place[3])}); "
        "kg answers SELECT, ASK, CONSTRUCT and DESCRIBE"
    )


def _advice(line: str) -> str:
    missing = re.search(r"variable \?(\w+) in its SELECT projection", line)
    if missing:
        return f"the parameter {missing[1]} has no place in it; put ?{missing[1]} among the variables after SELECT"
    return _cut(line)


def _reason(error: Exception) -> str:
    """Why, in words without a number."""
    known = isinstance(error, OSError) and error.strerror
    return known.lower() if known else _line(error)


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())


def _cut(line: str, limit: int = 120) -> str:
    return line if len(line) <= limit else line[: limit - 3] + "..."
