"""Dates and times in a text, resolved against the article's date; what the text leaves open stays partial."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kg.mentions import durations
from kg.model import DateMention, When

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Span

    from kg.mentions.letters import Letters
    from kg.model import Basis, Document, Precision

_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_DAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}

_MONTH = (
    r"(?P<month>(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?)"
)
_MONTH2 = _MONTH.replace("?P<month>", "?P<month2>")
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DAY2 = r"(?P<day2>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_WEEKDAY2 = _WEEKDAY.replace("?P<weekday>", "?P<weekday2>")
_TO = r"\s*(?:-|–|—|to|until|till|through|and)\s*"
_COUNT = r"(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"

_Found = tuple[str, str, "Precision", "Basis"]


def find(document: Document, letters: Letters) -> tuple[DateMention, ...]:
    """The dates in `document`, sorted by position, the longest reading where several overlap."""
    doc, published = document.doc, document.article.published
    taken = bytearray(len(letters.text))
    found = []
    for pattern, read in _PATTERNS:
        for match in pattern.finditer(letters.text):
            if taken.find(1, match.start(), match.end()) >= 0:
                continue
            first, last = letters.tokens(match.start(), match.end())
            value = read(match, published, future(doc[first:last]))
            taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
            if value is not None:
                start, end, precision, basis = value
                when = When(start=start or None, end=end or None, precision=precision, basis=basis)
                found.append(DateMention(first=first, last=last, when=when))
    return durations.settle(doc, letters, tuple(sorted(found, key=lambda d: d.first)))


def future(span: Span) -> bool:
    """Whether the clause of a date looks forward: 'will meet on Friday', 'is to visit', 'to meet', 'is expected'."""
    token = span.root
    for _ in range(12):
        if token.pos_ in {"VERB", "AUX"}:
            helpers = [c for c in token.children if c.dep_ in {"aux", "auxpass", "mark"}]
            words = {c.lower_ for c in helpers}
            if (
                "to" in words
                and not span[0].is_sent_start
                and span.start < min(c.i for c in helpers)
                and token.head != token
            ):
                token = token.head  # 'told reporters Monday to leave': the day is the telling's
                continue
            if words & {"will", "'ll", "shall", "would", "may", "could", "can", "wo"} or (
                "to" in words
                and not (token.head.tag_ in {"VBD", "VBN"} and token.head.lemma_ in {"manage", "go", "help"})
            ):
                return True
            if token.lemma_ in {"plan", "schedule", "expect", "set", "slate"} and token.tag_ == "VBN":
                return True
            if token.tag_ == "VBG" and not helpers and token.head != token:
                token = token.head  # 'will pay a visit starting Monday'
                continue
            return token.tag_ in {"VBG", "VBP", "VBZ"} and any(
                c.lemma_ == "be" and c.tag_ in {"VBZ", "VBP"} for c in token.children
            )
        if token.head == token:
            break
        token = token.head
    return False


def _month(text: str) -> int:
    return _MONTHS[text.rstrip(".").lower()]


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _year(match: re.Match[str], month: int, day: int, published: date | None, forward: bool) -> int | None:
    """The year of a day or month without one: the nearest on the side that the tense points to."""
    stated = match.groupdict().get("year")
    if stated:
        return int(stated)
    if published is None:
        return None
    year = published.year
    if forward and (month, day) < (published.month, 1 if day == 1 else published.day):
        return year + 1 if (published.month - month) > 1 else year
    if not forward and (month, day) > (published.month, 31 if day == 1 else published.day):
        return year - 1 if (month, day) > (published.month + 1, published.day) else year
    return year


def _single(match: re.Match[str], published: date | None, forward: bool) -> _Found | None:
    month, day = _month(match["month"]), int(match["day"])
    year = _year(match, month, day, published, forward)
    iso = _iso(year, month, day) if year else None
    return (iso, iso, "day", "stated") if iso else None


def _span(match: re.Match[str], published: date | None, forward: bool) -> _Found | None:
    month = _month(match["month"])
    other = _month(match["month2"]) if match.groupdict().get("month2") else month
    year = _year(match, month, int(match["day"]), published, forward)
    if year is None:
        return None
    start, end = _iso(year, month, int(match["day"])), _iso(year + (other < month), other, int(match["day2"]))
    return (start, end, "day", "stated") if start and end and start <= end else None


def _of_month(match: re.Match[str], published: date | None, forward: bool) -> _Found | None:
    month = _month(match["month"])
    if match["month"] == "May" and not match.groupdict().get("year") and not match.groupdict().get("in"):
        return None
    lead = (match.groupdict().get("in") or "").lower()
    if not match.groupdict().get("year"):
        if published is None or not lead:
            return None
        year = published.year
        if "last" in lead or (not forward and "next" not in lead):
            year -= month > published.month or ("last" in lead and month == published.month)
        else:
            year += month < published.month
        text = f"{year:04}-{month:02}"
        return text, text, "month", "relative"
    text = f"{int(match['year']):04}-{month:02}"
    return text, text, "month", "stated"


def _of_year(match: re.Match[str], published: date | None, forward: bool) -> _Found | None:
    del published, forward
    year = match["year"]
    if match.groupdict().get("year2"):
        return year, match["year2"], "year", "stated"
    return (year, "", "year", "stated") if match["in"].lower() == "since" else (year, year, "year", "stated")


def _iso_day(match: re.Match[str], published: date | None, forward: bool) -> _Found | None:
    del published, forward
    iso = _iso(int(match["year"]), int(match["m"]), int(match["day"]))
    return (iso, iso, "day", "stated") if iso else None


def _weekday(name: str, published: date, forward: bool, shift: str = "") -> date:
    """The day of that name nearest the article's date: it or before it in the past, it or after it in the future."""
    ahead = (_DAYS[f"{name}day".lower()] - published.weekday()) % 7
    if shift == "next":
        return published + timedelta(days=ahead or 7)
    if shift == "last":
        return published - timedelta(days=(7 - ahead) % 7 or 7)
    if forward:
        return published + timedelta(days=ahead)
    return published - timedelta(days=(7 - ahead) % 7)


def _on_weekday(match: re.Match[str], published: date | None, forward: bool) -> _Found | None:
    if published is None:
        return None
    day = _weekday(match["weekday"], published, forward, (match["shift"] or "").strip().lower()).isoformat()
    return day, day, "day", "relative"


def _weekdays(match: re.Match[str], published: date | None, forward: bool) -> _Found | None:
    if published is None:
        return None
    if forward:
        first = _weekday(match["weekday"], published, forward)
        last = first + timedelta(days=(_DAYS[f"{match['weekday2']}day".lower()] - first.weekday()) % 7)
    else:
        last = _weekday(match["weekday2"], published, forward)
        first = last - timedelta(days=(last.weekday() - _DAYS[f"{match['weekday']}day".lower()]) % 7)
    return first.isoformat(), last.isoformat(), "day", "relative"


def _near(match: re.Match[str], published: date | None, forward: bool) -> _Found | None:
    del forward
    if published is None:
        return None
    days = {
        "yesterday": -1,
        "tomorrow": 1,
        "last night": -1,
        "the day before yesterday": -2,
        "the day after tomorrow": 2,
    }
    word = " ".join(match[0].lower().split())
    day = (published + timedelta(days=next((n for w, n in days.items() if word.startswith(w)), 0))).isoformat()
    return day, day, "day", "relative"


def _ago(match: re.Match[str], published: date | None, forward: bool) -> _Found | None:
    del forward
    count = match["count"].lower()
    n = 1 if count in {"a", "an"} else durations.number(count)
    unit = match["unit"].lower()
    if published is None or not n or unit == "week":
        return None
    if unit == "day":
        day = (published - timedelta(days=n)).isoformat()
        return day, day, "day", "relative"
    return _away(published, unit, -n)


def _away(published: date, unit: str, steps: int) -> _Found:
    """The month or the year that is so many of them after the article's."""
    if unit == "month":
        months = published.year * 12 + published.month - 1 + steps
        text = f"{months // 12:04}-{months % 12 + 1:02}"
        return text, text, "month", "relative"
    text = f"{published.year + steps:04}"
    return text, text, "year", "relative"


def _relative_unit(match: re.Match[str], published: date | None, forward: bool) -> _Found | None:
    del forward
    if published is None:
        return None
    step = {"last": -1, "next": 1}.get(match["which"].lower(), 0)
    return _away(published, match["unit"].lower(), step)


def _month_of_year(match: re.Match[str], published: date | None, forward: bool) -> _Found | None:
    """'early November last year', 'in May this year', 'next year in June'."""
    del forward
    if published is None:
        return None
    year = published.year + {"last": -1, "next": 1}.get(match["which"].lower(), 0)
    text = f"{year:04}-{_month(match['month']):02}"
    return text, text, "month", "relative"


def _months(match: re.Match[str], published: date | None, forward: bool) -> _Found | None:
    """'in June and July', 'from June to August 2006'."""
    first, last = _month(match["month"]), _month(match["month2"])
    year = _year(match, first, 1, published, forward)
    if year is None:
        return None
    basis: Basis = "stated" if match["year"] else "relative"
    return f"{year:04}-{first:02}", f"{year + (last < first):04}-{last:02}", "month", basis


def _bare_year(match: re.Match[str], published: date | None, forward: bool) -> _Found | None:
    del published, forward
    return match["year"], match["year"], "year", "stated"


def _compile(pattern: str) -> re.Pattern[str]:
    """The pattern between word boundaries; a blank in it is any white space, a comma may have some before it."""
    loose = pattern.replace("(?:,? ", r"(?:\s*,?\s+").replace(",? ", r"\s*,?\s+").replace(" ", r"\s+")
    return re.compile(rf"(?<![\w$€£-]){loose}(?![\w])")


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date | None, bool], _Found | None]], ...] = (
    (re.compile(rf"(?<!\d){_YEAR}-(?P<m>\d\d)-(?P<day>\d\d)(?!\d)"), _iso_day),
    (_compile(rf"(?:from |between )?{_MONTH} {_DAY}{_TO}{_MONTH2} {_DAY2}(?:,? {_YEAR})?"), _span),
    (_compile(rf"(?:from |between )?{_DAY} {_MONTH}{_TO}{_DAY2} {_MONTH2}(?:,? {_YEAR})?"), _span),
    (_compile(rf"(?:from |between )?{_MONTH} {_DAY}{_TO}{_DAY2}(?! [A-Z][a-z])(?:,? {_YEAR})?"), _span),
    (_compile(rf"(?:from |between )?{_DAY}{_TO}{_DAY2}(?: of)? {_MONTH}(?:,? {_YEAR})?"), _span),
    (_compile(rf"{_MONTH} {_DAY}(?:,? {_YEAR})?"), _single),
    (_compile(rf"(?:the )?{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?"), _single),
    (
        _compile(rf"(?:[Ii]n |[Ss]ince )?(?:early |late |mid-)?{_MONTH},? (?:of )?(?P<which>last|this|next) year"),
        _month_of_year,
    ),
    (_compile(rf"(?P<which>[Ll]ast|[Tt]his|[Nn]ext) year,? in {_MONTH}"), _month_of_year),
    (
        _compile(
            rf"(?:[Ii]n |[Ff]rom |[Bb]etween )(?:early |late |mid-)?{_MONTH}"
            rf"(?: to | and |-|–)(?:early |late |mid-)?{_MONTH2}(?:,? {_YEAR})?"
        ),
        _months,
    ),
    (
        _compile(
            rf"(?P<in>[Ii]n (?:early |late |mid-)?|[Ll]ast |[Nn]ext |[Tt]his |[Ss]ince |early |late |mid-)?"
            rf"{_MONTH}(?: of)?,? {_YEAR}"
        ),
        _of_month,
    ),
    (
        _compile(
            r"(?P<in>[Ii]n (?:early |late |mid-)?|[Ll]ast |[Nn]ext |[Tt]his |[Bb]y |[Ss]ince |early |late |mid-)"
            rf"{_MONTH}"
        ),
        _of_month,
    ),
    (_compile(rf"(?:from |between |over |on ){_WEEKDAY}{_TO}{_WEEKDAY2}"), _weekdays),
    (_compile(rf"{_WEEKDAY}\s*(?:-|–|through|to)\s*{_WEEKDAY2}"), _weekdays),
    (_compile(rf"(?P<shift>[Ll]ast |[Nn]ext |[Tt]his )?{_WEEKDAY}"), _on_weekday),
    (
        _compile(
            r"(?:[Tt]he day before yesterday|[Tt]he day after tomorrow|[Yy]esterday|[Tt]oday|[Tt]omorrow"
            r"|[Tt]onight|[Ll]ast night|[Tt]his (?:morning|afternoon|evening)|[Ee]arlier today)"
        ),
        _near,
    ),
    (_compile(rf"{_COUNT} (?P<unit>day|week|month|year)s? (?:ago|earlier)"), _ago),
    (_compile(r"(?:(?:earlier|later) )?(?P<which>[Ll]ast|[Nn]ext|[Tt]his) (?P<unit>month|year)"), _relative_unit),
    (_compile(rf"(?P<in>[Ff]rom|[Bb]etween) {_YEAR}{_TO}(?P<year2>(?:1[5-9]|20)\d\d)"), _of_year),
    (
        _compile(rf"(?P<in>[Ii]n(?: early| late)?|[Ii]n mid-|[Ss]ince|[Dd]uring|[Bb]y|[Uu]ntil|[Tt]he|of) {_YEAR}"),
        _of_year,
    ),
    (
        _compile(
            r"(?:[Ii]n )?(?:(?:the )?(?:spring|summer|autumn|fall|winter|end|beginning|start) (?:of )?"
            rf"|early |late |mid-){_YEAR}"
        ),
        _bare_year,
    ),
    (re.compile(rf"(?<![\w$€£-])(?:[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|\w'|\w'?s)\s+{_YEAR}(?=\s+[a-z])"), _bare_year),
)
