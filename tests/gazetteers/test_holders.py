"""Office holders are found by name and date, and the table that ships is compiled the same way each time."""

from __future__ import annotations

import csv
import gzip
import re
from datetime import date
from pathlib import Path

import pytest

from kg import gazetteers
from kg.errors import SourceError
from kg.gazetteers import compile as compiling
from kg.gazetteers import holders

HEADER = "person,person_qid,position,position_qid,country,country_iso2,start,end,source\n"
ROWS = [
    '"Rudolf V, King of Ruritania",Q9001,King of Ruritania,,Ruritania,,1999,,x\n',
    "Antonia Flavia,Q9002,Minister of Foreign Affairs,,Ruritania,QZ,2001-02,2003-04-05,x\n",
    "Antonia Flavia,Q9002,Minister of Foreign Affairs,,Ruritania,QZ,2001-02,2003-04-05,y\n",
    "Michael Strelsau III,Q9003,ambassador to France,,Ruritania,QZ,2001,2003,x\n",
    "Fritz Tarlenheim,Q9004,Minister of Social Security,,Ruritania,QZ,2001,2003,x\n",
    "Fritz Tarlenheim,,Minister of Defence,,Ruritania,QZ,2001,2003,x\n",
    "Иван Сапт,Q9005,Minister of Defence,,Ruritania,QZ,2001,2003,x\n",
]


def found(name: str, on: date | None = None, *, margin: int = 31) -> set[str]:
    return {holder.name for holder in holders.find(name, on, margin=margin)}


def source(folder: Path, text: str) -> Path:
    path = folder / "office_holders.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_full_name_finds_the_tenure_of_the_day() -> None:
    [holder] = holders.find("Condoleezza Rice", date(2006, 1, 1))
    assert (holder.wikidata, holder.state, holder.start) == ("Q47216", "US", "2005-01-26")
    assert holder.post == "United States Secretary of State"
    assert holders.find("Condoleezza Rice", date(1980, 1, 1)) == ()


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("SHINZO ABE", "Shinzō Abe"),
        ("Recep Tayyip Erdogan", "Recep Tayyip Erdoğan"),
        ("Jean Yves Le Drian", "Jean-Yves Le Drian"),
        ("Lars Lokke Rasmussen", "Lars Løkke Rasmussen"),
    ],
)
def test_spelling_makes_no_difference(spelling: str, name: str) -> None:
    assert name in found(spelling)


@pytest.mark.parametrize(
    ("surname", "name"),
    [
        ("Le Drian", "Jean-Yves Le Drian"),
        ("Drian", "Jean-Yves Le Drian"),
        ("de Villepin", "Dominique de Villepin"),
        ("Ban", "Ban Ki-moon"),
        ("Wen", "Wen Jiabao"),
    ],
)
def test_a_surname_finds_its_bearers(surname: str, name: str) -> None:
    assert name in found(surname)


def test_a_full_name_does_not_find_all_who_share_the_surname() -> None:
    assert found("Wang Yi", date(2016, 1, 1)) == {"Wang Yi"}
    assert found("Nobody Rice") == found("Condoleezza") == found("") == set()


def test_the_margin_reaches_past_the_ends() -> None:
    day = date(2009, 2, 10)  # Rice left office on 2009-01-20
    assert found("Condoleezza Rice", day) == {"Condoleezza Rice"}
    assert found("Condoleezza Rice", day, margin=7) == set()
    assert found("Condoleezza Rice", date(2001, 1, 5)) == {"Condoleezza Rice"}
    assert found("Condoleezza Rice", date(2001, 1, 5), margin=0) == set()


def test_a_partial_date_covers_its_whole_month_or_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "holders.csv.gz"
    table.write_bytes(compiling.compiled(source(tmp_path, HEADER + "".join(ROWS))))
    monkeypatch.setattr(holders, "FILE", table)
    holders._index.cache_clear()
    try:
        days = [date(2000, 12, 31), date(2001, 1, 1), date(2003, 12, 31), date(2004, 1, 1)]
        assert [len(holders.find("Strelsau", day, margin=0)) for day in days] == [0, 1, 1, 0]
        days = [date(2001, 1, 31), date(2001, 2, 1), date(2003, 4, 5), date(2003, 4, 6)]
        assert [len(holders.find("Flavia", day, margin=0)) for day in days] == [0, 1, 1, 0]
        assert [h.state for h in holders.find("Rudolf V", date(2030, 1, 1))] == [None]
    finally:
        holders._index.cache_clear()


def test_the_table_that_ships_is_well_formed() -> None:
    data = holders.FILE.read_bytes()
    assert len(data) < 1_500_000
    assert data[4:8] == bytes(4), "the time in the gzip header must be 0"
    rows = list(csv.reader(gzip.decompress(data).decode().splitlines()))
    assert tuple(rows[0]) == holders.COLUMNS
    assert rows[1:] == sorted(rows[1:])
    assert len(rows) > 15_000
    stamp = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
    states = set(gazetteers.load().states) | {""}
    for name, wikidata, post, state, start, end in rows[1:]:
        assert name
        assert post
        assert re.fullmatch(r"Q[1-9]\d*", wikidata)
        assert state in states
        assert stamp.fullmatch(start)
        assert not end or stamp.fullmatch(end)


def test_compiling_keeps_what_matters_and_gives_the_same_bytes(tmp_path: Path) -> None:
    data = compiling.compiled(source(tmp_path, HEADER + "".join(ROWS)))
    assert data == compiling.compiled(source(tmp_path, HEADER + "".join(reversed(ROWS))))
    assert gzip.decompress(data).decode().splitlines() == [
        "name,wikidata,post,state,start,end",
        "Antonia Flavia,Q9002,Minister of Foreign Affairs,QZ,2001-02,2003-04-05",
        "Michael Strelsau,Q9003,ambassador to France,QZ,2001,2003",
        "Rudolf V,Q9001,King of Ruritania,,1999,",
    ]


@pytest.mark.parametrize("text", ["", "person,start\nA,2001\n"])
def test_a_source_without_its_columns_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError, match="it has no column "):
        compiling.compiled(source(tmp_path, text))


def test_the_command_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert compiling.main([]) == 2
    assert capsys.readouterr().err.startswith("usage: ")
    assert compiling.main([str(tmp_path / "none.csv")]) == 2
    assert "none.csv: cannot be read" in capsys.readouterr().err
