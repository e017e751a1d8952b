"""Confidence: the signs of an event, what they weigh, and what is left out below a least confidence."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import confidence, lexicons
from kg.errors import LexiconError
from kg.lexicons import calibration
from kg.model import Entity, Event, Evidence, Participant, Tenure

OLA = Entity(id="ola", kind="person", name="Ola Nordmann", aliases=("Nordmann",), state="NO")
CHILE = Entity(id="cl", kind="state", name="Chile", state="CL")


def told(quote: str, rule: str, sure: float = 0.5) -> Evidence:
    return Evidence(article="a", start=0, end=len(quote), quote=quote, rule=rule, confidence=sure)


def event(id_: str = "e", *, sure: float = 0.5, who: str = "He", sentences: int = 1) -> Event:
    return Event(
        id=id_,
        type="Support",
        participants=(
            Participant(role="speaker", entity="ola", evidence=(told(who, "praise-verb/subject"),)),
            Participant(role="target", entity="cl", evidence=(told("Chile", "praise-verb/object"),)),
        ),
        evidence=tuple(told(f"{n}", "praise-verb", sure) for n in range(sentences)),
    )


def test_the_signs_of_an_event() -> None:
    found = confidence.signs(event(), {"ola": OLA, "cl": CHILE})
    assert found == {
        "rules.praise-verb": 1.0,
        "slots.subject": 1.0,
        "slots.object": 1.0,
        "signs.always": 1.0,
        "signs.named": 0.5,
        "signs.participants": 2.0,
        "signs.persons": 1.0,
        "signs.sentences": 0.0,
    }
    assert confidence.signs(event(who="Nordmann"), {"ola": OLA, "cl": CHILE})["signs.named"] == 1.0


def test_chance_is_the_logistic_of_what_is_known() -> None:
    assert confidence.chance({"signs.always": 1.0, "rules.new": 1.0}, {"signs.always": 0.0}) == 0.5
    assert confidence.chance({"signs.always": 1.0}, {"signs.always": 2.0}) == pytest.approx(0.8808, abs=1e-4)


def test_names_are_surer_than_pronouns_and_two_sentences_than_one() -> None:
    plain, named, twice = confidence.calibrate(
        [event(), event(who="Ola"), event(who="Ola", sentences=2)], [OLA, CHILE], "en"
    )
    assert 0 < plain.confidence < named.confidence < twice.confidence < 1
    assert {one.confidence for one in twice.evidence} == {twice.confidence}
    assert round(twice.confidence, 3) == twice.confidence


def test_a_language_without_measurements_keeps_its_weights() -> None:
    assert confidence.calibrate([event(sure=0.4)], [OLA, CHILE], "xx") == (event(sure=0.4),)


def test_what_is_less_sure_is_left_out_with_whom_only_that_names() -> None:
    def tenure(person: str) -> Tenure:
        return Tenure(id=f"t-{person}", person=person, post="p", evidence=(told("x", "title"),))

    tenures = (tenure("eva"), tenure("ola"))
    weak, strong = event("weak", sure=0.3), event("strong", sure=0.9)
    assert confidence.sure([weak, strong], tenures, 0.5) == ((strong,), tenures)
    assert confidence.sure([weak], tenures, 0.5) == ((), (tenure("eva"),))
    assert confidence.sure([weak], tenures, 0.3) == ((weak,), tenures)
    assert confidence.sure([weak], tenures, 0.0) == ((weak,), tenures)


def test_the_shipped_calibration_is_of_rows_and_numbers() -> None:
    weights = calibration.load()
    assert weights is not None
    assert {name.partition(".")[0] for name in weights} == set(calibration.TABLES)
    signs = {name for name in confidence.signs(event(), {"ola": OLA, "cl": CHILE}) if name.startswith("signs.")}
    assert {name for name in weights if name.startswith("signs.")} == signs
    rows = {row.id for row in lexicons.load().rows}
    known = [name for name in weights if name.startswith("rules.") and name.partition(".")[2] in rows]
    assert len(known) >= 0.8 * len([name for name in weights if name.startswith("rules.")])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("signs = {", "confidence.toml"),
        ("[signs]\n[rules]\n", "its tables are not signs, rules, slots"),
        ("signs = 1\nrules = 1\nslots = 1\n", "its tables are not"),
        ("[signs]\nalways = 'x'\n[rules]\n[slots]\n", "signs.always is no decimal number"),
        ("[signs]\nalways = nan\n[rules]\n[slots]\n", "signs.always is no decimal number"),
    ],
)
def test_a_broken_file_says_what_to_do(
    text: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "confidence.toml").write_text(text)
    monkeypatch.setattr(calibration, "files", lambda _package: tmp_path)
    calibration.load.cache_clear()
    with pytest.raises(LexiconError, match=message) as raised:
        calibration.load("xx")
    assert "run tests/eval/calibrate.py" in str(raised.value)
    calibration.load.cache_clear()
