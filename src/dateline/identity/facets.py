"""What features and bars look at of a report: little, of which there are few kinds, so that one answer serves many pairs."""

from collections.abc import Callable, Hashable, Mapping

from dateline.identity.around import Around
from dateline.identity.days import span_of
from dateline.types import Party, Report

__all__ = ["LOOKED_AT", "Looks"]

# Something narrow that is enough where both reports have it (None where not), and all that is looked at.
Looks = Callable[[Report, Around], tuple[Hashable, Hashable]]


def _type(one: Report, _: Around) -> tuple[Hashable, Hashable]:
    return None, (one.type, one.mode)


def _actors(one: Report, around: Around) -> tuple[Hashable, Hashable]:
    """Where neither is mutual, actors are enough."""
    mutual, actors = one.type in around.mutual, _told(one.actors)
    return (None if mutual else actors), (mutual, actors, _told(one.recipients))


def _recipients(one: Report, around: Around) -> tuple[Hashable, Hashable]:
    return None, (one.type in around.mutual, _told(one.recipients))


def _told(parties: tuple[Party, ...]) -> Hashable:
    names = frozenset(party.entity for party in parties), frozenset(party.country for party in parties)
    return (*names, _sectors(parties))


def _sectors(parties: tuple[Party, ...]) -> frozenset[str]:
    return frozenset(sector for party in parties for sector in party.sectors)


def _place(one: Report, _: Around) -> tuple[Hashable, Hashable]:
    """Where both have a site, that is enough."""
    return one.site, (one.site, one.lands, one.around)


def _time(one: Report, _: Around) -> tuple[Hashable, Hashable]:
    return None, (span_of(one), one.basis == "open")


def _figures(one: Report, _: Around) -> tuple[Hashable, Hashable]:
    return None, tuple((tally.kind, tally.low, tally.high) for tally in one.tallies)


def _trigger(one: Report, _: Around) -> tuple[Hashable, Hashable]:
    return None, one.trigger.lower()


def _speakers(one: Report, around: Around) -> tuple[Hashable, Hashable]:
    """Deeds have no speaker: any two of them are the same to the bar."""
    speech = one.type in around.told and one.type not in around.mutual
    return None, (speech, _told(one.actors) if speech else None)


def _sides(one: Report, around: Around) -> tuple[Hashable, Hashable]:
    return None, (one.type in around.mutual, _sectors(one.actors), _sectors(one.recipients))


# By the name of a feature or bar; those that are not here look at likeness, which is another for each pair.
LOOKED_AT: Mapping[str, Looks] = {
    "type": _type,
    "actors": _actors,
    "recipients": _recipients,
    "place": _place,
    "time": _time,
    "figures": _figures,
    "trigger": _trigger,
    "speakers": _speakers,
    "sides": _sides,
    "days": _time,
}
