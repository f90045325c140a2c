"""A deed told in other words than the promise: who, for whom and what thing agree. Only ever a question for a person."""

from typing import NamedTuple

from dateline.ledger.pair import Pair, in_time
from dateline.ledger.words import LedgerWords
from dateline.types import Deed

__all__ = ["Likely", "keys_of_deed", "keys_of_promise", "likely"]

# The statement spec's weights (2.4); the rest as in pair.py. Set on half "e" of corpus/validation/links_reworded.jsonl.
_WHO, _FOR_WHOM, _THING, _NUMBER, _ACT = 1.0, 2.0, 2.0, 2.0, 1.0


class Likely(NamedTuple):
    """How much speaks for it, why, and whether the deed tells of less than was promised."""

    score: float
    note: str
    less: bool


def likely(pair: Pair) -> Likely | None:
    """Return how well the deed fits the promise by who, for whom, what and when; None where that is no question worth asking."""
    promise, deed, words = pair.earlier.deed, pair.later.deed, pair.words
    who = _lands(promise) & set(deed.hints.lands)
    meant = _meant(promise)
    given = meant & set(deed.hints.lands)
    if not who or not in_time(pair) or promise.polarity == "negative" or _others_act(promise, deed) or _others_get(promise, deed):
        return None
    things = sorted(one for one in promise.hints.things if any(words.same_thing(one, other) for other in deed.hints.things))
    sites = sorted(set(promise.content.names) & set(deed.content.names))
    act, told = _act(promise, deed, words)
    numbers = _numbers(promise, deed, words)
    mine = {actor.country for actor in deed.actors} & who
    abroad = bool(meant - who)  # what a country promises itself is told of in half its news: only the number makes it a question
    enough = things and (given or (mine and act)) if abroad else things and numbers == 1
    without = numbers == 1 or act in words.telling_acts or (sites and act in words.sited_acts)  # whatever thing it was
    if told or numbers < 0 or not (enough or (given and without)):
        return None
    thing = min(1.0, len([*things, *sites]) / max(1, min(len(promise.hints.things), len(deed.hints.things))))
    points = _WHO + _FOR_WHOM * bool(given) + _THING * thing + _NUMBER * (numbers == 1) + _ACT * bool(act)
    said = (
        ("same side: ", sorted(who)), ("for: ", sorted(given)), ("same things: ", [*things, *sites]),
        ("act: ", [act] if act else []), ("same number", [""] if numbers == 1 else []),
    )  # fmt: skip
    note = "; ".join(head + ", ".join(found) for head, found in said if found)
    return Likely(round(points, 3), f"told in other words; {note}", less=numbers == _FEWER)


_FEWER = 2  # the deed counts some of the things promised
_COMMON = 2  # "one" and "two" are the same everywhere


def keys_of_promise(promise: Deed, words: LedgerWords) -> set[str]:
    """Return what a promise is looked up by: its side with whom it is for, and with each of its things."""
    things = {name for thing in promise.hints.things for name in (thing, *words.general(thing))}
    sides = _lands(promise)
    return {f"{side} for {land}" for side in sides for land in _meant(promise)} | {
        f"{side} {thing}" for side in sides for thing in things
    }


def keys_of_deed(deed: Deed, words: LedgerWords) -> set[str]:
    """Return under which keys of :func:`keys_of_promise` a deed may find its promise."""
    lands = deed.hints.lands
    things = {name for thing in deed.hints.things for name in (thing, *words.general(thing))}
    return {f"{side} for {land}" for side in lands for land in lands if side != land} | {
        f"{side} {thing}" for side in lands for thing in things
    }


def _lands(promise: Deed) -> set[str]:
    return {actor.country for actor in promise.actors if actor.country}


def _meant(promise: Deed) -> set[str]:
    """The countries that a promise is for: its beneficiaries', and others that it names."""
    return {actor.country for actor in promise.recipients if actor.country} | set(promise.hints.lands) - _lands(promise)


def _others_act(promise: Deed, deed: Deed) -> bool:
    """Whether a third country does it."""
    acting = {actor.country for actor in deed.actors if actor.country}
    return bool(acting) and not acting & (_lands(promise) | _meant(promise))


def _others_get(promise: Deed, deed: Deed) -> bool:
    """Whether it is done for a country that the promise does not name."""
    rest, meant = set(deed.hints.lands) - _lands(promise), _meant(promise)
    return bool(rest and meant) and not rest & meant


def _act(promise: Deed, deed: Deed, words: LedgerWords) -> tuple[str, bool]:
    """The act that both tell ("" if none is sure), and whether another one is told."""
    named = set(promise.content.acts) or set(words.bare_acts)
    wanted = {act for act in named if words.told_act([act])}  # a verb of no class can be told in any words
    done = {act for act in deed.content.acts if words.told_act([act])}
    shared = sorted(wanted & done, key=lambda one: (one not in words.telling_acts, one))
    if shared:
        return shared[0], False
    suggested = sorted(one for one in wanted if words.suggests.get(one, frozenset()) & done)
    return ("" if not suggested else suggested[0]), bool(wanted and done and not suggested)


def _numbers(promise: Deed, deed: Deed, words: LedgerWords) -> int:
    """1: the same number; 2: fewer of the same things; -1: more of the very same than were promised; 0: nothing to compare."""
    wanted, told = _counted(promise), _counted(deed)
    alike = [(a, b, one == other) for a, one in wanted for b, other in told if words.same_thing(one, other)]
    if any(a == b and a > _COMMON for a, _ in wanted for b, _ in told) or any(a == b for a, b, _ in alike):
        return 1
    if any(b > a and same for a, b, same in alike):
        return -1
    return _FEWER if any(b < a for a, b, _ in alike) else 0


def _counted(deed: Deed) -> list[tuple[float, str]]:
    return [(float(number), noun) for number, _, noun in (text.partition(" ") for text in deed.content.numbers)]
