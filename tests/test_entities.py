"""Entities and tenures of short texts."""

from __future__ import annotations

from datetime import date

import pytest

from kg import documents, entities, mentions
from kg.ids import digest
from kg.model import Article


@pytest.fixture(scope="module")
def resolve():
    nlp = documents.load()

    def one(text, *, publisher=None, body=0, published=date(2014, 3, 12)):
        title = text[:body].strip() or None
        article = Article(
            id=digest(text), name="a", text=text, title=title, body=body, publisher=publisher, published=published
        )
        document = next(iter(documents.parse([article], nlp)))
        return entities.resolve(document, mentions.find(document))

    return one


def people(resolution):
    """By name the state and the posts of each person."""
    known = {e.id: e for e in resolution.entities}
    found = {e.name: (e.state, set()) for e in resolution.entities if e.kind == "person"}
    for tenure in resolution.tenures:
        post = known[tenure.post]
        found[known[tenure.person].name][1].add((post.name, known[post.of].name if post.of else None, tenure.former))
    return found


def test_one_post_in_two_forms_is_one(resolve):
    text = (
        "Under Secretary for Political Affairs Thomas Shannon visited Angola. "
        "Under Secretary Shannon thanked Angola for its help."
    )
    posts = people(resolve(text, publisher="US State Department"))["Thomas Shannon"][1]
    assert posts == {("Under Secretary for Political Affairs", "United States", False)}


def test_synonyms_of_one_post_are_one(resolve):
    text = "Portuguese Foreign Minister Luis Amado left. Luis Amado, Minister of Foreign Affairs of Portugal, spoke."
    assert len(people(resolve(text))["Luis Amado"][1]) == 1


def test_ranks_are_two_posts(resolve):
    text = "Acting President Oleksandr Turchynov of Ukraine left. Turchynov was the president of Ukraine's parliament."
    assert {p[0] for p in people(resolve(text))["Oleksandr Turchynov"][1]} >= {"Acting President"}


def test_state_by_possessive_beside_the_name(resolve):
    assert people(resolve("Haider al-Abadi met Iran's Javad Zarif."))["Javad Zarif"][0] == "IR"


def test_state_by_party(resolve):
    assert people(resolve("Senator John Barrasso (R-WY) met students."))["John Barrasso"][0] == "US"


def test_official_of_an_international_body_serves_no_state(resolve):
    text = "Former Finnish President Martti Ahtisaari, the UN special envoy for Kosovo, left."
    assert people(resolve(text))["Martti Ahtisaari"][0] is None


def test_bare_office_in_a_domestic_story(resolve):
    text = "Malawi voted on Tuesday. Malawi has 28 districts. In Malawi, Finance Minister Ken Lipenga spoke."
    assert people(resolve(text))["Ken Lipenga"] == ("MW", {("Finance Minister", "Malawi", False)})


def test_posts_of_a_headline_count_for_people_of_the_text(resolve):
    headline = "Press Secretary Ann Otherwise on the Visit\n"
    text = headline + "Chadian President Idriss Deby visited Niger."
    assert all(not posts for name, (_, posts) in people(resolve(text, body=len(headline))).items() if "Ann" in name)


def test_organ_without_its_states_adjective(resolve):
    names = {e.name for e in resolve("The Chinese Foreign Ministry protested.").entities}
    assert "Foreign Ministry" in names


def test_entities_are_sorted_and_the_same_each_time(resolve):
    text = "Peruvian President Ollanta Humala met Chilean President Sebastian Pinera in Lima."
    first, second = resolve(text), resolve(text)
    assert first.entities == second.entities
    assert [e.id for e in first.entities] == sorted(e.id for e in first.entities)


def test_evidence_is_the_texts_slice(resolve):
    text = "Peruvian President Ollanta Humala met Chilean President Sebastian Pinera in Lima."
    for tenure in resolve(text).tenures:
        assert all(e.quote == text[e.start : e.end] for e in tenure.evidence)
