"""Tenures with the days on which the events of an article begin or end them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg import lexicons

if TYPE_CHECKING:
    from kg.model import Document, Event, Resolution, Tenure


def dated(document: Document, resolution: Resolution, events: tuple[Event, ...]) -> tuple[Tenure, ...]:
    """The tenures of `resolution`, from or to the date of an appointment that happened, where the text gives none."""
    rows = {row.id: row for row in lexicons.load(document.article.language).rows}
    found = {(t.person, t.post): t for t in resolution.tenures}
    for event in events:
        if event.type != "Appointment" or event.modality != "actual" or event.when is None:
            continue
        side = next((rows[e.rule].tenure for e in event.evidence if e.rule in rows and rows[e.rule].tenure), None)
        people = [p.entity for p in event.participants if p.role == "appointee"]
        posts = [p.entity for p in event.participants if p.role == "post"]
        for key in ((person, post) for person in people for post in posts):
            tenure = found.get(key)
            if tenure is not None and side == "start" and tenure.start is None:
                found[key] = replace(tenure, start=event.when.start)
            elif tenure is not None and side == "end" and tenure.end is None:
                found[key] = replace(tenure, end=event.when.end)
    return tuple(found.get((t.person, t.post), t) if not t.former else t for t in resolution.tenures)
