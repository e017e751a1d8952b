"""Names of states, bodies and places."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import entities, gazetteers

WORDS = (
    *[
        "President",
        "Putin",
        "of",
        "Russia",
        ",",
        "the",
        "and",
        "(",
        ")",
        "'s",
        "-",
        "Ltd.",
        '"',
        "UN",
        "he",
        "King",
        "2014",
        "spokesman",
        "for",
    ],
    "\n\n",
)


def found(read, text, kind):
    document, mentions = read(text)
    return {(document.doc[m.first : m.last].text, m.key) for m in mentions.names if m.kind == kind}


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Ghana thanked its neighbours.", "Ghana", "GH"),
        ("Peruvian officials left.", "Peruvian", "PE"),
        ("Talks with Pyongyang failed.", "Pyongyang", "KP"),
        ("The People's Republic of China objected.", "People's Republic of China", "CN"),
        ("The Kremlin objected.", "Kremlin", "RU"),
        ("They flew to MALI on Monday.", "MALI", "ML"),
    ],
)
def test_state_in_every_form(read, text, words, code):
    assert (words, code) in found(read, text, "state")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("NATO held a summit.", "NATO"),
        ("The Arab League met.", "Arab League"),
        ("The Ministry of Fisheries and Forests protested.", "Ministry of Fisheries and Forests"),
        ("The Lake Victoria Basin Commission met.", "Lake Victoria Basin Commission"),
    ],
)
def test_organisation(read, text, key):
    assert key in {k for _, k in found(read, text, "organisation")}


def test_shorter_name_of_a_body_is_the_fuller_one(read):
    text = "The Zambian Cotton Growers Association wrote. The Cotton Growers Association asked for help."
    assert {k for _, k in found(read, text, "organisation")} == {"Zambian Cotton Growers Association"}


def test_documents_are_no_bodies(read):
    names = {k for _, k in found(read, "They signed the Framework Agreement and the Salt Lake Treaty.", "organisation")}
    assert names == set()


def test_no_organisation_ends_with_a_small_word(read):
    _, mentions = read("He leads the Central Committee of the Communist Party of China and the Bank of the South.")
    assert all(m.key.split()[-1][0].isupper() for m in mentions.names)


def test_place_is_no_state(read):
    assert ("Geneva", "Geneva") in found(read, "They met in Geneva.", "place")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_spans_lie_in_the_text_and_do_not_overlap(read, words):
    document, mentions = read(" ".join(words))
    last = 0
    for mention in mentions.names:
        assert last <= mention.first < mention.last <= len(document.doc)
        last = mention.last
    assert all(0 <= t.first < t.last <= len(document.doc) for t in mentions.titles)
    assert all(0 <= i < len(document.doc) and refs for i, refs in mentions.references.items())


# ---------------------------------------------------------------- people of a user's gazetteer


@pytest.fixture(scope="session")
def own(tmp_path_factory):
    file = tmp_path_factory.mktemp("own") / "own.toml"
    file.write_text(
        """
        [[state]]
        code = "X-ARD"
        name = "Ardania"
        demonyms = ["Ardanian"]
        [[state]]
        code = "X-SOV"
        name = "Sovnia"
        [[person]]
        name = "Ilsa Varnhem"
        aliases = ["Iron Heron", "I. M. Varnhem", "Marn"]
        state = "X-ARD"
        wikidata = "Q1"
        """,
        "utf-8",
    )
    return gazetteers.load(file)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ilsa Varnhem left. Varnhem had come alone.", {"Ilsa Varnhem", "Varnhem"}),
        ("The Iron Heron arrived, and the Heron left again.", {"Iron Heron", "Heron"}),
        ("ILSA VARNHEM met reporters.", {"Ilsa Varnhem"}),
        ("The premier, Ilsa VARNHEM, met reporters.", {"Ilsa Varnhem"}),
        ("I. M. Varnhem spoke. Ilsa K. Varnhem listened.", {"I. M. Varnhem", "Ilsa K. Varnhem"}),
        ("Talks with Marn went on.", {"Marn"}),
    ],
)
def test_a_known_person_by_any_name(read, own, text, words):
    document, mentions = read(text, gazetteer=own)
    found = {(document.doc[m.first : m.last].text.title(), m.key) for m in mentions.names if m.kind == "person"}
    assert found == {(word.title(), "Ilsa Varnhem") for word in words}
    assert mentions.states == {"Ilsa Varnhem": "X-ARD"}
    assert mentions.known == {"Ilsa Varnhem": "Q1"}


def test_an_alias_inside_another_name_is_another_person(read, own):
    document, mentions = read("Prime Minister Peter Marn met reporters in Oslo on Monday.", gazetteer=own)
    assert [m.key for m in mentions.names if m.kind == "person"] == ["Peter Marn"]
    assert document.gazetteer is own


def test_what_the_text_says_of_a_known_person_comes_first(read, own):
    _, mentions = read("Sovnian President Ilsa Varnhem of Sovnia met reporters. Sovnia's Varnhem left.", gazetteer=own)
    assert mentions.states == {"Ilsa Varnhem": "X-SOV"}


def test_a_known_person_in_the_headline_alone(read, own):
    headline = "Iron Heron Lands in Oslo"
    _, mentions = read(f"{headline}\n\nShe came alone.", body=len(headline) + 2, gazetteer=own)
    assert [m.key for m in mentions.names if m.kind == "person"] == ["Ilsa Varnhem"]


def test_a_known_person_is_one_entity_in_all_articles(read, own):
    ids = set()
    for text in ("Ilsa Varnhem met reporters.", "The Iron Heron met reporters."):
        resolution = entities.resolve(*read(text, gazetteer=own))
        ids |= {(e.id, e.name) for e in resolution.entities if e.kind == "person"}
    assert len(ids) == 1
