"""What speakers say of duty and intent: 'should' in somebody's mouth is an appeal, his own 'will' a pledge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.events import syntax
from kg.events.scene import Filler, Scene, referents
from kg.events.triggers import Trigger

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from spacy.tokens import Token

    from kg.lexicons import Row

_CALLED = frozenset({"attr", "acomp", "amod", "acl", "conj", "compound"})
_REPORTING = 8  # verbs between a clause and the one that reports it


def speaker(scene: Scene, verb: Token) -> tuple[list[Token], Token | None]:
    """Who says the clause of `verb`, and the reporting verb if it stands in the same sentence; ([], None) if nobody."""
    quotation = next((q for q in scene.resolution.quotations if q.first <= verb.i < q.last), None)
    if quotation is not None and quotation.speaker is not None:
        token = scene.doc[quotation.speaker]
        return syntax.heads(token), _verb_of(token)
    says = scene.lexicon.words["speech.verbs"]
    token = verb
    for _ in range(_REPORTING):
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "according":
                named = (n for to in child.children for n in (to, *to.children) if n.dep_ == "pobj")
                return [h for n in named for h in syntax.heads(n)], None
            if (
                child.dep_ in {"parataxis", "advcl"}
                and child.lemma_ == "say"
                and any(c.dep_ == "nsubj" for c in child.children)
            ):
                return syntax.surface_subject(child, scene.lexicon), child
        above = token.head
        if above == token:
            break
        if token.dep_ in {"ccomp", "acl", "parataxis"} and above.pos_ == "VERB" and above.lemma_ in says:
            found = syntax.subject(above, scene.lexicon)
            if found:
                return found, above
        if token.dep_ not in {"ccomp", "conj", "advcl", "xcomp", "parataxis", "dep", "acl"}:
            break
        token = above
    return [], None


def _verb_of(token: Token) -> Token | None:
    return token.head if token.dep_ in {"nsubj", "nsubjpass"} and token.head.pos_ == "VERB" else None


def speech(scene: Scene, rows: dict[str, Row]) -> Iterator[tuple[Trigger, tuple[Filler, ...], Token | None]]:
    """Appeals, pledges, blame and praise that lie in what a speaker says: trigger, arguments and reporting verb."""
    for verb in scene.doc:
        if verb.pos_ not in {"VERB", "AUX"}:
            continue
        act = _act(verb, scene)
        if act is None:
            continue
        who, reporting = speaker(scene, verb)
        said = _distinct(e for t in who for e in referents(scene, t))
        about = _distinct(e for t in _about(verb, scene) for e in referents(scene, t))
        if act == "will-clause":
            speakers = _pledging(scene, verb, said, about)
        else:
            speakers = said if about and not _same_side(scene, said, about, act) else []
            if act == "claim-clause" and any(scene.state(e) is None and scene.kind(e) == "person" for e in about):
                speakers = []
        kinds = scene.lexicon.words["role.speaker"]
        fillers = [
            Filler(role="speaker", entity=e, token=who[0].i if who else verb.i, slot="speech")
            for e in speakers
            if scene.kind(e) in kinds
        ]
        if not fillers:
            continue
        if act != "will-clause":
            fillers += [
                Filler(role="target", entity=e, token=verb.i, slot="subject") for e in about if scene.kind(e) in kinds
            ]
        yield Trigger(row=rows[act], token=verb, verb=verb), tuple(fillers), reporting


def _act(verb: Token, scene: Scene) -> str | None:
    """The row that a clause in somebody's mouth fires, None for none."""
    words = scene.lexicon.words
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if auxiliaries & words["speech.clauses.appeal"] or _must(verb, words["speech.clauses.appeal_verbs"]):
        return "should-clause"
    intent = auxiliaries & (words["speech.clauses.pledge"] | {"would"})
    if intent and verb.lemma_ not in words["speech.clauses.stative"]:
        return "will-clause"
    if auxiliaries & words["speech.clauses.unreal"] or _is_conditional(verb):
        return None
    if verb.lemma_ in words["speech.clauses.wrongs"]:
        return "wrong-clause"
    return _verdict(verb, words) or ("claim-clause" if _harms(verb, words["speech.clauses.harms"]) else None)


def _must(verb: Token, needs: frozenset[str]) -> bool:
    """Whether a verb says that something has to be done: 'need to', 'have to'."""
    inner = [c for c in verb.children if c.dep_ == "xcomp" and c.pos_ in {"VERB", "AUX"}]
    return verb.lemma_ in needs and any(k.lower_ == "to" for c in inner for k in c.children)


def _verdict(verb: Token, words: Mapping[str, frozenset[str]]) -> str | None:
    """The row of what a clause calls its subject: 'is a threat' blames, 'was a success' praises."""
    if verb.lemma_ != "be" or any(c.dep_ == "neg" for c in verb.children):
        return None
    complements = [c for c in verb.children if c.dep_ in {"attr", "acomp"}]
    said = {t.lemma_.lower() for c in complements for t in (c, *c.children) if t.dep_ in _CALLED}
    if said & words["speech.clauses.blame"]:
        return "verdict-clause"
    return "praise-clause" if said & words["speech.clauses.acclaim"] else None


def _harms(verb: Token, harms: frozenset[str]) -> bool:
    """Whether a clause of its own says something harmful of its subject."""
    if verb.dep_ not in {"ccomp", "ROOT", "conj", "parataxis", "advcl"} or any(c.dep_ == "neg" for c in verb.children):
        return False
    return any(t.lower_ in harms for t in verb.subtree if t.i > verb.i or t == verb)


def _is_conditional(verb: Token) -> bool:
    return any(c.lower_ in {"if", "unless"} for c in verb.children) or (
        syntax.is_passive(verb) and not syntax.agent(verb)
    )


def _about(verb: Token, scene: Scene) -> list[Token]:
    return (
        syntax.subject(verb, scene.lexicon) if syntax.is_passive(verb) else syntax.surface_subject(verb, scene.lexicon)
    )


def _distinct(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))


def _same_side(scene: Scene, said: list[str], about: list[str], act: str) -> bool:
    """Whether the speaker speaks of himself, or blames or praises his own side."""
    if set(said) & set(about):
        return True
    return act != "should-clause" and bool({scene.state(e) for e in about} & {scene.state(e) for e in said} - {None})


def _pledging(scene: Scene, verb: Token, said: list[str], about: list[str]) -> list[str]:
    """Who pledges by a 'will': the speaker of his own side, or the state that commits itself whoever reports it."""
    if any(c.dep_ == "neg" for c in verb.children):
        return []
    if said:
        return said if _own(scene, said, about) else []
    would = any(c.lower_ == "would" and c.dep_ == "aux" for c in verb.children)
    words = scene.lexicon.words
    quoted = any(q.first <= verb.i < q.last for q in scene.resolution.quotations)
    if (
        set(scene.resolution.author) & set(about)
        and not quoted
        and not would
        and verb.lemma_ not in words["contexts.talk"]
    ):
        return about  # a government's own release
    states = [e for e in about if scene.kind(e) in {"state", "organisation"}]
    return states if not would and verb.lemma_ in words["speech.clauses.commitments"] else []


def spoken_for(scene: Scene, fillers: tuple[Filler, ...], token: Token) -> tuple[Filler, ...]:
    """`fillers` with the person who says so for the state he speaks for: 'Wang Yi said China stood ready'."""
    who, _ = speaker(scene, token)
    people = [(e, t.i) for t in who for e in referents(scene, t) if scene.kind(e) == "person"]
    if len({e for e, _ in people}) != 1:
        return fillers
    person, at = people[0]
    return tuple(
        Filler(role=f.role, entity=person, token=at, slot="speech")
        if f.role == "speaker"
        and scene.kind(f.entity) == "state"
        and scene.state(person) in {None, scene.state(f.entity)}
        else f
        for f in fillers
    )


def _own(scene: Scene, said: list[str], about: list[str]) -> bool:
    """Whether the speaker speaks of his own side."""
    if set(said) & set(about):
        return True
    sides = {scene.state(e) for e in said} - {None}
    return (
        bool(sides)
        and bool(about)
        and {scene.state(e) for e in about} <= sides
        and all(scene.kind(e) == "state" for e in about)
    )
