"""Graphs for tests: one made by hand, and a strategy that makes any."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import strategies as st

from kg.model import (
    EVENT_TYPES,
    MODALITIES,
    Article,
    Entity,
    Event,
    Evidence,
    Graph,
    Participant,
    Run,
    Tenure,
    When,
)

TEXT = "Envoy arrives\nMOSCOW - Ana Lima, foreign minister of Brazil, met Ivan Orlov in Moscow on Monday.\n"


def _said(
    words: str, rule: str, *, article: str = "a1", source: str | None = None, confidence: float = 1.0
) -> Evidence:
    start = TEXT.index(words)
    return Evidence(
        article=article,
        start=start,
        end=start + len(words),
        quote=words,
        rule=rule,
        source=source,
        confidence=confidence,
    )


@pytest.fixture(scope="session")
def sample() -> Graph:
    """One article with a meeting that happened and a visit that is planned."""
    sentence = TEXT.split("\n")[1].removeprefix("MOSCOW - ")
    monday = When(start="2024-03-04", end="2024-03-04", precision="day", basis="relative")
    return Graph(
        entities=(
            Entity(id="b0", kind="place", name="Moscow", state="RU"),
            Entity(id="c1", kind="person", name="Ana Lima", aliases=("Lima", 'Ms "A" Lima'), state="BR"),
            Entity(id="c2", kind="person", name="Ivan Orlov", state="RU"),
            Entity(id="d1", kind="state", name="Brazil", state="BR", same_as="Q155"),
            Entity(id="d2", kind="state", name="Russia", state="RU", same_as="Q159"),
            Entity(id="e1", kind="post", name="foreign minister", of="d1"),
            Entity(id="e2", kind="organisation", name="Orlov & <Sons>"),
        ),
        tenures=(
            Tenure(
                id="f1", person="c1", post="e1", start="2023", evidence=(_said("foreign minister", "post-apposition"),)
            ),
        ),
        events=(
            Event(
                id="0a",
                type="Meeting",
                participants=(
                    Participant(
                        role="participant",
                        entity="c1",
                        capacity="f1",
                        behalf="d1",
                        evidence=(_said("Ana Lima", "subject"),),
                    ),
                    Participant(
                        role="participant",
                        entity="c2",
                        behalf="e2",
                        evidence=(_said("Ivan Orlov", "object"),),
                    ),
                ),
                when=monday,
                place="b0",
                topic='trade, \\ and "gas"\n— 能源',
                evidence=(
                    _said("met Ivan Orlov", "meet-verb", source="c2", confidence=0.5),
                    _said(sentence, "meet-verb", confidence=0.85),
                ),
            ),
            Event(
                id="0b",
                type="Visit",
                modality="planned",
                participants=(
                    Participant(role="destination", entity="d2"),
                    Participant(role="visitor", entity="c1", capacity="f1"),
                ),
                when=When(start="2024-04", end=None, precision="month", basis="stated"),
                evidence=(_said("in Moscow", "visit-noun", confidence=0.7),),
            ),
        ),
        articles=(
            Article(
                id="a1",
                name="envoy",
                text=TEXT,
                body=14,
                title="Envoy arrives",
                url="https://paper.example/envoy?id=1",
                publisher="The Paper",
                published=date(2024, 3, 5),
                dateline="MOSCOW",
            ),
        ),
        runs=(Run(id="9a", software="kg-diplomacy", version="0.1.0", model="en_core_web_sm 3.8.0", articles=("a1",)),),
    )


@pytest.fixture(scope="session")
def roles() -> dict[str, set[str]]:
    """The roles of each type of event, as the guide of the annotations has them."""
    return {
        "Visit": {"visitor", "destination", "place", "host"},
        "Meeting": {"participant", "place"},
        "Call": {"participant"},
        "Pledge": {"speaker", "counterpart"},
        "Agreement": {"party"},
        "Invitation": {"inviter", "invitee"},
        "Appeal": {"speaker", "target"},
        "Criticism": {"speaker", "target"},
        "Support": {"speaker", "target"},
        "Sanction": {"imposer", "target"},
        "Expulsion": {"actor", "target"},
        "Appointment": {"appointee", "post", "of"},
        "Aid": {"donor", "recipient"},
    }


IDS = st.sampled_from(["0", "1", "a", "b2", "c3", "ff"])
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
DATES = st.sampled_from(["2013", "2013-04", "2013-04-27", "2014-01-01", "0099"])
EVIDENCE = st.builds(
    Evidence,
    article=IDS,
    start=st.integers(0, 9),
    end=st.integers(0, 9),
    quote=WORDS,
    rule=WORDS,
    source=st.none() | IDS,
    confidence=st.floats(0, 1),
)
PASSAGES = st.lists(EVIDENCE, max_size=2).map(tuple)


@pytest.fixture(scope="session")
def graphs() -> st.SearchStrategy[Graph]:
    """Any graph, as wild as the types allow: ids that refer to nothing, several articles, evidence from nowhere."""
    entities = st.builds(
        Entity,
        id=IDS,
        kind=st.sampled_from(["person", "post", "state", "organisation", "place"]),
        name=WORDS,
        aliases=_few(WORDS),
        same_as=st.none() | st.sampled_from(["Q1", "Q159"]),
        state=st.none() | WORDS,
        of=st.none() | IDS,
    )
    tenures = st.builds(
        Tenure,
        id=IDS,
        person=IDS,
        post=IDS,
        start=st.none() | DATES,
        end=st.none() | DATES,
        former=st.booleans(),
        evidence=PASSAGES,
    )
    participants = st.builds(
        Participant,
        role=st.sampled_from(["visitor", "host", "of"]),
        entity=IDS,
        capacity=st.none() | IDS,
        behalf=st.none() | IDS,
        evidence=PASSAGES,
    )
    whens = st.builds(
        When,
        start=st.none() | DATES,
        end=st.none() | DATES,
        precision=st.sampled_from(["day", "month", "year"]),
        basis=st.sampled_from(["stated", "relative", "article"]),
    )
    events = st.builds(
        Event,
        id=IDS,
        type=st.sampled_from(EVENT_TYPES),
        participants=_few(participants),
        modality=st.sampled_from(MODALITIES),
        when=st.none() | whens,
        place=st.none() | IDS,
        topic=st.none() | WORDS,
        evidence=PASSAGES,
    )
    articles = st.builds(
        Article,
        id=IDS,
        name=WORDS,
        text=WORDS,
        body=st.integers(0, 9),
        language=WORDS,
        title=st.none() | WORDS,
        url=st.none()
        | WORDS
        | st.sampled_from(["https://a.example/é?q=1#x", "http://a b", "javascript:alert(1)", "https://"]),
        publisher=st.none() | WORDS,
        published=st.none() | st.dates(),
        dateline=st.none() | WORDS,
    )
    runs = st.builds(Run, id=IDS, software=WORDS, version=WORDS, model=WORDS, articles=_few(IDS))
    return st.builds(
        Graph,
        entities=_few(entities),
        tenures=_few(tenures),
        events=_few(events),
        articles=_few(articles),
        runs=_few(runs),
    )


def _few(things: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(things, max_size=3).map(tuple)
