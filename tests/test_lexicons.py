"""The words of a language: what the loader refuses, and that the rows of English say what the rules know."""

# ruff: noqa: E501 (a fault a line)
from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from kg import lexicons
from kg.errors import LexiconError
from kg.events import shapes, slots
from kg.lexicons import Lexicon
from kg.model import ENTITY_KINDS, EVENT_TYPES, MODALITIES

ENGLISH = Path(lexicons.__file__).parent / "en"
PREPOSITIONS = frozenset(
    {
        "about",
        "against",
        "alongside",
        "among",
        "as",
        "at",
        "behind",
        "between",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "over",
        "through",
        "to",
        "toward",
        "towards",
        "under",
        "upon",
        "with",
    }
)
AT_OBJECT = PREPOSITIONS | {"adj", "mod", "poss"}
TOPIC_SLOTS = frozenset({"clause", "object-clause", "self"})
ROW = """
[[row]]
id = "a-row"
type = "Meeting"
verbs = ["confabulate"]
roles.participant = "subject"
"""


@pytest.fixture(scope="module")
def english() -> Lexicon:
    return lexicons.load("en")


@pytest.fixture
def changed(tmp_path, monkeypatch):
    """Loads English with a file of it changed."""
    shutil.copytree(ENGLISH, tmp_path / "en")
    monkeypatch.setattr(lexicons, "files", lambda _: tmp_path)

    def load(name, change):
        file = tmp_path / "en" / name
        file.write_text(change(file.read_text("utf-8")), "utf-8")
        return lexicons.load.__wrapped__("en")

    return load


def is_slot(name: str) -> bool:
    """Whether a slot is one that kg/events/slots.py fills."""
    if name in slots._NAMED or name in PREPOSITIONS:
        return True
    before, _, part = name.partition("-")
    return (before == "object" and part in AT_OBJECT) or (before == "clause" and part in PREPOSITIONS)


def test_a_row_more(changed):
    lexicon = changed("events.toml", lambda text: text + ROW)
    assert [row.id for row in lexicon.verbs["confabulate"]] == ["a-row"]
    assert lexicon.rows[-1].roles == {"participant": (("subject",),)}
    assert (lexicon.rows[-1].via, lexicon.rows[-1].free, lexicon.rows[-1].needs) == (("object",), False, ())


def test_slots_are_alternatives_of_groups(changed):
    lexicon = changed("events.toml", lambda text: text + ROW.replace('"subject"', '"subject + object | with"'))
    assert lexicon.rows[-1].roles["participant"] == (("subject", "object"), ("with",))


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        ("events.toml", lambda text: text + ROW + 'verb = ["meet"]\n', r"row \d+ \(a-row\): unknown key 'verb'.*verbs"),
        ("events.toml", lambda text: text + ROW.replace("Meeting", "Party"), r"\(a-row\): type 'Party' is none of Visit"),
        ("events.toml", lambda text: text + "[[row\n", r"events\.toml: .*line \d+"),
        ("cues.toml", lambda text: text.replace("[modality.negated]", '[modality.negated]\nverbs = ["x"]'), "modality.negated: unknown key 'verbs'"),
        ("cues.toml", lambda text: text + "\n[extra]\ncount = 3\n", "extra.count: a list or a table was expected, not int"),
        ("posts.toml", lambda text: text + "\n[extra]\nname = {a = 'b', c = 3}\n", "expected, not (str|int)"),
    ],
    ids=["unknown key", "unknown type", "no TOML", "unknown cue", "a number", "a table of both"],
)  # fmt: skip
def test_faults_are_told(changed, name, change, message):
    with pytest.raises(LexiconError, match=message) as caught:
        changed(name, change)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('verbs = ["confabulate"]', 'verbs = "confabulate"'),
        ('verbs = ["confabulate"]', "verbs = [3]"),
        ('verbs = ["confabulate"]', 'verbs = ["confabulate"]\nweight = "high"'),
        ('verbs = ["confabulate"]', 'verbs = ["confabulate"]\nfree = "yes"'),
        ('"subject"', '["subject"]'),
        ('id = "a-row"\n', ""),
        ('roles.participant = "subject"\n', ""),
    ],
    ids=["words", "a word", "weight", "free", "slots", "no id", "no roles"],
)
def test_wrong_values_are_told(changed, old, new):
    assert old in ROW
    with pytest.raises(LexiconError, match="row"):
        changed("events.toml", lambda text: text + ROW.replace(old, new))


def test_a_language_without_words():
    with pytest.raises(LexiconError, match="no lexicon for language 'tlh': add a folder"):
        lexicons.load("tlh")


def test_a_language_is_read_once():
    assert lexicons.load("en") is lexicons.load("en")


def test_each_type_has_rows(english):
    counts = Counter(row.type for row in english.rows)
    assert set(counts) == set(EVENT_TYPES)


def test_ids_are_kebab_case_and_unique(english):
    ids = [row.id for row in english.rows]
    assert [i for i in ids if not re.fullmatch(r"[a-z]+(-[a-z]+)*", i)] == []
    assert [i for i, n in Counter(ids).items() if n > 1] == []


def test_rows_have_the_roles_of_their_type(english, roles):
    assert {(row.id, role) for row in english.rows for role in row.roles if role not in roles[row.type]} == set()
    assert [row.id for row in english.rows if not row.roles] == []


def test_each_role_admits_known_kinds(english):
    used = {role for row in english.rows for role in row.roles}
    admitted = {name.removeprefix("role."): kinds for name, kinds in english.words.items() if name.startswith("role.")}
    assert used == set(admitted)
    assert all(kinds and kinds <= set(ENTITY_KINDS) for kinds in admitted.values())


def test_each_slot_is_one_that_rules_fill(english):
    used = {(row.id, s) for row in english.rows for groups in row.roles.values() for group in groups for s in group}
    assert {(row, slot) for row, slot in used if not is_slot(slot)} == set()


def test_each_topic_is_where_rules_look(english):
    used = {(row.id, slot) for row in english.rows for slot in row.topic}
    assert {(row, slot) for row, slot in used if not is_slot(slot) and slot not in TOPIC_SLOTS} == set()


def test_each_need_is_known(english):
    needs = [(row, part) for row in english.rows for need in row.needs for part in need.split("|")]

    def known(row, part):
        kind, _, role = part.rpartition(":")
        if kind:
            return kind in {"two", "person"} and role in row.roles
        return part in row.roles or shapes.find(part) is not None or is_slot(part)

    assert [(row.id, part) for row, part in needs if not known(row, part)] == []


def test_rows_fire_on_something_and_are_trusted_in_part(english):
    spoken = {"should-clause", "will-clause", "wrong-clause", "verdict-clause", "praise-clause", "claim-clause"}
    assert spoken <= {row.id for row in english.rows}
    silent = {row.id for row in english.rows if not (row.verbs | row.nouns | row.adjectives)}
    assert silent <= spoken
    assert [row.id for row in english.rows if not 0 < row.weight <= 1] == []


def test_what_rows_ask_for_fits_what_they_fire_on(english):
    assert [row.id for row in english.rows if (row.objects or row.complements) and not row.verbs] == []
    assert [row.id for row in english.rows if (row.light or row.free) and not row.nouns] == []
    assert [row.id for row in english.rows if row.nouns and not (row.light or row.free)] == []
    assert [row.id for row in english.rows if row.via != ("object",) and not row.objects] == []


def test_rows_with_a_post_say_whose(english):
    used = {
        (row.id, s, "appointee" in row.roles) for row in english.rows for g in row.roles.values() for s in sum(g, ())
    }
    assert {slot for _, slot, appointed in used if appointed} >= {"post", "post-own"}
    assert {row for row, slot, appointed in used if slot.startswith("post") and not appointed} == set()


def test_words_are_small(english):
    words = {w for row in english.rows for w in row.verbs | row.nouns | row.adjectives | row.objects | row.light}
    assert {w for w in words if w != w.strip() or not w} == set()
    assert {w for row in english.rows for w in row.verbs | row.nouns if w != w.lower()} == set()


def test_indices_hold_each_row_under_each_of_its_words(english):
    for key in ("verbs", "nouns", "adjectives"):
        index = getattr(english, key)
        assert {(w, row.id) for w, rows in index.items() for row in rows} == {
            (w, row.id) for row in english.rows for w in getattr(row, key)
        }


def test_modalities_have_cues(english):
    assert set(english.modality) == set(MODALITIES) - {"actual"}
    assert english.modality["negated"].adverbs
    assert english.modality["planned"].auxiliaries
    assert english.modality["hypothetical"].marks
