"""An explanation says which words triggered an event and how each name was resolved."""

from __future__ import annotations

import pytest

from kg.model import Article, Entity, Event, Evidence, Graph, Participant, Tenure
from kg.outputs import explanation

TEXT = "Ola and the minister of Moscow met Kim Jong-il and Chileans. He spoke."
ARTICLE = Article(id="a", name="a", text=TEXT)


def told(words: str, rule: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence(article="a", start=start, end=start + len(words), quote=words, rule=rule)


ENTITIES = (
    Entity(id="ola", kind="person", name="Ola Nordmann", aliases=("Olli",), state="NO"),
    Entity(id="kim", kind="person", name="Kim Jong-il", state="KP"),
    Entity(id="eva", kind="person", name="Eva Lind", state="RU"),
    Entity(id="ru", kind="state", name="Russia", state="RU"),
    Entity(id="cl", kind="state", name="Chile", state="CL"),
    Entity(id="post", kind="post", name="Foreign Minister", of="ru"),
)
TENURE = Tenure(id="t", person="eva", post="post", evidence=(told("minister", "title"),))


def text(entity: str, words: str, rule: str = "meet-verb") -> str:
    event = Event(
        id="e",
        type="Meeting",
        participants=(Participant(role="participant", entity=entity, evidence=(told(words, f"{rule}/subject"),)),),
        evidence=(told(TEXT.partition(".")[0], rule),),
    )
    graph = Graph(entities=ENTITIES, tenures=(TENURE,), events=(event,), articles=(ARTICLE,))
    return explanation.text(graph, event)


@pytest.mark.parametrize(
    ("entity", "words", "how"),
    [
        ("kim", "Kim Jong-il", "its name"),
        ("ola", "Ola", "part of the name Ola Nordmann"),
        ("kim", "il", "part of the name Kim Jong-il"),
        ("ru", "Moscow", "by the gazetteer a capital of Russia"),
        ("cl", "Chileans", "by the gazetteer a demonym of Chile"),
        ("eva", "minister", "by the post Foreign Minister, Russia"),
        ("ola", "He", "by reference: words that stand for Ola Nordmann here"),
    ],
)
def test_how_a_name_was_resolved(entity: str, words: str, how: str) -> None:
    assert f"      {how}\n" in text(entity, words)


def test_which_words_triggered_it() -> None:
    assert "    triggered by 'met'\n" in text("ola", "Ola")
    assert "triggered by no word of its own" in text("ola", "Ola", "meeting-abroad")
