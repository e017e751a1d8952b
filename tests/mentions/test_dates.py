"""Dates against Wednesday 12 March 2014."""

from __future__ import annotations

import pytest


def dates(read, text, **how):
    _, mentions = read(text, **how)
    return [(d.when.start, d.when.end) for d in mentions.dates]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("They met on Nov. 29 , 2006 .", "2006-11-29", "2006-11-29"),
        ("They met on 29 Nov 2006.", "2006-11-29", "2006-11-29"),
        ("They met on the 5th of March.", "2014-03-05", "2014-03-05"),
        ("They met early Tuesday.", "2014-03-11", "2014-03-11"),
        ("They will meet on Friday.", "2014-03-14", "2014-03-14"),
        ("They met last night.", "2014-03-11", "2014-03-11"),
        ("They met from Thursday to Saturday.", "2014-03-06", "2014-03-08"),
        ("They met on March 5-6.", "2014-03-05", "2014-03-06"),
        ("They met in June and July 2012.", "2012-06", "2012-07"),
        ("They met in early November last year.", "2013-11", "2013-11"),
        ("They met in spring 2005.", "2005", "2005"),
        ("They have met since 2012.", "2012", None),
        ("He has been there since Sunday.", "2014-03-09", None),
        ("She began a three-day visit to Denmark on Monday.", "2014-03-10", "2014-03-12"),
        ("She ended a three-day visit to Denmark on Tuesday.", "2014-03-09", "2014-03-11"),
        ("She will pay a two-day visit to Sudan starting Monday.", "2014-03-17", "2014-03-18"),
        ("It broke the 1979 peace treaty.", "1979", "1979"),
        ("A mid-December meeting failed.", "2013-12", "2013-12"),
    ],
)
def test_date(read, text, start, end):
    assert dates(read, text) == [(start, end)]


def test_days_told_from_the_date_before(read):
    text = "He came on March 5. She had left the day before. Two days later they met. They signed a pact the same day."
    assert [d[0] for d in dates(read, text)] == ["2014-03-05", "2014-03-04", "2014-03-07", "2014-03-05"]


@pytest.mark.parametrize("text", ["They met on Monday.", "They met yesterday.", "They met last month."])
def test_nothing_relative_without_the_article_s_date(read, text):
    assert dates(read, text, published=None) == []


def test_numerals_and_years_at_the_end_of_the_calendar_are_no_dates(read):
    assert dates(read, "He came on March 5. \u00b2 days later they met.") == [("2014-03-05", "2014-03-05")]
    assert dates(read, "The permit runs to 9999-12-31. Two days later they met.") == []


@pytest.mark.parametrize("text", ["They will meet next week.", "They will meet in the coming days.", "He may come."])
def test_vague_times_are_no_dates(read, text):
    assert dates(read, text) == []
