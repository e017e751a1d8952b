"""A graph as triples and quads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.graph import merge, parts
from kg.ids import digest
from kg.outputs.rdf import terms
from kg.outputs.rdf.terms import dip, node, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.model import Article, Entity, Event, Evidence, Graph, Participant, Run, Tenure

    Node = NamedNode | Literal
    Known = Mapping[str, Entity]

_CLASSES = {"person": "Person", "post": "Post", "state": "State", "organisation": "Organisation", "place": "Place"}


def quads(graph: Graph) -> Iterator[Quad]:
    """What each article says in its own named graph, what no article says in the default graph; in a fixed order."""
    known = _known(graph)
    for home, part in parts(graph):
        name = node("graph", home) if home else DefaultGraph()
        for triple in _triples(part, known):
            yield Quad(triple.subject, triple.predicate, triple.object, name)


def triples(graph: Graph) -> Iterator[Triple]:
    """All that `graph` says, once each, in a fixed order in which the triples of a subject stand together."""
    return _triples(merge([graph]), _known(graph))


def _known(graph: Graph) -> Known:
    return {entity.id: entity for entity in merge([graph]).entities}


def _triples(graph: Graph, known: Known) -> Iterator[Triple]:
    seen: set[tuple[NamedNode, NamedNode, Node]] = set()
    for subject, predicate, thing in _statements(graph, known):
        if (subject, predicate, thing) not in seen:
            seen.add((subject, predicate, thing))
            yield Triple(subject, predicate, thing)


def _statements(graph: Graph, known: Known) -> Iterator[tuple[NamedNode, NamedNode, Node]]:
    for run in graph.runs:
        yield from _about(node("run", run.id), _run(run))
    for home in sorted({article.id for article in graph.articles}.union(*(run.articles for run in graph.runs))):
        yield from _about(node("graph", home), _origin(home, graph.runs))
    for article in graph.articles:
        yield from _about(node("article", article.id), _article(article))
    for entity in graph.entities:
        yield from _about(_entity_node(entity.id, known), _entity(entity, known))
        if entity.kind == "state":
            yield from _about(node("territory", entity.id), _territory(entity))
    for tenure in graph.tenures:
        subject = node("tenure", tenure.id)
        yield from _about(subject, _tenure(tenure, subject, known))
        yield from _passages(subject, tenure.evidence, known)
    for event in graph.events:
        yield from _happening(event, known)


def _about(subject: NamedNode, facts: Iterator[tuple[NamedNode, Node]]) -> Iterator[tuple[NamedNode, NamedNode, Node]]:
    return ((subject, predicate, thing) for predicate, thing in facts)


def _entity_node(id_: str, known: Known) -> NamedNode:
    return node(known[id_].kind if id_ in known else "entity", id_)


def _run(run: Run) -> Iterator[tuple[NamedNode, Node]]:
    yield terms.TYPE, dip("Run")
    yield terms.TYPE, terms.ACTIVITY
    yield dip("software"), text(run.software)
    yield dip("softwareVersion"), text(run.version)
    yield dip("model"), text(run.model)


def _origin(article: str, runs: tuple[Run, ...]) -> Iterator[tuple[NamedNode, Node]]:
    yield terms.TYPE, dip("ArticleGraph")
    yield terms.DERIVED_FROM, node("article", article)
    for run in runs:
        if article in run.articles:
            yield terms.GENERATED_BY, node("run", run.id)


def _article(article: Article) -> Iterator[tuple[NamedNode, Node]]:
    yield terms.TYPE, dip("Article")
    yield dip("name"), text(article.name)
    yield terms.LANGUAGE, text(article.language)
    if article.title is not None:
        yield terms.HEADLINE, text(article.title)
    if article.url is not None:
        yield terms.URL, terms.address(article.url)
    if article.publisher is not None:
        yield terms.PUBLISHER, text(article.publisher)
    if article.published is not None:
        yield terms.PUBLISHED, terms.stamp(article.published.isoformat())
    if article.dateline is not None:
        yield dip("dateline"), text(article.dateline)
    yield dip("bodyStart"), terms.integer(article.body)
    yield dip("text"), text(article.text)


def _entity(entity: Entity, known: Known) -> Iterator[tuple[NamedNode, Node]]:
    yield terms.TYPE, dip(_CLASSES[entity.kind])
    yield terms.LABEL, text(entity.name)
    for alias in entity.aliases:
        yield terms.ALT_LABEL, text(alias)
    if entity.state is not None:
        yield dip("stateCode"), text(entity.state)
    if entity.kind == "state":
        yield dip("territory"), node("territory", entity.id)
    if entity.of is not None:
        yield dip("postOf"), _entity_node(entity.of, known)
    if entity.same_as is not None:
        yield terms.SAME_AS, terms.wikidata(entity.same_as)


def _territory(state: Entity) -> Iterator[tuple[NamedNode, Node]]:
    yield terms.TYPE, dip("Territory")
    yield terms.LABEL, text(state.name)
    if state.state is not None:
        yield dip("stateCode"), text(state.state)


def _tenure(tenure: Tenure, subject: NamedNode, known: Known) -> Iterator[tuple[NamedNode, Node]]:
    holder, post = _entity_node(tenure.person, known), _entity_node(tenure.post, known)
    owner = known[tenure.post].of if tenure.post in known else None
    yield terms.TYPE, dip("Tenure")
    yield terms.TYPE, terms.MEMBERSHIP
    yield dip("holder"), holder
    yield terms.MEMBER, holder
    yield dip("post"), post
    yield terms.ORG_ROLE, post
    if owner is not None:
        yield terms.ORGANIZATION, _entity_node(owner, known)
    yield dip("former"), terms.boolean(tenure.former)
    yield from _dates(tenure.start, tenure.end)
    yield from _evidence(subject, tenure.evidence)


def _happening(event: Event, known: Known) -> Iterator[tuple[NamedNode, NamedNode, Node]]:
    """An event with its participations and claims, each followed by its passages."""
    yield from _about(node("event", event.id), _event(event, known))
    for participant in event.participants:
        subject = _participation_node(event, participant)
        yield from _about(subject, _participation(participant, subject, known))
        yield from _passages(subject, participant.evidence, known)
    for article in sorted({evidence.article for evidence in event.evidence}):
        subject = node("claim", digest(event.id, article))
        evidence = tuple(one for one in event.evidence if one.article == article)
        yield from _about(subject, _claim(event, article, subject, evidence, known))
        yield from _passages(subject, evidence, known)


def _event(event: Event, known: Known) -> Iterator[tuple[NamedNode, Node]]:
    yield terms.TYPE, dip("DiplomaticEvent")
    yield terms.TYPE, dip(event.type)
    yield dip("eventType"), dip(event.type)
    yield dip("modality"), dip(event.modality)
    if event.when is not None:
        yield from _dates(event.when.start, event.when.end)
        yield dip("datePrecision"), dip(event.when.precision)
        yield dip("dateBasis"), dip("articleDate" if event.when.basis == "article" else event.when.basis)
    if event.place is not None:
        yield dip("place"), _entity_node(event.place, known)
    if event.topic is not None:
        yield dip("topic"), text(event.topic)
    for participant in event.participants:
        yield dip("participation"), _participation_node(event, participant)


def _dates(start: str | None, end: str | None) -> Iterator[tuple[NamedNode, Node]]:
    if start is not None:
        yield terms.BEGIN, terms.stamp(start)
    if end is not None:
        yield terms.END, terms.stamp(end)
    if start is not None or end is not None:
        yield dip("edtf"), terms.edtf(start, end)


def _participation_node(event: Event, participant: Participant) -> NamedNode:
    return node("participation", digest(event.id, participant.role, participant.entity))


def _participation(participant: Participant, subject: NamedNode, known: Known) -> Iterator[tuple[NamedNode, Node]]:
    yield terms.TYPE, dip("Participation")
    yield dip("role"), terms.role(participant.role)
    yield dip("participant"), _entity_node(participant.entity, known)
    if participant.capacity is not None:
        yield dip("inCapacity"), node("tenure", participant.capacity)
    if participant.behalf is not None:
        yield dip("onBehalfOf"), _entity_node(participant.behalf, known)
    yield from _evidence(subject, participant.evidence)


def _claim(
    event: Event, article: str, subject: NamedNode, evidence: tuple[Evidence, ...], known: Known
) -> Iterator[tuple[NamedNode, Node]]:
    yield terms.TYPE, dip("Claim")
    yield dip("states"), node("event", event.id)
    yield terms.PRIMARY_SOURCE, node("article", article)
    yield dip("confidence"), terms.decimal(max(one.confidence for one in evidence))
    for source in sorted({one.source for one in evidence if one.source is not None}):
        yield dip("saidBy"), _entity_node(source, known)
    yield from _evidence(subject, evidence)


def _evidence(owner: NamedNode, evidence: tuple[Evidence, ...]) -> Iterator[tuple[NamedNode, Node]]:
    for one in evidence:
        yield dip("evidence"), _evidence_node(owner, one)


def _evidence_node(owner: NamedNode, one: Evidence) -> NamedNode:
    span = (one.article, str(one.start), str(one.end), one.quote)
    return node("evidence", digest(owner.value, *span, one.rule, one.source, repr(one.confidence)))


def _passages(
    owner: NamedNode, evidence: tuple[Evidence, ...], known: Known
) -> Iterator[tuple[NamedNode, NamedNode, Node]]:
    for one in evidence:
        quote = node("quote", digest(one.article, str(one.start), str(one.end), one.quote))
        span = node("span", digest(one.article, str(one.start), str(one.end)))
        yield from _about(_evidence_node(owner, one), _passage(one, quote, span, known))
        yield quote, terms.TYPE, terms.QUOTE_SELECTOR
        yield quote, terms.EXACT, text(one.quote)
        yield span, terms.TYPE, terms.POSITION_SELECTOR
        yield span, terms.START, terms.integer(one.start)
        yield span, terms.STOP, terms.integer(one.end)


def _passage(one: Evidence, quote: NamedNode, span: NamedNode, known: Known) -> Iterator[tuple[NamedNode, Node]]:
    yield terms.TYPE, dip("Evidence")
    yield terms.HAS_SOURCE, node("article", one.article)
    yield dip("rule"), text(one.rule)
    if one.source is not None:
        yield dip("saidBy"), _entity_node(one.source, known)
    if one.confidence != 1.0:
        yield dip("confidence"), terms.decimal(one.confidence)
    yield terms.HAS_SELECTOR, quote
    yield terms.HAS_SELECTOR, span
