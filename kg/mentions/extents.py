"""How far a person's name reaches: particles, hyphens, nicknames and suffixes in, titles and possessives out."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from kg.model import Mention

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token

    from kg.lexicons import Lexicon
    from kg.model import Document

_LONGEST = 11  # tokens of a person's name
_SHORTEST = 3  # letters of a name written small
_FIRM = frozenset({"demonym", "body", "seat", "name"})
_POSSESSIVE = frozenset({"'s", "'"})
_BEFORE = frozenset({"the", "a", "by", "and", "'s", "-", "as", "his", "her"})
"""Small words that may stand between a title and a name."""


class Extents:
    """The bounds of names in one document; `covered` are the mentions of other kinds by token."""

    def __init__(self, document: Document, covered: Mapping[int, Mention], lexicon: Lexicon) -> None:
        self.doc, self.body, self.gazetteer = document.doc, document.article.body, document.gazetteer
        self.covered, self.words = covered, lexicon.words
        self.titles = self.words["heads"] | self.words["honorifics"] | self.words["ranks"]
        self.before = self.titles | self.words["modifiers"] | _BEFORE
        self.commons = (
            self.words["modifiers"]
            | self.words["names.organisation_heads"]
            | self.words["names.never"]
            | self.words["domains"]
        )

    def hyphened(self, last: int) -> int:
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

    def end(self, first: int) -> int:
        """The end of the name that begins at `first`."""
        doc, last = self.doc, first
        while last < len(doc) and last - first < _LONGEST:
            token = doc[last]
            if (
                token.lower_ in self.words["names.particles"]
                and last + 1 < len(doc)
                and (named(doc[last + 1]) or doc[last + 1].text == "-")
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
            elif named(token) and not (last > first and (token.lower_ in self.words["heads"] or self._firm(last))):
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
        goes_on = after.lower_ in self.words["names.particles"] or (named(after) and after.pos_ == "PROPN")
        return 3 if goes_on and doc[i + 1].text[0].isupper() else 0

    def _plain(self, mention: Mention) -> bool:
        """Whether a covered word may as well be a person's name: 'Jordan', 'Chad', 'Lincoln'."""
        return mention.sense in {"place", "model"} and mention.last - mention.first == 1

    def trimmed(self, first: int, last: int, *, sure: bool = False) -> Mention | None:
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
        return Mention(kind="person", first=first, last=last, key=key(doc[first:last].text), sense="name")

    def _opening(self, first: int, last: int) -> int:
        """`first` moved behind titles, honorifics and states that stand before the name."""
        doc, words = self.doc, self.words
        while first < last:
            token, mention = doc[first], self.covered.get(first)
            if token.lower_ in {"sheikh", "sheik"} and first + 2 == last:
                break  # 'Sheikh Hasina', but 'Sheikh Hamad bin Khalifa'
            if (
                token.lower_ in self.before
                or not token.text[0].isalpha()
                or (mention is not None and mention.sense in _FIRM and mention.last < last)
                or (token.text[0].islower() and token.lower_ not in words["names.particles"])
            ):
                first += 1
            else:
                break
        return first

    def _tail(self, first: int, last: int) -> int:
        """`last` moved over words that the language model left out: 'Mahmoud Abu' of 'Mahmoud Abu Rdeneh'."""
        particle = last > first and self.doc[last - 1].lower_ in self.words["names.particles"]
        if particle and last < len(self.doc) and self.nameable(self.doc[last]):
            return last + 1
        nickname = self._nickname(first, last) if last > first else 0
        return max(last, self.end(first)) if nickname else last

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
            return False
        if any("-" in t.text and any(map(self.gazetteer.lookup, t.text.split("-"))) for t in inside):
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
            or len(one) <= 1
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
        return capital or (len(token) >= _SHORTEST and token.ent_type_ == "PERSON" and token.pos_ == "PROPN")

    def nameable(self, token: Token) -> bool:
        """Whether a token is a capitalised name that the gazetteer does not know."""
        mention = self.covered.get(token.i)
        return (mention is None or mention.sense == "model") and token.text[0].isupper() and token.pos_ == "PROPN"

    def common(self, token: Token) -> bool:
        """Whether a token is a word of offices or bodies."""
        return token.lower_ in self.commons or token.lower_ in self.titles


def named(token: Token) -> bool:
    """Whether a token can be part of a name by its form."""
    return token.text[0].isupper() and (
        token.is_alpha or token.pos_ == "PROPN" or token.text.replace(".", "").isupper()
    )


def key(text: str) -> str:
    """A name's words as they are kept: composed letters, single blanks."""
    return " ".join(unicodedata.normalize("NFC", text).split())
