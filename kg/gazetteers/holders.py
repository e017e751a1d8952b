"""Who held which public office when, found by full name or surname: to attach Wikidata ids and to confirm identity.

The table is incomplete: dense for 2000 to 2022, later only heads of state and government, and a tenure without an end
had none when its source was copied. It confirms what an article says and never replaces it.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from kg.errors import LexiconError

FILE = Path(__file__).with_name("holders.csv.gz")
COLUMNS = ("name", "wikidata", "post", "state", "start", "end")
_FAMILY_NAME_FIRST = frozenset({"CN", "HK", "KH", "KP", "KR", "MO", "SG", "TW", "VN"})
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "y": "i", "'": "", "’": "", "‘": ""}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A person in a post for a time; `start` and `end` are ISO dates, partial where the source's are."""

    name: str
    wikidata: str
    post: str
    state: str | None
    """Code of the state served, for an ambassador the sending one; None for international bodies."""
    start: str
    end: str | None
    """None where no end was known, which does not mean today."""


def find(name: str, on: date | None = None, *, margin: int = 31) -> tuple[Holder, ...]:
    """The tenures of persons called `name` in full or by surname, in office within `margin` days of `on`.

    A full name counts before a surname: `Wang Yi` does not find all that are called Wang. Case, accents, hyphens and
    the spellings y and i make no difference. Without `on`, any time counts. Sorted by name, Wikidata id and post.
    """
    key = _folded(name)
    full, surnames = _index()
    holders = full.get(key) or surnames.get(key, ())
    if on is None:
        return holders
    earliest, latest = (on - timedelta(days=margin)).isoformat(), (on + timedelta(days=margin)).isoformat()
    return tuple(h for h in holders if h.start <= latest and (not h.end or earliest[: len(h.end)] <= h.end))


@cache
def _index() -> tuple[Mapping[str, tuple[Holder, ...]], Mapping[str, tuple[Holder, ...]]]:
    """All holders by folded full name, and by every form of the surname."""
    full: dict[str, list[Holder]] = defaultdict(list)
    surnames: dict[str, list[Holder]] = defaultdict(list)
    holders = tuple(_read())
    family_first = {holder.wikidata for holder in holders if holder.state in _FAMILY_NAME_FIRST}
    for (name, wikidata), tenures in groupby(holders, key=attrgetter("name", "wikidata")):
        key, found = _folded(name), tuple(tenures)
        full[key].extend(found)
        for surname in _surnames(key.split(), first=wikidata in family_first):
            surnames[surname].extend(found)
    return {key: tuple(found) for key, found in full.items()}, {key: tuple(found) for key, found in surnames.items()}


def _surnames(words: list[str], *, first: bool) -> set[str]:
    """What may be the surname: any ending of the name (`drian`, `le drian`), or its first word."""
    endings = {" ".join(words[i:]) for i in range(1, len(words))}
    return endings | {words[0]} if first else endings


def _read() -> Iterator[Holder]:
    """The rows of the table, in its order: by name, then Wikidata id."""
    try:
        text = gzip.decompress(FILE.read_bytes()).decode("utf-8")
    except (OSError, EOFError) as error:
        raise LexiconError(f"{FILE}: cannot be read ({error}); install kg again") from error
    for row in csv.DictReader(io.StringIO(text)):
        yield Holder(
            name=row["name"],
            wikidata=row["wikidata"],
            post=row["post"],
            state=row["state"] or None,
            start=row["start"],
            end=row["end"] or None,
        )


def _folded(name: str) -> str:
    """`name` as it is compared: lower case, bare words, no accents, y as i, no double letters."""
    plain = name.casefold().translate(_LETTERS)
    if not plain.isascii():
        plain = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", plain))
    words = re.sub(r"\W+", " ", plain)
    return re.sub(r"([^\W\d])\1+", r"\1", words).strip()
