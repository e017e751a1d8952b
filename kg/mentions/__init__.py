"""Names, posts, dates and quotations of a document, and whom its words refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.mentions import allegiance, coreference, dates, letters, names, posts, quotations
from kg.model import Mentions

if TYPE_CHECKING:
    from kg.model import Document


def find(document: Document) -> Mentions:
    """All that `document` mentions, each part sorted by position."""
    read = letters.read(document.doc)
    named = names.find(document, read)
    titles = posts.find(document, named)
    quoted = quotations.find(document, read)
    states, known = allegiance.served(document, named, titles)
    return Mentions(
        names=named,
        titles=titles,
        dates=dates.find(document, read),
        quotations=quoted,
        references=coreference.link(document, named, titles, quoted, states),
        states=states,
        known=known,
    )
