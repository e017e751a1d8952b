"""A document letter by letter: its text, and which tokens a stretch of it touches."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """The text of a parse, made once as the parse itself puts it together anew each time it is asked."""

    text: str
    starts: tuple[int, ...]
    """By token where it begins in `text`."""
    ends: tuple[int, ...]
    """By token where it ends, before any blank."""

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """The tokens, half-open, that have a letter of `text[start:end]`."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


def read(doc: Doc) -> Letters:
    """The letters of `doc`."""
    starts = tuple(token.idx for token in doc)
    return Letters(
        text=doc.text, starts=starts, ends=tuple(start + len(token) for start, token in zip(starts, doc, strict=True))
    )
