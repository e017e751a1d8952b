"""A graph as RDF in the terms of `ontology/kg.ttl`, one named graph an article, and back again.

No blank nodes: every node's IRI is built from ids, so nothing that a stranger wrote gets into an IRI but the checked
address of an article. Text is kept to the letter, but for NUL and lone surrogates: those become U+FFFD one for one, so
that spans keep their places.
"""

from kg.outputs.rdf.formats import FORMATS, dump, write
from kg.outputs.rdf.reading import read
from kg.outputs.rdf.terms import PREFIXES
from kg.outputs.rdf.writing import quads, triples

__all__ = ["FORMATS", "PREFIXES", "dump", "quads", "read", "triples", "write"]
