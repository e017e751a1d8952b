"""JSON: one object an article, alone, in a list or one a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from kg.articles.draft import Draft, Refusal, is_address
from kg.errors import SourceError

_START = re.compile(r'\s*(?:\{\s*["}]|\[\s*[\]{])')


def is_mine(content: str) -> bool:
    """Whether `content` begins like a JSON object or a list of them."""
    return _START.match(content) is not None


def read(content: str, *, where: str, name: str) -> Iterator[Draft | Refusal]:
    """The articles of a JSON file, and for each that cannot be read the error, so that the others go on.

    An object has `text`, and may have `id`, `title`, `date`, `url` and `outlet`; its other keys are ignored.
    """
    records = list(_records(content, where))
    for place, record in records:
        if isinstance(record, SourceError):
            yield Refusal(where=place, error=record)
            continue
        try:
            yield _draft(record, where=place, name=name if len(records) == 1 else f"{name}-{place.rpartition(':')[2]}")
        except SourceError as error:
            yield Refusal(where=place, error=error)


def _records(content: str, where: str) -> Iterator[tuple[str, Any]]:
    """The values of a JSON file with the place of each, FILE or FILE:NUMBER."""
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        if _is_one_a_line(content):
            yield from _lines(content, where)
        else:
            line = getattr(error, "lineno", 1)
            yield f"{where}:{line}", _unreadable(f"{where}:{line}", error)
        return
    if isinstance(value, list):
        yield from ((f"{where}:{number}", item) for number, item in enumerate(value, 1))
    else:
        yield where, value


def _is_one_a_line(content: str) -> bool:
    """Whether each line by itself looks like an object, so that one broken line is no broken file."""
    lines = [line.strip() for line in content.splitlines() if line.strip()]
    return sum(line.startswith("{") and line.endswith("}") for line in lines) * 2 >= len(lines)


def _lines(content: str, where: str) -> Iterator[tuple[str, Any]]:
    # No splitlines: U+2028 may stand within a JSON string.
    for number, line in enumerate(content.split("\n"), 1):
        if not line.strip():
            continue
        place = f"{where}:{number}"
        try:
            yield place, json.loads(line)
        except (ValueError, RecursionError) as error:
            yield place, _unreadable(place, error)


def _unreadable(place: str, error: ValueError | RecursionError) -> SourceError:
    if isinstance(error, json.JSONDecodeError):
        return SourceError(f"{place}: no valid JSON: {error.msg} (column {error.colno}); mend it")
    return SourceError(f"{place}: no valid JSON: nested too deep or a number too long; mend it")


def _draft(record: Any, *, where: str, name: str) -> Draft:
    """The article that one JSON object holds."""
    if not isinstance(record, dict):
        raise SourceError(f"{where}: an article is a JSON object with a 'text', not {_kind(record)}")
    strings = {key: _string(record, key, where) for key in ("id", "text", "title", "url", "outlet", "date")}
    if not strings["text"]:
        raise SourceError(f"{where}: this JSON object has no 'text'; put the article's text there")
    url = strings["url"]
    if url and not is_address(url):
        raise SourceError(f"{where}: 'url' is {url[:80]!r}, not an absolute http(s) address; mend it or leave it out")
    return Draft(
        where=where,
        name=strings["id"] or name,
        text=strings["text"],
        title=strings["title"],
        url=url,
        publisher=strings["outlet"],
        published=_day(strings["date"], where) if strings["date"] else None,
    )


def _string(record: dict[str, Any], key: str, where: str) -> str | None:
    """The string under `key`, None where there is none; an `id` may be a whole number."""
    value = record.get(key)
    if key == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is None or isinstance(value, str):
        return value
    raise SourceError(f"{where}: {key!r} has to be a string, not {_kind(value)}")


def _kind(value: object) -> str:
    names = {list: "a list", dict: "an object", bool: "true or false", int: "a number", float: "a number"}
    return names.get(type(value), "a string" if isinstance(value, str) else "null")


def _day(text: str, where: str) -> date:
    """The day of an ISO 8601 date or date and time."""
    try:
        return datetime.fromisoformat(text.strip()).date()
    except ValueError as error:
        raise SourceError(f"{where}: 'date' is {text[:40]!r}, not an ISO date such as 2013-04-27; mend it") from error
