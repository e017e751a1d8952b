"""One happening, one event: which readings are one, and what the one then knows."""

from __future__ import annotations

import pytest

from kg.events.merging import merge


@pytest.fixture
def merged(cast):
    """Readings put together, given the cast."""
    return lambda *readings: merge(list(readings), cast)


def fillers(reading):
    """Role and entity of each filler."""
    return {(f.role, f.entity) for f in reading.fillers}


def test_nothing_and_one(merged, reading):
    alone = reading("Meeting", "participant:lima participant:orlov")
    assert merged() == []
    assert merged(alone) == [alone]


def test_one_meeting_told_twice(merged, reading):
    [one] = merged(
        reading("Meeting", "participant:lima participant:orlov"),
        reading("Meeting", "participant:lima participant:orlov place:oslo", day="2014-05-09", sentence=(20, 30)),
    )
    assert fillers(one) == {("participant", "lima"), ("participant", "orlov"), ("place", "oslo")}
    assert one.when.start == "2014-05-09"
    assert {one.sentence, *((a, b) for a, b, _ in one.spread)} == {(0, 10), (20, 30)}
    assert one.weight > 0.5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Meeting", "participant:lima participant:orlov"), ("Meeting", "participant:lima participant:silva")),
        (("Meeting", "participant:lima participant:orlov"), ("Call", "participant:lima participant:orlov")),
        (("Visit", "visitor:lima destination:norway"), ("Visit", "visitor:lima destination:chile")),
        (("Visit", "visitor:lima destination:norway"), ("Visit", "visitor:silva destination:norway")),
        (("Agreement", "party:brazil party:norway"), ("Agreement", "party:brazil party:chile")),
        (("Pledge", "speaker:brazil"), ("Pledge", "speaker:norway")),
    ],
)
def test_others_or_elsewhere_is_another_event(merged, reading, one, other):
    assert len(merged(reading(*one), reading(*other, token=5))) == 2


@pytest.mark.parametrize(
    ("first", "second", "events"),
    [
        ("2014-05-09", "2014-05-09", 1),
        ("2014-05-09", None, 1),
        ("2014-05-09", "2014-05", 1),
        ("2014-05-09", ("2014-05-08", "2014-05-10"), 1),
        ("2014-05-09", "2014-05-10", 2),
        ("2014-05-09", "2013", 2),
    ],
)
def test_dates_that_contradict_make_two(merged, reading, first, second, events):
    roles = "participant:lima participant:orlov"
    assert (
        len(merged(reading("Meeting", roles, day=first), reading("Meeting", roles, day=second, sentence=(20, 30))))
        == events
    )


def test_the_day_is_kept_when_the_other_knows_the_month(merged, reading):
    roles = "participant:lima participant:orlov"
    for days in (("2014-05-09", None), (None, "2014-05-09"), ("2014-05-09", "2014-05"), ("2014-05", "2014-05-09")):
        [one] = merged(*(reading("Meeting", roles, day=day) for day in days))
        assert one.when.start == "2014-05-09"


def test_what_was_cancelled_is_not_what_took_place(merged, reading):
    roles = "visitor:lima destination:norway"
    assert len(merged(reading("Visit", roles), reading("Visit", roles, modality="negated"))) == 2


def test_a_plan_that_came_true_is_one_actual_event(merged, reading):
    roles = "visitor:lima destination:norway"
    [one] = merged(reading("Visit", roles, modality="planned"), reading("Visit", roles, sentence=(20, 30)))
    assert one.modality == "actual"


def test_a_state_stands_for_its_person(merged, reading):
    [one] = merged(
        reading("Meeting", "participant:brazil participant:orlov"),
        reading("Meeting", "participant:lima participant:orlov", weight=0.8),
    )
    assert fillers(one) == {("participant", "lima"), ("participant", "orlov")}


def test_a_talk_of_two_is_not_the_talk_of_three(merged, reading):
    assert (
        len(
            merged(
                reading("Meeting", "participant:lima participant:orlov participant:silva"),
                reading("Meeting", "participant:lima participant:orlov", sentence=(20, 30)),
            )
        )
        == 2
    )


def test_two_topics_of_one_speaker_are_two_pledges(merged, reading):
    first = reading("Pledge", "speaker:brazil", topic="trade", token=3)
    second = reading("Pledge", "speaker:brazil", topic="peace", token=8)
    assert merged(first, second) == [first, second]


def test_one_word_is_one_pledge(merged, reading):
    [one] = merged(
        reading("Pledge", "speaker:brazil"), reading("Pledge", "speaker:brazil counterpart:norway", topic="trade")
    )
    assert (one.topic, ("counterpart", "norway") in fillers(one)) == ("trade", True)


def test_the_surer_reading_gives_its_arguments_and_no_weight_passes_one(merged, reading):
    sure = reading("Visit", "visitor:lima destination:norway place:oslo", weight=0.95)
    [one] = merged(reading("Visit", "visitor:lima destination:norway", weight=0.3), sure)
    assert one.rule == sure.rule
    assert one.weight == 1.0


def test_merging_merged_readings_changes_nothing(merged, reading):
    first = merged(
        reading("Meeting", "participant:lima participant:orlov"),
        reading("Meeting", "participant:lima participant:orlov", day="2014-05-09"),
        reading("Visit", "visitor:lima destination:norway"),
        reading("Pledge", "speaker:brazil", topic="trade"),
    )
    assert merged(*first) == first
