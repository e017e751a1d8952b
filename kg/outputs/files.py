"""Files that are whole or absent: written beside their place, then moved into it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from kg.errors import OutputError


def replace(path: Path, data: bytes) -> None:
    """Nothing; the file `path` holds `data` afterwards, or is as it was before.

    Raises:
        OutputError: The folder is missing or not writable, or `path` is a folder.
    """
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".kg-") as room:
            draft = Path(room) / "draft"
            draft.write_bytes(data)
            draft.replace(path)
    except OSError as error:
        raise unwritable(path, error) from error


def unwritable(path: Path, error: OSError) -> OutputError:
    """The error to raise when `path` cannot be written because of `error`."""
    reason = (error.strerror or str(error)).lower()
    return OutputError(f"{path}: cannot be written ({reason}); name a file in a folder that exists and is writable")
