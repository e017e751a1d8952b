"""What readings say of one another: visits that meetings imply, dates and places that pass on."""

from __future__ import annotations

import pytest

from kg.events import inference


@pytest.fixture
def stage(parse, scene):
    """A scene with the cast, whatever its text."""
    return scene(parse("Lima/PROPN/ROOT"))


def kinds(readings):
    """Type and fillers of each reading."""
    return [(r.type, {(f.role, f.entity) for f in r.fillers}) for r in readings]


def test_a_meeting_abroad_implies_a_visit_of_the_guest_only(stage, reading):
    meeting = reading("Meeting", "participant:lima participant:orlov place:oslo", day="2014-05-09")
    found = inference.complete(stage, [meeting])
    assert kinds(found)[1:] == [("Visit", {("visitor", "lima"), ("destination", "norway"), ("place", "oslo")})]
    assert found[1].when == meeting.when
    assert found[1].rule == "meeting-abroad"


@pytest.mark.parametrize(
    ("roles", "modality"),
    [
        ("participant:lima participant:orlov", "actual"),
        ("participant:lima participant:orlov place:oslo", "planned"),
        ("participant:lima participant:orlov place:oslo", "negated"),
        ("participant:brazil participant:norway place:oslo", "actual"),
        ("participant:lima place:oslo", "actual"),
    ],
)
def test_no_visit_without_place_guest_or_meeting(stage, reading, roles, modality):
    meeting = reading("Meeting", roles, modality=modality)
    assert inference.complete(stage, [meeting]) == [meeting]


def test_guests_of_two_states_make_two_visits(stage, reading):
    roles = "participant:lima participant:souza participant:silva place:oslo"
    visits = [r for r in inference.complete(stage, [reading("Meeting", roles)]) if r.type == "Visit"]
    assert [sorted(r.role("visitor")) for r in visits] == [["lima", "souza"], ["silva"]]


def test_nobody_visits_his_own_state(stage, reading):
    home = reading("Visit", "visitor:orlov destination:norway")
    abroad = reading("Visit", "visitor:lima destination:norway")
    assert inference.complete(stage, [home, abroad]) == [abroad]


def test_what_was_agreed_was_agreed_by_those_who_met_before(stage, reading):
    agreed = reading("Pledge", "", token=20)
    found = inference.complete(stage, [reading("Meeting", "participant:brazil participant:norway", token=3), agreed])
    assert kinds(found)[1] == ("Pledge", {("speaker", "brazil"), ("speaker", "norway")})
    assert inference.complete(stage, [agreed]) == [agreed]


def test_a_meeting_during_a_visit_is_where_and_when_the_visit_is(stage, reading):
    visit = reading("Visit", "visitor:lima destination:norway place:oslo", day="2014-05-09")
    [_, meeting] = inference.inherit(stage, [visit, reading("Meeting", "participant:lima participant:orlov")])
    assert ("place", "oslo") in {(f.role, f.entity) for f in meeting.fillers}
    assert meeting.when == visit.when


def test_but_not_one_with_people_of_another_state(stage, reading):
    visit = reading("Visit", "visitor:lima destination:norway place:oslo", day="2014-05-09")
    elsewhere = reading("Meeting", "participant:lima participant:silva")
    assert inference.inherit(stage, [visit, elsewhere])[1].role("place") == frozenset()


def test_a_meeting_keeps_its_own_date(stage, reading):
    visit = reading("Visit", "visitor:lima destination:norway", day=("2014-05-08", "2014-05-10"))
    meeting = reading("Meeting", "participant:lima participant:orlov", day="2014-05-09")
    assert inference.inherit(stage, [visit, meeting])[1].when == meeting.when


def test_a_visit_has_the_date_of_the_meeting_that_is_told_with_it(stage, reading):
    visit = reading("Visit", "visitor:lima destination:norway")
    meeting = reading("Meeting", "participant:lima participant:orlov", day="2014-05-09")
    assert inference.inherit(stage, [visit, meeting])[0].when == meeting.when
    planned = reading("Visit", "visitor:lima destination:norway", modality="planned")
    assert inference.inherit(stage, [planned, meeting])[0].when is None


def test_what_is_said_by_one_who_met_is_said_then(stage, reading):
    meeting = reading("Meeting", "participant:lima participant:orlov", day="2014-05-09")
    said = reading("Pledge", "speaker:lima", sentence=(20, 30))
    assert inference.inherit(stage, [meeting, said])[1].when == meeting.when


@pytest.mark.parametrize(
    ("roles", "modality", "sentence"),
    [("speaker:silva", "actual", (20, 30)), ("speaker:lima", "planned", (20, 30))],
)
def test_and_not_what_others_or_later_ones_say(stage, reading, roles, modality, sentence):
    meeting = reading("Meeting", "participant:lima participant:orlov", day="2014-05-09", sentence=(10, 15))
    said = reading("Pledge", roles, modality=modality, sentence=sentence)
    assert inference.inherit(stage, [meeting, said])[1].when is None


def test_what_is_said_before_the_meeting_is_told_has_no_date_of_it(stage, reading):
    meeting = reading("Meeting", "participant:lima participant:orlov", day="2014-05-09", sentence=(20, 30))
    said = reading("Pledge", "speaker:lima", sentence=(0, 10))
    assert inference.inherit(stage, [said, meeting])[0].when is None
