"""Readings of a document: each place of the text that tells an event, before readings of one happening are merged."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.events import arguments, attribution, dating, status, syntax, topics, triggers
from kg.events.merging import SPOKEN, Reading
from kg.events.scene import referents

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.events.scene import Filler, Scene
    from kg.events.triggers import Trigger
    from kg.model import Modality, When

_ACTS = frozenset({"Agreement", "Aid", "Sanction"})


@dataclass(slots=True)
class _Told:
    """What the verbs of a document tell already: trigger words, and nouns that complete them, each with its type."""

    words: set[tuple[int, str]] = field(default_factory=set)
    objects: set[tuple[int, str]] = field(default_factory=set)

    def add(self, trigger: Trigger) -> None:
        """Keeps a trigger that fired."""
        self.words.add((trigger.token.i, trigger.row.type))
        if trigger.object is not None:
            self.objects.add((trigger.object.i, trigger.row.type))

    def tells(self, trigger: Trigger) -> bool:
        """Whether a word fired already, or a noun only completes a verb of its type: 'gratitude for X's support'."""
        word = (trigger.token.i, trigger.row.type)
        if word in self.words or not trigger.row.nouns:
            return word in self.words
        above = trigger.row.type in SPOKEN and any((t.i, word[1]) in self.words for t in trigger.token.ancestors)
        return word in self.objects or above


def find(scene: Scene) -> list[Reading]:
    """The readings of a document, in the order of the text: those that rows fire first, then those in modal verbs."""
    fired = list(triggers.find(scene.doc, scene.lexicon))
    words = {t.token.i for t in fired}
    told = _Told()
    found: list[Reading] = []
    for trigger in sorted(fired, key=lambda t: bool(t.row.nouns)):
        if _is_aim(trigger, scene) or _is_name(scene, trigger) or told.tells(trigger):
            continue
        fillers = arguments.fill(scene, trigger)
        if fillers is None or not _enough(trigger, fillers):
            continue
        told.add(trigger)
        if "speaker" in trigger.row.roles:
            fillers = attribution.spoken_for(scene, fillers, trigger.token)
        parts = [_reading(scene, trigger, part, words) for part in _split(scene, trigger, fillers)]
        found += [_own_date(scene, r, parts) for r in parts]
    found += _said(scene, words, {i for i, _ in told.words})
    return sorted(found, key=lambda r: (r.token, r.type, r.rule))


def _said(scene: Scene, words: set[int], used: set[int]) -> list[Reading]:
    """The appeals, pledges, blame and praise that lie in what somebody says, where no row has fired."""
    rows = {row.id: row for row in scene.lexicon.rows}
    found = []
    for trigger, fillers, reporting in attribution.speech(scene, rows):
        inner = syntax.clause(trigger.token)
        if trigger.token.i in used or (inner is not None and inner.i in used):
            continue
        modality: Modality = "hypothetical" if status.is_conditional(trigger.token) else "actual"
        found.append(replace(_reading(scene, trigger, fillers, words, reporting), modality=modality))
    return found


def _is_aim(trigger: Trigger, scene: Scene) -> bool:
    """Whether a deal, aid or a sanction is only what something else is for: 'efforts to reach an agreement'."""
    token = trigger.token
    if trigger.row.type not in _ACTS or token.pos_ != "VERB":
        return False
    if token.tag_ == "VBG" and token.dep_ in {"pcomp", "xcomp"}:
        return True
    infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)
    behind = token.dep_ in {"acl", "advcl", "relcl"}
    return infinitive and behind and token.head.lemma_ not in scene.lexicon.words["clauses.intentions"]


def _is_name(scene: Scene, trigger: Trigger) -> bool:
    """Whether the noun is part of a body's name: 'East Asia Summit'."""
    named = any(scene.kind(e) == "organisation" for e in scene.at(trigger.token))
    return named and trigger.token.pos_ == "PROPN" and bool(trigger.row.nouns)


def _enough(trigger: Trigger, fillers: tuple[Filler, ...]) -> bool:
    """Whether the first role of the row has a filler; of an expulsion either side will do."""
    first, alternatives = next(iter(trigger.row.roles.items()))
    open_ = trigger.row.type == "Expulsion" or alternatives == (("previous",),)
    return open_ or any(f.role == first for f in fillers)


def _split(scene: Scene, trigger: Trigger, fillers: tuple[Filler, ...]) -> list[tuple[Filler, ...]]:
    """One visit a destination ('visited Turkey and Uzbekistan' are two), one meeting a counterpart if separate."""
    if trigger.row.type in {"Meeting", "Call"} and _separate(scene, trigger):
        return _pairs(fillers)
    goals = [f for f in fillers if f.role == "destination"]
    if trigger.row.type != "Visit" or not goals[1:]:
        return [fillers]
    rest = tuple(f for f in fillers if f.role not in {"destination", "place"})
    places = [f for f in fillers if f.role == "place"]
    return [(*rest, goal, *(p for p in places if scene.state(p.entity) == scene.state(goal.entity))) for goal in goals]


def _pairs(fillers: tuple[Filler, ...]) -> list[tuple[Filler, ...]]:
    """One meeting for each of those whom the first party meets."""
    first = [f for f in fillers if f.role == "participant" and f.slot in {"subject", "governor", "poss"}]
    others = [f for f in fillers if f.role == "participant" and f not in first]
    if not first and others[2:]:
        first, others = others[:1], others[1:]
    rest = tuple(f for f in fillers if f.role != "participant")
    return [(*first, other, *rest) for other in others] if first and others[1:] else [fillers]


def _separate(scene: Scene, trigger: Trigger) -> bool:
    words = scene.lexicon.words["contexts.separate"]
    nouns = [trigger.token, *(trigger.verb.children if trigger.verb is not None else ())]
    return any(
        t.lower_ in words
        for noun in nouns
        for t in (noun, *noun.children, *(g for c in noun.children for g in c.children))
    )


def _own_date(scene: Scene, reading: Reading, parts: list[Reading]) -> Reading:
    """One of several visits told at once with the date that stands behind its own destination."""
    if reading.type != "Visit" or not parts[1:]:
        return reading
    goals = sorted(f.token for r in parts for f in r.fillers if f.role == "destination")
    own = next(f.token for f in reading.fillers if f.role == "destination")
    end = next((g for g in goals if g > own), scene.doc[own].sent.end)
    return replace(reading, when=dating.between(scene.resolution.dates, own, end) or reading.when)


def _reading(
    scene: Scene, trigger: Trigger, fillers: tuple[Filler, ...], words: set[int], reporting: Token | None = None
) -> Reading:
    token = trigger.token
    sentence = token.sent
    when = None
    if trigger.row.type != "Invitation" or trigger.object != token:  # 'visited at the invitation of' dates the visit
        when = dating.find(scene.doc, token, reporting or trigger.verb, scene.resolution.dates, words - {token.i})
    said, telling = attribution.speaker(scene, token)
    if when is None and telling is not None and trigger.row.type in SPOKEN:
        when = dating.find(scene.doc, telling, telling, scene.resolution.dates, words - {telling.i})
    source = next((e for t in said for e in referents(scene, t)), None)
    return Reading(
        type=trigger.row.type,
        fillers=fillers,
        modality=_modality(scene, trigger, when),
        when=when,
        topic=topics.find(scene, trigger, {f.token for f in fillers}),
        rule=trigger.row.id,
        weight=trigger.row.weight,
        sentence=(sentence.start_char, sentence.end_char),
        token=token.i,
        source=source,
    )


def _modality(scene: Scene, trigger: Trigger, when: When | None) -> Modality:
    """The modality by the cues of the text; what is dated after the article is planned."""
    modality = status.modality(trigger, scene.lexicon)
    if modality == "actual" and trigger.row.modality is not None:
        return trigger.row.modality
    published = scene.published
    later = published is not None and when is not None and when.start is not None and when.start > published.isoformat()
    return "planned" if modality == "actual" and later and trigger.row.type not in SPOKEN else modality
