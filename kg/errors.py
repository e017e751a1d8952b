"""The exceptions of kg, each with a message that says what went wrong, where, and what to do.

KGError                 anything a user can mend; the command line prints it on one line
|-- SourceError         a source that cannot be read as an article
|-- ModelError          a language model that is missing or lacks a component
|-- LexiconError        a lexicon or gazetteer file with an unknown key or a wrong value
|-- GraphError          a graph folder that cannot be opened, read or written
|-- QueryError          a query that does not parse, or whose parameters are missing or wrong
`-- OutputError         a format that is not known, or a file that cannot be written
"""

from __future__ import annotations


class KGError(Exception):
    """Anything a user can mend; its text is one line."""


class SourceError(KGError):
    """A source that cannot be read as an article."""


class ModelError(KGError):
    """A language model that is missing or lacks a component."""


class LexiconError(KGError):
    """A lexicon or gazetteer file with an unknown key or a wrong value."""


class GraphError(KGError):
    """A graph folder that cannot be opened, read or written."""


class QueryError(KGError):
    """A query that does not parse, or whose parameters are missing or wrong."""


class OutputError(KGError):
    """A format that is not known, or a file that cannot be written."""
