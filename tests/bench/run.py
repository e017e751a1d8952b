"""Prints how fast kg is, each figure beside that of a yardstick in the same run (`make bench`).

    python tests/bench/run.py [--rounds N] [--articles N]

One process; the median of the rounds, in each of which ours and the yardstick take turns. Only the ratios travel from
one machine to another. Nothing fails here: a busy machine is no fault of the code.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import rdflib  # noqa: E402

from kg import documents, graph, ids, pipeline  # noqa: E402
from kg.model import Article, Entity, Event, Evidence, Graph, Participant, When  # noqa: E402
from kg.outputs import rdf  # noqa: E402
from kg.stores.triples import TripleStore  # noqa: E402

EXAMPLES = ROOT / "examples" / "articles"
MODEL_TARGET = 1.35
EVENTS = 5  # an article

Task = Callable[[], Callable[[], object]]
"""Makes ready, then gives what is timed."""


def main() -> None:
    """Measures and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--articles", type=int, default=300, help="articles of the generated graph (%(default)s)")
    args = parser.parse_args()
    print(f"{'':16}{'kg':>10}{'yardstick':>12}{'ratio':>8}   median of {args.rounds} rounds, seconds")
    reading(args.rounds)
    with tempfile.TemporaryDirectory() as folder:
        storing(args.rounds, args.articles, Path(folder))


def reading(rounds: int) -> None:
    """Articles to graphs, beside the bare language model on the same texts."""
    articles = list(pipeline.read([EXAMPLES]))

    def ours() -> Callable[[], object]:
        found = pipeline.graphs(articles)  # loads the model, outside of the time taken and new each round
        return lambda: list(found)

    def bare() -> Callable[[], object]:
        nlp, texts = documents.load(), [article.text for article in articles]
        return lambda: list(nlp.pipe(texts, batch_size=16))

    seconds, yardstick, ratio = measured(ours, bare, rounds)
    line("articles read", seconds, yardstick, ratio, f"nlp.pipe alone; at most {MODEL_TARGET:.2f} wanted")
    print(f"{'':16}{len(articles) / seconds:10.1f}{len(articles) / yardstick:12.1f}{'':8}   articles a second")


def storing(rounds: int, count: int, folder: Path) -> None:
    """A generated graph into the store and out as Turtle, beside rdflib with the same statements."""
    parts = [generated(number) for number in range(count)]
    whole = graph.merge(parts)
    quads, turtle = rdf.dump(whole, ".nq"), rdf.dump(whole, ".ttl")
    loaded = rdflib.Graph().parse(data=turtle, format="turtle")

    def ours() -> Callable[[], object]:
        place = Path(tempfile.mkdtemp(dir=folder))

        def load() -> None:
            with TripleStore.open(place / "graph", create=True) as store:
                for part in parts:
                    store.add(part)

        return load

    statements = f"{len(quads.splitlines()):,} statements, {count} articles"
    theirs = measured(ours, lambda: lambda: rdflib.Dataset().parse(data=quads, format="nquads"), rounds)
    line("store, on disk", *theirs, f"rdflib in memory, from N-Quads; {statements}")
    theirs = measured(
        lambda: lambda: rdf.dump(whole, ".ttl"), lambda: lambda: loaded.serialize(format="turtle"), rounds
    )
    line("Turtle", *theirs, f"rdflib; {len(turtle) / 1e6:.1f} MB")


def measured(ours: Task, yardstick: Task, rounds: int) -> tuple[float, float, float]:
    """The median seconds of each, and the median of their ratios; a first round warms up and doesn't count."""
    pairs = [(timed(ours), timed(yardstick)) for _ in range(rounds + 1)][1:]
    return median(a for a, _ in pairs), median(b for _, b in pairs), median(a / b for a, b in pairs)


def timed(task: Task) -> float:
    """Seconds that the task takes once it is ready."""
    ready = task()
    start = perf_counter()
    ready()
    return perf_counter() - start


def line(name: str, seconds: float, yardstick: float, ratio: float, note: str) -> None:
    """Prints one row of the table."""
    print(f"{name:16}{seconds:10.3f}{yardstick:12.3f}{ratio:8.2f}   {note}", flush=True)


def generated(number: int) -> Graph:
    """What one article of a made-up wire says: some meetings between two of fifty people."""
    sentence = "Minister {} met Minister {} to discuss {}.\n"
    words = [
        (f"Person {(number + i) % 50}", f"Person {(number * 7 + i + 1) % 50}", f"matter {i}") for i in range(EVENTS)
    ]
    text = "".join(sentence.format(*three) for three in words)
    article = Article(id=ids.digest(text, str(number)), name=f"wire-{number}", text=text, publisher="The Wire")
    names = sorted({name for first, second, _ in words for name in (first, second)})
    people = {name: Entity(id=ids.digest(name), kind="person", name=name) for name in names}
    events = []
    for first, second, topic in words:
        quote = sentence.format(first, second, topic).rstrip()
        start = text.index(quote)
        said = Evidence(article=article.id, start=start, end=start + len(quote), quote=quote, rule="meet-verb")
        pair = tuple(Participant(role="participant", entity=people[name].id) for name in sorted({first, second}))
        day = f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}"
        when = When(start=day, end=day, precision="day", basis="stated")
        id_ = ids.digest("Meeting", first, second, day, topic)
        events.append(Event(id=id_, type="Meeting", participants=pair, when=when, topic=topic, evidence=(said,)))
    return graph.merge([Graph(entities=tuple(people.values()), events=tuple(events), articles=(article,))])


if __name__ == "__main__":
    main()
