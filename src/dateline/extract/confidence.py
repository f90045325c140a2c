"""How sure an event is: features with weights, and the map from their sum to a share of right events.

Weights and map are data (``confidence.yaml``); ``bench/confidence.py`` measures them again and prints the table of the docs.
"""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec

from dateline.types import Actor, Event, Sentence

__all__ = ["FEATURES", "Confidence", "ConfidenceTable", "Feature", "Reading", "Sure", "features_of"]

_ADVERBIAL = ("advcl", "obl")
_ADNOMINAL = ("acl", "nmod", "compound", "appos", "amod")


class ConfidenceTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file ``confidence.yaml``.

    ``weights`` are log-odds by feature; ``calibration`` maps the raw probability to the share found right, as points
    between which lines run; ``political`` are the sectors that make a participant one of politics.
    """

    weights: dict[str, float]
    calibration: tuple[tuple[float, float], ...]
    political: frozenset[str]


class Reading(NamedTuple):
    """What the features see: the event, its sentence, the token of its trigger, how specific its pattern is."""

    event: Event
    sentence: Sentence
    trigger: int
    specificity: int
    political: frozenset[str]


class Feature(NamedTuple):
    """A yes-or-no question about a reading."""

    name: str
    holds: Callable[[Reading], bool]


class Sure(NamedTuple):
    """How sure: the ``raw`` probability of the weights, and the ``share`` of events as sure as that that were right."""

    raw: float
    share: float


class Confidence:
    """The confidence of events, as the table has it.

    Raises:
        ValueError: if the table names a feature that there is not.
    """

    def __init__(self, table: ConfidenceTable) -> None:
        unknown = set(table.weights) - {"base"} - {feature.name for feature in FEATURES}
        if unknown:
            raise ValueError(f"confidence.yaml: weights: unknown feature {min(unknown)}")
        self.table = table

    def __call__(self, event: Event, sentence: Sentence, trigger: int, specificity: int) -> Sure:
        """Return how sure ``event`` is, both figures in [0, 1], to four and to two places."""
        reading = Reading(event, sentence, trigger, specificity, self.table.political)
        total = self.table.weights.get("base", 0.0)
        total += sum(self.table.weights.get(name, 0.0) for name in features_of(reading))
        raw = round(1 / (1 + math.exp(-total)), 4)
        return Sure(raw, round(_between(self.table.calibration, raw), 2))


def features_of(reading: Reading) -> list[str]:
    """Return the names of the features that hold, in the order of the table."""
    return [feature.name for feature in FEATURES if feature.holds(reading)]


def _between(points: Sequence[tuple[float, float]], raw: float) -> float:
    """The line between the two points around ``raw``; the first and last value beyond them."""
    if raw <= points[0][0]:
        return points[0][1]
    for (left, low), (right, high) in zip(points, points[1:], strict=False):
        if raw <= right:
            return low + (high - low) * (raw - left) / (right - left)
    return points[-1][1]


def _known(actors: Sequence[Actor]) -> bool:
    return any(actor.country for actor in actors)


def _of_politics(actors: Sequence[Actor], political: frozenset[str]) -> bool:
    return any(set(actor.sectors) & political or (actor.country and not actor.sectors) for actor in actors)


def _strangers(reading: Reading) -> bool:
    """Whether nobody in it is known by country or sector."""
    return not any(actor.country or actor.sectors for actor in (*reading.event.actors, *reading.event.recipients))


def _private(reading: Reading) -> bool:
    """Whether all in it are private persons or unknown."""
    event = reading.event
    return not _of_politics(event.actors, reading.political) and not _of_politics(event.recipients, reading.political)


def _clause(reading: Reading) -> str:
    """The kind of clause around the trigger: "main", "told" (in a content), "adverbial", "adnominal"."""
    sent, at, found = reading.sentence, reading.trigger, "main"
    for _ in sent.heads:
        dep = sent.deps[at]
        if dep.startswith(_ADNOMINAL):
            return "adnominal"
        if dep.startswith(_ADVERBIAL):
            return "adverbial"
        if dep in {"ccomp", "xcomp", "csubj"}:
            found = "told"
        if sent.heads[at] < 0:
            break
        at = sent.heads[at]
    return found


def _trigger_is(pos: str) -> Callable[[Reading], bool]:
    return lambda reading: reading.sentence.pos[reading.trigger] == pos


def _quad_is(quad: str) -> Callable[[Reading], bool]:
    return lambda reading: reading.event.quad == quad


FEATURES: tuple[Feature, ...] = (
    Feature("no actor", lambda one: not one.event.actors),
    Feature("actor's country known", lambda one: _known(one.event.actors)),
    Feature("actor of politics", lambda one: _of_politics(one.event.actors, one.political)),
    Feature("recipient's country known", lambda one: _known(one.event.recipients)),
    Feature("recipient of politics", lambda one: _of_politics(one.event.recipients, one.political)),
    Feature("strangers only", _strangers),
    Feature("private only", _private),
    Feature("private violence", lambda one: one.event.quad == "material conflict" and _private(one)),
    Feature("adverbial clause", lambda one: _clause(one) == "adverbial"),
    Feature("adnominal clause", lambda one: _clause(one) == "adnominal"),
    Feature("told clause", lambda one: _clause(one) == "told"),
    Feature("noun trigger", _trigger_is("NOUN")),
    Feature("adjective trigger", _trigger_is("ADJ")),
    Feature("specific pattern", lambda one: one.specificity > 0),
    Feature("own date", lambda one: one.event.date.basis.startswith("own time")),
    Feature("historical", lambda one: one.event.historical),
    Feature("withheld", lambda one: not one.event.exportable),
    Feature("recoded", lambda one: "recoded" in one.event.why.note),
    Feature("verbal cooperation", _quad_is("verbal cooperation")),
    Feature("material conflict", _quad_is("material conflict")),
)
