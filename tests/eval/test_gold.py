"""The gold set agrees with itself and with the articles that it annotates."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kg.articles import read
from kg.model import EVENT_TYPES, MODALITIES, Article

GOLD = Path(__file__).resolve().parent / "gold"
EXAMPLES = GOLD.parents[2] / "examples" / "articles"
FILES = sorted(GOLD.glob("*.json"))
SPEECH = {"Pledge", "Appeal", "Criticism", "Support"}
PARTIAL_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def stopped(place: str, error: Exception) -> None:
    raise AssertionError(f"{place}: {error}")


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    return {article.name: article for article in read([EXAMPLES], on_skip=stopped)}


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def gold(request: pytest.FixtureRequest) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(request.param.read_text("utf-8"))
    return found


def test_each_example_has_its_gold(articles: dict[str, Article]) -> None:
    assert {file.stem for file in FILES} == set(articles)
    assert len(FILES) >= 12


def test_articles_have_headline_date_and_a_body(articles: dict[str, Article], gold: dict[str, Any]) -> None:
    article = articles[gold["id"]]
    assert article.title
    assert article.published
    assert 120 <= len(article.text[article.body :].split()) <= 350


def test_all_types_and_modalities_occur() -> None:
    events = [event for file in FILES for event in json.loads(file.read_text("utf-8"))["events"]]
    assert {event["type"] for event in events} == set(EVENT_TYPES)
    assert {event["modality"] for event in events} == set(MODALITIES)


def test_events_follow_the_guide(
    articles: dict[str, Article], gold: dict[str, Any], roles: dict[str, set[str]]
) -> None:
    body = articles[gold["id"]].text[articles[gold["id"]].body :]
    for event in gold["events"]:
        assert event["modality"] in MODALITIES
        assert set(event["args"]) <= roles[event["type"]]
        assert all(event["args"].values())
        assert event["evidence"] in body
        assert all(event[key] is None or PARTIAL_DATE.fullmatch(event[key]) for key in ("start", "end"))
        assert event["topic"] is None or (event["type"] in SPEECH and event["topic"] in event["evidence"])


def test_people_follow_the_guide(articles: dict[str, Article], gold: dict[str, Any]) -> None:
    body = articles[gold["id"]].text[articles[gold["id"]].body :]
    taking_part = {name for event in gold["events"] for names in event["args"].values() for name in names}
    for person in gold["people"]:
        assert person["name"] in body
        assert all(alias in body for alias in person["aliases"])
        assert person["posts"] or person["name"] in taking_part
        assert person["state"] is None or re.fullmatch("[A-Z]{2}", person["state"])
    assert len({person["name"] for person in gold["people"]}) == len(gold["people"])
