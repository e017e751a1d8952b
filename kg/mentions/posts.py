"""Posts: titles before and after names, in lists, by verbs, alone; whose they are and who holds them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg import lexicons
from kg.mentions import owners, predicates
from kg.mentions import titles as chunks
from kg.mentions.text import AND, ARTICLES, POSSESSIVE, Text, heads, plural, singular
from kg.model import Title

if TYPE_CHECKING:
    from kg.mentions.owners import Owner
    from kg.model import Document, Mention


def find(document: Document, names: tuple[Mention, ...]) -> tuple[Title, ...]:
    """The titles in `document`, of people and alone, sorted by position."""
    lexicon = lexicons.load(document.article.language)
    covered = {i: m for m in names for i in range(m.first, m.last)}
    text = Text(
        doc=document.doc,
        lexicon=lexicon,
        gazetteer=document.gazetteer,
        names=covered,
        heads=heads(document.doc, covered, lexicon),
    )
    people = [m for m in names if m.kind == "person"]
    found: list[Title] = []
    for mention in people:
        found += _before(text, mention)
        if text.doc[mention.first].idx >= document.article.body:  # 'Carter, Iraqi Premier Discuss Next Moves'
            found += _after(text, mention)
    found += _listed(text)
    found += predicates.told(text, {t.person: (t.of, t.state) for t in found if t.of and t.person and not t.former})
    found = _shared(text, found)
    found += _counterparts(text, people, found)
    taken = {i for t in found for i in range(t.first, t.last)}
    found += [t for t in _alone(text) if not taken & set(range(t.first, t.last))]
    return tuple(sorted(found, key=lambda t: (t.first, t.last, t.title)))


# ---------------------------------------------------------------- beside a name


def _before(text: Text, person: Mention) -> list[Title]:
    """Titles that end where the name begins, or before a comma or an honorific there."""
    doc, end = text.doc, person.first
    while end > 0 and end - 1 not in text.heads and (text.says(end - 1, "honorifics") or text.says(end - 1, "ranks")):
        end -= 1
    after_comma = end > 1 and doc[end - 1].text == ","
    if after_comma:
        end -= 1
        if not _closed(text, person.last):
            return []
    if end > 0 and end - 1 in text.heads and plural(text, text.heads[end - 1]):
        return []
    if (
        end > 0
        and end - 1 not in text.names
        and (doc[end - 1].lower_ in AND or (text.says(end - 1, "links") and end - 1 not in text.heads))
    ):
        return []
    first = chunks.backwards(text, end)
    if after_comma and _apposed(text, first):
        return []
    behind = _of_behind(text, person)
    apart = [
        i
        for i in range(first, end - 1)
        if doc[i].lower_ in AND and doc[i + 1].lower_ in ARTICLES and i - 1 in text.heads
    ]
    first = apart[-1] + 2 if apart else first
    found = _of_one(text, chunks.read(text, first, end, person.key))
    return [replace(t, of=behind[0], state=behind[1]) if behind and not t.of else t for t in found]


def _closed(text: Text, i: int) -> bool:
    """Whether a name in apposition may end at `i`: a comma, a full stop or the verb follows."""
    return (
        i >= len(text.doc)
        or text.doc[i].text in {",", ".", ";", ")"}
        or text.doc[i].pos_ in {"VERB", "AUX"}
        or text.doc[i].is_space
    )


def _apposed(text: Text, first: int) -> bool:
    """Whether the words that begin at `first` belong to a name before them: 'X, the premier, Y said'."""
    k = first - 1
    while k > 0 and text.doc[k].lower_ in ARTICLES:
        k -= 1
    return k > 0 and text.doc[k].text == "," and text.person(k - 1)


def _of_one(text: Text, found: list[Title]) -> list[Title]:
    """The titles of one person: in 'the Prime Minister and President Hollande' only the last is his."""
    top = text.lexicon.words["top"]
    if len(found) > 1 and all(t.title.lower() in top for t in found) and not any(t.former for t in found):
        return found[-1:]
    return found


def _of_behind(text: Text, person: Mention) -> Owner | None:
    """What an 'of' behind the name says: 'President Zelenskyy of Ukraine'."""
    k = person.last
    if k + 1 >= len(text.doc) or text.doc[k].lower_ not in {"of", "from"}:
        return None
    k += 2 if text.doc[k + 1].lower_ == "the" else 1
    mention = text.names.get(k)
    if mention is None or mention.kind not in {"state", "organisation"} or mention.sense == "demonym":
        return None
    return owners.owner_of(mention, text)


def _after(text: Text, person: Mention) -> list[Title]:
    """Titles behind the name: 'X, the Russian ambassador to Y,', 'X (the premier)', 'X, who is premier'."""
    doc, i = text.doc, person.last
    if i + 1 < len(doc) and doc[i].lower_ in {"of", "from"} and i + 1 in text.names:
        i = text.names[i + 1].last
    if i + 1 >= len(doc) or (doc[i].text not in {",", "(", "-", "–", "—", "--"} and doc[i].lower_ != "as"):
        return []
    i += 1
    if doc[i].lower_ in AND:
        return []
    if i + 1 < len(doc) and doc[i].lower_ == "who" and doc[i + 1].lemma_ == "be":
        i += 2
    i += _years(text, i)
    i += _of_country(text, i)
    last = chunks.forwards(text, i)
    if last < len(doc) and text.person(last):
        last = _before_other(text, i, last)
    first = i
    while first < last and doc[first].lower_ in ARTICLES:
        first += 1
    found = chunks.read(text, first, last, person.key)
    if (
        found and last + 1 < len(doc) and not found[0].of and text.says(last, "links")
    ):  # 'spokesman for Secretary-General Ban'
        of = next((t.of for t in chunks.read(text, last + 1, chunks.forwards(text, last + 1), None) if t.of), None)
        found = [replace(t, of=of) for t in found]
    return found


def _before_other(text: Text, first: int, last: int) -> int:
    """The end of the title before the link to another person's: 'spokesman | for Secretary-General Ban'."""
    for i in range(last - 1, first, -1):
        if text.says(i, "links") and i not in text.names and i not in text.heads:
            return (
                i
                if any(k in text.heads for k in range(first, i)) and any(k in text.heads for k in range(i, last))
                else first
            )
    return first


def _of_country(text: Text, i: int) -> int:
    """How many tokens 'the country's' before a title takes."""
    k = i + 1 if i < len(text.doc) and text.doc[i].lower_ in ARTICLES else i
    owned = (
        k + 1 < len(text.doc) and text.doc[k].lower_ in {"country", "nation"} and text.doc[k + 1].lower_ in POSSESSIVE
    )
    return k + 2 - i if owned else 0


def _years(text: Text, i: int) -> int:
    """How many tokens an age takes: 'X, 56, the premier'."""
    return 2 if i + 1 < len(text.doc) and text.doc[i].like_num and text.doc[i + 1].text == "," else 0


# ---------------------------------------------------------------- lists


def _listed(text: Text) -> list[Title]:
    """One plural title for several names: 'Presidents Bush and Putin', 'ministers X of A and Y of B'."""
    found: list[Title] = []
    for head in sorted(set(text.heads.values())):
        last = head[1]
        if not plural(text, head):
            continue
        first = chunks.backwards(text, last)
        end = chunks.forwards(text, head[0])
        people = _row(text, end if not text.person(last) else last)
        if not people:
            continue
        words = singular(" ".join(text.doc[head[0] : last].text.split()))
        own = chunks.title(text, first, end, None)
        states = [text.names[i] for i in range(first, end) if i in text.names and i == text.names[i].first]
        for n, person in enumerate(people):
            owner = _of_behind(text, person)
            if owner is None and len(states) == len(people):
                owner = owners.owner_of(states[n], text)
            elif owner is None and len(states) == 1 and own is not None and own.of is not None:
                owner = own.of, own.state
            of, state = owner or (None, None)
            lead = text.doc[own.first : head[0]].text if own is not None and not states else ""
            former = own.former if own is not None else False
            words_all = f"{lead} {words}".strip() if lead and not former else words
            found.append(
                Title(first=first, last=last, title=words_all, person=person.key, of=of, state=state, former=former)
            )
    return found


def _row(text: Text, i: int) -> list[Mention]:
    """The people named one after another from token `i` on, each perhaps with 'of' a state; [] for fewer than two."""
    doc, found = text.doc, []
    if i < len(doc) and doc[i].text in {",", ":", "-"}:
        i += 1
    while i < len(doc) and text.person(i):
        found.append(text.names[i])
        i = text.names[i].last
        if i + 1 < len(doc) and doc[i].lower_ in {"of", "from"}:
            k = i + 2 if doc[i + 1].lower_ == "the" else i + 1
            if k in text.names and not text.person(k):
                i = text.names[k].last
        elif i < len(doc) and doc[i].text == "(":
            i = next((k + 1 for k in range(i, min(i + 8, len(doc))) if doc[k].text == ")"), i)
        if i < len(doc) and doc[i].text == ",":
            i += 1
        if i < len(doc) and doc[i].lower_ in AND:
            i += 1
    return found if len(found) > 1 else []


# ---------------------------------------------------------------- beyond one name


def _shared(text: Text, found: list[Title]) -> list[Title]:
    """The titles, those without an owner given the one that the words around them say.

    'Turkey's Foreign Minister X and Energy Minister Y': both Turkey's. 'X's spokesman Y': the state that X serves.
    """
    owned = {t.last: t for t in found if t.of and t.of[0] == "state" and t.person and not t.former}
    by_person = {t.person: t for t in owned.values()}
    shared = []
    for t in sorted(found, key=lambda t: t.first):
        source = None if t.of else _source(text, t, owned, by_person)
        t = t if source is None else replace(t, of=source.of, state=source.state)  # noqa: PLW2901
        if source is not None and t.person:
            owned[t.last] = t
        shared.append(t)
    return shared


def _source(text: Text, bare: Title, owned: dict[int, Title], by_person: dict[str | None, Title]) -> Title | None:
    """The title whose owner is also that of `bare`."""
    doc, k = text.doc, bare.first - 1
    if bare.person in by_person:
        return by_person[bare.person]
    if k > 0 and doc[k].lower_ in POSSESSIVE and text.person(k - 1):
        return by_person.get(text.names[k - 1].key)
    if doc[bare.first].lower_ in {"his", "her"}:
        before = (i for i in range(k, doc[bare.first].sent.start - 1, -1) if text.person(i))
        return by_person.get(text.names[i].key) if (i := next(before, None)) is not None else None
    top = text.lexicon.words["top"]
    if k > 0 and (doc[k].lower_ in AND or doc[k].text == ","):
        while k > 0 and (doc[k].lower_ in AND or doc[k].text == ","):
            k -= 1
        source = owned.get(text.names[k].first) if k > 0 and text.person(k) else None
        if (
            source
            and source.title.lower() not in text.lexicon.tables["fixed"]
            and (bare.title.lower() not in top or source.title.lower() in top)
        ):
            return source
    return _beside_counterpart(text, bare)


def _beside_counterpart(text: Text, bare: Title) -> Title | None:
    """The title with the state of 'his Turkish counterpart', 'their Palestinian counterparts' right before it."""
    k = bare.first - 1
    while k > bare.first - 5 and k > 0 and (text.doc[k].text == "," or text.doc[k].pos_ in {"DET", "ADJ"}):
        k -= 1
    state = text.names.get(k - 1)
    if k < 1 or text.doc[k].lemma_.lower() != "counterpart" or state is None or state.kind != "state":
        return None
    return replace(bare, of=("state", state.key), state=state.key)


def _counterparts(text: Text, people: list[Mention], found: list[Title]) -> list[Title]:
    """Posts of people called 'his Iranian counterpart Y': the post of the one before, of the other state."""
    made = []
    ordered = sorted((t for t in found if t.person and not t.former), key=lambda t: t.last)
    for mention in people:
        i = mention.first - 1
        if i > 1 and text.doc[i].text == ",":
            i -= 1
        if i < 1 or text.doc[i].lemma_.lower() not in {"counterpart", "opposite"}:
            continue
        behind = _of_behind(text, mention)
        state = text.names.get(i - 1)
        before = [t for t in ordered if t.last <= i and t.person != mention.key]
        if state is not None and state.kind == "state":
            owner: Owner | None = (("state", state.key), state.key)
        else:
            owner = behind
        if owner and before:
            first = state.first if state is not None else i
            made.append(
                replace(
                    before[-1],
                    first=first,
                    last=mention.first,
                    person=mention.key,
                    of=owner[0],
                    state=owner[1],
                    former=False,
                )
            )
    return made


def _alone(text: Text) -> list[Title]:
    """Titles beside no name: 'the Russian foreign minister', 'the premier', 'the President of Russia'."""
    found = []
    for first, last in sorted(set(text.heads.values())):
        begin = min(chunks.backwards(text, last), first)
        end = last
        if last < len(text.doc) and text.says(last, "links"):
            k = last + 1
            while k < len(text.doc) and text.doc[k].lower_ in ARTICLES:
                k += 1
            if text.doc[last].lower_ in {"of", "for"} and k in text.names and not text.person(k):
                end = text.names[k].last
        made = chunks.title(text, begin, end, None)
        if made:
            found.append(made)
    return found
