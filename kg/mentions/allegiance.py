"""Which state each person serves: by titles, by the table of office holders, by the article's publisher and subject."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from kg import lexicons, publishers
from kg.gazetteers import holders

if TYPE_CHECKING:
    from datetime import date

    from spacy.tokens import Doc

    from kg.gazetteers.holders import Holder
    from kg.model import Article, Document, Gazetteer, Mention, Title

_PARTY = re.compile(r"\(\s*[RDI]\s*-\s*[A-Z]")  # 'John McCain (R-AZ)'
_NEAR = 10  # tokens between two titles of one list
_DOMINANT = 3  # how often a state is named at least for an article to be about it


def served(
    document: Document, names: tuple[Mention, ...], titles: tuple[Title, ...]
) -> tuple[dict[str, str], dict[str, str]]:
    """The state that each person serves and his Wikidata id.

    By the article's titles, by the table of office holders, by an office of the publisher's state; as a last resort
    a bare office is one of the state that the article is about.
    """
    votes: dict[str, Counter[str]] = {}
    held: dict[str, list[Title]] = {}
    for title in titles:
        if title.person:
            held.setdefault(title.person, []).append(title)
            if title.state:
                votes.setdefault(title.person, Counter())[title.state] += 1 if title.former else 2
    _count_beside(document, names, votes)
    abroad = {p for p, of_person in held.items() if _international(of_person, document.gazetteer)}
    states = {
        person: max(sorted(count), key=lambda s: count[s]) for person, count in votes.items() if person not in abroad
    }
    known = _recognised(document, names, held, states, abroad)
    for before, title in pairwise(sorted((t for t in titles if t.person), key=lambda t: t.first)):
        _pass_on(document, before, title, states)
    home = _home(names)
    for person, of_person in held.items():
        bare = {t.title for t in of_person if t.of is None and not t.former}
        if person not in states and person not in abroad and bare:
            state = _office(document, bare) or (home if _is_office(document, bare) else None)
            if state:
                states[person] = state
    return states, known


def _recognised(
    document: Document,
    names: tuple[Mention, ...],
    held: dict[str, list[Title]],
    states: dict[str, str],
    abroad: set[str],
) -> dict[str, str]:
    """The Wikidata ids of people whom the gazetteer or the office holders know, whose `states` are filled in too."""
    known: dict[str, str] = {}
    for person in sorted({m.key for m in names if m.kind == "person"}):
        told = {t.title for t in held.get(person, ())}
        if own := document.gazetteer.people.get(person):
            wikidata, state = own.wikidata, own.state
        elif holder := _holder(person, document.article.published, states.get(person), told):
            wikidata, state = holder.wikidata, None if person in abroad else holder.state
        else:
            wikidata, state = None, _leader(document.article, person, told)
        if wikidata:
            known[person] = wikidata
        if state:
            states.setdefault(person, state)
    return known


def _pass_on(document: Document, before: Title, title: Title, states: dict[str, str]) -> None:
    """Gives the holder of a bare title the state of the one before: 'Foreign Minister X, Vice Minister Y'."""
    doc, top = document.doc, lexicons.load(document.article.language).words["top"]
    if title.title.lower() in top and before.title.lower() not in top:
        return
    if title.of or not before.person or not title.person or title.person in states or before.person not in states:
        return
    between = doc[before.last : title.first]
    if _is_reported(doc, before, title):
        states[title.person] = states[before.person]
    if (
        len(between) < _NEAR
        and not between.text.count("\n")
        and re.search(r"(?:,|\band|&)\s*(?:the\s*)?$", between.text)
        and not re.search(r"[.;]", between.text)
    ):
        states[title.person] = states[before.person]


def _is_reported(doc: Doc, before: Title, title: Title) -> bool:
    """Whether the one holder tells what the other does: 'Prime Minister X said Foreign Minister Y would go'."""
    if title.last >= len(doc) or doc[title.last].sent != doc[before.first].sent:
        return False
    told = next((t for t in doc[title.last : title.last + 6] if t.dep_ in {"nsubj", "nsubjpass"}), None)
    teller = next((t for t in doc[before.last : title.first] if t.dep_ == "nsubj"), None)
    return told is not None and teller is not None and told.head.dep_ == "ccomp" and told.head.head == teller.head


def _count_beside(document: Document, names: tuple[Mention, ...], votes: dict[str, Counter[str]]) -> None:
    """Adds a vote for the state whose name or adjective stands right before a person's: 'Iran's Javad Zarif'."""
    covered = {m.last: m for m in names if m.kind == "state" and m.sense in {"name", "demonym"}}
    for mention in names:
        if mention.kind != "person":
            continue
        possessive = mention.first > 0 and document.doc[mention.first - 1].lower_ in {"'s", "'"}
        beside = covered.get(mention.first - possessive)
        if beside is not None and (possessive or beside.sense == "demonym"):
            votes.setdefault(mention.key, Counter())[beside.key] += 1
        if _PARTY.match(document.doc[mention.last : mention.last + 5].text):
            votes.setdefault(mention.key, Counter())["US"] += 1


def _international(titles: list[Title], gazetteer: Gazetteer) -> bool:
    """Whether a person's posts of today are of an international body and none of a state's."""
    now = [t for t in titles if not t.former]
    bodies = gazetteer.bodies
    return any(
        t.of is not None and t.of[0] == "organisation" and t.of[1] in bodies and bodies[t.of[1]].kind == "international"
        for t in now
    ) and not any(t.state for t in now)


def _holder(name: str, on: date | None, state: str | None, titles: set[str]) -> Holder | None:
    """The one office holder who can be meant: of that state, a bare surname only in a post like one of the titles."""
    found = [h for h in holders.find(name, on) or _short(name, on) if state is None or h.state == state]
    if len(name.split()) == 1 or len({h.wikidata for h in found}) > 1:
        heads = {_head(t) for t in titles if t}
        found = [h for h in found if heads & set(h.post.lower().replace("-", " ").split())]
    national = [h for h in found if h.state] or found
    return national[0] if len({h.wikidata for h in found}) == 1 and len({h.state for h in national}) == 1 else None


def _leader(article: Article, name: str, titles: set[str]) -> str | None:
    """The state of a leader from before the table's time, whom the news of the day named without it."""
    leaders = lexicons.load(article.language).tables["leaders"]
    return next(
        (state for t in sorted(titles) if (state := leaders.get(f"{t.lower()} {name.lower().split()[-1]}"))), None
    )


def _short(name: str, on: date | None) -> list[Holder]:
    """Office holders whose name says more between given name and surname: 'George W. Bush' for 'George Bush'."""
    given, _, surname = name.rpartition(" ")
    return [h for h in holders.find(surname, on) if given and h.name.split()[0].casefold() == given.casefold()]


def _head(title: str) -> str:
    return _short_title(title).split()[-1]


def _office(document: Document, titles: set[str]) -> str | None:
    """The state of the article's publisher, if one of the titles is an office of it."""
    for kind, key in publishers.publisher(document):
        offices = lexicons.load(document.article.language).tables["offices"].get(key, "").split(", ")
        if kind == "state" and any(t.lower() in offices or _short_title(t) in offices for t in titles):
            return key
    return None


def _short_title(title: str) -> str:
    """A title without what it is for: 'Under Secretary' of 'Under Secretary for Political Affairs'."""
    return re.split(r" (?:of|for|to|ad) ", title.lower())[0].rstrip(",")


def _is_office(document: Document, titles: set[str]) -> bool:
    """Whether one of the titles is an office that every state has."""
    offices = lexicons.load(document.article.language).words["offices_of_states"]
    return any(_head(t) in offices for t in titles)


def _home(names: tuple[Mention, ...]) -> str | None:
    """The state that the article is about: named most, clearly more than any other; None where there is none."""
    count = Counter(m.key for m in names if m.kind == "state")
    ranked = sorted(count, key=lambda s: (-count[s], s))
    if ranked and count[ranked[0]] >= _DOMINANT and (len(ranked) == 1 or count[ranked[0]] >= 2 * count[ranked[1]]):
        return ranked[0]
    return None
