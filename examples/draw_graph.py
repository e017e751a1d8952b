"""Builds a graph from the two web pages and draws it as one HTML page that opens without a network."""

from pathlib import Path

import kg

ARTICLES = Path(__file__).parent / "articles"

kg.build(sorted(ARTICLES.glob("*.html")), "graph")
kg.view("graph", "graph.html")
print(f"graph.html: {Path('graph.html').stat().st_size // 1024} KiB; open it in a browser")
