"""A document as the title rules see it: its tokens, the names and the title heads that cover them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Doc

    from kg.lexicons import Lexicon
    from kg.model import Gazetteer, Mention

_LONGEST_HEAD = 7  # tokens of a head such as 'chief of the general staff'
POSSESSIVE = frozenset({"'s", "'"})
ARTICLES = frozenset({"the", "a", "an"})
AND = frozenset({"and", "&"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A document as the title rules see it."""

    doc: Doc
    lexicon: Lexicon
    gazetteer: Gazetteer
    names: Mapping[int, Mention]
    """The mention that covers a token."""
    heads: Mapping[int, tuple[int, int]]
    """The title head ('prime minister') that covers a token, as a half-open token range."""

    def says(self, i: int, words: str) -> bool:
        """Whether token `i` is in the lexicon's list `words`."""
        return self.doc[i].lower_ in self.lexicon.words[words]

    def person(self, i: int) -> bool:
        """Whether token `i` belongs to a person's name."""
        return i in self.names and self.names[i].kind == "person"


def heads(doc: Doc, covered: Mapping[int, Mention], lexicon: Lexicon) -> dict[int, tuple[int, int]]:
    """By token the title head that covers it, the longest from each token on; singular or plural."""
    found: dict[int, tuple[int, int]] = {}
    known = lexicon.words["heads"]
    openings = _openings(known)
    lower = [token.lower_ for token in doc]
    i = 0
    while i < len(doc):
        step = 1
        if lower[i] in openings:
            for j in range(min(i + _LONGEST_HEAD, len(doc)), i, -1):
                if lower[j - 1].isspace():
                    continue
                words = re.sub(r"\s*'\s*", "'", " ".join(doc[i:j].text.lower().split()))
                if (
                    (words in known or singular(words) in known)
                    and not _named(doc, covered, i, j)
                    and not _crosses(covered, i, j)
                ):
                    found.update(dict.fromkeys(range(i, j), (i, j)))
                    step = j - i
                    break
        i += step
    return found


@cache
def _openings(heads: frozenset[str]) -> frozenset[str]:
    """The words that a title head, singular or plural, can begin with."""
    words = {re.split(r"[ '-]", head)[0] for head in heads}
    plurals = {f"{word}s" for word in words} | {f"{word[:-3]}men" for word in words if word.endswith("man")}
    return frozenset(words | plurals)


def _named(doc: Doc, covered: Mapping[int, Mention], i: int, j: int) -> bool:
    """Whether a head is part of a person's name, or of a body's that goes on behind it ('Chiefs of Staff')."""
    mention = covered.get(i)
    if mention is None:
        return False
    return mention.kind == "person" or (mention.kind == "organisation" and mention.last > j) or not doc[i].is_alpha


def _crosses(covered: Mapping[int, Mention], i: int, j: int) -> bool:
    """Whether a body's name begins inside a head and goes on behind it: 'chief of the | General Staff of the Army'."""
    mention = covered.get(j - 1)
    return mention is not None and mention.kind == "organisation" and i < mention.first and mention.last > j


def singular(words: str) -> str:
    """`words` with the plural of its head made singular."""
    first, link, rest = words.partition(" of ")
    if first.endswith("men"):
        first = first[:-3] + "man"
    elif first.endswith("s") and not first.endswith("ss"):
        first = first[:-1]
    return f"{first}{link}{rest}"


def plural(text: Text, head: tuple[int, int]) -> bool:
    """Whether a head names several holders of a post: 'Presidents'."""
    words = " ".join(text.doc[head[0] : head[1]].text.lower().split())
    return words not in text.lexicon.words["heads"] and singular(words) in text.lexicon.words["heads"]
