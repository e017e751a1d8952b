"""What stands above an article's first paragraph: its headline, date lines, byline, and the dateline that opens it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from kg.articles.cues import Cues
from kg.ids import folded

_HEADLINE = 160
"""Greatest number of characters of a headline."""
_STAMP = 120
"""Greatest number of characters of a line that holds a date and no more."""
_TRIM = " |•·-–—"

_PLACE = r"[A-Z][A-Z.'’/-]+(?: [A-Z][A-Z.'’/-]+){0,3}|[A-Z][\w.'’/-]+(?: [A-Z][\w.'’/-]+){0,3}"
_SHOUTED = re.compile(r"[^a-z]*[A-Z]{3}[^a-z]*|[A-Z]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the lines above the body and the dateline say; `body` holds the lines below, dateline included."""

    title: str | None
    published: date | None
    dateline: str | None
    agency: str | None
    body: tuple[str, ...]


def split(lines: list[str], cues: Cues, *, title: str | None) -> Header:
    """The header of normalised `lines`; `title` is the headline where the source gives it apart from the text."""
    rest = _skip_blank(lines)
    if rest and (_is_headline(rest, cues) if title is None else _repeats(rest[0], title)):
        title, rest = rest[0], rest[1:]
    stamps: list[tuple[bool, date]] = []
    while rest and (furniture := _furniture(rest[0], cues)) is not None:
        stamps += furniture
        rest = rest[1:]
    place, day, agency = _dateline(rest[0] if rest else "", cues)
    first = min(stamps, key=lambda stamp: stamp[0], default=None)
    return Header(title=title, published=first[1] if first else day, dateline=place, agency=agency, body=tuple(rest))


def _skip_blank(lines: list[str]) -> list[str]:
    first = next((i for i, line in enumerate(lines) if line), len(lines))
    return lines[first:]


def _repeats(line: str, title: str) -> bool:
    """Whether `line` is the headline `title`, which may have the site's name behind it ('... | Example News')."""
    rest = folded(title).removeprefix(folded(line))
    return not rest or (rest != folded(title) and rest.lstrip()[0] in "|-–—:·")


def _is_headline(lines: list[str], cues: Cues) -> bool:
    """Whether the first of `lines` is a headline: short, no sentence, and an article below it."""
    if len(lines) < 2 or not any(lines[1:]):  # noqa: PLR2004 (a headline and what it is the headline of)
        return False
    first, below = lines[0], next(line for line in lines[1:] if line)
    if len(first) > _HEADLINE or first.endswith((".", ":", ";", ",")) or _furniture(first, cues) is not None:
        return False
    return _dateline(first, cues)[0] is None and (len(below) > len(first) or _furniture(below, cues) is not None)


def _furniture(line: str, cues: Cues) -> list[tuple[bool, date]] | None:
    """The dates of a line that is no part of the body, each with whether it tells of a change; None for the body."""
    bare = line.strip(_TRIM)
    if not bare or cues.line.fullmatch(bare):
        return []
    if len(line) > _STAMP:
        return None
    stamps: list[tuple[bool, date]] = []
    for part in filter(None, (part.strip(_TRIM) for part in line.split("|"))):
        match = _stamp_pattern(cues).fullmatch(part)
        day = _day(match, cues) if match else None
        if match and day:
            stamps.append((match["label"] is not None and folded(match["label"]) in cues.updated, day))
    return stamps or None


def _dateline(line: str, cues: Cues) -> tuple[str | None, date | None, str | None]:
    """The place, the day and the agency that open the body: 'AMMAN, Nov. 29, 2006 (Xinhua) -- '."""
    match = _dateline_pattern(cues).match(line)
    if match is None or folded(match["place"]) in cues.weekdays:
        return None, None, None
    if not (_SHOUTED.fullmatch(match["place"]) or match["agency"] or match["written"]):
        return None, None, None
    return match["place"].rstrip("."), _day(match, cues), match["agency"]


def _day(match: re.Match[str], cues: Cues) -> date | None:
    """The day that a match of a date names; None without a year or where there is no such day."""
    groups = match.groupdict()
    year = groups.get("y1") or groups.get("y2") or groups.get("y3")
    day = groups.get("d1") or groups.get("d2") or groups.get("d3")
    name = groups.get("n2") or groups.get("n3")
    if not year or not day:
        return None
    month = int(groups["m1"]) if not name else 1 + [m[:3] for m in cues.months].index(name[:3].casefold())
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None


def _date(cues: Cues) -> str:
    """A pattern for a day: 2013-04-27, April 27(, 2013) or 27 April( 2013), a weekday before it or not."""
    month = "|".join(f"{m[:3]}[a-z]{{0,6}}\\.?" for m in cues.months)
    weekday = "|".join(f"{d[:3]}[a-z]{{0,6}}\\.?" for d in cues.weekdays)
    return (
        rf"(?:(?:{weekday}),? )?(?P<written>(?P<y1>\d{{4}})[-/.](?P<m1>\d\d?)[-/.](?P<d1>\d\d?)"
        rf"|(?P<n2>{month}) (?P<d2>\d\d?)(?:st|nd|rd|th)?(?:,? (?P<y2>\d{{4}}))?"
        rf"|(?P<d3>\d\d?)(?:st|nd|rd|th)? (?P<n3>{month}),?(?: (?P<y3>\d{{4}}))?)"
    )


@cache
def _stamp_pattern(cues: Cues) -> re.Pattern[str]:
    labels = "|".join(map(re.escape, sorted(cues.published + cues.updated, key=len, reverse=True)))
    time = r"\d\d?[:.]\d\d(?::\d\d)?(?:[.,]\d+)?(?: ?[ap]\.?m\.?)?"
    zone = r" ?\(?(?:[A-Z]{1,5})?(?:[+-]\d{1,2}:?\d{0,2})?(?: time)?\)?"
    return re.compile(
        rf"(?:(?P<label>{labels}):? ?)?(?:\([\w ]+\) ?)?(?:{time}{zone}, ?)?"
        rf"{_date(cues)}(?:(?:,| at|T| -|;)? ?{time})?(?:{zone})",
        re.IGNORECASE,
    )


@cache
def _dateline_pattern(cues: Cues) -> re.Pattern[str]:
    agency = r" ?\((?P<agency>[A-Z][\w.&/ -]{1,40})\)"
    region = r"(?:, ?[A-Z][\w.'’]+(?: [A-Z][\w.'’]+)?)?"
    stop = r"(?: ?(?:--|[–—―])[ ]?| [-_] )(?=[\"'“‘(]?[A-Z0-9])"
    return re.compile(rf"(?P<place>{_PLACE}){region}(?:[,.] ?(?i:{_date(cues)}))?(?:{agency})?{stop}")
