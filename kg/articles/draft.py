"""What every source format is read into, and how an article is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlsplit, urlunsplit

from kg import ids
from kg.articles import boilerplate, cues, header, normalise
from kg.errors import SourceError
from kg.model import Article

_LONGEST = 500_000
"""Greatest number of characters of an article: the language model's parse of more takes gigabytes."""
_YEARS = range(1500, 2100)
"""Years that an article can be of; near the ends of the calendar its 'yesterday' or 'tomorrow' would be no date."""
_IN_URL = "!#$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article as its source gives it: raw text, and whatever the source says of it apart from the text."""

    where: str
    """The file, and the line where it holds many articles: for messages."""
    name: str
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What stands in a draft's place where an article cannot be read."""

    where: str
    error: SourceError


def article(draft: Draft, *, published: date | None = None, publisher: str | None = None) -> Article:
    """The article that `draft` holds; `published` and `publisher` fill what neither source nor text says."""
    words = cues.load()
    title = normalise.line(draft.title or "") or None
    top = header.split(normalise.text(draft.text).split("\n"), words, title=title)
    own = normalise.text("\n".join(boilerplate.cut(list(top.body), words)))
    if not any(char.isalpha() for char in own):
        raise SourceError(f"{draft.where}: no article text in it; give a file that holds the text of an article")
    if len(own) > _LONGEST:
        raise SourceError(f"{draft.where}: {len(own)} characters are no one article; give each article by itself")
    day = draft.published or top.published or published
    if day is not None and day.year not in _YEARS:
        raise SourceError(f"{draft.where}: {day} is no day of publication; give the right one, or none")
    head = f"{top.title}\n\n" if top.title else ""
    url = _canonical(draft.url) if draft.url else None
    return Article(
        id=ids.digest(url or head + own),
        name=normalise.line(draft.name) or "article",
        text=head + own,
        body=len(head),
        title=top.title,
        url=url,
        publisher=normalise.line(draft.publisher or "") or top.agency or publisher,
        published=day,
        dateline=top.dateline,
    )


def is_address(url: str) -> bool:
    """Whether `url` is an absolute address of the web."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return False
    return parts.scheme.casefold() in {"http", "https"} and bool(parts.hostname)


def _canonical(url: str) -> str:
    """`url` without fragment, scheme and host in small letters, characters that no address holds percent-encoded."""
    parts = urlsplit(normalise.line(url))
    return urlunsplit(
        (
            parts.scheme.casefold(),
            quote(parts.netloc.casefold(), _IN_URL),
            quote(parts.path, _IN_URL),
            quote(parts.query, _IN_URL),
            "",
        )
    )
