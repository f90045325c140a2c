"""From a draft and its target to the record."""

from typing import NamedTuple

import msgspec

from dateline.extract.commitments.deadline import deadline_of
from dateline.extract.commitments.draft import Draft, Scene
from dateline.extract.commitments.fields import condition_of, is_negative, is_threat, novelty_of, object_of, specificity_of
from dateline.extract.commitments.targets import Target
from dateline.extract.when import governed_times, open_date
from dateline.ids import content_id
from dateline.resolve.dates import parse_day
from dateline.types import Action, Actor, Commitment, Event, Interval, Quantity, Span, Statement, StatusEntry, Time, Why

__all__ = ["Bound", "commitment"]

_TESTABLE = 2
_SURE, _UNSURE = 0.8, 0.6
_BACKGROUND_DAYS = 30  # a promise older than this is told to look back, as with events
_JOINT = 2  # this many parties that bind themselves together do so to each other


class Bound(NamedTuple):
    """What stands around a draft: its parties, the statement that tells it, the event that is the act."""

    committers: tuple[Actor, ...]
    statement: Statement | None
    event: Event | None
    strength: int


def commitment(scene: Scene, draft: Draft, target: Target, bound: Bound) -> Commitment:
    """Return the record of one target."""
    view, event = scene.view, bound.event
    cue = view.token_span(scene.number, draft.cue, draft.cue)
    action, quantity = _action(scene, target, bound)
    condition, inside = condition_of(scene, draft)
    deadline, time = deadline_of(scene, draft, target, inside)
    dated = deadline.latest is not None or deadline.earliest is not None
    specificity = specificity_of(scene, draft, target, dated=dated, counted=quantity is not None)
    evidence = (cue, action.span, *((time.span,) if time else ()), *((condition.span,) if condition else ()))
    threat = is_threat(scene, draft, target, event)
    return Commitment(
        id=content_id("com", cue.start, action.span.start, action.span.end, action.text),
        event=event.id if event else None,
        cue=cue,
        sent=scene.number,
        committers=bound.committers,
        beneficiaries=_beneficiaries(bound, specificity, threat=threat),
        action=action,
        valence="threat" if threat else "promise",
        polarity="negative" if is_negative(scene, draft, target) else "positive",
        strength=bound.strength,
        novelty=novelty_of(scene, draft, target),  # type: ignore[arg-type]
        specificity=specificity,
        testable=specificity >= _TESTABLE,
        condition=condition,
        made=(made := _made(scene, draft, event)),
        deadline=deadline,
        statement=bound.statement.id if bound.statement else None,
        retrospective=_retrospective(scene, draft, made),
        status=(StatusEntry(as_of=view.coding.document.published, value="pending" if specificity else "not_assessable"),),
        why=Why(rule=f"commitment:{draft.rule}", evidence=evidence, score=_SURE if event else _UNSURE),
    )


def _beneficiaries(bound: Bound, specificity: int, *, threat: bool) -> tuple[Actor, ...]:
    """The event's recipients; those who bind themselves together to something do so to each other."""
    if bound.event is not None and bound.event.recipients:
        return bound.event.recipients
    joint = len({one.country for one in bound.committers if one.country}) >= _JOINT
    return bound.committers if joint and specificity and not threat else ()


def _action(scene: Scene, target: Target, bound: Bound) -> tuple[Action, Quantity | None]:
    view, number = scene.view, scene.number
    runs = view.runs(number, target.tokens) or (view.token_span(number, target.head, target.head),)
    span = view.span(runs[0].start, runs[-1].end)
    obj = object_of(scene, target)
    quantity = next((q for q in view.coding.quantities if _within(q.span, runs) and not _partial(q)), None)
    place = next((p for p in view.coding.places if _within(p.span, runs)), None)
    kind, mode = _when_done(scene, bound.event, target, runs)
    return (
        Action(
            text=" ".join(run.text for run in runs),
            span=span,
            type=kind,
            mode=mode,
            head=view.token_span(number, target.head, target.head),
            object=view.token_span(number, min(below), max(below)) if (below := _phrase(scene, obj, target)) else None,
            quantity=quantity.id if quantity else None,
            place=place.id if place else None,
        ),
        quantity,
    )


def _phrase(scene: Scene, obj: int | None, target: Target) -> list[int]:
    """The object with what belongs to it, as far as it is one run of the target's words."""
    if obj is None:
        return []
    below = set(scene.view.subtree(scene.number, obj)) & set(target.tokens)
    first = last = obj
    while first - 1 in below:
        first -= 1
    while last + 1 in below:
        last += 1
    return [first, last]


def _partial(quantity: Quantity) -> bool:
    return quantity.kind in {"killed", "injured"}


def _within(span: Span, runs: tuple[Span, ...]) -> bool:
    return any(run.start <= span.start < run.end for run in runs)


def _when_done(scene: Scene, event: Event | None, target: Target, runs: tuple[Span, ...]) -> tuple[str | None, str | None]:
    """The type the action would have: of the event inside the content, else of the plan that the act was recoded from."""
    head = scene.sent.starts[target.head]
    inner = [one for one in scene.view.coding.events if one.sent == scene.number and one is not event]
    inner = [one for one in inner if _within(one.trigger, runs) and one.realis != "ACTUAL"]
    inner.sort(key=lambda one: (one.trigger.start != head, one.trigger.start))
    if inner:
        return inner[0].type, inner[0].mode
    if event is not None and event.cameo in scene.words.intents and _within(event.trigger, runs):
        return scene.words.intents[event.cameo], None
    lemmas = [scene.sent.lemmas[token].lower() for token in target.tokens]
    for kind, words in scene.words.done.items():
        if any(lemma in words for lemma in lemmas):
            return kind, None
    return None, None


def _made(scene: Scene, draft: Draft, event: Event | None) -> Interval:
    """The date of the act: the event's; of a plan the outlet tells, publication; else open."""
    if event is not None and event.date.basis.startswith("own time"):
        return event.date
    published = scene.view.coding.document.published
    beside = [time.interval for time in scene.view.times_of.get(scene.number, ()) if _hangs_on(scene, time, draft.cue)]
    own = beside or [time.interval for time in governed_times(scene.view, scene.number, draft.cue)]
    if own and own[0].latest and not draft.plan and (not published or own[0].latest <= published[:10]):
        return msgspec.structs.replace(own[0], basis=f"own time: {own[0].basis}")
    if event is not None:
        return event.date
    if draft.plan and published and not scene.view.coding.statements:
        day = published[:10]
        return Interval(earliest=day, latest=day, granularity="day", basis="inferred: announced by publication")
    return open_date(scene.view)


def _hangs_on(scene: Scene, time: Time, cue: int) -> bool:
    """Whether the time stands on the noun of the promise: "a 2021 pledge"."""
    return scene.sent.pos[cue] == "NOUN" and any(
        time.span.start <= start < time.span.end and scene.sent.heads[n] == cue for n, start in enumerate(scene.sent.starts)
    )


def _retrospective(scene: Scene, draft: Draft, made: Interval) -> bool:
    """Told only by looking back: "the howitzers it had promised", "a 2021 pledge"."""
    published, last = parse_day(scene.view.coding.document.published), parse_day(made.latest)
    if published and last and made.basis != "open" and (published - last).days > _BACKGROUND_DAYS:
        return True
    looked_back = bool(scene.auxiliaries(draft.cue) & scene.words.pluperfect)
    return looked_back and scene.sent.deps[draft.cue].startswith("acl")
