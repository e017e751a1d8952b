"""Dates that words around them stretch or move: 'a two-day visit starting Monday', 'since Sunday', 'a day later'."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kg.model import DateMention, When

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NUMBERS = {
    w: n
    for n, w in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
        ],
        1,
    )
}
_LENGTH = re.compile(
    rf"\b(?P<n>\d{{1,2}}|{'|'.join(_NUMBERS)})\s*-?\s*day(?!s?\s+(?:ago|later|earlier|before|after))s?\b", re.IGNORECASE
)
_FARTHEST = 60  # days from the date before
_BEGINS = frozenset(
    {
        "begin",
        "start",
        "arrive",
        "open",
        "kick",
        "launch",
        "from",
        "commence",
        "embark",
        "fly",
        "leave",
        "depart",
        "beginning",
        "starting",
    }
)
_ENDS = frozenset({"end", "conclude", "wrap", "complete", "finish", "close"})
_ANCHORED = re.compile(
    r"""\b(?:
      (?P<same>(?:on\ |later\ |earlier\ )?(?:the|that)\ same\ day|(?:later\ |earlier\ )(?:that|in\ the)\ day)
    | (?:on\ )?the\ (?P<before>(?:day\ before|previous\ day|day\ earlier)(?!\ yesterday))
    | a\ day\ (?P<earlier>earlier|before)
    | (?:on\ )?the\ (?P<after>next\ day|following\ day|day\ after)(?!\ tomorrow)
    | a\ day\ (?P<later>later|after)
    | (?P<n>\w+)\ days\ (?P<which>later|earlier|before|after)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)


def settle(doc: Doc, dates: tuple[DateMention, ...]) -> tuple[DateMention, ...]:
    """The dates of `doc`, sorted: those that a duration or a 'since' stretches, and those told from the date before."""
    stretched = [_stretched(doc, mention) for mention in dates]
    return tuple(sorted([*stretched, *_anchored(doc, dates)], key=lambda d: (d.first, d.last)))


def _stretched(doc: Doc, mention: DateMention) -> DateMention:
    when = mention.when
    if when.precision != "day" or when.start is None or when.start != when.end:
        return mention
    sent = doc[mention.first].sent
    before = doc[max(sent.start, mention.first - 2) : mention.first + 1].text.lower()
    if re.search(r"\bsince\b", before):
        return replace(mention, when=replace(when, end=None))
    length = next((m for m in _LENGTH.finditer(sent.text)), None)
    if length is None:
        return mention
    days = int(length["n"]) if length["n"].isdigit() else _NUMBERS[length["n"].lower()]
    words = {t.lemma_.lower() for t in sent}
    first = date.fromisoformat(when.start)
    if words & _ENDS and not words & (_BEGINS - {"from"}):
        start = first - timedelta(days=days - 1)
        return replace(mention, when=replace(when, start=start.isoformat()))
    if words & _BEGINS:
        end = first + timedelta(days=days - 1)
        return replace(mention, when=replace(when, end=end.isoformat()))
    return mention


def _anchored(doc: Doc, dates: tuple[DateMention, ...]) -> list[DateMention]:
    """Days told from the last date before them: 'the previous day', 'two days later'."""
    found = []
    for match in _ANCHORED.finditer(doc.text):
        span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        days = _shift(match)
        if span is None or days is None:
            continue
        known = (d for d in reversed(dates) if d.last <= span.start and d.when.precision == "day")
        anchor = next(known, None)
        base = (anchor.when.end or anchor.when.start) if anchor else None
        if anchor is None or base is None or doc[anchor.first : span.start].text.count("\n\n") > 1:
            continue
        if any(d.first < span.end and span.start < d.last for d in dates):
            continue
        day = (date.fromisoformat(base) + timedelta(days=days)).isoformat()
        found.append(
            DateMention(
                first=span.start, last=span.end, when=When(start=day, end=day, precision="day", basis="relative")
            )
        )
    return found


def _shift(match: re.Match[str]) -> int | None:
    """How many days lie between the date before and the one told; None for no number."""
    if match["same"]:
        return 0
    if match["before"] or match["earlier"]:
        return -1
    if match["after"] or match["later"]:
        return 1
    word = match["n"].lower()
    days = int(word) if word.isdigit() else _NUMBERS.get(word)
    return None if days is None or days > _FARTHEST else days if match["which"].lower() in {"later", "after"} else -days
