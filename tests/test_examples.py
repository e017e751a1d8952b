"""The scripts under examples/ run, each in an empty folder, and leave what they promise."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import kg
from kg import folder

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


def test_a_made_up_world_is_read_with_its_gazetteer(tmp_path: Path) -> None:
    own, article, graph = EXAMPLES / "gazetteer.toml", EXAMPLES / "ardania.txt", tmp_path / "graph"
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    command = [sys.executable, "-m", "kg", "extract", article, "--gazetteer", own, "--date", "2014-05-07"]
    done = subprocess.run(
        command, env=os.environ | {"PYTHONPATH": path}, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert {one["name"]: one["state"] for one in found["people"]} == {"Ilsa Varnhem": "X-ARD", "Teodor Kesh": "X-SOV"}
    told = {(e["type"], e["modality"], e["start"], e["end"]): e["args"] for e in found["events"]}
    visit = told["Visit", "actual", "2014-05-05", "2014-05-06"]
    assert (visit["visitor"], visit["destination"], visit["place"]) == (["Teodor Kesh"], ["Ardania"], ["Velgrad"])
    assert set(told["Meeting", "actual", "2014-05-06", "2014-05-06"]["participant"]) == {"Ilsa Varnhem", "Teodor Kesh"}
    assert set(told["Agreement", "actual", None, None]["party"]) == {"Ardania", "Sovnia"}
    assert told["Visit", "planned", "2014-06", "2014-06"]["visitor"] == ["Ilsa Varnhem"]

    kg.build([article], graph, date=date(2014, 5, 7), gazetteer=own)
    assert folder.validate(graph).conforms
    for state in ("X-ARD", "Ardania"):
        assert "Teodor Kesh" in str(folder.query(graph, "visits-to-state", params={"state": state}).rows)


def test_without_its_gazetteer_a_made_up_world_has_no_states() -> None:
    [found] = kg.extract([EXAMPLES / "ardania.txt"], date=date(2014, 5, 7))
    assert not any((one["state"] or "").startswith("X-") for one in found["people"])
