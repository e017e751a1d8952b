"""Quoted words and who says them."""

from __future__ import annotations

import pytest


def speakers(read, text):
    document, mentions = read(text)
    return [document.doc[q.speaker].text if q.speaker is not None else None for q in mentions.quotations]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"We will not give up," Blair said.', "Blair"),
        ('Blair said: "We will not give up the talks."', "Blair"),
        ("“We will not give up,” said Blair.", "Blair"),
        ('"We will not give up," said Tony Blair, who spoke in Cairo.', "Blair"),
        ('"We will not give up," he added.', "he"),
        ('Blair told reporters, "We will not give up."', "Blair"),
    ],
)
def test_speaker(read, text, speaker):
    assert speakers(read, text) == [speaker]


def test_a_quotation_goes_on(read):
    assert speakers(read, '"We will not give up," Blair said. "We are ready for more talks."') == ["Blair", "Blair"]


def test_scare_quotes_are_no_quotation(read):
    assert speakers(read, 'They called it a "bad deal" again.') == []


def test_no_speaker(read):
    assert speakers(read, '"We will not give up the fight."') == [None]


def test_spans_hold_the_words_only(read):
    document, mentions = read('Blair said: "We will not give up."')
    quotation = mentions.quotations[0]
    assert document.doc[quotation.first : quotation.last].text == "We will not give up."
