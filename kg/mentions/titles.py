"""Titles as words: how far a chunk of title words reaches, and which posts it names, of whom."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg import gazetteers
from kg.model import Title

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.lexicons import Lexicon
    from kg.model import Mention, Reference

LONGEST = 18  # tokens of a title with all that belongs to it
_LONGEST_HEAD = 7  # tokens of a head such as 'chief of the general staff'
_POSSESSIVE = frozenset({"'s", "'"})
_ARTICLES = frozenset({"the", "a", "an"})
_AND = frozenset({"and", "&"})
_THEIRS = frozenset({"its", "their"})

Owner = tuple["Reference", str | None]
"""What a post belongs to, and the state that it serves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A document as the title rules see it."""

    doc: Doc
    lexicon: Lexicon
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
    openings = {re.split(r"[ '-]", head)[0] for head in known}
    i = 0
    while i < len(doc):
        step = 1
        if singular(doc[i].lower_) in openings or doc[i].lower_ in openings:
            for j in range(min(i + _LONGEST_HEAD, len(doc)), i, -1):
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


def backwards(text: Text, end: int) -> int:
    """Where the chunk of title words that ends at `end` begins."""
    i, first = end - 1, end
    while i >= 0 and end - i <= LONGEST:
        if text.doc[i].text == ")" and i > 2 and text.doc[i - 2].text == "(" and i - 3 in text.names:
            i -= 3
            continue
        if text.doc[i].lower_ in _POSSESSIVE and i - 1 in text.names and not text.person(i - 1):
            first = text.names[i - 1].first
            if not _linked(text, first):
                break
            i = first - 1
            continue
        unit = _unit(text, i)
        if unit is None:
            break
        i, counts = unit
        if counts:
            first = i
        i -= 1
    return _cut(text, first, end)


def _unit(text: Text, i: int) -> tuple[int, bool] | None:
    """The first token of the unit that ends at `i`, and whether a chunk may begin there; None for no part of a title."""
    doc, mention = text.doc, text.names.get(i)
    if mention is not None:
        outside = mention.sense != "demonym" and mention.first > 0 and doc[mention.first - 1].lower_ == "in"
        return (
            None
            if mention.kind == "person" or (outside and not _linked(text, mention.first))
            else (mention.first, True)
        )
    if i in text.heads:
        return text.heads[i][0], True
    if any(text.says(i, words) for words in ("modifiers", "former", "dropped")):
        return i, True
    if doc[i].lower_ in _AND or doc[i].text == ",":
        joins = doc[i].text != "," and (i - 1 in text.heads or text.says(i - 1, "modifiers"))
        return (i, False) if joins or _listed(text, i) else None
    if text.says(i, "links") or doc[i].lower_ == "the" or (doc[i].text in {"-", "–"} and not doc[i].whitespace_):
        return i, False
    if _capital(text, i) and doc[i].pos_ in {"PROPN", "ADJ", "NOUN"} and doc[i].ent_type_ not in {"DATE", "TIME"}:
        return i, True
    depends = doc[i].dep_ in {"compound", "amod", "nmod"} and doc[i].is_alpha and i < doc[i].head.i < i + 6
    if depends and doc[i].pos_ in {"NOUN", "ADJ"}:
        return i, doc[i].pos_ == "NOUN" and doc[i].dep_ == "compound"
    return None


def _capital(text: Text, i: int) -> bool:
    return text.doc[i].text[0].isupper()


def _linked(text: Text, i: int) -> bool:
    """Whether a link behind a title head stands before token `i`: 'Secretary of (the) ...'."""
    k = i - 1
    while k > 0 and text.doc[k].lower_ in _ARTICLES:
        k -= 1
    return k > 0 and text.says(k, "links") and k - 1 in text.heads


def _listed(text: Text, i: int) -> bool:
    """Whether a comma or an 'and' stands in a list of what a post is for: 'Minister for Trade, Industry and Labour'."""
    for k in range(i - 1, max(i - 10, 0), -1):
        if text.person(k) or k in text.heads:
            return False
        if text.says(k, "links"):
            return k - 1 in text.heads and k + 1 < i and (k + 1 not in text.names or text.names[k + 1].sense == "model")
        if not (
            _capital(text, k) or text.doc[k].lower_ in _AND or text.doc[k].text == "," or text.says(k, "modifiers")
        ):
            return False
    return False


def _cut(text: Text, first: int, end: int) -> int:
    """`first` moved behind each link that no title stands before, or that another title stands behind."""
    start = first
    for i in range(first, end):
        if not text.says(i, "links") or i in text.heads or i in text.names:
            continue
        left = any(k in text.heads for k in range(start, i))
        right = any(k in text.heads for k in range(i + 1, end))
        if not left or right:
            start = i + 1
    while start < end and (text.doc[start].lower_ in _ARTICLES | _AND or text.doc[start].is_punct):
        start += 1
    return start


def forwards(text: Text, first: int) -> int:
    """Where the chunk of title words that begins at `first` ends; `first` itself if a person's name comes before a head."""
    doc, i, link = text.doc, first, False
    while i < len(doc) and i - first <= LONGEST:
        mention, lower = text.names.get(i), doc[i].lower_
        if mention is not None:
            if mention.kind == "person":
                break
            i = mention.last
        elif i in text.heads:
            i = text.heads[i][1]
        elif text.says(i, "links"):
            link = link or any(k in text.heads for k in range(first, i))
            i += 1
        elif (
            any(text.says(i, words) for words in ("modifiers", "dropped", "former"))
            or lower in _ARTICLES | _POSSESSIVE | _AND | {"-"}
            or (_capital(text, i) and doc[i].pos_ in {"PROPN", "ADJ", "NOUN"})
            or (link and doc[i].pos_ in {"NOUN", "ADJ"} and not doc[i].is_space)
        ) or (doc[i].text == "," and _goes_on(text, first, i)):
            i += 1
        else:
            break
    while (
        i > first
        and i - 1 not in text.heads
        and (text.says(i - 1, "links") or doc[i - 1].lower_ in _ARTICLES | _AND or doc[i - 1].is_punct)
    ):
        i -= 1
    return i


def _goes_on(text: Text, first: int, i: int) -> bool:
    """Whether the list of what a post is for goes on behind the comma at `i`: 'Civilian Security, Democracy, and Rights'."""
    return (
        i > first
        and _capital(text, i - 1)
        and _listed(text, i)
        and any(
            text.doc[k].lower_ in _AND and k + 1 < len(text.doc) and _capital(text, k + 1) and not text.person(k + 1)
            for k in range(i + 1, min(i + 5, len(text.doc)))
        )
    )


def read(text: Text, first: int, last: int, person: str | None) -> list[Title]:
    """The titles in a chunk: 'Foreign Minister and Deputy Premier' are two, each with the owner that one of them has."""
    parts, start = [], first
    for i in range(first, last):
        if text.doc[i].lower_ in {*_AND, ",", "/"} and i not in text.heads and i not in text.names:
            if any(k in text.heads for k in range(start, i)) and any(k in text.heads for k in range(i + 1, last)):
                parts.append((start, i))
                start = i + 1
    parts.append((start, last))
    titles = [t for a, b in parts if (t := title(text, a, b, person))]
    owned = next((t for t in titles if t.of), None)
    if owned is None:
        return titles
    return [t if t.of else replace(t, of=owned.of, state=owned.state) for t in titles]


def title(text: Text, first: int, last: int, person: str | None) -> Title | None:
    """The title between two tokens: what stands before its head says whose, what stands behind says of what."""
    doc = text.doc
    head = next((text.heads[i] for i in range(first, last) if i in text.heads), None)
    if head is None:
        return None
    former = any(text.says(i, "former") for i in range(first, head[0] + 1))
    start, owner = _front(text, first, head)
    end, behind = _behind(text, head, last)
    if behind:
        owner = behind[0], behind[1] or (owner[1] if owner else None)
    while start < end and (doc[start].lower_ in {*_AND, *_ARTICLES, *_POSSESSIVE, ",", "mr.", "mr"}):
        start += 1
    while start < end and (doc[end - 1].lower_ in {*_AND, *_ARTICLES, ",", "as", "-"}):
        end -= 1
    words = " ".join(doc[start:end].text.split())
    if behind and doc[end].lower_ == "of" and (rest := _rest(text, end, last)) is not None:
        words = f"{words} {rest}"
    if not words or len(words) > 120:
        return None
    owner = owner or _fixed(text, words)
    of, state = owner or (None, None)
    return Title(first=first, last=last, title=words, person=person, of=of, state=state, former=former)


def _rest(text: Text, link: int, last: int) -> str | None:
    """What a title is to or for behind its owner: 'to the United States' in 'Ambassador of India to the United States'."""
    doc, k = text.doc, link + 1
    while k < last and doc[k].lower_ in _ARTICLES:
        k += 1
    mention = text.names.get(k)
    if mention is None or mention.last >= last or doc[mention.last].lower_ not in {"to", "for"}:
        return None
    return " ".join(doc[mention.last : last].text.split())


def _fixed(text: Text, words: str) -> Owner | None:
    """The owner of a title that by itself says whose it is: 'Taoiseach'."""
    fixed = text.lexicon.tables["fixed"].get(words.lower())
    if fixed is None:
        return None
    return (("state", fixed), fixed) if fixed in gazetteers.load().states else (("organisation", fixed), None)


def _front(text: Text, first: int, head: tuple[int, int]) -> tuple[int, Owner | None]:
    """Where the title's own words begin, and its owner by the words before them."""
    doc, start = text.doc, first
    found: Owner | None = None
    for i in range(first, head[0]):
        mention = text.names.get(i)
        if mention is not None and i == mention.first and mention.kind != "person":
            new = owner_of(mention, text)
            state = (found[1] if found else None) or new[1]
            found = (new[0] if found is None or new[0][0] == "organisation" else found[0]), state
            start = mention.last
            if doc[start].lower_ in _POSSESSIVE:
                start += 1
        elif i == start and (
            text.says(i, "dropped") or text.says(i, "former") or doc[i].text == "-" or _describes(text, i)
        ):
            start = i + 1
    if found is None:
        found = _country(text, first, head[0])
    organ = next((i for i in range(start + 1, head[0]) if text.says(i, "organs") and i not in text.names), None)
    if organ is not None and organ == head[0] - 1:
        return organ + 1, (("organisation", doc[start : organ + 1].text), found[1] if found else None)
    return start, found


def _describes(text: Text, i: int) -> bool:
    """Whether an adjective before a title is no part of it: 'the embattled president'."""
    token = text.doc[i]
    return token.is_lower and token.pos_ == "ADJ" and not text.says(i, "modifiers") and i not in text.heads


def _country(text: Text, first: int, head: int) -> Owner | None:
    """The state that 'its', 'the country's' or 'his country's' before a title stands for: the one named last before it."""
    doc, k = text.doc, first - 1
    if first < head and doc[first].lower_ in _THEIRS:
        k = first
    elif k > 0 and doc[k].lower_ in _POSSESSIVE:
        k -= 1
    if k < 0 or doc[k].lower_ not in _THEIRS | {"country", "nation"}:
        return None
    known = (
        text.names[i] for i in range(k - 1, max(k - 60, -1), -1) if i in text.names and text.names[i].kind == "state"
    )
    mention = next((m for m in known if m.sense in {"name", "demonym", "capital"}), None)
    return (("state", mention.key), mention.key) if mention else None


def _behind(text: Text, head: tuple[int, int], last: int) -> tuple[int, Owner | None]:
    """Where the title ends, and what a link behind its head makes it the title of."""
    for i in range(head[1], last):
        if text.says(i, "links") and i not in text.names:
            owner = _owner_behind(text, head, i, last)
            if owner is not None:
                return i, owner
    return last, None


def _owner_behind(text: Text, head: tuple[int, int], link: int, last: int) -> Owner | None:
    """What the words behind a link name, if that link can make them the owner of the post."""
    doc, k = text.doc, link + 1
    while k < last and doc[k].lower_ in _ARTICLES:
        k += 1
    if k >= last:
        return None
    word, agent = doc[link].lower_, singular(doc[head[1] - 1].lower_) in text.lexicon.words["agents"]
    mention = text.names.get(k)
    if mention is None or mention.kind == "person":
        return _organ(text, k, last) if word == "of" or agent else None
    end = mention.last
    if mention.kind == "state" and mention.sense in {"name", "demonym"}:
        behind = end + 1 if end < last and doc[end].lower_ in _POSSESSIVE else end
        nested = text.names.get(behind)
        if nested is not None and nested.kind == "organisation" and behind < last:
            return (("organisation", nested.key), mention.key) if word == "of" or agent else None
        run = _nouns(text, behind, last)
        if run > behind:
            whole = doc[k:run].text
            body = word in {"of", "for", "at"} and (
                agent or text.says(run - 1, "names.organisation_heads") or " in " in whole
            )
            return (("organisation", whole), mention.key) if body else None
        if mention.sense == "demonym":
            return None
    if (
        word == "of"
        or (agent and word in {"for", "at", "with"})
        or (word in {"at", "with", "from"} and mention.kind == "organisation")
    ):
        return owner_of(mention, text) if mention.kind != "place" or word == "of" else None
    return None


def _nouns(text: Text, first: int, last: int) -> int:
    """The end of the nouns from `first` on, with the place that a body of theirs is in: 'Embassy in Bogota'."""
    i = first
    while i < last and i not in text.names and i not in text.heads and text.doc[i].pos_ in {"NOUN", "PROPN", "ADJ"}:
        i += 1
    if i > first and i + 1 < last and text.doc[i].lower_ == "in" and i + 1 in text.names:
        return text.names[i + 1].last
    return i


def _organ(text: Text, first: int, last: int) -> Owner | None:
    """A body written small: 'spokesman for the foreign ministry'."""
    end = _nouns(text, first, last)
    if end > first and text.says(end - 1, "organs"):
        return ("organisation", text.doc[first:end].text), None
    return None


def owner_of(mention: Mention, text: Text) -> Owner:
    """What a post before or behind whose head `mention` stands is a post of, and the state that it serves."""
    if mention.kind == "state":
        if mention.sense == "seat" and mention.last - mention.first > 1:
            return ("organisation", text.doc[mention.first : mention.last].text), mention.key
        return ("state", mention.key), mention.key
    gazetteer = gazetteers.load()
    if mention.kind == "organisation":
        body = gazetteer.bodies.get(mention.key)
        return ("organisation", mention.key), body.state if body else own_state(mention.key)
    place = gazetteer.places.get(mention.key)
    return ("place", mention.key), place.state if place else None


def own_state(name: str) -> str | None:
    """The code of the state that a name's own words give: 'Russian Security Council' is Russia's."""
    gazetteer = gazetteers.load()
    words = name.split()
    for size in (3, 2, 1):
        for i in range(len(words) - size + 1):
            for form in gazetteer.lookup(" ".join(words[i : i + size])):
                if form.sense in {"name", "demonym"}:
                    return form.key
    return None
