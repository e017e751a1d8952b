"""Names of states, bodies, places and people in a document: by the gazetteer, the text and the language model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import lexicons
from kg.mentions import organisations
from kg.mentions.identity import cluster
from kg.mentions.organisations import capital, words
from kg.mentions.persons import spot
from kg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.mentions.letters import Letters
    from kg.model import Document, EntityKind, Form, Gazetteer

_LONGEST = 8  # tokens of a gazetteer form
_KIND: dict[str, EntityKind] = {
    "name": "state",
    "demonym": "state",
    "capital": "state",
    "seat": "state",
    "body": "organisation",
    "place": "place",
    "person": "person",
}


def find(document: Document, letters: Letters) -> tuple[Mention, ...]:
    """The names in `document`, sorted by position, none overlapping another."""
    doc = document.doc
    lexicon = lexicons.load(document.article.language)
    known: list[Mention] = []
    people: list[Mention] = []
    for mention in _known(doc, letters, document.gazetteer):
        (people if mention.kind == "person" else known).append(mention)
    bodies = organisations.find(doc, known, lexicon)
    taken = _without_overlap([*known, *bodies])
    people = spot(document, people, taken, lexicon)
    persons = {i for m in people for i in range(m.first, m.last)}
    taken = [m for m in taken if m.sense != "model" or not persons & set(range(m.first, m.last))]
    taken = _without_overlap([*people, *taken])
    taken = [*taken, *_places(doc, taken)]
    return tuple(sorted(cluster(taken, lexicon, document.gazetteer), key=lambda m: m.first))


def _known(doc: Doc, letters: Letters, gazetteer: Gazetteer) -> list[Mention]:
    """What the gazetteer knows, longest form first from each token on."""
    text, starts, ends = letters.text, letters.starts, letters.ends
    found, i = [], 0
    while i < len(doc):
        step = 1
        if text[starts[i]].isupper() or text[starts[i]].isdigit():
            for j in range(min(i + _LONGEST, len(doc)), i, -1):
                if text[starts[j - 1]].isspace() or (j - i > 1 and "\n" in text[starts[i] : starts[j - 1]]):
                    continue
                forms = gazetteer.lookup(text[starts[i] : ends[j - 1]])
                if forms and not _part_ofwords(doc, i, j, forms[0], gazetteer):
                    found.append(_mention(forms[0], i, j))
                    step = j - i
                    break
        i += step
    return found


def _mention(form: Form, first: int, last: int) -> Mention:
    return Mention(kind=_KIND[form.sense], first=first, last=last, key=form.key, sense=form.sense)


def _part_ofwords(doc: Doc, first: int, last: int, form: Form, gazetteer: Gazetteer) -> bool:
    """Whether a form is only a word of a person's or another longer name ('Jordan' in 'Michael Jordan')."""
    if last - first > 1 or form.sense == "demonym":
        return False
    token = doc[first]
    before = doc[first - 1] if first else None
    if token.is_lower or token.like_num:
        return True
    if before is not None and before.ent_type_ == "PERSON" and token.ent_type_ == "PERSON" and token.ent_iob_ == "I":
        return not gazetteer.lookup(before.text)
    after = doc[last] if last < len(doc) else None
    return bool(
        form.sense in {"place", "person"}
        and token.ent_type_ == "PERSON"
        and after is not None
        and after.ent_type_ == "PERSON"
        and after.ent_iob_ == "I"
    )


def _places(doc: Doc, taken: list[Mention]) -> list[Mention]:
    """Places that only the language model knows."""
    covered = {i for m in taken for i in range(m.first, m.last)}
    found = []
    for ent in doc.ents:
        first, last = ent.start, ent.end
        while first < last and not capital(doc[first]):
            first += 1
        while last > first and doc[last - 1].text in {"'s", "’s", "'"}:
            last -= 1
        if ent.label_ not in {"GPE", "LOC", "FAC"} or first >= last or covered & set(range(first, last)):
            continue
        found.append(Mention(kind="place", first=first, last=last, key=words(doc, first, last), sense="model"))
    return found


def _without_overlap(mentions: list[Mention]) -> list[Mention]:
    """The mentions without those that a longer one covers; of two alike the earlier in the list stays."""
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in sorted(mentions, key=lambda m: m.first - m.last):
        span = set(range(mention.first, mention.last))
        if not span & taken:
            kept.append(mention)
            taken |= span
    return kept
