"""Names of people: where they begin and end, by the language model, the titles beside them and what was named before."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from kg.mentions.identity import folded
from kg.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Doc, Token

    from kg.lexicons import Lexicon

_LONGEST = 11  # tokens of a person's name
_LONGEST_TITLE = 14  # tokens between a title's head and the name behind it
_FIRM = frozenset({"demonym", "body", "seat", "name"})
_POSSESSIVE = frozenset({"'s", "'"})


def spot(doc: Doc, body: int, taken: list[Mention], lexicon: Lexicon) -> list[Mention]:
    """Mentions of people, keyed by their own words; one may overlap `taken` only as the longer or surer reading.

    Before the code point `body` stands the headline, where every word may be capitalised and only names that the
    body has as well count.
    """
    return _Spotter(doc, body, taken, lexicon).spot()


class _Spotter:
    """One document's names of people."""

    def __init__(self, doc: Doc, body: int, taken: list[Mention], lexicon: Lexicon) -> None:
        self.doc, self.body, self.words = doc, body, lexicon.words
        self.covered: Mapping[int, Mention] = {i: m for m in taken for i in range(m.first, m.last)}
        self.titles = self.words["heads"] | self.words["honorifics"] | self.words["ranks"]
        self.common = (
            self.words["modifiers"]
            | self.words["names.organisation_heads"]
            | self.words["names.never"]
            | self.words["domains"]
        )
        self.small = {t.text for t in doc if t.is_lower and t.idx >= body}
        self.found: dict[int, Mention] = {}
        """The person's name that covers a token."""

    def spot(self) -> list[Mention]:
        for ent in self.doc.ents:
            if ent.label_ == "PERSON":
                self._keep(self._trimmed(ent.start, self._hyphened(ent.end)))
        for first in sorted({*self._titled(), *self._apposed()}):
            self._keep(self._trimmed(first, self._end(first), sure=True))
        for first, last in list(self._coordinated()):
            self._keep(self._trimmed(first, last, sure=True))
        people = sorted(set(self.found.values()), key=lambda m: m.first)
        inside = {word for m in people if self._in_body(m) for word in m.key.split()}
        people = [m for m in people if self._in_body(m) or self._in_headline(m, inside)]
        return people + self._again(people)

    def _in_body(self, mention: Mention) -> bool:
        return self.doc[mention.first].idx >= self.body

    def _in_headline(self, mention: Mention, inside: set[str]) -> bool:
        """Whether a name of the headline is a name: its last word is part of one in the body, which has no shorter start."""
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

    def _hyphened(self, last: int) -> int:
        """`last` moved behind the rest of a hyphenated name that the language model cut: 'Ryoo Kihl-jae'."""
        doc = self.doc
        while (
            last + 1 < len(doc)
            and doc[last].text == "-"
            and not doc[last].whitespace_
            and not doc[last - 1].whitespace_
            and doc[last + 1].is_alpha
        ):
            last += 2
        return last

    # ------------------------------------------------------------ where a name must begin

    def _titled(self) -> Iterator[int]:
        """Tokens right behind a title, an honorific or a rank, or behind what a title is for."""
        for token in self.doc[:-1]:
            if token.idx < self.body or token.lower_ not in self.titles:
                continue
            if self._may_title(token):
                yield token.i + (token.lower_ not in {"sheikh", "sheik"})
            elif token.lower_ in self.words["heads"] and self.doc[token.i + 1].lower_ in {"of", "for", "to"}:
                first = self._behind(token.i + 2)
                if first is not None:
                    yield first
            elif self._comes_apposed(token.i + 1):
                yield token.i + 2

    def _may_title(self, token: Token) -> bool:
        """Whether a title word stands where a name follows: 'President Obama', but not 'he' or 'the president Thursday'."""
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
        named = after.i + 1 < len(self.doc) and self._nameable(self.doc[after.i + 1]) and token.text[0].isupper()
        return named or after.pos_ == "PROPN" or after.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}

    def _comes_apposed(self, i: int) -> bool:
        """Whether a comma at `i` stands between a title and a name of two to four words that a comma closes."""
        doc, last = self.doc, i + 1
        if doc[i].text != ",":
            return False
        while last < len(doc) and self._nameable(doc[last]) and not self._common(doc[last]):
            last += 1
        return 2 <= last - i - 1 <= 4 and last < len(doc) and doc[last].text in {",", "."}

    def _behind(self, i: int) -> int | None:
        """Where a name begins behind 'Minister for' at `i`: at two words or more that are no words of an office."""
        doc, first = self.doc, i
        for k in range(i, min(i + _LONGEST_TITLE, len(doc))):
            mention = self.covered.get(k)
            if (
                (mention is not None and mention.sense != "model")
                or self._common(doc[k])
                or doc[k].lower_ in {"the", "of", "for", "and", "&", ",", "to"}
            ):
                first = k + 1
            elif not doc[k].text[0].isupper():
                break
        last = self._end(first)
        alone = all(self.found.get(k) is None for k in range(first, last))
        return first if first > i and last - first > 1 and alone and doc[first - 1].text != "," else None

    def _common(self, token: Token) -> bool:
        return token.lower_ in self.common or token.lower_ in self.titles

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
            while first > 0 and token.i - first < _LONGEST and self._nameable(doc[first - 1]):
                first -= 1
            if 2 <= token.i - first <= 4 and not any(self._common(t) for t in doc[first : token.i]):
                yield first

    def _coordinated(self) -> Iterator[tuple[int, int]]:
        """Two or three words that the model takes for a body, joined to a person's full name: 'X Y and Laurent Fabius'."""
        for mention in set(self.found.values()):
            i = mention.last
            if i + 2 >= len(self.doc) or self.doc[i].lower_ != "and" or mention.last - mention.first == 1:
                continue
            other = self.covered.get(i + 1)
            if other is not None and other.sense == "model" and other.first == i + 1 and other.last - i - 1 in {2, 3}:
                words = self.doc[i + 1 : other.last]
                if all(t.is_alpha and self._nameable(t) and not self._common(t) for t in words):
                    yield i + 1, other.last

    def _nameable(self, token: Token) -> bool:
        mention = self.covered.get(token.i)
        return (mention is None or mention.sense == "model") and token.text[0].isupper() and token.pos_ == "PROPN"

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

    # ------------------------------------------------------------ where it ends

    def _end(self, first: int) -> int:
        """The end of the name that begins at `first`."""
        doc, last = self.doc, first
        while last < len(doc) and last - first < _LONGEST:
            token = doc[last]
            if (
                token.lower_ in self.words["names.particles"]
                and last + 1 < len(doc)
                and (_named(doc[last + 1]) or doc[last + 1].text == "-")
            ):
                last += 1
            elif (
                token.text == "-"
                and last + 1 < len(doc)
                and last > first
                and not token.whitespace_
                and not doc[last - 1].whitespace_
            ):
                last += 2
            elif token.lower_ in self.words["names.suffixes"] and last > first:
                last += 1
            elif nickname := self._nickname(first, last):
                last += nickname
            elif _named(token) and not (last > first and (token.lower_ in self.words["heads"] or self._firm(last))):
                if last == first and self._firm(last) and not self._plain(self.covered[last]):
                    break
                last += 1
            else:
                break
        return min(last, len(doc))

    def _firm(self, i: int) -> bool:
        return i in self.covered and self.covered[i].sense != "model"

    def _nickname(self, first: int, i: int) -> int:
        """How many tokens a nickname in quotes or brackets takes inside a name: 'Luiz Inacio "Lula" da Silva'."""
        doc = self.doc
        if (
            i <= first
            or i + 3 >= len(doc)
            or doc[i].text not in {'"', "'", "("}
            or doc[i + 2].text not in {'"', "'", ")"}
        ):
            return 0
        after = doc[i + 3]
        named = after.lower_ in self.words["names.particles"] or (_named(after) and after.pos_ == "PROPN")
        return 3 if named and doc[i + 1].text[0].isupper() else 0

    def _plain(self, mention: Mention) -> bool:
        """Whether a covered word may as well be a person's name: 'Jordan', 'Chad', 'Lincoln'."""
        return mention.sense in {"place", "model"} and mention.last - mention.first == 1

    def _trimmed(self, first: int, last: int, *, sure: bool = False) -> Mention | None:
        """The name between two tokens without titles, possessives and lines after it; None if no name is left."""
        doc = self.doc
        first = self._opening(first, last)
        last = next(
            (i for i in range(first, last) if doc[i].is_space or doc[i].text in {",", ";", ":", "(", "“"}), last
        )
        while last > first and (doc[last - 1].text in _POSSESSIVE | {".", "-", '"'} or not self._ends(doc[last - 1])):
            last -= 1
        last = self._suffixed(self._tail(first, last))
        if first >= last or last - first > _LONGEST or not self._is_name(first, last, sure=sure):
            return None
        return Mention(kind="person", first=first, last=last, key=_key(doc[first:last].text), sense="name")

    def _opening(self, first: int, last: int) -> int:
        """`first` moved behind titles, honorifics and states that stand before the name."""
        doc, words = self.doc, self.words
        ours = (
            words["heads"]
            | words["modifiers"]
            | words["honorifics"]
            | words["ranks"]
            | {"the", "a", "by", "and", "'s", "-", "as", "his", "her"}
        )
        while first < last:
            token, mention = doc[first], self.covered.get(first)
            if token.lower_ in {"sheikh", "sheik"} and first + 2 == last:
                break  # 'Sheikh Hasina', but 'Sheikh Hamad bin Khalifa'
            if (
                token.lower_ in ours
                or not token.text[0].isalpha()
                or (mention is not None and mention.sense in _FIRM and mention.last < last)
                or (token.text[0].islower() and token.lower_ not in words["names.particles"])
            ):
                first += 1
            else:
                break
        return first

    def _tail(self, first: int, last: int) -> int:
        """`last` moved on over capitalised words that the language model left out: 'Mahmoud Abu' of 'Mahmoud Abu Rdeneh'."""
        particle = last > first and self.doc[last - 1].lower_ in self.words["names.particles"]
        if particle and last < len(self.doc) and self._nameable(self.doc[last]):
            return last + 1
        nickname = self._nickname(first, last) if last > first else 0
        return max(last, self._end(first)) if nickname else last

    def _suffixed(self, last: int) -> int:
        """`last` moved behind a suffix after a comma: 'Joseph R. Biden, Jr.'."""
        doc = self.doc
        if (
            last + 1 < len(doc)
            and doc[last].text == ","
            and doc[last + 1].lower_ in {"jr.", "jr", "sr.", "sr", "ii", "iii", "iv"}
        ):
            return last + 2
        if last < len(doc) and doc[last].lower_ in {"jr.", "jr", "sr.", "sr", "ii", "iii", "iv", "vi"}:
            return last + 1
        return last

    def _is_name(self, first: int, last: int, *, sure: bool) -> bool:
        """Whether the words between two tokens can be a person's name."""
        doc, never = self.doc, self.words["names.never"]
        inside = doc[first:last]
        if inside[0].lower_ in never or any(
            t.like_num or t.lower_ in self.words["names.organisation_heads"] for t in inside
        ):
            return False
        if inside[0].idx < self.body and any(t.pos_ in {"VERB", "ADV", "DET", "ADP"} for t in inside[1:]):
            return False
        mention = self.covered.get(first)
        if mention is not None and mention.sense in _FIRM and last - first > 1 and doc[first + 1].text == "-":
            return False  # 'U.S.-Ghana'
        titled = sure or (first > 0 and doc[first - 1].lower_ in self.titles)
        if (
            mention is not None
            and mention.last >= last
            and not (titled and (self._plain(mention) or mention.sense == "model"))
        ):
            return False
        one = inside[0] if len(inside) == 1 else None
        return one is None or not (
            one.is_lower
            or len(one) < 2
            or one.pos_ in {"VERB", "ADV", "DET", "ADP"}
            or (one.is_sent_start and one.tag_ == "NNS")
        )

    def _ends(self, token: Token) -> bool:
        """Whether a name can end with `token`."""
        hyphened = (
            token.i > 1
            and self.doc[token.i - 1].text == "-"
            and not self.doc[token.i - 1].whitespace_
            and token.is_alpha
        )
        if token.lower_ in self.words["names.suffixes"] or hyphened:
            return True
        capital = token.text[0].isupper() and token.lower_ not in self.words["heads"]
        return capital or (len(token) > 2 and token.ent_type_ == "PERSON" and token.pos_ == "PROPN")

    # ------------------------------------------------------------ named before

    def _again(self, people: list[Mention]) -> list[Mention]:
        """Bare surnames and given names of `people` that the language model passed over."""
        doc = self.doc
        covered = {i for m in people for i in range(m.first, m.last)} | {
            i for i, m in self.covered.items() if m.sense != "model"
        }
        parts = {
            folded(doc[i].text) for m in people for i in range(m.first, m.last) if doc[i].is_alpha and len(doc[i]) > 2
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
            found.append(Mention(kind="person", first=first, last=j, key=_key(doc[first:j].text), sense="name"))
            i = j
        return found

    def _given_before(self, i: int, covered: set[int]) -> int:
        """`i` moved before a given name that a title stands before: 'President Joe Biden'."""
        k = i
        while (
            k > 0
            and i - k < 3
            and k - 1 not in covered
            and _named(self.doc[k - 1])
            and not self._common(self.doc[k - 1])
        ):
            k -= 1
        return k if 0 < k < i and self.doc[k - 1].lower_ in self.titles else i


def _named(token: Token) -> bool:
    return token.text[0].isupper() and (
        token.is_alpha or token.pos_ == "PROPN" or token.text.replace(".", "").isupper()
    )


def _key(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
