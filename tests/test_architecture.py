"""The house stays as ARCHITECTURE.md draws it: imports point one way, each library has its rooms, rooms stay small."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.documents import DEFAULT_MODEL

ROOT = Path(__file__).resolve().parents[1]
FLOORS = (
    {"model", "errors", "ids", "resources"},
    {"lexicons", "gazetteers"},
    {"publishers"},
    {"tenures"},
    {"articles", "documents", "mentions", "entities", "events", "confidence", "graph"},
    {"outputs"},
    {"stores", "queries"},
    {"folder", "pipeline"},
    {"evaluation"},
    {"cli"},
    {"__main__", "__init__"},
)
"""The rooms of kg, from the ground up: a room imports from floors below its own and from itself."""

LIBRARIES = {
    "spacy": ("documents", "mentions", "events"),
    "pyoxigraph": ("outputs.rdf", "stores", "queries"),
    "rdflib": ("outputs.rdf", "stores", "queries"),
    "pyshacl": ("stores.shapes",),
    "networkx": ("outputs",),
    "pyvis": ("outputs.html",),
    "trafilatura": ("articles.html",),
    "htmldate": ("articles.html",),
    "charset_normalizer": ("articles.encoding",),
    "typer": ("cli",),
    "rich": ("cli",),
}
"""Each library and the rooms that may import it."""

UNSEEN = {DEFAULT_MODEL, "lxml_html_clean"}
"""Dependencies that no module imports: the language model is loaded by name, the other is trafilatura's."""

TYPES_ONLY = {"spacy": ("model", "entities")}
"""Rooms that may name a library's types, but not run it."""

FORBIDDEN = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc", "tools", "core"}
MODULE_LINES, FUNCTION_LINES, LEAST_MODULES = 400, 60, 50


class Module(NamedTuple):
    """A module of kg: its dotted name within the package ('outputs.rdf.terms'), its source and its tree."""

    name: str
    path: Path
    source: str
    tree: ast.Module

    @property
    def room(self) -> str:
        return self.name.partition(".")[0]


class Import(NamedTuple):
    """A module that is imported, by its full name; `typing` where only the type checker sees it."""

    target: str
    typing: bool


def _modules() -> Iterator[Module]:
    for path in sorted((ROOT / "kg").rglob("*.py")):
        name = ".".join(path.relative_to(ROOT / "kg").with_suffix("").parts)
        source = path.read_text("utf-8")
        yield Module(name.removesuffix(".__init__"), path, source, ast.parse(source))


MODULES = tuple(_modules())
each_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)


def _imports(node: ast.AST, *, typing: bool = False) -> Iterator[Import]:
    """All imports in `node`, inside functions too."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(alias.name, typing) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "imports are absolute"
            whole = child.module == "kg"
            yield from (Import(f"kg.{alias.name}" if whole else str(child.module), typing) for alias in child.names)
        elif isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            yield from _imports(ast.Module(child.body, []), typing=True)
            yield from _imports(ast.Module(child.orelse, []), typing=typing)
        else:
            yield from _imports(child, typing=typing)


def _floor(room: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if room in rooms)


def _within(name: str, rooms: tuple[str, ...]) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


def _declared() -> set[str]:
    """The dependencies of pyproject.toml, as they are imported."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {re.split(r"[^\w.-]", line)[0].replace("-", "_") for line in project["dependencies"]}


def _foreign(module: Module) -> set[Import]:
    """What `module` imports that is neither of kg nor of Python."""
    found = {Import(target.partition(".")[0], typing) for target, typing in _imports(module.tree)}
    return {one for one in found if one.target not in sys.stdlib_module_names | {"kg", "__future__"}}


def test_every_room_has_a_floor() -> None:
    assert len(MODULES) >= LEAST_MODULES
    assert {module.room for module in MODULES} == set().union(*FLOORS)


@each_module
def test_imports_point_one_way(module: Module) -> None:
    wrong = []
    for target, _ in _imports(module.tree):
        room = target.split(".")[1] if target.startswith("kg.") else None
        if room and room != module.room and _floor(room) >= _floor(module.room):
            wrong.append(target)
        if target == "kg" and _floor(module.room) < _floor("pipeline"):
            wrong.append(target)
    assert wrong == []


@each_module
def test_each_library_stays_in_its_rooms(module: Module) -> None:
    for library, typing in _foreign(module):
        assert library in LIBRARIES, f"{library} has no room: say in LIBRARIES which one needs it"
        rooms = LIBRARIES[library] + (TYPES_ONLY.get(library, ()) if typing else ())
        assert _within(module.name, rooms), f"{library} in {module.name}"


def test_what_is_imported_is_declared_and_what_is_declared_is_used() -> None:
    imported = {one.target for module in MODULES for one in _foreign(module)}
    assert imported | UNSEEN == _declared()
    assert imported == set(LIBRARIES)


@each_module
def test_a_module_is_short_and_named_for_what_it_holds(module: Module) -> None:
    assert len(module.source.splitlines()) <= MODULE_LINES
    assert not FORBIDDEN & set(module.name.split("."))
    assert ast.get_docstring(module.tree)


@each_module
def test_a_function_is_short(module: Module) -> None:
    functions = [node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [node.name for node in functions if (node.end_lineno or 0) - node.lineno >= FUNCTION_LINES]
    assert long == []


@each_module
def test_no_code_asks_which_language_it_reads(module: Module) -> None:
    assert not re.search(r"\blanguage\s*(==|!=|in\b)", module.source)


def test_a_folder_holds_more_than_one_room() -> None:
    data = (".toml", ".csv", ".gz", ".html")  # a folder for data needs no second module
    for package in (ROOT / "kg").rglob("__init__.py"):
        beside = [path for path in package.parent.iterdir() if path.suffix in (".py", *data) or path.is_dir()]
        assert len([path for path in beside if path.name != "__pycache__"]) > 1, package
