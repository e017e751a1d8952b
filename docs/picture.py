"""Draws picture.png: the page that `kg view` writes for some of the examples, as Chromium shows it (`make picture`)."""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import kg

DOCS = Path(__file__).resolve().parent
ARTICLES = [DOCS.parent / "examples" / "articles" / name for name in ("ethiopia-eritrea-2018.html",)]

with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
    graph, page = Path(folder, "graph"), Path(folder, "graph.html")
    kg.build(ARTICLES, graph)
    kg.view(graph, page)
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
    tab = browser.new_page(viewport={"width": 1280, "height": 720})
    tab.goto(page.as_uri())
    tab.wait_for_selector("body[data-drawn]")
    tab.screenshot(path=DOCS / "picture.png")
    browser.close()
