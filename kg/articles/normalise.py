"""Raw text -> the text that every span points into: one form of each character, space and paragraph."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

_BREAKS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_TOKENISED_SHARE = 0.6
_TOKENISED_LEAST = 2
_WRAP_WIDTHS = range(40, 101)
_WRAPPED_SHARE = 0.8
_WRAPPED_LEAST = 3
_SHORT = 0.6
_DIVIDED = re.compile(r"(\w+)-$")
_SENTENCE_END = re.compile(r"[.!?:…][\"'”’)\]]*$")


def text(raw: str) -> str:
    """`raw` with its characters, spacing and paragraphs put right; doing it again changes nothing.

    Characters are NFC without invisible ones, lines end in a line feed, tokenised newswire ("he said , ``") has its
    usual spacing again, hard-wrapped lines are joined to paragraphs. Breaks between paragraphs stay.
    """
    before, now = None, raw
    while now != before:
        before = now
        now = _spaced(_unwrapped(_detokenised(_characters(now))))
    return now


def line(raw: str) -> str:
    """`raw` as one line of normalised text."""
    return " ".join(text(raw).split())


def _characters(raw: str) -> str:
    """One code point sequence for each character; none that cannot be seen, stored or encoded."""
    return unicodedata.normalize("NFC", "".join(map(_character, unicodedata.normalize("NFC", _BREAKS.sub("\n", raw)))))


def _character(char: str) -> str:
    if char == "\n" or " " <= char <= "~":
        return char
    category = unicodedata.category(char)
    if char == "\t" or category == "Zs":
        return " "
    if category == "Cs":
        return "\N{REPLACEMENT CHARACTER}"
    return "" if category in {"Cc", "Cf"} else char


def _spaced(raw: str) -> str:
    """No space at the ends of lines or doubled within them, at most one blank line between paragraphs."""
    lines = "\n".join(" ".join(part.split()) for part in raw.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n")


# Tokenised text: the marks of a tokeniser, and what undoes them, in this order.

_SPACED_MARKS = re.compile(r"(?<=\S) [,.](?=\s|$)|``|(?<= )''|-[LR][RSC]B-| @[-,.]@ | n't\b| 's(?= )")
_TIGHT_MARKS = re.compile(r"\w,(?=\s)|[a-z]{2}\.(?=\s|$)|\w['’]s\b|\w[\"”](?=\s)|[a-z](?<=n)['’]t\b")
_QUOTED = re.compile(r'(?:(?<=\s)|^)" ([^"\n]*?) "(?=\s|[.,;:?!]|$)', re.MULTILINE)
_UNDONE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"-L[RSC]B- ?"), "("),
    (re.compile(r" ?-R[RSC]B-"), ")"),
    (re.compile(r" @([-,.])@ "), r"\1"),
    (re.compile(r"\\([/*])"), r"\1"),
    (re.compile(r"`` ?"), '"'),
    (re.compile(r" ?''"), '"'),
    (_QUOTED, r'"\1"'),
    (re.compile(r"(?<=\w) (n['’]t|['’](?:s|re|ve|ll|d|m))(?!\w)", re.IGNORECASE), r"\1"),
    (re.compile(r"(?<=s) (['’]) (?=\w)"), r"\1 "),
    (re.compile(r"([(\[{]) +"), r"\1"),
    (re.compile(r" +([)\]}])"), r"\1"),
    (re.compile(r"(?<=[^\s]) ([,.;:?!%]+)(?=[\s\"')\]]|$)", re.MULTILINE), r"\1"),
    (re.compile(r"(?<![\w])(US|A|C|HK)?([$£€¥]) (?=\d)"), r"\1\2"),
)


def _detokenised(raw: str) -> str:
    """The usual spacing of text that a tokeniser has split; any other text as it is."""
    spaced, tight = len(_SPACED_MARKS.findall(raw)), len(_TIGHT_MARKS.findall(raw))
    if spaced < _TOKENISED_LEAST or spaced < _TOKENISED_SHARE * (spaced + tight):
        return raw
    for pattern, usual in _UNDONE:
        raw = pattern.sub(usual, raw)
    return raw


# Hard-wrapped text: breaks stand where the next word would not have fitted.


def _unwrapped(raw: str) -> str:
    """Paragraphs of hard-wrapped text as one line each, a blank line between them; any other text as it is."""
    blocks = _blocks(raw)
    width = max((len(part) for block in blocks if len(block) > 1 for part in block), default=0)
    breaks = [pair for block in blocks for pair in pairwise(block) if not _is_end(pair[0], width)]
    full = sum(_is_full(first, second, width) for first, second in breaks)
    if width not in _WRAP_WIDTHS or full < max(_WRAPPED_LEAST, _WRAPPED_SHARE * len(breaks)):
        return raw
    words = frozenset(re.findall(r"\w[\w-]*", re.sub(r"\w+-\n *\w+", " ", raw)))
    paragraphs = [paragraph for block in blocks for paragraph in _paragraphs(block, width)]
    return "\n\n".join(_joined(paragraph, words) for paragraph in paragraphs)


def _blocks(raw: str) -> list[list[str]]:
    """The lines of `raw` in groups: a blank line or an indentation begins a new one."""
    lines = [part.rstrip() for part in raw.split("\n")]
    margin = min((len(part) - len(part.lstrip()) for part in lines if part), default=0)
    blocks: list[list[str]] = [[]]
    for part in lines:
        if not part or part[margin : margin + 1] == " ":
            blocks.append([])
        if part:
            blocks[-1].append(part.strip())
    return [block for block in blocks if block]


def _is_full(first: str, second: str, width: int) -> bool:
    """Whether the line `first` had no room for the first word of the line `second`, or divides it."""
    return _DIVIDED.search(first) is not None or len(first) + 1 + len(second.split(" ", 1)[0]) > width


def _is_end(line: str, width: int) -> bool:
    """Whether `line` may end a paragraph: it ends a sentence, or is short as a headline or byline is."""
    return len(line) < _SHORT * width or _SENTENCE_END.search(line) is not None


def _paragraphs(block: list[str], width: int) -> list[list[str]]:
    """A block cut after each line that may end a paragraph and has room left."""
    paragraphs = [[block[0]]]
    for first, second in pairwise(block):
        if _is_end(first, width) and not _is_full(first, second, width):
            paragraphs.append([])
        paragraphs[-1].append(second)
    return paragraphs


def _joined(lines: list[str], words: frozenset[str]) -> str:
    """The lines as one; a word divided at a line's end is made whole, a compound keeps its hyphen."""
    return "".join(_before_break(first, second, words) for first, second in pairwise(lines)) + lines[-1]


def _before_break(line: str, following: str, words: frozenset[str]) -> str:
    """`line` as it stands before the text of the line `following` once the break between them is gone."""
    head, tail = _DIVIDED.search(line), re.match(r"\w+", following)
    if head is None or tail is None:
        return f"{line} "
    if tail[0][0].islower() and not _is_compound(head[1], tail[0], words):
        return line[:-1]
    return line


def _is_compound(head: str, tail: str, words: frozenset[str]) -> bool:
    """Whether `head-tail` is spelt with its hyphen, as the rest of the text tells."""
    if head + tail in words:
        return False
    return f"{head}-{tail}" in words or head.isdigit() or {head, tail} <= words
