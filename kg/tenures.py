"""Which posts each person holds, each post once."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.gazetteers import holders

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.model import Document, Mentions, Reference, Title

_RANKS = frozenset(
    {"vice", "deputy", "assistant", "under", "acting", "elect", "designate", "first", "associate", "interim", "nominee"}
)
_ALIKE = {
    "premier": "prime minister", "defence": "defense", "chief": "head", "leader": "head", "director": "head",
    "councillor": "councilor", "advisor": "adviser", "spokeswoman": "spokesman", "spokesperson": "spokesman",
    "chairwoman": "chairman", "chairperson": "chairman", "chair": "chairman", "undersecretary": "under secretary",
}  # fmt: skip


def held(document: Document, mentions: Mentions) -> list[Title]:
    """The titles that say who holds which post, of each post the fullest form, in the order of the text."""
    people: dict[str, list[Title]] = {}
    body = next((t.i for t in document.doc if t.idx >= document.article.body), 0)
    told = {key for i, refs in mentions.references.items() if i >= body for kind, key in refs if kind == "person"}
    for title in mentions.titles:
        if title.person and title.person in told:
            of = title.of or (("state", mentions.states[title.person]) if title.person in mentions.states else None)
            people.setdefault(title.person, []).append(replace(title, of=of))
    for person, title in _taken_up(document, mentions, people):
        people[person] = [title]
    settled = [t for titles in people.values() for t in _distinct(titles, lambda t: t.first < body)]
    return sorted(settled, key=lambda t: (t.first, t.last, t.title))


def _taken_up(document: Document, mentions: Mentions, people: Mapping[str, list[Title]]) -> list[tuple[str, Title]]:
    """Posts that stand alone ('the President of Russia') of somebody without a post whom the office holders confirm."""
    found = []
    alone = [t for t in mentions.titles if t.person is None and not t.former and (t.of is None or t.of[0] == "state")]
    for person in sorted({m.key for m in mentions.names if m.kind == "person"} - people.keys()):
        state = mentions.states.get(person)
        posts = {
            _key(h.post.split(" of ")[0]) for h in holders.find(person, document.article.published) if h.state == state
        }
        fitting = [t for t in alone if (t.of is None or t.of[1] == state) and _key(t.title) in posts]
        if state and fitting:
            best = min(fitting, key=lambda t: (t.of is None, t.first))
            found.append(
                (
                    person,
                    replace(
                        best,
                        person=person,
                        title=_key(best.title) if best.title.endswith("s") else best.title,
                        of=("state", state),
                    ),
                )
            )
    return found


def _distinct(titles: list[Title], headline: Callable[[Title], bool]) -> list[Title]:
    """The titles of one person without those that say less, or the same, of one post as another."""
    kept: list[Title] = []
    for title in sorted(titles, key=lambda t: (-len(_words(t.title)), headline(t), t.first)):
        same = next((k for k in kept if _same(k, title)), None)
        if same is None:
            kept.append(title)
        else:
            kept[kept.index(same)] = replace(same, of=_closer(same.of, title.of), former=same.former or title.former)
    return kept


def _closer(a: Reference | None, b: Reference | None) -> Reference | None:
    """Of two owners of a post the one that says more: the body before its state."""
    if a is None or b is None:
        return a or b
    return b if a[0] == "state" and b[0] == "organisation" else a


def _same(full: Title, short: Title) -> bool:
    """Whether `short` is the post of `full`, said alike or in fewer words."""
    if full.of and short.of and full.of != short.of and "organisation" not in {full.of[0]} ^ {short.of[0]}:
        return False
    a, b = _words(full.title), _words(short.title)
    if a & _RANKS != b & _RANKS:
        return False
    if _key(full.title) == _key(short.title):
        return True
    return full.former == short.former and b < a and _last(_key(full.title)) == _last(_key(short.title))


def _words(title: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", _key(title))) - {"of", "for", "the", "and", "to"}


def _key(title: str) -> str:
    """`title` as it is compared: 'Minister of Foreign Affairs' and 'foreign minister' are one."""
    words = [_ALIKE.get(w, w) for w in title.lower().replace("-", " ").split()]
    if words[-1].endswith("ents") or words[-1].endswith("isters"):
        words[-1] = words[-1][:-1]
    plain = " ".join(words)
    turned = re.fullmatch(
        r"((?:\w+ )?(?:minister|secretary)) (?:of|for) (?:the )?(\w+)(?: affairs)?",
        plain,
    )
    if turned and turned[2] != "state":
        rank, _, head = turned[1].rpartition(" ")
        return f"{rank} {turned[2]} {head}".strip()
    return plain.replace("foreign affairs minister", "foreign minister")


def _last(title: str) -> str:
    """The head of a title: its last word before what it is of or for."""
    return re.split(r" (?:of|for|to|ad) ", title)[0].split()[-1]
