"""Where a document names whom, so that a word's references are found without reading all names again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from kg import lexicons
from kg.mentions.identity import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Doc, Token

    from kg.model import Document, Mention, Title

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


class Index:
    """A document's names, titles and subjects by position; what holds of its people: state and gender."""

    def __init__(
        self, document: Document, names: tuple[Mention, ...], titles: tuple[Title, ...], states: Mapping[str, str]
    ) -> None:
        self.doc: Doc = document.doc
        self.words = lexicons.load(document.article.language).words
        self.covered: Mapping[int, Mention] = {i: m for m in names for i in range(m.first, m.last)}
        self.titles = titles
        self.titled: Mapping[int, Title] = {i: t for t in titles for i in range(t.first, t.last)}
        sents = list(self.doc.sents)
        self.sentence = {i: n for n, s in enumerate(sents) for i in range(s.start, s.end)}
        self.starts = [s.start for s in sents]
        self.states = states
        self._people = [m.first for m in names if m.kind == "person"]
        self._ends = [m.last for m in names if m.kind == "person"]
        served = (
            (m.first, m.key if m.kind == "state" else states.get(m.key)) for m in names if m.kind in {"state", "person"}
        )
        self._states = [(i, state) for i, state in served if state]
        self._state_places = [i for i, _ in self._states]
        self._subjects = [t.i for t in self.doc if t.dep_ in _SUBJECTS]
        self.gender = self._genders(names)

    def people_before(self, i: int, sentences: int | None = None) -> list[int]:
        """First tokens of the people named before token `i`, in their order, at most so many sentences back."""
        begin = 0 if sentences is None else bisect_left(self._people, self._start(i, sentences))
        return self._people[begin : bisect_right(self._ends, i)]

    def people_after(self, i: int, end: int) -> list[int]:
        """First tokens of the people named behind token `i` and before token `end`."""
        return self._people[bisect_right(self._people, i) : bisect_left(self._people, end)]

    def states_before(self, i: int, sentences: int | None = None) -> list[str]:
        """The states named before token `i`, or served by people named there, in their order, with repetition."""
        begin = 0 if sentences is None else bisect_left(self._state_places, self._start(i, sentences))
        return [state for _, state in self._states[begin : bisect_left(self._state_places, i)]]

    def subjects_before(self, i: int, sentences: int) -> list[Token]:
        """Subjects before token `i`, nearest first, at most so many sentences back."""
        begin = bisect_left(self._subjects, self._start(i, sentences))
        return [self.doc[k] for k in reversed(self._subjects[begin : bisect_left(self._subjects, i)])]

    def _start(self, i: int, sentences: int) -> int:
        return self.starts[max(0, self.sentence[i] - sentences)]

    def root(self, first: int) -> Token:
        """The head word of the name that begins at `first`."""
        mention = self.covered[first]
        return self.doc[mention.first : mention.last].root

    def _genders(self, names: tuple[Mention, ...]) -> dict[str, str]:
        """What titles, honorifics and given names say of people's gender."""
        found: dict[str, str] = {}
        for mention in names:
            if mention.kind != "person":
                continue
            spoken = {t.lower_ for t in self.doc[max(0, mention.first - 3) : mention.first]}
            if spoken & self.words["female_honorifics"]:
                found[mention.key] = "female"
            elif spoken & self.words["male_honorifics"]:
                found[mention.key] = "male"
            elif folded(mention.key.split()[0]) in self.words["names.female"]:
                found.setdefault(mention.key, "female")
        return found
