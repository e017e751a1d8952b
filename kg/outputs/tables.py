"""A graph as a folder of CSV tables for spreadsheets and data frames: UTF-8, a header line, sorted rows.

A text that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage return) gets an
apostrophe in front. Lists are joined by '; '.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import OutputError
from kg.outputs.files import unwritable
from kg.outputs.network import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model import Evidence, Graph

Cell = str | int | float | None
Row = tuple[Cell, ...]

COLUMNS: dict[str, tuple[str, ...]] = {
    "articles": ("id", "name", "title", "url", "publisher", "published", "dateline", "language"),
    "entities": ("id", "kind", "name", "aliases", "state", "wikidata", "of", "of_name"),
    "events": (
        *("id", "type", "modality", "start", "end", "precision", "basis", "place", "place_name", "topic"),
        *("confidence", "articles", "quote"),
    ),
    "evidence": (
        *("subject", "kind", "role", "entity", "article", "start", "end", "quote", "rule"),
        *("source", "source_name", "confidence"),
    ),
    "participants": (
        *("event", "type", "role", "entity", "kind", "name"),
        *("capacity", "capacity_name", "behalf", "behalf_name"),
    ),
    "people": ("id", "name", "aliases", "state", "wikidata", "posts", "events"),
    "tenures": ("id", "person", "person_name", "post", "post_name", "of", "of_name", "start", "end", "former"),
}
"""Table -> its columns; each is written as TABLE.csv."""


def rows(graph: Graph) -> dict[str, list[Row]]:
    """The rows of each table of `COLUMNS`, sorted."""
    found: dict[str, Iterable[Row]] = {
        "articles": _articles(graph),
        "entities": _entities(graph),
        "events": _events(graph),
        "evidence": _evidence(graph),
        "participants": _participants(graph),
        "people": _people(graph),
        "tenures": _tenures(graph),
    }
    return {table: sorted(found[table], key=_order) for table in COLUMNS}


def write(graph: Graph, path: Path) -> None:
    """Nothing; the folder `path` holds the tables of `graph` afterwards, in place of tables written there before.

    Raises:
        OutputError: `path` holds something other than such tables, or cannot be written.
    """
    if path.exists():
        _check_ours(path)
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".kg-") as room:
            draft = Path(room) / "draft"
            draft.mkdir()
            for table, content in rows(graph).items():
                (draft / f"{table}.csv").write_bytes(_csv(COLUMNS[table], content))
            if path.exists():
                path.rename(Path(room) / "before")
            draft.rename(path)
    except OSError as error:
        raise unwritable(path, error) from error


def _check_ours(path: Path) -> None:
    if not path.is_dir():
        raise OutputError(f"{path}: is a file, the tables need a folder; remove it or name another folder")
    others = sorted(entry.name for entry in path.iterdir() if entry.suffix != ".csv" or entry.stem not in COLUMNS)
    if others:
        raise OutputError(f"{path}: holds {others[0]!r}, which is no table of kg; name a new or empty folder")


def _csv(columns: tuple[str, ...], content: Iterable[Row]) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in content)
    return file.getvalue().encode("utf-8", "replace")


def _cell(value: Cell) -> str:
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return "" if value is None else str(value)


def _order(row: Row) -> tuple[tuple[bool, float, str], ...]:
    """Numbers by size, texts by code point, nothing first."""
    return tuple(
        (value is not None, value if isinstance(value, int | float) else 0, value if isinstance(value, str) else "")
        for value in row
    )


def _names(graph: Graph) -> dict[str | None, str]:
    return {entity.id: entity.name for entity in graph.entities}


def _articles(graph: Graph) -> Iterator[Row]:
    for a in graph.articles:
        published = a.published.isoformat() if a.published else None
        yield a.id, a.name, a.title, a.url, a.publisher, published, a.dateline, a.language


def _entities(graph: Graph) -> Iterator[Row]:
    names = _names(graph)
    for e in graph.entities:
        yield e.id, e.kind, e.name, "; ".join(e.aliases), e.state, e.same_as, e.of, names.get(e.of)


def _events(graph: Graph) -> Iterator[Row]:
    names = _names(graph)
    for event in graph.events:
        when = event.when
        dates = (when.start, when.end, when.precision, when.basis) if when else (None,) * 4
        articles = len({evidence.article for evidence in event.evidence})
        quote = event.evidence[0].quote if event.evidence else None
        head = (event.id, event.type, event.modality, *dates, event.place, names.get(event.place), event.topic)
        yield *head, event.confidence, articles, quote


def _evidence(graph: Graph) -> Iterator[Row]:
    names = _names(graph)

    def lines(subject: Row, evidence: Iterable[Evidence]) -> Iterator[Row]:
        for e in evidence:
            place = (e.article, e.start, e.end, e.quote, e.rule)
            yield *subject, *place, e.source, names.get(e.source), e.confidence

    for event in graph.events:
        yield from lines((event.id, "event", None, None), event.evidence)
        for part in event.participants:
            yield from lines((event.id, "participant", part.role, part.entity), part.evidence)
    for tenure in graph.tenures:
        yield from lines((tenure.id, "tenure", None, tenure.person), tenure.evidence)


def _participants(graph: Graph) -> Iterator[Row]:
    names = _names(graph)
    kinds = {entity.id: entity.kind for entity in graph.entities}
    posts: dict[str | None, str] = {tenure.id: tenure.post for tenure in graph.tenures}
    for event in graph.events:
        for part in event.participants:
            who = (part.entity, kinds.get(part.entity), names.get(part.entity))
            capacity = names.get(posts.get(part.capacity))
            yield event.id, event.type, part.role, *who, part.capacity, capacity, part.behalf, names.get(part.behalf)


def _people(graph: Graph) -> Iterator[Row]:
    entities = {entity.id: entity for entity in graph.entities}
    posts: dict[str, set[str]] = defaultdict(set)
    for tenure in graph.tenures:
        posts[tenure.person].add(label(entities[tenure.post], entities))
    events = Counter(id_ for event in graph.events for id_ in {part.entity for part in event.participants})
    for person in graph.entities:
        if person.kind == "person":
            about = (person.id, person.name, "; ".join(person.aliases), person.state, person.same_as)
            yield *about, "; ".join(sorted(posts[person.id])), events[person.id]


def _tenures(graph: Graph) -> Iterator[Row]:
    names = _names(graph)
    owners = {entity.id: entity.of for entity in graph.entities}
    for t in graph.tenures:
        of = owners.get(t.post)
        who = (t.id, t.person, names.get(t.person), t.post, names.get(t.post))
        yield *who, of, names.get(of), t.start, t.end, "yes" if t.former else "no"
