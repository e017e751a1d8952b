"""Plain text: one article a file."""

from __future__ import annotations

from collections.abc import Iterator

from kg.articles.draft import Draft


def is_mine(content: str) -> bool:
    """True: any text may be an article."""
    return bool(content)


def read(content: str, *, where: str, name: str) -> Iterator[Draft]:
    """The one article of a text file."""
    yield Draft(where=where, name=name, text=content)
