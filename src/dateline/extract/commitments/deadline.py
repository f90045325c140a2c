"""By when: the interval in which the action is due, from the times told with it."""

import re
from datetime import date, timedelta

from dateline.extract.commitments.draft import Draft, Scene
from dateline.extract.commitments.targets import Target
from dateline.resolve.dates import iso, parse_day
from dateline.types import Interval, Time

__all__ = ["deadline_of"]

_DURATION = re.compile(r"P(?:T(\d+)H|(\d+)([DWMY]))")
_DAYS = {"D": 1, "W": 7}
_WEEK = 7
_NONE = Interval(basis="none")


def deadline_of(scene: Scene, draft: Draft, target: Target, condition: tuple[int, ...]) -> tuple[Interval, Time | None]:
    """Return the interval and the time expression it is from; basis ``none`` if no time ahead is told.

    "By" and "within" leave the start open, "from" the end; a time that would lie before the day after publication
    begins there, for what is still to come cannot have been done.
    """
    published = parse_day(scene.view.coding.document.published)
    for rank, time, prepositions in _candidates(scene, draft, target, condition):
        ahead = rank == 0 or draft.plan
        found = _interval(scene, time, prepositions, published, ahead=ahead)
        if found is not None:
            return found, time
    return _NONE, None


def _candidates(scene: Scene, draft: Draft, target: Target, condition: tuple[int, ...]) -> list[tuple[int, Time, set[str]]]:
    """Times in the content, then those after it on the act, then, of plans, any other; last those of the condition."""
    ranked: list[tuple[int, int, Time, set[str]]] = []
    tokens = set(target.tokens)
    for time in scene.view.times_of.get(scene.number, ()):
        inside = [n for n, start in enumerate(scene.sent.starts) if time.span.start <= start < time.span.end]
        if time.type not in {"DATE", "TIME", "DURATION"} or not inside:
            continue
        top = next((n for n in inside if scene.sent.heads[n] not in inside), inside[0])
        prepositions = _prepositions(scene, top, inside[0])
        if set(inside) & set(condition):
            rank = 3 if prepositions & scene.words.until else -1
        elif set(inside) & tokens:
            rank = 0
        elif inside[0] > target.tokens[0] and _hangs(scene, top) in {draft.top, draft.cue, target.head}:
            rank = 1
        else:
            named = scene.sent.pos[scene.sent.heads[top]] == "PROPN"  # "said Sunday Chad would": the day it was said
            rank = 2 if draft.plan and not named and _hangs(scene, top) in {draft.top, target.head} else -1
        if rank >= 0:
            ranked.append((rank, time.span.start, time, prepositions))
    return [(rank, time, prepositions) for rank, _, time, prepositions in sorted(ranked, key=lambda one: one[:2])]


def _hangs(scene: Scene, token: int) -> int:
    """The verb that ``token`` hangs on."""
    sent, steps = scene.sent, 0
    token = sent.heads[token]
    while token >= 0 and sent.pos[token] not in {"VERB", "AUX", "ADJ"} and steps < len(sent.words):
        token, steps = sent.heads[token], steps + 1
    return token


def _prepositions(scene: Scene, top: int, first: int) -> set[str]:
    """Words that introduce the time: its own, those of "the end of", and the word just before."""
    sent, found = scene.sent, {scene.sent.words[first].lower()}
    if first > 0:
        found.add(sent.words[first - 1].lower())
    for token in (top, sent.heads[top] if sent.heads[top] >= 0 and sent.lemmas[sent.heads[top]] in scene.words.ends else top):
        found |= {sent.words[kid].lower() for label, kid in scene.graph.kids[token] if label in {"case", "mark"}}
    return found


def _interval(scene: Scene, time: Time, prepositions: set[str], published: date | None, *, ahead: bool) -> Interval | None:
    """The interval of one time; ``ahead``: it belongs to the action, so that a past reading of it is mistaken."""
    words, basis = scene.words, "vague" if time.interval.basis == "vague" else "explicit"
    if time.type == "DURATION":
        return _duration(time, prepositions, published, words.within, basis)
    earliest, latest = parse_day(time.interval.earliest), parse_day(time.interval.latest)
    if latest is None or earliest is None:
        return None
    behind = prepositions & words.behind or not words.behind.isdisjoint(time.span.text.lower().split())
    if ahead and not behind and published is not None and latest <= published and time.interval.basis.startswith("nearest"):
        earliest, latest = _ahead(earliest, time, published), _ahead(latest, time, published)
    if published is None or latest <= published:
        return None
    if prepositions & words.onwards:
        return Interval(earliest=iso(earliest), latest=None, granularity=time.interval.granularity, basis=basis)
    if prepositions & words.before:
        latest, earliest = earliest - timedelta(days=1), published
        return Interval(earliest=None, latest=iso(latest), granularity=time.interval.granularity, basis=basis)
    opened = time.role == "until" or bool(prepositions & words.until)
    start = None if opened else iso(max(earliest, published + timedelta(days=1)))
    return Interval(earliest=start, latest=iso(latest), granularity=time.interval.granularity, basis=basis)


def _ahead(day: date, time: Time, published: date) -> date:
    """A time read as the nearest past one means, in a promise, the next: a weekday a week on, a date a year on."""
    if time.interval.granularity == "day" and not re.search(r"\d", time.span.text):
        return day + timedelta(days=_WEEK * ((published - day).days // _WEEK + 1))
    return _years_on(day, 1)


def _duration(time: Time, prepositions: set[str], published: date | None, within: frozenset[str], basis: str) -> Interval | None:
    """ "within two years", "over the next three years"; a bare duration is how long, not by when."""
    match = _DURATION.fullmatch(time.value)
    relative = time.interval.latest is not None
    if match is None or published is None or not (relative or prepositions & within):
        return None
    hours, number, unit = match.groups()
    if hours:
        last = published + timedelta(days=-(-int(hours) // 24))
    elif unit in _DAYS:
        last = published + timedelta(days=int(number) * _DAYS[unit])
    else:
        last = _months_on(published, int(number) * (12 if unit == "Y" else 1))
    start = None if prepositions & within else iso(published + timedelta(days=1))
    return Interval(earliest=start, latest=iso(last), granularity="day", basis=basis)


def _years_on(day: date, years: int) -> date:
    return _months_on(day, 12 * years)


def _months_on(day: date, months: int) -> date:
    """The same day of the month, or the month's last."""
    at = day.year * 12 + day.month - 1 + months
    first = date(at // 12, at % 12 + 1, 1)
    last = (date(first.year + first.month // 12, first.month % 12 + 1, 1) - first).days
    return first.replace(day=min(day.day, last))
