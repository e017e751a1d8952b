"""Which date belongs to which event of a sentence."""

# ruff: noqa: E501 (a sentence a line)
from __future__ import annotations

import pytest

from kg.events import dating

FRIDAY, MONDAY = "2014-05-09", "2014-05-12"
TOLD = (
    "Lima/PROPN/nsubj>said said:say/VERB/ROOT on/ADP/prep>said Friday/PROPN/pobj>on that/SCONJ/mark>met "
    "Orlov/PROPN/nsubj>met met:meet/VERB/ccomp>said Silva/PROPN/dobj>met"
)


@pytest.fixture
def day(find, dated):
    """The day of the event of a verb in a Doc, given what its words say; other triggers by their words."""

    def of(doc, text, days, *, verb=None, others=()):
        dates = tuple(sorted((dated(doc, name, when) for name, when in days.items()), key=lambda d: d.first))
        token = find(doc, text)
        above = find(doc, verb) if verb else token if token.pos_ == "VERB" else None
        when = dating.find(doc, token, above, dates, {find(doc, other).i for other in others})
        return when.start if when else None

    return of


def test_a_date_at_the_verb(parse, day):
    doc = parse("Lima/PROPN/nsubj>met met:meet/VERB/ROOT Orlov/PROPN/dobj>met on/ADP/prep>met Friday/PROPN/pobj>on")
    assert day(doc, "met", {"Friday": FRIDAY}) == FRIDAY
    assert day(doc, "met", {}) is None


def test_a_date_at_the_verb_that_tells_is_not_that_of_what_is_told(parse, day):
    doc = parse(TOLD)
    assert day(doc, "said", {"Friday": FRIDAY}) == FRIDAY
    assert day(doc, "met", {"Friday": FRIDAY}, others=["said"]) is None


def test_each_of_two_clauses_has_its_own_date(parse, day):
    doc = parse(TOLD + " on/ADP/prep>met Monday/PROPN/pobj>on")
    days = {"Friday": FRIDAY, "Monday": MONDAY}
    assert day(doc, "said", days, others=["met"]) == FRIDAY
    assert day(doc, "met", days, others=["said"]) == MONDAY


def test_a_noun_has_the_date_of_its_light_verb(parse, day):
    doc = parse(
        "Lima/PROPN/nsubj>held held:hold/VERB/ROOT talks:talk/NOUN/dobj>held on/ADP/prep>held Friday/PROPN/pobj>on"
    )
    assert day(doc, "talks", {"Friday": FRIDAY}, verb="held") == FRIDAY


def test_a_date_at_the_noun_itself(parse, day):
    doc = parse("Friday/PROPN/poss>talks 's:'s/PART:POS/case>Friday talks:talk/NOUN/nsubj>failed failed:fail/VERB/ROOT")
    assert day(doc, "talks", {"Friday": FRIDAY}) == FRIDAY


def test_joined_verbs_share_a_date(parse, day):
    doc = parse(
        "Lima/PROPN/nsubj>came came:come/VERB/ROOT on/ADP/prep>came Friday/PROPN/pobj>on and/CCONJ/cc>came "
        "met:meet/VERB/conj>came Orlov/PROPN/dobj>met"
    )
    assert day(doc, "met", {"Friday": FRIDAY}) == FRIDAY


def test_a_date_that_opens_a_sentence_holds_for_all_of_it(parse, day):
    doc = parse(
        "Friday/PROPN/npadvmod>said Lima/PROPN/nsubj>said said:say/VERB/ROOT Orlov/PROPN/nsubj>met met:meet/VERB/ccomp>said"
    )
    assert day(doc, "met", {"Friday": FRIDAY}) == FRIDAY


def test_but_not_for_what_a_relative_clause_in_a_report_adds(parse, day):
    doc = parse(
        "Friday/PROPN/npadvmod>said Norway/PROPN/nsubj>said said:say/VERB/ROOT Lima/PROPN/nsubj>left who/PRON:WP/nsubj>met "
        "met:meet/VERB/relcl>Lima Orlov/PROPN/dobj>met left:leave/VERB/ccomp>said"
    )
    assert day(doc, "left", {"Friday": FRIDAY}) == FRIDAY
    assert day(doc, "met", {"Friday": FRIDAY}) is None


def test_nor_for_what_a_relative_clause_adds(parse, day):
    doc = parse(
        "Friday/PROPN/npadvmod>left Lima/PROPN/nsubj>left who/PRON:WP/nsubj>met met:meet/VERB/relcl>Lima "
        "Orlov/PROPN/dobj>met left:leave/VERB/ROOT"
    )
    assert day(doc, "met", {"Friday": FRIDAY}, others=["left"]) is None


def test_a_date_of_another_sentence_is_none_of_its_own(parse, day):
    doc = parse(
        "Lima/PROPN/nsubj>met met:meet/VERB/ROOT Orlov/PROPN/dobj>met ./PUNCT/punct>met Silva/PROPN/nsubj>left "
        "left:leave/VERB/ROOT on/ADP/prep>left Friday/PROPN/pobj>on"
    )
    assert day(doc, "left", {"Friday": FRIDAY}) == FRIDAY
    assert day(doc, "met", {"Friday": FRIDAY}) is None


def test_between_two_words(parse, dated, find):
    doc = parse(
        "Norway/PROPN/ROOT on/ADP/prep>Norway Friday/PROPN/pobj>on and/CCONJ/cc>Norway Chile/PROPN/conj>Norway on/ADP/prep>Chile Monday/PROPN/pobj>on"
    )
    dates = (dated(doc, "Friday", FRIDAY), dated(doc, "Monday", MONDAY))
    assert dating.between(dates, find(doc, "Norway").i, find(doc, "Chile").i).start == FRIDAY
    assert dating.between(dates, find(doc, "Chile").i, len(doc)).start == MONDAY
    assert dating.between(dates, 0, find(doc, "Friday").i) is None
