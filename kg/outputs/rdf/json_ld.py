"""Triples as JSON-LD in the words of `ontology/context.jsonld`: a list of nodes, short keys, no nesting."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from kg.outputs.rdf import terms
from kg.resources import folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pyoxigraph import Triple

_NATIVE: dict[str, Callable[[str], object]] = {f"{terms.XSD}boolean": "true".__eq__, f"{terms.XSD}integer": int}
"""Datatypes that JSON has itself -> how their text becomes a JSON value."""


def dump(triples: Iterable[Triple]) -> bytes:
    """`triples`, those of a subject together, as JSON-LD with its context inside."""
    context = json.loads((folder("ontology") / "context.jsonld").read_text("utf-8"))["@context"]
    words = _Words(context)
    nodes = [_node(subject, facts, words) for subject, facts in groupby(triples, lambda triple: triple.subject)]
    written = json.dumps({"@context": context, "@graph": nodes}, ensure_ascii=False, indent=1)
    return written.encode() + b"\n"


class _Words:
    """A context read backwards: from IRIs to the words that stand for them."""

    def __init__(self, context: dict[str, Any]) -> None:
        self._context = context
        self.vocabulary: str = context["@vocab"]
        self._base: str = context["@base"]
        self._terms = {
            key: value if isinstance(value, dict) else {"@id": value}
            for key, value in context.items()
            if not key.startswith("@")
        }
        self._keys = {self._iri(value.get("@id", key)): key for key, value in self._terms.items()}
        self._prefixes = {iri: key for iri, key in self._keys.items() if iri.endswith(("/", "#"))}

    def key(self, iri: str) -> str:
        """The word for a property or class."""
        return self._keys.get(iri) or iri.removeprefix(self.vocabulary)

    def reference(self, iri: str) -> str:
        """The short form of an IRI where `@id` is meant."""
        if iri.startswith(self._base):
            return iri.removeprefix(self._base)
        for namespace, prefix in self._prefixes.items():
            if iri.startswith(namespace):
                return f"{prefix}:{iri.removeprefix(namespace)}"
        return iri

    def coercion(self, key: str) -> str | None:
        """The type that values of `key` have without saying so: a datatype's IRI, `@id`, `@vocab` or None."""
        type_ = self._terms.get(key, {}).get("@type")
        return self._iri(type_) if type_ else None

    def is_set(self, key: str) -> bool:
        """Whether values of `key` always stand in a list."""
        return self._terms.get(key, {}).get("@container") == "@set"

    def _iri(self, word: str) -> str:
        prefix, colon, name = str(word).partition(":")
        if not colon:
            return word if word.startswith("@") else self.vocabulary + word
        return word if name.startswith("//") else self._context[prefix] + name


def _node(subject: Any, facts: Iterable[Triple], words: _Words) -> dict[str, Any]:
    node: dict[str, Any] = {"id": words.reference(subject.value)}
    for predicate, same in groupby(facts, lambda triple: triple.predicate):
        things: list[Any] = [triple.object for triple in same]
        if predicate == terms.TYPE:
            node["type"] = [words.key(thing.value) for thing in things]
            continue
        key = words.key(predicate.value)
        values = [_value(thing, words.coercion(key), words) for thing in things]
        node[key] = values if len(values) > 1 or words.is_set(key) else values[0]
    return node


def _value(thing: NamedNode | Literal, coercion: str | None, words: _Words) -> Any:
    if isinstance(thing, NamedNode):
        return words.key(thing.value) if coercion == "@vocab" else words.reference(thing.value)
    datatype = thing.datatype.value
    if datatype == coercion:
        return _NATIVE.get(datatype, str)(thing.value)
    if datatype == f"{terms.XSD}string":
        return thing.value if coercion is None else {"@value": thing.value}
    return {"@value": thing.value, "@type": words.reference(datatype)}
