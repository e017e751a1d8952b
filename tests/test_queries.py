"""Each shipped question, asked of a real store that holds a small world of two articles."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeAlias

import pytest

from kg import queries
from kg.errors import QueryError
from kg.model import Article, Entity, Event, EventType, Evidence, Graph, Modality, Participant, Tenure, When
from kg.stores.triples import TripleStore

ENTITIES = (
    Entity(id="e1", kind="person", name="Ana Ruiz", aliases=("Ruiz",), state="ES"),
    Entity(id="e2", kind="person", name="Ole Berg", aliases=("Bergen's Ole",), state="NO"),
    Entity(id="e3", kind="person", name="Amin Sall", state="TD"),
    Entity(id="e4", kind="state", name="Spain", aliases=("Kingdom of Spain",), state="ES", same_as="Q29"),
    Entity(id="e5", kind="state", name="Norway", state="NO", same_as="Q20"),
    Entity(id="e6", kind="state", name="Chad", state="TD", same_as="Q657"),
    Entity(id="e7", kind="post", name="Foreign Minister", of="e4"),
    Entity(id="e8", kind="post", name="Prime Minister", of="e5"),
    Entity(id="e9", kind="post", name="Mayor"),
    Entity(id="ea", kind="place", name="Oslo", state="NO"),
)
TENURES = (
    Tenure(id="t1", person="e1", post="e7", start="2023"),
    Tenure(id="t2", person="e2", post="e8", start="2022-10-01"),
    Tenure(id="t3", person="e2", post="e9", end="2020", former=True),
)
Row: TypeAlias = tuple[queries.Value | None, ...]
COUNTS = {"a": 3, "b": 8, "c": 2, "d": 3, "e": 2, "f": 6}
IDS = tuple(f"{letter}{number}" for letter, count in COUNTS.items() for number in range(1, count + 1))
TEXT = " ".join(f"Quote of {id_}." for id_ in IDS)


def _evidence(event: str, article: str, source: str | None = None) -> Evidence:
    quote = f"Quote of {event}."
    start = TEXT.index(quote)
    return Evidence(
        article=article,
        start=start,
        end=start + len(quote),
        quote=quote,
        rule=f"rule-{event}",
        source=source,
        confidence=0.75,
    )


def _event(
    id_: str,
    type_: EventType,
    parts: str,
    when: str | None = None,
    *,
    end: str | None = None,
    modality: Modality = "actual",
    topic: str | None = None,
    articles: tuple[str, ...] = ("n1",),
    source: str | None = None,
) -> Event:
    """An event from 'role:entity' or 'role:entity:tenure' words."""
    words = [word.split(":") for word in parts.split()]
    people = [Participant(role=role, entity=entity, capacity=(*more, None)[0]) for role, entity, *more in words]
    precision = {4: "year", 7: "month", 10: "day"}
    return Event(
        id=id_,
        type=type_,
        participants=tuple(sorted(people, key=lambda part: (part.role, part.entity))),
        modality=modality,
        when=When(start=when, end=end or when, precision=precision[len(when)], basis="stated") if when else None,
        topic=topic,
        evidence=tuple(_evidence(id_, article, source) for article in articles),
    )


ANA, OLE = "e1:t1", "e2:t2"
EVENTS = (
    _event("a1", "Meeting", f"participant:{ANA} participant:{OLE} place:ea", "2024-05-03", articles=("n1", "n2")),
    _event("a2", "Meeting", "participant:e1 participant:e2", "2024-06", topic="fish", articles=("n2",)),
    _event("a3", "Meeting", "participant:e2 participant:e6"),
    _event("c1", "Criticism", "speaker:e3 target:e5", "2023-02-01", source="e3"),
    _event("c2", "Criticism", "speaker:e6 target:e2", "2023-03-09", articles=("n2",)),
    _event("d1", "Visit", f"visitor:{ANA} destination:e5 host:e2 place:ea", "2024-05-02", end="2024-05-04"),
    _event("d2", "Visit", "visitor:e2 destination:e4", "2024-07", modality="planned"),
    _event("d3", "Visit", "visitor:e1 destination:e5", "2024-05-02", modality="planned", articles=("n2",)),
    _event("e1", "Invitation", "inviter:e2 invitee:e1", "2024-04"),
    _event("e2", "Invitation", "inviter:e1 invitee:e2", "2024-05-03"),
    _event("f1", "Pledge", f"speaker:{ANA} counterpart:e5", "2024-05-03", topic="Fish stocks"),
    _event("f2", "Pledge", "speaker:e6", topic="water", modality="hypothetical"),
    _event("f3", "Sanction", "imposer:e5 target:e3", "2023"),
    _event("f4", "Appeal", f"speaker:{ANA} target:e6", "2024-05-04", topic="an election"),
    _event("f5", "Appointment", "appointee:e2 post:e8 of:e5", "2022-10-01"),
    _event("f6", "Aid", "donor:e4 recipient:e6", "2024-01", articles=("n2",)),
)


def _graph(article: str) -> Graph:
    """What one article says of the world: the events that it states, with its own evidence."""
    return Graph(
        entities=ENTITIES,
        tenures=TENURES if article == "n1" else (),
        events=tuple(
            replace(event, evidence=tuple(e for e in event.evidence if e.article == article))
            for event in EVENTS
            if any(e.article == article for e in event.evidence)
        ),
        articles=(
            Article(id=article, name=f"news-{article}", text=TEXT, publisher="The Example", published=date(2024, 6, 1)),
        ),
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TripleStore]:
    with TripleStore.open(tmp_path_factory.mktemp("graph") / "world", create=True) as store:
        for article in ("n1", "n2"):
            store.add(_graph(article))
        yield store


def _ask(store: TripleStore, name: str, **params: str) -> list[Row]:
    return [tuple(row.values()) for row in queries.run(store, queries.find(name), params).rows]


ANSWERS: list[tuple[str, dict[str, str], list[Row]]] = [
    (
        "visits-to-state",
        {"state": "norway"},
        [("2024-05-02/2024-05-04", "Ana Ruiz", "Foreign Minister, Spain", "Oslo", "d1")],
    ),
    (
        "visits-to-state",
        {"state": "NO", "since": "2024-05-04", "until": "2024"},
        [("2024-05-02/2024-05-04", "Ana Ruiz", "Foreign Minister, Spain", "Oslo", "d1")],
    ),
    ("visits-to-state", {"state": "NO", "since": "2024-05-05"}, []),
    ("visits-to-state", {"state": "NO", "until": "2024-05-01"}, []),
    ("visits-to-state", {"state": "Spain"}, []),
    (
        "meetings-of-person",
        {"person": "RUIZ"},
        [
            ("2024-05-03", "Ana Ruiz", "Ole Berg", "Prime Minister, Norway", "Oslo", None, "a1"),
            ("2024-06", "Ana Ruiz", "Ole Berg", None, None, "fish", "a2"),
        ],
    ),
    ("meetings-of-person", {"person": "bergen's", "until": "2023"}, []),
    (
        "pledges-by-topic",
        {"topic": "fish"},
        [("Fish stocks", "2024-05-03", "Ana Ruiz", "Foreign Minister, Spain", "Norway", "actual", "f1")],
    ),
    (
        "pledges-by-topic",
        {},
        [
            ("Fish stocks", "2024-05-03", "Ana Ruiz", "Foreign Minister, Spain", "Norway", "actual", "f1"),
            ("water", None, "Chad", None, None, "hypothetical", "f2"),
        ],
    ),
    (
        "states-that-met",
        {},
        [("Spain", "Norway", 2, "2024-05-03", "2024-06"), ("Norway", "Chad", 1, "", "")],
    ),
    ("states-that-met", {"least": "2"}, [("Spain", "Norway", 2, "2024-05-03", "2024-06")]),
    ("states-that-met", {"since": "2024-06"}, [("Spain", "Norway", 1, "2024-06", "2024-06")]),
    ("invitations-without-visit", {}, [("2024-05-03", "Ana Ruiz", "Ole Berg", "e2")]),
    ("invitations-without-visit", {"invitee": "ana"}, []),
    (
        "timeline-of-person",
        {"person": "sall"},
        [
            ("2023", "Amin Sall", "target", "Sanction", "actual", "Norway", "imposer", None, None, "f3"),
            ("2023-02-01", "Amin Sall", "speaker", "Criticism", "actual", "Norway", "target", None, None, "c1"),
        ],
    ),
    (
        "timeline-of-person",
        {"person": "ana", "since": "2024-05-03", "until": "2024-05-03"},
        [
            (
                "2024-05-02/2024-05-04",
                "Ana Ruiz",
                "visitor",
                "Visit",
                "actual",
                "Norway",
                "destination",
                "Oslo",
                None,
                "d1",
            ),
            ("2024-05-02/2024-05-04", "Ana Ruiz", "visitor", "Visit", "actual", "Ole Berg", "host", "Oslo", None, "d1"),
            ("2024-05-03", "Ana Ruiz", "inviter", "Invitation", "actual", "Ole Berg", "invitee", None, None, "e2"),
            (
                "2024-05-03",
                "Ana Ruiz",
                "participant",
                "Meeting",
                "actual",
                "Ole Berg",
                "participant",
                "Oslo",
                None,
                "a1",
            ),
            (
                "2024-05-03",
                "Ana Ruiz",
                "speaker",
                "Pledge",
                "actual",
                "Norway",
                "counterpart",
                None,
                "Fish stocks",
                "f1",
            ),
        ],
    ),
    (
        "evidence-for-event",
        {"event": "a1"},
        [
            (
                *(f"news-{article}", "The Example", "2024-06-01", "Quote of a1.", 0, 12, "rule-a1"),
                *(None, 0.75, "a1"),
            )
            for article in ("n1", "n2")
        ],
    ),
    (
        "posts-held",
        {},
        [
            ("Mayor", None, "Ole Berg", None, "2020", True),
            ("Prime Minister", "Norway", "Ole Berg", "2022-10-01", None, False),
            ("Foreign Minister", "Spain", "Ana Ruiz", "2023", None, False),
        ],
    ),
    ("posts-held", {"post": "mayor"}, [("Mayor", None, "Ole Berg", None, "2020", True)]),
    ("posts-held", {"person": "ruiz"}, [("Foreign Minister", "Spain", "Ana Ruiz", "2023", None, False)]),
    (
        "events-with-one-source",
        {"type": "meeting"},
        [
            (None, "Meeting", "actual", "news-n1", "The Example", 0.75, "a3"),
            ("2024-06", "Meeting", "actual", "news-n2", "The Example", 0.75, "a2"),
        ],
    ),
    ("sanctions-between-states", {}, [("2023", "Norway", "Norway", "Amin Sall", "Chad", "actual", "f3")]),
    ("sanctions-between-states", {"state": "td"}, [("2023", "Norway", "Norway", "Amin Sall", "Chad", "actual", "f3")]),
    ("sanctions-between-states", {"state": "kingdom of spain"}, []),
    ("criticism-between-states", {}, [("Chad", "Norway", 2, "2023-02-01", "2023-03-09")]),
    ("criticism-between-states", {"least": "3"}, []),
    (
        "plans-not-reported",
        {},
        [
            ("2024-07", "Visit", "destination", "Spain", None, "d2"),
            ("2024-07", "Visit", "visitor", "Ole Berg", None, "d2"),
        ],
    ),
    ("plans-not-reported", {"until": "2024-06-30"}, []),
    (
        "appointments",
        {},
        [("2022-10-01", "Ole Berg", "Prime Minister", "Norway", "actual", "Quote of f5.", "f5")],
    ),
    ("appointments", {"person": "ana"}, []),
    ("events-by-month", {"type": "Meeting"}, [("2024-05", "Meeting", 1), ("2024-06", "Meeting", 1)]),
    (
        "voices-of-state",
        {"state": "no"},
        [("Ole Berg", "Mayor", True, 9), ("Ole Berg", "Prime Minister, Norway", False, 9)],
    ),
    (
        "appeals-to-state",
        {"state": "Chad"},
        [("2024-05-04", "Ana Ruiz", "Foreign Minister, Spain", "Chad", "an election", "actual", "f4")],
    ),
    ("aid-given", {}, [("2024-01", "Spain", "Chad", "actual", "Quote of f6.", "f6")]),
    (
        "between-two-states",
        {"state": "chad", "other": "NO"},
        [
            (None, "Meeting", "actual", "Chad", "participant", "Ole Berg", "participant", None, "a3"),
            ("2023", "Sanction", "actual", "Amin Sall", "target", "Norway", "imposer", None, "f3"),
            ("2023-02-01", "Criticism", "actual", "Amin Sall", "speaker", "Norway", "target", None, "c1"),
            ("2023-03-09", "Criticism", "actual", "Chad", "speaker", "Ole Berg", "target", None, "c2"),
        ],
    ),
    (
        "people-by-activity",
        {"least": "3"},
        [
            ("Ole Berg", "NO", 8, "2022-10-01", "2024-06"),
            ("Ana Ruiz", "ES", 7, "2024-04", "2024-06"),
        ],
    ),
    (
        "said-by",
        {"source": "amin"},
        [("Amin Sall", "2023-02-01", "Criticism", "actual", "Quote of c1.", "news-n1", "c1")],
    ),
]


@pytest.mark.parametrize(("name", "params", "rows"), ANSWERS, ids=[f"{a[0]}-{i}" for i, a in enumerate(ANSWERS)])
def test_the_answer(store: TripleStore, name: str, params: dict[str, str], rows: list[Row]) -> None:
    assert _ask(store, name, **params) == rows


def test_every_shipped_question_is_asked_here() -> None:
    names = [query.name for query in queries.available()]
    assert len(names) >= 14
    assert set(names) == {name for name, _, _ in ANSWERS}


@pytest.mark.parametrize("query", queries.available(), ids=lambda query: query.name)
def test_every_shipped_question_says_what_it_asks_and_sorts_its_answer(query: queries.Query) -> None:
    assert query.question.endswith("?")
    assert "ORDER BY" in query.text
    for param in query.params:
        assert f"?{param.name}" in query.text.partition("WHERE")[0]
        assert param.description


@pytest.mark.parametrize(
    "value",
    ['" } DROP ALL #', "a\\", '""" } x', "<http://x>", "?who", "Ana\nRuis", "\u202ex", "' OR 1=1", "\\u0022"],
)
def test_a_value_is_never_part_of_the_query(store: TripleStore, value: str) -> None:
    assert _ask(store, "meetings-of-person", person=value) == []
    assert len(_ask(store, "meetings-of-person", person="ana")) == 2


def test_a_missing_parameter_names_those_that_are_allowed(store: TripleStore) -> None:
    with pytest.raises(QueryError, match=r"'state' is missing; it takes state \(state\), since \(date, optional\)"):
        _ask(store, "visits-to-state")


def test_an_unknown_parameter_names_those_that_are_allowed(store: TripleStore) -> None:
    with pytest.raises(QueryError, match=r"no parameter 'country'; it takes state \(state\)"):
        _ask(store, "visits-to-state", country="Norway")


@pytest.mark.parametrize("text", ["", "yesterday", "2024-13", "2024-02-30", "24-01-01", "2024-1-1", "٢٠٢٤"])
def test_a_date_is_a_day_a_month_or_a_year(store: TripleStore, text: str) -> None:
    with pytest.raises(QueryError, match="is no date; give a day, month or year"):
        _ask(store, "visits-to-state", state="Norway", since=text)


@pytest.mark.parametrize("text", ["", "-1", "1.5", "many", "1" * 30])
def test_a_number_is_whole(store: TripleStore, text: str) -> None:
    with pytest.raises(QueryError, match="is no number"):
        _ask(store, "states-that-met", least=text)


@pytest.mark.parametrize("text", [" ", '""" }', "\u202e"])
def test_a_name_has_a_word(store: TripleStore, text: str) -> None:
    with pytest.raises(QueryError, match="is no name; give one word of it or more"):
        _ask(store, "meetings-of-person", person=text)


@pytest.mark.parametrize("text", ["Li", "li", "Álvaro Lí", "ALVARO LI", "alvaro"])
def test_a_name_is_found_by_its_words(world: TripleStore, text: str) -> None:
    found = [("Visit", "Álvaro Li"), ("Visit", "Álvaro Li")]
    rows = queries.run(world, queries.find("timeline-of-person"), {"person": text}).rows
    assert [(row["type"], row["who"]) for row in rows if row["type"] == "Visit"] == found


@pytest.mark.parametrize("text", ["lvaro", "L", "Alvaro L", "Sigurd", "Sigurð"])
def test_a_part_of_a_word_is_no_name(world: TripleStore, text: str) -> None:
    assert _ask(world, "timeline-of-person", person=text) == []


def test_an_alias_and_a_letter_that_is_no_accent_are_names(world: TripleStore) -> None:
    for text in ("sigurdur", "Sigurður", "SIGI"):
        found = queries.run(world, queries.find("timeline-of-person"), {"person": text}).rows
        assert {row["who"] for row in found} == {"Sigurður Alis"}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TripleStore]:
    """States of a user's own beside those that all know, and invitations that visits of other precision follow."""
    graph = Graph(
        entities=(
            Entity(id="e1", kind="person", name="Álvaro Li", state="US"),
            Entity(id="e2", kind="person", name="Sigurður Alis", aliases=("Sigi",), state="X-ARD"),
            Entity(id="e3", kind="state", name="Ardony", aliases=("Upper Ardony", "Twin"), state="X-ARD"),
            Entity(id="e4", kind="state", name="Britain", state="X-BRI", aliases=("Twin",)),
            Entity(id="e5", kind="state", name="United States", state="US"),
            Entity(id="e6", kind="state", name="Côte d'Ivoire", state="CI"),
        ),
        events=(
            _event("b1", "Invitation", "inviter:e3 invitee:e1", "2024-05-03"),
            _event("b2", "Visit", "visitor:e1 destination:e3", "2024-05"),
            _event("b3", "Invitation", "inviter:e5 invitee:e2", "2024-05"),
            _event("b4", "Visit", "visitor:e2 destination:e5", "2024-04-30"),
            _event("b5", "Invitation", "inviter:e4 invitee:e2", "2024-05-03"),
            _event("b6", "Visit", "visitor:e2 destination:e4", "2023"),
            _event("b7", "Invitation", "inviter:e6 invitee:e1", "2024-05-03"),
            _event("b8", "Visit", "visitor:e1 destination:e6", "2024"),
        ),
        articles=(Article(id="n1", name="news-n1", text=TEXT),),
    )
    with TripleStore.open(tmp_path_factory.mktemp("graph") / "own", create=True) as store:
        store.add(graph)
        yield store


@pytest.mark.parametrize(
    ("text", "visit"),
    [
        *((text, "b4") for text in ("US", "usa", "U.S.", "America", "the United States", "UNITED STATES")),
        *((text, "b2") for text in ("Ardony", "x-ard", "upper ardony")),
        *((text, "b6") for text in ("Britain", "X-BRI")),
        *((text, "b8") for text in ("Ivory Coast", "cote d’ivoire", "CI")),
        *((text, None) for text in ("UK", "Great Britain", "NO")),
    ],
)
def test_a_state_is_found_by_all_its_names(world: TripleStore, text: str, visit: str | None) -> None:
    found = queries.run(world, queries.find("visits-to-state"), {"state": text}).rows
    assert [row["id"] for row in found] == ([visit] if visit else [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Moscow", "is no known state; perhaps 'Russia'"),
        ("American", "is no known state; perhaps 'United States'"),
        ("Norwey", "is no known state; perhaps 'Norway'"),
        ("Ardonia", "is no known state; perhaps 'Ardony'"),
        ("qqqqqqqq", "is no known state; give its name or ISO code"),
        ("twin", "names several states; give one of the codes X-ARD, X-BRI"),
    ],
)
def test_what_is_no_state_is_said(world: TripleStore, text: str, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        _ask(world, "visits-to-state", state=text)
    assert str(caught.value) == f"visits-to-state: state={text!r} {said}"


def test_a_visit_within_the_month_or_year_of_the_invitation_follows_it_up(world: TripleStore) -> None:
    assert [row[-1] for row in _ask(world, "invitations-without-visit")] == ["b3", "b5"]


def test_a_query_from_a_file_and_from_standard_input(
    store: TripleStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        "# Who?\n# param: who name=Ana The name\n"
        "SELECT ?label ?who WHERE { ?p a dip:Person ; rdfs:label ?label FILTER(STRSTARTS(?label, ?who)) }"
    )
    path = tmp_path / "mine.rq"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    from_file, from_input = queries.find(str(path)), queries.find("-")
    assert from_file.question == from_input.question == "Who?"
    assert from_file.params == (queries.Param(name="who", type="name", description="The name", default="Ana"),)
    result = queries.run(store, from_file)
    assert result == queries.run(store, from_input)
    assert result == (("label",), [{"label": "Ana Ruiz"}])


def test_a_query_that_is_nowhere(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="no such query; name a file, or one of aid-given, appeals-to-state"):
        queries.find("nothing")
    with pytest.raises(QueryError, match="cannot be read"):
        queries.find(str(tmp_path / "none.rq"))
    (tmp_path / "binary.rq").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(QueryError, match="not UTF-8"):
        queries.find(str(tmp_path / "binary.rq"))


@pytest.mark.parametrize("line", ["# param: x", "# param: x colour The colour", "# param: ?x name The name"])
def test_a_badly_declared_parameter(tmp_path: Path, line: str) -> None:
    path = tmp_path / "mine.rq"
    path.write_text(f"# Who?\n{line}\nSELECT ?x WHERE {{ ?x ?y ?z }}", encoding="utf-8")
    with pytest.raises(QueryError, match="declares no parameter; write # param: NAME TYPE"):
        queries.find(str(path))


def test_a_query_that_is_no_sparql(store: TripleStore) -> None:
    query = queries.Query(name="broken", question="", params=(), text="SELECT WHERE")
    with pytest.raises(QueryError) as caught:
        queries.run(store, query)
    assert "\n" not in str(caught.value)
