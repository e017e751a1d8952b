"""Whether a graph follows the shapes of `ontology/shapes.ttl`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph
import pyshacl
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.plugins.sparql import prepareQuery

from kg.errors import GraphError
from kg.outputs import rdf
from kg.resources import folder
from kg.stores.triples import TripleStore

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from rdflib.plugins.sparql.sparql import Query
    from rdflib.query import Result


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Violation:
    """A node that breaks a shape: where, by which property, and what the shape asks for."""

    focus: str
    path: str
    message: str
    value: str

    def __str__(self) -> str:
        at = f" {self.path}" if self.path else ""
        value = f" ({self.value})" if self.value else ""
        return f"{self.focus}{at}: {self.message}{value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The outcome of a validation; violations are sorted."""

    violations: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        """Whether there is no violation."""
        return not self.violations

    @property
    def text(self) -> str:
        """The report in words: one line a violation, a last line with their number."""
        lines = [str(violation) for violation in self.violations]
        count = f"{len(lines)} violation{'' if len(lines) == 1 else 's'}"
        return "\n".join([*lines, count]) if lines else "conforms"


class _Data(Graph):
    """A graph that parses each query once: shapes ask it of every node, and parsing takes longer than asking."""

    def __init__(self) -> None:
        super().__init__()
        self._prepared: dict[str, Query] = {}

    def query(self, query_object: str | Query, *args: Any, **options: Any) -> Result:
        if isinstance(query_object, str):
            if query_object not in self._prepared:
                self._prepared[query_object] = prepareQuery(query_object)
            query_object = self._prepared[query_object]
        return super().query(query_object, *args, **options)


def validate(source: Path) -> Report:
    """Where the graph in `source`, a graph folder or a file of RDF, breaks the shapes.

    Raises:
        GraphError: `source` is missing or cannot be read as a graph.
    """
    if not source.exists():
        raise GraphError(f"{source}: no such file or folder; name a graph folder or a file of RDF")
    data = _convert(_stored(source) if source.is_dir() else _parsed(source))
    _, found, _ = pyshacl.validate(
        data,
        shacl_graph=_ontology("shapes.ttl"),
        ont_graph=_ontology("kg.ttl"),
        inplace=True,
        advanced=False,
    )
    return Report(violations=tuple(sorted(_violations(found))))


def _stored(source: Path) -> Iterable[Any]:
    with TripleStore.open(source, read_only=True) as store:
        return list(store.stored())


def _parsed(source: Path) -> Iterable[Any]:
    suffix = source.suffix.lower()
    form = pyoxigraph.RdfFormat.from_extension(suffix.removeprefix(".")) if suffix in rdf.FORMATS else None
    if form is None:
        raise GraphError(f"{source}: not a file of RDF; name one that ends in {' '.join(rdf.FORMATS)}")
    try:
        found = list(pyoxigraph.parse(path=str(source), format=form))
    except SyntaxError as error:
        raise GraphError(f"{source}: cannot be read as RDF: {' '.join(str(error).split())}") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise GraphError(f"{source}: cannot be read ({reason}); name a graph folder or a file of RDF") from error
    if not found:
        raise GraphError(f"{source}: holds no triples; name a graph folder or a file of RDF")
    return found


def _convert(triples: Iterable[Any]) -> Graph:
    """The triples, or the quads without their graphs, as a graph of rdflib."""
    graph = _Data()
    for triple in triples:
        graph.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    return graph


def _term(term: Any) -> URIRef | BNode | Literal:
    if isinstance(term, pyoxigraph.NamedNode):
        return URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return BNode(term.value)
    if isinstance(term, pyoxigraph.Triple):
        return Literal(str(term))  # rdflib has no triples in triples; no shape allows one
    if term.language:
        return Literal(term.value, lang=term.language)
    return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)


def _ontology(name: str) -> Graph:
    return Graph().parse(folder("ontology") / name, format="turtle")


def _violations(found: Graph) -> Iterator[Violation]:
    for result in found.subjects(RDF.type, SH.ValidationResult):
        yield Violation(
            focus=str(found.value(result, SH.focusNode)),
            path=_path(found, found.value(result, SH.resultPath)),
            message="; ".join(sorted(str(text) for text in found.objects(result, SH.resultMessage))),
            value=str(found.value(result, SH.value, default=Literal(""))),
        )


def _path(found: Graph, path: Any) -> str:
    """A property path in words: its properties, '^' before one that is read backwards."""
    if path is None:
        return ""
    backwards = found.value(path, SH.inversePath)
    if backwards is not None:
        return "^" + _path(found, backwards)
    if isinstance(path, BNode):
        return "/".join(_path(found, step) for step in Collection(found, path))
    for prefix, namespace in rdf.PREFIXES.items():
        if str(path).startswith(namespace):
            return f"{prefix}:{str(path).removeprefix(namespace)}"
    return str(path)
