"""What the union of all articles says of one thing, where each of them says it in its own way.

The rules are those of `kg.graph.merge`, and as there neither order, grouping nor repetition counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode, Triple

from kg.graph import fullest
from kg.outputs.rdf import terms
from kg.outputs.rdf.terms import dip

if TYPE_CHECKING:
    from collections.abc import Iterable

_SMALLEST = (
    dip("stateCode"), dip("postOf"), dip("inCapacity"), dip("onBehalfOf"), terms.SAME_AS, terms.BEGIN, terms.END,
    terms.ORGANIZATION,
)  # fmt: skip
_EDTF = dip("edtf")

SINGLE = frozenset({*_SMALLEST, _EDTF, terms.LABEL})
"""The properties of which the union takes one value, though each article may give another."""


def settled(triples: Iterable[Triple]) -> set[Triple]:
    """`triples`, all of one subject, with one value of each property that has one: names give way to the fullest."""
    facts: dict[NamedNode, set[Any]] = {}
    for triple in triples:
        subject = triple.subject
        facts.setdefault(triple.predicate, set()).add(triple.object)
    for predicate in _SMALLEST:
        if len(facts.get(predicate, ())) > 1:
            facts[predicate] = {min(facts[predicate], key=lambda term: term.value)}
    if len(facts.get(_EDTF, ())) > 1:
        facts[_EDTF] = {terms.edtf(_value(facts, terms.BEGIN), _value(facts, terms.END))}
    if terms.LABEL in facts:
        _name(facts)
    return {Triple(subject, predicate, value) for predicate, values in facts.items() for value in values}


def _name(facts: dict[NamedNode, set[Any]]) -> None:
    """Nothing; `facts` have one label afterwards, and the other names as further forms (a territory has none)."""
    names = {label.value: label for label in facts[terms.LABEL]}
    label = names[fullest(names)]
    others = (facts.get(terms.ALT_LABEL, set()) | facts[terms.LABEL]) - {label}
    facts[terms.LABEL] = {label}
    if dip("Territory") not in facts.get(terms.TYPE, ()):
        facts[terms.ALT_LABEL] = others


def _value(facts: dict[NamedNode, set[Any]], predicate: NamedNode) -> str | None:
    return next((term.value for term in facts.get(predicate, ())), None)
