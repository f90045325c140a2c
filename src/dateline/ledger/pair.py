"""A deed against an earlier promise: a table of features, each with a weight and a reason."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from dateline.ledger.words import LedgerWords
from dateline.resolve.dates import parse_day
from dateline.types import Actor, Content, Interval, Told

__all__ = ["FEATURES", "Feature", "Match", "Pair", "compatible", "in_time", "party_keys", "same_party", "score"]

_GRACE = timedelta(days=90)  # after a deadline; a promise without one stays open for two years (statement spec 2.4)
_OPEN = timedelta(days=730)


class Pair(NamedTuple):
    """An earlier promise and a later deed."""

    earlier: Told
    later: Told
    words: LedgerWords


class Feature(NamedTuple):
    """What is looked at: ``func`` gives a value in [-1, 1] and a short reason ("" where there is nothing to say)."""

    name: str
    func: Callable[[Pair], tuple[float, str]]
    weight: float


class Match(NamedTuple):
    """The score of a pair, with what it is made of; ``things``: common nouns that both tell."""

    score: float
    values: Mapping[str, float]
    things: int
    note: str

    @property
    def alike(self) -> bool:
        """Whether the deed repeats something of what was promised."""
        return self.values["text"] > 0 or self.values["named object"] > 0 or self.values["quantity"] > 0

    @property
    def anchored(self) -> bool:
        """Whether the words point back to the promise or name its object: without that nothing is settled by itself.

        A name alone is none: two stories from New York are not about one thing; the thing must be there too.
        """
        named = self.values["named object"] > 0 and self.things > 0 and self.values["act"] > 0
        return self.values["back reference"] > 0 or named

    @property
    def settles(self) -> bool:
        """Whether something final may follow: anchored, and by the committer or by the name of the thing."""
        return self.anchored and (self.values["committer"] > 0 or self.values["named object"] > 0)

    @property
    def worth_asking(self) -> bool:
        """Whether a person should see the pair at all."""
        return self.alike and (self.anchored or self.values["quantity"] > 0 or self.things > 1)


def party_keys(actors: Iterable[Actor]) -> frozenset[str]:
    """Return what parties are found by: the country, without one the known entity; "he" and "rebels" have no key."""
    return frozenset(actor.country or str(actor.entity) for actor in _known(actors))


def same_party(one: Actor, other: Actor, words: LedgerWords) -> bool:
    """Tell whether two actors can be the same side: one country, and not a rebel beside a government."""
    if not party_keys([one]) & party_keys([other]):
        return False
    mine, theirs = frozenset(one.sectors), frozenset(other.sectors)
    persons = {actor.entity for actor in (one, other) if (actor.entity or "").startswith("per:")}
    if len(persons) > 1 and not (mine & words.executive_sectors and theirs & words.executive_sectors):
        return False
    return not (mine and theirs) or bool(mine & theirs) or bool(mine & words.state_sectors and theirs & words.state_sectors)


def compatible(some: Iterable[Actor], others: Iterable[Actor], words: LedgerWords) -> bool:
    """Tell whether one of ``some`` can be one of ``others``."""
    rest = tuple(others)
    return any(same_party(one, other, words) for one in some for other in rest)


def _content(pair: Pair) -> Content:
    """What the deed is about, with what its back-reference adds."""
    own, back = pair.later.deed.content, pair.later.deed.back
    if back is None:
        return own
    more = back.content
    return Content(
        acts=own.acts or more.acts,
        keys=tuple(sorted({*own.keys, *more.keys})),
        names=tuple(sorted({*own.names, *more.names})),
        numbers=tuple(sorted({*own.numbers, *more.numbers})),
    )


def _back_reference(pair: Pair) -> tuple[float, str]:
    back = pair.later.deed.back
    if back is None:
        return 0.0, ""
    if not _overlap(back.made, _made(pair.earlier)):
        return -1.0, f"points back to {back.made.earliest or '?'}..{back.made.latest or '?'}"
    return 1.0, f"points back: {back.span.text!r}"


def _made(told: Told) -> Interval:
    date = told.deed.date
    return Interval(earliest=date.earliest or None, latest=date.latest or told.published or None)


def _overlap(one: Interval, other: Interval) -> bool:
    return (one.earliest or "0") <= (other.latest or "9") and (other.earliest or "0") <= (one.latest or "9")


def _named_object(pair: Pair) -> tuple[float, str]:
    shared = sorted(set(pair.earlier.deed.content.names) & set(_content(pair).names))
    return (1.0, "same name: " + ", ".join(shared)) if shared else (0.0, "")


def _quantity(pair: Pair) -> tuple[float, str]:
    wanted, given = set(pair.earlier.deed.content.numbers), set(_content(pair).numbers)
    if wanted & given:
        return 1.0, "same number: " + ", ".join(sorted(wanted & given))
    mine = {text.partition(" ")[2]: float(text.partition(" ")[0]) for text in sorted(wanted)}
    for text in sorted(given):
        number, _, noun = text.partition(" ")
        if noun in mine and float(number) > mine[noun]:
            return -1.0, f"{number} is more than the {mine[noun]:g} {noun} promised"
    return 0.0, ""


def _beneficiary(pair: Pair) -> tuple[float, str]:
    back = pair.later.deed.back
    mine = _known(pair.earlier.deed.recipients)
    theirs = _known((*pair.later.deed.recipients, *(back.beneficiaries if back else ())))
    if not mine or not theirs:
        return 0.0, ""
    if compatible(mine, theirs, pair.words):
        return 1.0, "same beneficiary"
    return -1.0, "another beneficiary"


def _known(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Those that can be told apart: with a country, or known by name."""
    return tuple(actor for actor in actors if actor.country or (actor.entity and not actor.entity.startswith("ent-")))


def _committer(pair: Pair) -> tuple[float, str]:
    mine, back = pair.earlier.deed.actors, pair.later.deed.back
    theirs = _known(back.committers if back and back.committers else pair.later.deed.actors)
    if not theirs:
        return 0.0, ""
    return (1.0, "same committer") if compatible(mine, theirs, pair.words) else (-1.0, "another committer")


def _acts(pair: Pair) -> tuple[float, str]:
    mine = set(pair.earlier.deed.content.acts) or set(pair.words.bare_acts)
    theirs = set(_content(pair).acts)
    if not theirs:
        return 0.0, ""
    shared = sorted(mine & theirs)
    return (1.0, "same act: " + ", ".join(shared)) if shared else (-1.0, "another act")


def _type(pair: Pair) -> tuple[float, str]:
    done, told = pair.earlier.deed.type, pair.later.deed.type
    if not done or not told:
        return 0.0, ""
    allowed = {done, *pair.words.type_map.get(done, ())}
    return (1.0, f"type {told}") if told in allowed else (0.0, "")


def _window(pair: Pair) -> tuple[float, str]:
    """Whether the deed falls into the promise's time, where both are dated."""
    dated = bool(_start(pair) and (parse_day(pair.later.deed.date.earliest) or parse_day(pair.later.published)))
    return ((1.0, "in time") if in_time(pair) else (-1.0, "outside its time")) if dated else (0.0, "")


def in_time(pair: Pair) -> bool:
    """Tell whether some day of the deed falls before the deadline and some grace; a promise without one is open for two years.

    What is not dated is in time.
    """
    day, start = pair.later.deed.date, _start(pair)
    first = parse_day(day.earliest) or parse_day(pair.later.published)
    end = parse_day(pair.earlier.deed.deadline.latest)
    if start is None or first is None:
        return True
    return first <= (end + _GRACE if end else start + _OPEN) and start <= (parse_day(day.latest) or first)


def _start(pair: Pair) -> date | None:
    return parse_day(_made(pair.earlier).earliest) or parse_day(pair.earlier.published)


def _text(pair: Pair) -> tuple[float, str]:
    """How much of the promise's nouns the deed repeats."""
    mine = {*pair.earlier.deed.content.keys, *pair.earlier.deed.content.names}
    theirs = {*_content(pair).keys, *_content(pair).names}
    shared = sorted(mine & theirs)
    if not shared:
        return (-1.0, "no word in common") if mine and theirs else (0.0, "")
    return len(shared) / min(len(mine), len(theirs)), "same words: " + ", ".join(shared)


# Weights as the statement spec gives them; those of committer, act, type, window are tuned on half "a" of links.jsonl.
FEATURES = (
    Feature("back reference", _back_reference, 4.0),
    Feature("named object", _named_object, 3.0),
    Feature("quantity", _quantity, 2.0),
    Feature("beneficiary", _beneficiary, 2.0),
    Feature("committer", _committer, 1.0),
    Feature("act", _acts, 1.0),
    Feature("type", _type, 0.5),
    Feature("window", _window, 0.5),
    Feature("text", _text, 2.0),
)
# A conflict in one of these means another promise, whatever else agrees.
_VETO = frozenset({"back reference", "quantity", "beneficiary", "committer", "act", "window"})


def score(pair: Pair, *, spare: frozenset[str] = frozenset()) -> Match | None:
    """Return how well the deed fits the promise, None where a feature (not one of ``spare``) speaks against it."""
    total, notes, values = 0.0, [], {}
    for feature in FEATURES:
        value, note = feature.func(pair)
        if value < 0 and feature.name in _VETO - spare and not _excused(feature.name, pair):
            return None
        values[feature.name] = value
        total += feature.weight * value
        if note:
            notes.append(note)
    things = set(pair.earlier.deed.content.keys) & set(_content(pair).keys)
    return Match(round(total, 3), values, len(things), "; ".join(notes))


def _excused(name: str, pair: Pair) -> bool:
    """A promise kept late or broken by another act is still the same promise, if the words point back to it."""
    back = pair.later.deed.back
    if back is None:
        return False
    other_way = back.contrast or pair.later.deed.outcome in {"undone", "cancelled", "amended", "replaced"}
    mine, theirs = set(pair.earlier.deed.content.acts), set(back.content.acts)
    same = not mine or not theirs or bool(mine & theirs)  # what the words say was promised
    return name == "window" or (name == "act" and other_way and same)
