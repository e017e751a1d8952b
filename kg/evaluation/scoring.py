"""How far extraction agrees with gold annotations (their shape and meaning: tests/eval/README.md).

Events of one type in one article are paired one to one, the best pair first; a pair is a hit when the F1 of its
arguments reaches one half. Names are one when their words overlap by 0.6 (Dice), without case, accents and small words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, get_args

Record = Mapping[str, Any]

SMALL_WORDS = frozenset({"the", "of", "and", "for", "a", "an", "de", "al", "el", "mr", "mrs", "ms", "dr", "s"})
PERSON = "person"
"""What a mistake about a person has for its type."""
RANKS = frozenset({"vice", "deputy", "assistant", "under", "acting", "former", "elect", "designate"})
ALIKE = 0.6
PAIRED = 0.5
DATE_BONUS, MODALITY_BONUS, TOPIC_BONUS = 0.01, 0.005, 0.004
"""What decides between pairs with equal arguments: never enough to outweigh one argument in a hundred."""


@dataclass(slots=True)
class Tally:
    """How many things the gold has, how many were predicted, and how many of them are the same."""

    gold: int = 0
    predicted: int = 0
    hit: int = 0

    @property
    def precision(self) -> float:
        """The part of the predicted that is in the gold."""
        return self.hit / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The part of the gold that was predicted."""
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.gold + self.predicted
        return 2 * self.hit / both if both else 0.0

    def add(self, gold: int, predicted: int, hit: int = 0) -> None:
        """Counts another article or event."""
        self.gold += gold
        self.predicted += predicted
        self.hit += hit


@dataclass(slots=True)
class Share:
    """How many of some things are right."""

    total: int = 0
    right: int = 0

    @property
    def accuracy(self) -> float:
        """The part that is right."""
        return self.right / self.total if self.total else 0.0

    def add(self, is_right: bool) -> None:
        """Counts another one."""
        self.total += 1
        self.right += is_right


Kind = Literal["missed", "wrong", "argument", "date", "modality", "post", "state"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is not as the gold has it; `type` is the event's type, or 'person'."""

    kind: Kind
    type: str
    article: str
    text: str


@dataclass(slots=True)
class Score:
    """All figures over a gold set, and what they are made of."""

    articles: int = 0
    event: Tally = field(default_factory=Tally)
    argument: Tally = field(default_factory=Tally)
    person: Tally = field(default_factory=Tally)
    post: Tally = field(default_factory=Tally)
    date: Share = field(default_factory=Share)
    modality: Share = field(default_factory=Share)
    state: Share = field(default_factory=Share)
    types: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    mistakes: list[Mistake] = field(default_factory=list)
    graded: list[tuple[float, bool]] = field(default_factory=list)
    """The confidence of each event that was found, and whether the gold has it."""

    def figures(self) -> dict[str, float]:
        """The seven figures that floors are set for."""
        tallies = {name: getattr(self, name).f1 for name in ("event", "argument", "person", "post")}
        return tallies | {name: getattr(self, name).accuracy for name in ("date", "modality", "state")}


def score(golds: Iterable[Record], predictions: Mapping[str, Record]) -> Score:
    """The score of `predictions` (by the article's id); an article without prediction counts as missed."""
    total = Score()
    for gold in golds:
        found = predictions.get(gold["id"], {})
        total.articles += 1
        _score_events(total, gold["id"], gold["events"], found.get("events", []))
        _score_people(total, gold["id"], gold["people"], found.get("people", []))
    return total


@cache
def words(name: str) -> frozenset[str]:
    """The words of `name` that count: lower case, ASCII, without small words unless there are no others."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    found = frozenset(re.findall(r"[a-z0-9]+", ascii_only)) or frozenset({name.lower()})
    return found - SMALL_WORDS or found


def alike(one: str, other: str) -> bool:
    """Whether two names name one thing."""
    a, b = words(one), words(other)
    return 2 * len(a & b) / (len(a) + len(b)) >= ALIKE


def alike_posts(one: str, other: str) -> bool:
    """Whether two posts are one: alike, and of the same rank."""
    return alike(one, other) and words(one) & RANKS == words(other) & RANKS


def common(gold: Sequence[str], found: Sequence[str], same: Callable[[str, str], bool] = alike) -> int:
    """How many names of `gold` have a partner of their own in `found`."""
    left = list(found)
    for name in gold:
        partner = next((i for i, other in enumerate(left) if same(name, other)), None)
        if partner is not None:
            del left[partner]
    return len(found) - len(left)


def arguments(event: Record) -> dict[str, list[str]]:
    """The names of an event by role, without empty ones; a single name may stand without a list."""
    lists = {
        role: [names] if isinstance(names, str) else names or [] for role, names in (event.get("args") or {}).items()
    }
    return {role: kept for role, names in lists.items() if (kept := [name for name in names if name])}


def compare(gold: Record, found: Record) -> Tally:
    """The arguments of two events, counted."""
    mine, theirs = arguments(gold), arguments(found)
    hits = sum(common(names, theirs.get(role, [])) for role, names in mine.items())
    return Tally(_size(mine), _size(theirs), hits)


def pair(golds: Sequence[Record], found: Sequence[Record]) -> list[tuple[int, int]]:
    """The pairs of events that are hits: positions in `golds` and `found`, each position at most once."""
    ranked = sorted(
        (
            (tally.f1 + _bonus(gold, other), i, j)
            for i, gold in enumerate(golds)
            for j, other in enumerate(found)
            if gold["type"] == other.get("type") and (tally := compare(gold, other)).f1 >= PAIRED
        ),
        reverse=True,
    )
    partners: dict[int, int] = {}
    for _, i, j in ranked:
        if i not in partners and j not in partners.values():
            partners[i] = j
    return list(partners.items())


def _size(args: dict[str, list[str]]) -> int:
    return sum(len(names) for names in args.values())


def _dates(event: Record) -> tuple[str | None, str | None]:
    return event.get("start"), event.get("end")


def _bonus(gold: Record, found: Record) -> float:
    topics = [event.get("topic") for event in (gold, found)]
    shared = len(words(topics[0]) & words(topics[1])) if topics[0] and topics[1] else 0
    same_modality = gold.get("modality") == found.get("modality")
    return DATE_BONUS * (_dates(gold) == _dates(found)) + MODALITY_BONUS * same_modality + TOPIC_BONUS * shared


def _score_events(total: Score, article: str, golds: Sequence[Record], found: Sequence[Record]) -> None:
    for event in golds:
        total.types[event["type"]].add(1, 0)
        total.argument.add(_size(arguments(event)), 0)
    for event in found:
        total.types[str(event.get("type"))].add(0, 1)
        total.argument.add(0, _size(arguments(event)))
    hits = pair(golds, found)
    total.event.add(len(golds), len(found), len(hits))
    for i, j in hits:
        gold, other = golds[i], found[j]
        total.types[gold["type"]].add(0, 0, 1)
        total.argument.add(0, 0, compare(gold, other).hit)
        total.modality.add(gold.get("modality") == other.get("modality"))
        if any(_dates(gold)):
            total.date.add(_dates(gold) == _dates(other))
        total.mistakes += _differences(article, gold, other)
    matched, used = {i for i, _ in hits}, {j for _, j in hits}
    total.mistakes += [_mistake("missed", article, one) for i, one in enumerate(golds) if i not in matched]
    total.mistakes += [_mistake("wrong", article, one) for j, one in enumerate(found) if j not in used]
    total.graded += [(one["confidence"], j in used) for j, one in enumerate(found) if "confidence" in one]


def _differences(article: str, gold: Record, found: Record) -> Iterator[Mistake]:
    """What is not right in an event that is a hit."""
    mine, theirs = arguments(gold), arguments(found)
    lost = [f"no {role} {name}" for role, name in _unshared(mine, theirs)]
    added = [f"{role} {name} instead" if lost else f"{role} {name} too" for role, name in _unshared(theirs, mine)]
    if lost or added:
        yield _mistake("argument", article, found, "; ".join(lost + added))
    if any(_dates(gold)) and _dates(gold) != _dates(found):
        yield _mistake("date", article, found, f"{_span(found)}, not {_span(gold)}")
    if gold.get("modality") != found.get("modality"):
        yield _mistake("modality", article, found, f"{found.get('modality')}, not {gold.get('modality')}")


def _unshared(ours: dict[str, list[str]], others: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """The arguments of one event that have no partner in the other."""
    for role, names in ours.items():
        left = list(others.get(role, []))
        for name in names:
            partner = next((other for other in left if alike(name, other)), None)
            if partner is None:
                yield role, name
            else:
                left.remove(partner)


def _span(event: Record) -> str:
    return " to ".join(dict.fromkeys(end or "?" for end in _dates(event))) if any(_dates(event)) else "no date"


def _mistake(kind: Kind, article: str, event: Record, what: str | None = None) -> Mistake:
    named = ", ".join(f"{role}: {' + '.join(names)}" for role, names in arguments(event).items())
    text = f"{what or event.get('modality')} | {named} | {event.get('evidence') or ''}"
    return Mistake(kind, str(event.get("type")), article, text)


def _score_people(total: Score, article: str, golds: Sequence[Record], found: Sequence[Record]) -> None:
    left = list(found)
    total.person.add(len(golds), len(found))
    total.post.add(sum(len(_posts(person)) for person in golds), sum(len(_posts(person)) for person in found))
    for gold in golds:
        place = next((i for i, other in enumerate(left) if alike(gold["name"], other["name"])), None)
        if place is None:
            total.mistakes.append(Mistake("missed", PERSON, article, gold["name"]))
            continue
        other = left.pop(place)
        shared = common(_posts(gold), _posts(other), alike_posts)
        total.person.add(0, 0, 1)
        total.post.add(0, 0, shared)
        if not shared == len(_posts(gold)) == len(_posts(other)):
            posts = f"{'; '.join(_posts(other)) or 'no post'}, not {'; '.join(_posts(gold)) or 'no post'}"
            total.mistakes.append(Mistake("post", PERSON, article, f"{gold['name']}: {posts}"))
        if gold.get("state"):
            total.state.add(gold["state"] == other.get("state"))
            if gold["state"] != other.get("state"):
                states = f"{gold['name']}: {other.get('state') or 'no state'}, not {gold['state']}"
                total.mistakes.append(Mistake("state", PERSON, article, states))
    total.mistakes += [Mistake("wrong", PERSON, article, other["name"]) for other in left]


def _posts(person: Record) -> list[str]:
    return [f"{post['title']} {post.get('of') or ''}".strip() for post in person.get("posts", [])]
