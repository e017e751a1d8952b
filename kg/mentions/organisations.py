"""Names of organisations: by their form ('Ministry of ...', '... Council') and by the language model."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from kg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.lexicons import Lexicon

_SMALL = 2  # small words in a row inside a name
_OPENING = 3  # tokens before the head noun of '... Ministry of ...'
_GOVERNMENTS = frozenset(
    {"administration", "government", "cabinet", "embassy", "mission", "delegation", "forces", "authority", "consulate"}
)


def find(doc: Doc, known: list[Mention], lexicon: Lexicon) -> list[Mention]:
    """Names of organisations by their form ('Ministry of ...', '... Council') and by the language model."""
    heads, inner = lexicon.words["names.organisation_heads"], lexicon.words["names.inner"]
    titles = lexicon.words["heads"]
    seats = {i for m in known if m.sense in {"seat", "body"} for i in range(m.first, m.last)}
    found: list[Mention] = []
    i = 0
    while i < len(doc):
        if not capital(doc[i]) or i in seats:
            i += 1
            continue
        j = _run(doc, i, inner, seats)
        first = next((k for k in range(i, j) if doc[k].lower_ not in {"the", "a", "an"}), j)
        mention = _organisation(doc, first, j, heads, titles)
        if mention:
            found.append(mention)
        i = max(j, i + 1)
    taken = {i for m in [*found, *known] for i in range(m.first, m.last)}
    found += _by_model(doc, taken, lexicon)
    return found


def _run(doc: Doc, i: int, inner: frozenset[str], seats: set[int]) -> int:
    """The end of the run of capitalised words from token `i` on, small words inside allowed."""
    j = i + 1
    while j < len(doc) and j not in seats:
        token = doc[j]
        if (
            capital(token)
            or (token.text == "-" and j + 1 < len(doc) and capital(doc[j + 1]))
            or (token.lower_ in {"of", "for", "&"} and _continues(doc, j, inner))
            or (
                token.lower_ in {"the", "and"}
                and j + 1 < len(doc)
                and capital(doc[j + 1])
                and doc[j - 1].lower_ in {"of", "for"}
            )
            or (token.lower_ == "and" and _joint(doc, i, j))
        ):
            j += 1
        else:
            break
    return j


def _continues(doc: Doc, j: int, inner: frozenset[str]) -> bool:
    k = j + 1
    while k < len(doc) and doc[k].lower_ in inner:
        k += 1
    return k < len(doc) and k - j <= _SMALL and capital(doc[k])


def _joint(doc: Doc, i: int, j: int) -> bool:
    """Whether 'and' at `j` stands inside a name that began 'Ministry of X and Y', 'Department for X and Y'."""
    opened = any(doc[k].lower_ in {"of", "for"} for k in range(i, j))
    return (
        opened
        and j + 1 < len(doc)
        and capital(doc[j + 1])
        and doc[j + 1].ent_type_ in {"ORG", ""}
        and doc[j + 1].pos_ in {"PROPN", "NOUN"}
        and doc[j - 1].ent_type_ == doc[j + 1].ent_type_
    )


def capital(token: Token) -> bool:
    """Whether a token is written like a name."""
    return token.text[0].isupper() and not token.is_space and token.pos_ not in {"PRON"}


def _organisation(doc: Doc, first: int, last: int, heads: frozenset[str], titles: frozenset[str]) -> Mention | None:
    """The organisation in a capitalised run: up to its last head noun, or from a head noun before 'of' on."""
    lower = [doc[k].lower_ for k in range(first, last)]
    opening = next((k for k, w in enumerate(lower[:-1]) if w in heads and lower[k + 1] in {"of", "for"}), None)
    if opening is not None and opening <= _OPENING:
        start = first
        end = last
    else:
        closing = next((k for k in range(len(lower) - 1, 0, -1) if lower[k] in heads), None)
        if closing is None:
            return None
        start, end = first, first + closing + 1
    while start < end - 1 and (
        lower[start - first] in {"the", "a", "visiting", "former"}
        or doc[start].pos_ in {"VERB", "ADP", "SCONJ", "CCONJ", "ADV", "DET"}
    ):
        start += 1
    while end > start and not capital(doc[end - 1]):
        end -= 1
    if any(w in titles for w in lower[start - first : end - first]) or end - start <= 1:
        return None
    if _is_government(doc, start, end):
        return None
    return Mention(kind="organisation", first=start, last=end, key=words(doc, start, end), sense="name")


def _is_government(doc: Doc, start: int, end: int) -> bool:
    """Whether a run is a government and no body of its own: 'Obama Administration', 'Iraqi Government'."""
    return end - start <= _SMALL and doc[end - 1].lower_ in _GOVERNMENTS


def _by_model(doc: Doc, taken: set[int], lexicon: Lexicon) -> list[Mention]:
    """Organisations that only the language model knows, without titles, documents and common words."""
    words_of = lexicon.words
    small = {t.text for t in doc if t.is_lower}
    found = []
    for ent in doc.ents:
        first, last = ent.start, ent.end
        while first < last and (doc[first].lower_ in {"the", "a"} or not capital(doc[first])):
            first += 1
        while last > first and doc[last - 1].text in {"'s", "'"}:
            last -= 1
        if ent.label_ != "ORG" or first >= last or taken & set(range(first, last)):
            continue
        inside = {t.lower_ for t in doc[first:last]}
        if (
            inside & words_of["heads"]
            or inside <= words_of["modifiers"] | words_of["domains"]
            or inside <= words_of["names.never"]
            or doc[last - 1].lower_ in words_of["names.documents"]
            or (inside <= small and not doc[first].is_upper)
            or not re.search(r"[A-Za-z]{2}", doc[first:last].text)
            or any(t.is_space for t in doc[first:last])
        ):
            continue
        found.append(Mention(kind="organisation", first=first, last=last, key=words(doc, first, last), sense="model"))
    return found


def words(doc: Doc, first: int, last: int) -> str:
    """The words between two tokens, composed letters and single blanks."""
    return " ".join(unicodedata.normalize("NFC", doc[first:last].text).split())
