"""The files of `ontology/`: whole, in step with the types of `kg.model`, and used."""

from __future__ import annotations

import json
from typing import get_args

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat, serialize
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Namespace, URIRef
from rdflib.collection import Collection

from kg import model, resources
from kg.outputs import rdf

FOLDER = resources.folder("ontology")
DIP = Namespace("https://w3id.org/kg-diplomacy#")
ROLE = Namespace("https://w3id.org/kg-diplomacy/role/")
ONTOLOGY = Graph().parse(FOLDER / "kg.ttl")
TYPES = Graph().parse(FOLDER / "event-types.ttl")
ALIGNMENTS = Graph().parse(FOLDER / "alignments.ttl")
SHAPES = Graph().parse(FOLDER / "shapes.ttl")
PROPERTIES = {*ONTOLOGY.subjects(RDF.type, OWL.ObjectProperty), *ONTOLOGY.subjects(RDF.type, OWL.DatatypeProperty)}
CLASSES = set(ONTOLOGY.subjects(RDF.type, OWL.Class))


def names(terms: object) -> set[str]:
    return {str(term).rpartition("#")[2] for term in terms}  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def written(sample) -> Graph:
    return Graph().parse(data=rdf.dump(sample, ".nt"), format="nt")


def own(terms: object) -> set[URIRef]:
    return {term for term in terms if isinstance(term, URIRef) and term.startswith(str(DIP))}  # type: ignore[attr-defined]


def test_every_term_says_what_it_is():
    terms = own(ONTOLOGY.subjects()) | {term for term in ONTOLOGY.subjects() if str(term).startswith(str(ROLE))}
    assert len(terms) > 90
    for term in terms:
        assert len(list(ONTOLOGY.objects(term, RDFS.label))) == 1, term
        assert len(list(ONTOLOGY.objects(term, RDFS.comment))) == 1, term


def test_every_own_property_has_a_range_and_known_ends():
    for term in PROPERTIES:
        assert list(ONTOLOGY.objects(term, RDFS.range)), term
        for end in (RDFS.domain, RDFS.range):
            assert own(ONTOLOGY.objects(term, end)) <= CLASSES


def test_classes_are_written_large_and_properties_small():
    assert all(name[0].isupper() for name in names(CLASSES))
    assert all(name[0].islower() for name in names(PROPERTIES))


def test_the_event_types_are_those_of_the_model():
    assert names(ONTOLOGY.subjects(RDFS.subClassOf, DIP.DiplomaticEvent)) == set(model.EVENT_TYPES)
    assert names(TYPES.subjects(SKOS.inScheme, DIP.EventTypes)) == set(model.EVENT_TYPES)


def test_event_types_have_codes_of_plover_and_cameo():
    for name in set(model.EVENT_TYPES) - {"Appointment"}:
        codes = list(TYPES.objects(DIP[name], SKOS.closeMatch))
        schemes = {scheme for code in codes for scheme in TYPES.objects(code, SKOS.inScheme)}
        assert schemes == {DIP.Plover, DIP.Cameo}, name
        assert all(TYPES.value(code, SKOS.notation) for code in codes)


def test_the_controlled_values_are_those_of_the_model(roles):
    assert names(ONTOLOGY.subjects(RDF.type, DIP.Modality)) == set(model.MODALITIES)
    assert names(ONTOLOGY.subjects(RDF.type, DIP.Precision)) == set(get_args(model.Precision))
    assert names(ONTOLOGY.subjects(RDF.type, DIP.Basis)) == {"stated", "relative", "articleDate"}
    assert {str(role).removeprefix(str(ROLE)) for role in ONTOLOGY.subjects(RDF.type, DIP.Role)} == set().union(
        *roles.values()
    )


def test_every_role_has_a_type_that_allows_it(roles):
    allowed = {role for start in SHAPES.objects(None, SH["in"]) for role in Collection(SHAPES, start)}
    assert {str(role).removeprefix(str(ROLE)) for role in allowed if str(role).startswith(str(ROLE))} == set().union(
        *roles.values()
    )


def test_every_class_of_the_model_has_a_shape():
    targets = set(SHAPES.objects(None, SH.targetClass))
    values = {DIP.Entity, DIP.Modality, DIP.Precision, DIP.Basis, DIP.Role}
    assert CLASSES - values <= targets
    assert own(targets) <= CLASSES


def test_shapes_and_alignments_use_known_terms_only():
    known = own(ONTOLOGY.subjects()) | own(TYPES.subjects())
    assert own(ALIGNMENTS.subjects()) <= known
    used = own(term for triple in SHAPES for term in triple)
    assert {term for term in used - known if not str(term).endswith(("Shape", "ShapePrefixes"))} == set()


def test_alignments_reach_all_the_vocabularies():
    reached = {str(term) for term in ALIGNMENTS.objects() if isinstance(term, URIRef)}
    for key in ("sem", "schema", "prov", "oa", "wd"):
        assert any(term.startswith(rdf.PREFIXES[key]) for term in reached), key
    assert any(term.startswith("http://www.w3.org/ns/org#") for term in reached)


def test_what_is_written_is_declared_and_what_is_declared_is_written(written):
    assert own(written.predicates()) == PROPERTIES
    events = {DIP[name] for name in model.EVENT_TYPES}
    unwritten = {DIP.Entity, DIP.Modality, DIP.Precision, DIP.Basis, DIP.Role}
    assert own(written.objects(None, RDF.type)) | events == CLASSES - unwritten
    assert own(written.objects()) - CLASSES <= own(ONTOLOGY.subjects())


def test_the_example_at_the_top_is_what_is_written(written):
    lines = (FOLDER / "kg.ttl").read_text("utf-8").splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith("#   graph:"))
    end = lines.index("#   }")
    header = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in rdf.PREFIXES.items())
    quads = pyoxigraph.parse(header + "\n".join(line[1:] for line in lines[start : end + 1]), format=RdfFormat.TRIG)
    triples = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    merged = Graph().parse(data=triples, format="nt")
    assert len(merged) > 60
    assert uses(merged) <= uses(written)
    assert own(merged.predicates()) == PROPERTIES


def uses(graph: Graph) -> set[tuple[object, object]]:
    """Which property stands at which class."""
    return {
        (class_, predicate)
        for subject, class_ in graph.subject_objects(RDF.type)
        for predicate in graph.predicates(subject)
        if (class_ not in set(map(DIP.__getitem__, model.EVENT_TYPES)))
    }


def test_the_context_has_a_word_for_every_property(sample):
    context = json.loads((FOLDER / "context.jsonld").read_text("utf-8"))["@context"]
    nodes = json.loads(rdf.dump(sample, ".jsonld"))["@graph"]
    keys = {key for node in nodes for key in node}
    assert not any(":" in key for key in keys)
    plain = {"dateline", "model", "name", "rule", "software", "softwareVersion", "stateCode", "text", "topic"}
    assert keys - set(context) == plain
