"""The relationship graph as one HTML page that opens offline: people, posts, states, bodies, places and events.

pyvis brings the drawing (vis-network); the page around it is ours, as pyvis's own loads Bootstrap from a network and
puts text into HTML as it is. Every text of an article reaches the page as JSON and the screen as text; a content
security policy lets only the page's own two scripts run and no request leave.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import math
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

import networkx as nx
import pyvis.network

from kg.outputs import layout, network, tooltips
from kg.outputs.files import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.model import Entity, Event, Graph

_PAGE = Path(__file__).parent / "page"
_LIBRARY = Path(pyvis.network.__file__).parent / "templates" / "lib" / "vis-9.1.2"
_TITLE = "Who deals with whom"
_INK = "#22303c"
_PAPER = "#fbfbfa"
_WIDEST = 170
"""Pixels at which a label is broken into lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    """How the nodes of one group look, and what the legend calls them."""

    name: str
    shape: str
    colour: str
    size: int
    font: int
    ink: str = _INK


_STYLES = {
    "state": _Style(name="States", shape="box", colour="#1f3f63", size=20, font=19, ink="#ffffff"),
    "organisation": _Style(name="Organisations", shape="box", colour="#cfe3e0", size=14, font=16),
    "person": _Style(name="People", shape="dot", colour="#e0a030", size=12, font=18),
    "post": _Style(name="Posts", shape="hexagon", colour="#a08bc0", size=9, font=15, ink="#4a3a66"),
    "place": _Style(name="Places", shape="triangleDown", colour="#8d7a66", size=9, font=15, ink="#54473a"),
    "exchange": _Style(name="Visits, meetings, calls", shape="diamond", colour="#3f8fd2", size=9, font=15),
    "promise": _Style(name="Pledges, agreements, aid", shape="diamond", colour="#4fa35e", size=9, font=15),
    "pressure": _Style(name="Appeals, criticism, sanctions", shape="diamond", colour="#cf4a3f", size=9, font=15),
    "office": _Style(name="Appointments", shape="diamond", colour="#a08bc0", size=9, font=15),
}
"""Group -> its style, in the order of the legend: the kinds of entities, then the groups of event types."""

_GROWING = {"state": 1.0, "organisation": 0.9, "person": 0.8}
"""Kinds that are larger with more edges, and how much more in large graphs: states are read from far away."""

_GROUPS = {
    "Visit": "exchange",
    "Meeting": "exchange",
    "Call": "exchange",
    "Invitation": "exchange",
    "Pledge": "promise",
    "Agreement": "promise",
    "Support": "promise",
    "Aid": "promise",
    "Appeal": "pressure",
    "Criticism": "pressure",
    "Sanction": "pressure",
    "Expulsion": "pressure",
    "Appointment": "office",
}
"""Event type -> the group that it is drawn in."""


def write(graph: Graph, path: Path) -> None:
    """Nothing; `path` holds the page of `graph` afterwards.

    Raises:
        OutputError: The file cannot be written.
    """
    replace(path, page(graph).encode())


def page(graph: Graph) -> str:
    """The page that draws `graph`: HTML that needs no other file; the same graph gives the same page."""
    style = _read("graph.css")
    if not graph.entities and not graph.events:
        return Template(_read("empty.html")).substitute(title=_TITLE, style=style)
    library = (_LIBRARY / "vis-network.min.js").read_text("utf-8").partition("//# sourceMappingURL")[0]
    script = _read("graph.js")
    return Template(_read("graph.html")).substitute(
        title=_TITLE,
        summary=html.escape(_summary(graph)),
        hashes=" ".join(_hash(code) for code in (library, script)),
        library_style=(_LIBRARY / "vis-network.css").read_text("utf-8"),
        style=style,
        data=_data(graph),
        library=library,
        script=script,
    )


def _read(name: str) -> str:
    return (_PAGE / name).read_text("utf-8")


def _hash(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def _summary(graph: Graph) -> str:
    dates = sorted(event.when.start for event in graph.events if event.when and event.when.start)
    years = sorted({dates[0][:4], dates[-1][:4]}) if dates else []
    parts = [_counted(len(graph.events), "event"), _counted(len(graph.articles), "article")]
    return " from ".join(parts) + (f", {'–'.join(years)}" if years else "")


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _data(graph: Graph) -> str:
    """JSON that may stand inside a script element: ASCII, without `<`, `>` and `&`."""
    drawing = _draw(graph)
    counts = Counter(node["kind"] for node in drawing.nodes)
    legend = [
        {"kind": group, "name": style.name, "shape": style.shape, "colour": style.colour, "count": counts[group]}
        for group, style in _STYLES.items()
        if counts[group]
    ]
    data = json.dumps({"nodes": drawing.nodes, "edges": drawing.edges, "legend": legend}, separators=(",", ":"))
    return data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _draw(graph: Graph) -> pyvis.network.Network:
    drawing = pyvis.network.Network(directed=True, cdn_resources="in_line")
    whole = network.build(graph)
    lines = nx.Graph(whole)
    entities = {entity.id: entity for entity in graph.entities}
    far = math.sqrt(len(whole)) / 10  # how far away the first view of the whole is
    looks = {e.id: _entity_look(e, entities, lines.degree(e.id), far) for e in graph.entities}
    looks |= {event.id: _event_look(event) for event in graph.events}
    places = layout.place(lines, {node: _extent(look) for node, look in looks.items()})
    titles = tooltips.write(graph)
    for node, look in looks.items():
        x, y = places[node]
        hanging = 0 if look["shape"] == "box" else round(_label_extent(look)[1] / 2)
        drawing.add_node(node, title=titles[node], x=x, y=y - hanging, **look)
    for start, end, edge in whole.edges(data=True):
        drawing.add_edge(start, end, role=edge["label"], dashes=edge["relation"] in {"held", "serves"})
    return drawing


def _entity_look(entity: Entity, entities: Mapping[str, Entity], degree: int, far: float) -> dict[str, Any]:
    look = _look(entity.kind, network.label(entity, entities))
    if entity.kind in _GROWING:
        larger = max(1.0, far * _GROWING[entity.kind])
        look["size"] = round((look["size"] + min(2 * math.sqrt(degree), 25)) * larger)
        look["font"]["size"] = round((look["font"]["size"] + min(2 * math.sqrt(degree), 25)) * larger)
        look["widthConstraint"]["maximum"] = round(_WIDEST * larger)
    return look


def _event_look(event: Event) -> dict[str, Any]:
    dates = tooltips.dates(event.when)
    status = "" if event.modality == "actual" else f"\n({event.modality})"
    look = _look(_GROUPS[event.type], f"{event.type}{status}" + (f"\n{dates}" if dates else ""))
    if event.modality != "actual":
        look["color"] = {**look["color"], "background": _PAPER}
        look["shapeProperties"] = {"borderDashes": [3, 2]}
    return look


def _look(group: str, label: str) -> dict[str, Any]:
    style = _STYLES[group]
    boxed = style.shape == "box"
    marked = {"background": style.colour, "border": _INK}
    return {
        "label": label,
        "kind": group,
        "shape": style.shape,
        "size": style.size,
        "color": {"background": style.colour, "border": style.colour, "highlight": marked, "hover": marked},
        "font": {"size": style.font, "color": style.ink, "strokeWidth": 0 if boxed else 4},
        "margin": 8,
        "widthConstraint": {"maximum": _WIDEST},
    }


def _extent(look: Mapping[str, Any]) -> tuple[float, float]:
    """About how wide and high a node is drawn with its label, in pixels."""
    width, height = _label_extent(look)
    return width + 10, height + (16 if look["shape"] == "box" else 2 * look["size"])


def _label_extent(look: Mapping[str, Any]) -> tuple[float, float]:
    font, limit = look["font"]["size"], look["widthConstraint"]["maximum"]
    lines = look["label"].split("\n")
    width = max(len(line) for line in lines) * font * 0.6
    return min(width, limit), (len(lines) + width // limit) * font * 1.3
