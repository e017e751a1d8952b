"""Modality of an event: what cues around its words make it planned, hypothetical or negated."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.events.triggers import Trigger
    from kg.lexicons import Cues, Lexicon
    from kg.model import Modality

_REACH = 4  # governors above a word that a cue may be
_UPWARD = {
    "xcomp",
    "ccomp",
    "pcomp",
    "acl",
    "advcl",
    "dobj",
    "pobj",
    "prep",
    "nsubjpass",
    "conj",
    "nsubj",
    "attr",
    "acomp",
    "oprd",
    "relcl",
}


def modality(trigger: Trigger, lexicon: Lexicon) -> Modality:
    """The modality of `trigger`: negated before hypothetical before planned before actual."""
    words, cues = _scope(trigger), lexicon.modality
    if _is_negated(trigger, words, cues["negated"]):
        return "negated"
    own = [a for word, _ in _own(trigger, words) for a in _auxiliaries(word)]
    unreal = next((a.lower_ for a in own if a.lower_ in cues["hypothetical"].auxiliaries), None)
    if unreal is not None:
        reported = trigger.verb is not None and _reported(trigger.verb, lexicon)
        return "planned" if unreal == "would" and reported else "hypothetical"
    signed = trigger.verb if trigger.row.type == "Agreement" else None  # 'the truce agreed by X' is agreed
    governors = [word for word, below in words[1:] if below is not None and word != signed]
    if _is_hypothetical(trigger, words, governors, cues["hypothetical"]):
        return "hypothetical"
    auxiliaries = {a.lower_ for word, _ in words for a in _auxiliaries(word)}
    if auxiliaries & cues["planned"].auxiliaries or _planned(words, governors, cues["planned"]):
        return "planned"
    return "actual"


def _is_negated(trigger: Trigger, words: list[tuple[Token, Token | None]], cues: Cues) -> bool:
    if _likelihood(trigger) & cues.adjectives or _is_denied(trigger.token) or _is_ruled_out(trigger.token, cues):
        return True
    return _is_done_by_none(trigger, cues) or any(_negates(word, below, cues) for word, below in _own(trigger, words))


def _is_hypothetical(
    trigger: Trigger, words: list[tuple[Token, Token | None]], governors: list[Token], cues: Cues
) -> bool:
    if _likelihood(trigger) & cues.governors or (trigger.verb is not None and is_conditional(trigger.verb)):
        return True
    if any(_marked(word, cues) for word, _ in words) or any(_governs(word, cues) for word in governors):
        return True
    return any(c.lower_ in cues.adjectives for word, _ in words if word.pos_ == "NOUN" for c in word.children)


def _own(trigger: Trigger, words: list[tuple[Token, Token | None]]) -> list[tuple[Token, Token | None]]:
    """The words of a scope that can negate: not those for which the noun is only where ('failed to agree at talks')."""
    if trigger.token.pos_ != "NOUN" or trigger.object is None:
        return words
    end = next((n for n, (word, _) in enumerate(words) if word.dep_ == "prep"), len(words))
    return words[:end]


def is_conditional(verb: Token) -> bool:
    """Whether what a clause says holds only if something else does."""
    return any(c.dep_ == "advcl" and any(k.lower_ in {"if", "unless"} for k in c.children) for c in verb.children)


def _scope(trigger: Trigger) -> list[tuple[Token, Token | None]]:
    """The trigger and the words above it whose cues reach it, each with the word below it."""
    found: list[tuple[Token, Token | None]] = [(trigger.token, None)]
    token = trigger.token
    for _ in range(_REACH):
        if token.head == token or token.dep_ not in _UPWARD:
            break
        if (
            token.pos_ in {"VERB", "AUX"}
            and token.dep_ in {"advcl", "relcl", "acl"}
            and "to" not in {c.lower_ for c in token.children if c.dep_ == "aux"}
        ):
            break
        if token.dep_ == "nsubj" and token.head.pos_ != "AUX" and token.head != trigger.verb:
            break
        if token.dep_ == "conj" and token.pos_ != token.head.pos_:
            break
        if (
            token.dep_ == "ccomp"
            and token.pos_ == "VERB"
            and any(c.dep_ == "nsubj" for c in token.children)
            and token.head.lemma_ not in {"expect", "suggest", "recommend", "demand", "want", "propose"}
        ):
            break
        token = (
            token.head
            if token.dep_ != "conj"
            or token.pos_ not in {"VERB"}
            or not any(c.dep_ in {"nsubj", "aux"} for c in token.children)
            else token
        )
        if found[-1][0] == token:
            break
        found.append((token, found[-1][0]))
        if (
            token.dep_ == "prep"
            and token.head.pos_ == "VERB"
            and trigger.token.pos_ == "NOUN"
            and trigger.verb != token.head
        ):
            break
    return found


def _is_denied(token: Token) -> bool:
    """Whether a clause is what somebody denies: 'denied reports that it plans to send troops'."""
    above = list(token.ancestors)[:_REACH]
    return any(t.lemma_ == "deny" and t.pos_ == "VERB" for t in above)


def _likelihood(trigger: Trigger) -> set[str]:
    """What a happening is called that is the subject of a copula: 'a meeting is unlikely', 'talks are possible'."""
    noun = trigger.token
    if noun.pos_ != "NOUN" or noun.dep_ != "nsubj" or noun.head.lemma_ != "be":
        return set()
    return {c.lower_ for c in noun.head.children if c.dep_ == "acomp"}


def _is_done_by_none(trigger: Trigger, cues: Cues) -> bool:
    """Whether a verb has nothing or nobody for a subject or an object, or is yet to be done: 'neither X nor Y met'."""
    verb, nouns = trigger.token, [trigger.object] if trigger.object is not None else []
    if verb.pos_ == "VERB":
        nouns += [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass", "dobj"}]
    words = {c.lower_ for n in nouns for c in (n, *n.children) if c.dep_ in {"det", "preconj", "cc"} or c == n}
    open_ = verb.dep_ == "xcomp" and verb.head.lemma_ in {"have", "be"}
    yet = open_ and any(c.lower_ == "yet" for c in (*verb.children, *verb.head.children))
    return bool(words & cues.determiners) or yet


def _is_ruled_out(token: Token, cues: Cues) -> bool:
    """Whether a participle stands under a verb that negates it: 'ruled out sending troops'."""
    return token.tag_ == "VBG" and token.dep_ in {"advcl", "xcomp", "pcomp"} and _governs(token.head, cues)


def _auxiliaries(word: Token) -> list[Token]:
    if word.pos_ not in {"VERB", "AUX", "ADJ"}:
        return []
    own = [c for c in word.children if c.dep_ in {"aux", "auxpass"}]
    if own or word.dep_ != "conj":
        return own
    return [c for c in word.head.children if c.dep_ == "aux" and not any(k.dep_ == "nsubj" for k in word.children)]


def _reported(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a clause is somebody's reported plan: 'said he would visit'."""
    token = verb
    while token.dep_ in {"conj", "xcomp"} and token.head != token:
        token = token.head
    return token.dep_ in {"ccomp", "acl"} and token.head.lemma_ in lexicon.words["speech.verbs"] | lexicon.modality[
        "planned"
    ].governors | {"agreement", "statement"}


def _negates(word: Token, below: Token | None, cues: Cues) -> bool:
    for child in word.children:
        if child.dep_ == "neg" or (child.lower_ in cues.adverbs and child.dep_ == "advmod"):
            return True
        if child.lower_ in cues.determiners and child.dep_ == "det":
            return True
    if below is None:
        return False
    if word.dep_ == "prep" and word.lower_ in cues.prepositions:
        return True
    governed = below.dep_ in {"xcomp", "dobj", "nsubjpass", "pobj", "pcomp", "ccomp", "prep"}
    return governed and word.pos_ == "VERB" and _governs(word, cues)


def _governs(word: Token, cues: Cues) -> bool:
    lemma = word.lemma_.lower()
    phrasal = {f"{lemma} {c.lower_}" for c in word.children if c.dep_ in {"prt", "prep", "advmod"}}
    return lemma in cues.governors or bool(phrasal & cues.governors)


def _marked(word: Token, cues: Cues) -> bool:
    return word.pos_ in {"VERB", "AUX"} and any(c.lower_ in cues.marks and c.dep_ == "mark" for c in word.children)


def _planned(words: list[tuple[Token, Token | None]], governors: list[Token], cues: Cues) -> bool:
    """Whether the words around make a plan of it: 'upcoming', 'ahead of', 'is to', 'agreed to', 'plans for'."""
    nominal = words[0][0].pos_ == "NOUN"
    for word, _ in words:
        if word.pos_ == "NOUN" and any(c.lower_ in cues.adjectives for c in word.children):
            return True
        if word.dep_ == "prep" and word.lower_ in {"before", "ahead"} and nominal:
            return word.lower_ == "ahead"
        if _is_to_be_done(word, cues):
            return True
    if any(g.lemma_.lower() in cues.nouns and g.pos_ == "NOUN" for g in governors):
        return True
    return nominal and any(g.pos_ == "VERB" and _governs(g, cues) for g in governors[:2])


def _is_to_be_done(word: Token, cues: Cues) -> bool:
    """Whether an infinitive tells of the future by what stands above it: 'is to visit', 'plans to'."""
    if word.pos_ not in {"VERB", "AUX"} or not any(c.lower_ == "to" and c.dep_ == "aux" for c in word.children):
        return False
    above = word.head
    if word.dep_ == "ROOT" or (above.pos_ == "ADJ" and above.lower_ in cues.governors):
        return True
    if word.dep_ == "xcomp":
        return above.lemma_ == "be" or _governs(above, cues)
    return word.dep_ in {"acl", "ccomp"} and above.lemma_.lower() in cues.nouns | cues.governors
