"""Measures on gold how far each rule can be trusted, and writes it to kg/lexicons/en/confidence.toml.

    python tests/eval/calibrate.py [GOLD_DIR ...] [--check] [--model NAME]

Without GOLD_DIR: tests/eval/gold, and ../shared/gold/dev where it exists. Run it after a change of the rules; --check
prints the tables and writes nothing. An event is right where it is paired with one of the gold.

A logistic regression weighs the signs of `kg.confidence`: the row that fired, the slots of the arguments, how many of
these are given by name, and so on. A ridge draws each weight towards nothing, the more the fewer events tell of it, so
that a row with few events counts like the others. The tables show confidence by cross-validation over the articles, so
that no event is graded by what its own article taught.
"""

# ruff: noqa: T201 (its output is what it is for)
from __future__ import annotations

import argparse
import math
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

EVAL = Path(__file__).resolve().parent
ROOT = EVAL.parent.parent
sys.path[:0] = [str(ROOT)]

from kg import confidence, evaluation, lexicons  # noqa: E402
from kg.errors import KGError  # noqa: E402
from kg.evaluation import report, scoring  # noqa: E402
from kg.lexicons import calibration  # noqa: E402
from kg.model import Event  # noqa: E402
from kg.outputs import records  # noqa: E402
from kg.pipeline import MODEL  # noqa: E402

EXAMPLES = ROOT / "examples" / "articles"
OWN, SHARED = EVAL / "gold", ROOT.parent / "shared" / "gold" / "dev"
FILE = ROOT / "kg" / "lexicons" / "en" / "confidence.toml"
HEAD = """\
# How much each sign of kg/confidence.py weighs for an event to be right, in log-odds, as measured on gold.
# Written by tests/eval/calibrate.py: run it after a change of the rules, don't edit.
"""
FOLDS = 10
RIDGES = {"rules": 10.0, "slots": 5.0, "signs": 1.0}
"""How strongly the weights of a table are drawn towards nothing."""
ALWAYS = "signs.always"
SWEEPS, CLOSE = 500, 1e-6
DIGITS = 4

Grades = list[tuple[float, bool]]


@dataclass(frozen=True, slots=True)
class Example:
    """An event that was found in an article with gold, and whether the gold has it."""

    article: str
    right: bool
    event: Event
    signs: Mapping[str, float]


def main() -> int:
    """Exit code of the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("--model", default=MODEL, help="an installed spaCy pipeline (%(default)s)")
    args = parser.parse_args()
    folders = args.gold or [OWN, *([SHARED] if SHARED.is_dir() else [])]
    sets = [examples(folder, args.model) for folder in folders]
    whole = [one for found in sets for one in found]
    print(f"{len(whole)} events, {sum(one.right for one in whole)} right")
    print(f"\nbefore: the rows' own weights\n{report.reliability(by_hand(whole))}")
    print(f"\nafter: cross-validated over the articles\n{report.reliability(validated(whole))}")
    for number, (folder, found) in enumerate(zip(folders, sets, strict=True)):
        if others := [one for n, other in enumerate(sets) if n != number for one in other]:
            table = report.reliability(graded_by(fitted(others), found))
            print(f"\n{folder.name}, measured on the others alone\n{table}")
    if not args.check:
        FILE.write_text(written(fitted(whole)), "utf-8")
    return 0


def examples(folder: Path, model: str) -> list[Example]:
    """The events that are found in the articles of one gold folder."""
    found = []
    for gold, graph in evaluation.graphs(folder, articles=[EXAMPLES], model=model):
        entities = {entity.id: entity for entity in graph.entities}
        told = [records.record(replace(graph, events=(event,)))["events"][0] for event in graph.events]
        hits = {j for _, j in scoring.pair(gold["events"], told)}
        name = f"{folder.name}/{gold['id']}"
        found += [
            Example(name, j in hits, event, confidence.signs(event, entities)) for j, event in enumerate(graph.events)
        ]
    return found


def by_hand(found: Sequence[Example]) -> Grades:
    """The confidence that the lexicon's weights give, with a tenth for each further sentence."""
    weights = {row.id: row.weight for row in lexicons.load().rows}
    grades = []
    for one in found:
        best = max(weights.get(told.rule, 0.5) for told in one.event.evidence)
        grades.append((min(1.0, best + 0.1 * (len(one.event.evidence) - 1)), one.right))
    return grades


def validated(found: Sequence[Example]) -> Grades:
    """The confidence that the articles of the other folds give each event."""
    articles = sorted({one.article for one in found})
    fold = {article: number % FOLDS for number, article in enumerate(articles)}
    graded: Grades = []
    for number in range(FOLDS):
        mine = [one for one in found if fold[one.article] == number]
        others = [one for one in found if fold[one.article] != number]
        if mine and others:
            graded += graded_by(fitted(others), mine)
    return graded


def graded_by(weights: Mapping[str, float], found: Sequence[Example]) -> Grades:
    """The confidence that a calibration gives."""
    return [(confidence.chance(one.signs, weights), one.right) for one in found]


def fitted(found: Sequence[Example]) -> dict[str, float]:
    """The weights of the signs: a logistic regression with a ridge, by Newton steps along one sign after the other."""
    column: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, one in enumerate(found):
        for name, value in one.signs.items():
            column[name].append((number, value))
    weights = dict.fromkeys(sorted(column), 0.0)
    odds = [0.0] * len(found)
    for _ in range(SWEEPS):
        longest = 0.0
        for name in weights:
            ridge = 1e-6 if name == ALWAYS else RIDGES[name.partition(".")[0]]
            slope, curve = -ridge * weights[name], ridge
            for number, value in column[name]:
                p = 1 / (1 + math.exp(-odds[number]))
                slope += (found[number].right - p) * value
                curve += p * (1 - p) * value * value
            step = slope / curve
            weights[name] += step
            longest = max(longest, abs(step))
            for number, value in column[name]:
                odds[number] += step * value
        if longest < CLOSE:
            break
    return weights


def written(weights: Mapping[str, float]) -> str:
    """The text of the file."""
    text = HEAD
    for table in calibration.TABLES:
        mine = ((name.partition(".")[2], weight) for name, weight in weights.items() if name.startswith(f"{table}."))
        text += f"\n[{table}]\n" + "".join(f'"{name}" = {weight:.{DIGITS}f}\n' for name, weight in sorted(mine))
    return text


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KGError as error:
        sys.exit(f"calibrate.py: {error}")
