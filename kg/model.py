"""The types that pass between stages: frozen, slotted, keyword-only, without behaviour.

Spans are half-open ranges of code points of `Article.text`. Ids are hex digests of content (`kg.ids`), so the
same input gives the same ids on every run.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Doc

EventType = Literal[
    "Visit", "Meeting", "Call", "Pledge", "Agreement", "Invitation", "Appeal",
    "Criticism", "Support", "Sanction", "Expulsion", "Appointment", "Aid",
]  # fmt: skip
EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)

EntityKind = Literal["person", "post", "state", "organisation", "place"]
ENTITY_KINDS: tuple[EntityKind, ...] = get_args(EntityKind)

Modality = Literal["actual", "planned", "hypothetical", "negated"]
MODALITIES: tuple[Modality, ...] = get_args(Modality)

Precision = Literal["day", "month", "year"]
Basis = Literal["stated", "relative", "article"]

StateKind = Literal["state", "territory", "historical"]
BodyKind = Literal["international", "movement", "national"]
PlaceKind = Literal["city", "region"]
Sense = Literal["name", "demonym", "capital", "seat", "body", "place", "person"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as read from a source.

    `text` is normalised; where the source has a headline it is the first line of `text`, and `body` is the
    offset at which the article's own text begins (0 without a headline).
    """

    id: str
    """Hash of the canonical URL, or of the text where there is none."""
    name: str
    """What its source calls it: the `id` of a JSON record, the stem of a file's name."""
    text: str
    body: int = 0
    language: str = "en"
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: date | None = None
    dateline: str | None = None
    """The place of the dateline as written ('MOSCOW'), None without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state, territory or former state that the gazetteer knows."""

    code: str
    name: str
    wikidata: str | None = None
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    """Buildings, ministries and cities that stand for the government, without the article."""
    kind: StateKind = "state"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An international body, a movement, or a national organ that the gazetteer knows; `state` is a code."""

    name: str
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    kind: BodyKind = "international"
    state: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A city or region that the gazetteer knows; `state` is a code, None where it spans several states."""

    name: str
    aliases: tuple[str, ...] = ()
    state: str | None = None
    kind: PlaceKind = "city"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person whom a user's gazetteer knows; `state` is the code of the state served."""

    name: str
    aliases: tuple[str, ...] = ()
    state: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One thing that a text can mean: `key` is a state's code, or the name of a body, a place or a person."""

    text: str
    sense: Sense
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """All states by code, bodies, places and people by name, and every form that denotes one of them."""

    states: Mapping[str, State]
    bodies: Mapping[str, Body]
    places: Mapping[str, Place]
    people: Mapping[str, Person]
    forms: tuple[Form, ...]
    """Sorted by text; of one text a user's own first, then state names, demonyms, capitals, seats, bodies, places."""
    exact: Mapping[str, tuple[Form, ...]] = field(repr=False, compare=False)
    """The forms by their text."""
    capitals: Mapping[str, tuple[Form, ...]] = field(repr=False, compare=False)
    """The forms by their text in capitals."""

    def lookup(self, text: str) -> tuple[Form, ...]:
        """All that `text` can mean, likeliest sense first; `MOSCOW` also finds `Moscow`."""
        text = text.replace("’", "'")
        return self.exact.get(text) or self.capitals.get(text, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article with its parse: the only type with a language-model object inside; ends after `events`."""

    article: Article
    doc: Doc
    gazetteer: Gazetteer
    """Who and what is known by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A date or an interval: partial ISO 8601 dates ('2013-04-27', '2013-04' or '2013'), both ends inclusive."""

    start: str | None
    end: str | None
    precision: Precision
    basis: Basis
    """stated in the text, relative to the article's date, or the article's date itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words of a document that name one thing; `first` and `last` are token indices, half-open.

    `key` says which: of a person the gazetteer's name or the fullest one in the article, of a state its code, of an
    organisation or a place its name. `sense` says by which kind of form ('name', 'demonym', 'capital', 'seat', 'body',
    'place').
    """

    kind: EntityKind
    first: int
    last: int
    key: str
    sense: str = "name"


Reference = tuple[EntityKind, str]
"""What words refer to: a kind and a mention's key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """Words that give a post: its title without the state's adjective, of what, and who holds it.

    `person` is a mention's key, None where the title stands alone ('the Russian foreign minister said').
    """

    first: int
    last: int
    title: str
    person: str | None = None
    of: Reference | None = None
    state: str | None = None
    former: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """Words that give a date, resolved against the article's date."""

    first: int
    last: int
    when: When


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Quoted words: token indices `first` and `last`, half-open; `speaker` is the token that heads who says them."""

    first: int
    last: int
    speaker: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """All that a document names, each tuple sorted by position.

    `references` says for each token that heads a name, a pronoun or a noun phrase whom or what it refers to.
    """

    names: tuple[Mention, ...]
    titles: tuple[Title, ...]
    dates: tuple[DateMention, ...]
    quotations: tuple[Quotation, ...]
    references: Mapping[int, tuple[Reference, ...]]
    states: Mapping[str, str] = field(default_factory=dict)
    """By a person's key the code of the state that he serves."""
    known: Mapping[str, str] = field(default_factory=dict)
    """By a person's key his Wikidata item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Who and what a document is about.

    `at` gives for the head token of each name, pronoun or noun phrase that refers to entities their ids; `dates`
    are the document's dates as in `Mentions`.
    """

    entities: tuple[Entity, ...]
    tenures: tuple[Tenure, ...]
    at: Mapping[int, tuple[str, ...]]
    places: Mapping[int, str]
    """By token the place that a name denotes when it is no party: 'Moscow' is a city as well as a government."""
    posts: Mapping[int, str]
    """By token the post that a title names."""
    dateline: tuple[str | None, str | None] = (None, None)
    """The state and the place that the article is written from."""
    author: tuple[str, ...] = ()
    """Who speaks outside of quotations in a statement: its person, or the state or body that publishes it."""
    dates: tuple[DateMention, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    regions: frozenset[str] = frozenset()
    """Ids of the places that are no cities: destinations of their own, as the West Bank or the Gulf."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, post, state, organisation or place.

    `of` is the id of the state or organisation that a post belongs to, None for all other kinds.
    """

    id: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...] = ()
    same_as: str | None = None
    """Wikidata item ('Q159')."""
    state: str | None = None
    """ISO 3166-1 alpha-2 code, or that of a user's gazetteer: of the state itself, that a person or body serves, or
    that a place lies in."""
    of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where one article states something: a span of its text, the text's slice there, and the rule that fired."""

    article: str
    start: int
    end: int
    quote: str
    rule: str
    """Id of the lexicon row that fired ('visit-verb')."""
    source: str | None = None
    """Entity who said so, None where the article says it itself. Only for events."""
    confidence: float = 1.0
    """In 0..1: how often such a reading is right. Only for events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """A post held by a person for a time, as one or more articles give it."""

    id: str
    person: str
    post: str
    """Id of an entity of kind post."""
    start: str | None = None
    end: str | None = None
    former: bool = False
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """An entity in a role of an event.

    `capacity` is the tenure in which a person acts, `behalf` the state or body acted for; `evidence` holds the
    words that name the participant and the rule that filled the role.
    """

    role: str
    entity: str
    capacity: str | None = None
    behalf: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One happening: its id is a hash of what is claimed, without the evidence."""

    id: str
    type: EventType
    participants: tuple[Participant, ...]
    modality: Modality = "actual"
    when: When | None = None
    place: str | None = None
    topic: str | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def confidence(self) -> float:
        """The confidence of the best evidence, in 0..1; 0 without evidence."""
        return max((e.confidence for e in self.evidence), default=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A reading of articles by one version of the software with one language model; it has no time of day."""

    id: str
    """Hash of software, version and model."""
    software: str
    version: str
    model: str
    """Name and version of the language model ('en_core_web_sm 3.8.0')."""
    articles: tuple[str, ...] = ()
    """Ids of the articles that were read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """What any number of articles say; every tuple is sorted by id and free of repetition."""

    entities: tuple[Entity, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    events: tuple[Event, ...] = ()
    articles: tuple[Article, ...] = ()
    runs: tuple[Run, ...] = ()
