"""Shapes of a trigger's clause: each with what has it and what does not."""

# ruff: noqa: E501 (a sentence a line)
from __future__ import annotations

import pytest

from kg.events import shapes

CASES = [
    ("bare", "called", "Lima/PROPN/nsubj>called called:call/VERB/ROOT Orlov/PROPN/dobj>called", True),
    ("bare", "called", "Lima/PROPN/nsubj>called called:call/VERB/ROOT off/ADP/prt>called talks/NOUN/dobj>called", False),
    ("bare", "called", "Lima/PROPN/nsubj>called called:call/VERB/ROOT it/PRON/nsubj>wrong wrong/ADJ/oprd>called", False),
    ("clause", "asked", "asked:ask/VERB/ROOT Norway/PROPN/dobj>asked to/PART/aux>help help/VERB:VB/xcomp>asked", True),
    ("clause", "asked", "asked:ask/VERB/ROOT Norway/PROPN/dobj>asked", False),
    ("to-do", "asked", "asked:ask/VERB/ROOT Norway/PROPN/dobj>asked to/PART/aux>help help/VERB:VB/xcomp>asked", True),
    ("to-do", "told", "told:tell/VERB/ROOT Norway/PROPN/dobj>told it/PRON/nsubj>won won:win/VERB/ccomp>told", False),
    ("to-leave", "told", "told:tell/VERB/ROOT envoys:envoy/NOUN/dobj>told to/PART/aux>leave leave/VERB:VB/xcomp>told", True),
    ("to-leave", "told", "told:tell/VERB/ROOT envoys:envoy/NOUN/dobj>told to/PART/aux>wait wait/VERB:VB/xcomp>told", False),
    ("by-phone", "talked", "talked:talk/VERB/ROOT by/ADP/prep>talked phone/NOUN/pobj>by", True),
    ("by-phone", "talked", "talked:talk/VERB/ROOT by/ADP/prep>talked candlelight/NOUN/pobj>by", False),
    ("infinitive", "agreed", "agreed:agree/VERB/ROOT to/PART/aux>cut cut/VERB:VB/xcomp>agreed", True),
    ("infinitive", "insisted", "insisted:insist/VERB/ROOT it/PRON/nsubj>leave should/AUX:MD/aux>leave leave/VERB:VB/ccomp>insisted", True),
    ("infinitive", "insisted", "insisted:insist/VERB/ROOT it/PRON/nsubj>won won:win/VERB/ccomp>insisted", False),
    ("impersonal", "agreed", "It/PRON/nsubjpass>agreed was:be/AUX/auxpass>agreed agreed:agree/VERB:VBN/ROOT", True),
    ("impersonal", "agreed", "Lima/PROPN/nsubj>agreed agreed:agree/VERB/ROOT", False),
    ("intent", "assured", "assured:assure/VERB/ROOT Norway/PROPN/dobj>assured it/PRON/nsubj>help would/AUX:MD/aux>help help/VERB:VB/ccomp>assured", True),
    ("intent", "notified", "notified:notify/VERB/ROOT Norway/PROPN/dobj>notified of/ADP/prep>notified plans:plan/NOUN/pobj>of", True),
    ("intent", "notified", "notified:notify/VERB/ROOT Norway/PROPN/dobj>notified of/ADP/prep>notified losses:loss/NOUN/pobj>of", False),
    ("newly", "serve", "Lima/PROPN/nsubj>serve will/AUX:MD/aux>serve serve/VERB:VB/ROOT", True),
    ("newly", "became", "Lima/PROPN/nsubj>became became:become/VERB/ROOT", True),
    ("newly", "served", "Lima/PROPN/nsubj>served served:serve/VERB/ROOT", False),
    ("currently", "is", "Lima/PROPN/nsubj>is is:be/AUX:VBZ/ROOT currently/ADV/advmod>is", True),
    ("currently", "is", "Lima/PROPN/nsubj>is is:be/AUX:VBZ/ROOT", False),
    ("finite", "support", "Lima/PROPN/nsubj>support support/VERB:VBP/ROOT peace/NOUN/dobj>support", True),
    ("finite", "support", "efforts:effort/NOUN/ROOT to/PART/aux>support support/VERB:VB/acl>efforts peace/NOUN/dobj>support", False),
    ("finite", "backed", "rebels:rebel/NOUN/ROOT backed:back/VERB:VBN/acl>rebels by/ADP/agent>backed Norway/PROPN/pobj>by", False),
    ("no-host", "welcomed", "welcomed:welcome/VERB/ROOT the/DET/det>move move/NOUN/dobj>welcomed", True),
    ("no-host", "welcomed", "welcomed:welcome/VERB/ROOT Orlov/PROPN/dobj>welcomed/PERSON", False),
    ("no-host", "welcomed", "welcomed:welcome/VERB/ROOT him/PRON/dobj>welcomed", False),
    ("no-talk", "agreed", "agreed:agree/VERB/ROOT to/PART/aux>cut cut/VERB:VB/xcomp>agreed", True),
    ("no-talk", "agreed", "agreed:agree/VERB/ROOT to/PART/aux>meet meet/VERB:VB/xcomp>agreed", False),
    ("no-event", "refused", "refused:refuse/VERB/ROOT to/PART/aux>cut cut/VERB:VB/xcomp>refused", True),
    ("no-event", "refused", "refused:refuse/VERB/ROOT to/PART/aux>sign sign/VERB:VB/xcomp>refused", False),
    ("no-press", "conference", "a/DET/det>conference peace/NOUN/compound>conference conference/NOUN/ROOT", True),
    ("no-press", "conference", "a/DET/det>conference news/NOUN/compound>conference conference/NOUN/ROOT", False),
    ("no-margin", "summit", "attended:attend/VERB/ROOT the/DET/det>summit summit/NOUN/dobj>attended", True),
    ("no-margin", "summit", "met:meet/VERB/ROOT on/ADP/prep>met sidelines:sideline/NOUN/pobj>on of/ADP/prep>sidelines summit/NOUN/pobj>of", False),
    ("doing", "looks", "looks:look/VERB/ROOT forward/ADV/advmod>looks to/ADP/prep>looks working:work/VERB:VBG/pcomp>to", True),
    ("doing", "looks", "looks:look/VERB/ROOT forward/ADV/advmod>looks to/ADP/prep>looks welcoming:welcome/VERB:VBG/pcomp>to", False),
    ("doing", "looks", "looks:look/VERB/ROOT forward/ADV/advmod>looks to/ADP/prep>looks summer/NOUN/pobj>to", False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "word", "table", "expected"), CASES)
def test_shape(parse, fire, lexicon, *, name, word, table, expected):
    shape = shapes.find(name)
    assert shape is not None
    assert shape(fire(parse(table), word), lexicon) is expected


def test_what_is_no_shape():
    assert shapes.find("visitor") is None
    assert shapes.find("") is None
