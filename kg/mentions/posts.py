"""Posts: titles before and after names, titles that stand alone, whose they are and who holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg import gazetteers, lexicons
from kg.model import Mention, Title

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.lexicons import Lexicon
    from kg.model import Document, EntityKind, Reference

_LONGEST = 16  # tokens of a title with all that belongs to it
_LONGEST_HEAD = 6  # tokens of a head such as 'chief of the general staff'


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """A document as the title rules see it."""

    doc: Doc
    lexicon: Lexicon
    names: Mapping[int, Mention]
    """The mention that covers a token."""
    heads: Mapping[int, tuple[int, int]]
    """The title head ('prime minister') that covers a token, as a half-open token range."""


def find(document: Document, names: tuple[Mention, ...]) -> tuple[Title, ...]:
    """The titles in `document`, sorted by position: those of people first found beside their names, then those alone."""
    lexicon = lexicons.load(document.article.language)
    covered = {i: m for m in names for i in range(m.first, m.last)}
    text = _Text(doc=document.doc, lexicon=lexicon, names=covered, heads=_heads(document.doc, covered, lexicon))
    titles: list[Title] = []
    for mention in names:
        if mention.kind == "person":
            titles += _before(text, mention) + _after(text, mention)
    titles += _counterparts(text, names, titles)
    taken = {i for t in titles for i in range(t.first, t.last)}
    titles += [t for t in _alone(text) if not taken & set(range(t.first, t.last))]
    return tuple(sorted(titles, key=lambda t: (t.first, t.last, t.title)))


def _heads(doc: Doc, covered: Mapping[int, Mention], lexicon: Lexicon) -> dict[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    longest = lexicon.words["heads"]
    i = 0
    while i < len(doc):
        step = 1
        for j in range(min(i + _LONGEST_HEAD, len(doc)), i, -1):
            words = doc[i:j].text.lower()
            if words in longest or (j - i == 1 and _plural(words) in longest):
                if i in covered and covered[i].kind == "person":
                    break
                found.update(dict.fromkeys(range(i, j), (i, j)))
                step = j - i
                break
        i += step
    return found


def _plural(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _before(text: _Text, person: Mention) -> list[Title]:
    """Titles that end where the name begins, or before a comma or an honorific there."""
    end = person.first
    doc, honorifics = text.doc, text.lexicon.words["honorifics"] | text.lexicon.words["ranks"]
    while end > 0 and doc[end - 1].lower_ in honorifics and (end - 1) not in text.heads:
        end -= 1
    after_comma = end > 1 and doc[end - 1].text == ","
    if after_comma:
        end -= 1
        if not (person.last < len(doc) and (doc[person.last].text in {",", "."} or doc[person.last].pos_ in {"VERB", "AUX"})):
            return []
    first = _leftmost(text, end)
    of, state = _of_behind(text, person)
    titles = [replace(t, of=of, state=state) if of and not t.of else t for t in _parse(text, first, end)]
    return [t for t in titles if not (after_comma and t.last < end and t.last not in text.names)]


def _of_behind(text: _Text, person: Mention) -> tuple[Reference | None, str | None]:
    """What an 'of' behind the name says: 'President Zelenskyy of Ukraine'."""
    k = person.last
    if k + 1 >= len(text.doc) or text.doc[k].lower_ != "of":
        return None, None
    k += 2 if text.doc[k + 1].lower_ == "the" else 1
    mention = text.names.get(k)
    if mention is None or mention.kind not in {"state", "organisation"}:
        return None, None
    return _owner(mention, text)


def _leftmost(text: _Text, end: int) -> int:
    """Where the title chunk that ends at `end` begins."""
    doc, words = text.doc, text.lexicon.words
    i = end - 1
    first = end
    while i >= 0 and end - i <= _LONGEST:
        mention, lower = text.names.get(i), doc[i].lower_
        if mention is not None:
            if mention.kind == "person" or (mention.sense != "demonym" and mention.first > 0 and doc[mention.first - 1].lower_ == "in"):
                break
            i = first = mention.first
        elif i in text.heads:
            i = first = text.heads[i][0]
        elif lower in words["modifiers"] or lower in words["former"] or lower in words["dropped"]:
            first = i
        elif lower in {"'s", "’s", "'", "’"} and i - 1 in text.names and text.names[i - 1].kind != "person":
            first = text.names[i - 1].first
            break
        elif lower in {"and", "&"}:
            if i - 1 not in text.heads and doc[i - 1].lower_ not in words["modifiers"]:
                break
        elif lower in words["links"] or lower == "the" or (lower in {"-", "–"} and not doc[i].whitespace_):
            pass
        elif doc[i].text[0].isupper() and doc[i].pos_ in {"PROPN", "ADJ", "NOUN"} and not doc[i].is_space:
            first = i
        else:
            break
        i -= 1
    return _cut(text, first, end)


def _cut(text: _Text, first: int, end: int) -> int:
    """`first` moved behind each link that no title stands before, or that another title stands behind."""
    start = first
    for i in range(first, end):
        if text.doc[i].lower_ not in text.lexicon.words["links"] or i in text.heads or i in text.names:
            continue
        left = any(k in text.heads for k in range(start, i))
        right = any(k in text.heads for k in range(i + 1, end))
        if not left or right:
            start = i + 1
    while start < end and (text.doc[start].lower_ in {"the", "and", "&", "-", "a"} or text.doc[start].is_punct):
        start += 1
    return start


def _after(text: _Text, person: Mention) -> list[Title]:
    """Titles in apposition after the name: 'X, the Russian ambassador to Y,'."""
    doc, words = text.doc, text.lexicon.words
    i = person.last
    if i + 1 >= len(doc) or (doc[i].text not in {",", "("} and doc[i].lower_ != "as"):
        return []
    i += 1
    if i + 1 < len(doc) and doc[i].lower_ == "who" and doc[i + 1].lemma_ == "be":
        i += 2
    first = i
    while i < len(doc) and i - first <= _LONGEST:
        mention, lower = text.names.get(i), doc[i].lower_
        if mention is not None:
            if mention.kind == "person":
                return []
            i = mention.last
        elif i in text.heads:
            i = text.heads[i][1]
        elif lower in words["modifiers"] or lower in words["dropped"] or lower in words["former"] or lower in words["links"]:
            i += 1
        elif lower in {"the", "a", "an", "'s", "’s", "and", "-", "&"}:
            i += 1
        elif doc[i].text[0].isupper() and doc[i].pos_ in {"PROPN", "ADJ", "NOUN"}:
            i += 1
        else:
            break
    while i > first and (doc[i - 1].lower_ in words["links"] or doc[i - 1].lower_ in {"the", "and", "a", "&"}) and (i - 1) not in text.heads:
        i -= 1
    start = first
    while start < i and doc[start].lower_ in {"the", "a", "an"}:
        start += 1
    return _parse(text, start, i, person.key)


def _parse(text: _Text, first: int, last: int, person: str | None = None) -> list[Title]:
    """The titles in a chunk: 'Foreign Minister and Deputy Premier' are two."""
    parts, start = [], first
    for i in range(first, last):
        if text.doc[i].lower_ in {"and", "&", ",", "/"} and i not in text.heads and i not in text.names:
            if any(k in text.heads for k in range(start, i)) and any(k in text.heads for k in range(i + 1, last)):
                parts.append((start, i))
                start = i + 1
    parts.append((start, last))
    if person is None:
        person = text.names[last].key if last in text.names and text.names[last].kind == "person" else None
        if person is None:
            person = next((text.names[k].key for k in range(last, min(last + 3, len(text.doc))) if k in text.names and text.names[k].kind == "person"), None)
    titles = [t for a, b in parts if (t := _title(text, a, b, person))]
    of = next((t for t in titles if t.of), None)
    return [replace(t, of=of.of, state=of.state) if of and not t.of else t for t in titles]


def _title(text: _Text, first: int, last: int, person: str | None) -> Title | None:
    """One title: what stands before its head says whose, what stands behind says of what."""
    doc, words = text.doc, text.lexicon.words
    head = next((text.heads[i] for i in range(first, last) if i in text.heads), None)
    if head is None:
        return None
    former = any(doc[i].lower_ in words["former"] for i in range(first, head[0] + 1))
    of: tuple[EntityKind, str] | None = None
    state: str | None = None
    start = first
    for i in range(first, head[0]):
        mention = text.names.get(i)
        if mention is not None and i == mention.first:
            new, code = _owner(mention, text)
            state = state or code
            if of is None or new[0] == "organisation":
                of = new
            start = mention.last
            if start < len(doc) and doc[start].lower_ in {"'s", "’s", "'", "’"}:
                start += 1
        elif i == start and (doc[i].lower_ in words["dropped"] or doc[i].lower_ in words["former"] or doc[i].text == "-"):
            start = i + 1
    end, of_behind, state_behind = _behind(text, head[1], last)
    if of_behind:
        of, state = of_behind, state_behind or state
    if person is not None and doc[head[1] - 1].tag_ in {"NNS", "NNPS"} and doc[head[1] - 1].lower_.endswith("s"):
        return None
    while start < end and doc[start].lower_ in {"and", "the", ",", "&", "mr.", "mr"}:
        start += 1
    while start < end and doc[end - 1].lower_ in {"and", "the", ",", "&", "as", "-"}:
        end -= 1
    title = " ".join(doc[start:end].text.split())
    if not title or len(title) > 90:
        return None
    fixed = text.lexicon.tables["fixed"].get(title.lower())
    if of is None and fixed:
        of = ("state", fixed) if fixed in gazetteers.load().states else ("organisation", fixed)
        state = fixed if of[0] == "state" else None
    return Title(first=first, last=last, title=title, person=person, of=of, state=state, former=former)


def _behind(text: _Text, first: int, last: int) -> tuple[int, tuple[EntityKind, str] | None, str | None]:
    """Where the title ends, and what an 'of' behind its head makes it the title of."""
    doc = text.doc
    for i in range(first, last):
        lower = doc[i].lower_
        agent = doc[first - 1].lower_.startswith("spokes") or doc[first - 1].lower_ in {"head", "chief", "leader", "director"}
        if lower == "of" or (lower in {"for", "at", "in"} and agent):
            k = i + 1
            while k < last and doc[k].lower_ == "the":
                k += 1
            mention = text.names.get(k)
            if mention is not None and mention.first == k and mention.kind in {"state", "organisation"} and mention.last <= last:
                of, state = _owner(mention, text)
                return i, of, state
    return last, None, None


def _owner(mention: Mention, text: _Text) -> tuple[tuple[EntityKind, str], str | None]:
    """What a post before or behind whose head `mention` stands is a post of, and the state that it serves."""
    if mention.kind == "state":
        if mention.sense == "seat" and mention.last - mention.first > 1:
            return ("organisation", text.doc[mention.first : mention.last].text), mention.key
        return ("state", mention.key), mention.key
    gazetteer = gazetteers.load()
    if mention.kind == "organisation":
        body = gazetteer.bodies.get(mention.key)
        state = body.state if body else own_state(mention.key)
        return ("organisation", mention.key), state
    place = gazetteer.places.get(mention.key)
    return ("place", mention.key), place.state if place else None


def own_state(name: str) -> str | None:
    """The code of the state that a name's own words give: 'Russian Security Council' is Russia's."""
    gazetteer = gazetteers.load()
    words = name.split()
    for size in (3, 2, 1):
        for i in range(len(words) - size + 1):
            for form in gazetteer.lookup(" ".join(words[i : i + size])):
                if form.sense in {"name", "demonym"}:
                    return form.key
    return None


def _counterparts(text: _Text, names: tuple[Mention, ...], titles: list[Title]) -> list[Title]:
    """Posts of people called 'his Iranian counterpart Y': the post of the one before, of the other state."""
    found = []
    for mention in names:
        i = mention.first - 1
        if mention.kind != "person" or i < 1:
            continue
        if text.doc[i].text == ",":
            i -= 1
        if text.doc[i].lemma_.lower() != "counterpart":
            continue
        state = text.names.get(i - 1)
        before = [t for t in titles if t.person and t.last <= i and text.doc[t.first].sent == text.doc[i].sent]
        before = before or [t for t in titles if t.person and t.last <= i]
        if state is not None and state.kind == "state" and before:
            of: tuple[EntityKind, str] = ("state", state.key)
            model = max(before, key=lambda t: t.last)
            found.append(replace(model, first=state.first, last=mention.first, person=mention.key, of=of, state=state.key, former=False))
    return found


def _alone(text: _Text) -> list[Title]:
    """Titles beside no name: 'the Russian foreign minister', 'the premier'."""
    found = []
    for first, last in sorted(set(text.heads.values())):
        begin = _leftmost(text, last)
        end = last
        token: Token | None = text.doc[last] if last < len(text.doc) else None
        if token is not None and token.lower_ in {"of", "for"}:
            k = last + 1
            while k < len(text.doc) and text.doc[k].lower_ == "the":
                k += 1
            if k in text.names and text.names[k].kind != "person":
                end = text.names[k].last
        title = _title(text, min(begin, first), end, None)
        if title:
            found.append(replace(title, person=None))
    return found
