from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import articles
from kg.errors import KGError
from kg.model import Article

BODY = "The two ministers met in Córdoba on Tuesday to talk about fisheries, the first such talks in years."
PAGE = """<!doctype html><html><head><title>Ministers meet | Example Herald</title>
<meta property="og:site_name" content="Example Herald"><link rel="canonical" href="https://example.org/a#top">
<meta property="article:published_time" content="2014-05-06T10:00:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>Ministers meet</h1><p>By Ann Example</p>
<p>OSLO (Example) - Norwegian Foreign Minister Ola Nordmann met his Chilean counterpart in Oslo on Tuesday.</p>
<p>"We are glad," he said, adding that talks had been long &amp; frank, and that both would meet again.</p></article>
<aside><h3>Related stories</h3><ul><li>Sweden visits Peru</li></ul></aside>
<footer>© 2014 Example Herald. All rights reserved.</footer></body></html>"""
SHARED = Path(__file__).parents[3] / "shared"


def read(sources: Iterable[str | Path], **fill: object) -> tuple[list[Article], list[str]]:
    skipped: list[str] = []

    def skip(where: str, error: KGError) -> None:
        assert str(error).startswith(where)
        assert "\n" not in str(error)
        skipped.append(str(error))

    return list(articles.read(sources, on_skip=skip, **fill)), skipped  # type: ignore[arg-type]


def test_a_text_file(tmp_path: Path) -> None:
    path = tmp_path / "talks.txt"
    path.write_text(
        f"Ministers meet\nUpdated: 2014-05-06 21:38\n|\nOSLO - {BODY}\nRelated stories\nSweden visits Peru |", "utf-8"
    )
    [article], skipped = read([path])
    assert not skipped
    assert (article.name, article.title, article.published) == ("talks", "Ministers meet", date(2014, 5, 6))
    assert article.text == f"Ministers meet\n\nOSLO - {BODY}"
    assert article.text[article.body :] == f"OSLO - {BODY}"
    assert (article.dateline, article.publisher, article.url) == ("OSLO", None, None)


def test_a_hard_wrapped_text_file(tmp_path: Path) -> None:
    path = tmp_path / "talks.txt"
    path.write_text(
        "Ministers meet\nUpdated: 2014-05-06 21:38\nBy Ann Example\n"
        "OSLO, May 6 (Example) -- The two ministers met in Oslo on Tuesday to talk\n"
        "about fisheries, the first such talks in years, and about the protec-\n"
        "tion of the sea.\n"
        "They will meet again in the autumn, when both parliaments are to vote on\n"
        "what the ministers agree upon.\n\nRelated stories\nSweden visits Peru\n"
    )
    [article], _ = read([path])
    assert article.published == date(2014, 5, 6)
    assert article.text == (
        "Ministers meet\n\n"
        "OSLO, May 6 (Example) -- The two ministers met in Oslo on Tuesday to talk about fisheries, "
        "the first such talks in years, and about the protection of the sea.\n\n"
        "They will meet again in the autumn, when both parliaments are to vote on what the ministers agree upon."
    )


def test_a_web_page(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, "utf-8")
    [article], _ = read([path])
    assert (article.title, article.publisher) == ("Ministers meet", "Example Herald")
    assert (article.url, article.published) == ("https://example.org/a", date(2014, 5, 6))
    assert article.text[article.body :].startswith("OSLO (Example) - Norwegian")
    assert article.text.endswith("would meet again.")
    assert "Peru" not in article.text


def test_json_in_its_three_shapes(tmp_path: Path) -> None:
    records = [{"id": name, "title": "Ministers meet", "text": f"{BODY} {name}", "note": 1} for name in ("a", "b")]
    (tmp_path / "1.json").write_text(json.dumps(records[0], indent=1))
    (tmp_path / "2.json").write_text(json.dumps(records))
    (tmp_path / "3.jsonl").write_text("\n".join(map(json.dumps, records)) + "\n\n")
    found, skipped = read([tmp_path])
    assert [article.name for article in found] == ["a", "a", "b", "a", "b"]
    assert len({article.id for article in found}) == 2
    assert not skipped


def test_the_content_tells_the_format_where_the_name_does_not(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE)
    (tmp_path / "b").write_text(json.dumps({"id": "c", "text": BODY}))
    found, _ = read([tmp_path])
    assert [article.name for article in found] == ["a", "c"]
    assert found[0].url == "https://example.org/a"


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden.txt", ".git/x.txt", "c.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(BODY)
    found, skipped = read([tmp_path])
    assert [article.name for article in found] == ["a", "1", "2"]
    assert len(skipped) == 1
    assert "c.pdf: not read" in skipped[0]


@pytest.mark.parametrize("content", [BODY, json.dumps({"text": BODY})])
def test_standard_input(monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    [article], _ = read(["-"])
    assert (article.name, article.text) == ("stdin", BODY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(BODY.encode(encoding))
    [article], _ = read([path])
    assert article.text == BODY


def test_a_page_in_the_encoding_that_it_declares(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-2">').replace("Nordmann", "Dvořák").replace("©", "")
    path.write_bytes(page.encode("iso-8859-2"))
    [article], _ = read([path])
    assert "Dvořák" in article.text


def test_what_a_source_lacks_is_filled_and_nothing_else(tmp_path: Path) -> None:
    fill = {"date": date(2020, 1, 1), "publisher": "Filled"}
    records = [{"text": BODY}, {"text": BODY, "date": "2014-05-06T08:00:00Z", "outlet": "Own"}]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, records)))
    (bare, full), _ = read([path], **fill)
    assert (bare.published, bare.publisher) == (date(2020, 1, 1), "Filled")
    assert (full.published, full.publisher) == (date(2014, 5, 6), "Own")
    (bare, _), _ = read([path])
    assert (bare.published, bare.publisher) == (None, None)


def test_an_id_is_of_the_address_or_of_the_text(tmp_path: Path) -> None:
    urls = ["https://Example.org/a#b", "https://example.org/a", "https://example.org/a b", None, None]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps({"id": i, "text": BODY, "url": url}) for i, url in enumerate(urls)))
    found, _ = read([path])
    ids = [article.id for article in found]
    assert ids[0] == ids[1]
    assert ids[3] == ids[4]
    assert len(set(ids)) == 3
    assert found[2].url == "https://example.org/a%20b"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"", "the file is empty"),
        ("a.txt", b" \n\n", "the file is empty"),
        ("a.txt", b"||||\n---\n", "no article text"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "the file is binary"),
        ("a.json", b'{"text": "x",\n"a" }', "a.json:2: no valid JSON"),
        ("a.json", b"[" * 100_000, "no valid JSON"),
        ("a.json", b"3", "not a number"),
        ("a.jsonl", b'{"text": "x",}', "a.jsonl:1: no valid JSON"),
        ("a.json", b'{"text": 3}', "'text' has to be a string, not a number"),
        ("a.json", b'{"title": "x"}', "no 'text'"),
        ("a.json", b'{"text": "He came.", "date": "6.5.2014"}', "not an ISO date"),
        ("a.json", b'{"text": "He came.", "date": "0001-01-01"}', "0001-01-01 is no day of publication"),
        ("a.json", b'{"text": "He came.", "date": "9999-12-31"}', "9999-12-31 is no day of publication"),
        ("a.json", b'{"text": "He came.", "url": "javascript:1"}', "not an absolute http(s) address"),
        ("a.json", b'{"text": "He came.", "outlet": ["x"]}', "'outlet' has to be a string, not a list"),
        ("a.html", b"<html><body></body></html>", "no article found"),
        ("a.txt", b"They met again. " * 50_000, "are no one article"),
        ("a.html", b"<html", "no article found"),
    ],
)
def test_what_cannot_be_read_is_reported(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    found, skipped = read([tmp_path / name])
    assert not found
    assert len(skipped) == 1
    assert message in skipped[0]


def test_a_missing_file_is_reported_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    found, skipped = read([tmp_path / "none", tmp_path / "a.txt"])
    assert len(found) == 1
    assert skipped == [f"{tmp_path / 'none'}: no such file or folder; check the path"]


def test_one_broken_line_costs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "He came."}\n{"text": "x",}\nnull\n{"text": "She left."}\n')
    found, skipped = read([path])
    assert [(article.name, article.text) for article in found] == [("a-1", "He came."), ("a-4", "She left.")]
    assert [message.split(": ")[0] for message in skipped] == [f"{path}:2", f"{path}:3"]


@given(st.text(min_size=1), st.text())
def test_any_string_makes_an_article_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, text: str, title: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_text(json.dumps({"text": text, "title": title}))
    found, skipped = read([path])
    assert len(found) + len(skipped) == 1
    for article in found:
        assert 0 <= article.body < len(article.text)
        assert article.text[: article.body] == (f"{article.title}\n\n" if article.title else "")


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")
def test_real_articles_lose_nothing_of_their_own() -> None:
    paths = sorted(SHARED.glob("gold/dev/*.json")) + sorted(SHARED.glob("articles/*.json"))
    found, skipped = read(paths)
    assert not skipped
    for path, article in zip(paths, found, strict=True):
        record = json.loads(path.read_text("utf-8"))
        text = " ".join(article.text.split())
        for event in record.get("events", []):
            assert " ".join(event["evidence"].replace("\u200e", "").split()) in text
        assert article.published is not None
        assert article.published.isoformat() == record["date"]


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")
def test_the_seed_article_comes_without_the_page_around_it() -> None:
    [article], _ = read([SHARED / "gold/dev/seed-china-russia-security.json"])
    lines = article.text.split("\n")
    assert len(lines) == 8
    assert lines[0] == article.title
    assert lines[-1].endswith("and other security organs.")
    assert article.dateline == "MOSCOW"
