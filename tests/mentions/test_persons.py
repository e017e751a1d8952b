"""Names of people: where they begin and end, and who is one person."""

from __future__ import annotations

import pytest


def people(read, text, **how):
    _, mentions = read(text, **how)
    return {m.key for m in mentions.names if m.kind == "person"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Emir Tamim bin Hamad Al Thani met Prime Minister Najib Razak.", {"Tamim bin Hamad Al Thani", "Najib Razak"}),
        ("Unification Minister Ryoo Kihl-jae left.", {"Ryoo Kihl-jae"}),
        ("Foreign Secretary PERFECTO YASAY left.", {"Perfecto Yasay"}),
        ('They met Luiz Inacio "Lula" da Silva, the president of Brazil.', {'Luiz Inacio "Lula" da Silva'}),
        ("President Joseph R. Biden, Jr. spoke.", {"Joseph R. Biden, Jr."}),
        ("Foreign Minister Per Stig Moeller arrived.", {"Per Stig Moeller"}),
        ("Undersecretary for Democracy and Human Rights Uzra Zeya left.", {"Uzra Zeya"}),
        ("King Hamad met Pope Francis.", {"Hamad", "Francis"}),
        ("The deputy director, Debbie Seguin, opened the forum.", {"Debbie Seguin"}),
    ],
)
def test_extent(read, text, names):
    assert people(read, text) == names


def test_fullest_name_stands_for_all(read):
    text = "Mr. Kerry left. John Forbes Kerry met John Kerry's friends. Kerry smiled."
    assert people(read, text) == {"John Forbes Kerry"}


def test_familiar_given_name(read):
    text = "President Joe Biden spoke. Later Joseph R. Biden thanked Poland."
    assert people(read, text) == {"Joseph R. Biden"}


def test_bare_surname_of_two_is_the_one_named_last(read):
    document, mentions = read("Fidel Castro spoke. Later Raul Castro left. Castro thanked Brazil.")
    last = [m.key for m in mentions.names if m.kind == "person"][-1]
    assert last == "Raul Castro"
    assert document.doc[0].text == "Fidel"


def test_headline_makes_no_person_of_its_words(read):
    headline = "Biden Announces Nominee for Talks\n"
    text = headline + "President Joe Biden announced a nominee for the talks on Monday."
    assert people(read, text, body=len(headline)) == {"Joe Biden"}


def test_pair_of_states_is_no_person(read):
    assert people(read, "The U.S.-Ghana relationship is strong.") == set()


def test_apposition_makes_a_person(read):
    text = "Murat Karayilan, the leader of the armed wing of the PKK, warned Turkey."
    assert people(read, text) == {"Murat Karayilan"}


def test_name_behind_title_of_an_office(read):
    assert people(read, "Minister of State for Foreign Affairs Shashi Tharoor met students.") == {"Shashi Tharoor"}
