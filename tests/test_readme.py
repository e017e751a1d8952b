"""README.md tells the truth: its commands run, its Python runs, and its generated parts are those of this version.

    python tests/test_readme.py --write [--accuracy]

writes the generated parts anew (`make readme`): the command reference, the questions, the answers of the tour, the
rooms in ARCHITECTURE.md, and with --accuracy the figures of the gold sets.
"""

from __future__ import annotations

import ast
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "eval")]

from typer.main import get_command  # noqa: E402
from typer.testing import CliRunner  # noqa: E402

from kg import queries, resources  # noqa: E402
from kg.cli import app  # noqa: E402
from kg.model import EVENT_TYPES  # noqa: E402

README, ARCHITECTURE = ROOT / "README.md", ROOT / "ARCHITECTURE.md"
LONGEST = 20  # lines of an answer that the tour shows
FIGURES = ("event", "argument", "person", "post")
SHARES = ("date", "modality", "state")


def part(name: str, text: str) -> str:
    """The generated part `name` of `text`."""
    found = re.search(rf"<!-- generated: {name} -->\n(.*?)<!-- end -->", text, re.DOTALL)
    assert found, f"there is no part '{name}'"
    return found[1]


def blocks(language: str, text: str) -> list[str]:
    """The code blocks in that language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def reference() -> str:
    """The command reference: what each command says to --help."""
    calls = ["kg --help", *(f"kg {command} --help" for command in get_command(app).commands)]
    return "".join(f"```text\n$ {call}\n{shown(call)}```\n\n" for call in calls)


def shown(call: str) -> str:
    """What a call prints on a terminal of 80 columns."""
    result = CliRunner().invoke(app, call.split()[1:], prog_name="kg", env={"COLUMNS": "80"})
    assert result.exit_code == 0
    return "".join(f"{line.rstrip()}\n" for line in result.output.strip().splitlines())


def questions() -> str:
    """The questions as a table; what must be given stands in bold."""
    rows = ["| name | answers | asks for |", "| --- | --- | --- |"]
    for query in queries.available():
        asked = ", ".join(f"**{param.name}**" if param.default is None else param.name for param in query.params)
        rows.append(f"| [`{query.name}`](queries/{query.name}.rq) | {query.question} | {asked or '–'} |")
    return "\n".join(rows) + "\n"


def rooms() -> str:
    """The modules of kg as a table, each with the first line of its docstring."""
    rows = ["| room | holds |", "| --- | --- |"]
    for path in sorted((ROOT / "kg").rglob("*.py"), key=lambda path: (path.parent, path.name != "__init__.py", path)):
        words = (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").splitlines()[0]
        name = path.relative_to(ROOT / "kg").as_posix().replace("/__init__.py", "/")
        rows.append(f"| `{name}` | {words.removesuffix('.')} |")
    return "\n".join(rows) + "\n"


def tour(text: str, folder: Path) -> str:
    """The commands of the tour in `text`, run one after the other beside the examples, with what they answer.

    `kg explain` takes the first event that the command before it shows: ids change when the reading does.
    """
    (folder / "examples").symlink_to(ROOT / "examples")
    session: list[str] = []
    for old in re.findall(r"^\$ (.*)$", part("tour", text), re.MULTILINE):
        first = next((found[0][:8] for line in session if (found := re.search(r"\b[0-9a-f]{20}\b", line))), "")
        command = re.sub(r"(?<=kg explain graph )\S+", first, old)
        answer = run(command, folder).splitlines()
        left = [f"... ({len(answer) - LONGEST} more lines)"] if len(answer) > LONGEST + 1 else answer[LONGEST:]
        session += [f"$ {command}", *(line.rstrip() for line in answer[:LONGEST]), *left, ""]
    return "```console\n" + "\n".join(session).rstrip() + "\n```\n"


def run(command: str, folder: Path) -> str:
    """What a `kg` command says; it has to succeed."""
    program, *arguments = shlex.split(command)
    assert program == "kg"
    env = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        cwd=folder, env=env, capture_output=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{command}: {done.stderr}"
    return done.stdout


def accuracy(text: str) -> str:
    """The figures of each gold set that is here; of one that isn't, those that `text` has."""
    from run import MODEL, OWN, SHARED, evaluate  # noqa: PLC0415 (tests/eval/run.py, for this alone)

    old = {line.split("|")[1].strip(): line for line in part("accuracy", text).splitlines() if line.startswith("|")}
    columns = ["gold set", "articles", "events", *(f"{name} F1" for name in FIGURES), *SHARES]
    rows = [f"| {' | '.join(columns)} |", "| --- |" + " ---: |" * (len(columns) - 1)]
    for name, folder in (("`tests/eval/gold`", OWN), ("`../shared/gold/dev`", SHARED)):
        if folder.is_dir():
            score = evaluate(folder, MODEL)
            figures = [getattr(score, figure).f1 for figure in FIGURES]
            figures += [getattr(score, share).accuracy for share in SHARES]
            cells = [name, str(score.articles), str(score.event.gold), *(f"{figure:.2f}" for figure in figures)]
            rows.append(f"| {' | '.join(cells)} |")
        elif name in old:
            rows.append(old[name])
    return "\n".join(rows) + "\n"


def replaced(text: str, parts: dict[str, str]) -> str:
    """`text` with its generated parts `parts` put in."""
    for name, body in parts.items():
        head, rest = text.split(f"<!-- generated: {name} -->\n")
        text = f"{head}<!-- generated: {name} -->\n{body}{rest[rest.index('<!-- end -->') :]}"
    return text


def write(*, measure: bool) -> None:
    """Writes the generated parts anew."""
    text = README.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        parts = {"reference": reference(), "questions": questions(), "tour": tour(text, Path(folder))}
    if measure:
        parts["accuracy"] = accuracy(text)
    README.write_text(replaced(text, parts), "utf-8")
    ARCHITECTURE.write_text(replaced(ARCHITECTURE.read_text("utf-8"), {"rooms": rooms()}), "utf-8")


@pytest.fixture(scope="module")
def readme() -> str:
    return README.read_text("utf-8")


def test_the_generated_parts_are_fresh(readme: str) -> None:
    say = "it is behind: run `make readme`"
    assert part("reference", readme) == reference(), say
    assert part("questions", readme) == questions(), say
    assert part("rooms", ARCHITECTURE.read_text("utf-8")) == rooms(), say


def test_the_tour_runs(readme: str, tmp_path: Path) -> None:
    assert tour(readme, tmp_path).count("\n$ ") >= 5


def test_the_python_runs(readme: str, tmp_path: Path) -> None:
    (code,) = blocks("python", readme)
    assert len(code.splitlines()) <= 20
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    env = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") >= 3


def test_the_two_commands_stand_on_a_line_each(readme: str) -> None:
    commands = [block.strip() for block in blocks("sh", readme)]
    assert any(
        re.fullmatch(r"python3 -m venv .*pip install \. && .*kg build examples/\S+ -o .*", one) for one in commands
    )
    assert any(re.fullmatch(r"python3 -m venv .*pip install '\.\[test\]' && .*pytest", one) for one in commands)


def test_every_term_and_file_that_is_named_exists(readme: str) -> None:
    ontology = (resources.folder("ontology") / "kg.ttl").read_text("utf-8")
    terms = set(re.findall(r"`dip:(\w+)`", readme))
    assert len(terms) >= 20
    assert [term for term in sorted(terms) if not re.search(rf"^dip:{term} a ", ontology, re.MULTILINE)] == []
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", readme) if not link.startswith("http")]
    assert [link for link in links if not (ROOT / link).exists()] == []
    assert [name for name in EVENT_TYPES if name not in readme] == []


if __name__ == "__main__":
    assert "--write" in sys.argv, __doc__
    write(measure="--accuracy" in sys.argv)
