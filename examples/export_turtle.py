"""Builds a graph from two articles, checks it against the shapes of the ontology, writes it as Turtle and as tables."""

from pathlib import Path

import kg

ARTICLES = Path(__file__).parent / "articles"

kg.build([ARTICLES / "prespa-2018.html", ARTICLES / "qatar-rift-2017.json"], "graph")

report = kg.validate("graph")
print("the graph conforms to the ontology" if report.conforms else report.violations)

kg.export("graph", "diplomacy.ttl")
kg.export("graph", "tables.csv")
print(*sorted(str(path) for path in Path().glob("*") if path.name != "graph"), sep="\n")
