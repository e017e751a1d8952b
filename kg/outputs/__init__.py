"""A graph in the formats of other programs, by the ending of the file's name."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from kg.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

    from kg.model import Graph

_ROOMS = {
    ".ttl": "rdf",
    ".nt": "rdf",
    ".nq": "rdf",
    ".trig": "rdf",
    ".jsonld": "rdf",
    ".rdf": "rdf",
    ".graphml": "network",
    ".gexf": "network",
    ".csv": "tables",
}
"""Ending -> the module here whose `write(graph, path)` writes it."""

ENDINGS = tuple(_ROOMS)


class _Writer(Protocol):
    def write(self, graph: Graph, path: Path) -> None: ...


def write(graph: Graph, path: Path) -> None:
    """Nothing; `graph` is in `path` afterwards, in the format of its ending.

    Args:
        graph: What to write.
        path: A file, or for `.csv` a folder of tables.

    Raises:
        OutputError: The ending is not known, or the file cannot be written.
    """
    room = _ROOMS.get(path.suffix.lower())
    if room is None:
        ending = f"the ending {path.suffix!r}" if path.suffix else "no ending"
        raise OutputError(f"{path}: {ending} names no known format; use one of {', '.join(ENDINGS)}")
    # Rooms are opened when they are needed: pyvis and rdflib take longer to load than most exports take to write.
    cast("_Writer", import_module(f"{__name__}.{room}")).write(graph, path)
