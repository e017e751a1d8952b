"""Whom words refer to within an article: names, titles that stand alone, pronouns, 'both sides', 'the two countries'.

Number, gender and kind must agree; what stays undecided refers to nobody.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from kg import lexicons, publishers
from kg.mentions.index import Index

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from spacy.tokens import Token

    from kg.model import Document, Mention, Quotation, Reference, Title

T = TypeVar("T")
_REACH = 4  # sentences that a pronoun looks back
_NONE: tuple[Reference, ...] = ()
_COUNTS = {"both": 2, "two": 2, "either": 2, "2": 2, "three": 3, "3": 3}
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def link(
    document: Document,
    names: tuple[Mention, ...],
    titles: tuple[Title, ...],
    quotations: tuple[Quotation, ...],
    states: Mapping[str, str],
) -> dict[int, tuple[Reference, ...]]:
    """For each token that refers to somebody or something, what it refers to, in the order of the text."""
    linker = _Linker(document, Index(document, names, titles, states), quotations)
    found = {token.i: linker.resolve(token) for token in document.doc if not token.is_space and not token.is_punct}
    return {i: refs for i, refs in found.items() if refs}


_RANKS = frozenset({"vice", "deputy", "assistant", "under"})


class _Linker:
    """One document's references, each resolved when asked for and then kept."""

    def __init__(self, document: Document, index: Index, quotations: tuple[Quotation, ...]) -> None:
        self.doc, self.index, self.words = document.doc, index, index.words
        self.quoted: Mapping[int, Quotation] = {i: q for q in quotations for i in range(q.first, q.last)}
        self.author = publishers.author(document, index.titles)
        self.publisher = publishers.publisher(document)
        self.offices = frozenset(
            office
            for kind, key in self.publisher
            if kind == "state"
            for office in lexicons.load(document.article.language).tables["offices"].get(key, "").split(", ")
        )
        self.memo: dict[int, tuple[Reference, ...]] = {}

    def resolve(self, token: Token) -> tuple[Reference, ...]:
        """What `token` refers to; () for nothing or undecided."""
        if token.i not in self.memo:
            self.memo[token.i] = _NONE  # a circle refers to nothing
            self.memo[token.i] = self._resolve(token)
        return self.memo[token.i]

    def _resolve(self, token: Token) -> tuple[Reference, ...]:  # noqa: PLR0911 (one return a kind of word)
        mention = self.index.covered.get(token.i)
        if mention is not None:
            return ((mention.kind, mention.key),)
        lower, lemma = token.lower_, token.lemma_.lower()
        if token.pos_ in {"PRON", "DET"} or token.tag_ in {"PRP", "PRP$"}:
            return self._pronoun(token, lower)
        if self._is_pair(token, lemma) and (pair := self._pair(token, lemma)):
            return pair
        title = self.index.titled.get(token.i)
        if title is not None:
            return (("person", title.person),) if title.person else self._title(token, title)
        if lemma == "counterpart" and token.tag_ == "NN" and any(c.dep_ == "poss" for c in token.children):
            return self._counterpart(token)
        if lemma in self.words["groups.owned"] and (own := self._own(token)):
            return own
        if band := self._band(token, lemma):
            return band
        government = self.words["groups.government"]
        if token.pos_ not in {"NOUN", "PROPN", "ADJ"} or not {lemma, lower} & government:
            return _NONE
        return self._parties(token) or self._bare(token, lemma)

    def _all(self, token: Token) -> tuple[Reference, ...]:
        """What a noun and those joined to it refer to."""
        return _distinct(r for t in [token, *token.conjuncts] for r in self.resolve(t))

    # ------------------------------------------------------------ nouns

    def _parties(self, token: Token) -> tuple[Reference, ...]:
        """The states and bodies beside a noun: 'the Egyptian cabinet', 'leaders of Iran and Iraq'."""
        found: list[Reference] = []
        for child in token.children:
            if child.dep_ in {"amod", "compound", "nmod", "poss"}:
                found += self._named_parties(child)
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in {"of", "from"}:
                for noun in child.children:
                    if noun.dep_ == "pobj":
                        found += [r for r in self._all(noun) if r[0] != "place"]
        return _distinct(found)

    def _bare(self, token: Token, lemma: str) -> tuple[Reference, ...]:
        """The state whose government stands without its name: 'the government said', the one named last before."""
        if lemma not in self.words["groups.bare"] or {c.lower_ for c in token.children if c.i < token.i} - {"the"}:
            return _NONE
        states = self._recent_states(token.i, 1) if token.i > 0 and self.doc[token.i - 1].lower_ == "the" else []
        return tuple(("state", s) for s in states)

    def _band(self, token: Token, lemma: str) -> tuple[Reference, ...]:
        """A body without a name, called by its kind and state: 'Rwandan rebels', 'opposition groups in Zimbabwe'."""
        if token.pos_ != "NOUN":
            return _NONE
        bands = self.words["groups.bands"]
        modifiers = [c for c in token.children if c.dep_ in {"amod", "compound", "nmod"} and c.i < token.i]
        if lemma not in bands and not any(c.lemma_.lower() in bands for c in modifiers):
            return _NONE
        states = [c.i for c in modifiers if self._is_state(c)]
        inside = [n for c in token.children if c.lower_ == "in" for n in c.children if self._is_state(n)]
        if not (states or inside):
            return _NONE
        first = min([*states, *(c.i for c in modifiers if c.lemma_.lower() in bands), token.i])
        last = self.index.covered[inside[0].i].last if inside and not states else token.i + 1
        return (("organisation", " ".join(self.doc[first:last].text.split())),)

    def _is_state(self, token: Token) -> bool:
        mention = self.index.covered.get(token.i)
        return mention is not None and mention.kind == "state"

    def _own(self, token: Token) -> tuple[Reference, ...]:
        """The state of 'his government', 'her country': that of the person."""
        owner = next((self.resolve(c) for c in token.children if c.dep_ == "poss"), _NONE)
        state = self.index.states.get(owner[0][1]) if owner and owner[0][0] == "person" else None
        return (("state", state),) if state else _NONE

    def _named_parties(self, token: Token) -> list[Reference]:
        found: list[Reference] = []
        for part in [*(c for c in token.children if c.dep_ in {"amod", "compound", "nmod", "conj"}), token]:
            if part != token and part.dep_ == "conj":
                found += self._named_parties(part)
                continue
            for ref in self.resolve(part):
                if ref[0] in {"state", "organisation"}:
                    found.append(ref)
                elif ref[0] == "person":
                    state = self.index.states.get(ref[1])
                    found += [("state", state)] if state and part.dep_ != "poss" else [ref]
        return found

    def _title(self, token: Token, title: Title) -> tuple[Reference, ...]:  # noqa: PLR0911 (from sure to unsure)
        """Who holds a post that stands alone: somebody with that title before, else the state or body."""
        if token.tag_ in {"NNS", "NNPS"}:
            return self._parties(token)
        fitting = {t.person: t.first for t in reversed(self.index.titles) if t.person and _fits(t, title)}
        determined = [c for c in token.children if c.dep_ in {"det", "poss"}]
        definite = (
            title.state is not None
            or not determined
            or any(c.dep_ == "poss" or c.lower_ in {"the", "both"} for c in determined)
        )
        if definite and len(fitting) == 1 and next(iter(fitting.values())) < token.i + 60:
            return tuple(("person", p) for p in fitting)
        if definite and fitting:
            before = [i for i in self.index.people_before(token.i) if self.index.covered[i].key in fitting]
            if before:
                return (("person", self.index.covered[before[-1]].key),)
        if title.state:
            return (("state", title.state),)
        if title.of:
            return (title.of,)
        if definite and title.title.lower() in self.offices:
            return self.publisher
        return self._parties(token)

    def _counterpart(self, token: Token) -> tuple[Reference, ...]:
        """Who 'his counterpart' is: the person named last before who is not he; with a state, that state's."""
        owner = next((self.resolve(c) for c in token.children if c.dep_ == "poss"), _NONE)
        state = next(
            (
                r[1]
                for c in token.children
                if c.dep_ in {"amod", "compound"}
                for r in self.resolve(c)
                if r[0] == "state"
            ),
            None,
        )
        for i in reversed(self.index.people_before(token.i, _REACH)):
            key = self.index.covered[i].key
            if ("person", key) not in owner and (state is None or self.index.states.get(key) == state):
                return (("person", key),)
        return (("state", state),) if state else _NONE

    # ------------------------------------------------------------ groups

    def _is_pair(self, token: Token, lemma: str) -> bool:
        """Whether a noun means all parties of the talk: 'both sides', 'the presidents', 'the heads of state'."""
        if token.tag_ not in {"NNS", "NNPS", "CD"} and token.lower_ not in {"both", "pair", "duo"}:
            return False
        if lemma not in self.words["groups.pairs"] | self.words["groups.people_pairs"]:
            return False
        if any(c.i in self.index.covered for c in token.children if c.dep_ in {"amod", "compound", "poss", "nmod"}):
            return False
        links = [c for c in token.children if c.dep_ == "prep"]
        if any(c.lower_ in {"of", "from"} and any(self.resolve(p) for p in c.children) for c in links):
            return False
        given = {c.lower_ for c in token.children}
        if given & _COUNTS.keys() or (lemma == "country" and "our" in given):
            return True
        of_state = lemma == "head" and any(
            p.lower_ in {"state", "states", "government"} for c in links for p in c.children
        )
        bare = not any(c.dep_ in {"amod", "relcl", "acl"} for c in token.children) and (not links or of_state)
        return bare and "the" in given

    def _pair(self, token: Token, lemma: str) -> tuple[Reference, ...]:
        count = next((n for c in token.children if (n := _COUNTS.get(c.lower_))), 2)
        if lemma in self.words["groups.people_pairs"]:
            people = self._recent_people(token.i, count)
            if people or lemma not in self.words["groups.pairs"]:
                return tuple(("person", p) for p in people)
        states = self._recent_states(token.i, count)
        return tuple(("state", s) for s in states) if len(states) == count else _NONE

    def _recent_people(self, i: int, count: int) -> list[str]:
        """The `count` people most spoken of shortly before token `i`, sorted; [] if there are not so many."""
        for reach in (1, 2, 4, None):
            near = _distinct(self.index.covered[k].key for k in self.index.people_before(i, reach))
            if len(near) == count:
                return sorted(near)
            if len(near) > count:
                wider = self.index.people_before(i, reach + 4 if reach else None)
                votes = Counter(self.index.covered[k].key for k in wider)
                return sorted(sorted(near, key=lambda k: -votes[k])[:count])
        return []

    def _recent_states(self, i: int, count: int) -> list[str]:
        """The `count` states most spoken of before token `i`, in the nearest sentences, else in the whole text."""
        for reach in (0, 1, 3):
            near = _distinct(self.index.states_before(i, reach))
            if len(near) == count:
                return list(near)
        seen = self.index.states_before(i)
        votes = Counter(seen)
        best = sorted(votes, key=lambda s: (-votes[s], seen.index(s)))[:count]
        return sorted(best, key=seen.index)

    # ------------------------------------------------------------ pronouns

    def _pronoun(self, token: Token, lower: str) -> tuple[Reference, ...]:
        words = self.words
        if lower in words["pronouns.first_singular"] or lower in words["pronouns.first_plural"]:
            return self._first_person(token)
        if lower == "both" and token.dep_ in {"nsubj", "pobj", "dobj"}:
            return tuple(("person", p) for p in self._recent_people(token.i, 2))
        if lower in words["pronouns.male"]:
            return self._person(token, "female")
        if lower in words["pronouns.female"]:
            return self._person(token, "male")
        if lower in words["pronouns.plural"] and lower != "both":
            return self._plural(token)
        return self._thing(token) if lower in words["pronouns.thing"] else _NONE

    def _thanked(self, token: Token) -> tuple[Reference, ...]:
        """Whose deed is praised or blamed: 'Japan thanked Poland for its support'."""
        link = token.head.head
        if (
            token.tag_ != "PRP$"
            or token.head.dep_ != "pobj"
            or link.lower_ not in {"for", "on", "over"}
            or link.head.pos_ != "VERB"
        ):
            return _NONE
        return next((self.resolve(c) for c in link.head.children if c.dep_ == "dobj" and c.i < token.i), _NONE)

    def _first_person(self, token: Token) -> tuple[Reference, ...]:
        quotation = self.quoted.get(token.i)
        if quotation is not None:
            return self._all(self.doc[quotation.speaker]) if quotation.speaker is not None else _NONE
        alone = token.lower_ in self.words["pronouns.first_singular"]
        return tuple(ref for ref in self.author if ref[0] == "person" or not alone)

    def _person(self, token: Token, excluded: str) -> tuple[Reference, ...]:
        """The person of a he or she: the subject nearest before it, else the last one named."""
        thanked = self._thanked(token)
        if len(thanked) == 1 and thanked[0][0] == "person" and self.index.gender.get(thanked[0][1]) != excluded:
            return thanked
        barred = self._barred(token)
        nearest: tuple[int, int, int] | None = None
        best: str | None = None
        for i in self.index.people_before(token.i, _REACH):
            key = self.index.covered[i].key
            if self.index.gender.get(key) == excluded or key in barred:
                continue
            root = self.index.root(i)
            subject = root.dep_ in _SUBJECTS or (root.dep_ in {"appos", "compound"} and root.head.dep_ == "nsubj")
            rank = (self.index.sentence[i], int(subject), -i if root.dep_ == "nsubj" else i)
            if nearest is None or rank > nearest:
                nearest, best = rank, key
        if best is None and token.tag_ == "PRP$" and self.index.sentence[token.i] <= 1:
            later = self.index.people_after(token.i, token.sent.end)
            best = self.index.covered[later[0]].key if later else None
            best = None if best and self.index.gender.get(best) == excluded else best
        return (("person", best),) if best else _NONE

    def _barred(self, token: Token) -> set[str]:
        """Whom a pronoun cannot be: the speaker behind whom it is quoted, and of 'him' the subject of its own verb."""
        quotation = self.quoted.get(token.i)
        barred: set[str] = set()
        if quotation and quotation.speaker is not None and quotation.speaker < token.i:
            barred |= {key for _, key in self._all(self.doc[quotation.speaker])}
        if token.tag_ == "PRP" and token.dep_ in {"dobj", "iobj", "dative"}:
            verb = token.head
            while (
                verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not any(c.dep_ in _SUBJECTS for c in verb.children)
            ):
                verb = verb.head
            barred |= {key for c in verb.children if c.dep_ in _SUBJECTS and c.tag_ != "PRP" for _, key in self._all(c)}
        return barred

    def _plural(self, token: Token) -> tuple[Reference, ...]:
        """Who they are: the subject before that is several, or one body of many."""
        collective = self.words["groups.collective"]
        for noun in self.index.subjects_before(token.i, 2):
            body = noun.i in self.index.covered and self.index.covered[noun.i].kind == "organisation"
            if noun.lower_ in self.words["pronouns.plural"]:
                refs = self.resolve(noun)
            elif noun.tag_ in {"NNS", "NNPS"} or any(noun.conjuncts) or noun.lemma_ in collective or body:
                refs = self._all(noun)
            else:
                continue
            if refs:
                return refs
        here = self.index.sentence[token.i]
        near = [i for i in self.index.people_before(token.i, 1) if self.index.sentence[i] < here]
        people = _distinct(self.index.covered[i].key for i in near)
        return tuple(("person", p) for p in sorted(people)) if len(people) in {2, 3} else _NONE

    def _thing(self, token: Token) -> tuple[Reference, ...]:
        """Which state or body 'it' is: the subject before, else for 'its' the one named last in the sentence."""
        thanked = self._thanked(token)
        if len(thanked) == 1 and thanked[0][0] in {"state", "organisation"}:
            return thanked
        for noun in self.index.subjects_before(token.i, 1):
            refs = self.resolve(noun)
            if len(refs) == 1 and refs[0][0] in {"state", "organisation"} and not any(noun.conjuncts):
                return refs
        if token.tag_ != "PRP$":
            return _NONE
        named = (self.index.covered.get(i) for i in range(token.i - 1, token.sent.start - 1, -1))
        last = next(
            (m for m in named if m is not None and m.kind in {"state", "organisation"} and m.sense != "demonym"), None
        )
        return ((last.kind, last.key),) if last else _NONE


def _fits(held: Title, alone: Title) -> bool:
    """Whether a title that stands alone can be the one that somebody holds."""
    return (
        not held.former
        and _head_word(held.title) == _head_word(alone.title)
        and (alone.state is None or held.state is None or held.state == alone.state)
        and (alone.of is None or held.of is None or held.of == alone.of or alone.of[0] == "state")
    )


def _head_word(title: str) -> str:
    """The word by which a title is taken up again: 'the minister' for a 'Minister of Foreign Affairs'."""
    words = title.lower().replace("-", " ").split()
    for link in ("of", "for", "to", "in"):
        if link in words[1:]:
            words = words[: words.index(link, 1)]
    joined = " ".join(words)
    word = "premier" if joined.endswith(("prime minister", "premier")) else words[-1]
    rank = next((w for w in words[:-1] if w in _RANKS), None)
    return f"{rank} {word}" if rank else word  # 'the president' is no vice president


def _distinct(things: Iterable[T]) -> tuple[T, ...]:
    """`things` without repetition, in their order."""
    return tuple(dict.fromkeys(things))
