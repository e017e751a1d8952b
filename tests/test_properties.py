"""The pipeline on what nobody would write: cut, shuffled, noisy and very long articles, with the real model."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import documents, graph, lexicons, pipeline
from kg.articles import read
from kg.ids import digest
from kg.model import ENTITY_KINDS, EVENT_TYPES, MODALITIES, Article, Entity, Event, Evidence, Graph
from kg.outputs import rdf
from kg.stores.shapes import validate

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "articles"
PUBLISHED = date(2014, 5, 9)
SENTENCES = (
    "Brazilian Foreign Minister Ana Lima met her Norwegian counterpart Ivar Olsen in Oslo on Monday.",
    "Lima visited Norway from Monday to Wednesday at the invitation of Olsen.",
    "“We will deepen our trade,” Olsen said after the talks.",
    "Both sides pledged to cooperate against piracy, and Norway's president praised Brazil.",
    "Chile, Peru and Kenya signed a treaty on fisheries in Lima last month.",
    "Kenya condemned the arrests in Chad and recalled its ambassador.",
    "President Rosa Torres of Peru telephoned Prime Minister Nils Berg of Sweden yesterday.",
    "The United Nations urged Chad to allow aid; Sweden gave $3 million to the refugees.",
    "If Chad refuses, the European Union may impose sanctions, Berg warned.",
    "Torres was named ambassador to Japan, a spokesman told reporters.",
)
NOISE = (
    "\u0301", "\u0327\u0301", "\u202e", "\u200f", "\u200b", "\u2060", "\ufeff", "😀", "\U0001f469\u200d\U0001f467", "ﷺ",
    "שלום", "\0", "\t", "\r\n", "\n\n", "\x0c", "…", "''", "“", ")",
)  # fmt: skip
FEW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def article(text: str, name: str = "a") -> Article:
    """An article without headline."""
    return Article(id=digest(name, text), name=name, text=text, published=PUBLISHED)


@pytest.fixture(scope="module")
def run() -> Iterator[Callable[..., list[Graph]]]:
    """The pipeline, its model loaded once."""
    nlp = documents.load()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(documents, "load", lambda *_, **__: nlp)
        yield lambda *articles: list(pipeline.graphs(articles))


@pytest.fixture(scope="module")
def examples(run: Callable[..., list[Graph]]) -> list[Graph]:
    """The graphs of the example articles."""

    def stopped(place: str, error: Exception) -> None:
        raise AssertionError(f"{place}: {error}")

    return run(*read([EXAMPLES], on_skip=stopped))


def passages(found: Graph) -> Iterator[Evidence]:
    """All evidence in a graph."""
    for event in found.events:
        yield from event.evidence
        for part in event.participants:
            yield from part.evidence
    for tenure in found.tenures:
        yield from tenure.evidence


def check(found: Graph) -> None:
    """What holds of the graph of any one article."""
    [source] = found.articles
    entities = {entity.id: entity for entity in found.entities}
    for one in passages(found):
        assert 0 <= one.start < one.end <= len(source.text)
        assert one.quote == source.text[one.start : one.end]
        assert one.article == source.id
        assert 0 <= one.confidence <= 1
        assert one.rule
        assert one.source is None or one.source in entities
    things = [*found.entities, *found.tenures, *found.events, *found.runs]
    assert all(re.fullmatch("[0-9a-f]{20}", thing.id) for thing in things)
    for kind in (found.entities, found.tenures, found.events):
        assert [one.id for one in kind] == sorted({one.id for one in kind})
    for entity in found.entities:
        assert entity.kind in ENTITY_KINDS
        assert entity.name.strip()
        assert entity.of is None or entity.of in entities
    for tenure in found.tenures:
        assert (entities[tenure.person].kind, entities[tenure.post].kind) == ("person", "post")
        assert tenure.evidence
    tenures = {tenure.id: tenure for tenure in found.tenures}
    for event in found.events:
        check_event(event, entities)
        for part in event.participants:
            assert part.capacity is None or tenures[part.capacity].person == part.entity


def check_event(event: Event, entities: dict[str, Entity]) -> None:
    """What holds of any event."""
    roles = lexicons.load("en").words
    assert event.type in EVENT_TYPES
    assert event.modality in MODALITIES
    assert event.evidence
    assert event.participants
    assert event.place is None or entities[event.place].kind == "place"
    assert event.topic is None or event.topic.strip()
    pairs = [(part.role, part.entity) for part in event.participants]
    assert pairs == sorted(set(pairs))
    for part in event.participants:
        assert entities[part.entity].kind in roles[f"role.{part.role}"]
        assert part.evidence
    if event.when is not None and event.when.start and event.when.end:
        precision = min(len(event.when.start), len(event.when.end))
        assert event.when.start[:precision] <= event.when.end[:precision]


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8), st.integers(0, 700), st.integers(0, 700))
@FEW
def test_any_piece_of_an_article(run, sentences, first, last):
    text = " ".join(sentences)[first:last]
    [found] = run(article(text))
    check(found)


@given(st.permutations(SENTENCES), st.sampled_from([" ", "\n", "\n\n", ""]))
@FEW
def test_sentences_in_any_order(run, sentences, between):
    [found] = run(article(between.join(sentences)))
    check(found)


@given(st.data())
@FEW
def test_noise_anywhere(run, data):
    text = " ".join(data.draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4)))
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(st.sampled_from(NOISE)) + text[at:]
    [found] = run(article(text))
    check(found)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
@FEW
def test_any_text(run, text):
    [found] = run(article(text))
    check(found)


@given(st.lists(st.sampled_from(" ".join(SENTENCES).split()), max_size=60))
@FEW
def test_any_words(run, words):
    [found] = run(article(" ".join(words)))
    check(found)


@given(st.text(max_size=200))
@FEW
def test_what_a_file_holds_can_be_read_to_the_letter(run, tmp_path, noise):
    """From the bytes of a file to Turtle and back."""
    file = tmp_path / "a.txt"
    file.write_bytes(("OSLO - " + SENTENCES[0] + noise + " " + SENTENCES[1]).encode("utf-8", "replace"))
    for one in read([file], date=PUBLISHED, on_skip=lambda *_: None):
        assert "\0" not in one.text
        [found] = run(one)
        check(found)
        rdf.write(found, tmp_path / "a.ttl")
        assert (tmp_path / "a.ttl").read_text("utf-8")


@given(st.permutations(SENTENCES))
@settings(FEW, max_examples=5)
def test_the_same_article_twice_gives_the_same_graph(run, sentences):
    one = article(" ".join(sentences))
    first, second = run(one, one)
    assert first == second == run(one)[0]
    assert graph.merge([first, second]) == graph.merge([first])


@given(st.permutations(range(6)))
@FEW
def test_the_order_of_articles_does_not_matter(examples, order):
    some = examples[:6]
    assert graph.merge(some[n] for n in order) == graph.merge(some)


def test_neighbours_in_a_batch_do_not_matter(run, examples):
    articles = [found.articles[0] for found in examples]
    assert list(reversed(run(*reversed(articles)))) == examples


def test_examples_hold_what_holds_of_all(examples):
    assert len(examples) >= 10
    for found in examples:
        check(found)
        assert found.events


def test_each_example_conforms(examples, tmp_path):
    for found in examples:
        rdf.write(found, tmp_path / "a.ttl")
        assert validate(tmp_path / "a.ttl").text == "conforms"


@pytest.mark.slow
def test_a_paragraph_of_a_hundred_thousand_letters(run):
    chance = random.Random(1)  # noqa: S311 (no secrets here)
    whole: list[str] = []
    while sum(map(len, whole)) < 100_000:
        whole.append(chance.choice(SENTENCES))
    [found] = run(article(" ".join(whole)))
    check(found)
    assert {event.type for event in found.events} >= {"Meeting", "Visit", "Agreement"}
    assert len(found.events) < 400


@pytest.mark.slow
def test_two_thousand_names(run):
    first = ["Ana", "Ivo", "Rui", "Eva", "Nils", "Rosa", "Hugo", "Olga", "Karl", "Mina"]
    syllables = ["ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu"]
    people = [
        f"{first[n % 10]} {a}{syllables[n // 10 % 10]}{syllables[n // 100 % 10]}{syllables[n // 1000]}"
        for n, a in ((n, "BDFGKLMNPR"[n % 7]) for n in range(2000))
    ]
    groups = (people[n : n + 8] for n in range(0, len(people), 8))
    text = " ".join(f"President {', '.join(names[:-1])} and {names[-1]} met in Oslo." for names in groups)
    [found] = run(article(text))
    check(found)
    assert sum(entity.kind == "person" for entity in found.entities) > 1000
