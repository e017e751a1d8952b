"""What the readings of an article say of one another: a visit's date and place hold for the talks during it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.events.merging import SPOKEN, Reading
from kg.events.scene import Filler, Scene

if TYPE_CHECKING:
    from kg.model import When

_TALK = {"talk-verb", "hold-talks-participle", "exchange-views"}  # rows that may tell of a call as well
_HAPPENINGS = {"Visit", "Meeting", "Call"}


def complete(scene: Scene, readings: list[Reading]) -> list[Reading]:
    """`readings` with visits that meetings abroad imply, and with dates and places taken over."""
    calls = [r.role("participant") for r in readings if r.type == "Call"]
    found = [r for r in readings if not _at_home(scene, r) and not (r.rule in _TALK and r.role("participant") in calls)]
    found += [v for r in found if r.type == "Meeting" for v in _visits(scene, r)]
    return [_of_both(r, found) for r in found]


def inherit(scene: Scene, readings: list[Reading]) -> list[Reading]:
    """`readings` with the dates and places of the visits, meetings and calls that they belong to."""
    visits = [r for r in readings if r.type == "Visit"]
    placed = [_placed(scene, r, visits) if r.type == "Meeting" else r for r in readings]
    dated = [_dated(r, placed) if r.when is None else r for r in placed]
    return [_spoken(r, dated) if r.when is None and r.type in SPOKEN else r for r in dated]


def _of_both(reading: Reading, readings: list[Reading]) -> Reading:
    """'It was agreed' is agreed by those who met or spoke just before."""
    if reading.fillers:
        return reading
    before = [r for r in readings if r.type in {"Meeting", "Call"} and r.token < reading.token]
    if not before:
        return reading
    fillers = tuple(replace(f, role="speaker", slot="previous") for f in before[-1].fillers if f.role == "participant")
    return replace(reading, fillers=fillers)


def _at_home(scene: Scene, reading: Reading) -> bool:
    """Whether a 'visit' leads nowhere: to the visitor's own state."""
    if reading.type != "Visit":
        return False
    homes = {scene.state(e) for e in reading.role("visitor")}
    goals = {scene.state(e) for e in reading.role("destination") if scene.state(e)}
    return bool(goals) and None not in homes and goals <= homes and len(homes) == 1


def _visits(scene: Scene, meeting: Reading) -> list[Reading]:
    """The visits that a meeting in a city implies for those who are not at home there, one for each state's guests."""
    place = next((f for f in meeting.fillers if f.role == "place"), None)
    if place is None or meeting.modality != "actual":
        return []
    code = scene.state(place.entity)
    state = scene.state_entity(code)
    guests: dict[str, list[Filler]] = {}
    for filler in meeting.fillers:
        home = scene.state(filler.entity)
        if filler.role == "participant" and scene.kind(filler.entity) == "person" and home and home != code:
            guests.setdefault(home, []).append(filler)
    if not code or state is None or not tuple(meeting.role("participant"))[1:]:
        return []
    there = (Filler(role="destination", entity=state, token=place.token, slot="meeting-abroad"), place)
    return [
        replace(
            meeting,
            type="Visit",
            fillers=(*(replace(f, role="visitor", slot="meeting-abroad") for f in group), *there),
            rule="meeting-abroad",
            weight=0.55,
            topic=None,
        )
        for group in guests.values()
    ]


def _placed(scene: Scene, meeting: Reading, visits: list[Reading]) -> Reading:
    """A meeting of a visitor with his hosts is where the visit is, and when it has no date of its own, then too."""
    for visit in visits:
        if visit.modality != meeting.modality or not visit.role("visitor") & meeting.role("participant"):
            continue
        goals = {scene.state(e) for e in visit.role("destination")} - {None}
        met = {scene.state(e) for e in meeting.role("participant") - visit.role("visitor")}
        if not goals & met:
            continue
        places = tuple(f for f in visit.fillers if f.role == "place")
        if places and not meeting.role("place"):
            meeting = replace(meeting, fillers=(*meeting.fillers, *(replace(f, slot="visit") for f in places)))
        if meeting.when is None:
            meeting = replace(meeting, when=visit.when)
    return meeting


def _dated(reading: Reading, readings: list[Reading]) -> Reading:
    """A visit without a date has that of the meeting during it."""
    if reading.type != "Visit":
        return reading
    hosts = reading.role("host")
    meetings = [r for r in readings if r.type == "Meeting" and r.when and r.modality == reading.modality]
    for other in meetings:
        there = other.role("participant")
        if reading.role("visitor") & there and (other.sentence == reading.sentence or hosts & there):
            return replace(reading, when=other.when)
    return reading


def _spoken(reading: Reading, readings: list[Reading]) -> Reading:
    """What is said at a dated meeting, visit or call by one who took part is said then."""
    if reading.modality != "actual":
        return reading
    speakers = reading.role("speaker")
    before = [r for r in readings if r.modality == "actual" and r.when and r.sentence[0] <= reading.sentence[0]]
    happenings = [r for r in before if r.type in _HAPPENINGS and speakers & r.entities]
    speeches = [
        r for r in before if r.type in SPOKEN and r.role("speaker") == speakers and r.when and r.when.precision == "day"
    ]
    when: When | None = next((r.when for r in reversed(happenings or speeches)), None)
    return replace(reading, when=when) if when else reading
