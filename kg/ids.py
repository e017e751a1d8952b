"""Ids as content hashes: the same content has the same id on every machine and every run."""

from __future__ import annotations

import hashlib
import json
import unicodedata

_LENGTH = 20  # hex digits: 80 bits, a collision is not to be expected below a hundred billion things


def digest(*parts: object) -> str:
    """A hex digest of `parts` in their order: 20 lower-case hex digits. Parts are strings, None or tuples of them."""
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def folded(name: str) -> str:
    """`name` as it counts for identity: NFKC, case-folded, white space run together."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
