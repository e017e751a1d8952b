"""The page in a real browser: nothing asked of a network, nothing of a stranger's run, all of it drawn."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
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
    data = window.page.evaluate("JSON.parse(document.getElementById('data').textContent)")
    xs, ys = [node["x"] for node in data["nodes"]], [node["y"] for node in data["nodes"]]
    legend = window.page.evaluate("document.querySelector('aside').getBoundingClientRect().right")
    scale = min((1200 - legend) / (max(xs) - min(xs) + 220), 800 / (max(ys) - min(ys) + 120), 1.5)
    node = next(node for node in data["nodes"] if node["id"] == id_)
    x = (node["x"] - (min(xs) + max(xs)) / 2) * scale + 600 + legend / 2
    y = (node["y"] - (min(ys) + max(ys)) / 2) * scale + 400
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
