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
        self.particles, self.suffixes = lexicon.words["names.particles"], lexicon.words["names.suffixes"]
        self.nicknames, self.known = lexicon.tables["nicknames"], gazetteer.people
        self.parts: dict[str, list[str]] = {}
        self.first: dict[str, list[int]] = {}
        for mention in sorted((m for m in mentions if m.kind == "person"), key=lambda m: m.first):
            self.first.setdefault(mention.key, []).append(mention.first)
        self.meant: dict[str, tuple[str, ...]] = {}
        self.full: dict[tuple[str, ...], dict[str, None]] = {}
        """The full names, in their order, by what they share with other forms of them."""
        order: dict[str, int] = {}
        for name in sorted(self.first, key=self._rank):
            alike = () if name in self.known else (f for f in self._near(name) if self._is_known_as(f, name))
            self.meant[name] = tuple(sorted(alike, key=order.__getitem__)) or (name,)
            if self.meant[name] == (name,):
                order[name] = len(order)
                for form in self._forms(name):
                    for key in self._keys(form):
                        self.full.setdefault(key, {})[name] = None

    def _rank(self, name: str) -> tuple[bool, int, int, int]:
        """What the gazetteer knows comes first, then the fullest, then the first in the text."""
        return name not in self.known, -len(self._parts(name)), -len(name.split()), self.first[name][0]

    def _forms(self, full: str) -> tuple[str, ...]:
        return (full, *self.known[full].aliases) if full in self.known else (full,)

    def _is_known_as(self, full: str, short: str) -> bool:
        return any(self._is_form(name, short) for name in self._forms(full))

    def _keys(self, full: str) -> set[tuple[str, ...]]:
        """What `full` shares with each name that may be a form of it."""
        words = self._parts(full)
        if not words:
            return set()
        openings = {"", words[0][0], self.nicknames.get(words[0], words[0])}
        surname = {("surname", sound, opening) for sound in _sounds(words[-1]) for opening in openings}
        return {("part", word) for word in words} | {("joined", "".join(words[-2:]))} | surname

    def _near(self, name: str) -> set[str]:
        """The full names so far that `name` may be a form of: those worth a closer look."""
        words = self._parts(name)
        if not words:
            return set()
        openings = {words[0][0], self.nicknames.get(words[0], words[0])} if len(words) > 1 else {""}
        rarest = min((self.full.get(("part", word), {}) for word in words), key=len)
        found = {*rarest, *(self.full.get(("joined", words[0]), ()))}
        for sound in _sounds(words[-1]):
            for opening in openings:
                found.update(self.full.get(("surname", sound, opening), ()))
        return found

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
        if name not in self.parts:
            words = [folded(w).strip(".'\"") for w in name.replace("-", " ").replace(",", " ").split()]
            own = [w for w in words[:1] if w not in self.particles]
            own += [
                w for w in words[1:] if w not in self.particles | self.suffixes
            ]  # 'Xi' begins a name, 'XI' ends one
            self.parts[name] = [w for w in own if w] or [w for w in words if w]
        return self.parts[name]

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
    longer: dict[str, list[str]] = {}
    for key in keys:
        for i in range(len(key)):
            if key[i] == " ":
                longer.setdefault(key[i + 1 :], []).append(key)
    return {short: longer[short][0] for short in keys if " " in short and len(longer.get(short, ())) == 1}


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """`text` without case and accents."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def _sounds(surname: str) -> set[str]:
    """Of names that are alike one at least is the same: how they begin, or their first letter and how they end."""
    return {f"{surname[:2]}-", f"{surname[0]}-{surname[-2:]}"}


def _alike(a: str, b: str) -> bool:
    if a == b:
        return True
    return min(len(a), len(b)) >= _SHORTEST and a[0] == b[0] and difflib.SequenceMatcher(None, a, b).ratio() >= _ALIKE
