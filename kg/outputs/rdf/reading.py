"""A graph back from its quads."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import GraphError
from kg.graph import merge
from kg.model import (
    Article,
    Basis,
    Entity,
    EntityKind,
    Event,
    EventType,
    Evidence,
    Graph,
    Modality,
    Participant,
    Precision,
    Run,
    Tenure,
    When,
)
from kg.outputs.rdf import terms
from kg.outputs.rdf.terms import dip, tail

if TYPE_CHECKING:
    from collections.abc import Iterable

_KINDS: tuple[EntityKind, ...] = ("person", "post", "state", "organisation", "place")


def read(quads: Iterable[Quad]) -> Graph:
    """The graph that `quads` were written from: each named graph read by itself, all of them merged.

    Raises:
        GraphError: A node lacks what every node of its class has.
    """
    facts: dict[Any, _Facts] = defaultdict(_Facts)
    for quad in quads:
        facts[quad.graph_name].add(quad)
    return merge(_graph(one) for one in facts.values())


class _Facts:
    """The statements of one named graph, found by subject and predicate, and by class."""

    def __init__(self) -> None:
        self._objects: dict[tuple[NamedNode, NamedNode], list[Any]] = defaultdict(list)
        self._members: dict[NamedNode, list[NamedNode]] = defaultdict(list)

    def add(self, quad: Quad) -> None:
        subject = cast("NamedNode", quad.subject)
        self._objects[subject, quad.predicate].append(quad.object)
        if quad.predicate == terms.TYPE and isinstance(quad.object, NamedNode):
            self._members[quad.object].append(subject)

    def members(self, name: str) -> list[NamedNode]:
        return self._members[dip(name)]

    def all(self, subject: NamedNode, predicate: NamedNode) -> list[Any]:
        return self._objects.get((subject, predicate), [])

    def maybe(self, subject: NamedNode, predicate: NamedNode) -> str | None:
        """The text of the value, or the id of the node, None without one; the smallest where there are several."""
        return min((_plain(value) for value in self.all(subject, predicate)), default=None)

    def one(self, subject: NamedNode, predicate: NamedNode) -> str:
        value = self.maybe(subject, predicate)
        if value is None:
            raise GraphError(f"{subject.value} lacks {predicate.value}; the graph is damaged, build it again")
        return value


def _plain(value: NamedNode | Literal) -> str:
    if isinstance(value, Literal):
        return value.value
    return tail(value)


def _graph(facts: _Facts) -> Graph:
    claims: dict[str, list[NamedNode]] = defaultdict(list)
    for claim in facts.members("Claim"):
        claims[facts.one(claim, dip("states"))].append(claim)
    return Graph(
        entities=tuple(_entity(facts, kind, one) for kind in _KINDS for one in facts.members(kind.capitalize())),
        tenures=tuple(_tenure(facts, one) for one in facts.members("Tenure")),
        events=tuple(_event(facts, one, claims[tail(one)]) for one in facts.members("DiplomaticEvent")),
        articles=tuple(_article(facts, one) for one in facts.members("Article")),
        runs=_runs(facts),
    )


def _runs(facts: _Facts) -> tuple[Run, ...]:
    read_by: dict[str, list[str]] = defaultdict(list)
    for one in facts.members("ArticleGraph"):
        for run in facts.all(one, terms.GENERATED_BY):
            read_by[tail(run)].append(facts.one(one, terms.DERIVED_FROM))
    return tuple(
        Run(
            id=tail(one),
            software=facts.one(one, dip("software")),
            version=facts.one(one, dip("softwareVersion")),
            model=facts.one(one, dip("model")),
            articles=tuple(read_by[tail(one)]),
        )
        for one in facts.members("Run")
    )


def _article(facts: _Facts, one: NamedNode) -> Article:
    published = facts.maybe(one, terms.PUBLISHED)
    url = next((value.value for value in facts.all(one, terms.URL)), None)
    return Article(
        id=tail(one),
        name=facts.one(one, dip("name")),
        text=facts.one(one, dip("text")),
        body=int(facts.one(one, dip("bodyStart"))),
        language=facts.one(one, terms.LANGUAGE),
        title=facts.maybe(one, terms.HEADLINE),
        url=url,
        publisher=facts.maybe(one, terms.PUBLISHER),
        published=date.fromisoformat(published) if published else None,
        dateline=facts.maybe(one, dip("dateline")),
    )


def _entity(facts: _Facts, kind: EntityKind, one: NamedNode) -> Entity:
    return Entity(
        id=tail(one),
        kind=kind,
        name=facts.one(one, terms.LABEL),
        aliases=tuple(_plain(alias) for alias in facts.all(one, terms.ALT_LABEL)),
        same_as=facts.maybe(one, terms.SAME_AS),
        state=facts.maybe(one, dip("stateCode")),
        of=facts.maybe(one, dip("postOf")),
    )


def _tenure(facts: _Facts, one: NamedNode) -> Tenure:
    return Tenure(
        id=tail(one),
        person=facts.one(one, dip("holder")),
        post=facts.one(one, dip("post")),
        start=facts.maybe(one, terms.BEGIN),
        end=facts.maybe(one, terms.END),
        former=facts.one(one, dip("former")) == "true",
        evidence=_evidence(facts, one),
    )


def _event(facts: _Facts, one: NamedNode, claims: list[NamedNode]) -> Event:
    return Event(
        id=tail(one),
        type=cast("EventType", facts.one(one, dip("eventType"))),
        participants=tuple(_participant(facts, part) for part in facts.all(one, dip("participation"))),
        modality=cast("Modality", facts.one(one, dip("modality"))),
        when=_when(facts, one),
        place=facts.maybe(one, dip("place")),
        topic=facts.maybe(one, dip("topic")),
        evidence=tuple(evidence for claim in claims for evidence in _evidence(facts, claim)),
    )


def _when(facts: _Facts, event: NamedNode) -> When | None:
    basis = facts.maybe(event, dip("dateBasis"))
    if basis is None:
        return None
    return When(
        start=facts.maybe(event, terms.BEGIN),
        end=facts.maybe(event, terms.END),
        precision=cast("Precision", facts.one(event, dip("datePrecision"))),
        basis=cast("Basis", "article" if basis == "articleDate" else basis),
    )


def _participant(facts: _Facts, one: NamedNode) -> Participant:
    return Participant(
        role=facts.one(one, dip("role")),
        entity=facts.one(one, dip("participant")),
        capacity=facts.maybe(one, dip("inCapacity")),
        behalf=facts.maybe(one, dip("onBehalfOf")),
        evidence=_evidence(facts, one),
    )


def _evidence(facts: _Facts, owner: NamedNode) -> tuple[Evidence, ...]:
    return tuple(_passage(facts, one) for one in facts.all(owner, dip("evidence")))


def _passage(facts: _Facts, one: NamedNode) -> Evidence:
    quote = span = one
    for selector in facts.all(one, terms.HAS_SELECTOR):
        if terms.QUOTE_SELECTOR in facts.all(selector, terms.TYPE):
            quote = selector
        else:
            span = selector
    return Evidence(
        article=facts.one(one, terms.HAS_SOURCE),
        start=int(facts.one(span, terms.START)),
        end=int(facts.one(span, terms.STOP)),
        quote=facts.one(quote, terms.EXACT),
        rule=facts.one(one, dip("rule")),
        source=facts.maybe(one, dip("saidBy")),
        confidence=float(facts.maybe(one, dip("confidence")) or 1.0),
    )
