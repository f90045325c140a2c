"""The records of a story as cards: what each says, why it was made, and which characters it stands on."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dateline.explore.spans import Mark
from dateline.types import (
    Action,
    Actor,
    Attribution,
    Candidate,
    Coding,
    Commitment,
    Deed,
    Entity,
    Event,
    Interval,
    Place,
    Quantity,
    Span,
    Statement,
    Time,
    Why,
    Wording,
)

__all__ = ["LAYERS", "Card", "Link", "Row", "cards", "chain_text", "dates", "marks"]

LAYERS = ("events", "statements", "commitments", "deeds", "wordings", "actors", "times", "places", "quantities")


class Row(NamedTuple):
    """One field of a card."""

    label: str
    value: str


class Link(NamedTuple):
    """One holder in the chain of who tells it, and the words that say so."""

    name: str
    detail: str


class Card(NamedTuple):
    """A record as the story page shows it; ``spans`` are marked in the text, ``parts`` are its other words."""

    id: str
    layer: str
    title: str
    spans: tuple[Span, ...]
    rows: tuple[Row, ...]
    why: Why
    chain: tuple[Link, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    quad: str = ""
    realis: str = ""
    confidence: float | None = None
    withheld: str = ""


def cards(coding: Coding) -> list[Card]:
    """Return the cards of all records of ``coding``, layer by layer and then in the order of the text."""
    chains = {statement.id: statement.chain for statement in coding.statements}
    places = {place.id: place for place in coding.places}
    made = [
        *(_event(one, chains.get(one.statement or "", ()), places.get(one.place or "")) for one in coding.events),
        *(_statement(one) for one in coding.statements),
        *(_commitment(one, chains.get(one.statement or "", ())) for one in coding.commitments),
        *(_deed(one) for one in coding.deeds),
        *(_wording(one, chains.get(one.statement or "", ())) for one in coding.wordings),
        *_entities(coding),
        *(_time(one) for one in coding.times),
        *(_place(one) for one in coding.places),
        *(_quantity(one) for one in coding.quantities),
    ]
    return sorted(made, key=lambda card: (LAYERS.index(card.layer), card.spans[0].start if card.spans else 0, card.id))


def marks(made: Iterable[Card]) -> Iterator[Mark]:
    """Yield what the cards mark in the text."""
    for card in made:
        for span in card.spans:
            yield Mark(span.start, span.end, card.layer, card.id)


def dates(interval: Interval) -> str:
    """Return an interval as words: one day, or its two ends."""
    first, last = interval.earliest, interval.latest
    if first == last:
        return first or ""
    if first and last:
        return f"{first} to {last}"
    return f"from {first}" if first else f"by {last}"


def chain_text(chain: Iterable[Attribution]) -> str:
    """Return who tells it, from the outlet inwards."""
    return " › ".join(link.name or "?" for link in chain)


def _who(actors: Iterable[Actor]) -> str:
    return "; ".join(
        f"{actor.name} [{' '.join(filter(None, (actor.country, *actor.sectors)))}]"
        if actor.country or actor.sectors
        else actor.name
        for actor in actors
    )


def _rows(*pairs: tuple[str, object]) -> tuple[Row, ...]:
    return tuple(Row(label, str(value)) for label, value in pairs if value not in ("", None, (), 0, False))


def _links(chain: Iterable[Attribution]) -> tuple[Link, ...]:
    return tuple(
        Link(
            one.name or "not named",
            " · ".join(filter(None, (
                one.kind, one.country, *one.sectors, f"“{one.cue.text}”" if one.cue else "", one.artefact, one.basis,
            ))),
        )
        for one in chain
    )  # fmt: skip


def _event(event: Event, chain: tuple[Attribution, ...], place: Place | None) -> Card:
    flags = [name for name in ("historical", "ongoing", "inchoative") if getattr(event, name)]
    return Card(
        id=event.id, layer="events", title=f"{event.type} {event.mode or ''}".strip(),
        spans=(event.trigger,), why=event.why, chain=_links(chain), quad=event.quad, realis=event.realis,
        confidence=event.confidence, withheld=event.withheld if not event.exportable else "",
        rows=_rows(
            ("actor", _who(event.actors)), ("recipient", _who(event.recipients)), ("date", dates(event.date)),
            ("date from", event.date.basis), ("place", f"{place.name}, {place.country}".strip(", ") if place else ""),
            ("place from", event.place_basis), ("contexts", ", ".join(event.contexts)), ("CAMEO", event.cameo),
            ("score", f"{event.score:g}"), ("Goldstein", f"{event.goldstein:g}"), ("also", ", ".join(flags)),
        ),
    )  # fmt: skip


def _statement(one: Statement) -> Card:
    return Card(
        id=one.id, layer="statements", title=f"{one.chain[-1].name or 'not named'}: {one.cue.text}",
        spans=tuple(filter(None, (one.source, one.cue, *one.content))), why=one.why, chain=_links(one.chain),
        rows=_rows(
            ("source", one.source.text if one.source else ""), ("cue", f"{one.cue.text} ({one.cue_class})"),
            ("content", " … ".join(span.text for span in one.content)), ("directness", one.directness),
            ("polarity", one.polarity if one.polarity == "negative" else ""),
        ),
    )  # fmt: skip


def _commitment(one: Commitment, chain: tuple[Attribution, ...]) -> Card:
    action: Action = one.action
    return Card(
        id=one.id, layer="commitments", title=f"{one.valence}: {action.text}", spans=(action.span,), why=one.why,
        chain=_links(chain),
        rows=_rows(
            ("by", _who(one.committers)), ("to", _who(one.beneficiaries)), ("cue", one.cue.text),
            ("action type", f"{action.type or ''} {action.mode or ''}".strip()), ("strength", one.strength),
            ("specificity", one.specificity), ("novelty", one.novelty), ("polarity", one.polarity),
            ("condition", f"{one.condition.type}: {one.condition.text}" if one.condition else ""),
            ("made", dates(one.made)), ("deadline", dates(one.deadline)), ("deadline from", one.deadline.basis),
            ("testable", "yes" if one.testable else "no"),
            *(("status", f"{entry.value} {entry.as_of or ''} {entry.note}".strip()) for entry in one.status),
        ),
    )  # fmt: skip


def _deed(one: Deed) -> Card:
    flags = [name for name in ("background", "restated", "fresh", "complete") if getattr(one, name)]
    back = one.back
    return Card(
        id=one.id, layer="deeds", title=f"{one.outcome.replace('_', ' ')}: {one.span.text}",
        spans=(one.span, *((back.span,) if back else ())), why=one.why,
        rows=_rows(
            ("outcome", one.outcome), ("by", _who(one.actors)), ("to", _who(one.recipients)),
            ("about", ", ".join((*one.content.acts, *one.content.keys, *one.content.names, *one.content.numbers))),
            ("date", dates(one.date)), ("deadline", dates(one.deadline)), ("points back", back.span.text if back else ""),
            ("told by", one.holder), ("polarity", one.polarity if one.polarity == "negative" else ""), ("also", ", ".join(flags)),
            ("type", one.type),
        ),
    )  # fmt: skip


def _wording(one: Wording, chain: tuple[Attribution, ...]) -> Card:
    return Card(
        id=one.id, layer="wordings", title=f"“{one.span.text}”", spans=(one.span,), why=one.why, chain=_links(chain),
        rows=_rows(("stands for", one.gloss), ("variant", one.variant), ("voice", one.voice), ("whose", one.holder)),
    )  # fmt: skip


def _entities(coding: Coding) -> Iterator[Card]:
    """An entity is marked wherever an event, a commitment or a statement takes it up, and at its own evidence."""
    used: dict[str, set[Span]] = {}
    told = [actor for event in coding.events for actor in (*event.actors, *event.recipients)]
    told += [actor for one in coding.commitments for actor in (*one.committers, *one.beneficiaries)]
    for actor in told:
        used.setdefault(actor.entity or "", set()).add(actor.span)
    for one in coding.statements:
        if one.chain[-1].holder is not None:
            used.setdefault(one.chain[-1].holder_entity or "", set()).add(one.chain[-1].holder)
    for entity in coding.entities:
        spans = sorted({*entity.why.evidence, *used.get(entity.id, ())})
        yield _entity(entity, tuple(spans))


def _entity(one: Entity, spans: tuple[Span, ...]) -> Card:
    return Card(
        id=f"{one.id}.{one.chain}", layer="actors", title=one.name, spans=spans, why=one.why, candidates=one.candidates,
        rows=_rows(
            ("kind", one.kind), ("country", one.country), ("sectors", ", ".join(one.sectors)), ("office", one.office),
            ("entity", one.id), ("Wikidata", one.qid), ("parts", ", ".join(one.parts)),
            ("codable", "" if one.codable else "no"),
        ),
    )  # fmt: skip


def _time(one: Time) -> Card:
    return Card(
        id=one.id, layer="times", title=one.span.text, spans=(one.span,), why=one.why,
        rows=_rows(
            ("value", f"{one.value} ({one.type})"), ("interval", dates(one.interval)), ("granularity", one.interval.granularity),
            ("from", one.interval.basis), ("anchor", one.anchor), ("role", one.role),
        ),
    )  # fmt: skip


def _place(one: Place) -> Card:
    point = f"{one.latitude:.3f}, {one.longitude:.3f}" if one.latitude is not None and one.longitude is not None else ""
    return Card(
        id=one.id, layer="places", title=one.name, spans=(one.span,), why=one.why,
        rows=_rows(
            ("country", one.country), ("first division", one.admin1), ("latitude, longitude", point),
            ("GeoNames", one.geonameid), ("precision", one.precision),
        ),
    )  # fmt: skip


def _quantity(one: Quantity) -> Card:
    high = "…" if one.high is None else f"{one.high:g}"
    amount = f"{one.low:g}" if one.high == one.low else f"{one.low:g} to {high}"
    return Card(
        id=one.id, layer="quantities", title=one.span.text, spans=(one.span,), why=one.why,
        rows=_rows(
            ("kind", one.kind), ("amount", f"{amount} {one.unit or one.currency}".strip()), ("bound", one.bound),
            ("approximate", "yes" if one.approx else ""), ("estimated by", one.estimator), ("part of", one.subset_of),
        ),
    )  # fmt: skip
