"""The store of a graph folder."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Triple

from kg.errors import GraphError, QueryError
from kg.graph import merge, version
from kg.model import Article, Entity, Event, Evidence, Graph, Participant, Tenure
from kg.outputs import rdf
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


NAMES = st.sampled_from(["Obama", "Barack Obama", "President Obama", "B. Obama"])
YEARS = st.none() | st.sampled_from(["2009", "2010", "2011-01"])


@st.composite
def articles(draw: st.DrawFn) -> Graph:
    """What one of three articles says of things that others name, too, each in its own words."""
    home = draw(st.sampled_from("123"))
    evidence = (Evidence(article=home, start=0, end=1, quote="x", rule="r"),)
    codes, items = st.none() | st.sampled_from(["US", "UM"]), st.none() | st.sampled_from(["Q1", "Q76"])
    words = st.sampled_from(["one", "two"])
    article = Article(id=home, name=draw(words), text=draw(words), published=draw(st.none() | st.dates()))
    people = [
        Entity(
            id=id_, kind="person", name=draw(NAMES), aliases=draw(_few(NAMES)), state=draw(codes), same_as=draw(items)
        )
        for id_ in draw(st.sets(st.sampled_from(["p1", "p2"])))
    ]
    state = Entity(id="s1", kind="state", name=draw(NAMES), state=draw(codes))
    post = Entity(id="o1", kind="post", name="president", of="s1")
    tenures = [
        Tenure(id=f"t{one.id}", person=one.id, post="o1", start=draw(YEARS), end=draw(YEARS), evidence=evidence)
        for one in people
    ]
    acting = [
        Participant(role="participant", entity=one.id, behalf=draw(st.none() | st.just("s1")), evidence=evidence)
        for one in people
    ]
    event = Event(id="e1", type="Meeting", participants=tuple(acting), evidence=evidence)
    return merge([Graph(entities=(*people, state, post), tenures=tuple(tenures), events=(event,), articles=(article,))])


def _few(words: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(words, max_size=2).map(tuple)


def of(store: TripleStore, name: str) -> set[Triple]:
    return {quad.triple for quad in store._store if str(quad.graph_name) == name}


@settings(deadline=None, max_examples=60)
@given(told=st.lists(articles(), max_size=5), shuffler=st.randoms())
def test_the_union_is_what_the_articles_say_merged_in_whatever_order(told, shuffler, tmp_path_factory):
    with TripleStore.open(tmp_path_factory.mktemp("graph"), create=True) as store:
        for one in told:
            store.add(one)
        whole, union = store.graph(), of(store, "DEFAULT")
    assert union == set(rdf.triples(whole))
    later = {one.articles[0].id: one for one in sorted(told, key=lambda one: version(one.articles[0]))}
    with TripleStore.open(tmp_path_factory.mktemp("graph"), create=True) as store:
        for one in shuffler.sample(told, len(told)):
            store.add(one)
        assert list(store.graph().articles) == [later[id_].articles[0] for id_ in sorted(later)]
        if len({(one.articles[0].id, version(one.articles[0])) for one in told}) == len(told):
            assert of(store, "DEFAULT") == union
            assert rdf.dump(store.graph(), ".ttl") == rdf.dump(whole, ".ttl")


def test_a_name_that_gives_way_is_another_form_in_the_union_until_the_fuller_one_is_gone(store):
    def named(home: str, name: str) -> Graph:
        person = Entity(id="p", kind="person", name=name, same_as="Q76")
        return Graph(entities=(person,), articles=(Article(id=home, name=home, text=home),))

    names = "SELECT ?name ?other WHERE { ?p rdfs:label ?name OPTIONAL { ?p skos:altLabel ?other } }"
    store.add(named("a1", "Obama"))
    store.add(named("a2", "Barack Obama"))
    assert store.query(names).rows == (("Barack Obama", "Obama"),)
    store.add(named("a2", "Obama"))
    assert store.query(names).rows == (("Obama", None),)


class TestVersions:
    EARLY = Article(id="a", name="a", text="Early.", published=date(2024, 1, 1))
    LATE = Article(id="a", name="a", text="Late.", published=date(2024, 1, 2))

    @staticmethod
    def told(article: Article, event: str) -> Graph:
        evidence = (Evidence(article="a", start=0, end=1, quote=article.text[:1], rule="r"),)
        return Graph(articles=(article,), events=(Event(id=event, type="Call", participants=(), evidence=evidence),))

    @pytest.mark.parametrize("turned", [False, True])
    def test_the_later_one_stays_with_its_events(self, store, turned):
        versions = [self.told(self.EARLY, "e1"), self.told(self.LATE, "e2")]
        for one in versions[::-1] if turned else versions:
            store.add(one)
        assert store.graph() == versions[1]
        assert len(store.query(EVENTS).rows) == 1
        assert not any(store.add(one) for one in versions)

    def test_of_one_day_one_text_stays(self, tmp_path):
        versions = [self.told(replace(self.EARLY, text=text), text) for text in ("One.", "Two.", "Three.")]
        kept = set()
        for number, order in enumerate(permutations(versions)):
            with TripleStore.open(tmp_path / str(number), create=True) as store:
                for one in order:
                    store.add(one)
                kept.add(rdf.dump(store.graph(), ".ttl"))
        assert len(kept) == 1

    def test_the_same_one_read_anew_is_replaced_whichever_facts_are_greater(self, store):
        for event in ("e2", "e1", "e3"):
            assert store.add(self.told(self.EARLY, event))
            assert store.graph() == self.told(self.EARLY, event)


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
        with pytest.raises(GraphError, match=r"cannot be made \((?!\[Errno)"):
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
