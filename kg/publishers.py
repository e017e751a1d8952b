"""Who speaks in an article that says 'I' or 'we' outside of quotations: the author of a statement, or its publisher."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg import lexicons

if TYPE_CHECKING:
    from kg.model import Document, Gazetteer, Reference, Title

_BY = re.compile(
    r"\b(?:[Ss]tatement|[Rr]emarks|[Aa]ddress|[Ss]peech|[Ll]etter|[Mm]essage|[Oo]p-[Ee]d)\b.{0,40}?\b(?:by|from|of)\b"
    r"|['’]s? (?:[Ss]tatement|[Rr]emarks)"
)


def author(document: Document, titles: tuple[Title, ...]) -> tuple[Reference, ...]:
    """Whose statement the article is by its headline, else whom its publisher serves; () if neither."""
    article = document.article
    if article.title and _BY.search(article.title):
        holder = next((t.person for t in titles if t.person and t.first < len(article.title.split()) + 4), None)
        if holder:
            return (("person", holder),)
    return publisher(document)


def publisher(document: Document) -> tuple[Reference, ...]:
    """The state or body that the article's publisher serves, () for a newspaper or an agency of none."""
    article = document.article
    name = (article.publisher or "").lower()
    if not name:
        return ()
    for known, served in lexicons.load(article.language).tables["publishers"].items():
        if known in name:
            return _reference(served, document.gazetteer)
    return ()


def _reference(served: str, gazetteer: Gazetteer) -> tuple[Reference, ...]:
    if not served:
        return ()
    if served in gazetteer.states:
        return (("state", served),)
    return (("organisation", served),)
