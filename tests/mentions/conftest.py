"""The language model, loaded once, and short texts parsed with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

import pytest

from kg import documents, mentions
from kg.ids import digest
from kg.model import Article, Document, Gazetteer, Mentions

Read: TypeAlias = Callable[..., tuple[Document, Mentions]]


@pytest.fixture(scope="session")
def read() -> Read:
    """Reads a text: its document and what it mentions; published on Wednesday 12 March 2014 unless told otherwise."""
    nlp = documents.load()

    def one(
        text: str,
        *,
        published: date | None = date(2014, 3, 12),
        body: int = 0,
        publisher: str | None = None,
        gazetteer: Gazetteer | None = None,
    ) -> tuple[Document, Mentions]:
        title = text[:body].strip() or None
        article = Article(
            id=digest(text), name="a", text=text, body=body, title=title, published=published, publisher=publisher
        )
        document = next(iter(documents.parse([article], nlp, gazetteer)))
        return document, mentions.find(document)

    return one
