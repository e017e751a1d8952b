"""Compiles the table of office holders that ships with kg: `python -m kg.gazetteers.compile OFFICE_HOLDERS.csv`.

The input has the columns person, person_qid, position, country_iso2, start and end, one row a tenure: facts of Wikidata
(CC0). Kept are posts that speak for a state or a body abroad. The same input gives the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
import unicodedata
from pathlib import Path

from kg.errors import KGError, SourceError
from kg.gazetteers.holders import COLUMNS, FILE

_READ = ("person", "person_qid", "position", "country_iso2", "start", "end")
_KEPT = re.compile(
    r"""\b(?:
      (?:vice[ -])?president | (?:prime|first)\ minister | (?:vice[ -])?premier | chancellor | taoiseach | presidency
    | head\ of\ (?:state|government) | supreme\ leader | captain\ regent | chief\ executive | chief\ cabinet\ secretary
    | king | queen | emperor | sultan | [ea]mir | pope | monarch | grand\ duke | co-prince | crown\ prince
    | foreign | external | european | europe | africa | international | development\ co-?operation
    | defen[cs]e | armed\ forces | interior | internal\ affairs | home\ (?:affairs|secretary)
    | ambassador | permanent\ representative | high\ (?:commissioner|representative) | consul | special\ envoy
    | security | intelligence | cia | united\ nations | nato | unesco | secretary[ -]general | general\ secretary
    | secretary\ of\ state | deputy\ secretary\ of\ state | state\ council(?:l?or)? | politburo | federal\ council
    | speaker | marshal\ of\ the | chair(?:man|person)\ of\ the\ (?:national|verkhovna|state|federation)
    | chair(?:man|person)\ of\ the\ (?:house|senate|government|council\ of\ ministers) | joint\ chiefs | general\ staff
    | white\ house | trade | commerce | finance | treasury | econom(?:y|ic|ics) | petroleum | oil | attorney[ -]general
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_LEFT_OUT = re.compile(
    r"""\b(?:
      social\ security | security\ and\ social | province\ of | provincial | court | first\ lady | spouse
    | parliamentary\ under | regional | region | autonomous | oblast | municipal | mayor | governor | chief\ minister
    | advisory | tribunal | legislative\ assembly\ of | audit | bank | university | academy | election
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SUFFIX = re.compile(r"(?:,| \(| [JS]r\b).*")  # rank, what sets namesakes apart, 'Jr.'
_NUMERAL = re.compile(r"^(\S+ \S.*) [IVX]{2,}$")  # of 'Benigno Aquino III', not of 'Elizabeth II'


def compiled(source: Path) -> bytes:
    """The table as gzipped CSV: of `source` the posts that matter abroad, sorted, each tenure once.

    Raises:
        SourceError: `source` cannot be read, or lacks a column.
    """
    try:
        records = list(csv.DictReader(io.StringIO(source.read_text(encoding="utf-8"))))
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{source}: cannot be read ({error}); give office_holders.csv in UTF-8") from error
    missing = [column for column in _READ if not records or column not in records[0]]
    if missing:
        raise SourceError(f"{source}: it has no column {', '.join(missing)}; give office_holders.csv")
    kept = {tuple(_tidy(record)) for record in records if _matters(record)}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([COLUMNS, *sorted(kept)])
    return gzip.compress(text.getvalue().encode("utf-8"), compresslevel=9, mtime=0)


def _matters(record: dict[str, str]) -> bool:
    """Whether the post is one to keep, and the person has an id and a name in Latin letters."""
    position = record["position"]
    latin = all("LATIN" in unicodedata.name(c, "") for c in record["person"] if c.isalpha())
    return bool(record["person_qid"] and latin and _KEPT.search(position) and not _LEFT_OUT.search(position))


def _tidy(record: dict[str, str]) -> list[str]:
    """The row's values in the order of `COLUMNS`, the name without what follows it."""
    person, *rest = (record[column] for column in _READ)
    return [_NUMERAL.sub(r"\1", _SUFFIX.sub("", person)), *rest]


def main(arguments: list[str]) -> int:
    """Exit code of the command: 0, or 2 for wrong arguments or input."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m kg.gazetteers.compile OFFICE_HOLDERS.csv\n")
        return 2
    try:
        data = compiled(Path(arguments[0]))
        FILE.write_bytes(data)
    except (KGError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(f"{FILE}: {len(data):,} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
