"""Whom words refer to within an article: names, titles that stand alone, pronouns, 'both sides', 'the two countries'.

Number, gender and kind must agree; what stays undecided refers to nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from kg import lexicons
from kg.mentions.identity import folded
from kg.publishers import author

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.model import Document, Mention, Quotation, Reference, Title

T = TypeVar("T")
_REACH = 4  # sentences that a pronoun looks back
_NONE: tuple[Reference, ...] = ()


def link(
    document: Document, names: tuple[Mention, ...], titles: tuple[Title, ...], quotations: tuple[Quotation, ...]
) -> dict[int, tuple[Reference, ...]]:
    """For each token that refers to somebody or something, what it refers to, in the order of the text."""
    linker = _Linker(document, names, titles, quotations)
    found = {token.i: linker.resolve(token) for token in document.doc if not token.is_space and not token.is_punct}
    return {i: refs for i, refs in found.items() if refs}


class _Linker:
    """One document's references, each resolved when asked for and then kept."""

    def __init__(
        self,
        document: Document,
        names: tuple[Mention, ...],
        titles: tuple[Title, ...],
        quotations: tuple[Quotation, ...],
    ) -> None:
        self.doc: Doc = document.doc
        self.words = lexicons.load(document.article.language).words
        self.names = names
        self.covered: Mapping[int, Mention] = {i: m for m in names for i in range(m.first, m.last)}
        self.titles = titles
        self.quotations = quotations
        self.author = author(document.article, titles)
        self.titled: dict[int, Title] = {i: t for t in titles for i in range(t.first, t.last)}
        self.sentence = {t.i: n for n, s in enumerate(self.doc.sents) for t in s}
        self.states: dict[str, str] = {}
        for title in titles:
            if title.person and title.state:
                self.states.setdefault(title.person, title.state)
        self.gender = self._genders()
        self.memo: dict[int, tuple[Reference, ...]] = {}

    def resolve(self, token: Token) -> tuple[Reference, ...]:
        """What `token` refers to; () for nothing or undecided."""
        if token.i not in self.memo:
            self.memo[token.i] = _NONE  # a circle refers to nothing
            self.memo[token.i] = self._resolve(token)
        return self.memo[token.i]

    def _resolve(self, token: Token) -> tuple[Reference, ...]:
        mention = self.covered.get(token.i)
        if mention is not None:
            return ((mention.kind, mention.key),)
        lower = token.lower_
        if token.pos_ in {"PRON", "DET"} or token.tag_ in {"PRP", "PRP$"}:
            return self._pronoun(token, lower)
        lemma = token.lemma_.lower()
        title = self.titled.get(token.i)
        if self._is_pair(token, lemma):
            pair = self._pair(token, lemma)
            if pair:
                return pair
        if title is not None:
            if title.person:
                return (("person", title.person),)
            return self._title(token, title)
        if token.pos_ in {"NOUN", "PROPN", "ADJ"} and (lemma in self.words["groups.government"] or lower in self.words["groups.government"]):
            return self._parties(token)
        return _NONE

    # ------------------------------------------------------------ nouns

    def _parties(self, token: Token) -> tuple[Reference, ...]:
        """The states and bodies beside a noun: 'the Egyptian cabinet', 'leaders of Iran and Iraq', 'the Bush administration'."""
        found: list[Reference] = []
        for child in token.children:
            if child.dep_ in {"amod", "compound", "nmod", "poss"}:
                found += self._named_parties(child)
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in {"of", "from"}:
                for noun in child.children:
                    if noun.dep_ == "pobj":
                        found += [r for t in [noun, *noun.conjuncts] for r in self.resolve(t) if r[0] != "place"]
        return _distinct(found)

    def _named_parties(self, token: Token) -> list[Reference]:
        found: list[Reference] = []
        for part in [*(c for c in token.children if c.dep_ in {"amod", "compound", "nmod", "conj"}), token]:
            if part is not token and part.dep_ == "conj":
                found += self._named_parties(part)
                continue
            for ref in self.resolve(part):
                if ref[0] in {"state", "organisation"}:
                    found.append(ref)
                elif ref[0] == "person":
                    state = self.states.get(ref[1])
                    found += [("state", state)] if state and part.dep_ != "poss" else [ref]
        return found

    def _title(self, token: Token, title: Title) -> tuple[Reference, ...]:
        """Who holds a post that stands alone: somebody with that title before, else the state or body."""
        if token.tag_ in {"NNS", "NNPS"}:
            parties = self._parties(token)
            return parties or _NONE
        head = _head_word(title.title)
        fitting = [
            (t.first, t.person)
            for t in self.titles
            if t.person
            and not t.former
            and _head_word(t.title) == head
            and (title.state is None or t.state is None or t.state == title.state)
            and (title.of is None or t.of is None or t.of == title.of or title.of[0] == "state")
        ]
        people = sorted({p for _, p in fitting})
        definite = any(c.lower_ in {"the", "both"} or c.dep_ == "poss" for c in token.children) or title.state is not None or not any(c.dep_ == "det" for c in token.children)
        if len(people) == 1 and definite and fitting[0][0] < token.i + 60:
            return (("person", people[0]),)
        if people and definite:
            last = max((i for i in self._mentions_before(token.i, "person") if self.covered[i].key in people), default=None)
            if last is not None:
                return (("person", self.covered[last].key),)
        if title.state:
            return (("state", title.state),)
        if title.of:
            return (title.of,)
        return self._parties(token)

    # ------------------------------------------------------------ groups

    def _is_pair(self, token: Token, lemma: str) -> bool:
        """Whether a noun means all parties of the talk: 'both sides', 'the two leaders', 'the presidents'."""
        if token.tag_ not in {"NNS", "NNPS", "CD"} and token.lower_ not in {"both", "pair", "duo"}:
            return False
        if lemma not in self.words["groups.pairs"] | self.words["groups.people_pairs"]:
            return False
        if any(c.i in self.covered for c in token.children if c.dep_ in {"amod", "compound", "poss", "nmod"}):
            return False
        if any(c.dep_ == "prep" and c.lower_ in {"of", "from"} and any(self.resolve(p) for p in c.children) for c in token.children):
            return False
        given = {c.lower_ for c in token.children}
        if given & {"both", "two", "either", "three"}:
            return True
        return "the" in given and not any(c.dep_ in {"amod", "relcl", "prep", "acl"} for c in token.children)

    def _pair(self, token: Token, lemma: str) -> tuple[Reference, ...]:
        count = 3 if any(c.lower_ == "three" for c in token.children) else 2
        if lemma in self.words["groups.people_pairs"]:
            people = self._recent_people(token.i, count)
            if len(people) == count:
                return tuple(("person", p) for p in people)
            return _NONE
        states = self._recent_states(token.i, count)
        return tuple(("state", s) for s in states) if len(states) == count else _NONE

    def _recent_people(self, i: int, count: int) -> list[str]:
        """The `count` people most spoken of shortly before token `i`, in the order of their names; [] if there are not so many."""
        here = self.sentence[i]
        people = [(self.sentence[k], self.covered[k].key) for k in self._mentions_before(i, "person")]
        for reach in (1, 2, 4, 1000):
            near = _distinct(k for s, k in people if here - s <= reach)
            if len(near) == count:
                return sorted(near)
            if len(near) > count:
                votes = Counter(k for s, k in people if here - s <= reach + 4)
                return sorted(sorted(near, key=lambda k: -votes[k])[:count])
        return []

    def _recent_states(self, i: int, count: int) -> list[str]:
        here = self.sentence[i]
        seen: list[tuple[int, str]] = []
        for k in sorted({m.first for m in self.names if m.first < i}):
            mention = self.covered[k]
            state = mention.key if mention.kind == "state" else self.states.get(mention.key) if mention.kind == "person" else None
            if state:
                seen.append((self.sentence[k], state))
        for reach in (0, 1, 3):
            near = _distinct(s for n, s in seen if here - n <= reach)
            if len(near) == count:
                return list(near)
        votes = Counter(s for _, s in seen)
        first = {s: n for n, (_, s) in reversed(list(enumerate(seen)))}
        best = sorted(votes, key=lambda s: (-votes[s], first[s]))[:count]
        return sorted(best, key=lambda s: first[s])

    # ------------------------------------------------------------ pronouns

    def _pronoun(self, token: Token, lower: str) -> tuple[Reference, ...]:
        words = self.words
        if lower in words["pronouns.first_singular"] or lower in words["pronouns.first_plural"]:
            return self._first_person(token)
        if lower == "both" and token.dep_ in {"nsubj", "pobj", "dobj"}:
            people = self._recent_people(token.i, 2)
            return tuple(("person", p) for p in people)
        if lower in words["pronouns.male"]:
            return self._person(token, "female")
        if lower in words["pronouns.female"]:
            return self._person(token, "male")
        if lower in words["pronouns.plural"] and lower != "both":
            return self._plural(token)
        if lower in words["pronouns.thing"]:
            return self._thing(token)
        return _NONE

    def _first_person(self, token: Token) -> tuple[Reference, ...]:
        quotation = next((q for q in self.quotations if q.first <= token.i < q.last), None)
        if quotation is not None:
            return self._all(self.doc[quotation.speaker]) if quotation.speaker is not None else _NONE
        return self.author

    def _person(self, token: Token, excluded: str) -> tuple[Reference, ...]:
        """The person of a he or she: who is the subject around it, else the subject before, else the last one named."""
        quotation = next((q for q in self.quotations if q.first <= token.i < q.last), None)
        barred = {k for _, k in self._all(self.doc[quotation.speaker])} if quotation and quotation.speaker is not None and quotation.speaker < token.i else set()
        here = self.sentence[token.i]
        nearest: tuple[int, int, int] | None = None
        best: str | None = None
        for i in self._mentions_before(token.i, "person"):
            key = self.covered[i].key
            if self.gender.get(key) == excluded or key in barred or here - self.sentence[i] > _REACH:
                continue
            root = self._root(i)
            if self._bound(token, root):
                continue
            rank = (self.sentence[i], int(root.dep_ in {"nsubj", "nsubjpass"} or self._titled_subject(root)), i if root.dep_ != "nsubj" else -i)
            if nearest is None or rank > nearest:
                nearest, best = rank, key
        if best is None and here <= 1:
            later = [self.covered[m.first].key for m in self.names if m.kind == "person" and self.sentence[m.first] == here and m.first > token.i]
            best = later[0] if later and token.tag_ == "PRP$" and self.gender.get(later[0]) != excluded else None
        return (("person", best),) if best else _NONE

    def _titled_subject(self, root: Token) -> bool:
        return root.dep_ in {"appos", "compound"} and root.head.dep_ == "nsubj"

    def _bound(self, token: Token, root: Token) -> bool:
        """Whether a pronoun cannot be a name because both are arguments of one verb: 'Bush met him'."""
        return token.tag_ == "PRP" and token.head == root.head and token.dep_ in {"dobj", "nsubj"} and root.dep_ in {"nsubj", "dobj"}

    def _plural(self, token: Token) -> tuple[Reference, ...]:
        here = self.sentence[token.i]
        for noun in self._subjects_before(token.i, here - 2):
            if noun.lower_ in self.words["pronouns.plural"] and noun.i != token.i:
                refs = self.resolve(noun)
            elif noun.tag_ in {"NNS", "NNPS"} or any(noun.conjuncts) or noun.lemma_ in {"government", "cabinet", "party"} or (
                noun.i in self.covered and self.covered[noun.i].kind == "organisation"
            ):
                refs = self._all(noun)
            else:
                continue
            if refs:
                return refs
        people = _distinct(self.covered[i].key for i in self._mentions_before(token.i, "person") if 0 < here - self.sentence[i] <= 1)
        if len(people) in {2, 3}:
            return tuple(("person", p) for p in sorted(people))
        return _NONE

    def _thing(self, token: Token) -> tuple[Reference, ...]:
        here = self.sentence[token.i]
        for noun in self._subjects_before(token.i, here - 1):
            refs = self.resolve(noun)
            if len(refs) == 1 and refs[0][0] in {"state", "organisation"} and not any(noun.conjuncts):
                return refs
        return _NONE

    # ------------------------------------------------------------ positions

    def _subjects_before(self, i: int, first_sentence: int) -> list[Token]:
        """Subjects before token `i`, nearest first, down to a sentence."""
        subjects = []
        for k in range(i - 1, -1, -1):
            if self.sentence.get(k, first_sentence) < first_sentence:
                break
            if self.doc[k].dep_ in {"nsubj", "nsubjpass"}:
                subjects.append(self.doc[k])
        return subjects

    def _all(self, token: Token) -> tuple[Reference, ...]:
        """What a noun and those joined to it refer to."""
        return _distinct(r for t in [token, *token.conjuncts] for r in self.resolve(t))

    def _mentions_before(self, i: int, kind: str) -> list[int]:
        return [m.first for m in self.names if m.kind == kind and m.last <= i]

    def _root(self, first: int) -> Token:
        mention = self.covered[first]
        return self.doc[mention.first : mention.last].root

    def _genders(self) -> dict[str, str]:
        """What titles, honorifics and given names say of people's gender."""
        found: dict[str, str] = {}
        for mention in self.names:
            if mention.kind != "person":
                continue
            before = self.doc[max(0, mention.first - 3) : mention.first]
            spoken = {t.lower_ for t in before}
            if spoken & self.words["female_honorifics"]:
                found[mention.key] = "female"
            elif spoken & self.words["male_honorifics"]:
                found[mention.key] = "male"
            elif folded(mention.key.split()[0]) in self.words["names.female"]:
                found.setdefault(mention.key, "female")
        return found


def _head_word(title: str) -> str:
    """The word by which a title is taken up again: 'the minister' for a 'Minister of Foreign Affairs'."""
    words = title.lower().replace("-", " ").split()
    for link in ("of", "for", "to", "in"):
        if link in words[1:]:
            words = words[: words.index(link, 1)]
    joined = " ".join(words)
    return "premier" if joined.endswith(("prime minister", "premier")) else words[-1]


def _distinct(things: Iterable[T]) -> tuple[T, ...]:
    """`things` without repetition, in their order."""
    return tuple(dict.fromkeys(things))
