"""Text for a terminal or a spreadsheet: strangers' words cannot steer either of them."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Value = str | int | float | bool
    Answer = Mapping[str, Value | None]

Format = Literal["table", "csv", "json"]
_SEQUENCES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
_FORMULA = re.compile(r"[=+@\t\r-](?!\d+(?:\.\d+)?\Z)")
"""How a text begins that a spreadsheet would run; a number with its sign is none."""


def plain(text: str) -> str:
    """`text` without escape sequences, control characters and marks of direction; line feeds stay."""
    kept = _SEQUENCES.sub("", text)
    return "".join(char for char in kept if char == "\n" or unicodedata.category(char) not in {"Cc", "Cf", "Cs"})


def cell(text: str) -> str:
    """`text` on one line."""
    return " ".join(plain(text).split())


def rows(columns: Sequence[str], answers: Sequence[Answer], format: Format = "table") -> str:  # noqa: A002 (the flag's name)
    """The `answers` under their `columns` as an aligned table, as CSV or as a JSON list, ending in a line feed."""
    if format == "json":
        found = [{column: answer[column] for column in columns} for answer in answers]
        return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    if format == "csv":
        return _csv(columns, answers)
    return table([columns, *([_text(answer[column]) for column in columns] for answer in answers)])


def table(lines: Sequence[Sequence[str]]) -> str:
    """`lines`, the headings first, as text in aligned columns, a rule below the headings."""
    cells = [[cell(text) for text in line] for line in lines]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    cells.insert(1, ["-" * width for width in widths])
    padded = ("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)) for line in cells)
    return "".join(f"{line.rstrip()}\n" for line in padded)


def _csv(columns: Sequence[str], answers: Sequence[Answer]) -> str:
    """CSV in which a text that a spreadsheet would run as a formula has an apostrophe in front."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    for answer in answers:
        texts = (_text(answer[column]) for column in columns)
        writer.writerow([f"'{text}" if _FORMULA.match(text) else text for text in texts])
    return file.getvalue()


def _text(value: Value | None) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
