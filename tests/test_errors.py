from __future__ import annotations

import inspect

from kg import errors


def test_every_error_is_a_kg_error_and_stands_in_the_tree() -> None:
    found = {
        name: kind for name, kind in inspect.getmembers(errors, inspect.isclass) if kind.__module__ == errors.__name__
    }
    assert len(found) == 7
    assert errors.__doc__ is not None
    for name, kind in found.items():
        assert issubclass(kind, errors.KGError)
        assert name in errors.__doc__
        assert kind.__doc__
