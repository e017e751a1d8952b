"""Posts that a verb gives: 'X is the president of', 'X served as', 'named X ambassador to', 'elected as'."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.mentions import titles as chunks
from kg.mentions.owners import owner_of
from kg.mentions.text import ARTICLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token

    from kg.mentions.owners import Owner
    from kg.mentions.text import Text
    from kg.model import Title


def told(text: Text, served: Mapping[str, Owner]) -> list[Title]:
    """Posts that a verb gives: 'X is the president of', 'X served as', 'named X ambassador to', 'elected as'.

    `served` says whose the posts of people are, so that a post given by one who holds a state's is that state's too.
    """
    found = []
    for head in sorted(set(text.heads.values())):
        token = text.doc[head[1] - 1]
        told = _holder(text, token)
        if told is None:
            continue
        person, past = told
        first = chunks.backwards(text, head[1])
        if first > head[0] or any(text.person(i) for i in range(first, head[1])):
            continue
        giver = _giver(text, token, served)
        for t in chunks.read(text, first, chunks.forwards(text, first), person):
            of, state = (t.of, t.state) if t.of or giver is None else giver
            found.append(replace(t, of=of, state=state, former=t.former or past))
    return found


def _giver(text: Text, token: Token, served: Mapping[str, Owner]) -> Owner | None:
    """Whose the post is that `token` heads, by who gives it: 'Poland named X ambassador', 'President Y appointed X'."""
    verb = token.head.head if token.head.lower_ == "as" else token.head
    if verb.lemma_ not in text.lexicon.words["naming"] or verb.lemma_ == "become":
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    mention = text.names.get(subject.i) if subject is not None else None
    if mention is None:
        return None
    return owner_of(mention, text) if mention.kind == "state" else served.get(mention.key)


def _holder(text: Text, token: Token) -> tuple[str, bool] | None:
    """The person whom a verb gives the post that `token` heads, and whether it is told as past."""
    if token.dep_ == "conj" and token.head.i in text.heads:
        return _holder(text, token.head)
    verb, words = token.head, text.lexicon.words
    if token.dep_ == "pobj" and verb.lower_ == "as" and verb.dep_ == "prep":
        verb = verb.head
        serves, named = verb.lemma_ in words["serving"], verb.lemma_ in words["naming"]
        if not serves and not named:
            return None
        past = (serves and verb.tag_ in {"VBD", "VBN"} and not _is_to_come(verb)) or verb.lemma_ in words["leaving"]
        active = serves or any(c.dep_ in {"nsubjpass"} for c in verb.children)
        holder = _named(text, verb, {"nsubj", "nsubjpass"} if active else {"dobj"})
        return (holder, past or _says_past(text, verb)) if holder else None
    if token.dep_ == "attr" and verb.lemma_ == "be":
        holder = _named(text, verb, {"nsubj"})
        negated = any(c.dep_ == "neg" for c in verb.children)
        return (holder, verb.tag_ == "VBD" or _says_past(text, verb)) if holder and not negated else None
    if token.dep_ in {"oprd", "attr", "dobj"} and verb.lemma_ in words["naming"]:
        holder = _named(text, verb, {"nsubj"} if verb.lemma_ == "become" else {"nsubjpass"})
        if holder is None and token.i > verb.i:
            first = chunks.backwards(text, token.i + 1)
            while first > 0 and text.doc[first - 1].lower_ in ARTICLES:
                first -= 1
            before = text.names.get(first - 1)
            holder = before.key if before is not None and before.kind == "person" else None
        return (holder, False) if holder else None
    return None


def _is_to_come(verb: Token) -> bool:
    return any(
        c.lower_ in {"will", "to", "'ll", "shall", "would", "has", "have"}
        for c in verb.children
        if c.dep_ in {"aux", "mark"}
    )


def _says_past(text: Text, verb: Token) -> bool:
    return any(
        c.lower_ in text.lexicon.words["earlier"] for c in verb.children if c.dep_ in {"advmod", "npadvmod", "prep"}
    )


def _named(text: Text, verb: Token, roles: set[str]) -> str | None:
    """The person who has a role at `verb`: by name, or as 'he' or 'she' the subject of the sentence before."""
    subject = next((c for c in verb.children if c.dep_ in roles), None)
    if subject is None and verb.dep_ in {"conj", "xcomp"} and verb.head.pos_ == "VERB" and "nsubj" in roles:
        return _named(text, verb.head, {"nsubj", "nsubjpass"})
    if subject is None and verb.dep_ == "xcomp":
        return _named(text, verb.head, {"nsubj", "nsubjpass"})
    if subject is None or any(subject.conjuncts):
        return None
    if subject.lower_ == "who" and verb.dep_ == "relcl":
        subject = verb.head
    if text.person(subject.i):
        return text.names[subject.i].key
    if subject.lower_ in {"he", "she"}:
        return _subject_before(text, subject)
    return None


def _subject_before(text: Text, pronoun: Token) -> str | None:
    """The person who is the subject of a sentence before that of `pronoun`, in its paragraph; None if two are."""
    for token in reversed(text.doc[max(0, pronoun.sent.start - 80) : pronoun.sent.start]):
        if "\n" in token.text:
            return None
        if token.dep_ in {"nsubj", "nsubjpass"} and text.person(token.i):
            return None if any(token.conjuncts) else text.names[token.i].key
    return None
