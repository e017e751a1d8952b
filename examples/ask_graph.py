"""Builds a graph from all the example articles and asks it: a question that ships with kg, and one of our own."""

from pathlib import Path

import kg

HERE = Path(__file__).parent

summary = kg.build([HERE / "articles"], "graph")
print(f"{summary.articles} articles, {sum(number for _, number in summary.events)} events, {summary.people} people")

print("\nWhat did Gorbachev do?")
_, rows = kg.query("graph", "timeline-of-person", params={"person": "Gorbachev"})
for row in rows:
    print(f"  {row['when'] or 'undated':22} {row['type']} ({row['modality']}) as {row['role']}, with {row['with']}")

print("\nWho took part in the most events?")
_, rows = kg.query("graph", str(HERE / "busiest-diplomats.rq"))
for row in rows:
    print(f"  {row['events']:>3}  {row['name']}")
