from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import OutputError
from kg.model import Entity, Graph
from kg.outputs import tables


def _read(path: Path) -> dict[str, list[dict[str, str]]]:
    found = {}
    for file in sorted(path.iterdir()):
        with file.open(encoding="utf-8", newline="") as lines:
            found[file.stem] = list(csv.DictReader(lines))
    return found


def test_every_table_has_its_header_even_when_empty(tmp_path: Path) -> None:
    tables.write(Graph(), tmp_path / "out.csv")
    for table, columns in tables.COLUMNS.items():
        assert (tmp_path / "out.csv" / f"{table}.csv").read_text("utf-8") == ",".join(columns) + "\n"


def test_the_rows_of_the_talks(talks: Graph, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    tables.write(talks, path)
    read = _read(path)
    assert set(read) == set(tables.COLUMNS)
    assert read["people"] == [
        {
            "id": "e1",
            "name": "Ana Ruiz",
            "aliases": "Ruiz; A. Ruiz",
            "state": "ES",
            "wikidata": "",
            "posts": "Foreign Minister, Spain",
            "events": "2",
        },
        {"id": "e2", "name": "Ole Berg", "aliases": "", "state": "NO", "wikidata": "", "posts": "", "events": "1"},
    ]
    assert read["tenures"] == [
        {
            "id": "t1",
            "person": "e1",
            "person_name": "Ana Ruiz",
            "post": "e5",
            "post_name": "Foreign Minister",
            "of": "e3",
            "of_name": "Spain",
            "start": "2023",
            "end": "",
            "former": "no",
        },
    ]
    assert read["participants"][0] == {
        "event": "v1",
        "type": "Meeting",
        "role": "participant",
        "entity": "e1",
        "kind": "person",
        "name": "Ana Ruiz",
        "capacity": "t1",
        "capacity_name": "Foreign Minister",
        "behalf": "e3",
        "behalf_name": "Spain",
    }
    assert [(row["id"], row["start"], row["place_name"], row["confidence"]) for row in read["events"]] == [
        ("v1", "2024-05-03", "Oslo", "0.9"),
        ("v2", "2024-06", "", "0.8"),
    ]
    assert [(row["subject"], row["kind"], row["rule"]) for row in read["evidence"]] == [
        ("t1", "tenure", "title"),
        ("v1", "event", "meet-verb"),
        ("v1", "participant", "dobj"),
        ("v2", "event", "visit-verb"),
    ]
    assert read["articles"][0]["published"] == "2024-05-04"
    assert {row["name"] for row in read["entities"]} == {entity.name for entity in talks.entities}


def test_a_quote_is_the_slice_of_its_article(talks: Graph, tmp_path: Path) -> None:
    tables.write(talks, tmp_path / "out.csv")
    text = talks.articles[0].text
    for row in _read(tmp_path / "out.csv")["evidence"]:
        assert text[int(row["start"]) : int(row["end"])] == row["quote"]


def test_a_text_is_no_formula(tmp_path: Path) -> None:
    names = ("=1+1", "+1", "-1", "@x", "\tx", "plain - text", 'a "quoted"\nname, with all')
    graph = Graph(entities=tuple(Entity(id=f"e{i}", kind="place", name=name) for i, name in enumerate(names)))
    tables.write(graph, tmp_path / "out.csv")
    assert [row["name"] for row in _read(tmp_path / "out.csv")["entities"]] == [
        "'=1+1",
        "'+1",
        "'-1",
        "'@x",
        "'\tx",
        "plain - text",
        'a "quoted"\nname, with all',
    ]


def test_half_a_character_does_not_stop_the_export(attack: Graph, tmp_path: Path) -> None:
    tables.write(attack, tmp_path / "out.csv")
    assert any("שלום" in row["name"] for row in _read(tmp_path / "out.csv")["entities"])


def test_the_order_of_the_graph_does_not_matter(talks: Graph) -> None:
    turned = replace(talks, entities=talks.entities[::-1], events=talks.events[::-1])
    assert tables.rows(turned) == tables.rows(talks)


def test_a_folder_of_other_files_is_left_alone(talks: Graph, tmp_path: Path) -> None:
    (tmp_path / "out.csv").mkdir()
    (tmp_path / "out.csv" / "diary.txt").write_text("mine")
    with pytest.raises(OutputError, match=r"diary\.txt"):
        tables.write(talks, tmp_path / "out.csv")
    assert [file.name for file in (tmp_path / "out.csv").iterdir()] == ["diary.txt"]


def test_a_file_in_the_way_is_left_alone(talks: Graph, tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("mine")
    with pytest.raises(OutputError, match="is a file"):
        tables.write(talks, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text() == "mine"
