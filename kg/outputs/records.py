"""A graph of one article as one JSON object: its people with their posts, and its events with their arguments."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.outputs.network import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.model import Entity, Event, Evidence, Graph, Tenure

Record = dict[str, Any]

_PLACED = frozenset({"Visit", "Meeting"})
"""Types among whose arguments is a place."""


def record(graph: Graph) -> Record:
    """`graph` as a JSON object with `id` (the article's name), `people` and `events`, in the order of the article.

    A graph of many articles gives the things of all of them, under the name of the first.
    """
    entities = {entity.id: entity for entity in graph.entities}
    people = sorted(
        (entity for entity in graph.entities if entity.kind == "person"), key=lambda one: (_first(one, graph), one.name)
    )
    events = sorted(graph.events, key=lambda event: (_position(event.evidence), event.type, event.id))
    return {
        "id": graph.articles[0].name if graph.articles else None,
        "people": [_person(person, graph, entities) for person in people],
        "events": [_event(event, entities) for event in events],
    }


def line(graph: Graph) -> str:
    """The record of `graph` on one line of JSON."""
    return json.dumps(record(graph), ensure_ascii=False)


def best(evidence: Iterable[Evidence]) -> Evidence | None:
    """The evidence that states its event best: the surest, of these the first; None where there is none."""
    return min(evidence, key=lambda one: (-one.confidence, one.article, one.start, one.end), default=None)


def _first(person: Entity, graph: Graph) -> tuple[float, float]:
    """Where the graph's articles first say something of `person`."""
    parts = (part for event in graph.events for part in event.participants if part.entity == person.id)
    told = [one for tenure in graph.tenures if tenure.person == person.id for one in tenure.evidence]
    return _position([*told, *(one for part in parts for one in part.evidence)])


def _position(evidence: Iterable[Evidence]) -> tuple[float, float]:
    return min(((one.start, one.end) for one in evidence), default=(float("inf"), float("inf")))


def _person(person: Entity, graph: Graph, entities: Mapping[str, Entity]) -> Record:
    tenures = [tenure for tenure in graph.tenures if tenure.person == person.id]
    tenures.sort(key=lambda tenure: (_position(tenure.evidence), label(entities[tenure.post], entities), tenure.id))
    return {
        "name": person.name,
        "aliases": list(person.aliases),
        "state": person.state,
        "posts": [_post(tenure, entities) for tenure in tenures],
    }


def _post(tenure: Tenure, entities: Mapping[str, Entity]) -> Record:
    post = entities[tenure.post]
    former = {"former": True} if tenure.former else {}
    return {"title": post.name, "of": entities[post.of].name if post.of else None, **former}


def _event(event: Event, entities: Mapping[str, Entity]) -> Record:
    told = best(event.evidence)
    return {
        "type": event.type,
        "modality": event.modality,
        "start": event.when.start if event.when else None,
        "end": event.when.end if event.when else None,
        "args": _arguments(event, entities),
        "topic": event.topic,
        "evidence": told.quote if told else None,
        "confidence": round(event.confidence, 3),
        "said_by": entities[told.source].name if told and told.source else None,
        "rule": told.rule if told else None,
    }


def _arguments(event: Event, entities: Mapping[str, Entity]) -> dict[str, list[str]]:
    """Role -> names, in the order in which the article names them."""
    parts = sorted(event.participants, key=lambda part: (_position(part.evidence), entities[part.entity].name))
    arguments: dict[str, list[str]] = {}
    for part in parts:
        arguments.setdefault(part.role, []).append(entities[part.entity].name)
    if event.place and event.type in _PLACED:
        places = arguments.setdefault("place", [])
        if entities[event.place].name not in places:
            places.append(entities[event.place].name)
    return arguments
