"""Which names are one person's or one body's: the fullest form in the article stands for all."""

from __future__ import annotations

import difflib
import unicodedata
from bisect import bisect_left
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.lexicons import Lexicon
    from kg.model import Gazetteer, Mention

_SHORTEST = 4  # letters of names that may be misspelt
_ALIKE = 0.84  # how alike two spellings of one name are


def cluster(mentions: list[Mention], lexicon: Lexicon, gazetteer: Gazetteer) -> list[Mention]:
    """The same mentions, people and bodies keyed by the gazetteer's name or the fullest that the article has."""
    names = _Names(lexicon, mentions, gazetteer)
    bodies = _bodies(mentions)
    found = []
    for mention in mentions:
        key = mention.key
        if mention.kind == "person":
            key = names.fullest(mention)
        elif mention.kind == "organisation":
            key = bodies.get(key, key)
        found.append(replace(mention, key=key) if key != mention.key else mention)
    return found


class _Names:
    """The people's names of one article: full ones, and for each shorter one the full ones that it may stand for."""

    def __init__(self, lexicon: Lexicon, mentions: list[Mention], gazetteer: Gazetteer) -> None:
        self.skip = lexicon.words["names.particles"] | lexicon.words["names.suffixes"]
        self.nicknames, self.known = lexicon.tables["nicknames"], gazetteer.people
        self.first: dict[str, list[int]] = {}
        for mention in sorted((m for m in mentions if m.kind == "person"), key=lambda m: m.first):
            self.first.setdefault(mention.key, []).append(mention.first)
        self.meant: dict[str, tuple[str, ...]] = {}
        full: list[str] = []
        for name in sorted(self.first, key=self._rank):
            meant = () if name in self.known else tuple(f for f in full if self._is_known_as(f, name))
            self.meant[name] = meant or (name,)
            if not meant:
                full.append(name)

    def _rank(self, name: str) -> tuple[bool, int, int, int]:
        """What the gazetteer knows comes first, then the fullest, then the first in the text."""
        return name not in self.known, -len(self._parts(name)), -len(name.split()), self.first[name][0]

    def _is_known_as(self, full: str, short: str) -> bool:
        aliases = self.known[full].aliases if full in self.known else ()
        return any(self._is_form(name, short) for name in (full, *aliases))

    def fullest(self, mention: Mention) -> str:
        """The full name that a mention stands for: of several the one that was named last before it."""
        meant = self.meant[mention.key]
        if len(meant) == 1:
            return meant[0]
        return max(meant, key=lambda name: (self._last_before(name, mention.first), -meant.index(name)))

    def _last_before(self, name: str, i: int) -> int:
        places = self.first[name]
        k = bisect_left(places, i)
        return places[k - 1] if k else -places[0]

    def _parts(self, name: str) -> list[str]:
        words = [folded(w).strip(".'\"") for w in name.replace("-", " ").replace(",", " ").split()]
        return [w for w in words if w and w not in self.skip] or [w for w in words if w]

    def _is_form(self, full: str, short: str) -> bool:
        """Whether `short` is another form of `full`: fewer of the same words in order, or another spelling of them."""
        a, b = self._parts(full), self._parts(short)
        if not a or not b:
            return False
        if len(b) == 1:
            return b[0] in {a[0], a[-1]} or b[0] in a[1:] or _alike(a[-1], b[0]) or "".join(a[-2:]) == b[0]
        if len(a) >= len(b) and set(b) <= set(a):
            return True
        if len(a) == len(b) and a[0] == b[-1] and a[-1] == b[0]:
            return True  # surname first, surname last
        return _alike(a[-1], b[-1]) and self._given(a[0], b[0])

    def _given(self, a: str, b: str) -> bool:
        """Whether two given names may be one person's: alike, an initial, or a familiar form of the other."""
        return (
            _alike(a, b)
            or (a[0] == b[0] and 1 in {len(a), len(b)})
            or self.nicknames.get(a, a) == self.nicknames.get(b, b)
        )


def _bodies(mentions: list[Mention]) -> Mapping[str, str]:
    """By a shorter name of a body its fuller one: 'Foreign Ministry', 'Egyptian Foreign Ministry'."""
    keys = sorted({m.key for m in mentions if m.kind == "organisation" and m.sense in {"name", "model"}})
    found = {}
    for short in keys:
        longer = [k for k in keys if k.endswith(f" {short}") and len(short.split()) > 1]
        if len(longer) == 1:
            found[short] = longer[0]
    return found


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """`text` without case and accents."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def _alike(a: str, b: str) -> bool:
    if a == b:
        return True
    return min(len(a), len(b)) >= _SHORTEST and a[0] == b[0] and difflib.SequenceMatcher(None, a, b).ratio() >= _ALIKE
