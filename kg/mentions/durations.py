"""Dates that words around them stretch or move: 'a two-day visit starting Monday', 'since Sunday', 'a day later'."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kg.model import DateMention, When

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.tokens import Doc

    from kg.mentions.letters import Letters

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


def number(word: str) -> int | None:
    """How many a numeral says, in digits or as a word from one to fourteen; None for any other word."""
    return int(word) if word.isdecimal() else _NUMBERS.get(word.lower())


def settle(doc: Doc, letters: Letters, dates: tuple[DateMention, ...]) -> tuple[DateMention, ...]:
    """The dates of `doc`, sorted: those that a duration or a 'since' stretches, and those told from the date before."""
    stretched = [_stretched(doc, mention) for mention in dates]
    return tuple(sorted([*stretched, *_anchored(letters, dates)], key=lambda d: (d.first, d.last)))


def _stretched(doc: Doc, mention: DateMention) -> DateMention:
    when = mention.when
    if when.precision != "day" or when.start is None or when.start != when.end:
        return mention
    sent = doc[mention.first].sent
    before = doc[max(sent.start, mention.first - 2) : mention.first + 1].text.lower()
    if re.search(r"\bsince\b", before):
        return replace(mention, when=replace(when, end=None))
    length = next((m for m in _LENGTH.finditer(sent.text)), None)
    days = number(length["n"]) if length is not None else None
    if days is None:
        return mention
    words = {t.lemma_.lower() for t in sent}
    first = date.fromisoformat(when.start)
    if words & _ENDS and not words & (_BEGINS - {"from"}):
        start = first - timedelta(days=days - 1)
        return replace(mention, when=replace(when, start=start.isoformat()))
    if words & _BEGINS:
        end = first + timedelta(days=days - 1)
        return replace(mention, when=replace(when, end=end.isoformat()))
    return mention


def _anchored(letters: Letters, dates: tuple[DateMention, ...]) -> list[DateMention]:
    """Days told from the last date before them: 'the previous day', 'two days later'."""
    found = []
    days_only = [d for d in dates if d.when.precision == "day"]
    for match in _ANCHORED.finditer(letters.text):
        days = _shift(match)
        if days is None:
            continue
        first, last = letters.tokens(match.start(), match.end())
        anchor = _before(days_only, first + 1, lambda d: d.last)
        base = (anchor.when.end or anchor.when.start) if anchor else None
        if (
            anchor is None
            or base is None
            or letters.text.count("\n\n", letters.starts[anchor.first], match.start()) > 1
        ):
            continue
        beside = _before(dates, last, lambda d: d.first)
        if beside is not None and beside.last > first:
            continue
        day = (date.fromisoformat(base) + timedelta(days=days)).isoformat()
        found.append(
            DateMention(first=first, last=last, when=When(start=day, end=day, precision="day", basis="relative"))
        )
    return found


def _before(dates: Sequence[DateMention], i: int, at: Callable[[DateMention], int]) -> DateMention | None:
    """The last of the sorted dates whose place is before token `i`."""
    place = bisect_left(dates, i, key=at)
    return dates[place - 1] if place else None


def _shift(match: re.Match[str]) -> int | None:
    """How many days lie between the date before and the one told; None for no number."""
    if match["same"]:
        return 0
    if match["before"] or match["earlier"]:
        return -1
    if match["after"] or match["later"]:
        return 1
    days = number(match["n"])
    return None if days is None or days > _FARTHEST else days if match["which"].lower() in {"later", "after"} else -days
