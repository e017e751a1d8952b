"""How sure each event is: the chance that it is right, by what was right on gold."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.lexicons import calibration

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.model import Entity, Event, Participant, Tenure

_MANY = 4  # participants from which on more of them say nothing
_DIGITS = 3


def calibrate(events: Iterable[Event], entities: Iterable[Entity], language: str) -> tuple[Event, ...]:
    """`events` with the confidence that their signs bear out; as they are for a language without measurements."""
    weights = calibration.load(language)
    if weights is None:
        return tuple(events)
    known = {entity.id: entity for entity in entities}
    return tuple(_graded(event, chance(signs(event, known), weights)) for event in events)


def sure(
    events: Iterable[Event], tenures: Iterable[Tenure], least: float
) -> tuple[tuple[Event, ...], tuple[Tenure, ...]]:
    """The events of a confidence of `least` or more, and the tenures without those of people whom only others name."""
    whole = tuple(events)
    kept = tuple(event for event in whole if event.confidence >= least)
    lost = _people(whole) - _people(kept)
    return kept, tuple(tenure for tenure in tenures if tenure.person not in lost)


def signs(event: Event, entities: Mapping[str, Entity]) -> dict[str, float]:
    """What tells a right event from a wrong one, each as a number by its table and name in the calibration."""
    parts = event.participants
    told = [one.rule.partition("/") for part in parts for one in part.evidence]
    return {
        **{f"rules.{rule}": 1.0 for rule in dict.fromkeys(rule for rule, _, _ in told)},
        **{f"slots.{slot}": 1.0 for slot in dict.fromkeys(slot for _, _, slot in told)},
        "signs.always": 1.0,
        "signs.named": sum(_is_named(part, entities[part.entity]) for part in parts) / max(len(parts), 1),
        "signs.participants": float(min(len(parts), _MANY)),
        "signs.persons": float(any(entities[part.entity].kind == "person" for part in parts)),
        "signs.sentences": math.log(max(len(event.evidence), 1)),
    }


def chance(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The chance of being right, in 0..1, of an event with the signs `found`."""
    return 1 / (1 + math.exp(-sum(weights.get(name, 0.0) * value for name, value in found.items())))


def _is_named(part: Participant, entity: Entity) -> bool:
    """Whether the words of a participant are of its name: no pronoun, title or capital."""
    names = " ".join((entity.name, *entity.aliases)).casefold()
    words = {*names.split(), *re.split(r"[\s-]+", names)}
    return any(one.quote.casefold() in words for one in part.evidence)


def _graded(event: Event, confidence: float) -> Event:
    rounded = round(confidence, _DIGITS)
    return replace(event, evidence=tuple(replace(one, confidence=rounded) for one in event.evidence))


def _people(events: Iterable[Event]) -> set[str]:
    return {part.entity for event in events for part in event.participants}
