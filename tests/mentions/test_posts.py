"""Titles: which post, of whom, whose."""

from __future__ import annotations

import pytest


def posts(read, text):
    _, mentions = read(text)
    return {(t.person, t.title, t.of[1] if t.of else None, t.former) for t in mentions.titles if t.person}


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("Peruvian Foreign Minister Rafael Roncagliolo left.", ("Rafael Roncagliolo", "Foreign Minister", "PE", False)),
        ("Rafael Correa, president of Ecuador, left.", ("Rafael Correa", "president", "EC", False)),
        ("President Michelle Bachelet of Chile left.", ("Michelle Bachelet", "President", "CL", False)),
        ("Former Finnish President Martti Ahtisaari left.", ("Martti Ahtisaari", "President", "FI", True)),
        (
            "Vinay Kwatra, Ambassador of India to the United States, left.",
            ("Vinay Kwatra", "Ambassador to the United States", "IN", False),
        ),
        (
            "Wang Wenbin, a spokesman for the Chinese foreign ministry, left.",
            ("Wang Wenbin", "spokesman", "Chinese foreign ministry", False),
        ),
        ("The country's army chief, Omar Deen, left Kenya.", ("Omar Deen", "army chief", None, False)),
        (
            "Sergei Lavrov was named as the new foreign minister of Russia.",
            ("Sergei Lavrov", "foreign minister", "RU", False),
        ),
        ("Ban Ki-moon served as foreign minister of South Korea.", ("Ban Ki-moon", "foreign minister", "KR", True)),
        ("U.S. drug policy director Barry McCaffrey left.", ("Barry McCaffrey", "drug policy director", "US", False)),
    ],
)
def test_post(read, text, post):
    assert post in posts(read, text)


def test_two_posts_of_one_owner(read):
    text = "Luxembourg Foreign Minister and Deputy Prime Minister Jean Asselborn left."
    assert {p[1:3] for p in posts(read, text)} == {("Foreign Minister", "LU"), ("Deputy Prime Minister", "LU")}


def test_two_top_offices_are_two_people(read):
    assert {p[1] for p in posts(read, "The Prime Minister and President Hollande met.")} == {"President"}


def test_plural_title_is_shared_out(read):
    text = "Foreign ministers Hossam Zaki of Egypt and Nasser Judeh of Jordan met."
    assert posts(read, text) == {
        ("Hossam Zaki", "Foreign minister", "EG", False),
        ("Nasser Judeh", "Foreign minister", "JO", False),
    }


def test_coordinated_title_has_the_same_state(read):
    text = "Turkey's Foreign Minister Ahmet Davutoglu and Energy Minister Taner Yildiz left."
    assert {p[2] for p in posts(read, text)} == {"TR"}


def test_counterpart_has_the_post_of_the_other_state(read):
    text = "Iraqi Foreign Minister Hoshyar Zebari met his Iranian counterpart, Manouchehr Mottaki."
    assert ("Manouchehr Mottaki", "Foreign Minister", "IR", False) in posts(read, text)


def test_apposition_of_one_is_no_title_of_the_next(read):
    text = "After talks with Ehud Olmert, the Israeli Prime Minister, George Bush said he was glad."
    assert {p[0] for p in posts(read, text)} == {"Ehud Olmert"}


def test_title_alone(read):
    _, mentions = read("The President of Russia left.")
    assert [(t.person, t.title, t.of) for t in mentions.titles] == [(None, "President", ("state", "RU"))]


def test_post_given_by_a_state_is_that_states(read):
    assert posts(read, "Poland named Anna Zielinska ambassador to Kenya on Thursday.") == {
        ("Anna Zielinska", "ambassador to Kenya", "PL", False)
    }
