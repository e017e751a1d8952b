"""Names of people: where they begin and end, and which of them are one person."""

from __future__ import annotations

import difflib
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.lexicons import Lexicon

_LONGEST = 6  # tokens of a person's name
_ALIKE = 0.84  # how alike two spellings of one name are


def spot(doc: Doc, body: int, taken: list[Mention], lexicon: Lexicon) -> list[Mention]:
    """Mentions of people, keyed by their own words; none overlaps `taken`, unless it is the longer reading.

    Before the code point `body` stands the headline, where every word may be capitalised and only the language
    model says where a name ends.
    """
    covered = {i: m for m in taken for i in range(m.first, m.last)}
    found: dict[int, Mention] = {}
    for ent in doc.ents:
        if ent.label_ == "PERSON":
            _keep(_trimmed(doc, ent.start, _hyphened(doc, ent.end), covered, lexicon), found)
    titles = lexicon.words["heads"] | lexicon.words["honorifics"] | lexicon.words["ranks"]
    for token in doc[:-1]:
        if token.idx >= body and token.lower_ in titles and _may_title(doc, token, lexicon):
            first = token.i + 1
            last = _end(doc, first, covered, lexicon)
            _keep(_trimmed(doc, first, last, covered, lexicon), found)
    people = [m for m in found.values() if doc[m.first].idx >= body or _in_headline(doc, m, body, found)]
    people += _again(doc, people, {i for m in people for i in range(m.first, m.last)} | covered.keys(), lexicon)
    return people


def _hyphened(doc: Doc, last: int) -> int:
    """`last` moved behind the rest of a hyphenated name that the language model cut: 'Ryoo Kihl-jae'."""
    while last + 1 < len(doc) and doc[last].text == "-" and not doc[last].whitespace_ and not doc[last - 1].whitespace_ and doc[last + 1].is_alpha:
        last += 2
    return last


def _in_headline(doc: Doc, mention: Mention, body: int, found: dict[int, Mention]) -> bool:
    """Whether a name of the headline is a name: the body does not have a shorter one that begins the same."""
    names = {m.key for m in found.values() if doc[m.first].idx >= body}
    return mention.key in names or not any(set(n.split()) & set(mention.key.split()) for n in names) and mention.last - mention.first <= 3


def _keep(mention: Mention | None, found: dict[int, Mention]) -> None:
    if mention is None:
        return
    for i in range(mention.first, mention.last):
        other = next((m for m in found.values() if m.first <= i < m.last), None)
        if other is not None:
            if other.last - other.first >= mention.last - mention.first:
                return
            del found[other.first]
    found[mention.first] = mention


def _may_title(doc: Doc, token: Token, lexicon: Lexicon) -> bool:
    """Whether a title word stands where a name follows: 'President Obama', but not 'he' or 'the president Thursday'."""
    if token.lower_ == "he" or token.lower_ in {"hon", "general"} and not token.text[0].isupper():
        return False
    after = doc[token.i + 1]
    if after.lower_ in lexicon.words["heads"] or doc[token.i + 1 : token.i + 3].text.lower() in lexicon.words["heads"]:
        return False
    if after.lower_ in lexicon.words["names.particles"] and token.i + 2 < len(doc) and token.text[0].isupper():
        after = doc[token.i + 2]
    return after.text[0].isupper() and (after.pos_ == "PROPN" or after.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"})


def _end(doc: Doc, first: int, covered: dict[int, Mention], lexicon: Lexicon) -> int:
    """The end of the name that begins at `first`."""
    particles, suffixes, heads = lexicon.words["names.particles"], lexicon.words["names.suffixes"], lexicon.words["heads"]
    last = first
    while last < len(doc) and last - first < _LONGEST:
        token = doc[last]
        if token.lower_ in particles and last + 1 < len(doc) and (_named(doc[last + 1]) or doc[last + 1].text == "-"):
            last += 1
        elif token.text == "-" and last + 1 < len(doc) and last > first and not token.whitespace_ and not doc[last - 1].whitespace_:
            last += 2
        elif token.lower_ in suffixes and last > first:
            last += 1
        elif _named(token) and not (last > first and (token.lower_ in heads or last in covered)):
            if last == first and last in covered and not _plain(covered[last]):
                break
            last += 1
        else:
            break
    return min(last, len(doc))


def _plain(mention: Mention) -> bool:
    """Whether a covered word may as well be a person's name: 'Jordan', 'Chad', 'Lincoln'."""
    return mention.sense in {"place", "model"} and mention.last - mention.first == 1


def _named(token: Token) -> bool:
    return token.text[0].isupper() and token.is_alpha or bool(token.text[0].isupper() and token.pos_ == "PROPN")


def _trimmed(doc: Doc, first: int, last: int, covered: dict[int, Mention], lexicon: Lexicon) -> Mention | None:
    """The name between two tokens without titles, possessives and lines after it; None if no name is left."""
    words = lexicon.words
    ours = words["heads"] | words["modifiers"] | words["honorifics"] | words["ranks"] | {"the", "a", "by", "and", "'s", "’s"}
    while first < last and (
        doc[first].lower_ in ours
        or not doc[first].text[0].isalpha()
        or (covered.get(first) is not None and covered[first].sense in {"demonym", "body", "seat", "name"} and first + 1 < last)
        or (doc[first].text[0].islower() and doc[first].lower_ not in words["names.particles"])
    ):
        first += 1
    stop = next((i for i in range(first, last) if doc[i].is_space or doc[i].text in {",", ";", ":", "(", "\"", "“"}), last)
    last = stop
    while last > first and (doc[last - 1].text in {"'s", "’s", "'", "’", ".", "-"} or not _ends(doc[last - 1], lexicon)):
        last -= 1
    if first >= last or last - first > _LONGEST:
        return None
    inside = doc[first:last]
    if any(t.lower_ in words["names.never"] and (t.i == first or len(inside) == 1) for t in inside):
        return None
    if any(t.like_num or t.lower_ in words["names.organisation_heads"] for t in inside):
        return None
    mention = covered.get(first)
    titled = first > 0 and doc[first - 1].lower_ in words["heads"] | words["honorifics"] | words["ranks"]
    if mention and mention.last - mention.first >= last - first and not (_plain(mention) and titled):
        return None
    if len(inside) == 1 and (inside[0].is_lower or len(inside[0]) < 2 or inside[0].pos_ in {"VERB", "ADV", "DET", "ADP"}):
        return None
    return Mention(kind="person", first=first, last=last, key=_key(inside.text), sense="name")


def _ends(token: Token, lexicon: Lexicon) -> bool:
    """Whether a name can end with `token`."""
    if token.lower_ in lexicon.words["names.suffixes"]:
        return True
    return token.text[0].isupper() and token.lower_ not in lexicon.words["heads"] or (len(token) > 3 and token.ent_type_ == "PERSON" and token.pos_ == "PROPN")


def _again(doc: Doc, people: list[Mention], covered: set[int], lexicon: Lexicon) -> list[Mention]:
    """Later bare surnames and given names of `people` that the language model passed over."""
    parts = {folded(doc[i].text) for m in people for i in range(m.first, m.last) if doc[i].is_alpha and len(doc[i]) > 2}
    parts -= lexicon.words["names.particles"] | lexicon.words["names.never"]
    found, i = [], 0
    while i < len(doc):
        token = doc[i]
        if i in covered or not token.text[0].isupper() or folded(token.text) not in parts:
            i += 1
            continue
        j = i + 1
        while j < len(doc) and j not in covered and doc[j].text[0].isupper() and folded(doc[j].text) in parts:
            j += 1
        if token.lower_ not in lexicon.words["modifiers"] | lexicon.words["heads"]:
            found.append(Mention(kind="person", first=i, last=j, key=_key(doc[i:j].text), sense="name"))
        i = j
    return found


def _key(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def folded(text: str) -> str:
    """`text` without case and accents."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def cluster(doc: Doc, mentions: list[Mention], lexicon: Lexicon) -> list[Mention]:
    """The same mentions with people keyed by the fullest name that the article has for them."""
    skip = lexicon.words["names.particles"] | lexicon.words["names.suffixes"]
    people = [m for m in mentions if m.kind == "person"]
    names = sorted({m.key for m in people}, key=lambda k: (-len(_parts(k, skip)), people_order(people, k)))
    canonical: dict[str, str] = {}
    full: list[str] = []
    for name in names:
        match = next((f for f in full if _same_person(f, name, skip)), None)
        canonical[name] = match or name
        if match is None:
            full.append(name)
    del doc
    return [replace(m, key=canonical[m.key]) if m.kind == "person" else m for m in mentions]


def people_order(people: list[Mention], key: str) -> int:
    """The position at which `key` is first mentioned."""
    return min(m.first for m in people if m.key == key)


def _parts(name: str, skip: frozenset[str]) -> list[str]:
    words = [folded(w).strip(".'’") for w in name.replace("-", " ").split()]
    return [w for w in words if w and w not in skip] or words


def _same_person(full: str, short: str, skip: frozenset[str]) -> bool:
    """Whether `short` is another form of `full`: fewer of the same words in order, or another spelling of them."""
    a, b = _parts(full, skip), _parts(short, skip)
    if not a or not b:
        return False
    if len(b) == 1:
        return b[0] == a[-1] or b[0] == a[0] or (len(a) > 2 and b[0] in a[1:]) or (len(b[0]) > 4 and _alike(a[-1], b[0])) or "".join(a[-2:]) == b[0]
    if len(a) >= len(b) and set(b) <= set(a):
        return True
    return _alike(a[-1], b[-1]) and (_alike(a[0], b[0]) or (a[0][0] == b[0][0] and 1 in {len(a[0]), len(b[0])}))


def _alike(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) > 3 and difflib.SequenceMatcher(None, a, b).ratio() >= _ALIKE)
