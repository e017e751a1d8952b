"""The stages strung together: articles in, graphs out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import kg
from kg import articles, confidence, documents, entities, events, gazetteers, graph, ids, mentions
from kg.articles.draft import Draft
from kg.errors import KGError, SourceError
from kg.events import arguments, careers, triggers
from kg.events.scene import Scene
from kg.model import EVENT_TYPES, Article, Document, Event, Gazetteer, Graph, Resolution, Run
from kg.outputs import records
from kg.outputs import trace as traces
from kg.stores.triples import TripleStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Skip = Callable[[str, KGError], None]
    Progress = Callable[[Article], None]
    Sources = Iterable[str | Path]

MODEL = documents.DEFAULT_MODEL


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a build found in the articles that it read."""

    articles: int
    changed: int
    """How many articles said something that the graph did not hold before; two versions are one article."""
    events: tuple[tuple[str, int], ...]
    """Event type and number of events, for each type in the model's order."""
    people: int
    states: int
    skipped: tuple[tuple[str, str], ...]
    """Place and message of each source that could not be read."""


def read(
    sources: Sources, *, date: date | None = None, publisher: str | None = None, on_skip: Skip | None = None
) -> Iterator[Article]:
    """Yields the articles of files, folders and '-' (standard input).

    Args:
        sources: Where to read.
        date: Publication date of articles whose source gives none.
        publisher: Publisher of articles whose source gives none.
        on_skip: Called with the place and the error of what cannot be read; without it the error is raised.
    """
    return articles.read(sources, date=date, publisher=publisher, on_skip=on_skip or _raise)


def graphs(  # noqa: PLR0913 (keywords, the flags of the command)
    articles: Iterable[Article],
    *,
    model: str = MODEL,
    gazetteer: str | Path | None = None,
    min_confidence: float = 0.0,
    on_skip: Skip | None = None,
    progress: Progress | None = None,
) -> Iterator[Graph]:
    """Yields one graph an article, in the same order; what cannot be read goes to `on_skip`, or is raised without it.

    Raises:
        LexiconError: the gazetteer cannot be read, or one of its rows is wrong.
        ModelError: the language model is missing or lacks a component.
    """
    known = _known(gazetteer)
    nlp = documents.load(model)
    run = _run(nlp.meta)
    return _graphs(documents.parse(articles, nlp, known), run, min_confidence, on_skip or _raise, progress)


def extract(  # noqa: PLR0913 (keywords, the flags of the command)
    sources: Sources,
    *,
    model: str = MODEL,
    date: date | None = None,
    publisher: str | None = None,
    gazetteer: str | Path | None = None,
    min_confidence: float = 0.0,
    on_skip: Skip | None = None,
    progress: Progress | None = None,
) -> Iterator[dict[str, Any]]:
    """Yields one JSON object an article with its `id`, `people` and `events`; arguments as in `build`."""
    found = _some(read(sources, date=date, publisher=publisher, on_skip=on_skip))
    parsed = graphs(
        found, model=model, gazetteer=gazetteer, min_confidence=min_confidence, on_skip=on_skip, progress=progress
    )
    return map(records.record, parsed)


def build(  # noqa: PLR0913 (keywords, the flags of the command)
    sources: Sources,
    output: str | Path,
    *,
    model: str = MODEL,
    date: date | None = None,
    publisher: str | None = None,
    gazetteer: str | Path | None = None,
    min_confidence: float = 0.0,
    on_skip: Skip | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Adds what articles say to the graph folder `output`; returns what it found.

    Args:
        sources: Files, folders and '-' (standard input).
        output: The graph's folder, made if it isn't there.
        model: Name of an installed spaCy pipeline.
        date: Publication date of articles whose source gives none.
        publisher: Publisher of articles whose source gives none.
        gazetteer: A TOML file of states, bodies, places and people to know beside those that kg knows.
        min_confidence: Events less sure than this (0..1) are left out, and the people and tenures that only they name.
        on_skip: Called with the place and the error of what cannot be read; the summary lists it in any case.
        progress: Called with each article when it is done.

    Raises:
        SourceError: nothing at all could be read.
        LexiconError: the gazetteer cannot be read, or one of its rows is wrong.
        GraphError: the folder cannot be written.
    """
    tally = _Tally(on_skip)
    found = _some(read(sources, date=date, publisher=publisher, on_skip=tally.skip))
    parsed = graphs(
        found, model=model, gazetteer=gazetteer, min_confidence=min_confidence, on_skip=tally.skip, progress=progress
    )
    with TripleStore.open(Path(output), create=True) as store:
        for one in parsed:
            tally.add(one, changed=store.add(one))
    return tally.summary()


def trace(
    text: str,
    *,
    model: str = MODEL,
    date: date | None = None,
    publisher: str | None = None,
    gazetteer: str | Path | None = None,
) -> str:
    """How a sentence is read, in words: its parse, names, the rules that fired or might have, and its events.

    Args:
        text: A sentence or some more; '-' is standard input.
        model: Name of an installed spaCy pipeline.
        date: Publication date, which relative dates are worked out from.
        publisher: Publisher, who 'I' and 'we' may be.
        gazetteer: A TOML file of states, bodies, places and people to know beside those that kg knows.

    Raises:
        SourceError: there is no sentence in `text`.
        LexiconError: the gazetteer cannot be read, or one of its rows is wrong.
        ModelError: the language model is missing or lacks a component.
    """
    article = _sentence(text, date, publisher)
    [document] = documents.parse([article], documents.load(model), _known(gazetteer))
    named = mentions.find(document)
    resolution = entities.resolve(document, named)
    scene = Scene.of(document, resolution)
    tried = tuple((one, arguments.fill(scene, one)) for one in triggers.find(document.doc, scene.lexicon))
    return traces.text(document, named, resolution, tried, _events(document, resolution))


class _Tally:
    """Counts what a build finds."""

    def __init__(self, on_skip: Skip | None) -> None:
        self._on_skip = on_skip
        self._articles = 0
        self._changed: set[str] = set()
        self._events: dict[str, str] = {}
        self._entities: dict[str, str] = {}
        self._skipped: list[tuple[str, str]] = []

    def skip(self, place: str, error: KGError) -> None:
        self._skipped.append((place, str(error)))
        if self._on_skip:
            self._on_skip(place, error)

    def add(self, graph: Graph, *, changed: bool) -> None:
        self._articles += 1
        if changed:
            self._changed.update(article.id for article in graph.articles)
        self._events |= {event.id: event.type for event in graph.events}
        self._entities |= {entity.id: entity.kind for entity in graph.entities}

    def summary(self) -> Summary:
        types, kinds = Counter(self._events.values()), Counter(self._entities.values())
        return Summary(
            articles=self._articles,
            changed=len(self._changed),
            events=tuple((type_, types[type_]) for type_ in EVENT_TYPES),
            people=kinds["person"],
            states=kinds["state"],
            skipped=tuple(self._skipped),
        )


def _sentence(text: str, date: date | None, publisher: str | None) -> Article:
    """`text` as an article without headline."""
    if text == articles.STDIN:
        return next(_some(read([text], date=date, publisher=publisher)))
    draft = Draft(where="the sentence", name="sentence", text=text, published=date, publisher=publisher)
    return articles.draft.article(draft)


def _graphs(
    parsed: Iterable[Document], run: Run, least: float, on_skip: Skip, progress: Progress | None
) -> Iterator[Graph]:
    for document in parsed:
        try:
            found = _graph(document, run, least)
        except KGError as error:
            on_skip(document.article.name, error)
        else:
            yield found
        if progress:
            progress(document.article)


def _graph(document: Document, run: Run, least: float) -> Graph:
    """What one article says, by way of all stages, in events of a confidence of `least` or more."""
    resolution = entities.resolve(document, mentions.find(document))
    happened = _events(document, resolution)
    told, tenures = confidence.sure(happened, careers.dated(document, resolution, happened), least)
    found = graph.assemble(document.article, replace(resolution, tenures=tenures), told)
    return replace(found, runs=(replace(run, articles=(document.article.id,)),))


def _events(document: Document, resolution: Resolution) -> tuple[Event, ...]:
    found = events.extract(document, resolution)
    return confidence.calibrate(found, resolution.entities, document.article.language)


def _run(model: Mapping[str, Any]) -> Run:
    """The reading that this version does with the language model that calls itself `model`."""
    software, version = "kg-diplomacy", kg.__version__
    name = f"{model['lang']}_{model['name']} {model['version']}"
    return Run(id=ids.digest(software, version, name), software=software, version=version, model=name)


def _known(gazetteer: str | Path | None) -> Gazetteer:
    """The gazetteer of kg, with the file of a user's own added to it."""
    return gazetteers.load(None if gazetteer is None else Path(gazetteer))


def _some(found: Iterator[Article]) -> Iterator[Article]:
    """All of `found`, of which there is at least one."""
    first = next(found, None)
    if first is None:
        raise SourceError("no article could be read from these sources; give files of .txt, .html, .json or .jsonl")
    return chain([first], found)


def _raise(_place: str, error: KGError) -> None:
    raise error
