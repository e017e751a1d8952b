"""An article's own lines, without the page around them: menus, lists of other headlines, bylines, notices."""

from __future__ import annotations

import re

from kg.articles.cues import Cues

_TRIM = " |•·*>»→▪■►-–—_=~#"
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’)\]]*$")
_PARAGRAPH = 80
"""Least number of characters of a paragraph that ends a block of boilerplate."""
_HEADLINE = 110
"""Greatest number of characters of a headline."""
_HEADLINES = 3
"""Least number of headlines that make a list of them."""


def cut(lines: list[str], cues: Cues) -> list[str]:
    """The lines of normalised text that are the article's own, blank lines between paragraphs kept."""
    return _without_headlines(_without_furniture(_without_blocks(lines, cues), cues))


def _without_blocks(lines: list[str], cues: Cues) -> list[str]:
    """The lines outside the blocks that a heading such as 'Related stories' begins."""
    kept, inside = [], False
    for line in lines:
        bare = line.strip(_TRIM)
        if cues.heading.fullmatch(bare.rstrip(":")):
            inside = True
        elif inside and len(bare) >= _PARAGRAPH and _SENTENCE_END.search(bare):
            inside = False
        if not inside:
            kept.append(line)
    return kept


def _without_furniture(lines: list[str], cues: Cues) -> list[str]:
    """The lines without those that are no part of the article each by itself, nor what hangs on at a line's end."""
    kept = []
    for line in lines:
        bare = line.strip(_TRIM)
        if line and (not bare or cues.line.fullmatch(bare)):
            continue
        own = _without_tail(line, cues).strip(" |")
        if own or not line:
            kept.append(own)
    return kept


def _without_tail(line: str, cues: Cues) -> str:
    """`line` up to the notes at its end ('(Reporting by ...)')."""
    tails = [(match.start(), match.end()) for match in cues.tail.finditer(line)]
    while tails and not line[tails[-1][1] :].strip():
        line = line[: tails.pop()[0]].rstrip()
    return line


def _without_headlines(lines: list[str]) -> list[str]:
    """The lines without a list of headlines at the end: three or more short lines, none of which ends a sentence."""
    end = len(lines)
    while end and _is_headline(lines[end - 1]):
        end -= 1
    headlines = sum(map(bool, lines[end:]))
    introduced = end == 0 or lines[end - 1].endswith((":", ";", ","))
    return lines if headlines < _HEADLINES or introduced else lines[:end]


def _is_headline(line: str) -> bool:
    """Whether `line` is empty or could be the headline of another article."""
    if not line:
        return True
    starts = next((char for char in line if char.isalnum()), "")
    own = len(line) > _HEADLINE or _SENTENCE_END.search(line) or starts.islower() or line[0] in "-–—•*"
    return not own
