"""Quoted words and who says them, within a paragraph or carried on from the one before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg import lexicons
from kg.model import Quotation

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from kg.lexicons import Lexicon
    from kg.mentions.letters import Letters
    from kg.model import Document

_QUOTED = re.compile(r"[“\"„«](?P<words>[^“”\"„«»\n]+)(?:[”\"»]|(?=\n|$))")
_SHORTEST = 4  # tokens; fewer are words in scare quotes


def find(document: Document, letters: Letters) -> tuple[Quotation, ...]:
    """The quotations of `document`, sorted by position, each with the token that heads its speaker, if found."""
    doc, lexicon = document.doc, lexicons.load(document.article.language)
    found: list[Quotation] = []
    for match in _QUOTED.finditer(letters.text):
        first, last = letters.tokens(match.start("words"), match.end("words"))
        span = doc[first:last]
        if len(span) < _SHORTEST:
            continue
        speaker = _speaker(doc, span, lexicon)
        if speaker is None and found and found[-1].speaker is not None and _continues(doc, found[-1], span):
            speaker = found[-1].speaker
        found.append(Quotation(first=span.start, last=span.end, speaker=speaker))
    return tuple(found)


def _continues(doc: Doc, before: Quotation, span: Span) -> bool:
    """Whether `span` goes on from the quotation before: in its paragraph, or opening the next one."""
    between = doc[before.last : span.start].text
    return between.count("\n\n") + between.count("\n") * ("\n\n" not in between) <= 1


def _speaker(doc: Doc, span: Span, lexicon: Lexicon) -> int | None:
    """The subject of the reporting verb nearest to the quotation, in its sentence or right behind or before it."""
    inside = range(span.start, span.end)
    last = doc[span.end - 1].sent
    sentences = [doc[span.start].sent, last]
    if last.end < len(doc) and doc[span.end - 1 : last.end + 1].text.count("\n") == 0:
        sentences.append(doc[last.end].sent)
    verbs = {t.i: t for s in sentences for t in s if t.i not in inside and _reports(t, lexicon)}
    for verb in sorted(verbs.values(), key=lambda t: min(abs(t.i - span.start), abs(t.i - span.end))):
        subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is None and verb.dep_ in {"conj", "xcomp", "advcl"}:
            subject = next((c for c in verb.head.children if c.dep_ == "nsubj"), None)
        if subject is not None and subject.i not in inside and subject.lower_ not in {"that", "which"}:
            if subject.lower_ == "who" and verb.dep_ == "relcl":
                subject = verb.head
            return int(subject.i)
    return None


def _reports(token: Token, lexicon: Lexicon) -> bool:
    return token.pos_ == "VERB" and token.lemma_ in lexicon.words["speech.verbs"]
