"""What the union says of things that several articles name, each in its own way."""

from __future__ import annotations

import json
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Store, Triple

import kg
from kg.outputs.rdf import terms
from kg.outputs.rdf.terms import dip
from kg.stores.union import settled

DAY = date(2013, 4, 23)
TEXTS = {
    "a.txt": "MOSCOW - US President Barack Obama met Russian President Vladimir Putin in Moscow on Monday.\n",
    "b.txt": "BERLIN - President Obama of the United States visited Germany on Tuesday. He met Angela Merkel.\n",
}
ONE = NamedNode(f"{terms.ID}person/1")
TENURE = NamedNode(f"{terms.ID}tenure/1")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Graphs of the same two articles, added one by one in either order."""
    room = tmp_path_factory.mktemp("builds")
    for name, text in TEXTS.items():
        (room / name).write_text(text, "utf-8")
    graphs = []
    for order in permutations(TEXTS):
        graphs.append(room / "-".join(order))
        for name in order:
            kg.build([room / name], graphs[-1], date=DAY)
    return graphs


def test_a_person_of_two_names_is_one_row(built: list[Path]) -> None:
    for graph in built:
        names = [row["who"] for row in kg.query(graph, "people-by-activity").rows]
        assert len(names) == len(set(names))
        assert [name for name in names if name and "Obama" in name] == ["Barack Obama"]


def test_the_articles_give_the_person_two_names(built: list[Path]) -> None:
    quads = Store.read_only(str(built[0] / "triples")).quads_for_pattern(None, terms.LABEL, None, None)
    said = {(quad.object.value, quad.graph_name == DefaultGraph()) for quad in quads if "Obama" in quad.object.value}
    assert said == {("Barack Obama", True), ("Barack Obama", False), ("Obama", False)}


def test_what_is_stored_conforms(built: list[Path]) -> None:
    assert [kg.validate(graph).text for graph in built] == ["conforms"] * 2


def test_the_store_and_its_export_are_the_same_in_either_order(built: list[Path]) -> None:
    one, two = (sorted(map(str, Store.read_only(str(graph / "triples")))) for graph in built)
    assert one == two
    for graph in built:
        kg.export(graph, graph.with_suffix(".ttl"))
    assert len({graph.with_suffix(".ttl").read_bytes() for graph in built}) == 1


def test_two_versions_of_an_article_are_one_in_either_order(tmp_path: Path) -> None:
    texts = (("2013-04-23", TEXTS["a.txt"]), ("2013-04-24", TEXTS["b.txt"]))
    records = [{"id": day, "url": "https://paper.example/a", "text": text, "date": day} for day, text in texts]
    for number, order in enumerate(permutations(records)):
        source = tmp_path / f"{number}.jsonl"
        source.write_text("\n".join(map(json.dumps, order)), "utf-8")
        assert kg.build([source], tmp_path / str(number)).changed == 1
        assert kg.build([source], tmp_path / str(number)).changed == 0
        kg.export(tmp_path / str(number), tmp_path / f"{number}.ttl")
    written = (tmp_path / "0.ttl").read_text("utf-8")
    assert written == (tmp_path / "1.ttl").read_text("utf-8")
    assert "Germany" in written
    assert "Putin" not in written


def test_one_value_of_each_property_that_has_one() -> None:
    said = {Triple(ONE, dip("stateCode"), terms.text(code)) for code in ("US", "UM")}
    said |= {Triple(ONE, terms.SAME_AS, terms.wikidata(item)) for item in ("Q76", "Q77")}
    assert settled(said) == {
        Triple(ONE, dip("stateCode"), terms.text("UM")),
        Triple(ONE, terms.SAME_AS, terms.wikidata("Q76")),
    }


def test_dates_are_those_of_the_edtf() -> None:
    said = {Triple(TENURE, terms.BEGIN, terms.stamp(year)) for year in ("2009", "2010")}
    said |= {Triple(TENURE, dip("edtf"), terms.edtf(year, None)) for year in ("2009", "2010")}
    assert settled(said) == {
        Triple(TENURE, terms.BEGIN, terms.stamp("2009")),
        Triple(TENURE, dip("edtf"), terms.edtf("2009", None)),
    }


def test_a_territory_has_no_other_names() -> None:
    land = NamedNode(f"{terms.ID}territory/1")
    kind = Triple(land, terms.TYPE, dip("Territory"))
    said = {kind, *(Triple(land, terms.LABEL, terms.text(name)) for name in ("Congo", "DR Congo"))}
    assert settled(said) == {kind, Triple(land, terms.LABEL, terms.text("DR Congo"))}
