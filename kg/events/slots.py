"""Slots of a trigger: the tokens that stand where a lexicon row says that a role's filler stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kg.events import syntax
from kg.events.scene import referents

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.events.scene import Scene
    from kg.events.triggers import Trigger

_FAR = 12  # tokens from the first to the second party of a 'between'
_UP = 3  # verbs above a noun whose subject may be its own
_MODIFIERS = frozenset({"amod", "compound", "nmod"})
_INSIDE = frozenset({"nsubj", "poss", "amod", "compound", "nmod", "pobj", "conj"})
_POST_DEPS = frozenset(
    {"oprd", "attr", "dobj", "appos", "pobj", "conj", "compound", "npadvmod", "ccomp", "xcomp", "nsubj", "nmod"}
)
_AT_OBJECT = frozenset({"in", "at", "with", "by", "of", "from", "against", "over"})
_NESTED = frozenset({"with", "between", "to"})
_ABOUT = frozenset({"about", "over", "at", "on", "of", "by", "against", "to", "for"})


def tokens(scene: Scene, trigger: Trigger, name: str) -> list[Token]:
    """The tokens in the slot `name` of a trigger, in the order of the text; [] for an empty one."""
    named = _NAMED.get(name)
    if named is not None:
        return named(scene, trigger)
    if name.startswith("object-"):
        return _at_object(trigger.object, name.removeprefix("object-"))
    if name.startswith("clause-"):
        return _in_clause(trigger.token, name.removeprefix("clause-"))
    found = _preposition(trigger, name)
    return found + _other_side(scene, found[0]) if name == "between" and len(found) == 1 else found


def _other_side(scene: Scene, first: Token) -> list[Token]:
    """The second of two parties where the parse lost it: 'between the minister of X and President Y'."""
    rest = scene.doc[first.i + 1 : min(first.i + _FAR, first.sent.end)]
    joint = next((t.i for t in rest if t.lower_ == "and"), None)
    behind = (t for t in rest if joint is not None and t.i > joint and scene.at(t))
    people = [t for t in behind if scene.at(t) != scene.at(first)]
    return (
        [next((t for t in people if any(scene.kind(e) == "person" for e in scene.at(t))), people[0])] if people else []
    )


def _subject(scene: Scene, trigger: Trigger) -> list[Token]:
    token, lexicon = trigger.token, scene.lexicon
    if token.dep_ in {"amod", "compound"} and token.pos_ == "VERB":
        return syntax.heads(token.head)  # 'visiting Prime Minister X'
    if trigger.row.adjectives:
        return syntax.surface_subject(trigger.verb, lexicon) if trigger.verb is not None else []
    if token.pos_ in {"VERB", "AUX"}:
        return syntax.subject(token, lexicon)
    if trigger.verb is not None and trigger.object is None and token.dep_ != "nsubj":
        return syntax.subject(trigger.verb, lexicon)
    return []


def _object(_: Scene, trigger: Trigger) -> list[Token]:
    return syntax.objects(trigger.token) if trigger.token.pos_ in {"VERB", "AUX"} else []


def _indirect(_: Scene, trigger: Trigger) -> list[Token]:
    """To whom, before the object: 'gave Lebanon a loan', also at the light verb of a noun."""
    verb = trigger.token if trigger.token.pos_ == "VERB" else trigger.verb
    children = verb.children if verb is not None else ()
    return [h for c in children if c.dep_ in {"dative", "iobj"} and c.pos_ != "ADP" for h in syntax.heads(c)]


def _possessor(_: Scene, trigger: Trigger) -> list[Token]:
    return _owners(trigger.token)


def _owners(noun: Token) -> list[Token]:
    return [h for c in noun.children if c.dep_ == "poss" for h in syntax.heads(c)]


def before(noun: Token) -> list[Token]:
    """The modifiers before a noun with those joined to them: 'US and Chinese', 'China-Russia'."""
    found = []
    for child in noun.children:
        if child.dep_ in _MODIFIERS and child.i < noun.i:
            found += [
                t for t in child.subtree if t == child or t.dep_ in _MODIFIERS | {"conj", "npadvmod", "appos", "dep"}
            ]
    return found


def _adjective(_: Scene, trigger: Trigger) -> list[Token]:
    return [t for t in before(trigger.token) if t.tag_.startswith("JJ") or t.ent_type_ == "NORP"]


def _modifier(_: Scene, trigger: Trigger) -> list[Token]:
    return before(trigger.token)


def _bodies(scene: Scene, trigger: Trigger) -> list[Token]:
    """Bodies named before the noun: 'the NATO summit'."""
    return [t for t in before(trigger.token) if any(scene.kind(e) == "organisation" for e in scene.at(t))]


def _above(noun: Token) -> list[Token]:
    """The verbs that a noun stands under by a preposition or as an object, nearest first."""
    token = noun
    found: list[Token] = []
    while (verb := syntax.governor(token)) is not None and len(found) < _UP:
        found.append(verb)
        token = verb
    return found


def _governor(scene: Scene, trigger: Trigger) -> list[Token]:
    """The subject of the nearest verb above the noun that names somebody: 'arrived for talks'."""
    noun, lexicon = trigger.token, scene.lexicon
    if noun.dep_ == "dobj":
        verb = syntax.governor(noun)
        return syntax.subject(verb, lexicon) if verb is not None else []
    if noun.dep_ != "pobj" or noun.head.lower_ not in lexicon.words["clauses.governing_prepositions"]:
        return []
    for verb in _above(noun):
        subjects = syntax.surface_subject(verb, lexicon)
        if any(referents(scene, t) for t in subjects):
            return subjects
    return []


def _governor_object(scene: Scene, trigger: Trigger) -> list[Token]:
    """Who is received for what the noun names: 'hosted X for talks'."""
    verbs = _above(trigger.token)[:1] if trigger.token.dep_ == "pobj" else []
    return [h for v in verbs if v.lemma_ in scene.lexicon.words["clauses.receiving"] for h in syntax.objects(v)]


def _clause_subject(scene: Scene, trigger: Trigger) -> list[Token]:
    inner = syntax.clause(trigger.token)
    return syntax.surface_subject(inner, scene.lexicon) if inner is not None and not syntax.is_passive(inner) else []


def _invitation(_: Scene, trigger: Trigger) -> list[Token]:
    """Who invites: 'at the invitation of X', 'at X's invitation'."""
    where = [trigger.token, *([trigger.verb] if trigger.verb is not None else [])]
    found = [
        h for t in where for p, h in syntax.prepositions(t) if p in {"at", "on", "upon"} and h.lemma_ == "invitation"
    ]
    return [h for i in found for p, h in syntax.prepositions(i) if p in {"of", "from", "by"}] + [
        h for i in found for h in _owners(i)
    ]


def _giver(scene: Scene, trigger: Trigger) -> list[Token]:
    return _handed(scene, trigger, taking=False)


def _receiver(scene: Scene, trigger: Trigger) -> list[Token]:
    return _handed(scene, trigger, taking=True)


def _handed(scene: Scene, trigger: Trigger, *, taking: bool) -> list[Token]:
    """The subject of the light verb of an invitation, if it takes ('accepted') or gives it ('extended')."""
    verb = trigger.verb if trigger.object is None else None
    if verb is None or (verb.lemma_ in scene.lexicon.words["clauses.taking"]) != taking:
        return []
    return syntax.subject(verb, scene.lexicon)


def _authors(_: Scene, trigger: Trigger) -> list[Token]:
    nouns = [trigger.object] if trigger.object is not None else []
    return [h for n in nouns for p, h in syntax.prepositions(n) if p in {"of", "by"}]


def _ties(_: Scene, trigger: Trigger) -> list[Token]:
    """The sides of ties that a noun establishes: 'the establishment of relations between X and Y'."""
    nouns = [h for p, h in syntax.prepositions(trigger.token) if p == "of"]
    sides = [h for n in [trigger.token, *nouns] for p, h in syntax.prepositions(n) if p in {"between", "with"}]
    return sides + [b for n in nouns for b in before(n)]


def _persona(scene: Scene, trigger: Trigger) -> list[Token]:
    """Who is declared persona non grata."""
    token = trigger.token
    end = next((t.i for t in token.subtree if t.lower_ == "persona" and t.i > token.i), None)
    return [t for t in scene.doc[token.i + 1 : end] if scene.at(t)] if end is not None else []


def _holder(scene: Scene, trigger: Trigger) -> list[Token]:
    return _sent_by(scene, trigger, trigger.object)


def _of_holder(scene: Scene, trigger: Trigger) -> list[Token]:
    return _sent_by(scene, trigger, next((h for p, h in syntax.prepositions(trigger.token) if p == "of"), None))


def _sent_by(scene: Scene, trigger: Trigger, noun: Token | None) -> list[Token]:
    """Whose diplomats a noun names, or by name who; of one's own that are recalled, where they were posted."""
    if noun is None:
        return []
    holders = syntax.heads(noun)
    posted = [h for p, h in syntax.prepositions(noun) if p in {"in", "to", "from"}]
    named = any(scene.kind(e) == "person" for t in holders for e in scene.at(t))
    if trigger.token.lemma_ in scene.lexicon.words["clauses.recalling"] and posted and not named:
        return posted
    if any(scene.at(t) for t in holders):
        return holders
    return [*before(noun), *(h for p, h in syntax.prepositions(noun) if p in {"of", "from", "to"}), *_owners(noun)]


def _within(scene: Scene, trigger: Trigger) -> list[Token]:
    """The party named inside what a criticism or a sanction is about: 'the arrests in Bahrain', 'Libyan oil'."""
    nouns = syntax.objects(trigger.token) if trigger.token.pos_ == "VERB" and trigger.object is None else []
    nouns += [h for t in _words(trigger) for p, h in syntax.prepositions(t) if p in _ABOUT]
    return _parties_in(scene, nouns)


def _to_within(scene: Scene, trigger: Trigger) -> list[Token]:
    """The party named inside those to whom something is given: 'assistance for Venezuelan refugees'."""
    places = _words(trigger)
    places += [h for t in places for p, h in syntax.prepositions(t) if p in {"in", "of"}]
    return _parties_in(scene, [h for t in places for p, h in syntax.prepositions(t) if p in {"to", "for"}])


def _words(trigger: Trigger) -> list[Token]:
    return [t for t in (trigger.token, trigger.object) if t is not None]


def _parties_in(scene: Scene, nouns: list[Token]) -> list[Token]:
    found = []
    for noun in nouns:
        for token in noun.subtree:
            if (
                token.dep_ in _INSIDE
                and scene.at(token)
                and all(scene.kind(e) not in {"place", "post"} for e in scene.at(token))
            ):
                found.append(token)
                break
    return found[:1]


def _post(scene: Scene, trigger: Trigger) -> list[Token]:
    """Where the words of a change in office name the post behind the verb: 'was named ambassador'."""
    token = trigger.token
    inside = (t for t in token.subtree if t.i in scene.resolution.posts and t.i > token.i and t.dep_ in _POST_DEPS)
    return list(inside)[:1]


def _own_post(scene: Scene, trigger: Trigger) -> list[Token]:
    """The post that stands with the name of who leaves it: 'Prime Minister X resigned'."""
    token = trigger.token
    verbal = token.pos_ == "VERB"
    leaving = trigger.row.roles["appointee"][0] == ("subject",)
    people = syntax.objects(token) if verbal else [h for p, h in syntax.prepositions(token) if p == "of"]
    people = _subject(scene, trigger) if leaving else people
    return [t for person in people for t in person.subtree if t.i in scene.resolution.posts][:1]


def _nobody(_: Scene, __: Trigger) -> list[Token]:
    return []


def _at_object(noun: Token | None, part: str) -> list[Token]:
    """What stands at the noun that completes the trigger: before it, as its owner, or behind a preposition."""
    if noun is None:
        return []
    if part == "poss":
        return _owners(noun)
    if part in {"adj", "mod"}:
        return before(noun)
    return [h for n in syntax.heads(noun) for p, h in syntax.prepositions(n) if p == part]


def _in_clause(token: Token, preposition: str) -> list[Token]:
    """What a preposition governs in the clause of the trigger: 'ready to work with Lithuania'."""
    places: list[Token] = []
    inner = syntax.clause(token)
    for _ in range(2):
        if inner is not None:
            places += [inner, *syntax.objects(inner)]
            inner = syntax.clause(inner)
    return [h for t in places for p, h in syntax.prepositions(t) if p == preposition]


def _preposition(trigger: Trigger, name: str) -> list[Token]:
    """What a preposition governs at the trigger, at its light verb, or at its direct object."""
    token = trigger.token
    verbal = token.pos_ in {"VERB", "AUX"}
    places = [token]
    if (
        not verbal
        and trigger.verb is not None
        and (trigger.object is None or token.dep_ in {"dobj", "nsubjpass", "nsubj"})
    ):
        places.append(trigger.verb)
    elif trigger.object is not None and trigger.object != token:
        places.append(trigger.object)
    elif verbal and name in _AT_OBJECT:
        places += syntax.objects(token)
    if verbal and name in _NESTED:
        places += [h for p, h in syntax.prepositions(token) if p in {"by", "over", "on", "in"} and h.pos_ == "NOUN"]
    doers = syntax.agent(token) if name == "by" and verbal else []
    return list(dict.fromkeys(h for t in places for p, h in syntax.prepositions(t) if p == name and h not in doers))


_NAMED: Mapping[str, Callable[[Scene, Trigger], list[Token]]] = {
    "subject": _subject,
    "object": _object,
    "iobj": _indirect,
    "poss": _possessor,
    "adj": _adjective,
    "mod": _modifier,
    "named": _bodies,
    "governor": _governor,
    "governor-object": _governor_object,
    "clause": _clause_subject,
    "invitation": _invitation,
    "giver": _giver,
    "receiver": _receiver,
    "object-author": _authors,
    "object-holder": _holder,
    "of-holder": _of_holder,
    "ties": _ties,
    "persona": _persona,
    "within": _within,
    "to-within": _to_within,
    "post": _post,
    "post-of": _post,
    "post-own": _own_post,
    "previous": _nobody,  # filled by inference.complete
    "dateline": _nobody,  # filled from the article's dateline
    "here": _nobody,
}
