"""kg: a knowledge graph of diplomacy from the news.

Articles in, events with their people, posts, states and places out, as a graph that answers questions.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.errors import KGError
    from kg.evaluation import evaluate
    from kg.folder import explain, export, query, validate, view
    from kg.model import Article, Entity, Event, Graph, Tenure
    from kg.pipeline import build, extract, read

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Entity",
    "Event",
    "Graph",
    "KGError",
    "Tenure",
    "build",
    "evaluate",
    "explain",
    "export",
    "extract",
    "query",
    "read",
    "validate",
    "view",
]

_ROOMS = {
    "kg.errors": ("KGError",),
    "kg.evaluation": ("evaluate",),
    "kg.folder": ("explain", "export", "query", "validate", "view"),
    "kg.model": ("Article", "Entity", "Event", "Graph", "Tenure"),
    "kg.pipeline": ("build", "extract", "read"),
}


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        """The public name `name`; its module is loaded only now, as the language model takes a second."""
        for room, names in _ROOMS.items():
            if name in names:
                return getattr(import_module(room), name)
        raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
