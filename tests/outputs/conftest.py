"""Two small graphs made by hand: plain talks, and one whose every text attacks the page that shows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kg.model import Article, Entity, Event, Evidence, Graph, Participant, Tenure, When

TEXT = "OSLO - Foreign Minister Ana Ruiz met Ole Berg on 3 May 2024. She is expected to visit Bergen in June."
ATTACKS = (
    "</script><script>window.hit = 1</script>",
    "<img src=x onerror='window.hit = 2'>",
    "\"';window.hit=3;//",
    "</title><svg onload=window.hit=4>",
    "\u202eevil\u202c שלום \u0000\ufffe\ud800",
    '=HYPERLINK("http://evil.example")',
    "${title} $hashes {{ 7*7 }} <!--",
    "<a href='https://evil.example/x'>href</a>",
)


def _evidence(quote: str, rule: str, confidence: float = 1.0) -> Evidence:
    start = TEXT.index(quote)
    return Evidence(article="a1", start=start, end=start + len(quote), quote=quote, rule=rule, confidence=confidence)


@pytest.fixture
def talks() -> Graph:
    """Ana Ruiz, a minister of Spain, meets Ole Berg of Norway in Oslo, and plans to visit Bergen."""
    met = _evidence("Foreign Minister Ana Ruiz met Ole Berg on 3 May 2024.", "meet-verb", 0.9)
    plan = _evidence("She is expected to visit Bergen in June.", "visit-verb", 0.8)
    return Graph(
        entities=(
            Entity(id="e1", kind="person", name="Ana Ruiz", aliases=("Ruiz", "A. Ruiz"), state="ES"),
            Entity(id="e2", kind="person", name="Ole Berg", state="NO"),
            Entity(id="e3", kind="state", name="Spain", state="ES", same_as="Q29"),
            Entity(id="e4", kind="state", name="Norway", state="NO", same_as="Q20"),
            Entity(id="e5", kind="post", name="Foreign Minister", of="e3"),
            Entity(id="e6", kind="place", name="Oslo", state="NO"),
            Entity(id="e7", kind="organisation", name="Arctic Council"),
            Entity(id="e8", kind="place", name="Bergen", state="NO"),
        ),
        tenures=(
            Tenure(id="t1", person="e1", post="e5", start="2023", evidence=(_evidence("Foreign Minister", "title"),)),
        ),
        events=(
            Event(
                id="v1",
                type="Meeting",
                participants=(
                    Participant(role="participant", entity="e1", capacity="t1", behalf="e3"),
                    Participant(role="participant", entity="e2", evidence=(_evidence("Ole Berg", "dobj"),)),
                ),
                when=When(start="2024-05-03", end="2024-05-03", precision="day", basis="stated"),
                place="e6",
                topic="fish, ice and oil",
                evidence=(met,),
            ),
            Event(
                id="v2",
                type="Visit",
                participants=(
                    Participant(role="destination", entity="e8"),
                    Participant(role="visitor", entity="e1"),
                ),
                modality="planned",
                when=When(start="2024-06", end="2024-06", precision="month", basis="relative"),
                evidence=(plan,),
            ),
        ),
        articles=(
            Article(
                id="a1",
                name="oslo",
                text=TEXT,
                title="Talks in Oslo",
                publisher="The Example",
                published=date(2024, 5, 4),
                dateline="OSLO",
            ),
        ),
    )


@pytest.fixture
def attack(talks: Graph) -> Graph:
    """The talks, with an attack in each name, alias, title, topic and quote."""
    every = "\n".join(ATTACKS)
    entities = tuple(replace(e, name=ATTACKS[i % len(ATTACKS)], aliases=ATTACKS) for i, e in enumerate(talks.entities))
    events = tuple(
        replace(
            event, topic=every, evidence=tuple(replace(e, quote=attack) for e in event.evidence for attack in ATTACKS)
        )
        for event in talks.events
    )
    articles = tuple(replace(a, name=every, title=every, publisher=every) for a in talks.articles)
    return replace(talks, entities=entities, events=events, articles=articles)
