"""Titles as words: how far a chunk of title words reaches, and which posts it names."""

from __future__ import annotations

from dataclasses import replace

from kg.mentions import owners
from kg.mentions.text import AND, ARTICLES, POSSESSIVE, Text, singular
from kg.model import Title

LONGEST = 18  # tokens of a title with all that belongs to it
_LONGEST_WORDS = 120  # letters of a title


def backwards(text: Text, end: int) -> int:
    """Where the chunk of title words that ends at `end` begins."""
    i, first = end - 1, end
    while i >= 0 and end - i <= LONGEST:
        if text.doc[i].text == ")" and text.doc[max(i - 2, 0)].text == "(" and i - 3 in text.names:
            i -= 3
            continue
        if text.doc[i].lower_ in POSSESSIVE and i - 1 in text.names and not text.person(i - 1):
            first = text.names[i - 1].first
            if not _linked(text, first):
                break
            i = first - 1
            continue
        unit = _unit(text, i)
        if unit is None:
            break
        i, counts = unit
        if counts:
            first = i
        i -= 1
    return _cut(text, first, end)


def _unit(text: Text, i: int) -> tuple[int, bool] | None:  # noqa: PLR0911 (one return a kind of word)
    """The first token of the unit that ends at `i` and whether a chunk may begin there; None if it is no part."""
    doc, mention = text.doc, text.names.get(i)
    if mention is not None:
        outside = mention.sense != "demonym" and mention.first > 0 and doc[mention.first - 1].lower_ == "in"
        return (
            None
            if mention.kind == "person" or (outside and not _linked(text, mention.first))
            else (mention.first, True)
        )
    if i in text.heads:
        return text.heads[i][0], True
    if any(text.says(i, words) for words in ("modifiers", "former", "dropped")):
        return i, True
    if doc[i].lower_ in AND or doc[i].text == ",":
        joins = doc[i].text != "," and (i - 1 in text.heads or text.says(i - 1, "modifiers"))
        return (i, False) if joins or _listed(text, i) else None
    if text.says(i, "links") or doc[i].lower_ == "the" or (doc[i].text in {"-", "–"} and not doc[i].whitespace_):
        return i, False
    if _capital(text, i) and doc[i].pos_ in {"PROPN", "ADJ", "NOUN"} and doc[i].ent_type_ not in {"DATE", "TIME"}:
        return i, True
    depends = doc[i].dep_ in {"compound", "amod", "nmod"} and doc[i].is_alpha and i < doc[i].head.i < i + 6
    if depends and doc[i].pos_ in {"NOUN", "ADJ"}:
        return i, doc[i].pos_ == "NOUN" and doc[i].dep_ == "compound"
    return None


def _capital(text: Text, i: int) -> bool:
    return text.doc[i].text[0].isupper()


def _linked(text: Text, i: int) -> bool:
    """Whether a link behind a title head stands before token `i`: 'Secretary of (the) ...'."""
    k = i - 1
    while k > 0 and text.doc[k].lower_ in ARTICLES:
        k -= 1
    return k > 0 and text.says(k, "links") and k - 1 in text.heads


def _listed(text: Text, i: int) -> bool:
    """Whether a comma or an 'and' stands in a list of what a post is for: 'Minister for Trade, Industry and Labour'."""
    for k in range(i - 1, max(i - 10, 0), -1):
        if text.person(k) or k in text.heads:
            return False
        if text.says(k, "links"):
            return k - 1 in text.heads and k + 1 < i and (k + 1 not in text.names or text.names[k + 1].sense == "model")
        if not (_capital(text, k) or text.doc[k].lower_ in AND or text.doc[k].text == "," or text.says(k, "modifiers")):
            return False
    return False


def _cut(text: Text, first: int, end: int) -> int:
    """`first` moved behind each link that no title stands before, or that another title stands behind."""
    start = first
    for i in range(first, end):
        if not text.says(i, "links") or i in text.heads or i in text.names:
            continue
        left = any(k in text.heads for k in range(start, i))
        right = any(k in text.heads for k in range(i + 1, end))
        if not left or right:
            start = i + 1
    while start < end and (text.doc[start].lower_ in ARTICLES | AND or text.doc[start].is_punct):
        start += 1
    return start


def forwards(text: Text, first: int) -> int:
    """Where the chunk of title words that begins at `first` ends."""
    doc, i, link = text.doc, first, False
    while i < len(doc) and i - first <= LONGEST:
        mention, lower = text.names.get(i), doc[i].lower_
        if mention is not None:
            if mention.kind == "person":
                break
            i = mention.last
        elif i in text.heads:
            i = text.heads[i][1]
        elif text.says(i, "links"):
            if not _links(text, first, i):
                break
            link = link or any(k in text.heads for k in range(first, i))
            i += 1
        elif (
            any(text.says(i, words) for words in ("modifiers", "dropped", "former"))
            or lower in ARTICLES | POSSESSIVE | AND | {"-"}
            or (_capital(text, i) and doc[i].pos_ in {"PROPN", "ADJ", "NOUN"} and doc[i].ent_type_ != "DATE")
            or (link and doc[i].pos_ in {"NOUN", "ADJ"} and not doc[i].is_space)
        ) or (doc[i].text == "," and _goes_on(text, first, i)):
            i += 1
        else:
            break
    while (
        i > first
        and i - 1 not in text.heads
        and (text.says(i - 1, "links") or doc[i - 1].lower_ in ARTICLES | AND or doc[i - 1].is_punct)
    ):
        i -= 1
    return i


def _links(text: Text, first: int, i: int) -> bool:
    """Whether the link at `i` goes on with a title: 'ambassador in Israel', but not 'premier in Oslo on Monday'."""
    doc = text.doc
    if i + 1 >= len(doc) or doc[i + 1].ent_type_ in {"DATE", "TIME"}:
        return False
    if doc[i].lower_ in {"of", "for", "to"}:
        return True
    head = next((text.heads[k] for k in range(first, i) if k in text.heads), None)
    last = singular(doc[head[1] - 1].lower_) if head else ""
    return last in text.lexicon.words["agents"] | text.lexicon.words["posted"]


def _goes_on(text: Text, first: int, i: int) -> bool:
    """Whether the list of what a post is for goes on behind the comma at `i`: 'Security, Democracy, and Rights'."""
    return (
        i > first
        and _capital(text, i - 1)
        and _listed(text, i)
        and any(
            text.doc[k].lower_ in AND and k + 1 < len(text.doc) and _capital(text, k + 1) and not text.person(k + 1)
            for k in range(i + 1, min(i + 5, len(text.doc)))
        )
    )


def read(text: Text, first: int, last: int, person: str | None) -> list[Title]:
    """The titles in a chunk: 'Foreign Minister and Deputy Premier' are two, with the owner that one of them has."""
    parts, start = [], first
    for i in range(first, last):
        joint = text.doc[i].lower_ in {*AND, ",", "/"} and i not in text.heads and i not in text.names
        before, behind = range(start, i), range(i + 1, last)
        if joint and any(k in text.heads for k in before) and any(k in text.heads for k in behind):
            parts.append((start, i))
            start = i + 1
    parts.append((start, last))
    titles = [t for a, b in parts if (t := title(text, a, b, person))]
    owned = next((t for t in titles if t.of), None)
    if owned is None:
        return titles
    return [t if t.of else replace(t, of=owned.of, state=owned.state) for t in titles]


def title(text: Text, first: int, last: int, person: str | None) -> Title | None:
    """The title between two tokens: what stands before its head says whose, what stands behind says of what."""
    doc = text.doc
    head = next((text.heads[i] for i in range(first, last) if i in text.heads), None)
    if head is None:
        return None
    former = any(text.says(i, "former") for i in range(first, head[0] + 1))
    start, owner = owners.front(text, first, head)
    end, behind = owners.behind(text, head, last)
    if behind:
        owner = behind[0], behind[1] or (owner[1] if owner else None)
    while start < end and (doc[start].lower_ in {*AND, *ARTICLES, *POSSESSIVE, ",", "mr.", "mr"}):
        start += 1
    while start < end and (doc[end - 1].lower_ in {*AND, *ARTICLES, ",", "as", "-"}):
        end -= 1
    words = " ".join(doc[start:end].text.split())
    if behind and doc[end].lower_ == "of" and (rest := owners.rest(text, end, last)) is not None:
        words = f"{words} {rest}"
    if not words or len(words) > _LONGEST_WORDS:
        return None
    owner = owner or owners.fixed(text, words)
    of, state = owner or (None, None)
    return Title(first=first, last=last, title=words, person=person, of=of, state=state, former=former)
