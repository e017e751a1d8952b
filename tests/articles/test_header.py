from __future__ import annotations

from datetime import date

import pytest

from kg.articles import cues, header

BODY = "The two ministers met on Tuesday to talk about fisheries, the first such talks in years."


def split(*lines: str, title: str | None = None) -> header.Header:
    return header.split(list(lines), cues.load(), title=title)


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("Updated: 2014-05-06 21:38", date(2014, 5, 6)),
        ("Published: 6 May 2014", date(2014, 5, 6)),
        ("Tuesday, May 6, 2014", date(2014, 5, 6)),
        ("Example Herald | Updated: 2014-05-06 21:38", date(2014, 5, 6)),
        ("Last updated: Sept. 6, 2014 10:30 a.m. GMT", date(2014, 9, 6)),
        ("Posted on May 3rd, 2011", date(2011, 5, 3)),
        ("(Agency) 09:21, March 12, 2013", date(2013, 3, 12)),
        ("2006-11-29T10:00:00Z", date(2006, 11, 29)),
        ("Tue 5 Mar 2019 12.30 GMT", date(2019, 3, 5)),
    ],
)
def test_a_date_line_gives_the_day_and_goes(stamp: str, day: date) -> None:
    assert split("Ministers meet", stamp, "|", BODY) == header.Header(
        title="Ministers meet", published=day, dateline=None, agency=None, body=(BODY,)
    )


@pytest.mark.parametrize("line", ["Updated: 2014-02-31", "May 6", "Updated: May 6", "On May 6, 2014 they met."])
def test_no_day_is_invented(line: str) -> None:
    assert split("Ministers meet", line, BODY).published is None


def test_publication_counts_before_update() -> None:
    assert split("Updated: 2014-05-07", "Published: 2014-05-06", BODY).published == date(2014, 5, 6)


@pytest.mark.parametrize(
    ("opening", "place", "day", "agency"),
    [
        ("OSLO - ", "OSLO", None, None),
        ("OSLO — ", "OSLO", None, None),
        ("AMMAN, Nov. 29, 2006 (Agency) -- ", "AMMAN", date(2006, 11, 29), "Agency"),
        ("WASHINGTON (Agency) - ", "WASHINGTON", None, "Agency"),
        ("BEIJING, April 27 (Agency) -- ", "BEIJING", None, "Agency"),
        ("KUALA LUMPUR, Malaysia — ", "KUALA LUMPUR", None, None),
        ("WASHINGTON, D.C. – ", "WASHINGTON", None, None),
        ("New Delhi, 3 May 2011 (Agency) -- ", "New Delhi", date(2011, 5, 3), "Agency"),
        ("PORT-AU-PRINCE, Haiti (AG) — “", "PORT-AU-PRINCE", None, "AG"),
    ],
)
def test_a_dateline_is_read_and_stays(opening: str, place: str, day: date | None, agency: str | None) -> None:
    found = split("Ministers meet", "", opening + BODY)
    assert (found.dateline, found.published, found.agency) == (place, day, agency)
    assert found.body == (opening + BODY,)


@pytest.mark.parametrize("opening", ["Today – ", "Friday, April 27 — ", "SECRETARY EXAMPLE: ", "United States — ", ""])
def test_other_openings_are_no_dateline(opening: str) -> None:
    assert split(opening + BODY).dateline is None


def test_a_title_that_the_text_repeats_is_taken_once() -> None:
    assert split("Ministers meet", "", BODY, title="Ministers Meet").body == (BODY,)
    found = split("Ministers meet", BODY, title="Ministers meet | Example Herald")
    assert (found.title, found.body) == ("Ministers meet", (BODY,))


def test_a_text_without_headline_has_none() -> None:
    assert split(BODY, "", BODY).title is None
    assert split("OSLO - Ministers meet", BODY).title is None
    assert split("Ministers meet").title is None
