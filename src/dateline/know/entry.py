"""What the knowledge base holds; dates are half-open ``[start, end)`` ISO strings of any precision, "" is open."""

from typing import Literal

import msgspec

__all__ = ["Known", "KnownKind", "Membership", "Noun", "Period", "Tenure", "Title", "active", "in_period"]

KnownKind = Literal["country", "collective", "organisation", "armed group", "party", "institution", "person", "region", "seat"]
Period = tuple[str, str]


class Tenure(msgspec.Struct, frozen=True, gc=False):
    """Who held which office; ``title`` is set where the office has a name of its own."""

    person: str
    country: str
    role: str
    start: str
    end: str
    acting: bool
    title: str


class Membership(msgspec.Struct, frozen=True, gc=False):
    """A country's membership of a group, half-open ``[start, end)``."""

    group: str
    member: str
    start: str
    end: str


class Known(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A known actor or region. ``country`` is the PLOVER code; ``government`` the periods in which it ruled."""

    id: str
    name: str
    kind: KnownKind
    country: str = ""
    sectors: tuple[str, ...] = ()
    valid: Period = ("", "")
    codable: bool = True
    role: str = ""
    gender: str = ""
    government: tuple[Period, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    countries: tuple[str, ...] = ()
    qid: str = ""


class Noun(msgspec.Struct, frozen=True, gc=False):
    """A role noun: its sectors and what it names (person, group, body, force, equipment, place)."""

    sectors: tuple[str, ...]
    kind: str
    plural: bool


class Title(msgspec.Struct, frozen=True, gc=False):
    """A title or role word: the office role it names, its sectors, its country if it has only one."""

    role: str
    sectors: tuple[str, ...]
    country: str
    plural: bool


def in_period(date: str | None, period: Period) -> bool:
    """Tell whether ``date`` may lie in ``period``, comparing at the coarser precision; None always may."""
    if date is None:
        return True
    start, end = period
    if start and date[: len(start)] < start:
        return False
    if not end:
        return True
    # a coarse end ("2021", "2021-05") is inclusive: the day in it is not known
    return date < end if len(end) == len("2021-01-22") else date[: len(end)] <= end


def active(tenures: tuple[Tenure, ...], date: str | None) -> list[Tenure]:
    """Return the tenures that hold on ``date``, the latest start first."""
    held = [tenure for tenure in tenures if in_period(date, (tenure.start, tenure.end))]
    return sorted(held, key=lambda tenure: tenure.start, reverse=True)
