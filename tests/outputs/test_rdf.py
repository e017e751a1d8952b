"""A graph as RDF, and back."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from kg.errors import GraphError, OutputError
from kg.graph import merge
from kg.model import Article, Entity, Event, Evidence, Graph
from kg.outputs import rdf

GOLDEN = Path(__file__).parents[1] / "golden" / "sample.ttl"
RDFLIB = {".ttl": "turtle", ".nt": "nt", ".jsonld": "json-ld", ".rdf": "xml"}
OXIGRAPH = {
    ".ttl": pyoxigraph.RdfFormat.TURTLE,
    ".nt": pyoxigraph.RdfFormat.N_TRIPLES,
    ".nq": pyoxigraph.RdfFormat.N_QUADS,
    ".trig": pyoxigraph.RdfFormat.TRIG,
    ".jsonld": pyoxigraph.RdfFormat.JSON_LD,
    ".rdf": pyoxigraph.RdfFormat.RDF_XML,
}


def reread(data: bytes, suffix: str) -> Graph:
    return rdf.read(pyoxigraph.parse(data, format=OXIGRAPH[suffix]))


def in_rdflib(data: bytes, suffix: str) -> rdflib.Graph:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return rdflib.Graph().parse(data=data, format=RDFLIB[suffix])


def shuffled(graph: Graph) -> Graph:
    return Graph(
        entities=graph.entities[::-1],
        tenures=graph.tenures[::-1],
        events=tuple(
            replace(event, participants=event.participants[::-1], evidence=event.evidence[::-1])
            for event in graph.events[::-1]
        ),
        articles=graph.articles[::-1],
        runs=graph.runs,
    )


@given(data=st.data())
def test_quads_read_back_are_the_graph(data, graphs):
    graph = merge([data.draw(graphs)])
    assert rdf.read(rdf.quads(graph)) == graph


@settings(deadline=None, max_examples=50)
@given(data=st.data(), suffix=st.sampled_from([".ttl", ".nt", ".nq", ".trig", ".jsonld"]))
def test_a_file_read_back_is_the_graph(data, suffix, graphs):
    graph = merge([data.draw(graphs)])
    assert reread(rdf.dump(graph, suffix), suffix) == graph


@given(data=st.data())
def test_triples_are_the_quads_without_their_graphs(data, graphs):
    graph = merge([data.draw(graphs)])
    assert set(rdf.triples(graph)) == {quad.triple for quad in rdf.quads(graph)}


@pytest.mark.parametrize("suffix", rdf.FORMATS)
def test_every_format_says_the_same_on_every_run(sample, suffix):
    written = rdf.dump(sample, suffix)
    assert rdf.dump(shuffled(sample), suffix) == written
    assert reread(written, suffix) == merge([sample])


@pytest.mark.parametrize("suffix", RDFLIB)
def test_rdflib_reads_the_same_graph(sample, suffix):
    expected = in_rdflib(rdf.dump(sample, ".nt"), ".nt")
    assert len(expected) > 100
    assert isomorphic(in_rdflib(rdf.dump(sample, suffix), suffix), expected)


def test_the_golden_graph(sample):
    assert isomorphic(rdflib.Graph().parse(GOLDEN), in_rdflib(rdf.dump(sample, ".ttl"), ".ttl"))
    assert rdf.dump(sample, ".ttl") == GOLDEN.read_bytes()


def test_no_blank_nodes(sample):
    terms: Iterable[object] = (term for quad in rdf.quads(sample) for term in (quad.subject, quad.object))
    assert not any(isinstance(term, pyoxigraph.BlankNode) for term in terms)


def test_an_article_has_its_own_named_graph(sample):
    other = Graph(
        events=(
            Event(
                id="0c",
                type="Call",
                participants=(),
                evidence=(Evidence(article="a2", start=0, end=1, quote="x", rule="r"),),
            ),
        )
    )
    quads = list(rdf.quads(merge([sample, other])))
    names = {quad.graph_name.value.rsplit("/")[-1] for quad in quads}
    assert names == {"a1", "a2"}
    assert {quad.triple for quad in quads if quad.graph_name.value.endswith("/a1")} == set(rdf.triples(sample))


def test_turtle_is_readable(sample):
    lines = rdf.dump(sample, ".ttl").decode().splitlines()
    assert "@prefix dip: <https://w3id.org/kg-diplomacy#> ." in lines
    assert "event:0a a dip:DiplomaticEvent , dip:Meeting ;" in lines
    assert "person:c1 a dip:Person ;" in lines
    assert '\trdfs:label "Ana Lima" ;' in lines


def test_json_ld_is_readable(sample):
    nodes = {node["id"]: node for node in json.loads(rdf.dump(sample, ".jsonld"))["@graph"]}
    meeting = nodes["event/0a"]
    assert meeting["type"] == ["DiplomaticEvent", "Meeting"]
    assert meeting["modality"] == "actual"
    assert meeting["place"] == "place/b0"
    assert meeting["begin"] == {"@value": "2024-03-04", "@type": "xsd:date"}
    assert nodes["state/d1"]["sameAs"] == "wikidata:Q155"
    assert nodes["tenure/f1"]["former"] is False
    roles = {node["role"] for node in nodes.values() if "role" in node}
    assert roles == {"roles:destination", "roles:participant", "roles:visitor"}


def test_dates_have_the_datatype_of_their_precision(sample):
    graph = in_rdflib(rdf.dump(sample, ".nt"), ".nt")
    stamps = {
        str(stamp): stamp.datatype
        for stamp in graph.objects(None, rdflib.URIRef("http://semanticweb.cs.vu.nl/2009/11/sem/hasBeginTimeStamp"))
    }
    assert stamps == {"2024-03-04": rdflib.XSD.date, "2024-04": rdflib.XSD.gYearMonth, "2023": rdflib.XSD.gYear}
    edtf = graph.objects(None, rdflib.URIRef("https://w3id.org/kg-diplomacy#edtf"))
    assert sorted(map(str, edtf)) == ["2023/", "2024-03-04", "2024-04/"]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "http://a b/", 'https://x/"><script>', "https://", "ftp://x/", "http://x/%zz"]
)
def test_an_address_that_is_none_stays_text(url):
    graph = Graph(articles=(Article(id="a1", name="n", text="", url=url),))
    (value,) = (triple.object for triple in rdf.triples(graph) if triple.predicate.value == "https://schema.org/url")
    assert value == pyoxigraph.Literal(url)
    for suffix in RDFLIB:
        assert reread(rdf.dump(graph, suffix), suffix) == graph


def test_characters_that_rdf_cannot_hold_are_replaced_one_for_one():
    graph = Graph(entities=(Entity(id="a\ud800", kind="person", name="A\0B\udfffC"),))
    (entity,) = rdf.read(rdf.quads(graph)).entities
    assert entity.name == "A\ufffdB\ufffdC"
    assert entity.id == "a\ufffd"


def test_control_characters_are_replaced_in_xml_alone():
    graph = Graph(entities=(Entity(id="a", kind="person", name="A\x01\r\n\tB\uffff"),))
    assert reread(rdf.dump(graph, ".nt"), ".nt") == graph
    (entity,) = reread(rdf.dump(graph, ".rdf"), ".rdf").entities
    assert entity.name == "A\ufffd\r\n\tB\ufffd"
    assert len(in_rdflib(rdf.dump(graph, ".rdf"), ".rdf")) == 2


def test_an_id_of_any_characters_stays_one_name():
    graph = Graph(entities=(Entity(id='x/#> "é', kind="person", name="A"),))
    assert rdf.read(rdf.quads(graph)) == graph


def test_a_damaged_graph_is_named(sample):
    label = pyoxigraph.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    with pytest.raises(GraphError, match=r"lacks .*label"):
        rdf.read(quad for quad in rdf.quads(sample) if quad.predicate != label)


def test_writing_by_the_ending(sample, tmp_path):
    rdf.write(sample, tmp_path / "g.TTL")
    assert (tmp_path / "g.TTL").read_bytes() == rdf.dump(sample, ".ttl")
    with pytest.raises(OutputError, match=r"\.doc: not a format of RDF; use one of \.ttl"):
        rdf.write(sample, tmp_path / "g.doc")
    with pytest.raises(OutputError, match="cannot be written"):
        rdf.write(sample, tmp_path / "none" / "g.ttl")


def test_the_empty_graph_is_a_file_in_every_format():
    for suffix in rdf.FORMATS:
        assert rdf.read(pyoxigraph.parse(BytesIO(rdf.dump(Graph(), suffix)), format=OXIGRAPH[suffix])) == Graph()
