"""Runs the pipeline over gold sets, prints how well it does, and fails below the floors in floors.toml.

    python tests/eval/run.py [GOLD_DIR ...] [--raise | --lower] [--errors N] [--model NAME]

Without GOLD_DIR: tests/eval/gold, and ../shared/gold/dev where it exists. A gold file without `text` takes the article
of its id from examples/articles. Where ../shared/gold has PLOVER's records and the package rigour is installed, its
scorer runs too; it has no floor. --raise lifts the floors to the present figures; --lower sets them there even where
that lowers one. Exit code 1 below a floor.
"""

# ruff: noqa: T201 (its output is what it is for)
from __future__ import annotations

import argparse
import math
import os
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

EVAL = Path(__file__).resolve().parent
ROOT = EVAL.parent.parent
sys.path[:0] = [str(ROOT)]

from kg import evaluation  # noqa: E402
from kg.errors import KGError  # noqa: E402
from kg.evaluation import report  # noqa: E402
from kg.evaluation.scoring import Score  # noqa: E402
from kg.pipeline import MODEL  # noqa: E402

FLOORS = EVAL / "floors.toml"
EXAMPLES = ROOT / "examples" / "articles"
OWN, SHARED = EVAL / "gold", ROOT.parent / "shared" / "gold" / "dev"
PLOVER = SHARED.parent / "plover_dev.json"
HEAD = """\
# The least figures that `make eval` accepts, a table a gold set. They may only rise: `tests/eval/run.py --raise` writes
# the present figures where they are higher; lowering one takes `--lower`, and a reason in the commit message.
"""


def main() -> int:
    """Exit code of the command line."""
    args = _arguments()
    pinned = tomllib.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    failed = False
    for folder in args.gold or [OWN, *([SHARED] if SHARED.is_dir() else [])]:
        name = Path(os.path.relpath(folder, ROOT)).as_posix()
        result = evaluate(folder, args.model)
        print(f"\n{name}\n{report.figures(result)}\n\n{report.reliability(result.graded)}")
        if args.errors:
            print(f"\n{report.mistakes(result, most=args.errors)}", end="")
        if args.higher or args.lower:
            pinned[name] = moved(pinned.get(name, {}), result.figures(), may_lower=args.lower)
        for line in below(pinned.get(name, {}), result.figures()):
            failed = True
            print(f"{name}: {line}", file=sys.stderr)
    if args.higher or args.lower:
        FLOORS.write_text(written(pinned), "utf-8")
    if not args.gold and PLOVER.exists() and find_spec("rigour"):
        print(f"\n{Path(os.path.relpath(PLOVER, ROOT)).as_posix()}\n{plover()}")
    return int(failed)


def evaluate(folder: Path, model: str) -> Score:
    """The score of the pipeline over one gold folder."""
    return evaluation.evaluate(folder, articles=[EXAMPLES], model=model)


def plover() -> str:
    """What the scorer beside PLOVER's records says of the pipeline."""
    command = [sys.executable, PLOVER.with_name("plover_score.py"), PLOVER, f"{sys.executable} -m kg"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return done.stdout.rstrip()


def below(floors: dict[str, float], figures: dict[str, float]) -> list[str]:
    """A line for each figure that is below its floor."""
    return [
        f"{name} is {figures[name]:.4f}, below its floor of {floor:.3f}"
        for name, floor in floors.items()
        if figures[name] < floor
    ]


def moved(floors: dict[str, float], figures: dict[str, float], *, may_lower: bool) -> dict[str, float]:
    """The floors set to the figures, cut to three digits; without `may_lower` a floor never falls."""
    present = {name: math.floor(figure * 1000) / 1000 for name, figure in figures.items()}
    return present if may_lower else {name: max(value, floors.get(name, 0.0)) for name, value in present.items()}


def written(pinned: dict[str, dict[str, float]]) -> str:
    """The text of the file of floors."""
    tables = (
        f'\n["{name}"]\n' + "".join(f"{key} = {value:.3f}\n" for key, value in floors.items())
        for name, floors in sorted(pinned.items())
    )
    return HEAD + "".join(tables)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=Path)
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--raise", dest="higher", action="store_true", help="lift the floors to the present figures")
    change.add_argument("--lower", action="store_true", help="set the floors to the present figures, lower ones too")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show the first N mistakes of each kind")
    parser.add_argument("--model", default=MODEL, help="an installed spaCy pipeline (%(default)s)")
    return parser.parse_args()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KGError as error:
        sys.exit(f"run.py: {error}")
