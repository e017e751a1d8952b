"""Bytes -> text: Unicode in its usual encodings, else what the page says, else a guess."""

from __future__ import annotations

import codecs
import re

from kg.errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_HEAD = 4096
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1b")


def decode(data: bytes, *, where: str) -> str:
    """`data` as text; a SourceError where it is empty, binary or in no encoding that is known."""
    if not data.strip():
        raise SourceError(f"{where}: the file is empty; give one that holds an article")
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if marked is None and any(byte in _CONTROLS for byte in data[:_HEAD]):
        raise SourceError(f"{where}: the file is binary, no text; give the article as .txt, .html, .json or .jsonl")
    declared = _DECLARED.search(data[:_HEAD])
    names = [marked] if marked else ["utf-8", *([declared[1].decode("ascii")] if declared else [])]
    for name in names:
        try:
            return data.decode(name)
        except (UnicodeError, LookupError):
            continue
    return _guess(data, where)


def _guess(data: bytes, where: str) -> str:
    """`data` in the Western encoding of old Windows files, else in the one that charset-normalizer finds."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        # Loaded here, as hardly any file needs it.
        from charset_normalizer import from_bytes  # noqa: PLC0415

        best = from_bytes(data).best()
        if best is None:
            raise SourceError(f"{where}: the file's encoding is not known; save it as UTF-8") from None
        return str(best)
