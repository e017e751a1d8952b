"""Sources -> articles: one module a format, one row in `FORMATS` each."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from kg.articles import draft, encoding, html, json_lines, text
from kg.errors import KGError, SourceError
from kg.model import Article

STDIN = "-"


class Reader(Protocol):
    """Reads the text of one file: yields a draft an article, or the error of one that cannot be read."""

    def __call__(self, content: str, *, where: str, name: str) -> Iterator[draft.Draft | draft.Refusal]:
        """The drafts in `content`; `where` is for messages, `name` for articles that have none of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One source format: the endings of its files, how to tell it by its content, and its reader."""

    endings: tuple[str, ...]
    is_mine: Callable[[str], bool]
    read: Reader


FORMATS = (
    Format(endings=(".json", ".jsonl", ".ndjson"), is_mine=json_lines.is_mine, read=json_lines.read),
    Format(endings=(".html", ".htm", ".xhtml"), is_mine=html.is_mine, read=html.read),
    Format(endings=(".txt", ".text", ""), is_mine=text.is_mine, read=text.read),
)
ENDINGS = frozenset(ending for row in FORMATS for ending in row.endings)


def read(
    sources: Iterable[str | Path],
    *,
    date: date | None = None,
    publisher: str | None = None,
    on_skip: Callable[[str, KGError], None],
) -> Iterator[Article]:
    """Yields the articles of files, folders (whole, by name) and '-' (standard input), in this order.

    `date` and `publisher` fill what a source lacks. What cannot be read goes to `on_skip` with its place, and the
    others go on.
    """
    for source in sources:
        for found in _drafts(source):
            if isinstance(found, draft.Refusal):
                on_skip(found.where, found.error)
                continue
            try:
                article = draft.article(found, published=date, publisher=publisher)
            except SourceError as error:
                on_skip(found.where, error)
            else:
                yield article


def _drafts(source: str | Path) -> Iterator[draft.Draft | draft.Refusal]:
    """The drafts of one source, and the errors of what cannot be read in it."""
    if str(source) == STDIN:
        yield from _parsed(sys.stdin.buffer.read, where="standard input", name="stdin", ending="")
        return
    if not Path(source).is_dir():
        yield from _file(Path(source))
        return
    refused: list[OSError] = []
    for path in _below(Path(source), refused):
        if path.suffix.lower() in ENDINGS:
            yield from _file(path)
        else:
            known = " ".join(sorted(filter(None, ENDINGS)))
            error = SourceError(f"{path}: not read, as in a folder only {known} are; name the file itself to read it")
            yield draft.Refusal(where=str(path), error=error)
    for fault in refused:
        yield _refusal(str(fault.filename), fault)


def _below(path: Path, refused: list[OSError]) -> Iterator[Path]:
    """All files below a folder, sorted, without the hidden ones; folders that cannot be opened go to `refused`."""
    for folder, folders, names in os.walk(path, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(folder) / name for name in sorted(names) if not name.startswith("."))


def _file(path: Path) -> Iterator[draft.Draft | draft.Refusal]:
    return _parsed(path.read_bytes, where=str(path), name=path.stem, ending=path.suffix.lower())


def _parsed(load: Callable[[], bytes], *, where: str, name: str, ending: str) -> Iterator[draft.Draft | draft.Refusal]:
    """The drafts in what `load` brings."""
    try:
        content = encoding.decode(load(), where=where)
        yield from _format(content, ending).read(content, where=where, name=name)
    except OSError as error:
        yield _refusal(where, error)
    except SourceError as error:
        yield draft.Refusal(where=where, error=error)


def _refusal(where: str, error: OSError) -> draft.Refusal:
    """A file or folder that the system does not open, in words."""
    if isinstance(error, FileNotFoundError):
        return draft.Refusal(where=where, error=SourceError(f"{where}: no such file or folder; check the path"))
    reason = f"{where}: cannot be read ({error.strerror or error}); check its permissions"
    return draft.Refusal(where=where, error=SourceError(reason))


def _format(content: str, ending: str) -> Format:
    """The format by the content where that is plain, else by the file's ending."""
    by_name = next((row for row in FORMATS if ending in row.endings), FORMATS[-1])
    return next((row for row in FORMATS[:-1] if row.is_mine(content)), by_name)
