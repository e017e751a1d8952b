"""Tokens of a stretch of letters, as spaCy itself says."""

from __future__ import annotations

import spacy
from hypothesis import given
from hypothesis import strategies as st

from kg.mentions import letters

TOKENIZER = spacy.blank("en")
TEXT = "“Talks”, he said on 5-6 May 2014,\n\nwon't go on.  U.S.-led (again): zig-zag’s end"


def test_a_document_without_words_has_no_letters() -> None:
    assert letters.read(TOKENIZER("")) == letters.Letters(text="", starts=(), ends=())


@given(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT)))
def test_tokens_are_those_of_a_wide_span(start: int, length: int) -> None:
    doc, end = TOKENIZER(TEXT), min(len(TEXT), start + length)
    if TEXT[start].isspace() or TEXT[end - 1].isspace():
        return  # what is looked for begins and ends with a letter
    span = doc.char_span(start, end, alignment_mode="expand")
    assert span is not None
    assert letters.read(doc).tokens(start, end) == (span.start, span.end)
