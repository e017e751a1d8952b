"""Which names are one person's: what is looked at closely is all that can match, and little besides."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg import gazetteers, lexicons
from kg.mentions.identity import _Names, cluster
from kg.model import Mention

LEXICON, GAZETTEER = lexicons.load("en"), gazetteers.load()
GIVEN = ("Robert", "Bob", "Bill", "William", "R.", "Anna", "Ana", "Anne Marie", "J. W.", "Kim", "")
SURNAMES = (
    "Petrov",
    "Petrow",
    "Petroff",
    "Kim",
    "Kimm",
    "al-Assad",
    "van der Berg",
    "Bergh",
    "Anna",
    "Kihl-jae",
    "Kihljae",
)
NAMES = st.builds(
    lambda given, surname: f"{given} {surname}".strip(), st.sampled_from(GIVEN), st.sampled_from(SURNAMES)
)


def people(names: list[str]) -> list[Mention]:
    return [Mention(kind="person", first=9 * i, last=9 * i + len(n.split()), key=n) for i, n in enumerate(names)]


@given(st.lists(NAMES, min_size=1, max_size=12))
def test_no_form_of_a_name_is_passed_over(names: list[str]) -> None:
    found = _Names(LEXICON, people(names), GAZETTEER)
    full: list[str] = []
    for name in sorted(found.first, key=found._rank):
        meant = tuple(one for one in full if found._is_known_as(one, name))
        assert found.meant[name] == (meant or (name,))
        if not meant:
            full.append(name)


def test_of_many_names_few_are_looked_at() -> None:
    syllables = ["bar", "den", "fin", "gor", "hal", "kim", "lun", "mor", "nar", "pol"]
    names = [f"{a}{b} {c}{d}".title() for a in syllables for b in syllables for c in syllables for d in syllables]
    found = _Names(LEXICON, people(names[::4]), GAZETTEER)
    looked_at = [len(found._near(name)) for name in names[::4]]
    assert sum(looked_at) / len(looked_at) < 0.05 * len(looked_at)


def test_a_short_name_of_a_body_is_its_long_one() -> None:
    bodies = [
        Mention(kind="organisation", first=i, last=i + 1, key=key)
        for i, key in enumerate(["Egyptian Foreign Ministry", "Foreign Ministry", "Ministry", "News Agency"])
    ]
    assert [m.key for m in cluster(bodies, LEXICON, GAZETTEER)] == [
        "Egyptian Foreign Ministry", "Egyptian Foreign Ministry", "Ministry", "News Agency"
    ]  # fmt: skip
