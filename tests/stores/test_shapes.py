"""The shapes, each with an example that follows it and one that breaks everything it asks for."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
from rdflib import RDF, SH, Graph, URIRef

from kg import resources
from kg.errors import GraphError
from kg.graph import merge
from kg.model import Graph as Whole
from kg.outputs import rdf
from kg.stores.shapes import validate
from kg.stores.triples import TripleStore

CASES = Path(__file__).parents[1] / "cases" / "shapes"
SHAPES = Graph().parse(resources.folder("ontology") / "shapes.ttl")
NAMES = sorted(str(shape).rpartition("#")[2] for shape in SHAPES.subjects(RDF.type, SH.NodeShape))


def messages(name: str) -> set[str]:
    shape = URIRef("https://w3id.org/kg-diplomacy#" + name)
    holders = [shape, *SHAPES.objects(shape, SH.property), *SHAPES.objects(shape, SH.sparql)]
    return {str(message) for holder in holders for message in SHAPES.objects(holder, SH.message)}


def found(kind: str, name: str) -> set[str]:
    return {violation.message for violation in validate(CASES / kind / f"{name}.ttl").violations}


def focus(name: str, data: Graph) -> bool:
    shape = URIRef("https://w3id.org/kg-diplomacy#" + name)
    if (shape, SH.targetNode, None) in SHAPES:
        return True
    of_class = any((None, RDF.type, class_) in data for class_ in SHAPES.objects(shape, SH.targetClass))
    return of_class or any((None, property_, None) in data for property_ in SHAPES.objects(shape, SH.targetSubjectsOf))


def test_there_are_cases_for_every_shape_and_no_others():
    assert len(NAMES) >= 30
    for kind in ("valid", "invalid"):
        assert sorted(path.stem for path in (CASES / kind).glob("*.ttl")) == NAMES


def test_no_two_shapes_say_the_same():
    everything = [message for name in NAMES for message in messages(name)]
    assert len(everything) == len(set(everything))


@pytest.mark.parametrize("name", NAMES)
def test_a_valid_example_conforms(name):
    assert focus(name, Graph().parse(CASES / "valid" / f"{name}.ttl"))
    assert found("valid", name) & messages(name) == set()


@pytest.mark.parametrize("name", NAMES)
def test_an_invalid_example_breaks_all_that_the_shape_asks_for(name):
    assert messages(name)
    assert found("invalid", name) >= messages(name)


def test_the_shapes_are_shapes():
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=SHAPES, meta_shacl=True)
    assert conforms, text


@pytest.mark.parametrize("suffix", rdf.FORMATS)
def test_a_whole_graph_conforms_in_every_format(sample, tmp_path, suffix):
    rdf.write(sample, tmp_path / f"graph{suffix}")
    report = validate(tmp_path / f"graph{suffix}")
    assert report.conforms
    assert report.text == "conforms"


def test_a_violation_says_where_and_what(sample, tmp_path):
    event = sample.events[1]
    graph = replace(sample, events=(replace(event, participants=event.participants[:1]),))
    rdf.write(graph, tmp_path / "graph.ttl")
    report = validate(tmp_path / "graph.ttl")
    (violation,) = report.violations
    assert not report.conforms
    assert violation.focus == "https://w3id.org/kg-diplomacy/id/event/0b"
    assert violation.path == "dip:participation/dip:role"
    assert violation.message == "A visit has a visitor."
    assert report.text.splitlines() == [
        "https://w3id.org/kg-diplomacy/id/event/0b dip:participation/dip:role: A visit has a visitor.",
        "1 violation",
    ]


def test_a_quote_that_is_not_the_text(sample, tmp_path):
    article = replace(sample.articles[0], text=sample.articles[0].text.replace("met", "MET"))
    with TripleStore.open(tmp_path / "graph", create=True) as store:
        store.add(replace(sample, articles=(article,)))
    messages = [violation.message for violation in validate(tmp_path / "graph").violations]
    assert messages == ["A quote is the article's text at its position."] * 2


JUNK = {
    "event/0a dip:modality dip:negated": "An event is actual, planned, hypothetical or negated.",
    'event/0a dip:topic "gold"': "An event has one topic at most, in words.",
    'event/0a dip:place "Paris"': "An event is in one place at most, which is an entity.",
    "person/nobody rdf:type dip:Person": "An entity has one name.",
    "entity/nothing rdf:type dip:Wizard": "A class with the prefix dip: is one of kg.ttl.",
    "event/0a dip:topic <<( dip:day rdf:type dip:Precision )>>": "An event has one topic at most, in words.",
    "entity/nothing rdf:type dip:Entity": "An entity has one name.",
    "evidence/far rdf:type dip:Evidence ; oa:hasSource article:none": "Evidence is in one article.",
    "evidence/bare rdf:type dip:Evidence ; oa:hasSource article:none": (
        "Evidence is in an article with a text, against which its quote is checked."
    ),
    "tenure/f1 org:member person:c2": "The member of a tenure's membership is its holder.",
    'person/c1 rdfs:label "Somebody Else Altogether"': "An entity has one name.",
    "participation/junk rdf:type dip:Participation": "A participation has one role.",
    'tenure/f1 dip:former "no"': "A tenure is former or not.",
}


@pytest.mark.parametrize("home", ["", "a1", "junk"], ids=["the union", "an article", "elsewhere"])
@pytest.mark.parametrize(("junk", "message"), JUNK.items())
def test_junk_in_the_store_is_a_violation(sample, tmp_path, junk, message, home):
    with TripleStore.open(tmp_path / "graph", create=True) as store:
        store.add(sample)
    if home == "junk" and "label" in junk:
        return  # another name in another graph is what another article says
    subject, _, facts = junk.partition(" ")
    prefixes = "".join(f"PREFIX {prefix}: <{namespace}> " for prefix, namespace in rdf.PREFIXES.items())
    fact = f"<https://w3id.org/kg-diplomacy/id/{subject}> {facts}"
    where = f"GRAPH graph:{home} {{ {fact} }}" if home else fact
    raw = pyoxigraph.Store(str(tmp_path / "graph" / "triples"))
    raw.update(f"{prefixes} INSERT DATA {{ {where} }}")
    raw.flush()
    del raw
    report = validate(tmp_path / "graph")
    assert message in {violation.message for violation in report.violations}


def test_a_folder_of_many_articles_is_checked_in_reasonable_time(sample, tmp_path):
    with TripleStore.open(tmp_path / "graph", create=True) as store:
        for number in range(20):
            store.add(copy(sample, f"{number:02}"))
    start = time.perf_counter()
    assert validate(tmp_path / "graph").conforms
    assert time.perf_counter() - start < 30


def copy(graph: Whole, number: str) -> Whole:
    """The same in an article of its own, with events of their own."""
    moved = rdf.dump(graph, ".nq").replace(b"/a1>", f"/a1{number}>".encode())
    for event in graph.events:
        moved = moved.replace(f"event/{event.id}>".encode(), f"event/{event.id}{number}>".encode())
    return merge([rdf.read(pyoxigraph.parse(moved, format=pyoxigraph.RdfFormat.N_QUADS))])


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("none.ttl", None, "no such file or folder"),
        ("none", None, "no such file or folder"),
        ("empty.ttl", b"", "holds no triples"),
        ("comment.nq", b"# nothing\n", "holds no triples"),
        ("bad.ttl", b"@prefix a <", "cannot be read as RDF"),
        ("bad.trig", b"\xff\xfe", "cannot be read as RDF"),
        ("letter.txt", b"dear", "not a file of RDF"),
        ("letter", b"dear", "not a file of RDF"),
    ],
)
def test_a_source_that_is_no_graph(tmp_path, name, content, says):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(GraphError, match=says) as caught:
        validate(tmp_path / name)
    assert "\n" not in str(caught.value)
    assert "Errno" not in str(caught.value)


def test_a_folder_that_is_no_graph(tmp_path):
    with pytest.raises(GraphError, match="is no graph folder"):
        validate(tmp_path)
