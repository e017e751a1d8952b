"""A graph as a file: Turtle, N-Triples, N-Quads, TriG, JSON-LD or RDF/XML, the same bytes on every run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal, RdfFormat, Triple, serialize

from kg.errors import OutputError
from kg.outputs.files import replace
from kg.outputs.rdf import json_ld, terms
from kg.outputs.rdf.writing import quads, triples

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kg.model import Graph

_NO_XML = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write(graph: Graph, path: Path) -> None:
    """Nothing; `path` holds `graph` afterwards, in the format that its ending names.

    Raises:
        OutputError: The ending is not one of `FORMATS`, or the file cannot be written.
    """
    replace(path, dump(graph, path.suffix))


def dump(graph: Graph, suffix: str) -> bytes:
    """`graph` in the format with that ending ('.ttl'), as UTF-8.

    Quads (`.nq`, `.trig`) keep what each article says apart; the other formats say everything once.

    Raises:
        OutputError: The ending is not one of `FORMATS`.
    """
    if suffix.lower() not in FORMATS:
        raise OutputError(f"{suffix or 'no ending'}: not a format of RDF; use one of {' '.join(FORMATS)}")
    return FORMATS[suffix.lower()](graph)


def _turtle(graph: Graph) -> bytes:
    """Turtle with an empty line before each subject: line breaks in strings are escaped, so a line is never in one."""
    written = _prefixed(serialize(triples(graph), format=RdfFormat.TURTLE, prefixes=terms.PREFIXES))
    return re.sub(rb"\n(?=[^\t@\n])", b"\n\n", written)


def _trig(graph: Graph) -> bytes:
    return _prefixed(serialize(quads(graph), format=RdfFormat.TRIG, prefixes=terms.PREFIXES))


def _prefixed(written: bytes | None) -> bytes:
    """`written` with its prefixes in alphabetical order, where the serializer has them in none."""
    lines = _bytes(written).splitlines(keepends=True)
    count = len(terms.PREFIXES)
    return b"".join(sorted(lines[:count]) + lines[count:])


def _n_triples(graph: Graph) -> bytes:
    return _bytes(serialize(triples(graph), format=RdfFormat.N_TRIPLES))


def _n_quads(graph: Graph) -> bytes:
    return _bytes(serialize(quads(graph), format=RdfFormat.N_QUADS))


def _xml(graph: Graph) -> bytes:
    """RDF/XML; the control characters that XML cannot hold become U+FFFD one for one."""
    written = serialize(map(_xml_safe, triples(graph)), format=RdfFormat.RDF_XML, prefixes=terms.PREFIXES)
    declaration, root, body = _bytes(written).split(b"\n", 2)
    names = sorted(root.removesuffix(b">").split(b" ")[1:])
    root = b" ".join([b"<rdf:RDF", *names]) + b">"
    return b"\n".join([declaration, root, body.replace(b"\r", b"&#13;")])


def _xml_safe(triple: Triple) -> Triple:
    thing = triple.object
    if isinstance(thing, Literal) and _NO_XML.search(thing.value):
        thing = Literal(_NO_XML.sub("\ufffd", thing.value), datatype=thing.datatype)
    return Triple(triple.subject, triple.predicate, thing)


def _json_ld(graph: Graph) -> bytes:
    return json_ld.dump(triples(graph))


def _bytes(written: bytes | None) -> bytes:
    return written or b""


FORMATS: dict[str, Callable[[Graph], bytes]] = {
    ".ttl": _turtle,
    ".nt": _n_triples,
    ".nq": _n_quads,
    ".trig": _trig,
    ".jsonld": _json_ld,
    ".rdf": _xml,
}
"""Ending of a file -> what writes it."""
