"""What one time expression is read as, and the arithmetic all rules share."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Literal, NamedTuple

from dateline.resolve.dates import add_months, iso, month_interval

__all__ = ["Reading", "TimeWords", "day_of", "duration_unit", "season_reading", "shift", "with_part"]


class Reading(NamedTuple):
    """One normalised expression; ``anchor`` names what it was counted from ("" for none)."""

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    earliest: str | None = None
    latest: str | None = None
    granularity: str = ""
    basis: str = "explicit"
    anchor: str = ""
    rule: str = ""
    note: str = ""
    role: Literal["at", "until", "since"] = "at"


class TimeWords:
    """The words of a language (``times.yaml``) as the rules ask for them."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self.units: dict[str, str] = dict(words["units"])
        self.numbers: dict[str, int] = dict(words["numbers"])
        self.months: dict[str, int] = dict(words["months"])
        self.weekdays: dict[str, int] = dict(words["weekdays"])
        self.plain_short_weekdays = frozenset(words["plain_short_weekdays"])
        self.seasons: dict[str, str] = dict(words["seasons"])
        self.ordinals: dict[str, int] = dict(words["ordinals"])
        self.deictic_days: dict[str, int] = dict(words["deictic_days"])
        self.vague: dict[str, str] = dict(words["vague"])
        self.past = frozenset(words["past_words"])
        self.future = frozenset(words["future_words"])
        self.until = frozenset(words["until_words"])
        self.since = frozenset(words["since_words"])
        self.future_aux = frozenset(words["future_aux"])
        self.future_verbs = frozenset(words["future_verbs"])
        self.past_aux = frozenset(words["past_aux"])
        self.present_aux = frozenset(words["present_aux"])
        self.conditional = frozenset(words["conditional_marks"])

    def number(self, text: str) -> int | None:
        """Return the number that ``text`` says, None for "several"."""
        low = text.lower()
        return int(low) if low.isdigit() else self.numbers.get(low)


_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}


def season_reading(year: int, code: str, basis: str, anchor: str) -> Reading:
    """Return the reading of a season; winter runs into the next year."""
    first, last = _SEASON_MONTHS[code]
    end = month_interval(year + (last < first), last)[1]
    return Reading(
        "DATE",
        f"{year}-{code}",
        month_interval(year, first)[0],
        end,
        granularity="season",
        basis=basis,
        anchor=anchor,
        note="northern seasons",
    )


def day_of(year: int, month: int, number: int) -> date | None:
    """Return the day, None if the calendar has none such."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def shift(base: date, unit: str, count: int) -> date:
    """Return ``base`` moved by ``count`` units."""
    if unit == "M":
        return add_months(base, count)
    if unit in {"Y", "E", "C"}:
        return add_months(base, count * {"Y": 12, "E": 120, "C": 1200}[unit])
    if unit == "Q":
        return add_months(base, 3 * count)
    days = {"D": 1, "W": 7, "F": 14, "WE": 7}.get(unit, 0)
    return base + timedelta(days=days * count)


def duration_unit(unit: str) -> str:
    """Return the TIMEX3 letter of a unit code."""
    return {"E": "0Y", "C": "00Y", "F": "F", "Q": "Q"}.get(unit, unit)


def with_part(whole: Reading, part: str | None) -> Reading:
    """Narrow an interval to its early, middle or late third."""
    if not part or whole.earliest is None or whole.latest is None:
        return whole
    first, last = date.fromisoformat(whole.earliest), date.fromisoformat(whole.latest)
    third = (last - first) / 3
    word = part.lower()
    if word == "early":
        return whole._replace(latest=iso(first + third), basis="vague", note="early third")
    if word == "mid":
        return whole._replace(earliest=iso(first + third), latest=iso(last - third), basis="vague", note="middle third")
    if word == "late":
        return whole._replace(earliest=iso(last - third), basis="vague", note="late third")
    return whole
