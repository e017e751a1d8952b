"""Measures on gold how far each rule can be trusted, and writes it to kg/lexicons/en/confidence.toml.

    python tests/eval/calibrate.py [GOLD_DIR ...] [--check] [--model NAME]

Without GOLD_DIR: tests/eval/gold, and ../shared/gold/dev where it exists. Run it after a change of the rules; --check
prints the tables and writes nothing. An event is right where it is paired with one of the gold.

Each row of the lexicon has the part of its events that were right, drawn towards that of its type, and this towards
that of all events (the mean of a beta prior); each slot likewise. A logistic regression (Newton, ridge) weighs these
with the other signs of `kg.confidence`. For its training an article's events get parts measured without that article.
The tables show confidence by cross-validation over the articles, so that none is graded by what it taught.
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
from kg.lexicons.calibration import Calibration  # noqa: E402
from kg.model import Entity, Event  # noqa: E402
from kg.outputs import records  # noqa: E402
from kg.pipeline import MODEL  # noqa: E402

EXAMPLES = ROOT / "examples" / "articles"
OWN, SHARED = EVAL / "gold", ROOT.parent / "shared" / "gold" / "dev"
FILE = ROOT / "kg" / "lexicons" / "en" / "confidence.toml"
HEAD = """\
# How often the rows of events.toml are right, as measured on gold, and how the signs of kg/confidence.py weigh.
# Written by tests/eval/calibrate.py: run it after a change of the rules, don't edit.

"""
FOLDS = 10
RULE_PRIOR, TYPE_PRIOR, SLOT_PRIOR = 8, 20, 15
"""How many events of the wider kind each row, type and slot starts with."""
RIDGE = 2.0
STEPS, CLOSE = 50, 1e-10
DIGITS = 4

Grades = list[tuple[float, bool]]


@dataclass(frozen=True, slots=True)
class Example:
    """An event that was found in an article with gold, and whether the gold has it."""

    article: str
    right: bool
    event: Event
    entities: Mapping[str, Entity]


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
            table = report.reliability(graded_by(calibrated(others), found))
            print(f"\n{folder.name}, measured on the others alone\n{table}")
    if not args.check:
        FILE.write_text(written(calibrated(whole)), "utf-8")
    return 0


def examples(folder: Path, model: str) -> list[Example]:
    """The events that are found in the articles of one gold folder."""
    found = []
    for gold, graph in evaluation.graphs(folder, articles=[EXAMPLES], model=model):
        entities = {entity.id: entity for entity in graph.entities}
        told = [records.record(replace(graph, events=(event,)))["events"][0] for event in graph.events]
        hits = {j for _, j in scoring.pair(gold["events"], told)}
        name = f"{folder.name}/{gold['id']}"
        found += [Example(name, j in hits, event, entities) for j, event in enumerate(graph.events)]
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
            graded += graded_by(calibrated(others), mine)
    return graded


def graded_by(measured: Calibration, found: Sequence[Example]) -> Grades:
    """The confidence that a calibration gives."""
    return [
        (confidence.chance(confidence.signs(one.event, one.entities, measured), measured.weights), one.right)
        for one in found
    ]


def calibrated(found: Sequence[Example]) -> Calibration:
    """The parts that are right, and the weights of the signs."""
    by_article = defaultdict(list)
    for one in found:
        by_article[one.article].append(one)
    rows: list[dict[str, float]] = []
    right: list[bool] = []
    for article in sorted(by_article):
        others = measured([one for one in found if one.article != article])
        rows += [confidence.signs(one.event, one.entities, others) for one in by_article[article]]
        right += [one.right for one in by_article[article]]
    names = sorted(rows[0])
    weights = fitted([[row[name] for name in names] for row in rows], right, free=names.index("always"))
    return replace(measured(found), weights=dict(zip(names, weights, strict=True)))


def measured(found: Sequence[Example]) -> Calibration:
    """The parts that are right, of all, by type, row and slot."""
    overall = (sum(one.right for one in found) + 1) / (len(found) + 2)
    types, rules, slots = (defaultdict[str, list[bool]](list) for _ in range(3))
    type_of = {}
    for one in found:
        types[one.event.type].append(one.right)
        rules[confidence.rule(one.event)].append(one.right)
        type_of[confidence.rule(one.event)] = one.event.type
        for slot in sorted({confidence.slot(part) for part in one.event.participants}):
            slots[slot].append(one.right)
    of_types = {name: drawn(hits, overall, TYPE_PRIOR) for name, hits in types.items()}
    return Calibration(
        overall=overall,
        types=of_types,
        rules={name: drawn(hits, of_types[type_of[name]], RULE_PRIOR) for name, hits in rules.items()},
        slots={name: drawn(hits, overall, SLOT_PRIOR) for name, hits in slots.items()},
        weights={},
    )


def drawn(hits: Sequence[bool], towards: float, strength: float) -> float:
    """The part of `hits` that is right, drawn towards a part that counts as `strength` of them."""
    return (sum(hits) + strength * towards) / (len(hits) + strength)


def fitted(rows: Sequence[Sequence[float]], right: Sequence[bool], *, free: int) -> list[float]:
    """The weights of a logistic regression with a ridge on all of them but that at `free`."""
    size = len(rows[0])
    ridge = [0.0 if i == free else RIDGE for i in range(size)]
    weights = [0.0] * size
    for _ in range(STEPS):
        slope = [-ridge[i] * weights[i] for i in range(size)]
        curve = [[ridge[i] * (i == j) for j in range(size)] for i in range(size)]
        for row, hit in zip(rows, right, strict=True):
            p = 1 / (1 + math.exp(-sum(w * x for w, x in zip(weights, row, strict=True))))
            for i in range(size):
                slope[i] += (hit - p) * row[i]
                for j in range(size):
                    curve[i][j] += p * (1 - p) * row[i] * row[j]
        step = solved(curve, slope)
        weights = [w + s for w, s in zip(weights, step, strict=True)]
        if max(map(abs, step)) < CLOSE:
            break
    return weights


def solved(matrix: Sequence[Sequence[float]], values: Sequence[float]) -> list[float]:
    """The solution of linear equations, by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, values, strict=True)]
    for i in range(len(rows)):
        best = max(range(i, len(rows)), key=lambda r: abs(rows[r][i]))
        rows[i], rows[best] = rows[best], rows[i]
        for r in range(len(rows)):
            if r != i:
                factor = rows[r][i] / rows[i][i]
                rows[r] = [x - factor * y for x, y in zip(rows[r], rows[i], strict=True)]
    return [row[-1] / row[i] for i, row in enumerate(rows)]


def written(found: Calibration) -> str:
    """The text of the file."""
    text = f"{HEAD}overall = {found.overall:.{DIGITS}f}\n"
    for name in ("types", "rules", "slots", "weights"):
        parts = sorted(getattr(found, name).items())
        text += f"\n[{name}]\n" + "".join(f'"{key}" = {part:.{DIGITS}f}\n' for key, part in parts)
    return text


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KGError as error:
        sys.exit(f"calibrate.py: {error}")
