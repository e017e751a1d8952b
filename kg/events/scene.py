"""A document as the event rules see it: its parse, its words' referents, and the fillers that roles get."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import lexicons
from kg.events import syntax

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from spacy.tokens import Doc, Token

    from kg.lexicons import Lexicon
    from kg.model import Document, Entity, EntityKind, Resolution

_DEEPEST = 2  # groups of groups
_PAIR = 2  # a comma and a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """An entity in a role, the token that names it, and the slot that put it there."""

    role: str
    entity: str
    token: int
    slot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A document with all that the argument rules ask of it."""

    doc: Doc
    lexicon: Lexicon
    resolution: Resolution
    entities: Mapping[str, Entity]
    published: date | None = None

    @classmethod
    def of(cls, document: Document, resolution: Resolution) -> Scene:
        """The scene of `document` with what its words refer to."""
        return cls(
            doc=document.doc,
            lexicon=lexicons.load(document.article.language),
            resolution=resolution,
            entities={entity.id: entity for entity in resolution.entities},
            published=document.article.published,
        )

    def kind(self, entity: str) -> EntityKind:
        """The kind of an entity."""
        return self.entities[entity].kind

    def state(self, entity: str) -> str | None:
        """The code of the state that an entity is, serves or lies in."""
        return self.entities[entity].state

    def state_entity(self, code: str | None) -> str | None:
        """The entity of the state with a code, None where the document has none."""
        found = (e.id for e in self.entities.values() if e.kind == "state" and e.state == code)
        return next(found, None) if code else None

    def at(self, token: Token) -> tuple[str, ...]:
        """The entities that a token itself refers to."""
        return self.resolution.at.get(token.i, ())


def referents(scene: Scene, token: Token, depth: int = 0) -> tuple[str, ...]:
    """The entities that a noun refers to, by itself, by an apposition, or by what it is a group of."""
    leaders = [c for c in token.children if c.dep_ == "acl" and c.lemma_ in scene.lexicon.words["groups.leading"]]
    led = tuple(e for c in leaders for t in syntax.agent(c) for e in scene.at(t))
    if led:
        return led  # 'a delegation led by X'
    named = (e for c in token.children if c.dep_ == "appos" for e in scene.at(c) if scene.kind(e) == "person")
    person = next(named, None) if not any(scene.kind(e) == "person" for e in scene.at(token)) else None
    if person is not None:
        return (person,)  # 'his counterpart, X'
    if token.i in scene.resolution.at:
        return scene.at(token)
    for child in token.children:
        if (child.dep_ in {"appos", "nmod"} or (token.pos_ == "VERB" and child.dep_ == "nsubj")) and scene.at(child):
            return scene.at(child)
    carriers = scene.lexicon.words["groups.carriers"]
    lemma = token.lemma_.lower()
    if depth < _DEEPEST and (lemma in carriers or lemma.removesuffix("s") in carriers):
        inner = [noun for name, noun in syntax.prepositions(token) if name in {"of", "from"}]
        return tuple(dict.fromkeys(e for noun in inner for e in referents(scene, noun, depth + 1)))
    return ()


def listed(scene: Scene, token: Token) -> tuple[str, ...]:
    """The states beside one without an 'and' of their own: 'Japan, Vietnam sign', 'the Republic of X and Y'."""
    own = scene.at(token)
    if not any(scene.kind(e) == "state" for e in own):
        return ()
    after = scene.doc[token.i + 1 : token.i + 3]
    if len(after) == _PAIR and after[0].text == "," and _is_headline_state(after[1]):
        return scene.at(after[1])
    ahead = scene.doc[max(0, token.i - 2) : token.i]
    if len(ahead) == _PAIR and ahead[1].text == "," and ahead[0].is_sent_start and ahead[0].ent_type_ == "GPE":
        return scene.at(ahead[0])
    inside = [t for t in token.subtree if t != token and scene.at(t) == own]
    joined = [c for t in inside for c in t.children if c.dep_ == "conj"]
    joined += [c for c in token.children if c.dep_ == "appos" and c.ent_type_ == "GPE"]
    return tuple(e for t in joined for e in scene.at(t) if scene.kind(e) == "state")


def _is_headline_state(token: Token) -> bool:
    return token.ent_type_ == "GPE" and token.dep_ in {"compound", "nsubj", "nmod"}
