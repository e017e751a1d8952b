"""Words of a document that trigger an event: lexicon rows that fire on verbs, nouns and adjectives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.events import syntax

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from kg.lexicons import Lexicon, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A row that fires on a word: `verb` is the verb whose clause it is in, `object` the noun that completes it."""

    row: Row
    token: Token
    verb: Token | None
    object: Token | None = None


def find(doc: Doc, lexicon: Lexicon, start: int = 0) -> Iterator[Trigger]:
    """The triggers from token `start` on, in the order of the text."""
    for token in doc[start:]:
        if token.pos_ in {"VERB", "AUX"}:
            yield from _verbs(token, lexicon)
        elif token.pos_ in {"NOUN", "PROPN"}:
            yield from _nouns(token, lexicon)
        if token.pos_ in {"ADJ", "VERB"}:
            yield from _adjectives(token, lexicon)


def _verbs(token: Token, lexicon: Lexicon) -> Iterator[Trigger]:
    lemma = token.lemma_.lower()
    particles = [c.lower_ for c in token.children if c.dep_ in {"prt", "prep", "advmod", "acomp"}]
    names = [f"{lemma} {p}" for p in particles]
    if token.lower_ == "visiting" and token.dep_ in {"amod", "compound"}:
        names.append("visiting")
    own = [n for n in names if n in lexicon.verbs] or [lemma]
    for name in dict.fromkeys([*own, lemma]):
        for row in lexicon.verbs.get(name, ()):
            trigger = _completed(token, row)
            if trigger is not None:
                yield trigger


def _completed(token: Token, row: Row) -> Trigger | None:
    """The trigger if the row's objects and complements are there."""
    if token.dep_ in {"amod", "compound"} and token.lower_ != "visiting":
        return None
    if not row.objects and not row.complements:
        return Trigger(row=row, token=token, verb=token)
    nouns = _complements(token) if row.complements else _candidates(token, row)
    wanted = row.complements or row.objects
    for noun in nouns:
        if _is_one(noun, wanted):
            return Trigger(row=row, token=token, verb=token, object=noun)
    return None


def _candidates(token: Token, row: Row) -> list[Token]:
    nouns = syntax.objects(token) if "object" in row.via else []
    for name, noun in syntax.prepositions(token):
        if name in row.via:
            nouns.append(noun)
    quantities = [p for n in nouns for name, p in syntax.prepositions(n) if name in {"of", "in", "worth"}]
    return nouns + quantities


def _complements(token: Token) -> list[Token]:
    found = [c for c in token.children if c.dep_ in {"oprd", "ccomp", "attr", "acomp", "dobj", "xcomp"}]
    found += [c for p in token.children if p.dep_ == "prep" and p.lower_ == "as" for c in p.children]
    found += [c for c in token.children if c.dep_ == "advcl" and any(k.lower_ == "as" for k in c.children)]
    return [
        t
        for c in found
        for t in [c, *(k for k in c.children if k.dep_ in {"acomp", "attr", "amod", "conj", "dobj", "oprd"})]
    ]


def _is_one(noun: Token, wanted: frozenset[str]) -> bool:
    """Whether a noun, alone or with the words before it, is one of `wanted`."""
    lemma = noun.lemma_.lower()
    if lemma in wanted or noun.lower_ in wanted:
        return True
    before = [c.lower_ for c in noun.children if c.dep_ in {"compound", "amod"} and c.i < noun.i]
    if any(f"{b} {lemma}" in wanted for b in before):
        return True
    if noun.pos_ == "PROPN" and any(b in wanted for b in before):
        return True
    return any(f"{lemma} of {p.lemma_.lower()}" in wanted for name, p in syntax.prepositions(noun) if name == "of")


def _nouns(token: Token, lexicon: Lexicon) -> Iterator[Trigger]:
    lemma = token.lemma_.lower()
    before = [c.lemma_.lower() for c in token.children if c.dep_ in {"compound", "amod"}]
    after = [f"{lemma} of {p.lemma_.lower()}" for name, p in syntax.prepositions(token) if name == "of"]
    names = [*(f"{b} {lemma}" for b in before), *after, lemma]
    name = next((n for n in names if n in lexicon.nouns), None)
    if name is None or token.dep_ in {"compound", "nmod"}:
        return
    for row in lexicon.nouns[name]:
        verb = _light(token, row)
        if verb is not None or row.free:
            yield Trigger(
                row=row, token=token, verb=verb or syntax.governor(token), object=token if verb is None else None
            )


def _light(noun: Token, row: Row) -> Token | None:
    """The light verb that a noun stands under: 'hold talks', 'talks were held', 'a meeting attended by'."""
    participle = next(
        (c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_.lower() in row.light), None
    )
    if participle is not None:
        return participle
    token = next((c for c in noun.conjuncts if c.dep_ != "conj"), noun) if noun.dep_ == "conj" else noun
    head = token.head
    if token.dep_ == "pobj":
        head = head.head
        if head.pos_ == "NOUN" and head.lemma_ in _MEASURES:
            head = head.head if head.dep_ in {"dobj", "nsubj", "nsubjpass"} else head.head.head
        elif head.pos_ == "VERB" and not _takes_preposition(head, token):
            return None
    elif token.dep_ not in {"dobj", "nsubjpass", "nsubj", "attr"}:
        return None
    if head.pos_ not in {"VERB", "AUX"}:
        return None
    lemma = head.lemma_.lower()
    if token.dep_ == "nsubj" and lemma not in _BEGINNING:
        return None
    phrasal = {f"{lemma} {c.lower_}" for c in head.children if c.dep_ in {"prt", "prep"}}
    return head if lemma in row.light or phrasal & row.light else None


_MEASURES = {"part", "series", "round", "number", "day", "start", "beginning", "set", "host"}
_BEGINNING = {"begin", "start", "open", "take", "continue", "resume", "end", "conclude"}


def _takes_preposition(verb: Token, noun: Token) -> bool:
    return verb.lemma_ in {
        "participate",
        "attend",
        "embark",
        "engage",
        "speak",
        "join",
        "arrive",
        "meet",
        "take",
        "go",
        "address",
    } and noun.head.lower_ in {"in", "on", "at", "into"}


def _adjectives(token: Token, lexicon: Lexicon) -> Iterator[Trigger]:
    for row in lexicon.adjectives.get(token.lower_, ()):
        predicate = token.dep_ in {"acomp", "ROOT", "conj", "ccomp", "oprd", "attr", "advcl", "xcomp", "relcl", "acl"}
        if predicate and not (token.pos_ == "VERB" and any(c.dep_ == "dobj" for c in token.children)):
            verb = (
                token.head if token.head.pos_ in {"AUX", "VERB"} and token.dep_ in {"acomp", "oprd", "attr"} else token
            )
            yield Trigger(row=row, token=token, verb=verb)
