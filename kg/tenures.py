"""Who serves which state, and which posts each person holds, each post once."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kg import gazetteers, lexicons, publishers
from kg.gazetteers import holders
from kg.mentions.titles import singular

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from spacy.tokens import Doc

    from kg.gazetteers.holders import Holder
    from kg.model import Article, Document, Mentions, Reference, Title

_RANKS = frozenset({"vice", "deputy", "assistant", "under", "acting", "elect", "designate", "first", "associate", "interim", "nominee"})
_ALIKE = {
    "premier": "prime minister", "defence": "defense", "chief": "head", "leader": "head", "director": "head",
    "councillor": "councilor", "advisor": "adviser", "spokeswoman": "spokesman", "spokesperson": "spokesman",
    "chairwoman": "chairman", "chairperson": "chairman", "chair": "chairman", "undersecretary": "under secretary",
}  # fmt: skip
_PARTY = re.compile(r"\(\s*[RDI]\s*-\s*[A-Z]")  # 'John McCain (R-AZ)'
_DOMINANT = 3  # how often a state is named at least for an article to be about it


def served(document: Document, mentions: Mentions) -> tuple[dict[str, str], dict[str, str]]:
    """The state that each person serves and his Wikidata id.

    By the article's titles, by the table of office holders, by an office of the publisher's state; as a last resort
    a bare office is one of the state that the article is about.
    """
    votes: dict[str, Counter[str]] = {}
    held: dict[str, list[Title]] = {}
    for title in mentions.titles:
        if title.person:
            held.setdefault(title.person, []).append(title)
            if title.state:
                votes.setdefault(title.person, Counter())[title.state] += 1 if title.former else 2
    _count_beside(document, mentions, votes)
    abroad = {p for p, titles in held.items() if _international(titles)}
    states = {person: max(sorted(count), key=lambda s: count[s]) for person, count in votes.items() if person not in abroad}
    known = {}
    for person in sorted({m.key for m in mentions.names if m.kind == "person"}):
        titles = {t.title for t in held.get(person, ())}
        holder = _holder(person, document.article.published, states.get(person), titles)
        if holder is not None:
            known[person] = holder.wikidata
            if holder.state and person not in abroad:
                states.setdefault(person, holder.state)
    for before, title in pairwise(sorted((t for t in mentions.titles if t.person), key=lambda t: t.first)):
        _pass_on(document, before, title, states)
    home = _home(document, mentions)
    for person, of_person in held.items():
        bare = {t.title for t in of_person if t.of is None and not t.former}
        if person not in states and person not in abroad and bare:
            state = _office(document.article, bare) or (home if _is_office(document, bare) else None)
            if state:
                states[person] = state
    return states, known


def _pass_on(document: Document, before: Title, title: Title, states: dict[str, str]) -> None:
    """Gives the holder of a bare title the state of the one named right before: 'Foreign Minister X, Vice Minister Y'."""
    doc, top = document.doc, lexicons.load(document.article.language).words["top"]
    if title.title.lower() in top and before.title.lower() not in top:
        return
    if title.of or not before.person or not title.person or title.person in states or before.person not in states:
        return
    between = doc[before.last : title.first]
    if _is_reported(doc, before, title):
        states[title.person] = states[before.person]
    if len(between) < 10 and not between.text.count("\n") and re.search(r"(?:,|\band|&)\s*(?:the\s*)?$", between.text) and not re.search(r"[.;]", between.text):  # noqa: PLR2004
        states[title.person] = states[before.person]


def _is_reported(doc: Doc, before: Title, title: Title) -> bool:
    """Whether the one holder tells what the other does: 'Prime Minister X said Foreign Minister Y would go'."""
    if title.last >= len(doc) or doc[title.last].sent != doc[before.first].sent:
        return False
    told = next((t for t in doc[title.last : title.last + 6] if t.dep_ in {"nsubj", "nsubjpass"}), None)
    teller = next((t for t in doc[before.last : title.first] if t.dep_ == "nsubj"), None)
    return told is not None and teller is not None and told.head.dep_ == "ccomp" and told.head.head == teller.head


def _count_beside(document: Document, mentions: Mentions, votes: dict[str, Counter[str]]) -> None:
    """Adds a vote for the state whose name or adjective stands right before a person's: 'Iran's Javad Zarif'."""
    covered = {m.last: m for m in mentions.names if m.kind == "state" and m.sense in {"name", "demonym"}}
    for mention in mentions.names:
        if mention.kind != "person":
            continue
        possessive = mention.first > 0 and document.doc[mention.first - 1].lower_ in {"'s", "'"}
        beside = covered.get(mention.first - possessive)
        if beside is not None and (possessive or beside.sense == "demonym"):
            votes.setdefault(mention.key, Counter())[beside.key] += 1
        if _PARTY.match(document.doc[mention.last : mention.last + 5].text):
            votes.setdefault(mention.key, Counter())["US"] += 1


def _international(titles: list[Title]) -> bool:
    """Whether a person's posts of today are of an international body and none of a state's."""
    now = [t for t in titles if not t.former]
    bodies = gazetteers.load().bodies
    return any(
        t.of is not None and t.of[0] == "organisation" and t.of[1] in bodies and bodies[t.of[1]].kind == "international" for t in now
    ) and not any(t.state for t in now)


def _holder(name: str, on: date | None, state: str | None, titles: set[str]) -> Holder | None:
    """The one office holder who can be meant: of that state, in a post like one of the titles if only a surname is given."""
    found = [h for h in holders.find(name, on) or _short(name, on) if state is None or h.state == state]
    if len(name.split()) == 1 or len({h.wikidata for h in found}) > 1:
        heads = {_head(t) for t in titles if t}
        found = [h for h in found if heads & set(h.post.lower().replace("-", " ").split())]
    national = [h for h in found if h.state] or found
    return national[0] if len({h.wikidata for h in found}) == 1 and len({h.state for h in national}) == 1 else None


def _short(name: str, on: date | None) -> list[Holder]:
    """Office holders whose name says more between given name and surname: 'George W. Bush' for 'George Bush'."""
    given, _, surname = name.rpartition(" ")
    return [h for h in holders.find(surname, on) if given and h.name.split()[0].casefold() == given.casefold()]


def _head(title: str) -> str:
    return _short_title(title).split()[-1]


def _office(article: Article, titles: set[str]) -> str | None:
    """The state of the article's publisher, if one of the titles is an office of it."""
    for kind, key in publishers.publisher(article):
        offices = lexicons.load(article.language).tables["offices"].get(key, "").split(", ")
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


def _home(document: Document, mentions: Mentions) -> str | None:
    """The state that the article is about: named most, clearly more than any other; else that of its dateline."""
    count = Counter(m.key for m in mentions.names if m.kind == "state")
    ranked = sorted(count, key=lambda s: (-count[s], s))
    if ranked and count[ranked[0]] >= _DOMINANT and (len(ranked) == 1 or count[ranked[0]] >= 2 * count[ranked[1]]):
        return ranked[0]
    forms = gazetteers.load().lookup((document.article.dateline or "").strip().title())
    return next((f.key for f in forms if f.sense == "capital"), None)


# ---------------------------------------------------------------- posts, each once


def held(document: Document, mentions: Mentions, states: Mapping[str, str]) -> list[Title]:
    """The titles that state who holds which post: of each post of a person the fullest form, in the order of the text."""
    people: dict[str, list[Title]] = {}
    body = next((t.i for t in document.doc if t.idx >= document.article.body), 0)
    told = {key for i, refs in mentions.references.items() if i >= body for kind, key in refs if kind == "person"}
    for title in mentions.titles:
        if title.person and title.person in told:
            of = title.of or (("state", states[title.person]) if title.person in states else None)
            people.setdefault(title.person, []).append(replace(title, of=of))
    for person, title in _taken_up(document, mentions, states, people):
        people[person] = [title]
    settled = [t for titles in people.values() for t in _distinct(titles, lambda t: t.first < body)]
    return sorted(settled, key=lambda t: (t.first, t.last, t.title))


def _taken_up(
    document: Document, mentions: Mentions, states: Mapping[str, str], people: Mapping[str, list[Title]]
) -> list[tuple[str, Title]]:
    """Posts that stand alone ('the President of Russia') of somebody without a post whom the office holders confirm."""
    found = []
    alone = [t for t in mentions.titles if t.person is None and not t.former and (t.of is None or t.of[0] == "state")]
    for person in sorted({m.key for m in mentions.names if m.kind == "person"} - people.keys()):
        state = states.get(person)
        posts = {_key(h.post.split(" of ")[0]) for h in holders.find(person, document.article.published) if h.state == state}
        fitting = [t for t in alone if (t.of is None or t.of[1] == state) and _key(singular(t.title)) in posts]
        if state and fitting:
            best = min(fitting, key=lambda t: (t.of is None, t.first))
            found.append((person, replace(best, person=person, title=singular(best.title), of=("state", state))))
    return found


def _distinct(titles: list[Title], headline: Callable[[Title], bool]) -> list[Title]:
    """The titles of one person without those that say less, or the same, of one post as another."""
    kept: list[Title] = []
    for title in sorted(titles, key=lambda t: (-len(_words(t.title)), headline(t), t.first)):
        same = next((k for k in kept if _same(k, title)), None)
        if same is None:
            kept.append(title)
        else:
            kept[kept.index(same)] = replace(same, of=_closer(same.of, title.of), former=same.former or title.former)
    return kept


def _closer(a: Reference | None, b: Reference | None) -> Reference | None:
    """Of two owners of a post the one that says more: the body before its state."""
    if a is None or b is None:
        return a or b
    return b if a[0] == "state" and b[0] == "organisation" else a


def _same(full: Title, short: Title) -> bool:
    """Whether `short` is the post of `full`, said alike or in fewer words."""
    if full.of and short.of and full.of != short.of and "organisation" not in {full.of[0]} ^ {short.of[0]}:
        return False
    a, b = _words(full.title), _words(short.title)
    if a & _RANKS != b & _RANKS:
        return False
    if _key(full.title) == _key(short.title):
        return True
    return full.former == short.former and b < a and _head(_key(full.title)) == _head(_key(short.title))


def _words(title: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", _key(title))) - {"of", "for", "the", "and", "to"}


def _key(title: str) -> str:
    """`title` as it is compared: 'Minister of Foreign Affairs' and 'foreign minister' are one."""
    words = [_ALIKE.get(w, w) for w in title.lower().replace("-", " ").split()]
    plain = " ".join(words)
    turned = re.fullmatch(r"((?:\w+ )?(?:minister|secretary)) (?:of|for) (?:the )?(foreign|defense|interior|finance|trade|\w+)(?: affairs)?", plain)
    if turned and turned[2] != "state":
        rank, _, head = turned[1].rpartition(" ")
        return f"{rank} {turned[2]} {head}".strip()
    return plain.replace("foreign affairs minister", "foreign minister")
