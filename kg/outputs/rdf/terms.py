"""The IRIs and literals that a graph is written in."""

from __future__ import annotations

import re
from decimal import Decimal
from urllib.parse import quote, unquote

from pyoxigraph import Literal, NamedNode

BASE = "https://w3id.org/kg-diplomacy"
ID = f"{BASE}/id/"
DIP = f"{BASE}#"
ROLE = f"{BASE}/role/"
EDTF = "http://id.loc.gov/datatypes/edtf/"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
WIKIDATA = "http://www.wikidata.org/entity/"
XSD = "http://www.w3.org/2001/XMLSchema#"

_KINDS = (
    "article", "claim", "entity", "event", "evidence", "graph", "organisation", "participation", "person", "place",
    "post", "quote", "run", "span", "state", "tenure", "territory",
)  # fmt: skip

PREFIXES: dict[str, str] = {
    "dip": DIP, "edtf": EDTF, "oa": OA, "org": ORG, "owl": OWL, "prov": PROV, "rdf": RDF, "rdfs": RDFS, "role": ROLE,
    "schema": SCHEMA, "sem": SEM, "skos": SKOS, "wd": WIKIDATA, "xsd": XSD,
} | {kind: f"{ID}{kind}/" for kind in _KINDS}  # fmt: skip
"""Prefix -> namespace, for files and queries."""

TYPE = NamedNode(f"{RDF}type")
LABEL = NamedNode(f"{RDFS}label")
ALT_LABEL = NamedNode(f"{SKOS}altLabel")
SAME_AS = NamedNode(f"{OWL}sameAs")
MEMBERSHIP = NamedNode(f"{ORG}Membership")
MEMBER = NamedNode(f"{ORG}member")
ORG_ROLE = NamedNode(f"{ORG}role")
ORGANIZATION = NamedNode(f"{ORG}organization")
BEGIN = NamedNode(f"{SEM}hasBeginTimeStamp")
END = NamedNode(f"{SEM}hasEndTimeStamp")
ACTIVITY = NamedNode(f"{PROV}Activity")
PRIMARY_SOURCE = NamedNode(f"{PROV}hadPrimarySource")
DERIVED_FROM = NamedNode(f"{PROV}wasDerivedFrom")
GENERATED_BY = NamedNode(f"{PROV}wasGeneratedBy")
HAS_SOURCE = NamedNode(f"{OA}hasSource")
HAS_SELECTOR = NamedNode(f"{OA}hasSelector")
QUOTE_SELECTOR = NamedNode(f"{OA}TextQuoteSelector")
POSITION_SELECTOR = NamedNode(f"{OA}TextPositionSelector")
EXACT = NamedNode(f"{OA}exact")
START = NamedNode(f"{OA}start")
STOP = NamedNode(f"{OA}end")
LANGUAGE = NamedNode(f"{SCHEMA}inLanguage")
HEADLINE = NamedNode(f"{SCHEMA}headline")
URL = NamedNode(f"{SCHEMA}url")
PUBLISHER = NamedNode(f"{SCHEMA}publisher")
PUBLISHED = NamedNode(f"{SCHEMA}datePublished")

_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
_WEB = re.compile(r"https?://[^/?#]")
_STAMPS = (
    (re.compile(r"\d{4}-\d\d-\d\d", re.ASCII), NamedNode(f"{XSD}date")),
    (re.compile(r"\d{4}-\d\d", re.ASCII), NamedNode(f"{XSD}gYearMonth")),
    (re.compile(r"\d{4}", re.ASCII), NamedNode(f"{XSD}gYear")),
)


def dip(name: str) -> NamedNode:
    """The term `name` of the ontology."""
    return NamedNode(DIP + name)


def node(kind: str, id_: str) -> NamedNode:
    """The node of the `kind` of thing with that id."""
    return NamedNode(f"{ID}{kind}/{_escaped(id_)}")


def role(name: str) -> NamedNode:
    """The concept of a role."""
    return NamedNode(ROLE + _escaped(name))


def wikidata(item: str) -> NamedNode:
    """The entity of a Wikidata item ('Q159')."""
    return NamedNode(WIKIDATA + _escaped(item))


def tail(term: NamedNode) -> str:
    """The id or name with which an IRI of `node`, `role`, `wikidata` or `dip` was made."""
    return unquote(re.split("[/#]", term.value)[-1])


def text(value: str) -> Literal:
    """A string; NUL and lone surrogates become U+FFFD."""
    return Literal(_UNWRITABLE.sub("\ufffd", value))


def integer(value: int) -> Literal:
    """An xsd:integer."""
    return Literal(str(value), datatype=NamedNode(f"{XSD}integer"))


def boolean(value: bool) -> Literal:
    """An xsd:boolean."""
    return Literal("true" if value else "false", datatype=NamedNode(f"{XSD}boolean"))


def decimal(value: float) -> Literal:
    """An xsd:decimal in canonical form, exactly as Python writes `value`."""
    exact = Decimal(repr(float(value))).normalize()
    return Literal(format(exact, "f"), datatype=NamedNode(f"{XSD}decimal"))


def stamp(date: str) -> Literal:
    """A whole or partial date with the datatype of its precision; anything else is a string, which no shape allows."""
    for form, datatype in _STAMPS:
        if form.fullmatch(date):
            return Literal(date, datatype=datatype)
    return text(date)


def edtf(start: str | None, end: str | None) -> Literal:
    """The date or interval in EDTF, an unknown end left empty."""
    written = start or "" if start == end else f"{start or ''}/{end or ''}"
    return Literal(_UNWRITABLE.sub("\ufffd", written), datatype=NamedNode(f"{EDTF}EDTF"))


def address(url: str) -> NamedNode | Literal:
    """An IRI when `url` is a well-formed http or https address, otherwise the string that it is."""
    if not _WEB.match(url):
        return text(url)
    try:
        return NamedNode(url)
    except ValueError:
        return text(url)


def _escaped(name: str) -> str:
    return quote(_UNWRITABLE.sub("\ufffd", name), safe="")
