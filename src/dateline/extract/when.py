"""The date of an event: its own time, its sentence's, the lead event's, or open; never the bare publication date."""

from dateline.extract.doc import View
from dateline.types import Interval, Time

__all__ = ["event_date", "governed_times", "open_date"]

_BARE = "nmod:npmod"  # "killed in an ambush near Damboa Tuesday": a day without a preposition belongs to the verb
_UNDATED = frozenset({"DURATION", "SET"})


def event_date(view: View, sent: int, trigger: int, *, present: bool) -> Interval:
    """Return the date of the event at ``trigger``.

    Args:
        view: the coding with its times.
        sent: the sentence.
        trigger: the event word.
        present: the event is told in a headline's present tense or as a plan of today.
    """
    own = governed_times(view, sent, trigger)
    if own:
        return _from(own, view, "own time")
    others = [time for time in view.times_of.get(sent, ()) if _dated(time) and _anchors_sentence(view, sent, time)]
    if len(others) == 1 and not present:
        return _from(others, view, "inferred: time of the sentence")
    published = view.coding.document.published
    if present and published:
        return Interval(
            earliest=published[:10],
            latest=published[:10],
            granularity="day",
            basis="inferred: told in the present on publication",
        )
    return open_date(view)


def open_date(view: View) -> Interval:
    """Return the date of an event of which only is known that it was reported."""
    published = view.coding.document.published
    return Interval(earliest=None, latest=published[:10] if published else None, granularity="", basis="open")


def governed_times(view: View, sent: int, trigger: int) -> list[Time]:
    """Return the times whose nearest verb is the event's own predicate."""
    predicates = _predicates(view, sent, trigger)
    times = [time for time in view.times_of.get(sent, ()) if _dated(time)]
    own = [time for time in times if _verb_of(view, sent, time) in predicates]
    return own or [time for time in times if _relative_to(view, sent, trigger, time)]


def _relative_to(view: View, sent: int, trigger: int, time: Time) -> bool:
    """ "in August 2008, when aircraft bombed …": the clause hangs on the time."""
    columns = view.sentences[sent]
    head = columns.heads[trigger]
    return columns.deps[trigger] == "acl:relcl" and head >= 0 and time.span.start <= columns.starts[head] < time.span.end


def _dated(time: Time) -> bool:
    return time.type not in _UNDATED and not time.value.endswith("_REF")


def _predicates(view: View, sent: int, trigger: int) -> set[int]:
    """The trigger itself and, for a noun, the verb that it is an argument of."""
    columns = view.sentences[sent]
    found = {trigger}
    if columns.pos[trigger] == "NOUN":
        head = columns.heads[trigger]
        if head >= 0 and columns.pos[head] == "VERB" and columns.deps[trigger] in {"obj", "nsubj:pass", "nsubj", "obl:in"}:
            found.add(head)
    return found


def _verb_of(view: View, sent: int, time: Time) -> int:
    """The nearest word above the time expression that bears events: a verb, or a noun it modifies directly."""
    columns = view.sentences[sent]
    tokens = [n for n, start in enumerate(columns.starts) if time.span.start <= start < time.span.end]
    top = next((n for n in tokens if columns.heads[n] not in tokens), -1)
    head = columns.heads[top] if top >= 0 else -1
    steps = 0
    while head >= 0 and columns.pos[head] not in {"VERB", "AUX"} and steps < len(columns.words):
        if columns.deps[top].startswith(("nmod", "compound")) and columns.deps[top] != _BARE and columns.pos[head] == "NOUN":
            return head
        head, steps = columns.heads[head], steps + 1
    return head


def _anchors_sentence(view: View, sent: int, time: Time) -> bool:
    """A time on the main clause holds for what is told beside it; one inside another clause does not."""
    columns = view.sentences[sent]
    verb = _verb_of(view, sent, time)
    return verb >= 0 and time.role == "at" and columns.deps[verb] in {"root", "conj", "ccomp"}


def _from(times: list[Time], view: View, why: str) -> Interval:
    exact = [time for time in times if time.role == "at"] or times
    best = min(exact, key=lambda time: (_width(time), time.span.start))
    interval = best.interval
    published = view.coding.document.published
    if best.role == "since":
        return Interval(
            earliest=interval.earliest,
            latest=published[:10] if published else None,
            granularity=interval.granularity,
            basis=f"{why}: since",
        )
    if best.role == "until":
        return Interval(earliest=None, latest=interval.latest, granularity=interval.granularity, basis=f"{why}: until")
    basis = f"{why}: {interval.basis}" if interval.basis else why
    return Interval(earliest=interval.earliest, latest=interval.latest, granularity=interval.granularity, basis=basis)


def _width(time: Time) -> int:
    order = {"day": 0, "weekend": 1, "week": 2, "month": 3, "quarter": 4, "season": 5, "year": 6, "decade": 7}
    return order.get(time.interval.granularity, 8)
