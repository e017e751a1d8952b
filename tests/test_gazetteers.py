"""The gazetteer's data are whole and unambiguous, and a file that is wrong is refused in plain words."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from kg import gazetteers
from kg.errors import LexiconError
from kg.model import Form, Person

UN_MEMBERS = re.findall(
    "[A-Z]{2}",
    """
    AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN
    CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT
    HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME
    MG MH MK ML MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU
    RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VC
    VE VN VU WS YE ZA ZM ZW
    """,
)
SHARED = {"Congo", "Congolese", "Dominican", "Dominicans"}
STATE_SENSES = {"name", "demonym", "capital", "seat"}


def meanings(text: str) -> list[tuple[str, str]]:
    return [(form.sense, form.key) for form in gazetteers.load().lookup(text)]


def written(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_un_member_has_a_demonym_and_a_capital() -> None:
    states = gazetteers.load().states
    assert len(UN_MEMBERS) == len(set(UN_MEMBERS)) == 193
    assert [code for code in UN_MEMBERS if states[code].kind != "state"] == []
    assert [code for code in UN_MEMBERS if not (states[code].demonyms and states[code].capitals)] == []


def test_other_states_and_territories_are_there() -> None:
    states = gazetteers.load().states
    assert {code: states[code].kind for code in ("XK", "TW", "PS", "VA", "EH", "HK", "GL", "SU")} == {
        "XK": "state", "TW": "state", "PS": "state", "VA": "state",
        "EH": "territory", "HK": "territory", "GL": "territory", "SU": "historical",
    }  # fmt: skip


def test_codes_and_wikidata_ids_are_well_formed_and_unique() -> None:
    gazetteer = gazetteers.load()
    assert all(re.fullmatch("[A-Z]{2}", code) and code == state.code for code, state in gazetteer.states.items())
    things = [*gazetteer.states.values(), *gazetteer.bodies.values()]
    ids = [thing.wikidata for thing in things if thing.wikidata]
    assert len(ids) == len(set(ids)) > 250
    assert all(re.fullmatch(r"Q[1-9]\d*", item) for item in ids)
    assert [state.code for state in gazetteer.states.values() if not state.wikidata] == ["RH"]


def test_no_form_is_shared_by_two_states_except_the_known() -> None:
    keys = defaultdict(set)
    for form in gazetteers.load().forms:
        if form.sense in STATE_SENSES:
            keys[form.text].add(form.key)
    assert {text for text, states in keys.items() if len(states) > 1} == SHARED


def test_no_form_is_shared_by_two_bodies_or_two_places() -> None:
    keys = defaultdict(set)
    for form in gazetteers.load().forms:
        if form.sense in {"body", "place"}:
            keys[form.text].add((form.sense, form.key))
    assert {text: found for text, found in keys.items() if len(found) > 1} == {}


def test_forms_are_clean_sorted_and_findable() -> None:
    gazetteer = gazetteers.load()
    assert len(gazetteer.forms) > 5000
    assert len(set(gazetteer.forms)) == len(gazetteer.forms)
    assert [form.text for form in gazetteer.forms] == sorted(form.text for form in gazetteer.forms)
    unclean = re.compile(r"^\s|\s$|\s\s|’|^[Tt]he (?!Hague)")
    assert [form.text for form in gazetteer.forms if unclean.search(form.text)] == []
    assert all(form in gazetteer.lookup(form.text) for form in gazetteer.forms)


@pytest.mark.parametrize(
    ("text", "sense", "key"),
    [
        ("United States", "name", "US"),
        ("U.S.", "name", "US"),
        ("Czechia", "name", "CZ"),
        ("DPRK", "name", "KP"),
        ("Palestinian Authority", "name", "PS"),
        ("Norway", "name", "NO"),
        ("Poles", "demonym", "PL"),
        ("Emiratis", "demonym", "AE"),
        ("Nigerien", "demonym", "NE"),
        ("Nigerian", "demonym", "NG"),
        ("Peking", "capital", "CN"),
        ("The Hague", "capital", "NL"),
        ("Tel Aviv", "seat", "IL"),
        ("Kremlin", "seat", "RU"),
        ("Quai d’Orsay", "seat", "FR"),
        ("Security Council", "body", "UN Security Council"),
        ("LTTE", "body", "Liberation Tigers of Tamil Eelam"),
        ("Gaza Strip", "place", "Gaza"),
        ("Geneva", "place", "Geneva"),
    ],
)
def test_lookup_knows(text: str, sense: str, key: str) -> None:
    assert (sense, key) in meanings(text)


def test_lookup_takes_capitals_but_no_other_case() -> None:
    assert meanings("MOSCOW") == [("capital", "RU")]
    assert meanings("UNITED ARAB EMIRATES") == [("name", "AE")]
    assert meanings("moscow") == meanings("polish") == meanings("us") == []


@pytest.mark.parametrize("word", ["Reading", "Mobile", "Van", "Split", "Bush", "Clinton", "Jackson", "Lincoln", "Man"])
def test_words_and_surnames_are_no_places(word: str) -> None:
    assert meanings(word) == []


def test_places_and_bodies_name_known_states() -> None:
    gazetteer = gazetteers.load()
    assert gazetteer.places["Geneva"].state == "CH"
    assert gazetteer.places["Crimea"].kind == "region"
    owners = {thing.state for thing in [*gazetteer.places.values(), *gazetteer.bodies.values()]}
    assert owners - {None} <= set(gazetteer.states)


def test_a_file_of_ones_own_adds_and_extends(tmp_path: Path) -> None:
    own = written(
        tmp_path,
        """
        [[state]]
        code = "FR"
        names = ["Hexagon"]
        [[state]]
        code = "QZ"
        name = "Ruritania"
        capitals = ["Strelsau"]
        [[body]]
        name = "Ruritanian Guard"
        kind = "national"
        state = "QZ"
        [[place]]
        name = "Zenda"
        state = "QZ"
        """,
    )
    gazetteer = gazetteers.load(own)
    assert gazetteer.lookup("Hexagon") == (Form(text="Hexagon", sense="name", key="FR"),)
    assert gazetteer.states["FR"].name == "France"
    assert gazetteer.states["FR"].capitals == ("Paris",)
    assert gazetteer.lookup("STRELSAU")[0].key == "QZ"
    assert gazetteer.bodies["Ruritanian Guard"].state == gazetteer.places["Zenda"].state == "QZ"
    assert "QZ" not in gazetteers.load().states


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[state]]\ncode = "FR"\ncolour = "red"', r"own\.toml, state 1: unknown key 'colour'; allowed: code, name, "),
        ('[[state]]\ncode = "FR"\nnames = "Gaul"', r"state 1: names must be a list of non-empty strings, not 'Gaul'"),
        ("[[body]]\nname = 7", r"body 1: name must be a non-empty string, not 7"),
        ('[[body]]\nname = "B"\nkind = "club"', r"unknown kind 'club'; allowed: international, movement, national"),
        ('[[place]]\nname = "Zenda"\nstate = "QX"', r"place 1 \(Zenda\): unknown state 'QX'"),
        ('[[place]]\nstate = "FR"', r"place 1: it has no name; add one"),
        ('[[state]]\ncode = "QX"', r"state 1 \(QX\): it has no name; add one"),
        ('[[city]]\nname = "Zenda"', r"unknown table 'city'; allowed: state, body, place, person"),
        ('[[state]]\ncode = "x-ard"\nname = "A"', r"state 1: code must be 2 to 8 capital letters, digits and hyphens"),
        ('[[state]]\ncode = "X-ARDANIA"\nname = "A"', r"state 1: code must be 2 to 8 .*, not 'X-ARDANIA'"),
        ('[[person]]\nname = "P"\nwikidata = "159"', r"person 1: wikidata must be an item of Wikidata .*, not '159'"),
        ('[[person]]\nname = "P"\npost = "King"', r"person 1: unknown key 'post'; allowed: name, aliases, state, wiki"),
        ('[[person]]\nname = "P"\nstate = "QX"', r"person 1 \(P\): unknown state 'QX'"),
        ('[[person]]\naliases = ["P"]', r"person 1: it has no name; add one \(allowed: name, aliases, "),
        ('[[person]]\nname = " "', r"person 1: name must be a non-empty string"),
        ('state = "FR"', r"state must be a list of tables, each headed \[\[state\]\]"),
        ("[[state]", r"own\.toml: not readable as a gazetteer"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(LexiconError, match=message) as caught:
        gazetteers.load(written(tmp_path, text))
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="not readable"):
        gazetteers.load(tmp_path / "none.toml")


def test_people_and_codes_of_ones_own(tmp_path: Path) -> None:
    own = written(
        tmp_path,
        """
        [[person]]
        name = "Rosa  Quill"
        aliases = ["Rosa O’Quill"]
        state = "X-RUR"
        wikidata = "Q1"
        [[state]]
        code = "X-RUR"
        name = "Ruritania"
        """,
    )
    gazetteer = gazetteers.load(own)
    assert gazetteer.people == {
        "Rosa Quill": Person(name="Rosa Quill", aliases=("Rosa O'Quill",), state="X-RUR", wikidata="Q1")
    }
    for text in ("Rosa Quill", "ROSA QUILL", "Rosa O’Quill"):
        assert [(form.sense, form.key) for form in gazetteer.lookup(text)] == [("person", "Rosa Quill")]
    assert not gazetteers.load().people


def test_own_names_come_before_others(tmp_path: Path) -> None:
    own = written(tmp_path, '[[state]]\ncode = "X-GEO"\nname = "Georgia"\ncapitals = ["Geneva"]')
    gazetteer = gazetteers.load(own)
    assert [form.key for form in gazetteer.lookup("Georgia")][:2] == ["X-GEO", "GE"]
    assert gazetteer.lookup("Geneva")[0].key == "X-GEO"


def test_a_file_that_changed_is_read_again(tmp_path: Path) -> None:
    assert "X-A" in gazetteers.load(written(tmp_path, '[[state]]\ncode = "X-A"\nname = "A"')).states
    assert "X-A" not in gazetteers.load(written(tmp_path, '[[state]]\ncode = "X-B"\nname = "B"')).states
