"""Events of a document: triggers, arguments, modality, dates and topics, one event a happening."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.events import inference, merging, readings
from kg.events.scene import Scene
from kg.ids import digest
from kg.model import Event, Evidence, Participant

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.events.merging import Reading
    from kg.model import Document, Resolution

_NEWS = 0.6  # weight of a rule from which on a headline is believed alone


def extract(document: Document, resolution: Resolution) -> tuple[Event, ...]:
    """The events of `document`, sorted by id."""
    scene = Scene.of(document, resolution)
    told = readings.find(scene)
    body = [r for r in told if r.sentence[0] >= document.article.body]
    headline = [r for r in told if r.sentence[0] < document.article.body]
    found = merging.merge([r for r in inference.complete(scene, body) if r.fillers], scene.entities)
    found = merging.merge(inference.inherit(scene, found), scene.entities)
    found += [r for r in headline if _news(r, found)]
    events: dict[str, Event] = {}
    serving = _capacities(resolution)
    for reading in found:
        event = _event(document, serving, scene, reading)
        events.setdefault(event.id, event)
    return tuple(events[i] for i in sorted(events))


def _news(reading: Reading, found: list[Reading]) -> bool:
    """Whether a headline tells what the body does not."""
    return reading.weight >= _NEWS and not any(r.type == reading.type for r in found)


def _event(document: Document, serving: Mapping[str, str], scene: Scene, reading: Reading) -> Event:
    article = document.article
    place = next((f.entity for f in reading.fillers if f.role == "place"), None)
    participants = []
    for filler in sorted(
        {(f.role, f.entity): f for f in reversed(reading.fillers)}.values(), key=lambda f: (f.role, f.entity)
    ):
        if filler.role == "place":
            continue
        word = document.doc[filler.token]
        named = _evidence(article.id, article.text, word.idx, word.idx + len(word), f"{reading.rule}/{filler.slot}")
        acting = scene.kind(filler.entity) == "person"
        participants.append(
            Participant(
                role=filler.role,
                entity=filler.entity,
                capacity=serving.get(filler.entity),
                behalf=scene.state_entity(scene.state(filler.entity)) if acting else None,
                evidence=(named,),
            )
        )
    sentences = {(*reading.sentence, reading.rule), *reading.spread}
    evidence = tuple(
        replace(_evidence(article.id, article.text, a, b, rule), source=reading.source, confidence=reading.weight)
        for a, b, rule in sorted(sentences)
    )
    when = (reading.when.start, reading.when.end) if reading.when else None
    roles = tuple((p.role, p.entity) for p in participants)
    return Event(
        id=digest("event", reading.type, roles, when, reading.modality, place, reading.topic),
        type=reading.type,
        participants=tuple(participants),
        modality=reading.modality,
        when=reading.when,
        place=place,
        topic=reading.topic,
        evidence=evidence,
    )


def _capacities(resolution: Resolution) -> Mapping[str, str]:
    """The tenure in which each person acts: the first by position that is not a former one."""
    found: dict[str, str] = {}
    for tenure in sorted(resolution.tenures, key=lambda t: (t.evidence[0].start, t.id)):
        if not tenure.former:
            found.setdefault(tenure.person, tenure.id)
    return found


def _evidence(article: str, text: str, start: int, end: int, rule: str) -> Evidence:
    """Evidence for a span, without the white space at its ends."""
    quote = text[start:end]
    start += len(quote) - len(quote.lstrip())
    end -= len(quote) - len(quote.rstrip())
    return Evidence(article=article, start=start, end=end, quote=text[start:end], rule=rule)
