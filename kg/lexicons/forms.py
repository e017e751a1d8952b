"""What a word of a text may be a form of, without a parse: enough to show which words a row fired on."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kg import lexicons

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_SHORTEST = 2


def triggers(rule: str, sentence: str, language: str = "en") -> tuple[str, ...]:
    """The words of `sentence` that the row `rule` may have fired on, in their order; none for a row without words."""
    row = next((row for row in lexicons.load(language).rows if row.id == rule), None)
    if row is None:
        return ()
    texts = [match[0] for match in _WORD.finditer(sentence)]
    bases = [frozenset(_bases(text.casefold(), language)) for text in texts]
    found = _at(row.verbs | row.nouns | row.adjectives, bases)
    if not found:
        return ()
    completed = found | (_at(row.objects | row.complements, bases) if row.verbs else set())
    return tuple(dict.fromkeys(texts[i] for i in sorted(completed)))


def _at(words: frozenset[str], bases: list[frozenset[str]]) -> set[int]:
    """Where the words stand; one of several words where its parts follow one another, with others between."""
    found: set[int] = set()
    for word in words:
        first, *rest = word.split()
        for start in (i for i, forms in enumerate(bases) if first in forms):
            places = [start]
            for part in rest:
                places += [i for i in range(places[-1] + 1, len(bases)) if part in bases[i]][:1] or [len(bases)]
            if places[-1] < len(bases):
                found.update(places)
    return found


def _bases(word: str, language: str) -> Iterator[str]:
    forms = _forms(language)
    yield word
    if word in forms["irregular"]:
        yield forms["irregular"][word]
    for ending, other in forms["endings"].items():
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST:
            yield stem + other
            yield from _stems(stem, doubles=ending in forms["doubling"]["before"])


def _stems(stem: str, *, doubles: bool) -> Iterator[str]:
    if doubles:
        yield f"{stem}e"
        if stem[-1] == stem[-2]:
            yield stem[:-1]


@cache
def _forms(language: str) -> Mapping[str, Any]:
    file = files("kg.lexicons").joinpath(language, "forms.toml")
    none: dict[str, Any] = {"endings": {}, "irregular": {}, "doubling": {"before": []}}
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else none
