"""A score in words: the figures, how far confidence can be trusted, and the mistakes by kind."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.evaluation.scoring import KINDS
from kg.outputs import terminal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.evaluation.scoring import Score

SURE = 0.8
"""From here on an event counts as sure."""
_BINS = 10
_WIDEST = 240


def figures(score: Score) -> str:
    """The figures of `score`, whole and by type, as a table without a line feed at its end."""
    rows = [f"{'':13}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}{'found':>7}{'hits':>7}   ({score.articles} articles)"]
    tallies = {name: getattr(score, name) for name in ("event", "argument", "person", "post")}
    tallies |= {f"  {name}": score.types[name] for name in sorted(score.types)}
    for name, t in tallies.items():
        rows.append(f"{name:13}{t.precision:7.3f}{t.recall:7.3f}{t.f1:7.3f}{t.gold:7}{t.predicted:7}{t.hit:7}")
    for name in ("date", "modality", "state"):
        share = getattr(score, name)
        rows.append(f"{name:13}{share.accuracy:7.3f} of {share.total}")
    return "\n".join(rows)


def reliability(graded: Sequence[tuple[float, bool]]) -> str:
    """How often events of each confidence are right, as a table without a line feed at its end."""
    rows = [f"{'confidence':13}{'events':>7}{'mean':>7}{'right':>7}"]
    for least in range(_BINS):
        found = [(sure, right) for sure, right in graded if min(int(sure * _BINS), _BINS - 1) == least]
        if found:
            rows.append(f"{least / _BINS:.1f} - {(least + 1) / _BINS:.1f}    {_shares(found)}")
    rows.append(f"{f'{SURE} and above':13}{_shares([one for one in graded if one[0] >= SURE])}")
    rows.append(f"{'Brier score':13}{brier(graded):7.4f}")
    return "\n".join(rows)


def brier(graded: Sequence[tuple[float, bool]]) -> float:
    """The mean square of how far each confidence is from what was right: 0 is best."""
    return sum((sure - right) ** 2 for sure, right in graded) / len(graded) if graded else 0.0


def mistakes(score: Score, *, most: int) -> str:
    """How many mistakes there are by type and kind, and the first `most` of each kind, ending in a line feed."""
    counts = Counter((one.type, one.kind) for one in score.mistakes)
    types = sorted({one.type for one in score.mistakes})
    rows = [[type_, *(str(counts[type_, kind] or "") for kind in KINDS)] for type_ in types]
    lines = [terminal.table([["mistakes", *KINDS], *rows])]
    for kind in KINDS if most else ():
        found = sorted((one for one in score.mistakes if one.kind == kind), key=lambda one: one.type)
        left = [f"... ({len(found) - most} more)"] if len(found) > most else []
        lines += _block(kind, [f"{one.type}, {one.article}: {one.text}" for one in found[:most]] + left)
    return "".join(lines)


def _block(heading: str, lines: Iterable[str]) -> list[str]:
    """A heading and its lines, nothing where there are no lines."""
    found = [f"  {terminal.cell(line)[:_WIDEST]}\n" for line in lines]
    return [f"\n{heading}\n", *found] if found else []


def _shares(found: Sequence[tuple[float, bool]]) -> str:
    if not found:
        return f"{0:7}"
    mean, right = (sum(values) / len(found) for values in zip(*found, strict=True))
    return f"{len(found):7}{mean:7.3f}{right:7.3f}"
