"""Write predictions for one development set.

    python bench/predict.py --task TASK INPUT.jsonl > OUT.jsonl

TASK: events (gsr, plv, cameo200, case21, petr2, penta), gsr_mentions (gold mentions given), ngec_actors, polnear,
places (tr_news, lgl, geovirus, geowebnews), dates, factuality, meantime (both), entities, html, pledges, clusters and
occurrences (ecbplus).
Only ``id``, ``text``, ``date`` of a row are read (for ngec_actors also ``meta.context`` and ``meta.asked_date``, for
gsr_mentions the actors' words, for html ``html``).
"""

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from dateline.build import Parts, build_coder, load_parts, name_finder, toponym_finder
from dateline.config import Config
from dateline.extract.doc import Control, View
from dateline.extract.realis import RealisWords, realis_of
from dateline.identity import join, reports_of, story_clusters
from dateline.read.html import body_of
from dateline.resolve.places import PlaceStage
from dateline.types import Actor, Coding, Document, Event

Row = dict[str, Any]
TODAY = "2022-12-01"  # what the actors set means by "today"
SPECIFIC = 2  # the specificity from which a commitment is a pledge: an action with a target
_SCORER_COUNTRY = {"KOS": "XKX"}
# The sets mark dates of the calendar, not "last year": a month, a weekday or a year must be written.
_CALENDAR = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|[A-Z][a-z]+day\b|\b[12]\d{3}\b")
_IGO = frozenset({"UNO", "EUR"})


def rows_of(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def codings_of(rows: Iterable[Row], parts: Parts) -> Iterator[tuple[Row, Coding]]:
    kept = list(rows)
    coder = build_coder(Config(), parts)
    documents = (Document(id=row["id"], text=row["text"], published=row.get("date")) for row in kept)
    yield from zip(kept, coder.pipe(documents), strict=True)


def actor(one: Actor) -> Row:
    country = "IGO" if one.country in _IGO else _SCORER_COUNTRY.get(one.country, one.country)
    return {"text": one.span.text, "country": country, "sector": one.sectors[0] if one.sectors else ""}


def ranked(events: Iterable[Event]) -> list[Event]:
    """Exportable events, the surest first; without any, those only lacking an actor or recipient."""
    listed = list(events)
    best = [event for event in listed if event.exportable]
    best = best or [event for event in listed if event.withheld in {"no actor", "recipient required"}]
    return sorted(best, key=lambda event: (-event.confidence, event.trigger.start))


def events(rows: Iterable[Row], parts: Parts) -> Iterator[Row]:
    for row, coding in codings_of(rows, parts):
        found = [
            {
                "plover": event.type,
                "cameo": event.cameo or None,
                "source": [actor(one) for one in event.actors],
                "target": [actor(one) for one in event.recipients],
            }
            for event in ranked(coding.events)
        ]
        yield {"id": row["id"], "events": found}


def ngec_actors(rows: Iterable[Row], parts: Parts) -> Iterator[Row]:
    for row in rows:
        asked = row["meta"].get("asked_date") or ""
        day = re.search(r"\d{4}-\d\d-\d\d", asked)
        date = TODAY if "today" in asked.lower() else day.group() if day else None
        context = parts.base.scan(row["meta"].get("context") or asked, date)
        countries = [hit.entries[0].country for hit in context]
        found = parts.resolver.resolve(row["text"], date, countries)
        country = _SCORER_COUNTRY.get(found.country, found.country)
        yield {"id": row["id"], "country": country, "sector": found.sectors[0] if found.sectors else ""}


def gsr_mentions(rows: Iterable[Row], parts: Parts) -> Iterator[Row]:
    """The gold actors' words resolved, everything else given: how good resolution is by itself."""
    for row in rows:
        gold = row["gold"]["events"][0]
        hits = parts.base.scan(row["text"], row.get("date"))
        named = [hit.entries[0].country for hit in hits if hit.entries[0].kind == "country"]
        countries = sorted(dict.fromkeys(named), key=lambda code: -named.count(code))
        event: Row = {"plover": gold["plover"][0], "cameo": gold["cameo"]}
        for side in ("source", "target"):
            event[side] = []
            for one in gold[side]:
                found = parts.resolver.resolve(one["text"], row.get("date"), countries)
                country = "IGO" if found.country in _IGO else found.country
                sector = found.sectors[0] if found.sectors else ""
                if country:  # what is not resolved is no answer
                    event[side].append({"text": one["text"], "country": country, "sector": sector})
        yield {"id": row["id"], "events": [event]}


def polnear(rows: Iterable[Row], parts: Parts) -> Iterator[Row]:
    for row, coding in codings_of(rows, parts):
        found = [
            {
                "source": [[one.source.start, one.source.end]] if one.source else [],
                "cue": [[one.cue.start, one.cue.end]],
                "content": [[span.start, span.end] for span in one.content],
            }
            for one in coding.statements
            if one.parent is None  # the set marks outermost attributions only
        ]
        yield {"id": row["id"], "attributions": found}


def places(rows: Iterable[Row], parts: Parts) -> Iterator[Row]:
    """All place names on the map, those that stand for actors too: that is what the sets mark."""
    stage = PlaceStage(parts.base, toponym_finder(parts), parts.grammar.locative)
    for row, coding in codings_of(rows, parts):
        found = [
            {
                "start": one.start,
                "end": one.end,
                "lat": one.reading.latitude,
                "lon": one.reading.longitude,
                "geonameid": one.reading.geonameid,
            }
            for one in stage.toponyms(coding)
        ]
        yield {"id": row["id"], "places": found}


MARKED = 6  # sentences of a text that MEANTIME annotates: the title and five more


def _dates(coding: Coding) -> list[Row]:
    """Times in the part of the text that the set annotates; further down it has no gold either way."""
    last = coding.sentences[:MARKED][-1].span.end if coding.sentences else 0
    times = [t for t in coding.times if t.span.start < last]
    return [{"start": t.span.start, "end": t.span.end, "value": t.value, "type": t.type} for t in times]


_CERTAINTY = {"POSSIBLE": "POSSIBLE", "CONDITIONAL": "POSSIBLE"}


def _factuality(coding: Coding, parts: Parts) -> list[Row]:
    """Every verb and every noun that the patterns know as an event word."""
    words = parts.codebook.table("factuality", RealisWords)
    view = View(coding, Control(parts.codebook.lexicon.words("object_control"), parts.codebook.lexicon.words("partitive")))
    found = []
    for number, sent in enumerate(coding.sentences):
        for token, pos in enumerate(sent.pos):
            if pos != "VERB":
                continue
            verdict = realis_of(view.graph(number), token, words)
            future = verdict.realis in {"PLANNED", "REQUESTED", "THREATENED"}
            span = view.token_span(number, token, token)
            found.append(
                {
                    "start": span.start,
                    "end": span.end,
                    "certainty": _CERTAINTY.get(verdict.realis, "CERTAIN"),
                    "polarity": "NEG" if verdict.realis in {"NEGATED", "DENIED"} else "POS",
                    "time": "FUTURE" if future else "NON_FUTURE",
                }
            )
    return found


def meantime(rows: Iterable[Row], parts: Parts) -> Iterator[Row]:
    for row, coding in codings_of(rows, parts):
        yield {"id": row["id"], "dates": _dates(coding), "factuality": _factuality(coding, parts)}


def clusters(rows: Iterable[Row], parts: Parts) -> Iterator[Row]:
    """Stories about one occurrence, by their words alone; named after the first story."""
    del parts
    texts = {row["id"]: row["text"] for row in rows}
    for members in story_clusters(texts):
        yield from ({"id": member, "cluster": members[0]} for member in members)


_NAME_KINDS = {"person": "PER", "organisation": "ORG", "place": "LOC", "people": "NORP", "thing": "MISC"}


def occurrences(rows: Iterable[Row], parts: Parts) -> Iterator[Row]:
    """Reports of events by the characters of their triggers, with the occurrence that joining puts them in ("" for none)."""
    codings = [coding for _, coding in codings_of(rows, parts)]
    home = {report: one.id for one in join(codings).occurrences for report in one.reports}
    for coding in codings:
        triggers = {event.id: event.trigger for event in coding.events}
        found = [(home.get(report.id, ""), triggers[report.event]) for report in reports_of(coding)]
        yield {
            "id": coding.document.id,
            "reports": [{"start": span.start, "end": span.end, "occurrence": name} for name, span in found],
        }


def entities(rows: Iterable[Row], parts: Parts) -> Iterator[Row]:
    """Proper names; dates that name a day, a month or a year; sums of money."""
    finder, places = name_finder(parts), PlaceStage(parts.base, toponym_finder(parts), parts.grammar.locative)
    for row, coding in codings_of(rows, parts):
        found = [(one.start, one.end, _NAME_KINDS[one.kind]) for one in finder.find(coding, places.toponyms(coding))]
        found += [(t.span.start, t.span.end, "DATE") for t in coding.times if t.type == "DATE" and _CALENDAR.search(t.span.text)]
        found += [(q.span.start, q.span.end, "MONEY") for q in coding.quantities if q.kind == "money"]
        yield {"id": row["id"], "entities": [{"start": start, "end": end, "type": kind} for start, end, kind in sorted(found)]}


def html(rows: Iterable[Row], _: Parts) -> Iterator[Row]:
    for row in rows:
        yield {"id": row["id"], "text": body_of(row["html"])}


def pledges(rows: Iterable[Row], parts: Parts) -> Iterator[Row]:
    """A specific pledge: a commitment with an action and a target; the words are a party's own, so it is the speaker."""
    kept = list(rows)
    documents = (Document(id=row["id"], text=row["text"], published=f"{row['date']}-01-01", speaker="the party") for row in kept)
    for row, coding in zip(kept, build_coder(Config(), parts).pipe(documents), strict=True):
        specific = any(one.specificity >= SPECIFIC for one in coding.commitments)
        yield {"id": row["id"], "labels": ["PLEDGE"] if specific else []}


TASKS: dict[str, Callable[[Iterable[Row], Parts], Iterator[Row]]] = {
    "events": events,
    "ngec_actors": ngec_actors,
    "gsr_mentions": gsr_mentions,
    "polnear": polnear,
    "places": places,
    "dates": meantime,
    "factuality": meantime,
    "meantime": meantime,
    "entities": entities,
    "html": html,
    "pledges": pledges,
    "clusters": clusters,
    "occurrences": occurrences,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--task", required=True, choices=list(TASKS))
    parser.add_argument("input", type=Path)
    options = parser.parse_args()
    for prediction in TASKS[options.task](rows_of(options.input), load_parts(Config())):
        print(json.dumps(prediction, ensure_ascii=False, sort_keys=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
