"""What can be done with a graph folder that a build has made: ask it, write it out, draw it, check it, explain it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg import outputs, queries
from kg.stores.triples import TripleStore

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.model import Graph

# What one function alone needs is imported there: pyvis, networkx and pySHACL take longer to load than most questions take.
# ruff: noqa: PLC0415


def query(
    graph: str | Path, question: str, *, params: Mapping[str, str] | None = None
) -> tuple[tuple[str, ...], list[dict[str, str | None]]]:
    """The columns and rows that the graph folder `graph` answers to a question of `queries/`, or to a SPARQL file."""
    with TripleStore.open(Path(graph)) as store:
        return queries.run(store, queries.find(question), params or {})


def export(graph: str | Path, file: str | Path) -> None:
    """Writes the graph folder `graph` to `file` in the format of its ending, or raises OutputError."""
    outputs.write(_stored(graph), Path(file))


def explain(graph: str | Path, event: str) -> str:
    """The event with the id `event` (or an id that begins so) in words, each with its sentence and rule."""
    from kg.outputs import explanation

    whole = _stored(graph)
    return explanation.text(whole, explanation.find(whole, event))


def validate(graph: str | Path) -> tuple[bool, str]:
    """Whether the graph folder or Turtle file `graph` conforms to the shapes of the ontology, and a report in words."""
    from kg.stores import shapes

    return shapes.validate(Path(graph))


def view(graph: str | Path, file: str | Path) -> None:
    """Writes the graph folder `graph` as a page that draws it to `file`, or raises OutputError."""
    from kg.outputs import html

    html.write(_stored(graph), Path(file))


def _stored(folder: str | Path) -> Graph:
    with TripleStore.open(Path(folder)) as store:
        return store.graph()
