"""The scripts under examples/ run, each in an empty folder, and leave what they promise."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
LEAVES = {
    "ask_graph.py": {"graph"},
    "draw_graph.py": {"graph", "graph.html"},
    "export_turtle.py": {"graph", "diplomacy.ttl", "tables.csv"},
    "extract_events.py": set(),
}
SAYS = {
    "ask_graph.py": "15 articles",
    "draw_graph.py": "graph.html",
    "export_turtle.py": "the graph conforms to the ontology",
    "extract_events.py": "nixon-china-1972",
}


def test_each_script_is_tested() -> None:
    scripts = {path.name for path in EXAMPLES.glob("*.py")}
    assert scripts == set(LEAVES) == set(SAYS)
    assert len(scripts) >= 3


@pytest.mark.parametrize("script", sorted(LEAVES))
def test_script_runs(script: str, tmp_path: Path) -> None:
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / script)],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert SAYS[script] in done.stdout
    assert {path.name for path in tmp_path.iterdir()} == LEAVES[script]


@pytest.mark.parametrize("ending", [".txt", ".html", ".json", ".jsonl"])
def test_articles_of_each_format(ending: str) -> None:
    assert list((EXAMPLES / "articles").glob(f"*{ending}"))
