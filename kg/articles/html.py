"""Web pages: one article a page, found by trafilatura, its date by htmldate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kg.articles.draft import Draft, is_address
from kg.errors import SourceError

_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_FIRST_DAY, _LAST_DAY = "1900-01-01", "2199-12-31"
"""The days between which a page's date may lie: fixed, as the clock must not matter."""


def is_mine(content: str) -> bool:
    """Whether `content` begins like a web page."""
    return _START.match(content) is not None


def read(content: str, *, where: str, name: str) -> Iterator[Draft]:
    """The one article of a web page."""
    # Loaded here, as they take a third of a second that a text file needn't wait for.
    from htmldate import find_date  # noqa: PLC0415
    from trafilatura import bare_extraction  # noqa: PLC0415
    from trafilatura.settings import Document  # noqa: PLC0415

    page = bare_extraction(content, include_comments=False, with_metadata=True)
    if not isinstance(page, Document) or not page.text:
        raise SourceError(f"{where}: no article found in this web page; save the page whole, or give its text as .txt")
    day = find_date(content, original_date=True, extensive_search=False, min_date=_FIRST_DAY, max_date=_LAST_DAY)
    yield Draft(
        where=where,
        name=name,
        text=page.text,
        title=page.title,
        url=page.url if page.url and is_address(page.url) else None,
        publisher=page.sitename,
        published=date.fromisoformat(day) if day else None,
    )
