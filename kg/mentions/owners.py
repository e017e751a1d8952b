"""Whose a post is: the state or body that the words before and behind a title's head name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.mentions.text import ARTICLES, POSSESSIVE, Text, singular

if TYPE_CHECKING:
    from kg.model import Gazetteer, Mention, Reference

_THEIRS = frozenset({"its", "their"})

Owner = tuple["Reference", str | None]
"""What a post belongs to, and the state that it serves."""


def rest(text: Text, link: int, last: int) -> str | None:
    """What a title is to or for behind its owner: 'to Japan' in 'Ambassador of India to Japan'."""
    doc, k = text.doc, link + 1
    while k < last and doc[k].lower_ in ARTICLES:
        k += 1
    mention = text.names.get(k)
    if mention is None or mention.last >= last or doc[mention.last].lower_ not in {"to", "for"}:
        return None
    return " ".join(doc[mention.last : last].text.split())


def fixed(text: Text, words: str) -> Owner | None:
    """The owner of a title that by itself says whose it is: 'Taoiseach'."""
    table, plain = text.lexicon.tables["fixed"], words.lower()
    key = table.get(plain) or table.get(plain.partition(" for ")[0].removeprefix("acting "))
    if key is None:
        return None
    return (("state", key), key) if key in text.gazetteer.states else (("organisation", key), None)


def front(text: Text, first: int, head: tuple[int, int]) -> tuple[int, Owner | None]:
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
            if doc[start].lower_ in POSSESSIVE:
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
    """The state that 'its' or 'the country's' before a title stands for: the one named last before it."""
    doc, k = text.doc, first - 1
    if first < head and doc[first].lower_ in _THEIRS:
        k = first
    elif k > 0 and doc[k].lower_ in POSSESSIVE:
        k -= 1
    if k < 0 or doc[k].lower_ not in _THEIRS | {"country", "nation"}:
        return None
    known = (
        text.names[i] for i in range(k - 1, max(k - 60, -1), -1) if i in text.names and text.names[i].kind == "state"
    )
    mention = next((m for m in known if m.sense in {"name", "demonym", "capital"}), None)
    return (("state", mention.key), mention.key) if mention else None


def behind(text: Text, head: tuple[int, int], last: int) -> tuple[int, Owner | None]:
    """Where the title ends, and what a link behind its head makes it the title of."""
    for i in range(head[1], last):
        if text.says(i, "links") and i not in text.names:
            owner = _owner_behind(text, head, i, last)
            if owner is not None:
                return i, (owner[0], owner[1] or _state_behind(text, i, last))
    return last, None


def _state_behind(text: Text, first: int, last: int) -> str | None:
    """The state of a body that the owner is part of: 'the Standing Committee of the National People's Congress'."""
    found = (text.names[i] for i in range(first, last) if i in text.names and text.names[i].kind == "organisation")
    return next((state for mention in found if (state := owner_of(mention, text)[1])), None)


def _owner_behind(text: Text, head: tuple[int, int], link: int, last: int) -> Owner | None:  # noqa: PLR0911
    """What the words behind a link name, if that link can make them the owner of the post."""
    doc, k = text.doc, link + 1
    while k < last and doc[k].lower_ in ARTICLES:
        k += 1
    if k >= last:
        return None
    word, agent = doc[link].lower_, singular(doc[head[1] - 1].lower_) in text.lexicon.words["agents"]
    mention = text.names.get(k)
    if mention is None or mention.kind == "person":
        return _organ(text, k, last) if word == "of" or agent else None
    end = mention.last
    if mention.kind == "state" and mention.sense in {"name", "demonym"}:
        behind = end + 1 if end < last and doc[end].lower_ in POSSESSIVE else end
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
    gazetteer = text.gazetteer
    if mention.kind == "organisation":
        body = gazetteer.bodies.get(mention.key)
        return ("organisation", mention.key), body.state if body else own_state(mention.key, gazetteer)
    place = gazetteer.places.get(mention.key)
    return ("place", mention.key), place.state if place else None


def own_state(name: str, gazetteer: Gazetteer) -> str | None:
    """The code of the state that a name's own words give: 'Russian Security Council' is Russia's."""
    words = name.split()
    for size in (3, 2, 1):
        for i in range(len(words) - size + 1):
            for form in gazetteer.lookup(" ".join(words[i : i + size])):
                if form.sense in {"name", "demonym"}:
                    return form.key
    return None
