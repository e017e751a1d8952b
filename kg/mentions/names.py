"""Names of states, bodies, places and people in a document: by the gazetteer, the text and the language model."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from kg import gazetteers, lexicons
from kg.mentions.identity import cluster
from kg.mentions.persons import spot
from kg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.gazetteers import Form
    from kg.model import Document, EntityKind

_LONGEST = 8  # tokens of a gazetteer form
_KIND: dict[str, EntityKind] = {
    "name": "state",
    "demonym": "state",
    "capital": "state",
    "seat": "state",
    "body": "organisation",
    "place": "place",
}


def find(document: Document) -> tuple[Mention, ...]:
    """The names in `document`, sorted by position, none overlapping another."""
    doc = document.doc
    lexicon = lexicons.load(document.article.language)
    known = _known(doc)
    bodies = _organisations(doc, known, lexicon)
    taken = _without_overlap([*known, *bodies])
    people = spot(doc, document.article.body, taken, lexicon)
    persons = {i for m in people for i in range(m.first, m.last)}
    taken = [m for m in taken if m.sense != "model" or not persons & set(range(m.first, m.last))]
    taken = _without_overlap([*people, *taken])
    taken = [*taken, *_places(doc, taken)]
    return tuple(sorted(cluster(taken, lexicon), key=lambda m: m.first))


def _known(doc: Doc) -> list[Mention]:
    """What the gazetteer knows, longest form first from each token on."""
    gazetteer = gazetteers.load()
    text, found, i = doc.text, [], 0
    while i < len(doc):
        step = 1
        if doc[i].text[0].isupper() or doc[i].text[0].isdigit():
            for j in range(min(i + _LONGEST, len(doc)), i, -1):
                if doc[j - 1].is_space or (j - i > 1 and "\n" in text[doc[i].idx : doc[j - 1].idx]):
                    continue
                forms = gazetteer.lookup(text[doc[i].idx : doc[j - 1].idx + len(doc[j - 1])])
                if forms and not _part_of_name(doc, i, j, forms[0]):
                    found.append(_mention(forms[0], i, j))
                    step = j - i
                    break
        i += step
    return found


def _mention(form: Form, first: int, last: int) -> Mention:
    return Mention(kind=_KIND[form.sense], first=first, last=last, key=form.key, sense=form.sense)


def _part_of_name(doc: Doc, first: int, last: int, form: Form) -> bool:
    """Whether a form is only a word of a person's or another longer name ('Jordan' in 'Michael Jordan')."""
    if last - first > 1 or form.sense == "demonym":
        return False
    token = doc[first]
    before = doc[first - 1] if first else None
    if token.is_lower or token.like_num:
        return True
    if before is not None and before.ent_type_ == "PERSON" and token.ent_type_ == "PERSON" and token.ent_iob_ == "I":
        return not gazetteers.load().lookup(before.text)
    after = doc[last] if last < len(doc) else None
    return bool(
        form.sense == "place"
        and token.ent_type_ == "PERSON"
        and after is not None
        and after.ent_type_ == "PERSON"
        and after.ent_iob_ == "I"
    )


def _organisations(doc: Doc, known: list[Mention], lexicon: lexicons.Lexicon) -> list[Mention]:
    """Names of organisations by their form ('Ministry of ...', '... Council') and by the language model."""
    heads, inner = lexicon.words["names.organisation_heads"], lexicon.words["names.inner"]
    titles = lexicon.words["heads"]
    seats = {i for m in known if m.sense in {"seat", "body"} for i in range(m.first, m.last)}
    found: list[Mention] = []
    i = 0
    while i < len(doc):
        if not _capital(doc[i]) or i in seats:
            i += 1
            continue
        j = _run(doc, i, inner, seats)
        first = next((k for k in range(i, j) if doc[k].lower_ not in {"the", "a", "an"}), j)
        mention = _organisation(doc, first, j, heads, titles)
        if mention:
            found.append(mention)
        i = max(j, i + 1)
    found += _model_organisations(
        doc, found, known, titles, lexicon.words["modifiers"] | lexicon.words["domains"], lexicon.words["names.never"]
    )
    return found


def _run(doc: Doc, i: int, inner: frozenset[str], seats: set[int]) -> int:
    """The end of the run of capitalised words from token `i` on, small words inside allowed."""
    j = i + 1
    while j < len(doc) and j not in seats:
        token = doc[j]
        if (
            _capital(token)
            or (token.text == "-" and j + 1 < len(doc) and _capital(doc[j + 1]))
            or (token.lower_ in {"of", "for", "&"} and _continues(doc, j, inner))
            or (
                token.lower_ in {"the", "and"}
                and j + 1 < len(doc)
                and _capital(doc[j + 1])
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
    return k < len(doc) and k - j <= 2 and _capital(doc[k])


def _joint(doc: Doc, i: int, j: int) -> bool:
    """Whether 'and' at `j` stands inside a name that began 'Ministry of X and Y', 'Department for X and Y'."""
    opened = any(doc[k].lower_ in {"of", "for"} for k in range(i, j))
    return (
        opened
        and j + 1 < len(doc)
        and _capital(doc[j + 1])
        and doc[j + 1].ent_type_ in {"ORG", ""}
        and doc[j + 1].pos_ in {"PROPN", "NOUN"}
        and doc[j - 1].ent_type_ == doc[j + 1].ent_type_
    )


def _capital(token: Token) -> bool:
    return token.text[0].isupper() and not token.is_space and token.pos_ not in {"PRON"}


def _organisation(doc: Doc, first: int, last: int, heads: frozenset[str], titles: frozenset[str]) -> Mention | None:
    """The organisation in a capitalised run: up to its last head noun, or from a head noun before 'of' on."""
    words = [doc[k].lower_ for k in range(first, last)]
    opening = next((k for k, w in enumerate(words[:-1]) if w in heads and words[k + 1] in {"of", "for"}), None)
    if opening is not None and opening <= 3:
        start = first
        end = last
    else:
        closing = next((k for k in range(len(words) - 1, 0, -1) if words[k] in heads), None)
        if closing is None:
            return None
        start, end = first, first + closing + 1
    while start < end - 1 and (
        words[start - first] in {"the", "a", "visiting", "former"}
        or doc[start].pos_ in {"VERB", "ADP", "SCONJ", "CCONJ", "ADV", "DET"}
    ):
        start += 1
    if any(w in titles for w in words[start - first : end - first]) or end - start < 2:
        return None
    if _is_demonym_only(doc, start, end, heads):
        return None
    return Mention(kind="organisation", first=start, last=end, key=_name(doc, start, end), sense="name")


def _is_demonym_only(doc: Doc, start: int, end: int, heads: frozenset[str]) -> bool:
    """Whether a run is a government and no body of its own: 'Obama Administration', 'Iraqi Government'."""
    return end - start == 2 and doc[end - 1].lower_ in {
        "administration",
        "government",
        "cabinet",
        "embassy",
        "mission",
        "delegation",
        "forces",
        "authority",
        "consulate",
    }


def _model_organisations(
    doc: Doc,
    found: list[Mention],
    known: list[Mention],
    titles: frozenset[str],
    modifiers: frozenset[str],
    never: frozenset[str],
) -> list[Mention]:
    taken = {i for m in found for i in range(m.first, m.last)}
    gazetted = {i for m in known for i in range(m.first, m.last)}
    extra = []
    for ent in doc.ents:
        first, last = ent.start, ent.end
        while first < last and (doc[first].lower_ in {"the", "a"} or not _capital(doc[first])):
            first += 1
        while last > first and doc[last - 1].text in {"'s", "’s", "'"}:
            last -= 1
        if ent.label_ != "ORG" or first >= last or taken & set(range(first, last)):
            continue
        words = {t.lower_ for t in doc[first:last]}
        if (
            words & titles
            or words <= modifiers
            or words <= never
            or gazetted & set(range(first, last))
            or not re.search(r"[A-Za-z]{2}", doc[first:last].text)
        ):
            continue
        if any(t.is_space for t in doc[first:last]):
            continue
        extra.append(Mention(kind="organisation", first=first, last=last, key=_name(doc, first, last), sense="model"))
    return extra


def _places(doc: Doc, taken: list[Mention]) -> list[Mention]:
    """Places that only the language model knows."""
    covered = {i for m in taken for i in range(m.first, m.last)}
    found = []
    for ent in doc.ents:
        first, last = ent.start, ent.end
        while first < last and not _capital(doc[first]):
            first += 1
        while last > first and doc[last - 1].text in {"'s", "’s", "'"}:
            last -= 1
        if ent.label_ not in {"GPE", "LOC", "FAC"} or first >= last or covered & set(range(first, last)):
            continue
        found.append(Mention(kind="place", first=first, last=last, key=_name(doc, first, last), sense="model"))
    return found


def _name(doc: Doc, first: int, last: int) -> str:
    return " ".join(unicodedata.normalize("NFC", doc[first:last].text).split())


def _without_overlap(mentions: list[Mention]) -> list[Mention]:
    """The mentions without those that a longer one covers; of two alike the earlier in the list stays."""
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in sorted(mentions, key=lambda m: m.first - m.last):
        span = set(range(mention.first, mention.last))
        if not span & taken:
            kept.append(mention)
            taken |= span
    return kept
