"""One event, one event: readings of one happening become one, and what one of them knows all know."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.events.scene import Filler
    from kg.model import Entity, EventType, Modality, When

SPOKEN = frozenset({"Pledge", "Appeal", "Criticism", "Support"})
"""The types that lie in what somebody says."""
_GATHERINGS = {"Visit", "Meeting", "Call"}
_LOOSE = {
    "claim-clause",
    "wrong-clause",
    "verdict-clause",
    "praise-clause",
    "will-clause",
}  # one a speaker and sentence
_RANK = {"actual": 3, "planned": 2, "negated": 1, "hypothetical": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An event as one place of the text tells it, before readings of one happening are put together."""

    type: EventType
    fillers: tuple[Filler, ...]
    modality: Modality
    when: When | None
    topic: str | None
    rule: str
    weight: float
    sentence: tuple[int, int]
    token: int
    source: str | None = None
    spread: tuple[tuple[int, int, str], ...] = ()
    """Sentences of further evidence, each with the rule that fired there."""

    def role(self, *names: str) -> frozenset[str]:
        """The entities in the roles `names`."""
        return frozenset(f.entity for f in self.fillers if f.role in names)

    @property
    def entities(self) -> frozenset[str]:
        """All entities but places."""
        return frozenset(f.entity for f in self.fillers if f.role != "place")


def merge(readings: list[Reading], entities: Mapping[str, Entity]) -> list[Reading]:
    """One reading a happening, in the order of their first mention."""
    kept: list[Reading] = []
    alike: dict[EventType, list[int]] = {}
    for reading in readings:
        places = alike.setdefault(reading.type, [])
        same = next((n for n in places if _one(kept[n], reading, entities)), None)
        if same is not None:
            kept[same] = _joined(kept[same], reading, entities)
        else:
            places.append(len(kept))
            kept.append(reading)
    return kept


def _one(a: Reading, b: Reading, entities: Mapping[str, Entity]) -> bool:
    """Whether two readings tell of one happening."""
    if a.type != b.type or not _dates_agree(a.when, b.when) or _is_history(a, b):
        return False
    if a.modality != b.modality and "negated" in {a.modality, b.modality}:
        return False
    if a.type == "Visit":
        goals = _covers(a.role("destination"), b.role("destination"))
        return bool(a.role("visitor") & b.role("visitor")) and goals and _modal(a, b)
    if a.type not in SPOKEN:
        told_at_once = a.type in {"Meeting", "Call"} and a.sentence == b.sentence
        return _same_party(a.entities, b.entities, entities) and (_modal(a, b) or told_at_once)
    return _one_saying(a, b)


def _one_saying(a: Reading, b: Reading) -> bool:
    """Whether two readings are one speaker's words on one topic, in one sentence."""
    if a.role("speaker") != b.role("speaker"):
        return False
    loose = bool({a.rule, b.rule} & _LOOSE) or a.topic == b.topic or not a.topic or not b.topic
    return a.token == b.token or (a.sentence == b.sentence and loose and _covers(a.role("target"), b.role("target")))


def _is_history(a: Reading, b: Reading) -> bool:
    """Whether one of the readings is a dated event of another year told as background elsewhere."""
    dated = [r.when for r in (a, b) if r.when is not None]
    return a.sentence != b.sentence and len(dated) == 1 and dated[0].precision == "year" and dated[0].basis == "stated"


def _modal(a: Reading, b: Reading) -> bool:
    return a.modality == b.modality or (
        {a.modality, b.modality} <= {"actual", "planned"} and (a.when is None or b.when is None or a.when == b.when)
    )


def _covers(a: frozenset[str], b: frozenset[str]) -> bool:
    return not a or not b or a <= b or b <= a


def _same_party(a: frozenset[str], b: frozenset[str], entities: Mapping[str, Entity]) -> bool:
    """Whether one side's names are all of the other's, a state standing for its people."""
    if a == b:
        return True
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    if len(small) == 1 and len(large) > 1:
        return small <= large
    people = {e for e in large if entities[e].kind == "person"}
    if people - small and small & people and small < large:
        return False  # a talk of two is not the talk of three
    states = {entities[e].state for e in large if entities[e].kind == "person"}
    return all(e in large or (entities[e].kind == "state" and entities[e].state in states) for e in small)


def _dates_agree(a: When | None, b: When | None) -> bool:
    if a is None or b is None or (a.start, a.end) == (b.start, b.end):
        return True
    return _within(a, b) or _within(b, a)


def _within(a: When, b: When) -> bool:
    if not a.start or not a.end or not b.start or not b.end:
        return False
    return (a.start.startswith(b.start) and a.end.startswith(b.end)) or b.start <= a.start <= a.end <= b.end


def _joined(a: Reading, b: Reading, entities: Mapping[str, Entity]) -> Reading:
    """Both readings as one: the fuller arguments, the more exact date, the firmer modality, the evidence of both."""
    best, other = (a, b) if (b.weight, len(b.fillers)) <= (a.weight, len(a.fillers)) else (b, a)
    known = {(f.role, f.entity) for f in best.fillers}
    serving = {(f.role, entities[f.entity].state) for f in best.fillers if entities[f.entity].kind == "person"}
    extra = tuple(
        f
        for f in other.fillers
        if (f.role, f.entity) not in known
        and not (entities[f.entity].kind == "state" and (f.role, entities[f.entity].state) in serving)
        and not (f.role in {"place", "destination"} and any(r == f.role for r, _ in known))
    )
    fuller = {(f.role, entities[f.entity].state) for f in extra if entities[f.entity].kind == "person"}
    base = tuple(
        f
        for f in best.fillers
        if not (
            entities[f.entity].kind == "state"
            and f.role == "participant"
            and (f.role, entities[f.entity].state) in fuller
        )
    )
    when = best.when or other.when
    if best.when and other.when and _within(other.when, best.when):
        when = other.when  # the more exact one
    return replace(
        best,
        fillers=base + extra,
        when=when,
        modality=max(a.modality, b.modality, key=lambda m: _RANK[m]) if a.type in _GATHERINGS else best.modality,
        topic=best.topic or other.topic,
        weight=min(1.0, max(a.weight, b.weight) + 0.1),
        spread=(*best.spread, (*other.sentence, other.rule), *other.spread),
        source=best.source or other.source,
    )
