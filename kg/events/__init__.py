"""Events of a document: triggers, arguments, modality, dates and topics, one event a happening."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg import lexicons
from kg.events import arguments, attribution, dating, inference, merging, status, syntax, topics, triggers
from kg.events.merging import Reading
from kg.events.scene import Scene, referents
from kg.ids import digest
from kg.model import Event, Evidence, Participant

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token

    from kg.events.scene import Filler
    from kg.events.triggers import Trigger
    from kg.model import Document, Modality, Resolution, When


def extract(document: Document, resolution: Resolution) -> tuple[Event, ...]:
    """The events of `document`, sorted by id."""
    lexicon = lexicons.load(document.article.language)
    entities = {e.id: e for e in resolution.entities}
    scene = Scene(
        published=document.article.published,
        doc=document.doc,
        lexicon=lexicon,
        resolution=resolution,
        entities=entities,
    )
    readings = sorted(_readings(scene), key=lambda r: (r.token, r.type, r.rule))
    body = [r for r in readings if r.sentence[0] >= document.article.body]
    headline = [r for r in readings if r.sentence[0] < document.article.body]
    found = merging.merge([r for r in inference.complete(scene, body) if r.fillers], entities)
    found = inference.inherit(scene, found)
    found = merging.merge(found, entities)
    found += [r for r in headline if _news(r, found)]
    events: dict[str, Event] = {}
    for reading in found:
        event = _event(document, resolution, reading)
        events.setdefault(event.id, event)
    return tuple(events[i] for i in sorted(events))


def _news(reading: Reading, found: list[Reading]) -> bool:
    """Whether a headline tells what the body does not."""
    return reading.weight >= 0.6 and not any(r.type == reading.type for r in found)


def _readings(scene: Scene) -> list[Reading]:
    lexicon, doc = scene.lexicon, scene.doc
    fired = list(triggers.find(doc, lexicon))
    words = {t.token.i for t in fired}
    found: list[Reading] = []
    used: set[tuple[int, str]] = set()
    completed: set[tuple[int, str]] = set()
    for trigger in sorted(fired, key=lambda t: bool(t.row.nouns)):
        if _is_aim(trigger) or _is_name(scene, trigger) or (trigger.token.i, trigger.row.type) in used:
            continue
        fillers = arguments.fill(scene, trigger)
        if fillers is None or not _enough(trigger, fillers):
            continue
        if trigger.row.nouns and _is_told(trigger, completed, used):
            continue
        used.add((trigger.token.i, trigger.row.type))
        if trigger.object is not None:
            completed.add((trigger.object.i, trigger.row.type))
        if "speaker" in trigger.row.roles:
            fillers = attribution.spoken_for(scene, fillers, trigger.token)
        parts = [_reading(scene, trigger, part, words) for part in _split(scene, trigger, fillers)]
        found += [_own_date(scene, r, parts) for r in parts]
    rows = {row.id: row for row in lexicon.rows}
    for trigger, fillers, reporting in attribution.speech(scene, rows):
        inner = syntax.clause(trigger.token)
        if not {trigger.token.i, inner.i if inner is not None else None} & {i for i, _ in used}:
            reading = _reading(scene, trigger, fillers, words, reporting)
            found.append(
                replace(reading, modality="hypothetical" if status.is_conditional(trigger.token) else "actual")
            )
    return found


def _own_date(scene: Scene, reading: Reading, parts: list[Reading]) -> Reading:
    """One of several visits told at once with the date that stands behind its own destination."""
    if len(parts) < 2 or reading.type != "Visit":
        return reading
    goals = sorted(f.token for r in parts for f in r.fillers if f.role == "destination")
    own = next(f.token for f in reading.fillers if f.role == "destination")
    end = next((g for g in goals if g > own), scene.doc[own].sent.end)
    return replace(reading, when=dating.between(scene.resolution.dates, own, end) or reading.when)


def _is_told(trigger: Trigger, completed: set[tuple[int, str]], used: set[tuple[int, str]]) -> bool:
    """Whether a noun only completes what a verb of its type tells already: 'gratitude for X's support'."""
    kind = trigger.row.type
    if (trigger.token.i, kind) in completed:
        return True
    return kind in topics.TYPES and any((t.i, kind) in used for t in trigger.token.ancestors)


def _is_aim(trigger: Trigger) -> bool:
    """Whether a deal, aid or a sanction is only what something else is for: 'efforts to reach an agreement'."""
    token = trigger.token
    if trigger.row.type not in {"Agreement", "Aid", "Sanction"} or token.pos_ != "VERB":
        return False
    infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)
    return (
        infinitive
        and token.dep_ in {"acl", "advcl", "relcl"}
        and token.head.lemma_ not in {"plan", "agreement", "decision", "pledge", "intention"}
    ) or (token.dep_ in {"pcomp", "xcomp"} and token.tag_ == "VBG")


def _is_name(scene: Scene, trigger: Trigger) -> bool:
    """Whether the noun is part of a body's name: 'East Asia Summit'."""
    at = scene.resolution.at.get(trigger.token.i, ())
    return (
        trigger.token.pos_ == "PROPN" and bool(trigger.row.nouns) and any(scene.kind(e) == "organisation" for e in at)
    )


def _enough(trigger: Trigger, fillers: tuple[Filler, ...]) -> bool:
    """Whether the first role of the row has a filler."""
    first = next(iter(trigger.row.roles))
    if trigger.row.type == "Expulsion":
        return True
    return trigger.row.roles[first] == (("previous",),) or any(f.role == first for f in fillers)


def _split(scene: Scene, trigger: Trigger, fillers: tuple[Filler, ...]) -> list[tuple[Filler, ...]]:
    """One visit a destination ('visited Turkey and Uzbekistan' are two), one meeting a counterpart if they are separate."""
    if trigger.row.type in {"Meeting", "Call"} and _separate(scene, trigger):
        first = [f for f in fillers if f.role == "participant" and f.slot in {"subject", "governor", "poss"}]
        others = [f for f in fillers if f.role == "participant" and f not in first]
        if not first and len(others) > len(("one", "another")):
            first, others = others[:1], others[1:]
        rest = tuple(f for f in fillers if f.role != "participant")
        if first and len(others) > 1:
            return [(*first, other, *rest) for other in others]
    goals = [f for f in fillers if f.role == "destination"]
    if trigger.row.type != "Visit" or len(goals) < 2:
        return [fillers]
    rest = tuple(f for f in fillers if f.role not in {"destination", "place"})
    places = [f for f in fillers if f.role == "place"]
    return [(*rest, goal, *(p for p in places if scene.state(p.entity) == scene.state(goal.entity))) for goal in goals]


def _separate(scene: Scene, trigger: Trigger) -> bool:
    words = scene.lexicon.words["contexts.separate"]
    nouns = [trigger.token, *(trigger.verb.children if trigger.verb is not None else ())]
    return any(
        t.lower_ in words
        for noun in nouns
        for t in (noun, *noun.children, *(g for c in noun.children for g in c.children))
    )


def _reading(
    scene: Scene, trigger: Trigger, fillers: tuple[Filler, ...], words: set[int], reporting: Token | None = None
) -> Reading:
    token = trigger.token
    sentence = token.sent
    when = None
    if trigger.row.type != "Invitation" or trigger.object != token:  # 'visited at the invitation of' dates the visit
        when = dating.find(scene.doc, token, reporting or trigger.verb, scene.resolution.dates, words - {token.i})
    said, telling = attribution.speaker(scene, token)
    if when is None and telling is not None and trigger.row.type in topics.TYPES:
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
    return "planned" if modality == "actual" and later and trigger.row.type not in topics.TYPES else modality


def _event(document: Document, resolution: Resolution, reading: Reading) -> Event:
    article = document.article
    serving = _capacities(resolution)
    place = next((f.entity for f in reading.fillers if f.role == "place"), None)
    participants = []
    for filler in sorted(
        {(f.role, f.entity): f for f in reversed(reading.fillers)}.values(), key=lambda f: (f.role, f.entity)
    ):
        if filler.role == "place":
            continue
        word = document.doc[filler.token]
        named = _evidence(article.id, article.text, word.idx, word.idx + len(word), f"{reading.rule}/{filler.slot}")
        participants.append(
            Participant(role=filler.role, entity=filler.entity, capacity=serving.get(filler.entity), evidence=(named,))
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
