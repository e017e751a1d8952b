"""Names of people: by the language model, the titles beside them and what was named before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.mentions.extents import Extents, key, named
from kg.mentions.identity import folded
from kg.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Token

    from kg.lexicons import Lexicon
    from kg.model import Document

_LONGEST = 7  # tokens of a name before an apposition
_GIVEN = 2  # given names before a surname that was named before
_SHORTEST = 3  # letters of a surname that is found again
_FULL = range(2, 5)  # words of a full name
_LONGEST_TITLE = 14  # tokens between a title's head and the name behind it


def spot(document: Document, known: list[Mention], taken: list[Mention], lexicon: Lexicon) -> list[Mention]:
    """Mentions of people: those `known` by the gazetteer, others keyed by their own words.

    One may overlap `taken` only as the longer or surer reading. In the headline, where every word may be capitalised,
    only names that the body has as well count.
    """
    return _Spotter(document, known, taken, lexicon).spot()


class _Spotter:
    """One document's names of people."""

    def __init__(self, document: Document, known: list[Mention], taken: list[Mention], lexicon: Lexicon) -> None:
        self.doc, self.body, self.words = document.doc, document.article.body, lexicon.words
        self.covered: Mapping[int, Mention] = {i: m for m in taken for i in range(m.first, m.last)}
        self.titles = self.words["heads"] | self.words["honorifics"] | self.words["ranks"]
        self.extents = Extents(document, self.covered, lexicon)
        self.small = {t.text for t in self.doc if t.is_lower and t.idx >= self.body}
        self.known = frozenset(known)
        self.found: dict[int, Mention] = {}
        """The person's name that covers a token."""

    def spot(self) -> list[Mention]:
        for mention in self.known:
            self._keep(mention)
        for ent in self.doc.ents:
            if ent.label_ == "PERSON":
                self._keep(self.extents.trimmed(ent.start, self.extents.hyphened(ent.end)))
        for first in sorted({*self._titled(), *self._apposed(), *self._appointed()}):
            self._keep(self.extents.trimmed(first, self.extents.end(first), sure=True))
        for first, last in list(self._coordinated()):
            self._keep(self.extents.trimmed(first, last, sure=True))
        people = sorted(set(self.found.values()), key=lambda m: m.first)
        inside = {word for m in people if self._in_body(m) for word in m.key.split()}
        people = [m for m in people if m in self.known or self._in_body(m) or self._in_headline(m, inside)]
        return people + self._again(people)

    def _in_body(self, mention: Mention) -> bool:
        return self.doc[mention.first].idx >= self.body

    def _in_headline(self, mention: Mention, inside: set[str]) -> bool:
        """Whether a name of the headline is one: its last word is part of a name in the body, or a title leads it."""
        words = mention.key.split()
        if len(words) > 1 and any(word.lower() in self.small for word in words if word[0].isupper()):
            return False
        titled = mention.first > 0 and self.doc[mention.first - 1].lower_ in self.titles
        return words[-1] in inside or (titled and 2 <= len(words) <= 3 and not inside & set(words))  # noqa: PLR2004

    def _keep(self, mention: Mention | None) -> None:
        """Keeps a mention, unless another one that is as long covers some of it."""
        if mention is None:
            return
        others = {m for i in range(mention.first, mention.last) if (m := self.found.get(i))}
        if any(m.last - m.first >= mention.last - mention.first for m in others):
            return
        for other in others:
            for i in range(other.first, other.last):
                del self.found[i]
        self.found.update(dict.fromkeys(range(mention.first, mention.last), mention))

    # ------------------------------------------------------------ where a name must begin

    def _titled(self) -> Iterator[int]:
        """Tokens right behind a title, an honorific or a rank, or behind what a title is for."""
        for token in self.doc[:-1]:
            if token.idx < self.body or token.lower_ not in self.titles:
                continue
            stop = self.doc[token.i + 1].text == "." and token.i + 2 < len(self.doc)  # 'Hon. Kwaku Sarpong'
            if stop and f"{token.lower_}." in self.titles and self.doc[token.i + 2].text[0].isupper():
                yield token.i + 2
            elif self._may_title(token):
                yield token.i + (token.lower_ not in {"sheikh", "sheik"})
            elif token.lower_ in self.words["heads"] and self.doc[token.i + 1].lower_ in {"of", "for", "to"}:
                first = self._behind(token.i + 2)
                if first is not None:
                    yield first
            elif self._comes_apposed(token.i + 1):
                yield token.i + 2

    def _may_title(self, token: Token) -> bool:
        """Whether a name follows a title word: 'President Obama', but not 'he' or 'the president Thursday'."""
        if token.lower_ == "he" or (token.lower_ in {"hon", "general", "major"} and not token.text[0].isupper()):
            return False
        after = self.doc[token.i + 1]
        if (
            after.lower_ in self.words["heads"]
            or self.doc[token.i + 1 : token.i + 3].text.lower() in self.words["heads"]
        ):
            return False
        if after.lower_ in self.words["names.particles"] and token.i + 2 < len(self.doc) and token.text[0].isupper():
            after = self.doc[token.i + 2]
        if not after.text[0].isupper():
            return False
        named = after.i + 1 < len(self.doc) and self.extents.nameable(self.doc[after.i + 1]) and token.text[0].isupper()
        return named or after.pos_ == "PROPN" or after.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}

    def _comes_apposed(self, i: int) -> bool:
        """Whether a comma at `i` stands between a title and a name of two to four words that a comma closes."""
        doc, last = self.doc, i + 1
        if doc[i].text != ",":
            return False
        while last < len(doc) and self.extents.nameable(doc[last]) and not self.extents.common(doc[last]):
            last += 1
        return last - i - 1 in _FULL and last < len(doc) and doc[last].text in {",", "."}

    def _behind(self, i: int) -> int | None:
        """Where a name begins behind 'Minister for' at `i`: at two words or more that are no words of an office."""
        doc, first = self.doc, i
        for k in range(i, min(i + _LONGEST_TITLE, len(doc))):
            mention = self.covered.get(k)
            if (
                (mention is not None and mention.sense != "model")
                or self.extents.common(doc[k])
                or doc[k].lower_ in {"the", "of", "for", "and", "&", ",", "to"}
            ):
                first = k + 1
            elif not doc[k].text[0].isupper():
                break
        last = self.extents.end(first)
        alone = all(self.found.get(k) is None for k in range(first, last))
        return first if first > i and last - first > 1 and alone and doc[first - 1].text != "," else None

    def _apposed(self) -> Iterator[int]:
        """Tokens that begin a run of two to four capitalised words between a clause's start and ', the ... TITLE'."""
        doc = self.doc
        for token in doc[2:-2]:
            if (
                token.text != ","
                or token.idx < self.body
                or token.i - 1 in self.found
                or not self._is_apposition(token.i + 1)
            ):
                continue
            first = token.i
            while first > 0 and token.i - first < _LONGEST and self.extents.nameable(doc[first - 1]):
                first -= 1
            if token.i - first in _FULL and not any(self.extents.common(t) for t in doc[first : token.i]):
                yield first

    def _appointed(self) -> Iterator[int]:
        """Tokens behind a verb that gives a post to two to four capitalised words: 'appointed X Y as minister'."""
        doc = self.doc
        for verb in doc[:-3]:
            if verb.idx < self.body or verb.lemma_ not in self.words["naming"] or verb.pos_ != "VERB":
                continue
            last = verb.i + 1
            while last < len(doc) and named(doc[last]) and not self._firm(last) and not self.extents.common(doc[last]):
                last += 1
            offices = self.words["heads"] | self.words["modifiers"] | {"as", "to", "the", "its", "his", "her", "their"}
            if last - verb.i - 1 in _FULL and last < len(doc) and doc[last].lower_ in offices:
                yield verb.i + 1

    def _firm(self, i: int) -> bool:
        return i in self.covered and self.covered[i].sense != "model"

    def _coordinated(self) -> Iterator[tuple[int, int]]:
        """Words that the model takes for a body, joined to a person's full name: 'X Y and Laurent Fabius'."""
        for mention in set(self.found.values()):
            i = mention.last
            if i + 2 >= len(self.doc) or self.doc[i].lower_ != "and" or mention.last - mention.first == 1:
                continue
            other = self.covered.get(i + 1)
            if other is not None and other.sense == "model" and other.first == i + 1 and other.last - i - 1 in {2, 3}:
                words = self.doc[i + 1 : other.last]
                if all(t.is_alpha and self.extents.nameable(t) and not self.extents.common(t) for t in words):
                    yield i + 1, other.last

    def _is_apposition(self, i: int) -> bool:
        """Whether the words from `i` on are a title: an article, few words, and its head."""
        doc = self.doc
        if doc[i].lower_ not in {"the", "a", "an"} and not (
            i in self.covered and self.covered[i].sense in {"demonym", "name"}
        ):
            return False
        for token in doc[i + 1 : i + 7]:
            if token.lower_ in self.words["heads"]:
                return True
            if token.is_punct or token.pos_ in {"VERB", "AUX", "PRON"} or token.is_space:
                return False
        return False

    # ------------------------------------------------------------ named before

    def _again(self, people: list[Mention]) -> list[Mention]:
        """Bare surnames and given names of `people` that the language model passed over."""
        doc = self.doc
        covered = {i for m in people for i in range(m.first, m.last)} | {
            i for i, m in self.covered.items() if m.sense != "model"
        }
        parts = {
            folded(doc[i].text)
            for m in people
            for i in range(m.first, m.last)
            if doc[i].is_alpha and len(doc[i]) >= _SHORTEST
        }
        parts -= self.words["names.particles"] | self.words["names.never"] | self.words["modifiers"] | self.titles
        found, i = [], 0
        while i < len(doc):
            if i in covered or not doc[i].text[0].isupper() or folded(doc[i].text) not in parts:
                i += 1
                continue
            j = i + 1
            while j < len(doc) and j not in covered and doc[j].text[0].isupper() and folded(doc[j].text) in parts:
                j += 1
            first = self._given_before(i, covered)
            found.append(Mention(kind="person", first=first, last=j, key=key(doc[first:j].text), sense="name"))
            i = j
        return found

    def _given_before(self, i: int, covered: set[int]) -> int:
        """`i` moved before a given name that a title stands before: 'President Joe Biden'."""
        k = i
        while (
            k > 0
            and i - k <= _GIVEN
            and k - 1 not in covered
            and named(self.doc[k - 1])
            and not self.extents.common(self.doc[k - 1])
        ):
            k -= 1
        return k if 0 < k < i and self.doc[k - 1].lower_ in self.titles else i
