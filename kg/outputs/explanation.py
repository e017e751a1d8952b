"""An event in words: who took part in which post, when, how sure, and for each the sentence and the rule that fired."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg import gazetteers
from kg.errors import GraphError
from kg.lexicons import forms
from kg.outputs.network import label
from kg.outputs.terminal import cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.model import Article, Entity, Event, Evidence, Graph, Participant, When

_MODALITIES = {
    "actual": "it happened or is happening",
    "planned": "it is announced or scheduled",
    "hypothetical": "it could or should happen",
    "negated": "it did not happen",
}
_BASES = {
    "stated": "stated in the text",
    "relative": "worked out from the text's words and the article's date",
    "article": "the article's own date, as the text gives none",
}
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?!\s+[\"'“‘(]?[A-Z0-9]|\s*$)[^.!?]*)*[.!?]*[\"'”’)]*\s*")
_LEAST = 4
"""Least number of characters of an id's beginning."""


def find(graph: Graph, id_: str) -> Event:
    """The event of `graph` with the id `id_`, or the only one whose id begins so.

    Raises:
        GraphError: no event has it, or more than one.
    """
    found = [event for event in graph.events if len(id_) >= _LEAST and event.id.startswith(id_)]
    if len(found) == 1:
        return found[0]
    if found:
        raise GraphError(f"event '{cell(id_)}': {len(found)} events begin so; give more of the id")
    raise GraphError(
        f"event '{cell(id_)}': not in this graph; give an id that a query shows, or at least {_LEAST} digits of it"
    )


def text(graph: Graph, event: Event) -> str:
    """`event` of `graph` in words, plain text of some lines, ending in a line feed."""
    entities = {entity.id: entity for entity in graph.entities}
    articles = {article.id: article for article in graph.articles}
    return "".join(f"{line}\n" for line in _lines(graph, event, entities, articles))


def _lines(
    graph: Graph, event: Event, entities: Mapping[str, Entity], articles: Mapping[str, Article]
) -> Iterator[str]:
    yield f"{event.type} {event.id}"
    yield f"  modality    {event.modality}: {_MODALITIES[event.modality]}"
    yield f"  when        {_when(event.when)}"
    if event.place:
        yield f"  place       {cell(entities[event.place].name)}"
    if event.topic:
        yield f"  topic       {cell(event.topic)}"
    yield f"  confidence  {event.confidence:.2f}"
    yield ""
    yield "Who took part"
    for part in event.participants:
        yield f"  {part.role}: {_participant(part, graph, entities)}"
        for one in part.evidence:
            yield f"    named '{cell(one.quote)}' (rule {cell(one.rule)}) in: {_sentence(one, articles)}"
            yield f"      {_resolved(one.quote, entities[part.entity], _posts(part.entity, graph, entities))}"
    yield ""
    yield "Where it is told"
    for one in event.evidence:
        yield f"  {_source(articles.get(one.article))}"
        said = f", said by {cell(entities[one.source].name)}" if one.source else ""
        yield f"    rule {cell(one.rule)}, confidence {one.confidence:.2f}{said}"
        yield f"    {_triggered(one, articles.get(one.article))}"
        yield f'    "{cell(one.quote)}"'


def _when(when: When | None) -> str:
    if when is None:
        return "no date in the text"
    ends = dict.fromkeys(end or "?" for end in (when.start, when.end))
    return f"{' to '.join(ends)}, to the {when.precision}; {_BASES[when.basis]}"


def _participant(part: Participant, graph: Graph, entities: Mapping[str, Entity]) -> str:
    """The participant with the post in which they act and whom they act for."""
    words = [cell(entities[part.entity].name)]
    tenure = next((tenure for tenure in graph.tenures if tenure.id == part.capacity), None)
    if tenure:
        former = "former " if tenure.former else ""
        words.append(f"as {former}{cell(label(entities[tenure.post], entities))}")
    if part.behalf and part.behalf != part.entity:
        words.append(f"for {cell(entities[part.behalf].name)}")
    return ", ".join(words)


def _resolved(quote: str, entity: Entity, posts: Iterable[str]) -> str:
    """How the words `quote` came to mean `entity`."""
    word, name = quote.casefold(), cell(entity.name)
    if word == entity.name.casefold():
        return "its name"
    if word in _words(entity.name):
        return f"part of the name {name}"
    if alias := next((alias for alias in entity.aliases if word in _words(alias)), None):
        return f"also called {cell(alias)}"
    keys = {entity.name, entity.state}
    if form := next((form for form in gazetteers.load().lookup(quote) if form.key in keys), None):
        return f"by the gazetteer a {form.sense} of {name}"
    if post := next((post for post in posts if word in _words(post)), None):
        return f"by the post {cell(post)}"
    return f"by reference: words that stand for {name} here"


def _words(name: str) -> set[str]:
    return {name.casefold(), *name.casefold().split(), *re.findall(r"\w+", name.casefold())}


def _posts(person: str, graph: Graph, entities: Mapping[str, Entity]) -> list[str]:
    return [label(entities[tenure.post], entities) for tenure in graph.tenures if tenure.person == person]


def _triggered(evidence: Evidence, article: Article | None) -> str:
    """The words that the rule of `evidence` fired on."""
    words = forms.triggers(evidence.rule, evidence.quote, article.language if article else "en")
    if not words:
        return "triggered by no word of its own, but by what is said or what other events imply"
    return "triggered by " + ", ".join(f"'{cell(word)}'" for word in words)


def _source(article: Article | None) -> str:
    if article is None:
        return "an article that is not in the graph"
    day = article.published.isoformat() if article.published else None
    return cell(", ".join(filter(None, (article.publisher, day, article.title or article.name, article.url))))


def _sentence(evidence: Evidence, articles: Mapping[str, Article]) -> str:
    """The sentence around `evidence` in its article."""
    article = articles.get(evidence.article)
    if article is None:
        return cell(evidence.quote)
    start = article.text.rfind("\n", 0, evidence.start) + 1
    end = article.text.find("\n", evidence.end)
    paragraph = article.text[start : end if end >= 0 else None]
    for match in _SENTENCE.finditer(paragraph):
        if match.end() > evidence.start - start:
            return cell(match[0])
    return cell(paragraph)
