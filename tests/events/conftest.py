"""Parses by hand, a cast of entities and rows: no language model.

A sentence is written word by word as `word:lemma/POS:TAG/dep>head/ENTITY`. Lemma, tag and entity may be left out; the
head is the nearest word so written, and a word without one heads its sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc, Token

from kg import lexicons
from kg.events.merging import Reading
from kg.events.scene import Filler, Scene
from kg.events.triggers import Trigger
from kg.lexicons import Lexicon, Row
from kg.model import DateMention, Entity, Quotation, Resolution, When

TAGS = {
    "VERB": "VBD", "AUX": "VBD", "NOUN": "NN", "PROPN": "NNP", "ADJ": "JJ", "DET": "DT", "ADP": "IN", "PRON": "PRP",
    "PART": "TO", "ADV": "RB", "CCONJ": "CC", "SCONJ": "IN", "NUM": "CD", "PUNCT": ".",
}  # fmt: skip
CAST = {
    entity.id: entity
    for entity in (
        Entity(id="lima", kind="person", name="Ana Lima", state="BR"),
        Entity(id="souza", kind="person", name="Rui Souza", state="BR"),
        Entity(id="orlov", kind="person", name="Ivan Orlov", state="NO"),
        Entity(id="silva", kind="person", name="Carla Silva", state="CL"),
        Entity(id="brazil", kind="state", name="Brazil", state="BR"),
        Entity(id="norway", kind="state", name="Norway", state="NO"),
        Entity(id="chile", kind="state", name="Chile", state="CL"),
        Entity(id="unesco", kind="organisation", name="UNESCO"),
        Entity(id="oslo", kind="place", name="Oslo", state="NO"),
        Entity(id="minister", kind="post", name="minister", of="brazil"),
    )
}
ADJECTIVES = {"brazilian": "brazil", "norwegian": "norway", "chilean": "chile"}
CAPITALS = {"oslo": "norway"}


@pytest.fixture(scope="session")
def parse() -> Callable[[str], Doc]:
    """The Doc of sentences written word by word."""
    vocab = spacy.blank("en").vocab

    def build(table: str) -> Doc:
        rows = [_row(cell) for cell in table.split()]
        words = [word for word, *_ in rows]
        roots = [n for n, (*_, head, _) in enumerate(rows) if not head]
        heads = []
        for n, (*_, head, _) in enumerate(rows):
            places = [i for i, word in enumerate(words) if word == head]
            assert places or n in roots, f"{words[n]} has no head {head}"
            heads.append(min(places, key=lambda i: abs(i - n)) if head else n)
        return Doc(
            vocab,
            words=words,
            spaces=[not following.startswith((",", ".", "'s", "”")) for following in [*words[1:], "."]],
            lemmas=[lemma for _, lemma, *_ in rows],
            pos=[pos for _, _, pos, *_ in rows],
            tags=[tag for *_, tag, _, _, _ in rows],
            deps=[dep for *_, dep, _, _ in rows],
            heads=heads,
            ents=[f"B-{kind}" if kind else "O" for *_, kind in rows],
        )

    return build


def _row(cell: str) -> tuple[str, str, str, str, str, str, str]:
    word, pos, arc, kind = [*cell.split("/"), "", "", ""][:4]
    word, _, lemma = word.partition(":") if word != ":" else (word, "", "")
    pos, _, tag = pos.partition(":")
    dep, _, head = arc.partition(">")
    return word, lemma or (word if pos == "PROPN" else word.lower()), pos, tag or TAGS[pos], dep, head, kind


def word(doc: Doc, text: str) -> Token:
    """The first token so written."""
    return next(token for token in doc if token.text == text)


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """English."""
    return lexicons.load("en")


@pytest.fixture(scope="session")
def row() -> Callable[..., Row]:
    """A lexicon row of a type."""

    def build(type_: str = "Meeting", **keys: Any) -> Row:
        keys.setdefault("roles", {})
        roles = {
            role: tuple(tuple(g.split(" + ")) for g in slots.split(" | ")) for role, slots in keys["roles"].items()
        }
        words = {f.name for f in fields(Row) if str(f.type).startswith("frozenset")}
        sets = {key: frozenset(value) if key in words else value for key, value in keys.items()}
        return Row(id=f"a-{type_.lower()}", type=type_, **{**sets, "roles": roles})  # type: ignore[arg-type]

    return build


@pytest.fixture(scope="session")
def rows_only(lexicon: Lexicon) -> Callable[..., Lexicon]:
    """The English lexicon with other rows."""

    def build(*rows: Row) -> Lexicon:
        indices: dict[str, Any] = {
            key: {w: tuple(r for r in rows if w in getattr(r, key)) for one in rows for w in getattr(one, key)}
            for key in ("verbs", "nouns", "adjectives")
        }
        return replace(lexicon, rows=rows, **indices)

    return build


@pytest.fixture(scope="session")
def fire(row: Callable[..., Row]) -> Callable[..., Trigger]:
    """A trigger on a word: of a verb in its own clause, of a noun under the verb that is named."""

    def build(
        doc: Doc, text: str, row_: Row | None = None, *, verb: str | None = None, object_: str | None = None
    ) -> Trigger:
        token = word(doc, text)
        above = word(doc, verb) if verb else token if token.pos_ in {"VERB", "AUX"} else None
        noun = word(doc, object_) if object_ else None
        return Trigger(row=row_ or row(), token=token, verb=above, object=noun)

    return build


@pytest.fixture(scope="session")
def resolve() -> Callable[..., Resolution]:
    """What a Doc's words refer to: the cast by their names, and `also` by the words given."""

    def build(doc: Doc, also: Mapping[str, tuple[str, ...]] | None = None, **keys: Any) -> Resolution:
        also = also or {}
        known = {name: name for name, entity in CAST.items() if entity.kind not in {"place", "post"}}
        known |= ADJECTIVES | CAPITALS
        at = {t.i: (known[t.lower_],) for t in doc if t.lower_ in known}
        at |= {t.i: also[t.text] for t in doc if t.text in also}
        return Resolution(
            entities=tuple(CAST[name] for name in sorted(CAST)),
            tenures=(),
            at=at,
            places={t.i: t.lower_ for t in doc if t.lower_ in CAPITALS},
            posts={t.i: t.lower_ for t in doc if t.lower_ == "minister"},
            **keys,
        )

    return build


@pytest.fixture(scope="session")
def scene(lexicon: Lexicon, resolve: Callable[..., Resolution]) -> Callable[..., Scene]:
    """A Doc as the rules see it."""

    def build(doc: Doc, published: date | None = None, **keys: Any) -> Scene:
        return Scene(doc=doc, lexicon=lexicon, resolution=resolve(doc, **keys), entities=CAST, published=published)

    return build


@pytest.fixture(scope="session")
def texts() -> Callable[[list[Token]], list[str]]:
    """The words of tokens."""
    return lambda tokens: [token.text for token in tokens]


@pytest.fixture(scope="session")
def find() -> Callable[[Doc, str], Token]:
    """The first token so written."""
    return word


@pytest.fixture(scope="session")
def dated() -> Callable[..., DateMention]:
    """The mention of a day by one word."""

    def build(doc: Doc, text: str, day: str) -> DateMention:
        at = word(doc, text).i
        return DateMention(first=at, last=at + 1, when=When(start=day, end=day, precision="day", basis="relative"))

    return build


@pytest.fixture(scope="session")
def quoted() -> Callable[..., Quotation]:
    """The quotation from one word to another (without it), said by a third."""

    def build(doc: Doc, first: str, last: str, speaker: str | None) -> Quotation:
        said_by = word(doc, speaker).i if speaker else None
        return Quotation(first=word(doc, first).i, last=word(doc, last).i, speaker=said_by)

    return build


@pytest.fixture(scope="session")
def cast() -> Mapping[str, Entity]:
    """The entities by id."""
    return CAST


@pytest.fixture(scope="session")
def filler() -> Callable[..., Filler]:
    """A filler by role and entity."""

    def build(role: str, entity: str, *, token: int = 0, slot: str = "subject") -> Filler:
        return Filler(role=role, entity=entity, token=token, slot=slot)

    return build


@pytest.fixture(scope="session")
def reading(filler: Callable[..., Filler]) -> Callable[..., Reading]:
    """A reading: type, its fillers as 'role:entity role:entity', and what else it knows."""

    def build(type_: str, roles: str, *, day: str | tuple[str, str] | None = None, **keys: Any) -> Reading:
        start, end = (day, day) if isinstance(day, str) or day is None else day
        precision = {4: "year", 7: "month"}.get(len(start or ""), "day")
        when = When(start=start, end=end, precision=precision, basis="stated") if start else None  # type: ignore[arg-type]
        pairs = (pair.split(":") for pair in roles.split())
        values: dict[str, Any] = {
            "modality": "actual",
            "topic": None,
            "rule": "a-rule",
            "weight": 0.5,
            "sentence": (0, 10),
            "token": 0,
        }
        fillers = tuple(filler(role, entity) for role, entity in pairs)
        return Reading(type=type_, fillers=fillers, when=when, **values | keys)  # type: ignore[arg-type]

    return build
