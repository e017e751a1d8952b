from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import outputs
from kg.cli import commands
from kg.errors import OutputError
from kg.model import Graph


@pytest.mark.parametrize("name", ["graph.xlsx", "graph"])
def test_an_unknown_ending_names_the_known_ones(talks: Graph, tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError) as caught:
        outputs.write(talks, tmp_path / name)
    assert all(ending in str(caught.value) for ending in outputs.ENDINGS)
    assert "\n" not in str(caught.value)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("ending", [".graphml", ".GEXF", ".csv"])
def test_each_ending_has_a_writer_that_gives_the_same_bytes_again(talks: Graph, tmp_path: Path, ending: str) -> None:
    paths = [tmp_path / f"{name}{ending}" for name in ("one", "two")]
    for path in paths:
        outputs.write(talks, path)
    one, two = ([file.read_bytes() for file in sorted(path.rglob("*"))] or [path.read_bytes()] for path in paths)
    assert one == two
    assert sorted(tmp_path.iterdir()) == paths


@pytest.mark.parametrize("ending", [".graphml", ".gexf", ".csv"])
def test_a_missing_folder_is_one_line(talks: Graph, tmp_path: Path, ending: str) -> None:
    path = tmp_path / "missing" / f"graph{ending}"
    with pytest.raises(OutputError, match="cannot be written") as caught:
        outputs.write(talks, path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("ending", [".graphml", ".gexf", ".csv"])
def test_a_file_that_exists_is_replaced(talks: Graph, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"graph{ending}"
    outputs.write(Graph(), path)
    outputs.write(talks, path)
    written = "".join(f.read_text("utf-8") for f in path.iterdir()) if path.is_dir() else path.read_text("utf-8")
    assert "Ana Ruiz" in written


def test_a_folder_in_the_way_of_a_file(talks: Graph, tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    path.mkdir()
    with pytest.raises(OutputError, match="cannot be written"):
        outputs.write(talks, path)
    assert list(tmp_path.iterdir()) == [path]


def test_the_help_of_export_names_the_same_endings() -> None:
    shown = CliRunner().invoke(commands.app, ["export", "--help"]).output
    assert re.findall(r"\.\w+", shown.partition("FILE <path>")[2].partition("(a")[0]) == list(outputs.ENDINGS)
