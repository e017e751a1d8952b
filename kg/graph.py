"""What any number of articles say as one Graph: things with one id become one thing.

Merging depends neither on the order of the graphs nor on how often one of them comes.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from kg.ids import digest
from kg.model import Article, Entity, Event, Evidence, Graph, Participant, Resolution, Run, Tenure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")


def assemble(article: Article, resolution: Resolution, events: tuple[Event, ...]) -> Graph:
    """What one article says: its events and tenures with the entities that they name, and nothing else."""
    whole = Graph(entities=resolution.entities, tenures=resolution.tenures, events=events, articles=(article,))
    named = _named(whole, whole.events, whole.tenures)
    return replace(whole, entities=tuple(entity for entity in whole.entities if entity.id in named))


def merge(graphs: Iterable[Graph]) -> Graph:
    """One graph of everything in `graphs`, sorted and without repetition.

    Where two things with one id differ in a field, a value is taken before None, and of two values the smaller one;
    of two names the fuller one, and those that give way become aliases. Of two versions of an article one is taken
    whole (see `version`), so that its spans keep their text.
    """
    whole = tuple(graphs)
    return Graph(
        entities=_by_id((thing for graph in whole for thing in graph.entities), _entity),
        tenures=_by_id((thing for graph in whole for thing in graph.tenures), _tenure),
        events=_by_id((thing for graph in whole for thing in graph.events), _event),
        articles=_by_id((thing for graph in whole for thing in graph.articles), _article),
        runs=_by_id((thing for graph in whole for thing in graph.runs), _run),
    )


def parts(graph: Graph) -> Iterator[tuple[str | None, Graph]]:
    """What each article of `graph` says, by article id: merged again they are `graph`.

    What no article bears out comes last, under None; in a graph of one article it belongs to that article.
    """
    whole = merge([graph])
    homes = _homes(whole)
    if len(homes) == 1:
        yield homes[0], whole
        return
    used: set[str] = set()
    for home in homes:
        part = _part(whole, home)
        used.update(entity.id for entity in part.entities)
        yield home, part
    rest = Graph(
        entities=tuple(entity for entity in whole.entities if entity.id not in used),
        tenures=tuple(tenure for tenure in whole.tenures if not tenure.evidence),
        events=tuple(event for event in whole.events if not _told(event)),
        runs=tuple(run for run in whole.runs if not run.articles),
    )
    if rest != Graph():
        yield None, rest


def fullest(names: Iterable[str]) -> str:
    """The name that says most: of most words, of these the longest, of these the smallest."""
    return min(names, key=lambda name: (-len(name.split()), -len(name), name))


def version(article: Article) -> tuple[str, str, str]:
    """Which version of an article this is: of those with one id the greatest stays, the one published last if known."""
    return str(article.published or ""), digest(article.text), article.name


def _homes(graph: Graph) -> list[str]:
    evidence = chain(
        (evidence for tenure in graph.tenures for evidence in tenure.evidence),
        (evidence for event in graph.events for evidence in _told(event)),
    )
    return sorted(
        {article.id for article in graph.articles}
        | {one.article for one in evidence}
        | {article for run in graph.runs for article in run.articles}
    )


def _told(event: Event) -> tuple[Evidence, ...]:
    """All evidence of an event, that of its participants with it."""
    return event.evidence + tuple(evidence for participant in event.participants for evidence in participant.evidence)


def _part(graph: Graph, home: str) -> Graph:
    events = tuple(
        _told_by(event, home) for event in graph.events if any(evidence.article == home for evidence in _told(event))
    )
    tenures = tuple(
        replace(tenure, evidence=_from(tenure.evidence, home))
        for tenure in graph.tenures
        if _from(tenure.evidence, home)
    )
    named = _named(graph, events, tenures)
    return Graph(
        entities=tuple(entity for entity in graph.entities if entity.id in named),
        tenures=tenures,
        events=events,
        articles=tuple(article for article in graph.articles if article.id == home),
        runs=tuple(replace(run, articles=(home,)) for run in graph.runs if home in run.articles),
    )


def _told_by(event: Event, home: str) -> Event:
    return replace(
        event,
        evidence=_from(event.evidence, home),
        participants=tuple(
            replace(participant, evidence=_from(participant.evidence, home))
            for participant in event.participants
            if not participant.evidence or _from(participant.evidence, home)
        ),
    )


def _from(evidence: tuple[Evidence, ...], home: str) -> tuple[Evidence, ...]:
    return tuple(one for one in evidence if one.article == home)


def _named(graph: Graph, events: tuple[Event, ...], tenures: tuple[Tenure, ...]) -> set[str | None]:
    """The ids of all entities that the events and tenures name, and of those that a named post belongs to."""
    named: set[str | None] = {event.place for event in events}
    for event in events:
        named.update(evidence.source for evidence in _told(event))
        for participant in event.participants:
            named.update((participant.entity, participant.behalf))
    for tenure in tenures:
        named.update((tenure.person, tenure.post))
    owners = {entity.id: entity.of for entity in graph.entities}
    reached = named
    while reached:
        reached = {owners.get(one) for one in reached if one} - named
        named = named | reached
    return named


def _by_id(things: Iterable[T], join: Callable[[list[T]], T]) -> tuple[T, ...]:
    return _joined(things, join, lambda thing: str(thing.id))


def _joined(things: Iterable[T], join: Callable[[list[T]], T], key: Callable[[Any], Any]) -> tuple[T, ...]:
    groups: dict[Any, list[T]] = {}
    for thing in things:
        groups.setdefault(key(thing), []).append(thing)
    return tuple(join(groups[at]) for at in sorted(groups))


def _entity(same: list[Entity]) -> Entity:
    name = fullest(entity.name for entity in same)
    forms = {entity.name for entity in same}.union(*(entity.aliases for entity in same))
    return Entity(
        id=same[0].id,
        kind=_smallest(entity.kind for entity in same),
        name=name,
        aliases=tuple(sorted(forms - {name})),
        same_as=_known(entity.same_as for entity in same),
        state=_known(entity.state for entity in same),
        of=_known(entity.of for entity in same),
    )


def _tenure(same: list[Tenure]) -> Tenure:
    return Tenure(
        id=same[0].id,
        person=_smallest(tenure.person for tenure in same),
        post=_smallest(tenure.post for tenure in same),
        start=_known(tenure.start for tenure in same),
        end=_known(tenure.end for tenure in same),
        former=_smallest(tenure.former for tenure in same),
        evidence=_evidence(tenure.evidence for tenure in same),
    )


def _event(same: list[Event]) -> Event:
    participants = (participant for event in same for participant in event.participants)
    return Event(
        id=same[0].id,
        type=_smallest(event.type for event in same),
        participants=_joined(participants, _participant, lambda participant: (participant.role, participant.entity)),
        modality=_smallest(event.modality for event in same),
        when=_known(event.when for event in same),
        place=_known(event.place for event in same),
        topic=_known(event.topic for event in same),
        evidence=_evidence(event.evidence for event in same),
    )


def _participant(same: list[Participant]) -> Participant:
    return Participant(
        role=same[0].role,
        entity=same[0].entity,
        capacity=_known(participant.capacity for participant in same),
        behalf=_known(participant.behalf for participant in same),
        evidence=_evidence(participant.evidence for participant in same),
    )


def _article(same: list[Article]) -> Article:
    return max(same, key=lambda article: (version(article), repr(article)))


def _run(same: list[Run]) -> Run:
    return Run(
        id=same[0].id,
        software=_smallest(run.software for run in same),
        version=_smallest(run.version for run in same),
        model=_smallest(run.model for run in same),
        articles=tuple(sorted(set(chain.from_iterable(run.articles for run in same)))),
    )


def _evidence(parts: Iterable[tuple[Evidence, ...]]) -> tuple[Evidence, ...]:
    return tuple(sorted(set(chain.from_iterable(parts)), key=_place))


def _place(evidence: Evidence) -> tuple[str, int, int, str]:
    return evidence.article, evidence.start, evidence.end, repr(evidence)


def _known(values: Iterable[T | None]) -> T | None:
    known = [value for value in values if value is not None]
    return _smallest(known) if known else None


def _smallest(values: Iterable[T]) -> T:
    """The first of `values` in the order of how they are written, which is a total order for all that a graph holds."""
    return min(values, key=repr)
