"""Arguments of an event: the roles of a lexicon row, filled with the entities that stand in its slots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.events import shapes, slots, syntax
from kg.events.scene import Filler, listed, referents

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.events.scene import Scene
    from kg.events.triggers import Trigger

_LOCATED = frozenset({"place", "destination"})
_OFFICE = frozenset({"post", "of"})


def fill(scene: Scene, trigger: Trigger) -> tuple[Filler, ...] | None:
    """The arguments of `trigger`, in the order of the row's roles; None where the row's needs are not met."""
    if _barred(scene, trigger):
        return None
    found: list[Filler] = []
    for role, alternatives in trigger.row.roles.items():
        for group in alternatives:
            filled = [f for name in group for f in _role(scene, trigger, role, name)]
            if filled:
                found += filled
                break
    if "place" in trigger.row.roles and not any(f.role == "place" for f in found):
        found += _nearby(scene, trigger)
    found = _apart(scene, _once(found))
    unfilled = any(names == ("previous",) for alternatives in trigger.row.roles.values() for names in alternatives)
    if not found and not unfilled:
        return None
    met = all(any(_there(scene, trigger, part, found) for part in need.split("|")) for need in trigger.row.needs)
    return tuple(found) if met else None


def _barred(scene: Scene, trigger: Trigger) -> bool:
    """Whether the words around show another sense: a match, 'meet the requirements'."""
    sports = scene.lexicon.words["contexts.sports"]
    if trigger.row.type in {"Meeting", "Visit"} and any(t.lower_ in sports for t in trigger.token.sent):
        return True
    nouns = syntax.objects(trigger.token) if trigger.token.pos_ == "VERB" else [trigger.token]
    nouns += [noun for _, noun in syntax.prepositions(trigger.token)]
    return any(n.lemma_.lower() in trigger.row.unless for n in nouns)


def _role(scene: Scene, trigger: Trigger, role: str, name: str) -> list[Filler]:
    """The fillers of one slot that the role admits."""
    kinds = scene.lexicon.words[f"role.{role}"]
    found = []
    for token in slots.tokens(scene, trigger, name):
        if role in _OFFICE:
            ids = _office(scene, token, role) if name.startswith("post") else _served(scene, token)
        elif role in _LOCATED:
            ids = _located(scene, token, role, name)
        else:
            ids = referents(scene, token) + listed(scene, token)
        found += [Filler(role=role, entity=e, token=token.i, slot=name) for e in ids if scene.kind(e) in kinds]
    if name == "dateline" or (name == "here" and _says_here(trigger)):
        state, place = scene.resolution.dateline
        entity = place if role == "place" else state
        found += [Filler(role=role, entity=entity, token=trigger.token.i, slot=name)] if entity else []
    return found


def _says_here(trigger: Trigger) -> bool:
    tokens = list(trigger.token.children)
    if trigger.verb is not None:
        tokens += [*trigger.verb.children, *(c for o in syntax.objects(trigger.verb) for c in o.children)]
    return any(t.lower_ == "here" for t in tokens)


def _office(scene: Scene, token: Token, role: str) -> tuple[str, ...]:
    post = scene.resolution.posts.get(token.i)
    entity = post if post is None or role == "post" else scene.entities[post].of
    return (entity,) if entity else ()


def _served(scene: Scene, token: Token) -> tuple[str, ...]:
    """The states of those who appoint."""
    states = (scene.state_entity(scene.state(e)) for e in referents(scene, token))
    return tuple(dict.fromkeys(s for s in states if s))


def _located(scene: Scene, token: Token, role: str, name: str) -> tuple[str, ...]:
    """The place that a token names; as a destination the state that the place lies in."""
    place = scene.resolution.places.get(token.i)
    if place is None:
        return referents(scene, token) if role != "place" and (name != "mod" or token.pos_ == "PROPN") else ()
    if place in scene.resolution.regions:
        return (place,) if role == "destination" else ()
    if role == "place":
        return (place,)
    return (scene.state_entity(scene.state(place)) or place,)


def _nearby(scene: Scene, trigger: Trigger) -> list[Filler]:
    """The city that the clause names, wherever the parse hangs it: 'talks between X and Y in Algiers'."""
    own = {trigger.token, trigger.verb}
    for token in trigger.token.sent:
        place = scene.resolution.places.get(token.i)
        if place is None or token.dep_ != "pobj" or token.head.lower_ not in {"in", "at"}:
            continue
        above = token.head
        while above not in own and above.head != above and above.pos_ not in {"VERB", "AUX"}:
            above = above.head
        if above in own and place not in scene.resolution.regions:
            return [Filler(role="place", entity=place, token=token.i, slot="clause")]
    return []


def _once(fillers: list[Filler]) -> list[Filler]:
    found: dict[tuple[str, str], Filler] = {}
    for filler in fillers:
        found.setdefault((filler.role, filler.entity), filler)
    return list(found.values())


def _apart(scene: Scene, fillers: list[Filler]) -> list[Filler]:
    """`fillers` without those that repeat another role's: nobody criticises, invites or meets himself."""
    if not fillers:
        return []
    main = fillers[0].role
    first = {f.entity for f in fillers if f.role == main}
    kept = [f for f in fillers if f.role in {main, "place"} or f.entity not in first]
    people = [f for f in kept if f.role == "participant" and scene.kind(f.entity) == "person"]
    serving = {scene.state(f.entity) for f in people}
    return [f for f in kept if not (_is_adjective_of(scene, f) and scene.state(f.entity) in serving)]


def _is_adjective_of(scene: Scene, filler: Filler) -> bool:
    return filler.role == "participant" and filler.slot in {"adj", "mod"} and scene.kind(filler.entity) == "state"


def _there(scene: Scene, trigger: Trigger, need: str, fillers: list[Filler]) -> bool:
    """Whether one need is met: a role with a filler ('two:', 'person:' ask for more), a slot, or a shape."""
    kind, _, role = need.rpartition(":")
    filled = [f for f in fillers if f.role == role]
    if kind == "two":
        return len(filled) > 1
    if kind == "person":
        return any(scene.kind(f.entity) == "person" for f in filled)
    shape = shapes.find(need)
    if shape is not None:
        return shape(trigger, scene.lexicon)
    return bool(filled) or (need not in trigger.row.roles and bool(slots.tokens(scene, trigger, need)))
