"""Mentions as entities: who is the same, which state each serves, which post each holds."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from kg import lexicons, publishers, tenures
from kg.ids import digest, folded
from kg.model import Entity, Evidence, Resolution, Tenure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

    from kg.model import Article, DateMention, Document, Mention, Mentions, Reference, Title

_BEHIND = 2  # tokens between a title and the dates of its holding


def resolve(document: Document, mentions: Mentions) -> Resolution:
    """The entities and tenures of `document`, sorted by id, and what each of its words refers to."""
    registry = _Registry(document, mentions)
    for title in tenures.held(document, mentions):
        registry.tenure(title)
    at = {i: tuple(registry.entity(ref) for ref in refs) for i, refs in mentions.references.items()}
    places = {i: place for m in mentions.names if (place := registry.place(m)) for i in range(m.first, m.last)}
    posts = {i: registry.post(t) for t in mentions.titles for i in range(t.first, t.last)}
    dateline = registry.dateline()
    author = tuple(registry.entity(ref) for ref in publishers.author(document, mentions.titles))
    return Resolution(
        entities=tuple(sorted(registry.entities.values(), key=lambda e: e.id)),
        tenures=tuple(sorted(registry.tenures.values(), key=lambda t: t.id)),
        at=at,
        places=places,
        posts=posts,
        dateline=dateline,
        author=author,
        dates=mentions.dates,
        quotations=mentions.quotations,
        regions=frozenset(registry.regions()),
    )


class _Registry:
    """The entities of one document as they come up."""

    def __init__(self, document: Document, mentions: Mentions) -> None:
        self.article: Article = document.article
        self.doc: Doc = document.doc
        self.gazetteer = document.gazetteer
        self.organs = lexicons.load(document.article.language).words["organs"]
        self.entities: dict[str, Entity] = {}
        self.tenures: dict[str, Tenure] = {}
        self.ids: dict[Reference, str] = {}
        self.forms: dict[Reference, set[str]] = {}
        self.called: dict[Reference, set[str]] = {}
        """The forms outside of brackets: 'NATO (North Atlantic Treaty Organisation)' is called NATO."""
        for mention in mentions.names:
            text = " ".join(self.doc[mention.first : mention.last].text.split())
            self.forms.setdefault((mention.kind, mention.key), set()).add(text)
            if mention.first == 0 or self.doc[mention.first - 1].text != "(":
                self.called.setdefault((mention.kind, mention.key), set()).add(text)
        self.states, self.known, self.dates = mentions.states, mentions.known, mentions.dates

    def entity(self, reference: Reference) -> str:
        """The id of what `reference` names."""
        if reference not in self.ids:
            made = self._make(reference)
            self.ids[reference] = made.id
            self.entities[made.id] = made
            if made.kind == "person" and made.state is not None and made.state in self.gazetteer.states:
                self.entity(("state", made.state))  # on whose behalf the person acts
        return self.ids[reference]

    def _make(self, reference: Reference) -> Entity:
        kind, key = reference
        name, state, wikidata = key, None, None
        if kind == "state":
            known = self.gazetteer.states[key]
            name, state, wikidata = known.name, known.code, known.wikidata
        elif kind == "organisation":
            body = self.gazetteer.bodies.get(key)
            state = body.state if body else self._own_state(key)
            wikidata = body.wikidata if body else None
            if body is None:
                name = self._own_name(key)
            else:
                name = max(
                    [f for f in self.called.get(reference, ()) if len(f) > 1] or [key], key=lambda f: (len(f), f)
                )
        elif kind == "place":
            place = self.gazetteer.places.get(key)
            state = place.state if place else None
        else:
            state, wikidata = self.states.get(key), self.known.get(key)
        aliases = () if kind == "state" else tuple(sorted(self.forms.get(reference, set()) - {name}))
        if kind == "organisation" and name != key:
            aliases = tuple(sorted({*aliases, key} - {name}))
        identity = (wikidata,) if wikidata else (folded(key), state)
        return Entity(id=digest(kind, *identity), kind=kind, name=name, aliases=aliases, same_as=wikidata, state=state)

    def _own_name(self, key: str) -> str:
        """An organ's name without its state's adjective: 'Foreign Ministry' of 'Chinese Foreign Ministry'."""
        words = key.split()
        for size in (2, 1):
            forms = self.gazetteer.lookup(" ".join(words[:size]))
            if len(words) - size > 1 and forms and forms[0].sense == "demonym" and words[-1].lower() in self.organs:
                return " ".join(words[size:])
        return key

    def _own_state(self, name: str) -> str | None:
        for word in name.split():
            for form in self.gazetteer.lookup(word):
                if form.sense in {"name", "demonym"}:
                    return form.key
        return None

    def tenure(self, title: Title) -> None:
        """Adds the tenure that `title` states."""
        person = self.entity(("person", title.person or ""))
        post = self.post(title)
        first, last = self.doc[title.first].idx, self.doc[title.last - 1].idx + len(self.doc[title.last - 1])
        evidence = Evidence(
            article=self.article.id, start=first, end=last, quote=self.article.text[first:last], rule="title-of-person"
        )
        made = digest("tenure", person, post, title.former)
        known = self.tenures.get(made)
        start, end = _interval(self.doc, title, self.dates)
        self.tenures[made] = Tenure(
            id=made,
            person=person,
            post=post,
            start=start or (known.start if known else None),
            end=end or (known.end if known else None),
            former=title.former,
            evidence=tuple(sorted({*(known.evidence if known else ()), evidence}, key=lambda e: (e.start, e.end))),
        )

    def post(self, title: Title) -> str:
        """The id of the post that `title` names."""
        of = title.of or self._of(title)
        owner = self.entity(of) if of else None
        state = self.entities[owner].state if owner else None
        made = Entity(
            id=digest("post", folded(title.title), owner), kind="post", name=title.title, state=state, of=owner
        )
        self.entities[made.id] = made
        return made.id

    def place(self, mention: Mention) -> str | None:
        """The id of the place that a name denotes where it is no party; None for a state, a body or a person."""
        if mention.kind == "place":
            return self.entity(("place", mention.key))
        if mention.sense not in {"capital", "seat"}:
            return None
        words = " ".join(self.doc[mention.first : mention.last].text.split())
        return self._place(words.title() if words.isupper() and len(words) > len("D.C.") else words, mention.key)

    def _place(self, name: str, state: str | None) -> str:
        made = Entity(id=digest("place", folded(name), state), kind="place", name=name, state=state)
        self.entities[made.id] = made
        return made.id

    def regions(self) -> Iterator[str]:
        """The ids of the places that the gazetteer knows as regions."""
        for entity in self.entities.values():
            place = self.gazetteer.places.get(entity.name) if entity.kind == "place" else None
            if place is not None and place.kind == "region":
                yield entity.id

    def dateline(self) -> tuple[str | None, str | None]:
        """The ids of the state and the place of the article's dateline."""
        name = (self.article.dateline or "").strip()
        forms = self.gazetteer.lookup(name) or self.gazetteer.lookup(name.title())
        for form in forms:
            if form.sense in {"capital", "seat"}:
                return self.entity(("state", form.key)), self._place(name.title() if name.isupper() else name, form.key)
            if form.sense == "place":
                place = self.entity(("place", form.key))
                code = self.entities[place].state
                return (self.entity(("state", code)) if code else None), place
        return None, None

    def _of(self, title: Title) -> Reference | None:
        """What a bare title is a title of: the state that its holder serves."""
        state = self.states.get(title.person or "")
        return ("state", state) if state else None


def _interval(doc: Doc, title: Title, dates: tuple[DateMention, ...]) -> tuple[str | None, str | None]:
    """From when to when the words right behind a title say that the post is held: 'since 2005', 'from 2018 to 2019'."""
    near = bisect_left(dates, title.last, key=lambda d: d.first)
    for mention in dates[near : near + _BEHIND + 1]:
        if mention.first - title.last > _BEHIND:
            break
        words = {t.lower_ for t in doc[title.last : mention.first + 1]}
        when = mention.when
        if words & {"until", "till"}:
            return None, when.end or when.start
        if words & {"since", "from", "between", "("}:
            ranged = when.end is not None and when.end != when.start
            return when.start, when.end if ranged else None
    return None, None
