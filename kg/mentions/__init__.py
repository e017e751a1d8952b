"""Names, posts, dates and quotations of a document, and whom its words refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.mentions import allegiance, coreference, dates, names, posts, quotations
from kg.model import Mentions

if TYPE_CHECKING:
    from kg.model import Document


def find(document: Document) -> Mentions:
    """All that `document` mentions, each part sorted by position."""
    named = names.find(document)
    titles = posts.find(document, named)
    quoted = quotations.find(document)
    states, known = allegiance.served(document, named, titles)
    return Mentions(
        names=named,
        titles=titles,
        dates=dates.find(document),
        quotations=quoted,
        references=coreference.link(document, named, titles, quoted, states),
        states=states,
        known=known,
    )
