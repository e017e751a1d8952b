"""Topics: the shortest span that says what a pledge, an appeal, a criticism or a support is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.events import slots, syntax
from kg.events.merging import SPOKEN
from kg.events.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.events.triggers import Trigger

_LONGEST = 24  # tokens


def find(scene: Scene, trigger: Trigger, taken: set[int]) -> str | None:
    """The topic of `trigger`, None where nothing says it; `taken` are the tokens that name its arguments."""
    if trigger.row.type not in SPOKEN:
        return None
    for name in trigger.row.topic or ("clause", "object"):
        for token in _tokens(scene, trigger, name):
            if (
                token.ent_type_ in {"DATE", "TIME"}
                or token.pos_ == "PRON"
                or (token.i in taken and token.pos_ == "PROPN")
            ):
                continue
            text = _text(token)
            if text:
                return text
    return None


def _tokens(scene: Scene, trigger: Trigger, name: str) -> list[Token]:
    if name == "clause":
        inner = syntax.clause(trigger.token)
        return [inner] if inner is not None else []
    if name == "object-clause":
        noun = trigger.object
        inner = syntax.clause(noun) if noun is not None else None
        if inner is not None:
            return [inner]
        return (
            [h for p, h in syntax.prepositions(noun) if p in {"to", "for", "on", "of", "in"}]
            if noun is not None
            else []
        )
    if name == "self":
        needed = trigger.token.lemma_ in scene.lexicon.words["speech.clauses.appeal_verbs"]
        return [(syntax.clause(trigger.token) if needed else None) or trigger.token]
    return slots.tokens(scene, trigger, name)


def _text(token: Token) -> str | None:
    """The words of a topic: of a clause its object if it has one, else the verb with what follows."""
    if token.pos_ in {"VERB", "AUX"} and token.dep_ == "pcomp":
        return _slice(token.i, max(t.i for t in token.subtree) + 1, token)  # 'of arming rebels'
    if token.pos_ in {"VERB", "AUX"}:
        noun = next(
            (c for c in token.children if c.dep_ in {"dobj", "nsubjpass"} and c.pos_ in {"NOUN", "PROPN"}), None
        )
        if noun is not None:
            return _slice(*syntax.phrase(noun), token)
        about = [h for p, h in syntax.prepositions(token) if p in {"on", "over", "about", "in"} and h.pos_ == "NOUN"]
        if about:
            return _slice(*syntax.phrase(about[0]), token)
        return _slice(token.i, max(t.i for t in token.subtree) + 1, token)
    return _slice(*syntax.phrase(token), token)


def _slice(left: int, right: int, token: Token) -> str | None:
    right = min(right, left + _LONGEST, token.sent.end)
    doc = token.doc
    while right > left and _is_loose(doc[right - 1]):
        right -= 1
    return " ".join(doc[left:right].text.split()) or None


def _is_loose(token: Token) -> bool:
    """Whether a topic does not end with `token`: punctuation, a preposition left over, a date."""
    return token.is_punct or token.is_space or token.pos_ in {"ADP", "CCONJ"} or token.ent_type_ in {"DATE", "TIME"}
