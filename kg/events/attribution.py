"""What speakers say of duty and intent: 'should' in somebody's mouth is an appeal, his own 'will' a pledge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.events import syntax
from kg.events.arguments import Filler, Scene, referents
from kg.events.triggers import Trigger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from kg.lexicons import Row

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
                return [n for _, n in syntax.prepositions(token) if n.dep_ == "pobj"], None
            if child.dep_ in {"parataxis", "advcl"} and child.lemma_ == "say" and any(c.dep_ == "nsubj" for c in child.children):
                return syntax.surface_subject(child, scene.lexicon), child
        above = token.head
        if above is token:
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


def speech(scene: Scene, rows: dict[str, Row], start: int = 0) -> Iterator[tuple[Trigger, tuple[Filler, ...], Token | None]]:
    """Appeals and pledges that lie in a modal verb: trigger, arguments and reporting verb, in the order of the text."""
    words = scene.lexicon.words
    for verb in scene.doc[start:]:
        if verb.pos_ not in {"VERB", "AUX"}:
            continue
        auxiliaries = {c.lower_ for c in verb.children if c.dep_ == "aux"}
        duty = bool(auxiliaries & words["speech.clauses.appeal"]) or (
            verb.lemma_ in words["speech.clauses.appeal_verbs"] and any(c.dep_ == "xcomp" and c.pos_ in {"VERB", "AUX"} for c in verb.children)
        )
        intent = bool(auxiliaries & words["speech.clauses.pledge"]) and verb.lemma_ not in {"be", "have"}
        wrong = verb.lemma_ in words["speech.clauses.wrongs"] and not duty and not intent
        if not duty and not intent and not wrong:
            continue
        who, reporting = speaker(scene, verb)
        said = [e for t in who for e in referents(scene, t)]
        about = [e for t in syntax.surface_subject(verb, scene.lexicon) for e in referents(scene, t)]
        if not said:
            continue
        row = rows["should-clause"] if duty else rows["will-clause"] if intent else rows["wrong-clause"]
        if not intent and (not about or set(about) & set(said)):
            continue
        if wrong and {scene.state(e) for e in about} & {scene.state(e) for e in said}:
            continue
        if intent and not _own(scene, said, about):
            continue
        trigger = Trigger(row=row, token=verb, verb=verb)
        fillers = [Filler(role="speaker", entity=e, token=who[0].i, slot="speech") for e in dict.fromkeys(said)]
        if not intent:
            fillers += [Filler(role="target", entity=e, token=verb.i, slot="subject") for e in dict.fromkeys(about)]
        kinds = words["role.speaker"]
        yield trigger, tuple(f for f in fillers if scene.kind(f.entity) in kinds), reporting


def spoken_for(scene: Scene, fillers: tuple[Filler, ...], token: Token) -> tuple[Filler, ...]:
    """`fillers` with the person who says so in the place of the state he speaks for: 'Wang Yi said China stood ready'."""
    who, _ = speaker(scene, token)
    people = [(e, t.i) for t in who for e in referents(scene, t) if scene.kind(e) == "person"]
    if len({e for e, _ in people}) != 1:
        return fillers
    person, at = people[0]
    return tuple(
        Filler(role=f.role, entity=person, token=at, slot="speech")
        if f.role == "speaker" and scene.kind(f.entity) == "state" and scene.state(f.entity) == scene.state(person)
        else f
        for f in fillers
    )


def _own(scene: Scene, said: list[str], about: list[str]) -> bool:
    """Whether the speaker speaks of his own side."""
    if set(said) & set(about):
        return True
    sides = {scene.state(e) for e in said} - {None}
    return bool(sides) and bool(about) and {scene.state(e) for e in about} <= sides and all(scene.kind(e) == "state" for e in about)
