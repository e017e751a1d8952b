"""Merging and parting of graphs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kg.graph import fullest, merge, parts
from kg.model import Article, Entity, Event, Evidence, Graph, Participant, When


def _evidence(article: str, **more: object) -> Evidence:
    return Evidence(article=article, start=0, end=1, quote="x", rule="r", **more)  # type: ignore[arg-type]


@given(data=st.data())
def test_merging_depends_on_neither_order_nor_grouping_nor_repetition(data, graphs):
    one, two, three = data.draw(graphs), data.draw(graphs), data.draw(graphs)
    whole = merge([one, two, three])
    assert merge([three, one, two]) == whole
    assert merge([merge([one, two]), three]) == whole
    assert merge([one, merge([two, three])]) == whole
    assert merge([whole, whole, one]) == whole


@given(data=st.data())
def test_parts_merge_to_the_whole(data, graphs):
    whole = merge([data.draw(graphs)])
    apart = list(parts(whole))
    assert merge(part for _, part in apart) == whole
    assert len({home for home, _ in apart}) == len(apart)


def test_nothing_merges_to_nothing():
    assert merge([]) == Graph()
    assert list(parts(Graph())) == []


def test_one_event_in_two_articles_has_two_pieces_of_evidence():
    one = Event(
        id="1", type="Meeting", participants=(Participant(role="participant", entity="p"),), evidence=(_evidence("a"),)
    )
    two = replace(
        one, evidence=(_evidence("b"),), participants=(Participant(role="participant", entity="p", capacity="t"),)
    )
    (event,) = merge([Graph(events=(two,)), Graph(events=(one,))]).events
    assert [evidence.article for evidence in event.evidence] == ["a", "b"]
    assert event.participants == (Participant(role="participant", entity="p", capacity="t"),)


def test_the_fullest_name_stays_and_others_become_an_alias():
    one = Entity(id="1", kind="person", name="Ana Lima", aliases=("Lima",))
    two = Entity(id="1", kind="person", name="Ana de Lima", state="BR")
    (entity,) = merge([Graph(entities=(one,)), Graph(entities=(two,))]).entities
    assert entity == Entity(id="1", kind="person", name="Ana de Lima", aliases=("Ana Lima", "Lima"), state="BR")


def test_the_fullest_name_has_most_words_then_is_longest_then_smallest():
    assert fullest(["Internationalists", "A B", "B C", "A BC", "A BD"]) == "A BC"


def test_of_two_versions_of_an_article_the_one_published_last_stays():
    one = Article(id="1", name="a", text="One.", published=date(2024, 1, 2))
    for two in (replace(one, text="Two.", published=date(2024, 1, 1)), replace(one, text="Two.", published=None)):
        assert merge([Graph(articles=(one,)), Graph(articles=(two,))]).articles == (one,)
        assert merge([Graph(articles=(two,)), Graph(articles=(one,))]).articles == (one,)


def test_a_date_is_taken_whole():
    early = When(start="2013", end=None, precision="year", basis="stated")
    late = When(start="2014-01", end="2014-02", precision="month", basis="relative")
    one = Event(id="1", type="Visit", participants=(), when=late)
    (event,) = merge([Graph(events=(one,)), Graph(events=(replace(one, when=early),))]).events
    assert event.when in (early, late)


def test_a_part_holds_what_its_article_bears_out_and_no_more(sample):
    other = Event(
        id="0c",
        type="Visit",
        participants=(Participant(role="visitor", entity="c2"),),
        evidence=(_evidence("a2", source="e2"),),
    )
    lonely = Entity(id="zz", kind="place", name="Nowhere")
    whole = merge([sample, Graph(events=(other,), entities=(lonely,))])
    apart = dict(parts(whole))
    assert list(apart) == ["a1", "a2", None]
    assert [event.id for event in apart["a1"].events] == ["0a", "0b"]
    assert apart["a2"].events == (other,)
    assert [entity.id for entity in apart["a2"].entities] == ["c2", "e2"]
    assert apart["a2"].tenures == ()
    assert apart[None].entities == (lonely,)


def test_a_graph_of_one_article_is_one_part(sample):
    lonely = Entity(id="zz", kind="place", name="Nowhere")
    whole = merge([sample, Graph(entities=(lonely,))])
    assert list(parts(whole)) == [("a1", whole)]
