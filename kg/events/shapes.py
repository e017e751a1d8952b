"""Shapes of a trigger's clause that a lexicon row can need: 'infinitive', 'finite', 'no-talk' and the like."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kg.events import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.events.triggers import Trigger
    from kg.lexicons import Lexicon


def find(name: str) -> Callable[[Trigger, Lexicon], bool] | None:
    """The test for a shape, None where `name` is none."""
    return _SHAPES.get(name)


def _children(token: Token | None, *deps: str) -> set[str]:
    return {c.lower_ for c in token.children if c.dep_ in deps} if token is not None else set()


def _bare(trigger: Trigger, _: Lexicon) -> bool:
    """'called Rouhani', not 'called it a mistake' or 'called off'."""
    return syntax.clause(trigger.token) is None and not _children(trigger.token, "oprd", "prt", "acomp")


def _clause(trigger: Trigger, _: Lexicon) -> bool:
    return syntax.clause(trigger.token) is not None


def _to_do(trigger: Trigger, _: Lexicon) -> bool:
    return "to" in _children(syntax.clause(trigger.token), "aux")


def _by_phone(trigger: Trigger, _: Lexicon) -> bool:
    manner = {h.lower_ for p, h in syntax.prepositions(trigger.token) if p in {"by", "over", "on"}}
    return bool(manner & {"phone", "telephone", "videolink"})


def _to_leave(trigger: Trigger, _: Lexicon) -> bool:
    inner = syntax.clause(trigger.token)
    return inner is not None and inner.lemma_ in {"leave", "depart", "quit"}


def _infinitive(trigger: Trigger, _: Lexicon) -> bool:
    """'agreed to cut', 'insisted that they should leave', 'demanded that it stop'."""
    inner = syntax.clause(trigger.token)
    return inner is not None and (
        inner.tag_ == "VB" or bool(_children(inner, "aux", "neg") & {"to", "not", "should", "must"})
    )


def _impersonal(trigger: Trigger, _: Lexicon) -> bool:
    """'It was agreed to'."""
    return "it" in _children(trigger.token, "nsubjpass", "nsubj") and syntax.is_passive(trigger.token)


def _intent(trigger: Trigger, lexicon: Lexicon) -> bool:
    """Somebody is told what the teller will do: 'notified Congress of its intention', 'assured X it would'."""
    if _children(syntax.clause(trigger.token), "aux") & {"would", "will"}:
        return True
    nouns = lexicon.words["clauses.intentions"]
    return any(h.lemma_ in nouns for p, h in syntax.prepositions(trigger.token) if p in {"of", "about"})


def _newly(trigger: Trigger, _: Lexicon) -> bool:
    """A post begins: 'became', 'will serve', not 'served'."""
    return trigger.token.lemma_ != "serve" or bool(_children(trigger.token, "aux") & {"will", "to"})


def _currently(trigger: Trigger, _: Lexicon) -> bool:
    return bool(_children(trigger.token, "advmod", "npadvmod") & {"currently", "now", "today"})


def _finite(trigger: Trigger, _: Lexicon) -> bool:
    """Support is stated, and is not the aim of something else: not 'efforts to support', 'rebels backed by X'."""
    token = trigger.token
    purpose = "to" in _children(token, "aux") and token.dep_ not in {"xcomp", "ROOT", "conj"}
    backed = token.lemma_ in {"back", "support", "favor", "favour", "defend"} and token.tag_ == "VBN"
    aside = token.dep_ == "pcomp" or (backed and token.dep_ in {"acl", "amod", "advcl"})
    inside = (
        token.dep_ == "xcomp"
        and token.head.lemma_ in {"help", "try", "continue"}
        and "to" in _children(token.head, "aux")
    )
    stopped = token.dep_ in {"xcomp", "pcomp"} and token.head.lemma_ in {"stop", "cease", "refrain", "avoid", "from"}
    return not (purpose or aside or inside or stopped)


def _no_host(trigger: Trigger, _: Lexicon) -> bool:
    """A welcome that is no reception: not 'welcomed the president to the palace'."""
    return not any(o.ent_type_ == "PERSON" or o.lower_ in {"him", "her", "them"} for o in syntax.objects(trigger.token))


def _no_talk(trigger: Trigger, lexicon: Lexicon) -> bool:
    """What is agreed or announced is no talk and no visit, which are events of their own."""
    inner = syntax.clause(trigger.object if trigger.object is not None else trigger.token)
    return inner is None or inner.lemma_ not in lexicon.words["contexts.talk"]


def _no_event(trigger: Trigger, lexicon: Lexicon) -> bool:
    """What is refused is no meeting, visit, signature or comment."""
    inner = syntax.clause(trigger.token)
    return inner is None or inner.lemma_ not in lexicon.words["contexts.talk"] | lexicon.words["contexts.refused"]


def _doing(trigger: Trigger, lexicon: Lexicon) -> bool:
    """What is looked forward to is something to do, and no reception."""
    inside = [c for p in trigger.token.children for c in p.children if c.dep_ == "pcomp"]
    received = any(c.lemma_ in lexicon.words["clauses.receiving"] | {"see", "visit"} for c in inside)
    return (syntax.clause(trigger.token) is not None or bool(inside)) and not received


def _no_press(trigger: Trigger, _: Lexicon) -> bool:
    return not {c.lower_ for c in trigger.token.children} & {"press", "news"}


def _no_margin(trigger: Trigger, _: Lexicon) -> bool:
    """A summit that is not only where something else took place."""
    return not any(t.lemma_ in {"margin", "sideline"} for t in trigger.token.ancestors)


_SHAPES: Mapping[str, Callable[[Trigger, Lexicon], bool]] = {
    "bare": _bare,
    "clause": _clause,
    "to-do": _to_do,
    "by-phone": _by_phone,
    "to-leave": _to_leave,
    "infinitive": _infinitive,
    "impersonal": _impersonal,
    "intent": _intent,
    "newly": _newly,
    "currently": _currently,
    "finite": _finite,
    "no-host": _no_host,
    "no-talk": _no_talk,
    "no-event": _no_event,
    "doing": _doing,
    "no-press": _no_press,
    "no-margin": _no_margin,
}
