"""The wheel: it holds all that kg needs beside its code, and works from there, away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DATA = {
    "ontology": "kg/data/ontology",
    "queries": "kg/data/queries",
    "kg/lexicons": "kg/lexicons",
    "kg/gazetteers": "kg/gazetteers",
    "kg/outputs/page": "kg/outputs/page",
}
"""Folders of data in the checkout, and where they are in the wheel."""

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path, path: Path | None = None) -> str:
    """The standard output of a command that has to succeed, with `path` before all other packages."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    env |= {"PYTHONPATH": str(path)} if path else {}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=env,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT, cwd=folder)
    (found,) = folder.glob("kg_diplomacy-*.whl")
    return found


@pytest.fixture(scope="module")
def site(wheel: Path) -> Path:
    """A folder with the wheel alone installed in it."""
    folder = wheel.parent / "site"
    run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", folder, wheel, cwd=wheel.parent)
    return folder


def test_it_holds_the_data(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    for folder, inside in DATA.items():
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file() and path.suffix != ".pyc"]
        assert len(files) >= 3, folder
        assert {f"{inside}/{path.relative_to(ROOT / folder).as_posix()}" for path in files} <= held
    assert "kg/py.typed" in held
    assert any(name.endswith("/licenses/LICENSE") for name in held)
    assert any(name.endswith("/licenses/THIRD-PARTY.md") for name in held)


def test_it_holds_the_code_and_nothing_else(wheel: Path) -> None:
    held = zipfile.ZipFile(wheel).namelist()
    assert {f"{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "kg").rglob("*.py")} <= set(held)
    assert {name.partition("/")[0].partition("-")[0] for name in held} == {"kg", "kg_diplomacy"}
    assert not [name for name in held if "__pycache__" in name or "/tests/" in name]


def test_the_main_job_runs_away_from_the_checkout(site: Path, tmp_path: Path) -> None:
    def kg(*args: str | Path) -> str:
        return run(sys.executable, "-P", "-m", "kg", *args, cwd=tmp_path, path=site)

    where = run(sys.executable, "-P", "-c", "import kg; print(kg.__file__)", cwd=tmp_path, path=site)
    assert Path(where.strip()).parent == site / "kg"
    article = ROOT / "examples" / "articles" / "ethiopia-eritrea-2018.html"
    assert "events" in kg("build", article, "-o", "graph")
    assert "Abiy Ahmed" in kg("query", "graph", "posts-held", "--format", "csv")
    assert kg("validate", "graph") == "The graph conforms.\n"
    for file in ("graph.ttl", "graph.jsonld", "graph.graphml"):
        kg("export", "graph", file)
        assert (tmp_path / file).stat().st_size > 1000
    kg("view", "graph", "-o", "graph.html")
    assert "Asmara" in (tmp_path / "graph.html").read_text("utf-8")
