"""The command line: arguments in, exit code out.

0 done (or: conforms), 1 an error in what was given (or: does not conform), 2 a wrong command line, or an error of the
system. What a batch skips is named on the standard error stream and costs no exit code unless nothing is left.
"""

from __future__ import annotations

import io
import logging
import sys
from typing import NoReturn

from kg.cli import streams
from kg.cli.commands import app
from kg.errors import KGError

__all__ = ["app", "main"]

_INTERRUPTED = 130


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
        streams.fail(str(error), 1)
    except KeyboardInterrupt:
        streams.fail("interrupted", _INTERRUPTED)
    except BrokenPipeError:
        streams.mute()
        raise SystemExit(1) from None
    except OSError as error:
        streams.mute()
        where = f"{error.filename}: " if error.filename else ""
        streams.fail(
            f"{where}{(error.strerror or str(error)).lower()}; check the path, its permissions and the space left", 2
        )
    except MemoryError:
        streams.fail("out of memory; give fewer or smaller articles at a time", 2)
    except Exception as error:  # noqa: BLE001 (a fault of kg: told on one line, with what a report of it needs)
        streams.fail(f"a fault in kg: {type(error).__name__}: {error} ({streams.origin(error)}); please report it", 2)
    raise SystemExit(0)
