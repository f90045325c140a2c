"""Rules for dates of the calendar: days, months, seasons, quarters, years, decades."""

import re
from datetime import date, timedelta
from typing import Any

from dateline.resolve.dates import (
    day_interval,
    iso,
    month_interval,
    quarter_interval,
    year_interval,
)
from dateline.resolve.readings import (
    Reading,
    TimeWords,
    day_of,
    duration_unit,
    season_reading,
    with_part,
)

__all__ = ["CalendarRules"]

# "nearest past" may lie a little ahead: a story dated 2 May that speaks of 3 May in the past tense was filed late
_PAST_TOLERANCE = timedelta(days=1)


class CalendarRules:
    """Each method reads one match: (match, publication date, previous day, tense) -> reading."""

    def __init__(self, words: TimeWords) -> None:
        self._w = words

    def full(self, match: re.Match[str], _anchor: date | None, _previous: date | None, _tense: str) -> Reading | None:
        """A full date, in either order or ISO."""
        day = day_of(int(match["y"]), self.month_of(match), int(match["d"]))
        if day is None:
            return None
        return Reading("DATE", iso(day), *day_interval(day), granularity="day")

    def month_year(self, match: re.Match[str], *_: Any) -> Reading:
        """ "March 2021", "early March 2021"."""
        year, month = int(match["y"]), self.month_of(match)
        return with_part(
            Reading("DATE", f"{year:04d}-{month:02d}", *month_interval(year, month), granularity="month"), match["part"]
        )

    def month_rel(self, match: re.Match[str], anchor: date | None, _previous: date | None, _tense: str) -> Reading:
        """ "March last year"."""
        month, shift = self.month_of(match), {"last": -1, "this": 0, "next": 1}[match["rel"].lower()]
        if anchor is None:
            return Reading("DATE", f"XXXX-{month:02d}", granularity="month", basis="unresolved")
        year = anchor.year + shift
        return Reading(
            "DATE",
            f"{year:04d}-{month:02d}",
            *month_interval(year, month),
            granularity="month",
            basis="relative",
            anchor="published",
        )

    def month_day(self, match: re.Match[str], anchor: date | None, _previous: date | None, tense: str) -> Reading | None:
        """ "24 February" without a year."""
        month, number = self.month_of(match), int(match["d"])
        if day_of(2024, month, number) is None:
            return None
        if match["mon"].lower() in {"may", "march", "mar", "sat", "sun"} and match["mon"].islower():
            return None
        if anchor is None:
            return Reading("DATE", f"XXXX-{month:02d}-{number:02d}", granularity="day", basis="unresolved")
        options = [day for year in (anchor.year - 1, anchor.year, anchor.year + 1) if (day := day_of(year, month, number))]
        if tense == "future":
            later = [day for day in options if day >= anchor]
            day = later[0] if later else options[-1]
        else:
            earlier = [day for day in options if day <= anchor + _PAST_TOLERANCE]
            day = earlier[-1] if earlier else options[0]
        return Reading("DATE", iso(day), *day_interval(day), granularity="day", basis="nearest " + tense, anchor="published")

    def last_month_name(self, match: re.Match[str], anchor: date | None, _previous: date | None, tense: str) -> Reading | None:
        """ "last March", "next May"."""
        month, word = self.month_of(match), match["dir"].lower()
        if not match["mon"][0].isupper():
            return None
        if anchor is None:
            return Reading("DATE", f"XXXX-{month:02d}", granularity="month", basis="unresolved")
        year = anchor.year
        if word in {"last", "this past"}:
            year -= month >= anchor.month
        elif word == "next":
            year += month <= anchor.month
        return Reading(
            "DATE",
            f"{year:04d}-{month:02d}",
            *month_interval(year, month),
            granularity="month",
            basis="relative",
            anchor="published",
            note=tense,
        )

    def season(self, match: re.Match[str], anchor: date | None, _previous: date | None, _tense: str) -> Reading | None:
        """ "spring 2020", "last winter"."""
        groups, code = match.groupdict(), self._w.seasons[match["s"].lower()]
        if groups.get("y"):
            return season_reading(int(groups["y"]), code, "explicit", "")
        if anchor is None:
            return Reading("DATE", f"XXXX-{code}", basis="unresolved")
        around = [season_reading(anchor.year + n, code, "relative", "published") for n in (-2, -1, 0, 1)]
        today, direction = iso(anchor), groups["dir"].lower()
        if direction == "last":
            return [one for one in around if (one.latest or "") < today][-1]
        if direction == "next":
            return next(one for one in around if (one.earliest or "") > today)
        return next(one for one in around if (one.latest or "") >= today)

    def quarter(self, match: re.Match[str], anchor: date | None, _previous: date | None, _tense: str) -> Reading:
        """ "the third quarter of 2021"."""
        quarter = self._w.ordinals[match["q"].lower()]
        if match["y"] or anchor:
            year = int(match["y"]) if match["y"] else anchor.year if anchor else 0
            return Reading(
                "DATE",
                f"{year}-Q{quarter}",
                *quarter_interval(year, quarter),
                granularity="quarter",
                basis="explicit" if match["y"] else "relative",
                anchor="" if match["y"] else "published",
                note="calendar quarter assumed",
            )
        return Reading("DATE", f"XXXX-Q{quarter}", basis="unresolved")

    def decade(self, match: re.Match[str], *_: Any) -> Reading:
        """ "the late 1990s"."""
        decade = int(match["dec"])
        return with_part(
            Reading("DATE", str(decade)[:3], f"{decade}-01-01", f"{decade + 9}-12-31", granularity="decade"),
            match["part"],
        )

    def year(self, match: re.Match[str], *_: Any) -> Reading:
        """A year alone."""
        year = int(match["y"])
        return with_part(Reading("DATE", f"{year:04d}", *year_interval(year), granularity="year"), match["part"])

    def month(self, match: re.Match[str], anchor: date | None, _previous: date | None, tense: str) -> Reading | None:
        """A month alone."""
        name = match["mon"]
        if not name[0].isupper() or (name.lower() in {"may", "march"} and not _after_preposition(match)):
            return None
        if len(name) <= 3 and name.lower() != "may":
            return None
        month = self.month_of(match)
        if anchor is None:
            return Reading("DATE", f"XXXX-{month:02d}", granularity="month", basis="unresolved")
        year = anchor.year
        if tense == "future":
            year += month < anchor.month
        else:
            year -= month > anchor.month
        return with_part(
            Reading(
                "DATE",
                f"{year:04d}-{month:02d}",
                *month_interval(year, month),
                granularity="month",
                basis="nearest " + tense,
                anchor="published",
            ),
            match["part"],
        )

    def month_of(self, match: re.Match[str]) -> int:
        """Return the number of the month matched."""
        groups = match.groupdict()
        if groups.get("m"):
            return int(groups["m"])
        return self._w.months[groups["mon"].lower().rstrip(".")]

    def set(self, match: re.Match[str], *_: Any) -> Reading:
        """ "every Friday"."""
        name = match["u"].lower()
        if name in self._w.weekdays:
            return Reading("SET", f"XXXX-WXX-{self._w.weekdays[name]}")
        if name in self._w.months:
            return Reading("SET", f"XXXX-{self._w.months[name]:02d}")
        return Reading("SET", f"P1{duration_unit(self._w.units[name])}")


def _after_preposition(match: re.Match[str]) -> bool:
    before = match.string[: match.start()].rstrip().rpartition(" ")[2].lower()
    return before in {
        "in",
        "since",
        "by",
        "until",
        "of",
        "from",
        "to",
        "last",
        "next",
        "during",
        "before",
        "after",
        "on",
    }
