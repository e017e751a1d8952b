"""Arguments of an event: the slots around a trigger, filled with the entities that their words refer to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import gazetteers
from kg.events import syntax

if TYPE_CHECKING:
    from datetime import date

    from spacy.tokens import Doc, Token

    from kg.events.triggers import Trigger
    from kg.lexicons import Lexicon
    from kg.model import Entity, Resolution

_CARRIERS = {"member", "group", "series", "number", "team", "delegation", "representative", "round", "bloc", "range", "majority", "host", "part", "array", "head", "participation", "variety"}
_SERVING = {"serve"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """An entity in a role, the token that names it, and the slot that put it there."""

    role: str
    entity: str
    token: int
    slot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A document as the argument rules see it."""

    doc: Doc
    lexicon: Lexicon
    resolution: Resolution
    entities: Mapping[str, Entity]
    published: date | None = None

    def kind(self, entity: str) -> str:
        """The kind of an entity."""
        return self.entities[entity].kind

    def state(self, entity: str) -> str | None:
        """The code of the state that an entity is, serves or lies in."""
        return self.entities[entity].state


def fill(scene: Scene, trigger: Trigger) -> tuple[Filler, ...] | None:
    """The arguments of `trigger`, in the order of the row's roles; None where the row's needs are not met."""
    if _barred(trigger, scene.lexicon):
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
    return tuple(found) if _met(scene, trigger, found) else None


def _nearby(scene: Scene, trigger: Trigger) -> list[Filler]:
    """The city that the clause of the trigger names, wherever the parse hangs it: 'talks between X and Y in Algiers'."""
    own = {trigger.token, trigger.verb}
    for token in trigger.token.sent:
        place = scene.resolution.places.get(token.i)
        if place is None or token.dep_ != "pobj" or token.head.lower_ not in {"in", "at"}:
            continue
        above = token.head
        while above not in own and above.head is not above and above.pos_ not in {"VERB", "AUX"}:
            above = above.head
        if above in own and _is_city(scene, token):
            return [Filler(role="place", entity=place, token=token.i, slot="clause")]
    return []


def _is_city(scene: Scene, token: Token) -> bool:
    """Whether a place is a spot and no region or state."""
    place = gazetteers.load().places.get(scene.entities[scene.resolution.places[token.i]].name)
    return place is None or place.kind == "city"


def _barred(trigger: Trigger, lexicon: Lexicon) -> bool:
    if trigger.row.type in {"Meeting", "Visit"} and any(t.lower_ in lexicon.words["contexts.sports"] for t in trigger.token.sent):
        return True
    nouns = syntax.objects(trigger.token) if trigger.token.pos_ == "VERB" else [trigger.token]
    nouns += [noun for _, noun in syntax.prepositions(trigger.token)]
    return any(n.lemma_.lower() in trigger.row.unless for n in nouns)


def _role(scene: Scene, trigger: Trigger, role: str, name: str) -> list[Filler]:
    """The fillers of one slot that the role admits."""
    kinds = scene.lexicon.words[f"role.{role}"]
    found = []
    for token in slot(scene, trigger, name):
        if role in {"place", "destination", "post", "of"}:
            ids = _located(scene, token, role, name)
        else:
            ids = referents(scene, token) + _listed(scene, token)
        found += [Filler(role=role, entity=e, token=token.i, slot=name) for e in ids if scene.kind(e) in kinds]
    if name in {"dateline", "here"}:
        found += _dateline(scene, trigger, role, name)
    return found


def _listed(scene: Scene, token: Token) -> tuple[str, ...]:
    """The states that follow one without an 'and': 'Japan, Vietnam sign pact'."""
    at = scene.resolution.at
    if not any(scene.kind(e) == "state" for e in at.get(token.i, ())):
        return ()
    inside = [t for t in token.subtree if t is not token and at.get(t.i) == at.get(token.i)]
    after = scene.doc[token.i + 1 : token.i + 3]
    if len(after) == 2 and after[0].text == "," and after[1].ent_type_ == "GPE" and after[1].dep_ in {"compound", "nsubj", "nmod"}:
        return at.get(after[1].i, ())
    joined = tuple(e for t in inside for c in t.children if c.dep_ == "conj" for e in at.get(c.i, ()))
    return joined + tuple(e for c in token.children if c.dep_ == "appos" and c.ent_type_ == "GPE" for e in at.get(c.i, ()) if scene.kind(e) == "state")


def _dateline(scene: Scene, trigger: Trigger, role: str, name: str) -> list[Filler]:
    if name == "here" and not any(t.lower_ == "here" for t in _here(trigger)):
        return []
    state, place = scene.resolution.dateline
    entity = place if role == "place" else state
    return [Filler(role=role, entity=entity, token=trigger.token.i, slot=name)] if entity else []


def _here(trigger: Trigger) -> list[Token]:
    tokens = list(trigger.token.children)
    if trigger.verb is not None:
        tokens += list(trigger.verb.children)
        tokens += [c for o in syntax.objects(trigger.verb) for c in o.children]
    return tokens


def _located(scene: Scene, token: Token, role: str, name: str) -> tuple[str, ...]:
    if role in {"post", "of"}:
        post = scene.resolution.posts.get(token.i)
        owner = scene.entities[post].of if post else None
        return tuple(e for e in (post if role == "post" else owner,) if e)
    place = scene.resolution.places.get(token.i)
    if role == "place":
        return (place,) if place and scene.entities[place].name not in _regions(scene) else ()
    ids = referents(scene, token)
    if place is None:
        return ids if name != "mod" or token.pos_ == "PROPN" else ()
    code = scene.state(place)
    state = next((e.id for e in scene.entities.values() if e.kind == "state" and e.state == code), None) if code else None
    return (state,) if state else (place,)


def _regions(scene: Scene) -> frozenset[str]:
    return scene.lexicon.words.get("places.regions", frozenset())


def referents(scene: Scene, token: Token, depth: int = 0) -> tuple[str, ...]:
    """The entities that a noun refers to, by itself, by an apposition, or by what it is a group of."""
    at = scene.resolution.at
    if token.i in at:
        return at[token.i]
    for child in token.children:
        if (child.dep_ == "appos" or (token.pos_ == "VERB" and child.dep_ == "nsubj")) and child.i in at:
            return at[child.i]
    lemma = token.lemma_.lower()
    if depth < 2 and (lemma in _CARRIERS or lemma.removesuffix("s") in _CARRIERS):
        inner = [h for name, h in syntax.prepositions(token) if name in {"of", "from"}]
        return tuple(dict.fromkeys(e for h in inner for e in referents(scene, h, depth + 1)))
    return ()


def slot(scene: Scene, trigger: Trigger, name: str) -> list[Token]:
    """The tokens in a slot of the trigger; [] for an empty one."""
    token, lexicon = trigger.token, scene.lexicon
    if name == "subject":
        return _subject(trigger, lexicon)
    if name == "object":
        return syntax.objects(token) if token.pos_ in {"VERB", "AUX"} else []
    if name == "iobj":
        return [h for c in token.children if c.dep_ in {"dative", "iobj"} and c.pos_ != "ADP" for h in syntax.heads(c)]
    if name == "poss":
        return [h for c in token.children if c.dep_ == "poss" for h in syntax.heads(c)]
    if name == "adj":
        return [t for t in _before(token) if t.tag_.startswith("JJ") or t.ent_type_ == "NORP"]
    if name == "mod":
        return _before(token)
    if name == "governor":
        return _governor(scene, trigger, lexicon)
    if name == "governor-object":
        verbs = _governors(token)[:1] if token.dep_ == "pobj" else []
        return [h for v in verbs if v.lemma_ in _RECEIVING for h in syntax.objects(v)]
    if name == "ties":
        nouns = [h for p, h in syntax.prepositions(token) if p == "of"]
        return [h for n in [token, *nouns] for p, h in syntax.prepositions(n) if p in {"between", "with"}] + [b for n in nouns for b in _before(n)]
    if name == "previous":
        return []
    if name == "persona":
        inner = next((t for t in token.subtree if t.lower_ == "persona" and t.i > token.i), None)
        return [t for t in scene.doc[token.i + 1 : inner.i] if t.i in scene.resolution.at] if inner is not None else []
    if name == "clause":
        inner = syntax.clause(token)
        return syntax.surface_subject(inner, lexicon) if inner is not None and not syntax.is_passive(inner) else []
    if name in {"clause-with", "clause-to"}:
        return _clause_with(token, name.removeprefix("clause-"))
    if name in {"within", "to-within"}:
        return _within(scene, trigger, name)
    if name in {"post", "post-of", "post-own"}:
        return _posts(scene, trigger, own=name == "post-own")
    if name in {"invitation", "giver", "receiver", "named", "to-person", "object-of-person", "object-holder", "of-holder"}:
        return _special(scene, trigger, name)
    if name.startswith("object-"):
        noun = trigger.object
        part = name.removeprefix("object-")
        if noun is None:
            return []
        if part == "poss":
            return [h for c in noun.children if c.dep_ == "poss" for h in syntax.heads(c)]
        return _before(noun) if part in {"adj", "mod"} else [h for p, h in syntax.prepositions(noun) if p == part]
    return _preposition(trigger, name)


def _subject(trigger: Trigger, lexicon: Lexicon) -> list[Token]:
    token = trigger.token
    if token.lower_ == "visiting" and token.dep_ in {"amod", "compound"}:
        return syntax.heads(token.head)
    if trigger.row.adjectives:
        return syntax.surface_subject(trigger.verb, lexicon) if trigger.verb is not None else []
    if token.pos_ in {"VERB", "AUX"}:
        return syntax.subject(token, lexicon)
    if trigger.verb is not None and trigger.object is None and token.dep_ not in {"nsubj"}:
        return syntax.subject(trigger.verb, lexicon)
    return []


def _before(noun: Token) -> list[Token]:
    """The modifiers before a noun with those joined to them: 'US and Chinese', 'China-Russia'."""
    found = []
    for child in noun.children:
        if child.dep_ in {"amod", "compound", "nmod"} and child.i < noun.i:
            found += [t for t in child.subtree if t.dep_ in {"amod", "compound", "nmod", "conj", "npadvmod", "appos", "dep"} or t is child]
    return found


def _governors(noun: Token) -> list[Token]:
    """The verbs that a noun stands under by a preposition or as an object, nearest first."""
    token, found = noun, []
    while (verb := syntax.governor(token)) is not None and len(found) < 3:
        found.append(verb)
        token = verb
    return found


def _governor(scene: Scene, trigger: Trigger, lexicon: Lexicon) -> list[Token]:
    """The subject of the nearest verb above the noun that names somebody: 'arrived for talks', 'said during a visit'."""
    noun = trigger.token
    if noun.dep_ == "pobj":
        if noun.head.lower_ not in lexicon.words["clauses.governing_prepositions"]:
            return []
    elif noun.dep_ != "dobj":
        return []
    for verb in _governors(noun):
        subjects = syntax.surface_subject(verb, lexicon) if noun.dep_ == "pobj" else syntax.subject(verb, lexicon)
        if any(referents(scene, t) for t in subjects):
            return subjects
        if noun.dep_ == "dobj":
            break
    return []


_RECEIVING = {"host", "receive", "welcome", "invite", "join", "meet", "greet"}


def _preposition(trigger: Trigger, name: str) -> list[Token]:
    """What a preposition governs at the trigger, at its light verb, or at its direct object."""
    token = trigger.token
    places = [token]
    if token.pos_ not in {"VERB", "AUX"} and trigger.verb is not None and (trigger.object is None or token.dep_ in {"dobj", "nsubjpass", "nsubj"}):
        places.append(trigger.verb)
    elif trigger.object is not None and trigger.object is not token:
        places.append(trigger.object)
    elif token.pos_ == "VERB":
        places += [o for o in syntax.objects(token) if name in {"in", "at", "with", "by", "of", "from", "against", "over"}]
    if name in {"with", "between", "to"} and token.pos_ == "VERB":
        places += [h for p, h in syntax.prepositions(token) if p in {"by", "over", "on", "in"} and h.pos_ == "NOUN"]
    found = [h for t in places for p, h in syntax.prepositions(t) if p == name]
    if name == "by" and token.pos_ == "VERB":
        return [t for t in found if t not in syntax.agent(token)]
    return list(dict.fromkeys(found))


def _special(scene: Scene, trigger: Trigger, name: str) -> list[Token]:
    token, lexicon = trigger.token, scene.lexicon
    if name == "invitation":
        where = [token, *([trigger.verb] if trigger.verb is not None else [])]
        invitations = [h for t in where for p, h in syntax.prepositions(t) if p in {"at", "on", "upon"} and h.lemma_ == "invitation"]
        return [h for i in invitations for p, h in syntax.prepositions(i) if p in {"of", "from", "by"}] + [
            h for i in invitations for c in i.children if c.dep_ == "poss" for h in syntax.heads(c)
        ]
    if name in {"giver", "receiver"}:
        verb = trigger.verb if trigger.object is None else None
        if verb is None:
            return []
        accepting = verb.lemma_ in {"accept", "receive", "decline", "have", "reject", "get", "turn"}
        return syntax.subject(verb, lexicon) if accepting == (name == "receiver") else []
    if name == "named":
        return [t for t in _before(token) if t.i in scene.resolution.at and scene.kind(scene.resolution.at[t.i][0]) == "organisation"]
    if name == "to-person":
        return _preposition(trigger, "to")
    if name == "object-of-person":
        nouns = [trigger.object] if trigger.object is not None else []
        return [h for n in nouns for p, h in syntax.prepositions(n) if p in {"of", "by"}]
    noun = trigger.object if name == "object-holder" else next((h for p, h in syntax.prepositions(token) if p == "of"), None)
    if noun is None:
        return []
    holders = syntax.heads(noun)
    posted = [h for p, h in syntax.prepositions(noun) if p in {"in", "to", "from"}]
    if token.lemma_ in {"recall", "withdraw", "pull"} and posted and not any(scene.kind(e) == "person" for t in holders for e in scene.resolution.at.get(t.i, ())):
        return posted
    if any(scene.resolution.at.get(t.i) for t in holders):
        return holders
    return [*_before(noun), *(h for p, h in syntax.prepositions(noun) if p in {"of", "from", "to"}), *(c for c in noun.children if c.dep_ == "poss")]


def _clause_with(token: Token, preposition: str) -> list[Token]:
    """With whom the clause that `token` governs is to be done: 'ready to work with Lithuania'."""
    inner = syntax.clause(token)
    if inner is None:
        return []
    places = [inner, *syntax.objects(inner)]
    inner = syntax.clause(inner)
    places += [inner, *syntax.objects(inner)] if inner is not None else []
    return [h for t in places for p, h in syntax.prepositions(t) if p == preposition]


def _within(scene: Scene, trigger: Trigger, name: str) -> list[Token]:
    """The party named inside what a criticism or a sanction is about: 'the arrests in Bahrain', 'Libyan oil'."""
    if name == "to-within":
        places = [t for t in (trigger.token, trigger.object) if t is not None]
        places += [h for t in places for p, h in syntax.prepositions(t) if p in {"in", "of"}]
        nouns = [h for t in places for p, h in syntax.prepositions(t) if p in {"to", "for"}]
    else:
        nouns = syntax.objects(trigger.token) if trigger.token.pos_ == "VERB" and trigger.object is None else []
        nouns += [h for t in (trigger.token, trigger.object) if t is not None for p, h in syntax.prepositions(t) if p in {"about", "over", "at", "on", "of", "by", "against", "to", "for"}]
    found = []
    for noun in nouns:
        inside = [t for t in noun.subtree if t.i in scene.resolution.at and t.dep_ in {"poss", "amod", "compound", "nmod", "pobj", "conj"}]
        inside = [t for t in inside if all(scene.kind(e) in {"state", "person", "organisation"} for e in scene.resolution.at[t.i])]
        found += inside[:1]
    return found[:1]


_POST_DEPS = {"oprd", "attr", "dobj", "appos", "pobj", "conj", "compound", "npadvmod", "ccomp", "xcomp", "nsubj", "nmod"}


def _posts(scene: Scene, trigger: Trigger, *, own: bool) -> list[Token]:
    """Where the words of a change in office name the post: behind the verb, or (`own`) with the name of who leaves it."""
    token, posts = trigger.token, scene.resolution.posts
    if not own:
        return [t for t in token.subtree if t.i in posts and t.i > token.i and t.dep_ in _POST_DEPS][:1]
    people = syntax.objects(token) if trigger.token.pos_ == "VERB" else [h for p, h in syntax.prepositions(token) if p == "of"]
    people += _subject(trigger, scene.lexicon)
    return [t for person in people for t in person.subtree if t.i in posts][:1]


def _once(fillers: list[Filler]) -> list[Filler]:
    found: dict[tuple[str, str], Filler] = {}
    for filler in fillers:
        found.setdefault((filler.role, filler.entity), filler)
    return list(found.values())


def _apart(scene: Scene, fillers: list[Filler]) -> list[Filler]:
    """`fillers` without those that repeat another role's: nobody criticises, invites or meets himself."""
    roles = [f.role for f in fillers]
    first = {f.entity for f in fillers if f.role == roles[0]} if roles else set()
    kept = [f for f in fillers if f.role == roles[0] or f.role == "place" or f.entity not in first]
    serving = {scene.state(f.entity) for f in kept if scene.kind(f.entity) == "person" and f.role == "participant"}
    return [f for f in kept if not (f.role == "participant" and f.slot in {"adj", "mod"} and scene.kind(f.entity) == "state" and scene.state(f.entity) in serving)]


def _met(scene: Scene, trigger: Trigger, fillers: list[Filler]) -> bool:
    """Whether all that the row needs is there."""
    return bool(fillers or "previous" in str(trigger.row.roles)) and all(
        any(_there(scene, trigger, part, fillers) for part in need.split("|")) for need in trigger.row.needs
    )


def _there(scene: Scene, trigger: Trigger, need: str, fillers: list[Filler]) -> bool:
    """Whether one need is met: a role with a filler ('two:' or 'person:' before it asks for more), or a shape of the clause."""
    kind, _, role = need.rpartition(":")
    filled = [f for f in fillers if f.role == role]
    if kind == "two":
        return len(filled) > 1
    if kind == "person":
        return any(scene.kind(f.entity) == "person" for f in filled)
    if need == "no-talk":
        return _is_no_talk(trigger, scene.lexicon)
    shape = _SHAPES.get(need)
    if shape is not None:
        return shape(trigger)
    return bool(filled) or (need not in trigger.row.roles and bool(slot(scene, trigger, need)))


def _is_bare(trigger: Trigger) -> bool:
    return syntax.clause(trigger.token) is None and not any(c.dep_ in {"oprd", "prt", "acomp"} for c in trigger.token.children)


def _has_infinitive(trigger: Trigger) -> bool:
    inner = syntax.clause(trigger.token)
    return inner is not None and any(c.lower_ in {"to", "not"} and c.dep_ in {"aux", "neg"} or c.lower_ in {"should", "must"} for c in inner.children) or (
        inner is not None and inner.tag_ == "VB"
    )


def _is_impersonal(trigger: Trigger) -> bool:
    return any(c.dep_ in {"nsubjpass", "nsubj"} and c.lower_ == "it" for c in trigger.token.children) and syntax.is_passive(trigger.token)


def _has_intent(trigger: Trigger) -> bool:
    """Whether somebody is told what the teller will do: 'notified Congress of its intention', 'assured X it would'."""
    inner = syntax.clause(trigger.token)
    would = inner is not None and any(c.dep_ == "aux" and c.lower_ in {"would", "will"} for c in inner.children)
    return would or any(h.lemma_ in {"intention", "plan", "decision", "readiness", "willingness"} for p, h in syntax.prepositions(trigger.token) if p in {"of", "about"})


def _is_new(trigger: Trigger) -> bool:
    """Whether 'serve' begins: 'will serve', 'to serve'."""
    return trigger.token.lemma_ not in _SERVING or any(c.lower_ in {"will", "to"} and c.dep_ == "aux" for c in trigger.token.children)


def _is_present(trigger: Trigger) -> bool:
    return any(c.lower_ in {"currently", "now", "today"} for c in trigger.token.children)


def _has_no_event(trigger: Trigger) -> bool:
    """Whether what is refused is no meeting, visit or signature, which is a negated event of its own."""
    inner = syntax.clause(trigger.token)
    return inner is None or inner.lemma_ not in {"meet", "visit", "sign", "attend", "travel", "comment", "say", "give", "discuss", "elaborate", "speak", "talk", "answer", "name", "identify", "be", "confirm"}


def _is_finite(trigger: Trigger) -> bool:
    """Whether support is stated, and is not the aim of something else: not 'efforts to support', 'rebels backed by X'."""
    token = trigger.token
    purpose = any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children) and token.dep_ not in {"xcomp", "ROOT", "conj"}
    aside = token.dep_ == "pcomp" or (token.lemma_ in {"back", "support", "favor", "favour", "defend"} and token.tag_ == "VBN" and token.dep_ in {"acl", "amod", "advcl"})
    inside = token.dep_ == "xcomp" and token.head.lemma_ in {"help", "try", "continue"} and any(c.lower_ == "to" for c in token.head.children)
    return not (purpose or aside or inside)


def _is_no_host(trigger: Trigger) -> bool:
    """Whether a welcome is no reception: not 'welcomed the president to the palace'."""
    people = any(o.ent_type_ == "PERSON" or o.lower_ in {"him", "her", "them"} for o in syntax.objects(trigger.token))
    return not people


def _is_no_talk(trigger: Trigger, lexicon: Lexicon) -> bool:
    inner = syntax.clause(trigger.object if trigger.object is not None else trigger.token)
    return inner is None or inner.lemma_ not in lexicon.words["contexts.talk"]


def _is_to_do(trigger: Trigger) -> bool:
    inner = syntax.clause(trigger.token)
    return inner is not None and any(c.lower_ == "to" and c.dep_ == "aux" for c in inner.children)


def _is_doing(trigger: Trigger) -> bool:
    """Whether what is looked forward to is something to do, not a thing."""
    inside = [c for p in trigger.token.children for c in p.children if c.dep_ == "pcomp"]
    return (syntax.clause(trigger.token) is not None or bool(inside)) and not any(c.lemma_ in _RECEIVING | {"see", "visit"} for c in inside)


def _is_no_press(trigger: Trigger) -> bool:
    return not any(c.lower_ in {"press", "news"} for c in trigger.token.children)


def _is_no_margin(trigger: Trigger) -> bool:
    return not any(t.lemma_ in {"margin", "sideline"} for t in trigger.token.ancestors)


_SHAPES: Mapping[str, Callable[[Trigger], bool]] = {
    "bare": _is_bare,
    "clause": lambda trigger: syntax.clause(trigger.token) is not None,
    "infinitive": _has_infinitive,
    "impersonal": _is_impersonal,
    "intent": _has_intent,
    "newly": _is_new,
    "currently": _is_present,
    "no-event": _has_no_event,
    "finite": _is_finite,
    "no-host": _is_no_host,
    "to-do": _is_to_do,
    "doing": _is_doing,
    "no-press": _is_no_press,
    "no-margin": _is_no_margin,
}
