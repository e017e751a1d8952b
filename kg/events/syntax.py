"""Slots of a trigger: what stands around a verb or noun in the parse, by the names that the lexicon rows use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from kg.lexicons import Lexicon

_SHARING = frozenset({"xcomp", "ccomp", "conj", "advcl", "dep", "parataxis", "prep", "acomp", "oprd", "attr"})
_SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
_DEPTH = 6  # how far up a verb looks for its subject


def heads(token: Token) -> list[Token]:
    """`token` and those joined to it by 'and', in their order, also where the parse joins them to an apposition."""
    joined = [t for t in token.conjuncts if t.i > token.i]
    joined += [t for c in token.children if c.dep_ == "appos" for t in c.conjuncts if t.i > c.i]
    return [token, *joined]


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive: 'was received', or a participle behind its noun as in 'a deal signed by'."""
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children):
        return True
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "relcl"} and not any(c.dep_ == "aux" for c in verb.children)


def subject(verb: Token, lexicon: Lexicon, depth: int = 0) -> list[Token]:
    """The nouns that do what `verb` says, in the active or the passive; [] if nobody is named."""
    if is_passive(verb):
        return agent(verb)
    return surface_subject(verb, lexicon, depth)


def agent(verb: Token) -> list[Token]:
    """The nouns after 'by' of a passive."""
    found = []
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            found += [h for c in child.children if c.dep_ == "pobj" for h in heads(c)]
    return found


def surface_subject(verb: Token, lexicon: Lexicon, depth: int = 0) -> list[Token]:
    """The grammatical subject of `verb`, its own or the one that it shares with or takes from the verb above it."""
    own = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if own is not None:
        relative = own.lower_ in {"who", "which", "that"} and verb.dep_ == "relcl"
        return heads(verb.head if relative else own)
    above = verb.head
    if depth > _DEPTH or above == verb:
        return []
    if verb.dep_ in {"acl", "relcl"} and above.pos_ in {"NOUN", "PROPN", "PRON"}:
        return _modified(verb, lexicon, depth)
    if verb.dep_ == "pcomp" and above.dep_ == "prep":
        governor = above.head
        return surface_subject(governor, lexicon, depth + 1) if _verbal(governor) else _holder(governor, lexicon, depth)
    if not _verbal(above) or verb.dep_ not in _SHARING:
        return []
    controlled = _controller(above, lexicon) if verb.dep_ in {"xcomp", "ccomp"} else []
    return controlled or surface_subject(above, lexicon, depth + 1)


def _modified(verb: Token, lexicon: Lexicon, depth: int) -> list[Token]:
    """Who does what a clause behind a noun says: the noun, or whose it is ('a pledge by X to help')."""
    noun = verb.head
    participle = verb.dep_ == "relcl" or verb.tag_ in {"VBG", "VBN"}
    told = verb.tag_ == "VBG" and noun.lemma_ in lexicon.words["speech.nouns"]
    if told and noun.dep_ == "dobj" and noun.head.lemma_ not in lexicon.words["speech.issuing"]:
        return []  # 'rejected a resolution calling for' appeals to nobody
    return heads(noun) if participle and not told else _holder(noun, lexicon, depth)


def _controller(verb: Token, lexicon: Lexicon) -> list[Token]:
    """The object that is the subject of the clause behind it: 'urged X to', 'called on X to'; [] for other verbs."""
    if verb.lemma_.lower() not in lexicon.words["control.object"]:
        return []
    objects_ = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    objects_ += [
        noun
        for c in verb.children
        if c.dep_ == "prep" and c.lower_ in {"on", "upon", "to"}
        for noun in c.children
        if noun.dep_ == "pobj"
    ]
    return heads(objects_[0]) if objects_ else []


def _verbal(token: Token) -> bool:
    return token.pos_ in {"VERB", "AUX", "ADJ"}


def _holder(noun: Token, lexicon: Lexicon, depth: int) -> list[Token]:
    """Whose a noun with an infinitive is: 'his willingness to help', 'the U.S. pledge to help', 'made a promise to'."""
    possessor = [h for c in noun.children if c.dep_ == "poss" for h in heads(c)]
    if possessor:
        return possessor
    doers = [h for name, h in prepositions(noun) if name in {"by", "of"}]
    if doers:
        return doers
    if noun.dep_ in {"dobj", "attr", "nsubjpass"} and _verbal(noun.head):
        return subject(noun.head, lexicon, depth + 1)
    return [c for c in noun.children if c.dep_ in {"amod", "compound", "nmod"}]


def objects(verb: Token) -> list[Token]:
    """The nouns to whom it is done: direct object, subject of a passive, noun before a passive participle."""
    if is_passive(verb):
        own = [h for c in verb.children if c.dep_ == "nsubjpass" for h in heads(c)]
        if own:
            if own[0].lower_ in {"who", "which", "that"} and verb.dep_ == "relcl":
                return heads(verb.head)
            return own
        return heads(verb.head) if verb.dep_ in {"acl", "relcl"} else _shared_object(verb)
    found = [h for c in verb.children if c.dep_ in {"dobj", "attr", "oprd"} for h in heads(c)]
    if found:
        return found
    shared = next((t for t in verb.conjuncts if t.i > verb.i and t.pos_ == "VERB"), None)
    if shared is not None and not any(c.dep_ in {"prep", "ccomp", "xcomp"} for c in verb.children):
        return [h for c in shared.children if c.dep_ == "dobj" for h in heads(c)]
    return []


def _shared_object(verb: Token) -> list[Token]:
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        return [h for c in verb.head.children if c.dep_ == "nsubjpass" for h in heads(c)]
    return []


def prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """Each preposition at `token` with the nouns it governs, nested ones ('at the invitation of') not opened."""
    for child in token.children:
        if (child.lower_ != "according" and child.dep_ in {"prep", "agent", "dative", "prt"}) or (
            child.dep_ == "advmod" and child.pos_ == "ADP"
        ):
            yield from _governed(child)


def _governed(child: Token) -> Iterator[tuple[str, Token]]:
    for noun in child.children:
        if noun.dep_ in {"pobj", "pcomp"}:
            absolute = noun.dep_ == "pcomp" or any(c.dep_ == "acl" and c.tag_ == "VBG" for c in noun.children)
            if child.lower_ == "with" and absolute:
                continue  # 'with both sides pledging' says what they do, not with whom
            for head in heads(noun):
                yield child.lower_, head
        elif noun.dep_ == "prep":
            yield from ((noun.lower_, head) for _, head in _governed(noun))
        elif noun.dep_ == "conj" and noun.pos_ == "ADP":
            yield from _governed(noun)


def clause(token: Token) -> Token | None:
    """The verb of the clause that `token` governs: what is demanded, promised or said."""
    for dep in ("xcomp", "ccomp", "acl", "advcl"):
        found = next((c for c in token.children if c.dep_ == dep and c.i > token.i and c.pos_ in {"VERB", "AUX"}), None)
        if found is not None:
            return found
    return None


def governor(noun: Token) -> Token | None:
    """The verb whose clause a noun stands in."""
    token = noun
    for _ in range(_DEPTH):
        if token.head == token:
            return None
        token = token.head
        if token.pos_ in {"VERB", "AUX"} and token.dep_ != "prep":
            return token
    return None


def phrase(noun: Token, stop: set[str] | None = None) -> tuple[int, int]:
    """The token range of a noun phrase, half-open, cut before a relative clause, an appositive or a dash."""
    left, right = noun.left_edge.i, noun.right_edge.i + 1
    for child in noun.subtree:
        if child.i > noun.i and (
            child.dep_ in {"relcl", "appos"} or (stop and child.lower_ in stop) or child.text in {"--", "—", ";"}
        ):
            right = min(right, child.left_edge.i if child.dep_ in {"relcl", "appos"} else child.i)
    doc = noun.doc
    while (
        right > left
        and (doc[right - 1].is_punct or doc[right - 1].is_space)
        and doc[right - 1].text not in {")", "”", '"'}
    ):
        right -= 1
    while left < right - 1 and (
        doc[left].is_punct
        or doc[left].is_space
        or doc[left].lower_ in {"the", "a", "an", "its", "their", "his", "her", "our", "my"}
    ):
        left += 1
    return left, right
