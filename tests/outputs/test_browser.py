"""The page in a real browser: nothing asked of a network, nothing of a stranger's run, all of it drawn."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from kg.model import Graph
from kg.outputs import html

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install '.[test]'")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium found: apt-get install chromium"),
]


@dataclass
class Window:
    """A browser window that remembers what pages asked for and complained of."""

    page: sync_api.Page
    folder: Path
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def show(self, graph: Graph) -> str:
        """Opens the page of `graph`; its address."""
        path = self.folder / "graph.html"
        html.write(graph, path)
        self.page.goto(path.as_uri())
        return path.as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def window(browser: sync_api.Browser, tmp_path: Path) -> Iterator[Window]:
    page = browser.new_page(viewport={"width": 1200, "height": 800})
    page.set_default_timeout(20_000)
    window = Window(page=page, folder=tmp_path)
    page.on("request", lambda request: window.requests.append(request.url))
    page.on("console", lambda message: window.complaints.append(message.text))
    page.on("pageerror", lambda error: window.complaints.append(str(error)))
    yield window
    page.close()


def _colours(page: sync_api.Page) -> int:
    """How many different colours the canvas shows."""
    return page.evaluate(
        """() => {
          const canvas = document.querySelector("canvas");
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          return new Set(new Uint32Array(data.buffer)).size;
        }""",
    )


def test_the_page_draws_itself_offline_and_without_a_complaint(window: Window, talks: Graph) -> None:
    address = window.show(talks)
    window.page.wait_for_selector("body[data-drawn='10']")
    assert _colours(window.page) > 20
    assert window.page.locator("#legend li").count() == 6
    box = window.page.locator("canvas").bounding_box()
    assert (box["width"], box["height"]) == (1200, 800)
    assert window.requests == [address]
    assert window.complaints == []


@pytest.mark.parametrize(("width", "height"), [(1400, 1000), (1200, 900), (800, 600), (400, 800)])
@pytest.mark.parametrize("size", [1, 40])
def test_all_nodes_and_labels_are_in_the_window_and_clear_of_the_legend(
    window: Window, talks: Graph, width: int, height: int, size: int
) -> None:
    window.page.set_viewport_size({"width": width, "height": height})
    window.show(_times(talks, size))
    window.page.wait_for_selector(f"body[data-drawn='{10 * size}']")
    boxes = window.page.evaluate(
        """() => drawing.body.nodeIndices.map((id) => {
          const { left, top, right, bottom } = drawing.getBoundingBox(id);
          const [from, to] = [{ x: left, y: top }, { x: right, y: bottom }].map((spot) => drawing.canvasToDOM(spot));
          return [from.x, from.y, to.x, to.y];
        })"""
    )
    legend = window.page.locator("aside").bounding_box()
    right, bottom = legend["x"] + legend["width"], legend["y"] + legend["height"]
    assert len(boxes) == 10 * size
    for box in boxes:
        assert min(box) >= 0
        assert box[2] <= width
        assert box[3] <= height
        assert box[0] >= right or box[1] >= bottom


def _times(graph: Graph, count: int) -> Graph:
    """As many copies of the people, posts and events of `graph`, not tied to each other."""
    entities, tenures, events = [], [], []
    for n in range(count):
        new = {one.id: f"{one.id}{n:x}" for one in (*graph.entities, *graph.tenures, *graph.events)}
        entities += [replace(one, id=new[one.id], of=new.get(one.of or "")) for one in graph.entities]
        tenures += [
            replace(one, id=new[one.id], person=new[one.person], post=new[one.post], evidence=())
            for one in graph.tenures
        ]
        for event in graph.events:
            parts = tuple(
                replace(
                    part,
                    entity=new[part.entity],
                    capacity=new.get(part.capacity or ""),
                    behalf=new.get(part.behalf or ""),
                )
                for part in event.participants
            )
            events.append(
                replace(event, id=new[event.id], participants=parts, place=new.get(event.place or ""), evidence=())
            )
    return replace(graph, entities=tuple(entities), tenures=tuple(tenures), events=tuple(events))


def test_strangers_text_is_shown_and_never_run(window: Window, attack: Graph) -> None:
    address = window.show(attack)
    window.page.wait_for_selector("body[data-drawn='10']")
    window.page.wait_for_timeout(300)
    assert window.page.evaluate("window.hit") is None
    assert window.page.locator("img, svg, a, iframe").count() == 0
    assert window.page.locator("script").count() == 3
    assert window.requests == [address]
    assert window.complaints == []


def _hover(window: Window, id_: str) -> str:
    """The text and markup of the tooltip of the node `id_`."""
    x, y = window.page.evaluate(
        """id => {
          const { x, y } = drawing.canvasToDOM(drawing.getPosition(id));
          return [x, y];
        }""",
        id_,
    )
    window.page.mouse.move(x - 30, y - 30)
    window.page.mouse.move(x, y)
    window.page.mouse.move(x + 1, y)
    window.page.wait_for_selector(".vis-tooltip", state="visible")
    return window.page.inner_html(".vis-tooltip")


def test_pointing_at_an_event_shows_its_quote(window: Window, talks: Graph) -> None:
    window.show(talks)
    window.page.wait_for_selector("body[data-drawn]")
    assert "“Foreign Minister Ana Ruiz met Ole Berg on 3 May 2024.”" in _hover(window, "v1")


def test_a_tooltip_is_text(window: Window, attack: Graph) -> None:
    window.show(attack)
    window.page.wait_for_selector("body[data-drawn]")
    shown = _hover(window, "v1")
    assert "&lt;img src=x" in shown
    assert window.page.locator(".vis-tooltip *:not(br)").count() == 0
    assert window.page.evaluate("window.hit") is None
    assert window.complaints == []


def test_a_kind_can_be_put_away_and_taken_back(window: Window, talks: Graph) -> None:
    window.show(talks)
    window.page.wait_for_selector("body[data-drawn]")
    whole = _colours(window.page)
    for box in window.page.locator("#legend label").all():
        box.click()
    window.page.wait_for_timeout(200)
    assert _colours(window.page) < whole / 4
    for box in window.page.locator("#legend label").all():
        box.click()
    window.page.wait_for_timeout(200)
    assert _colours(window.page) > whole / 2


def test_an_empty_graph_says_so(window: Window) -> None:
    address = window.show(Graph())
    assert "This graph is empty" in window.page.inner_text("body")
    assert window.requests == [address]
    assert window.complaints == []
