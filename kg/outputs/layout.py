"""Where the nodes of a drawing stand: computed once, the same on every run."""

from __future__ import annotations

import cmath
import itertools
import math
from collections import defaultdict
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Undirected = nx.Graph[str]
    Point = tuple[float, float]
    Size = tuple[float, float]

_SPACING = 105.0
"""Pixels between two neighbours, about the width of a label."""

_CORE = 499
"""Nodes of one part that the springs place, those with most edges; beyond 499 networkx asks for scipy."""

_WIDE = 1.4
"""Width of the drawing over its height, as of most screens."""

_GAP = 14.0
_PASSES = 150
_TURN = math.pi * (3 - math.sqrt(5))


def place(network: Undirected, sizes: Mapping[str, Size]) -> dict[str, tuple[int, int]]:
    """The centre of each node in whole pixels, so that boxes of `sizes` (width, height) seldom overlap.

    Each connected part is laid out by springs on its own; the parts stand in rows, the largest first.
    """
    parts = sorted((sorted(part) for part in nx.connected_components(network)), key=lambda part: (-len(part), part))
    placed = [_spread(_springs(network.subgraph(part), part), sizes) for part in parts]
    return {node: (round(x), round(y)) for node, (x, y) in _rows(placed, sizes).items()}


def _springs(part: Undirected, nodes: list[str]) -> dict[str, Point]:
    core = sorted(sorted(nodes, key=lambda node: (-part.degree(node), node))[:_CORE])
    ordered: Undirected = nx.Graph()  # in sorted order, as the springs depend on it
    ordered.add_nodes_from(core)
    ordered.add_edges_from(sorted((min(edge), max(edge)) for edge in part.subgraph(core).edges()))
    scale = _SPACING * math.sqrt(len(core))
    found = nx.spring_layout(ordered, k=1.6 / math.sqrt(len(core)), iterations=150, seed=1, scale=scale)
    points = {node: (float(x), float(y)) for node, (x, y) in found.items()}
    return _even(points if len(core) == len(nodes) else _satellites(part, nodes, points))


def _satellites(part: Undirected, nodes: list[str], points: dict[str, Point]) -> dict[str, Point]:
    """`points` with the other nodes around the middle of their neighbours, on a spiral."""
    waiting = [node for node in nodes if node not in points]
    turn = 0
    while waiting:
        for node in waiting:
            near = [points[other] for other in sorted(part[node]) if other in points]
            if near:
                turn += 1
                x, y = (sum(axis) / len(near) for axis in zip(*near, strict=True))
                radius = _SPACING * (1 + turn % 7 / 7)
                points[node] = (x + radius * math.cos(turn * _TURN), y + radius * math.sin(turn * _TURN))
        waiting = [node for node in waiting if node not in points]
    return points


def _even(points: dict[str, Point]) -> dict[str, Point]:
    """`points` turned until they are wider than high, and pulled to or pushed from their middle to fill an ellipse.

    Springs crowd the nodes with many edges together and throw those with few far out.
    """
    count = len(points)
    x0, y0 = (sum(axis) / count for axis in zip(*points.values(), strict=True))
    moved = {node: complex(x - x0, y - y0) for node, (x, y) in points.items()}
    turn = cmath.exp(-0.5j * cmath.phase(sum(point * point for point in moved.values())))
    filled: dict[str, Point] = {}
    for rank, node in enumerate(sorted(moved, key=lambda node: (abs(moved[node]), node))):
        far = abs(moved[node]) or 1.0
        point = moved[node] * turn * (far + 2 * _SPACING * math.sqrt(rank / math.pi)) / (3 * far)
        filled[node] = (point.real * _WIDE, point.imag)
    return filled


def _spread(points: dict[str, Point], sizes: Mapping[str, Size]) -> dict[str, Point]:
    """`points` with overlapping boxes pushed apart, along the axis where less is needed."""
    at = {node: list(points[node]) for node in sorted(points)}
    wide, high = (max(sizes[node][axis] for node in at) + _GAP for axis in (0, 1))
    for _ in range(_PASSES):
        cells: dict[tuple[int, int], list[str]] = defaultdict(list)
        home = {node: (math.floor(x / wide), math.floor(y / high)) for node, (x, y) in at.items()}
        for node, cell in home.items():
            cells[cell].append(node)
        moved = False
        for node, (column, row) in home.items():
            for cell in itertools.product((column - 1, column, column + 1), (row - 1, row, row + 1)):
                for other in cells.get(cell, ()):
                    if node < other and _push(at[node], at[other], sizes[node], sizes[other]):
                        moved = True
        if not moved:
            break
    return {node: (x, y) for node, (x, y) in at.items()}


def _push(one: list[float], other: list[float], size: Size, other_size: Size) -> bool:
    x = (size[0] + other_size[0]) / 2 + _GAP - abs(other[0] - one[0])
    y = (size[1] + other_size[1]) / 2 + _GAP - abs(other[1] - one[1])
    if x <= 0 or y <= 0:
        return False
    axis, overlap = (0, x) if x < y else (1, y)
    step = (overlap / 2 + 0.5) * (1 if other[axis] >= one[axis] else -1)
    one[axis] -= step
    other[axis] += step
    return True


def _rows(parts: Iterable[dict[str, Point]], sizes: Mapping[str, Size]) -> dict[str, Point]:
    points: dict[str, Point] = {}
    left = top = bottom = limit = 0.0
    for part in parts:
        west = min(x - sizes[node][0] / 2 for node, (x, _) in part.items())
        east = max(x + sizes[node][0] / 2 for node, (x, _) in part.items())
        north = min(y - sizes[node][1] / 2 for node, (_, y) in part.items())
        south = max(y + sizes[node][1] / 2 for node, (_, y) in part.items())
        limit = limit or max(east - west, 1200.0)
        if left and left + east - west > limit:
            left, top = 0.0, bottom
        points |= {node: (x - west + left, y - north + top) for node, (x, y) in part.items()}
        left += east - west + _SPACING / 2
        bottom = max(bottom, top + south - north + _SPACING / 2)
    return points
