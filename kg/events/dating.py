"""Dates of events: the date in an event's own clause, else that of the happening it belongs to."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.model import DateMention, When

_CLIMB = 6
_OPENING = 2  # tokens before a date that opens its sentence
_SAME_CLAUSE = {
    "conj",
    "xcomp",
    "dobj",
    "prep",
    "pobj",
    "acl",
    "advcl",
    "attr",
    "pcomp",
    "nsubj",
    "nsubjpass",
    "agent",
    "compound",
    "amod",
    "npadvmod",
    "poss",
    "dep",
    "oprd",
    "acomp",
    "appos",
}


def find(doc: Doc, token: Token, verb: Token | None, dates: tuple[DateMention, ...], others: set[int]) -> When | None:
    """The date that belongs to the words of a trigger; `others` are the other triggers, `dates` sorted by position."""
    sentence = token.sent
    first = bisect_left(dates, sentence.start, key=_position)
    here = dates[first : bisect_left(dates, sentence.end, lo=first, key=_position)]
    best: tuple[int, int] | None = None
    found = None
    for date in here:
        distance = _distance(doc, date, token, verb, others)
        if distance is not None and (best is None or (distance, abs(date.first - token.i)) < best):
            best = (distance, abs(date.first - token.i))
            found = date.when
    return found or _leading(here, token)


def _position(date: DateMention) -> int:
    return date.first


def _leading(here: tuple[DateMention, ...], token: Token) -> When | None:
    """The date that opens a sentence holds for all of it: 'Yesterday X held talks and announced ...'."""
    if not here or any(a.dep_ == "relcl" for a in (token, *token.ancestors)):
        return None
    opening = here[0]
    return opening.when if opening.first - token.sent.start <= _OPENING and opening.last <= token.i else None


def _distance(doc: Doc, date: DateMention, token: Token, verb: Token | None, others: set[int]) -> int | None:
    """How far up from the date the trigger's word or clause is; None if another clause owns the date."""
    climber = doc[date.first : date.last].root
    if climber.dep_ == "poss" and climber.head != token:
        return None  # 'Saturday's attack' dates the attack
    inside = set(range(date.first, date.last))
    own = {token.i} | ({verb.i} if verb is not None else set())
    chain = _chain(token) | (_chain(verb) if verb is not None else set())
    for step in range(_CLIMB):
        if climber.i in own:
            return step
        if climber.i in chain and climber.i not in inside:
            return step + 1 if climber.i not in others or climber.i in own else step + 3
        if climber.head is climber:
            return None
        climber = climber.head
    return None


def _chain(token: Token) -> set[int]:
    """The words above `token` in one happening with it: not through a reporting verb."""
    found = set()
    for _ in range(_CLIMB):
        found.add(token.i)
        if token.head == token or token.dep_ not in _SAME_CLAUSE:
            break
        token = token.head
    return found


def between(dates: tuple[DateMention, ...], first: int, last: int) -> When | None:
    """The date named between two tokens."""
    return next((d.when for d in dates if first < d.first < last), None)
