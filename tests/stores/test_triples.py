"""The store of a graph folder."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import GraphError, QueryError
from kg.graph import merge
from kg.model import Article, Event, Evidence, Graph, Participant
from kg.stores.triples import TripleStore

EVENTS = "SELECT ?e WHERE { ?e a dip:DiplomaticEvent } ORDER BY ?e"


def told_by(sample: Graph, article: str) -> Graph:
    """The same events, told by another article."""

    def moved(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        return tuple(replace(one, article=article) for one in evidence)

    return replace(
        sample,
        articles=(replace(sample.articles[0], id=article),),
        runs=tuple(replace(run, articles=(article,)) for run in sample.runs),
        tenures=tuple(replace(tenure, evidence=moved(tenure.evidence)) for tenure in sample.tenures),
        events=tuple(
            replace(
                event,
                evidence=moved(event.evidence),
                participants=tuple(replace(part, evidence=moved(part.evidence)) for part in event.participants),
            )
            for event in sample.events
        ),
    )


@pytest.fixture
def store(tmp_path: Path):
    with TripleStore.open(tmp_path / "graph", create=True) as opened:
        yield opened


def test_what_goes_in_comes_out(store, sample):
    assert store.add(sample)
    assert store.graph() == merge([sample])
    assert store.articles() == ("a1",)


def test_the_same_article_twice_changes_nothing(store, sample):
    store.add(sample)
    before = set(store._store)
    assert not store.add(sample)
    assert set(store._store) == before


def test_two_articles_merge(store, sample):
    other = told_by(sample, "a2")
    assert store.add(sample)
    assert store.add(other)
    assert store.articles() == ("a1", "a2")
    assert store.graph() == merge([sample, other])


def test_an_article_read_anew_is_replaced(store, sample):
    other = told_by(sample, "a2")
    store.add(sample)
    store.add(other)
    fewer = replace(sample, events=sample.events[:1])
    assert store.add(fewer)
    assert store.graph() == merge([fewer, other])
    assert len(store.query(EVENTS).rows) == 2
    assert store.add(replace(other, events=other.events[:1]))
    assert len(store.query(EVENTS).rows) == 1
    assert set(store._store.named_graphs()) == {
        quad.graph_name for quad in store._store if str(quad.graph_name) != "DEFAULT"
    }


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_default_graph_is_the_union_of_all_articles(data, graphs, tmp_path_factory):
    with TripleStore.open(tmp_path_factory.mktemp("graph"), create=True) as store:
        for number in data.draw(st.lists(st.sampled_from("12"), max_size=4)):
            store.add(replace(data.draw(graphs), articles=(Article(id=number, name=number, text=""),)))
        quads = list(store._store)
        named = {quad.triple for quad in quads if str(quad.graph_name) != "DEFAULT"}
        assert {quad.triple for quad in quads if str(quad.graph_name) == "DEFAULT"} == named


def test_one_event_of_two_articles_is_one_row(store, sample):
    store.add(sample)
    store.add(told_by(sample, "a2"))
    assert len(store.query(EVENTS).rows) == 2
    count = "SELECT (COUNT(?c) AS ?n) WHERE { ?c dip:states ?e . ?e a dip:Meeting }"
    assert store.query(count).rows == ((2,),)


def test_a_graph_stays_on_disk(tmp_path, sample):
    with TripleStore.open(tmp_path, create=True) as store:
        store.add(sample)
    with TripleStore.open(tmp_path) as store:
        assert store.graph() == merge([sample])
    with TripleStore.open(tmp_path, read_only=True) as one, TripleStore.open(tmp_path, read_only=True) as two:
        assert one.graph() == two.graph() == merge([sample])


def test_an_article_without_events_is_kept(store):
    graph = Graph(articles=(Article(id="a9", name="n", text="Nothing happened."),))
    assert store.add(graph)
    assert not store.add(graph)
    assert store.graph() == graph


@pytest.mark.parametrize("number", [0, 2])
def test_add_takes_one_article(store, sample, number):
    articles = tuple(replace(sample.articles[0], id=str(one)) for one in range(number))
    with pytest.raises(GraphError, match="one article at a time"):
        store.add(replace(sample, articles=articles))


class TestQueries:
    def test_values_are_those_of_python(self, store, sample):
        store.add(sample)
        result = store.query(
            """
            SELECT ?name ?confidence ?start ?former ?offset ?none WHERE {
              ?claim dip:states ?event ; dip:confidence ?confidence .
              ?event a dip:Meeting ; sem:hasBeginTimeStamp ?start ; dip:participation ?part .
              ?part dip:participant/rdfs:label ?name ; dip:inCapacity/dip:former ?former .
              ?part dip:evidence/oa:hasSelector/oa:start ?offset .
              OPTIONAL { ?event dip:nothing ?none }
            }"""
        )
        assert result.variables == ("name", "confidence", "start", "former", "offset", "none")
        assert result.rows == (("Ana Lima", 0.85, "2024-03-04", False, 23, None),)

    def test_asking_gives_one_answer(self, store, sample):
        assert store.query("ASK { ?e a dip:Visit }").rows == ((False,),)
        store.add(sample)
        assert store.query("ASK { ?e a dip:Visit }").rows == ((True,),)

    def test_triples_are_sorted_rows(self, store, sample):
        store.add(sample)
        result = store.query("CONSTRUCT { ?p rdfs:label ?l } WHERE { ?p a dip:Person ; rdfs:label ?l }")
        assert result.variables == ("subject", "predicate", "object")
        assert [row[2] for row in result.rows] == ["Ana Lima", "Ivan Orlov"]
        assert store.query("DESCRIBE person:c1").rows

    def test_parameters_are_values(self, store, sample):
        store.add(sample)
        query = "SELECT ?p ?name WHERE { ?p a dip:Person ; rdfs:label ?label FILTER(STR(?label) = ?name) }"
        result = store.query(query, {"name": "Ana Lima"})
        assert result.variables == ("p",)
        assert result.rows == (("https://w3id.org/kg-diplomacy/id/person/c1",),)
        assert store.query("ASK { ?s oa:start ?n }", {"n": 33}).rows == ((True,),)

    @pytest.mark.parametrize(
        "value", ['" || true || "', 'x" } INSERT DATA { <a:a> <a:b> "', "\\u0022", "?p", "\ud800\0"]
    )
    def test_a_parameter_is_never_part_of_the_query(self, store, sample, value):
        store.add(sample)
        query = "SELECT ?p ?name WHERE { ?p a dip:Person ; rdfs:label ?label FILTER(STR(?label) = ?name) }"
        assert store.query(query, {"name": value}).rows == ()

    @pytest.mark.parametrize(
        ("query", "says"),
        [
            ("SELECT * WHERE { ?s", r"not SPARQL at line 1, column \d+"),
            ("", "not SPARQL"),
            ("DELETE WHERE { ?s ?p ?o }", "kg answers SELECT, ASK, CONSTRUCT and DESCRIBE"),
            ("INSERT DATA { <a:a> <a:b> <a:c> }", "kg answers SELECT"),
            ("LOAD <http://127.0.0.1:9/x>", "kg answers SELECT"),
            ("SELECT (<a:f>(1) AS ?x) WHERE {}", "cannot be answered"),
            ("SELECT * WHERE { ?s nope:p ?o }", "not SPARQL"),
            ("SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
            ("SELECT * WHERE { service silent ?x { ?s ?p ?o } }", "SERVICE"),
            ("SELECT * WHERE { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
            ("SELECT * WHERE { ?a ?b ?c FILTER(?a<?b)SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }", "SERVICE"),
            ("SELECT * WHERE { ?s ?p '\ud800' }", "cannot be answered"),
        ],
    )
    def test_a_query_that_cannot_be_answered(self, store, query, says):
        with pytest.raises(QueryError, match=says) as caught:
            store.query(query)
        assert "\n" not in str(caught.value)

    @pytest.mark.parametrize(
        "query",
        [
            "SELECT * WHERE { ?service rdfs:label 'SERVICE' } # no SERVICE",
            'PREFIX service: <http://x/SERVICE> SELECT * WHERE { ?s service:p """a "SERVICE" b""" }',
        ],
    )
    def test_the_word_service_is_no_service(self, store, query):
        assert store.query(query).rows == ()

    def test_a_parameter_without_a_place(self, store):
        with pytest.raises(QueryError, match=r"put \?name among the variables after SELECT"):
            store.query("SELECT ?p WHERE { ?p rdfs:label ?l FILTER(?l = ?name) }", {"name": "x"})
        with pytest.raises(QueryError):
            store.query("SELECT ?p WHERE { ?p rdfs:label ?l }", {"not a name": "x"})

    def test_a_query_changes_nothing(self, store, sample):
        store.add(sample)
        before = set(store._store)
        store.query("CONSTRUCT { ?s dip:new ?o } WHERE { ?s ?p ?o }")
        assert set(store._store) == before


class TestFolders:
    def test_missing(self, tmp_path):
        with pytest.raises(GraphError, match=r"no such folder; make one with 'kg build"):
            TripleStore.open(tmp_path / "none")
        assert not (tmp_path / "none").exists()

    def test_of_something_else(self, tmp_path):
        (tmp_path / "letter.txt").write_text("dear")
        with pytest.raises(GraphError, match="is no graph folder; make one"):
            TripleStore.open(tmp_path)
        with pytest.raises(GraphError, match="holds other files"):
            TripleStore.open(tmp_path, create=True)
        assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]

    def test_a_file(self, tmp_path):
        (tmp_path / "file").write_text("x")
        with pytest.raises(GraphError, match="cannot be made"):
            TripleStore.open(tmp_path / "file", create=True)
        with pytest.raises(GraphError, match="is no graph folder"):
            TripleStore.open(tmp_path / "file")

    @pytest.mark.parametrize("read_only", [True, False])
    def test_damaged(self, tmp_path, sample, read_only):
        with TripleStore.open(tmp_path, create=True) as store:
            store.add(sample)
        (tmp_path / "triples" / "CURRENT").write_text("nonsense\n")
        with pytest.raises(GraphError, match="cannot be opened"):
            TripleStore.open(tmp_path, read_only=read_only)

    def test_unwritable(self):
        with pytest.raises(GraphError, match="cannot be made"):
            TripleStore.open(Path("/proc/kg-graph"), create=True)

    def test_in_use_by_another_process(self, tmp_path):
        code = (
            "import sys; from pathlib import Path; from kg.stores.triples import TripleStore\n"
            "with TripleStore.open(Path(sys.argv[1]), create=True): print('open', flush=True); sys.stdin.read()"
        )
        with subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        ) as other:
            assert other.stdout
            assert other.stdin
            assert other.stdout.readline() == b"open\n"
            with pytest.raises(GraphError, match="in use by another process"):
                TripleStore.open(tmp_path)
            other.stdin.close()
        TripleStore.open(tmp_path).close()


def test_any_text_survives(store):
    text = "".join(map(chr, [*range(1, 300), 0x2028, 0xFFFE, 0xFFFF, 0x1F600])) + "\\u0022 }"
    graph = Graph(
        articles=(Article(id="a", name="n", text=text),),
        events=(
            Event(
                id="e",
                type="Call",
                participants=(Participant(role="participant", entity="p"),),
                topic=text,
                evidence=(Evidence(article="a", start=0, end=len(text), quote=text, rule="r"),),
            ),
        ),
    )
    store.add(graph)
    assert store.graph() == merge([graph])
    assert not store.add(graph)
    assert store.add(replace(graph, events=()))
