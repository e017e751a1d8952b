"""Where the files beside the code are: ontology and queries, installed or in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """The folder of `ontology` or `queries`: `kg/data/NAME` when installed, `NAME` beside `kg/` in a checkout."""
    installed = _PACKAGE / "data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name
