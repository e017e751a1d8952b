"""The command line as its users meet it: its exit code and its two streams."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kg.cli import main

ROOT = Path(__file__).parents[1]
COMMANDS = ("build", "extract", "query", "queries", "export", "view", "validate", "explain", "evaluate")
ARTICLE = """Ministers meet

OSLO - Norwegian Foreign Minister Ola Nordmann met Chilean Foreign Minister Carla Silva in Oslo on Tuesday.
Silva visited Norway from Monday to Wednesday at the invitation of Nordmann.
"""
PEOPLE = {"Ola Nordmann", "Carla Silva"}


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


def kg(*args: str | Path, stdin: str = "", cwd: Path = ROOT) -> Done:
    """Runs the command line in this process, as most tests do: a process of its own takes two seconds."""
    out, err = io.TextIOWrapper(io.BytesIO()), io.TextIOWrapper(io.BytesIO())
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.chdir(cwd),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        patch.setattr(sys, "argv", ["kg", *map(str, args)])
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as end:
            main()
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode("utf-8"))  # type: ignore[attr-defined]
    assert isinstance(end.value.code, int)
    return Done(end.value.code, *texts)


def start(
    *args: str | Path, stdin: int = subprocess.DEVNULL, stdout: Any = subprocess.PIPE, stderr: int = subprocess.PIPE
) -> subprocess.Popen[str]:
    """Starts the command line as a process of its own."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "kg", *map(str, args)]
    return subprocess.Popen(command, stdin=stdin, stdout=stdout, stderr=stderr, text=True, env=env)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("articles") / "talks.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


@pytest.fixture(scope="module")
def graph(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graphs") / "graph"
    assert kg("build", source, "-o", path, "--date", "2014-05-07").returncode == 0
    return path


@pytest.mark.parametrize("command", COMMANDS)
def test_help_says_what_is_needed_and_shows_an_example(command: str) -> None:
    done = kg(command, "--help")
    assert done.returncode == 0
    assert "Needs " in done.stdout
    assert f"Example: kg {command}" in done.stdout
    assert "\x1b" not in done.stdout


def test_help_lists_all_commands_and_loads_no_language_model() -> None:
    done = kg("--help")
    assert [line.split()[0] for line in done.stdout.partition("Commands:\n")[2].splitlines()] == list(COMMANDS)
    code = "import sys, kg, kg.cli; print({'spacy', 'rdflib', 'networkx', 'trafilatura'} & set(sys.modules))"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=True)
    assert loaded.stdout.strip() == "set()"


@pytest.mark.parametrize(
    "args",
    [
        (), ("nonsense",), ("build",), ("build", "x"), ("build", "x", "-o", "g", "--date", "6.5.2014"), ("query", "g"),
        ("query", "g", "q", "--format", "xml"), ("query", "g", "q", "--param", "x"), ("explain", "g"),
        ("extract",), ("extract", "x", "--trace", "y"), ("extract", "x", "--min-confidence", "1.1"), ("evaluate",),
    ],
)  # fmt: skip
def test_a_wrong_command_line_exits_with_2(args: tuple[str, ...], tmp_path: Path) -> None:
    done = kg(*args, cwd=tmp_path)
    assert done.returncode == 2
    assert "Usage: kg" in done.stdout + done.stderr


def test_build_prints_what_it_found_and_the_same_article_adds_nothing(source: Path, tmp_path: Path) -> None:
    first = kg("build", source, "-o", tmp_path / "graph", "--date", "2014-05-07")
    again = kg("build", source, "-o", tmp_path / "graph", "--date", "2014-05-07")
    assert (first.returncode, again.returncode) == (0, 0)
    found = dict(line.rsplit(maxsplit=1) for line in first.stdout.splitlines())
    assert (found["articles"], found["new or changed"], found["people"], found["skipped"]) == ("1", "1", "2", "0")
    assert int(found["events"]) >= 2
    assert int(found["  Meeting"]) == 1
    assert dict(line.rsplit(maxsplit=1) for line in again.stdout.splitlines())["new or changed"] == "0"
    assert first.stderr == ""


@pytest.mark.parametrize("output", ["-", "out.jsonl", None])
def test_extract_writes_json_lines(output: str | None, tmp_path: Path) -> None:
    args = ["-o", output] if output else []
    done = kg("extract", "-", "--date", "2014-05-07", *args, stdin=ARTICLE, cwd=tmp_path)
    assert done.returncode == 0
    text = (tmp_path / output).read_text("utf-8") if output and output != "-" else done.stdout
    [record] = map(json.loads, text.splitlines())
    assert record["id"] == "stdin"
    assert {person["name"] for person in record["people"]} == PEOPLE
    meeting = next(event for event in record["events"] if event["type"] == "Meeting")
    assert set(meeting["args"]["participant"]) == PEOPLE
    assert (meeting["start"], meeting["end"]) == ("2014-05-06", "2014-05-06")


def test_without_a_date_no_relative_date_is_invented() -> None:
    [record] = map(json.loads, kg("extract", "-", stdin=ARTICLE).stdout.splitlines())
    assert record["events"]
    assert all(event["start"] is None and event["end"] is None for event in record["events"])


def test_a_batch_goes_on_and_says_what_it_skipped(source: Path, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "x",\n')
    (tmp_path / "b.txt").write_bytes(b"\x00\x01")
    (tmp_path / "c.txt").write_text(ARTICLE)
    done = kg("extract", tmp_path, tmp_path / "none")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 1
    skipped = done.stderr.splitlines()
    assert [line.startswith("kg: skipped: ") for line in skipped] == [True] * 3
    assert "a.jsonl:2: no valid JSON" in skipped[0]
    assert "binary" in skipped[1]
    assert "no such file" in skipped[2]


@pytest.mark.parametrize("command", ["build", "extract"])
def test_nothing_readable_is_an_error(command: str, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    done = kg(command, tmp_path / "empty.txt", "-o", tmp_path / "out")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("kg: error: no article could be read")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["build", "extract"])
def test_a_missing_model_is_an_error(command: str, source: Path, tmp_path: Path) -> None:
    done = kg(command, source, "-o", tmp_path / "out", "--model", "no_such_model")
    assert done.returncode == 1
    assert "no_such_model" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("output", ["missing/folder/out.jsonl", "."])
def test_an_unwritable_file_is_an_error(output: str, source: Path, tmp_path: Path) -> None:
    done = kg("extract", source, "-o", output, cwd=tmp_path)
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_line() -> None:
    with Path("/dev/full").open("w") as full, start("queries", stdout=full) as process:
        _, stderr = process.communicate(timeout=60)
    assert process.returncode == 2
    assert len(stderr.splitlines()) == 1
    assert "no space left" in stderr


def test_a_reader_that_goes_away_is_not_spoken_of() -> None:
    with start("queries") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(60) == 1


def test_an_interrupt_exits_with_130() -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job would pass on deafness
    with start("extract", "-", stdin=subprocess.PIPE) as process:
        signal.signal(signal.SIGINT, before)
        time.sleep(4)  # it waits for its standard input by then
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_the_bar_is_for_a_terminal_and_leaves_standard_output_alone(source: Path) -> None:
    near, far = os.openpty()
    with start("extract", source, source.parent / "none", stderr=far) as process:
        stdout, _ = process.communicate(timeout=60)
        os.close(far)
    shown = os.read(near, 100_000).decode()
    os.close(near)
    assert process.returncode == 0
    assert json.loads(stdout)["id"] == "talks"
    assert "articles" in shown
    assert "\nkg: skipped: " in shown.replace("\x1b[2K", "").replace("\r", "\n")


def test_min_confidence_leaves_out_what_is_less_sure(source: Path, tmp_path: Path) -> None:
    def events(least: str) -> list[float]:
        [record] = map(json.loads, kg("extract", source, "--min-confidence", least).stdout.splitlines())
        return [event["confidence"] for event in record["events"]]

    whole = events("0")
    assert events(str(max(whole))) == [sure for sure in whole if sure >= max(whole)]
    assert len(events(str(max(whole)))) < len(whole)
    done = kg("build", source, "-o", tmp_path / "graph", "--min-confidence", "1")
    assert done.returncode == 0
    assert dict(line.rsplit(maxsplit=1) for line in done.stdout.splitlines())["events"] == "0"


def test_trace_shows_how_a_sentence_is_read(tmp_path: Path) -> None:
    done = kg("extract", "--trace", "Ola Nordmann visited Chile on Tuesday.", "--date", "2014-05-07")
    assert (done.returncode, done.stderr) == (0, "")
    for part in (
        "Nordmann/NNP",
        "state Chile (CL)",
        "2014-05-06",
        "visit-verb (Visit)",
        "in slot object",
        "confidence",
    ):
        assert part in done.stdout
    assert kg("extract", "--trace", "-", stdin="Ola Nordmann visited Chile.").stdout.count("visit-verb") >= 1
    assert kg("extract", "--trace", "Chile met Peru.", "-o", "trace.txt", cwd=tmp_path).stdout == ""
    assert "meet-verb" in (tmp_path / "trace.txt").read_text("utf-8")
    nothing = kg("extract", "--trace", " ")
    assert nothing.returncode == 1
    assert len(nothing.stderr.splitlines()) == 1


def test_evaluate_shows_figures_and_mistakes(tmp_path: Path) -> None:
    people = [{"name": name, "state": None, "posts": []} for name in sorted(PEOPLE)]
    call = {"type": "Call", "modality": "actual", "args": {"participant": ["Chile", "Norway"]}, "evidence": "none"}
    gold = {"id": "talks", "date": "2014-05-07", "text": ARTICLE, "people": people, "events": [call]}
    (tmp_path / "talks.json").write_text(json.dumps(gold), "utf-8")
    done = kg("evaluate", tmp_path, "--errors", "1")
    assert (done.returncode, done.stderr) == (0, "")
    for part in ("(1 articles)", "0.8 and above", "Call, talks: actual | participant: Chile + Norway | none", "more)"):
        assert part in done.stdout
    assert "Call, talks" not in kg("evaluate", tmp_path, "--errors", "0").stdout
    del gold["text"]
    (tmp_path / "talks.json").write_text(json.dumps(gold), "utf-8")
    (tmp_path / "talks.txt").write_text(ARTICLE, "utf-8")
    assert kg("evaluate", tmp_path, "--articles", tmp_path / "talks.txt").returncode == 0
    missing = kg("evaluate", tmp_path / "none")
    assert missing.returncode == 1
    assert missing.stderr.startswith("kg: error: ")
    assert len(missing.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", ["build", "extract", "trace", "evaluate"])
def test_a_wrong_gazetteer_is_an_error(command: str, source: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[[person]]\nname = "Ola Nordmann"\npost = "King"\n', "utf-8")
    gold = {"id": "talks", "date": "2014-05-07", "text": ARTICLE, "people": [], "events": []}
    (tmp_path / "talks.json").write_text(json.dumps(gold), "utf-8")
    args: dict[str, tuple[str | Path, ...]] = {
        "build": ("build", source, "-o", tmp_path / "graph"),
        "extract": ("extract", source),
        "trace": ("extract", "--trace", "Ola Nordmann met Carla Silva."),
        "evaluate": ("evaluate", tmp_path),
    }
    done = kg(*args[command], "--gazetteer", own)
    assert done.returncode == 1
    message = "person 1: unknown key 'post'; allowed: name, aliases, state, wikidata"
    assert done.stderr == f"kg: error: {own}, {message}\n"
    assert not (tmp_path / "graph").exists()


def test_queries_lists_what_query_takes(graph: Path) -> None:
    listed = kg("queries")
    assert listed.returncode == 0
    assert len([line for line in listed.stdout.splitlines() if line and not line.startswith(" ")]) >= 12


def test_query_in_three_formats(graph: Path) -> None:
    sparql = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> SELECT ?s ?name WHERE { ?s rdfs:label ?name }"
    sparql += " ORDER BY ?name"
    table = kg("query", graph, "-", stdin=sparql)
    assert table.returncode == 0, table.stderr
    assert table.stdout.splitlines()[0].split() == ["s", "name"]
    names = [row["name"] for row in json.loads(kg("query", graph, "-", "--format", "json", stdin=sparql).stdout)]
    assert set(names) >= PEOPLE
    found = csv.DictReader(io.StringIO(kg("query", graph, "-", "--format", "csv", stdin=sparql).stdout))
    assert [row["name"] for row in found] == names


@pytest.mark.parametrize("question", ["no-such-question", "missing.rq"])
def test_a_question_that_is_not_there_is_an_error(question: str, graph: Path) -> None:
    done = kg("query", graph, question)
    assert done.returncode == 1
    assert done.stderr.startswith("kg: error: ")
    assert len(done.stderr.splitlines()) == 1


def test_a_broken_query_is_an_error(graph: Path) -> None:
    done = kg("query", graph, "-", stdin="SELECT WHERE {")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("args", [("query", "-"), ("export", "x.ttl"), ("view", "-o", "x.html"), ("explain", "abcd")])
def test_a_graph_that_is_not_there_is_an_error(args: tuple[str, ...], tmp_path: Path) -> None:
    done = kg(args[0], "no-graph", *args[1:], stdin="ASK {}", cwd=tmp_path)
    assert done.returncode == 1
    assert "no-graph" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["ttl", "nt", "nq", "trig", "jsonld", "rdf", "graphml", "gexf", "csv"])
def test_export_by_the_ending(ending: str, graph: Path, tmp_path: Path) -> None:
    done = kg("export", graph, tmp_path / f"graph.{ending}")
    assert (done.returncode, done.stderr) == (0, "")
    found = tmp_path / f"graph.{ending}"
    text = (found / "people.csv" if ending == "csv" else found).read_text("utf-8")
    assert "Ola Nordmann" in text


@pytest.mark.parametrize(("args", "start"), [(("export", "-"), "@prefix "), (("view", "-o", "-"), "<!DOCTYPE html>")])
def test_a_dash_is_standard_output(args: tuple[str, ...], start: str, graph: Path, tmp_path: Path) -> None:
    done = kg(args[0], graph, *args[1:], cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.lower().startswith(start.lower())
    assert "Ola Nordmann" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_ending_is_an_error(graph: Path, tmp_path: Path) -> None:
    done = kg("export", graph, tmp_path / "graph.docx")
    assert done.returncode == 1
    assert ".ttl" in done.stderr


def test_view_writes_a_page(graph: Path, tmp_path: Path) -> None:
    assert kg("view", graph, "-o", tmp_path / "graph.html").returncode == 0
    assert "Ola Nordmann" in (tmp_path / "graph.html").read_text("utf-8")


def test_validate_has_three_exit_codes(graph: Path, tmp_path: Path) -> None:
    assert kg("validate", graph).returncode == 0
    assert kg("export", graph, tmp_path / "good.ttl").returncode == 0
    assert kg("validate", tmp_path / "good.ttl").returncode == 0
    bad = (tmp_path / "good.ttl").read_text("utf-8").replace("dip:confidence 0.", "dip:confidence 7.")
    (tmp_path / "bad.ttl").write_text(bad, "utf-8")
    done = kg("validate", tmp_path / "bad.ttl")
    assert done.returncode == 1
    assert "confidence" in done.stdout
    (tmp_path / "broken.ttl").write_text("<a> <b")
    for missing in ("broken.ttl", "none.ttl", "none"):
        done = kg("validate", tmp_path / missing)
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1


def test_explain_tells_an_event(graph: Path, tmp_path: Path) -> None:
    assert kg("export", graph, tmp_path / "tables.csv").returncode == 0
    with (tmp_path / "tables.csv" / "events.csv").open(encoding="utf-8", newline="") as file:
        event = next(row["id"] for row in csv.DictReader(file) if row["type"] == "Meeting")
    done = kg("explain", graph, event[:8])
    assert done.returncode == 0
    assert done.stdout.startswith(f"Meeting {event}\n")
    assert "Ola Nordmann" in done.stdout
    assert "rule " in done.stdout
    missing = kg("explain", graph, "0000")
    assert missing.returncode == 1
    assert "not in this graph" in missing.stderr
