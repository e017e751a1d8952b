"""What the drawing says of a node that is pointed at: plain text, one fact a line, with the sources' own words."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.outputs.network import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.model import Article, Entity, Event, Evidence, Graph, Participant, Tenure, When

_QUOTES = 3
"""Quotes shown of one event or person; the rest is counted."""

_LONGEST = 400
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def write(graph: Graph) -> dict[str, str]:
    """The text of each entity and event of `graph`, by id."""
    entities = {entity.id: entity for entity in graph.entities}
    names = {id_: label(entity, entities) for id_, entity in entities.items()}
    articles = {article.id: article for article in graph.articles}
    tenures = {tenure.id: tenure for tenure in graph.tenures}
    held: dict[str, list[Tenure]] = defaultdict(list)
    for tenure in graph.tenures:
        held[tenure.person].append(tenure)
        held[tenure.post].append(tenure)
    texts = {e.id: "\n".join(_entity(e, held[e.id], names, articles)) for e in graph.entities}
    return texts | {e.id: "\n".join(_event(e, tenures, names, articles)) for e in graph.events}


def dates(when: When | None) -> str:
    """`when` for a reader, such as '25–27 Apr 2013'; empty where nothing is known."""
    return _span(when.start, when.end) if when else ""


def _span(start: str | None, end: str | None) -> str:
    if start == end:
        return _day(start) if start else ""
    if start and end and len(start) == len(end) == len("2013-04-25") and start[:7] == end[:7]:
        return f"{int(start[8:])}–{_day(end)}"
    return f"{_day(start) if start else '…'} – {_day(end) if end else '…'}"


def _day(text: str) -> str:
    year, *rest = text.split("-")
    month = _MONTHS[int(rest[0]) - 1] if rest else ""
    day = str(int(rest[1])) if len(rest) > 1 else ""
    return " ".join(part for part in (day, month, year) if part)


def _entity(
    entity: Entity, held: Iterable[Tenure], names: Mapping[str, str], articles: Mapping[str, Article]
) -> Iterator[str]:
    yield names[entity.id]
    yield entity.kind + (f", {entity.state}" if entity.state and entity.kind != "post" else "")
    if entity.aliases:
        yield f"Also: {', '.join(entity.aliases)}"
    if entity.same_as:
        yield f"Wikidata: {entity.same_as}"
    evidence: list[Evidence] = []
    for tenure in held:
        other = tenure.post if entity.id == tenure.person else tenure.person
        span = _span(tenure.start, tenure.end)
        yield ("Formerly " if tenure.former else "") + names[other] + (f" ({span})" if span else "")
        evidence += tenure.evidence
    yield from _quotes(evidence, articles, names)


def _event(
    event: Event, tenures: Mapping[str, Tenure], names: Mapping[str, str], articles: Mapping[str, Article]
) -> Iterator[str]:
    span = dates(event.when)
    yield ", ".join(part for part in (event.type, event.modality, span) if part)
    for part in event.participants:
        yield _part(part, tenures, names)
    if event.place and all(part.entity != event.place for part in event.participants):
        yield f"place: {names[event.place]}"
    if event.topic:
        yield f"topic: {event.topic}"
    yield from _quotes(event.evidence, articles, names)


def _part(part: Participant, tenures: Mapping[str, Tenure], names: Mapping[str, str]) -> str:
    capacity = tenures.get(part.capacity) if part.capacity else None
    post = f", as {names[capacity.post]}" if capacity else ""
    behalf = f", for {names[part.behalf]}" if part.behalf else ""
    return f"{part.role}: {names[part.entity]}{post}{behalf}"


def _quotes(evidence: Iterable[Evidence], articles: Mapping[str, Article], names: Mapping[str, str]) -> Iterator[str]:
    said: dict[tuple[str, str], Evidence] = {(e.article, e.quote): e for e in evidence}
    for one in list(said.values())[:_QUOTES]:
        quote = " ".join(one.quote.split())
        yield f"\n“{quote[:_LONGEST]}…”" if len(quote) > _LONGEST else f"\n“{quote}”"
        article = articles[one.article]
        published = _day(article.published.isoformat()) if article.published else None
        source = f"according to {names[one.source]}" if one.source else None
        yield "— " + ", ".join(part for part in (article.publisher or article.name, published, source) if part)
    if len(said) > _QUOTES:
        yield f"\nand {len(said) - _QUOTES} more"
