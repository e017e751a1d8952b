"""The streams of the command line: what is printed and written where, errors and progress."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from kg.errors import KGError, OutputError
from kg.outputs import terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.model import Article

STDOUT = Path("-")


def fail(message: str, code: int) -> NoReturn:
    """Exits with `code` and `message` as one line on the standard error stream."""
    sys.stderr.write(f"kg: error: {terminal.cell(message)}\n")
    raise SystemExit(code) from None


def origin(error: BaseException) -> str:
    """The file and line that raised `error`."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "nowhere"


def mute() -> None:
    """Leads standard output to nowhere, so that what its buffer holds does not fail again when the interpreter ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def show(text: str) -> None:
    """Prints `text`; on a terminal without what could steer it."""
    sys.stdout.write(terminal.plain(text) if sys.stdout.isatty() else text)


def skip(_place: str, error: KGError) -> None:
    """Says what a batch skips and why."""
    sys.stderr.write(f"kg: skipped: {terminal.cell(str(error))}\n")


def none_left(count: int) -> None:
    """Exits with an error where `count` articles are none."""
    if not count:
        fail("no article was left to read; see what was skipped above", 1)


def write_lines(lines: Iterable[str], output: Path) -> int:
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


def write(write: Callable[[Path], None], output: Path, *, ending: str) -> None:
    """Has `write` write to the file `output`; for standard output by way of a file with that ending."""
    if output != STDOUT:
        write(output)
        return
    with tempfile.TemporaryDirectory() as room:
        draft = Path(room) / f"graph{ending}"
        write(draft)
        sys.stdout.write(draft.read_text("utf-8"))


@contextmanager
def progress(*, talks: bool = False) -> Iterator[Callable[[Article], None] | None]:
    """A bar on the standard error stream that counts articles; none where that is no terminal, or `talks` into it."""
    if not sys.stderr.isatty() or (talks and sys.stdout.isatty()):
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 (for a bar alone)
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.completed} articles"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=None)
        yield lambda _article: bar.advance(task)
