"""What can be done with a graph folder that a build has made: ask it, write it out, draw it, check it, explain it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg import outputs, queries
from kg.stores.triples import TripleStore

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.model import Graph
    from kg.queries import Result
    from kg.stores.shapes import Report

# What one function alone needs is imported there: loading pyvis, networkx and pySHACL takes a second.
# ruff: noqa: PLC0415


def query(graph: str | Path, question: str, *, params: Mapping[str, str] | None = None) -> Result:
    """The answer of the graph folder `graph` to a question of `queries/`, a SPARQL file, or '-' (standard input).

    Raises:
        GraphError: the folder is missing or is no graph.
        QueryError: there is no such question, it does not parse, or a parameter is missing or wrong.
    """
    with TripleStore.open(Path(graph), read_only=True) as store:
        return queries.run(store, queries.find(question), params)


def export(graph: str | Path, file: str | Path) -> None:
    """Writes the graph folder `graph` to `file` in the format of its ending, or raises OutputError."""
    outputs.write(_stored(graph), Path(file))


def explain(graph: str | Path, event: str) -> str:
    """The event with the id `event` (or an id that begins so) in words, each with its sentence and rule."""
    from kg.outputs import explanation

    whole = _stored(graph)
    return explanation.text(whole, explanation.find(whole, event))


def validate(graph: str | Path) -> Report:
    """Whether the graph folder or RDF file `graph` conforms to the shapes of the ontology, and where it does not."""
    from kg.stores import shapes

    return shapes.validate(Path(graph))


def view(graph: str | Path, file: str | Path) -> None:
    """Writes the graph folder `graph` as a page that draws it to `file`, or raises OutputError."""
    from kg.outputs import html

    html.write(_stored(graph), Path(file))


def _stored(folder: str | Path) -> Graph:
    with TripleStore.open(Path(folder), read_only=True) as store:
        return store.graph()
