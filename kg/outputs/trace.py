"""How a text was read, in words: its parse, its names, the rules that fired or might have, and its events."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from kg.outputs.terminal import cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.events.scene import Filler
    from kg.events.triggers import Trigger
    from kg.model import Document, Entity, Event, Mentions, Resolution, When

    Tried = Sequence[tuple[Trigger, tuple[Filler, ...] | None]]
    Known = Mapping[str, Entity]

_WIDTH = 100


def text(document: Document, mentions: Mentions, resolution: Resolution, tried: Tried, events: Sequence[Event]) -> str:
    """What each stage made of `document`, plain text of some lines, ending in a line feed.

    Args:
        document: The parse.
        mentions: Its names, titles and dates.
        resolution: Whom and what its words refer to.
        tried: Its triggers, each with the arguments that it got, None where they are not what its row needs.
        events: What came of it.
    """
    known = {entity.id: entity for entity in resolution.entities}
    parts = {
        "Words (tag, role, head)": _words(document),
        "Names": _names(document, mentions, resolution, known),
        "Titles and dates": _titles(document, mentions, known),
        "Rules that fired": _fired(document, tried, events, known),
        "Rules considered": _considered(tried, events),
        "Events": _events(events, known),
    }
    lines = [
        f"{heading}\n" + "".join(f"  {line}\n" for line in list(found) or ["none"]) for heading, found in parts.items()
    ]
    return "\n".join(lines)


def _words(document: Document) -> Iterator[str]:
    for sentence in document.doc.sents:
        words = (f"{cell(t.text)}/{t.tag_}/{t.dep_}>{cell(t.head.text)}" for t in sentence if not t.is_space)
        yield from textwrap.wrap(" ".join(words), _WIDTH, break_long_words=False, break_on_hyphens=False)


def _names(document: Document, mentions: Mentions, resolution: Resolution, known: Known) -> Iterator[str]:
    """The names, then the pronouns and noun phrases that refer to somebody or something."""
    inside: set[int] = set()
    for one in mentions.names:
        tokens = range(one.first, one.last)
        inside.update(tokens)
        ids = dict.fromkeys(e for i in tokens for e in resolution.at.get(i, ()))
        ids |= dict.fromkeys(resolution.places[i] for i in tokens if i in resolution.places)
        yield f"'{_slice(document, one.first, one.last)}', {one.kind} by {one.sense}: {_resolved(ids, known)}"
    for i, found in sorted(resolution.at.items()):
        if i not in inside:
            yield f"'{_slice(document, i, i + 1)}', reference: {_resolved(found, known)}"


def _titles(document: Document, mentions: Mentions, known: Known) -> Iterator[str]:
    states = {entity.state: entity.name for entity in known.values() if entity.kind == "state"}
    for title in mentions.titles:
        former = "former " if title.former else ""
        of = f" of {cell(states.get(title.of[1], title.of[1]))}" if title.of else ""
        words = _slice(document, title.first, title.last)
        yield f"'{words}': {former}{cell(title.title)}{of}, {cell(title.person or 'no name beside it')}"
    for day in mentions.dates:
        yield f"'{_slice(document, day.first, day.last)}': {_when(day.when)}"


def _fired(document: Document, tried: Tried, events: Sequence[Event], known: Known) -> Iterator[str]:
    """Each rule that made or bore out an event, with its arguments and the slots that they came from."""
    shown = set()
    for trigger, fillers in tried:
        if fillers and _made(trigger, events):
            shown.add(trigger.row.id)
            yield f"'{_trigger(trigger)}', {trigger.row.id} ({trigger.row.type})"
            for filler in fillers:
                word = cell(document.doc[filler.token].text)
                yield f"  {filler.role}: {cell(known[filler.entity].name)}, '{word}' in slot {filler.slot}"
    for event in events:
        for one in event.evidence:
            if one.rule not in shown:
                shown.add(one.rule)
                yield f"{cell(one.rule)} ({event.type}), by what is said or what other events imply"


def _considered(tried: Tried, events: Sequence[Event]) -> Iterator[str]:
    """Each rule that a word called up and that came to nothing, with why."""
    for trigger, fillers in tried:
        row = trigger.row
        if fillers is None:
            slots = (f"{role} = {' | '.join(map(' + '.join, ways))}" for role, ways in row.roles.items())
            needs = f"; needs {', '.join(row.needs)}" if row.needs else ""
            yield f"'{_trigger(trigger)}', {row.id} ({row.type}): not filled; {', '.join(slots)}{needs}"
        elif not _made(trigger, events):
            roles = ", ".join(dict.fromkeys(one.role for one in fillers)) or "nothing"
            yield f"'{_trigger(trigger)}', {row.id} ({row.type}): filled {roles}, but another rule or no event took it"


def _events(events: Sequence[Event], known: Known) -> Iterator[str]:
    for event in sorted(events, key=lambda one: (min(told.start for told in one.evidence), one.type, one.id)):
        yield f"{event.type} {event.id}, {event.modality}, confidence {event.confidence:.2f}"
        for part in event.participants:
            named = " + ".join(f"'{cell(one.quote)}' ({cell(one.rule)})" for one in part.evidence)
            yield f"  {part.role}: {cell(known[part.entity].name)}, by {named}"
        yield f"  date: {_when(event.when)}"
        if event.place:
            yield f"  place: {cell(known[event.place].name)}"
        if event.topic:
            yield f"  topic: {cell(event.topic)}"
        sources = dict.fromkeys(cell(known[one.source].name) for one in event.evidence if one.source)
        if sources:
            yield f"  said by: {', '.join(sources)}"


def _made(trigger: Trigger, events: Sequence[Event]) -> bool:
    """Whether an event tells of the trigger's sentence by the trigger's row."""
    place = trigger.token.idx
    told = (one for event in events if event.type == trigger.row.type for one in event.evidence)
    return any(one.rule == trigger.row.id and one.start <= place < one.end for one in told)


def _trigger(trigger: Trigger) -> str:
    """The words of a trigger in their order: 'held ... talks'."""
    tokens = {token.i: token for token in (trigger.token, trigger.verb, trigger.object) if token is not None}
    return " ... ".join(cell(tokens[i].text) for i in sorted(tokens))


def _slice(document: Document, first: int, last: int) -> str:
    return cell(document.doc[first:last].text)


def _resolved(ids: Mapping[str, None] | Sequence[str], known: Known) -> str:
    names = []
    for entity in (known[one] for one in ids):
        state = f" ({entity.state})" if entity.state else ""
        item = f" {entity.same_as}" if entity.same_as else ""
        names.append(f"{entity.kind} {cell(entity.name)}{state}{item}")
    return ", ".join(names) or "nothing"


def _when(when: When | None) -> str:
    if when is None:
        return "none"
    return f"{' to '.join(dict.fromkeys(end or '?' for end in (when.start, when.end)))} ({when.basis})"
