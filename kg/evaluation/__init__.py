"""How well the pipeline reads a set of gold annotations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import pipeline
from kg.errors import SourceError
from kg.evaluation import scoring
from kg.model import EVENT_TYPES
from kg.outputs import records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.evaluation.scoring import Score
    from kg.model import Graph
    from kg.pipeline import Progress, Skip, Sources

Gold = dict[str, Any]


def evaluate(  # noqa: PLR0913 (keywords, the flags of the command)
    gold: str | Path,
    *,
    articles: Sources = (),
    model: str = pipeline.MODEL,
    gazetteer: str | Path | None = None,
    on_skip: Skip | None = None,
    progress: Progress | None = None,
) -> Score:
    """The score of what is extracted from the articles of a folder of gold annotations, against these.

    Args:
        gold: A folder of JSON files, one an article, with `id`, `text`, `people` and `events`.
        articles: Where the articles of gold files without `text` are: files and folders; `id` names an article.
        model: Name of an installed spaCy pipeline.
        gazetteer: A TOML file of states, bodies, places and people to know beside those that kg knows.
        on_skip: Called with the place and the error of what cannot be read; without it the error is raised.
        progress: Called with each article when it is done.

    Raises:
        SourceError: there is no gold file, or one has not the shape of gold, or no article.
        LexiconError: the gazetteer cannot be read, or one of its rows is wrong.
    """
    parsed = graphs(gold, articles=articles, model=model, gazetteer=gazetteer, on_skip=on_skip, progress=progress)
    predictions = {one["id"]: records.record(graph) for one, graph in parsed}
    return scoring.score(read(gold).values(), predictions)


def graphs(  # noqa: PLR0913 (keywords, the flags of the command)
    gold: str | Path,
    *,
    articles: Sources = (),
    model: str = pipeline.MODEL,
    gazetteer: str | Path | None = None,
    on_skip: Skip | None = None,
    progress: Progress | None = None,
) -> Iterator[tuple[Gold, Graph]]:
    """Yields for each article of a folder of gold its annotations and the graph that is made of it; as `evaluate`."""
    golds = read(gold)
    sources: list[str | Path] = [file for file, one in golds.items() if one.get("text")]
    if len(sources) < len(golds):
        sources += articles
    wanted = {one["id"]: one for one in golds.values()}
    found = [one for one in pipeline.read(sources, on_skip=on_skip) if one.name in wanted]
    if missing := sorted(set(wanted) - {one.name for one in found}):
        raise SourceError(f"{gold}: no article for '{missing[0]}'; give its gold file a 'text', or name its source")
    parsed = pipeline.graphs(found, model=model, gazetteer=gazetteer, on_skip=on_skip, progress=progress)
    for graph in parsed:
        yield wanted[graph.articles[0].name], graph


def read(folder: str | Path) -> dict[Path, Gold]:
    """The gold annotations of a folder by their files, sorted by name.

    Raises:
        SourceError: there is none, or one has not the shape of gold.
    """
    files = sorted(Path(folder).glob("*.json"))
    if not files:
        raise SourceError(f"{folder}: no gold file (*.json) here; name a folder of annotations")
    return {file: _gold(file) for file in files}


def _gold(file: Path) -> Gold:
    try:
        gold = json.loads(file.read_text("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{file}: no valid JSON ({error}); mend the file") from error
    if fault := _fault(gold):
        raise SourceError(f"{file}: {fault}; mend the file: its shape is that of what 'kg extract' writes")
    return dict(gold)


def _fault(gold: Any) -> str | None:
    """What is wrong with the shape of `gold`, None if nothing is."""
    if not isinstance(gold, dict) or not isinstance(gold.get("id"), str):
        return "no object with an 'id'"
    for key in ("people", "events"):
        if not isinstance(gold.get(key), list) or not all(isinstance(one, dict) for one in gold[key]):
            return f"'{key}' is no list of objects"
    if not all(
        isinstance(person.get("name"), str) and _are_posts(person.get("posts", [])) for person in gold["people"]
    ):
        return "a person without a 'name', or with 'posts' that are no list of objects with a 'title'"
    return next(filter(None, map(_event_fault, gold["events"])), None)


def _event_fault(event: Gold) -> str | None:
    if event.get("type") not in EVENT_TYPES:
        return f"type {event.get('type')!r} is none of {', '.join(EVENT_TYPES)}"
    if not all(_are_names(names) for names in _values(event.get("args") or {})):
        return "an event whose 'args' are not lists of names by role"
    if not all(isinstance(event.get(key), str | None) for key in ("start", "end", "modality", "topic", "evidence")):
        return "an event with a 'start', 'end', 'modality', 'topic' or 'evidence' that is no text"
    return None


def _values(args: Any) -> list[Any]:
    return list(args.values()) if isinstance(args, dict) else [0]


def _are_names(names: Any) -> bool:
    return isinstance(names, str | None) or (isinstance(names, list) and all(isinstance(n, str | None) for n in names))


def _are_posts(posts: Any) -> bool:
    return isinstance(posts, list) and all(isinstance(p, dict) and isinstance(p.get("title"), str) for p in posts)
