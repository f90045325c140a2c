"""Codings as what identity looks at: the story, and one flat report for each event that is said to have happened."""

from collections.abc import Iterator
from functools import lru_cache
from sys import intern
from typing import NamedTuple

from dateline.identity.text import Sentences
from dateline.ids import content_id, digest
from dateline.types import Actor, Coding, Event, Party, Place, Quantity, Report, Site, Story, Tally

__all__ = ["reports_of", "story_of"]


# Occurrences are made of what happened; who denies that it did disputes it. Plans and demands are no occurrences.
_HAPPENED = frozenset({"ACTUAL", "DENIED"})
# Reports of all stories stand in memory: what many say in the same words (who, where, a day, a type) is one object for all.
_SHARED = 1 << 16


def story_of(coding: Coding) -> Story:
    """Return the story of ``coding``; its key is the digest of all that was published, as in the store."""
    doc = coding.document
    key = digest(doc.text, doc.title, doc.published or "", doc.publisher, doc.url)
    return Story(
        id=doc.id, key=key, title=doc.title, text=doc.text, published=(doc.published or "")[:10], publisher=doc.publisher
    )


def reports_of(coding: Coding) -> Iterator[Report]:
    """Yield a report for each event of ``coding`` that happened, or that someone denies."""
    story = story_of(coding)
    told = _Told(
        around=tuple(intern(name) for name in sorted({one.name for one in coding.places})),
        lands=tuple(intern(land) for land in sorted(_lands(coding) - {""})),
        sentences=Sentences(story.text),
    )
    for event in coding.events:
        if event.realis in _HAPPENED:
            yield _report(event, coding, story, told)


def _lands(coding: Coding) -> set[str]:
    return {one.country for one in coding.places} | {one.country for one in coding.entities}


class _Told(NamedTuple):
    """What a story names, one record for all its reports: places and countries; the sentences they stand in."""

    around: tuple[str, ...]
    lands: tuple[str, ...]
    sentences: Sentences


def _report(event: Event, coding: Coding, story: Story, told: _Told) -> Report:
    place = next((one for one in coding.places if one.id == event.place), None)
    return Report(
        id=content_id("rep", story.key, event.id),
        document=story.id,
        story=story.key,
        event=event.id,
        type=intern(event.type),
        mode=intern(event.mode or ""),
        quad=event.quad,
        realis=event.realis,
        actors=tuple(_party(one) for one in event.actors),
        recipients=tuple(_party(one) for one in event.recipients),
        earliest=intern(event.date.earliest or ""),
        latest=intern(event.date.latest or ""),
        basis=intern(event.date.basis),
        published=story.published,
        site=_site(place) if place else None,
        tallies=tuple(_tally(one, coding, story) for one in coding.quantities if _belongs(one, event)),
        holder=intern(_holder(event.statement, coding) or story.publisher),
        publisher=story.publisher,
        trigger=intern(event.trigger.text),
        sentence=told.sentences.at(event.trigger.start),
        around=told.around,
        lands=told.lands,
        historical=event.historical,
    )


def _party(actor: Actor) -> Party:
    # an id of kind "ent" is made of the words alone: nothing in the knowledge base
    known = "" if actor.entity is None or actor.entity.startswith("ent-") else actor.entity
    return _one_party(Party(entity=known, country=actor.country, sectors=actor.sectors, name=actor.name))


def _site(place: Place) -> Site:
    return _one_site(
        Site(
            name=place.name,
            country=place.country,
            admin1=place.admin1,
            precision=place.precision,
            latitude=place.latitude,
            longitude=place.longitude,
            geonameid=place.geonameid,
        )
    )


@lru_cache(_SHARED)
def _one_party(value: Party) -> Party:
    return value


@lru_cache(_SHARED)
def _one_tally(value: Tally) -> Tally:
    return value


@lru_cache(_SHARED)
def _one_site(value: Site) -> Site:
    return value


def _belongs(quantity: Quantity, event: Event) -> bool:
    return quantity.event == event.id or (quantity.event is None and quantity.sent == event.sent)


def _tally(quantity: Quantity, coding: Coding, story: Story) -> Tally:
    holder = _holder(quantity.estimator, coding) or story.publisher
    return _one_tally(Tally(kind=quantity.kind, low=quantity.low, high=quantity.high, holder=holder, words=quantity.span.text))


def _holder(statement: str | None, coding: Coding) -> str:
    found = next((one for one in coding.statements if one.id == statement), None)
    return found.chain[-1].name if found else ""
