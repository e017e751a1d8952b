"""Sentences and what the pipeline has to find in them: `tests/cases/LANGUAGE/*.toml`.

A file holds tables `[[case]]`:

    id       kebab-case, unique among all files
    text     one to three sentences
    date     the article's date
    events   what has to be found: inline tables with `type` and any of `modality`, `args`, `start`, `end`, `topic`;
             what an event leaves out isn't compared; a `start` or `end` of 'none' means that there must be no date
    people   who has to be found: inline tables with `name`, `posts` ({title, of, former}) and `state` (left out: none)
    others   true where events beyond `events` are no mistake
    xfail    why the case does not pass yet; it has to fail, so that the note goes when the reason has gone

`events` and `people` are compared where the case has them. Names are equal without case and accents.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg.ids import digest
from kg.model import EVENT_TYPES, MODALITIES, Article
from kg.outputs.records import record
from kg.pipeline import graphs

CASES = Path(__file__).parent / "cases"
LEAST = {"none": 25, "posts": 30, "dates": 30} | {name.lower(): 10 for name in EVENT_TYPES}
CASE_KEYS = {"id", "text", "date", "events", "people", "others", "xfail"}
EVENT_KEYS = {"type", "modality", "args", "start", "end", "topic"}
PERSON_KEYS = {"name", "state", "posts"}
ARTICLES = frozenset({"the", "a", "an"})

Case = dict[str, Any]


@cache
def cases(language: str, name: str) -> tuple[Case, ...]:
    """The cases of one file."""
    return tuple(tomllib.loads((CASES / language / f"{name}.toml").read_text("utf-8"))["case"])


def params() -> list[Any]:
    """All cases of all files, each a pytest parameter."""
    found = [case for file in sorted(CASES.glob("*/*.toml")) for case in cases(file.parent.name, file.stem)]
    return [pytest.param(case, id=case["id"], marks=marks(case)) for case in found]


def marks(case: Case) -> tuple[pytest.MarkDecorator, ...]:
    """The mark of a case that is known to fail."""
    return (pytest.mark.xfail(reason=case["xfail"], strict=True),) if "xfail" in case else ()


def article(case: Case) -> Article:
    """The case as an article without headline."""
    return Article(id=digest(case["id"]), name=case["id"], text=case["text"], published=case["date"])


def plain(name: str) -> str:
    """`name` without case, accents and surplus white space."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())


def names(args: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    """The roles of an event with their names made plain, without empty roles."""
    return {role: frozenset(map(plain, found)) for role, found in args.items() if found}


def topic(words: str | None) -> str:
    """A topic made plain, without the article before it."""
    first, _, rest = plain(words or "").partition(" ")
    return rest if first in ARTICLES else f"{first} {rest}".strip()


def fits(expected: Case, found: Case) -> bool:
    """Whether an event that was found is the expected one in all that the case says of it."""
    dates = ("start", "end")
    return (
        expected["type"] == found["type"]
        and expected.get("modality", found["modality"]) == found["modality"]
        and ("args" not in expected or names(expected["args"]) == names(found["args"]))
        and all(expected[key] == (found[key] or "none") for key in dates if key in expected)
        and ("topic" not in expected or topic(expected["topic"]) == topic(found["topic"]))
    )


def person(entry: Case) -> tuple[str, str | None, frozenset[tuple[str, str, bool]]]:
    """A person as it is compared."""
    posts = ((plain(p["title"]), plain(p["of"] or ""), p.get("former", False)) for p in entry.get("posts", []))
    return plain(entry["name"]), entry.get("state"), frozenset(posts)


@pytest.fixture(scope="module")
def records() -> dict[str, Case]:
    """What the pipeline finds in each case, by the case's id: all in one go, so that the model is loaded once."""
    articles = [article(param.values[0]) for param in params()]
    return {graph.articles[0].name: record(graph) for graph in graphs(articles)}


@pytest.mark.parametrize("case", params())
def test_case(case: Case, records: dict[str, Case]) -> None:
    found_in_it = records[case["id"]]
    left = list(found_in_it["events"])
    for expected in case.get("events", []):
        hit = next((found for found in left if fits(expected, found)), None)
        assert hit is not None, f"not found: {expected}; left: {left}"
        left.remove(hit)
    if "events" in case and not case.get("others"):
        assert left == []
    if "people" in case:
        assert {person(found) for found in found_in_it["people"]} == {person(expected) for expected in case["people"]}


@pytest.mark.parametrize("name", sorted(LEAST))
def test_english_has_enough_cases(name: str) -> None:
    assert len(cases("en", name)) >= LEAST[name]


@pytest.mark.parametrize("name", [name.lower() for name in EVENT_TYPES])
def test_english_shows_each_modality_of_each_type(name: str) -> None:
    events = [event for case in cases("en", name) for event in case["events"] if event["type"].lower() == name]
    assert {event["modality"] for event in events} == set(MODALITIES)


def test_cases_are_well_formed() -> None:
    found = [param.values[0] for param in params()]
    assert [name for name, n in Counter(case["id"] for case in found).items() if n > 1] == []
    for case in found:
        where = case["id"]
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", where), where
        assert set(case) <= CASE_KEYS, where
        assert "events" in case or "people" in case, where
        assert case["text"].strip(), where
        assert isinstance(case["date"], date), where
        for event in case.get("events", []):
            assert set(event) <= EVENT_KEYS, where
            assert event["type"] in EVENT_TYPES, where
            assert event.get("modality", "actual") in MODALITIES, where
        assert all(set(entry) <= PERSON_KEYS for entry in case.get("people", [])), where
