"""A graph as nodes and edges for network tools: GraphML (Gephi, yEd, Cytoscape, igraph) and GEXF (Gephi)."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from kg.outputs.files import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from kg.model import Entity, Event, Graph, Tenure

    Network = nx.MultiDiGraph[str]

_RECEIVING = frozenset(
    {"destination", "place", "host", "counterpart", "invitee", "target", "recipient", "post", "of"},
)
"""Roles that an event points to; those that act point to the event, so that arrows follow the action."""

_BELONGING = {"person": "serves", "organisation": "of", "place": "in"}
"""Kind of an entity -> its relation to the state whose code it carries."""

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def build(graph: Graph) -> Network:
    """`graph` as a directed multigraph: a node an entity and event, an edge a part, a post held, a belonging.

    Edges carry `relation` ('participant', 'holds', 'held', 'of', 'serves', 'in', 'place') and `label`; those of
    participants also `role`, and `capacity` and `behalf` as names. Attributes are strings and numbers, absent where
    nothing is known. Characters that XML cannot hold become U+FFFD.
    """
    network: Network = nx.MultiDiGraph()
    entities = {entity.id: entity for entity in graph.entities}
    labels = {id_: label(entity, entities) for id_, entity in entities.items()}
    for entity in graph.entities:
        network.add_node(entity.id, **_entity(entity, labels))
    for event in graph.events:
        network.add_node(event.id, **_event(event, labels))
    for start, end, attributes in _edges(graph, labels):
        network.add_edge(start, end, **_clean(attributes))
    return network


def label(entity: Entity, entities: Mapping[str, Entity]) -> str:
    """What to call `entity`: its name, and for a post also the name of the state or body that it belongs to."""
    owner = entities.get(entity.of) if entity.of else None
    return f"{entity.name}, {owner.name}" if owner else entity.name


def write(graph: Graph, path: Path) -> None:
    """Nothing; `path` holds the network of `graph` afterwards, as GEXF when it ends so and as GraphML otherwise.

    Raises:
        OutputError: The file cannot be written.
    """
    network = build(graph)
    replace(path, _gexf(network) if path.suffix.lower() == ".gexf" else _graphml(network))


def _graphml(network: Network) -> bytes:
    file = BytesIO()
    nx.write_graphml_xml(network, file, named_key_ids=True)
    return file.getvalue()


def _gexf(network: Network) -> bytes:
    writer = GEXFWriter(version="1.2draft")
    writer.add_graph(network)
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate", None)  # the day of writing: the same graph gives the same bytes
    return b"<?xml version='1.0' encoding='utf-8'?>\n" + str(writer).encode()


def _entity(entity: Entity, labels: Mapping[str, str]) -> dict[str, str | float]:
    return _clean(
        {
            "label": labels[entity.id],
            "kind": entity.kind,
            "name": entity.name,
            "aliases": "; ".join(entity.aliases),
            "wikidata": entity.same_as,
            "state": entity.state,
        },
    )


def _event(event: Event, labels: Mapping[str, str]) -> dict[str, str | float]:
    when = event.when
    return _clean(
        {
            "label": f"{event.type} {when.start}" if when and when.start else event.type,
            "kind": "event",
            "event_type": event.type,
            "modality": event.modality,
            "start_date": when.start if when else None,
            "end_date": when.end if when else None,
            "date_basis": when.basis if when else None,
            "place": labels.get(event.place) if event.place else None,
            "topic": event.topic,
            "confidence": event.confidence,
            "articles": len({evidence.article for evidence in event.evidence}),
            "quote": event.evidence[0].quote if event.evidence else None,
        },
    )


def _edges(graph: Graph, labels: Mapping[str, str]) -> Iterator[tuple[str, str, dict[str, str | float | None]]]:
    states = {entity.state: entity.id for entity in graph.entities if entity.kind == "state" and entity.state}
    tenures = {tenure.id: tenure for tenure in graph.tenures}
    for entity in graph.entities:
        if entity.of:
            yield entity.id, entity.of, {"relation": "of", "label": "of"}
        if entity.kind in _BELONGING and entity.state in states:
            relation = _BELONGING[entity.kind]
            yield entity.id, states[entity.state], {"relation": relation, "label": relation}
    for tenure in graph.tenures:
        relation = "held" if tenure.former else "holds"
        dates = {"start_date": tenure.start, "end_date": tenure.end}
        yield tenure.person, tenure.post, {"relation": relation, "label": relation, **dates}
    for event in graph.events:
        yield from _parts(event, tenures, labels)


def _parts(
    event: Event, tenures: Mapping[str, Tenure], labels: Mapping[str, str]
) -> Iterator[tuple[str, str, dict[str, str | float | None]]]:
    for part in event.participants:
        capacity = tenures.get(part.capacity) if part.capacity else None
        attributes: dict[str, str | float | None] = {
            "relation": "participant",
            "label": part.role,
            "role": part.role,
            "capacity": labels.get(capacity.post) if capacity else None,
            "behalf": labels.get(part.behalf) if part.behalf else None,
        }
        receives = part.role in _RECEIVING
        yield (event.id, part.entity, attributes) if receives else (part.entity, event.id, attributes)
    named = {part.entity for part in event.participants if part.role == "place"}
    if event.place and event.place not in named:
        yield event.id, event.place, {"relation": "place", "label": "place"}


def _clean(attributes: Mapping[str, str | float | None]) -> dict[str, str | float]:
    return {
        key: _NO_XML.sub("\ufffd", value) if isinstance(value, str) else value
        for key, value in attributes.items()
        if value is not None and value != ""
    }
