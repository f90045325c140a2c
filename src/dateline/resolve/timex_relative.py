"""Rules for times counted from another: weekdays, "ago", "last month", "later this year", "the following day"."""

import re
from datetime import date, timedelta
from typing import Any, Literal

from dateline.resolve.dates import (
    day_interval,
    iso,
    month_interval,
    quarter_interval,
    week_interval,
    year_interval,
)
from dateline.resolve.readings import (
    Reading,
    TimeWords,
    duration_unit,
    shift,
    with_part,
)
from dateline.resolve.timex_calendar import CalendarRules

__all__ = ["RelativeRules"]

_RECENT_WEEKS = 8


class RelativeRules:
    """Each method reads one match: (match, publication date, previous day, tense) -> reading."""

    def __init__(self, words: TimeWords, calendar: CalendarRules) -> None:
        self._w, self._calendar = words, calendar

    def ago(self, match: re.Match[str], anchor: date | None, previous: date | None, _tense: str) -> Reading | None:
        """ "three weeks ago", "two days later"."""
        count, unit = self._w.number(match["n"]), self._w.units[match["u"].lower()]
        word = match["dir"].lower()
        sign = -1 if word in {"ago", "earlier", "before"} else 1
        base, name = (anchor, "published") if word in {"ago", "from now", "hence"} else (previous, "previous time")
        if count is None:
            if base is None:
                return Reading("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", basis="vague")
            low = shift(base, unit, sign * 10)
            pair = (iso(low), iso(base)) if sign < 0 else (iso(base), iso(low))
            return Reading(
                "DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", *pair, granularity="vague", basis="vague", anchor=name
            )
        if base is None:
            return Reading("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", basis="unresolved")
        return self.shifted(base, unit, sign * count, name)

    def shifted(self, base: date, unit: str, count: int, anchor: str) -> Reading:
        """Return the reading of a base moved by whole units."""
        day = shift(base, unit, count)
        if unit in {"D"}:
            return Reading("DATE", iso(day), *day_interval(day), granularity="day", basis="relative", anchor=anchor)
        if unit in {"W", "F"}:
            year, week, _ = day.isocalendar()
            return Reading(
                "DATE", f"{year}-W{week:02d}", *week_interval(day), granularity="week", basis="relative", anchor=anchor
            )
        if unit == "M":
            return Reading(
                "DATE",
                f"{day.year:04d}-{day.month:02d}",
                *month_interval(day.year, day.month),
                granularity="month",
                basis="relative",
                anchor=anchor,
            )
        if unit in {"Y", "E", "C"}:
            return Reading(
                "DATE", f"{day.year:04d}", *year_interval(day.year), granularity="year", basis="relative", anchor=anchor
            )
        return Reading("DATE", iso(day), *day_interval(day), granularity="day", basis="relative", anchor=anchor)

    def span_of(self, match: re.Match[str], anchor: date | None, _previous: date | None, _tense: str) -> Reading | None:
        """ "the last three months"."""
        count, unit = self._w.number(match["n"]), self._w.units[match["u"].lower()]
        past = match["dir"].lower() in self._w.past
        value = f"P{'X' if count is None else count}{duration_unit(unit)}"
        if anchor is None:
            return Reading("DURATION", value, basis="unresolved")
        far = shift(anchor, unit, (count or 10) * (-1 if past else 1))
        pair = (iso(far), iso(anchor)) if past else (iso(anchor), iso(far))
        return Reading("DURATION", value, *pair, granularity="span", basis="relative", anchor="published")

    def recent(self, match: re.Match[str], anchor: date | None, _previous: date | None, _tense: str) -> Reading:
        """ "recent weeks", "the coming days"."""
        past, unit = match["w"].lower() == "recent", self._w.units[match["u"].lower()]
        value = "PAST_REF" if past else "FUTURE_REF"
        if anchor is None:
            return Reading("DATE", value, basis="vague")
        far = shift(anchor, unit, (-1 if past else 1) * (_RECENT_WEEKS if unit in {"W", "D"} else 6))
        pair = (iso(far), iso(anchor)) if past else (iso(anchor), iso(far))
        return Reading("DATE", value, *pair, granularity="vague", basis="vague", anchor="published")

    def part(self, match: re.Match[str], anchor: date | None, previous: date | None, tense: str) -> Reading | None:
        """ "later this year", "early last month"."""
        part, which, unit = match["part"].lower(), match["which"].lower(), match["u"].lower()
        if unit in self._w.weekdays:
            inner = re.match(rf"(?P<dir>{which}) (?P<wd>{unit})()(?P<tod>)?", f"{which} {unit}", re.IGNORECASE)
            return self.weekday(inner, anchor, previous, tense) if inner else None
        if unit in self._w.months:
            inner = re.match(rf"(?P<dir>{which}) (?P<mon>{unit})", f"{which} {unit}", re.IGNORECASE)
            return self._calendar.last_month_name(inner, anchor, previous, tense) if inner and which != "the" else None
        if which == "the":
            return None
        whole = self.unit_reading(which, unit, anchor)
        if anchor is None or which != "this" or whole.earliest is None or whole.latest is None:
            return whole
        if part == "later":
            return whole._replace(earliest=iso(anchor + timedelta(days=1)), basis="vague")
        if part == "earlier":
            return whole._replace(latest=max(whole.earliest, iso(anchor - timedelta(days=1))), basis="vague")
        return with_part(whole, {"the beginning of": "early", "the end of": "late"}.get(part, part))

    def following(self, match: re.Match[str], _anchor: date | None, previous: date | None, _tense: str) -> Reading:
        """ "the following day"."""
        shift = {"following": 1, "next": 1, "previous": -1, "same": 0}[match["dir"].lower()]
        if previous is None:
            return Reading("DATE", "XXXX-XX-XX", basis="unresolved")
        day = previous + timedelta(days=shift)
        return Reading("DATE", iso(day), *day_interval(day), granularity="day", basis="relative", anchor="previous time")

    def day_before(self, match: re.Match[str], anchor: date | None, previous: date | None, _tense: str) -> Reading:
        """ "the day before yesterday", "the day after"."""
        shift = -1 if match["dir"].lower() == "before" else 1
        if match["dd"]:
            base, name, shift = anchor, "published", shift * 2
        else:
            base, name = previous, "previous time"
        if base is None:
            return Reading("DATE", "XXXX-XX-XX", basis="unresolved")
        day = base + timedelta(days=shift)
        return Reading("DATE", iso(day), *day_interval(day), granularity="day", basis="relative", anchor=name)

    def weekday(self, match: re.Match[str], anchor: date | None, _previous: date | None, tense: str) -> Reading | None:
        """A weekday, nearest past or future by the tense of its clause."""
        groups = match.groupdict()
        number = self._w.weekdays[groups["wd"].lower()]
        if match[0][-1:] == "s" and match[0].lower().endswith("days"):
            return Reading("SET", f"XXXX-WXX-{number}", basis="explicit", granularity="day")
        if not groups["wd"][0].isupper():
            return None
        tod = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}.get((groups.get("tod") or "").lower(), "")
        if anchor is None:
            return Reading("DATE", f"XXXX-WXX-{number}", granularity="day", basis="unresolved")
        word = (groups.get("dir") or "").lower()
        back = (anchor.isoweekday() - number) % 7
        day = anchor - timedelta(days=back)
        basis = "nearest past"
        if word in self._w.past:
            day = day if back else day - timedelta(days=7)
        elif word in self._w.future or (tense == "future"):
            day, basis = anchor + timedelta(days=(number - anchor.isoweekday()) % 7), "nearest future"
            if word in self._w.future and day == anchor:
                day += timedelta(days=7)
        kind: Literal["DATE", "TIME"] = "TIME" if tod else "DATE"
        return Reading(kind, iso(day) + tod, *day_interval(day), granularity="day", basis=basis, anchor="published")

    def last_unit(self, match: re.Match[str], anchor: date | None, _previous: date | None, _tense: str) -> Reading:
        """ "last month", "this week"."""
        return self.unit_reading(match["dir"].lower(), match["u"].lower(), anchor)

    def unit_reading(self, word: str, name: str, anchor: date | None) -> Reading:
        """Return the reading of "last/this/next" and a unit."""
        shift = -1 if word in self._w.past else 1 if word in self._w.future else 0
        unit = self._w.units[name]
        if anchor is None:
            value = {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX"}.get(unit, "XXXX")
            return Reading("DATE", value, basis="unresolved")
        if unit == "WE":
            saturday = anchor - timedelta(days=anchor.weekday()) + timedelta(days=5 + 7 * shift)
            if shift < 0 and anchor.isoweekday() > 5:
                saturday = anchor - timedelta(days=anchor.isoweekday() - 6 + 7)
            year, week, _ = saturday.isocalendar()
            return Reading(
                "DATE",
                f"{year}-W{week:02d}-WE",
                iso(saturday),
                iso(saturday + timedelta(days=1)),
                granularity="weekend",
                basis="relative",
                anchor="published",
            )
        if unit == "Q":
            index = anchor.year * 4 + (anchor.month - 1) // 3 + shift
            year, quarter = divmod(index, 4)
            return Reading(
                "DATE",
                f"{year}-Q{quarter + 1}",
                *quarter_interval(year, quarter + 1),
                granularity="quarter",
                basis="relative",
                anchor="published",
            )
        if unit == "E":
            decade = anchor.year // 10 + shift
            return Reading(
                "DATE",
                f"{decade}",
                f"{decade}0-01-01",
                f"{decade}9-12-31",
                granularity="decade",
                basis="relative",
                anchor="published",
            )
        if name == "night":
            day = anchor + timedelta(days=min(shift, 0))
            return Reading("TIME", f"{iso(day)}TNI", *day_interval(day), granularity="day", basis="relative", anchor="published")
        return self.shifted(anchor, unit, shift, "published")

    def same_unit(self, match: re.Match[str], _anchor: date | None, previous: date | None, _tense: str) -> Reading:
        """ "the same year"."""
        shift = {"following": 1, "previous": -1, "same": 0}[match["dir"].lower()]
        if previous is None:
            return Reading("DATE", "XXXX", basis="unresolved")
        return self.shifted(previous, self._w.units[match["u"].lower()], shift, "previous time")

    def deictic(self, match: re.Match[str], anchor: date | None, _previous: date | None, _tense: str) -> Reading:
        """ "today", "tomorrow night"."""
        word = match[0].lower().split(" ")[0]
        if anchor is None:
            return Reading("DATE", "PRESENT_REF" if word == "today" else "XXXX-XX-XX", basis="unresolved")
        day = anchor + timedelta(days=self._w.deictic_days[word])
        if word == "tonight" or match[0].lower().endswith("night"):
            return Reading("TIME", f"{iso(day)}TNI", *day_interval(day), granularity="day", basis="relative", anchor="published")
        return Reading("DATE", iso(day), *day_interval(day), granularity="day", basis="relative", anchor="published")

    def vague(self, match: re.Match[str], anchor: date | None, *_: Any) -> Reading:
        """ "now", "recently"."""
        value = self._w.vague[match["v"].lower()]
        day = iso(anchor) if anchor else None
        pair = {"PRESENT_REF": (day, day), "PAST_REF": (None, day), "FUTURE_REF": (day, None)}[value]
        return Reading("DATE", value, *pair, granularity="vague", basis="vague", anchor="published" if anchor else "")

    def duration(self, match: re.Match[str], *_: Any) -> Reading | None:
        """ "three weeks"."""
        count, unit = self._w.number(match["n"]), self._w.units[match["u"].lower()]
        if match[0].lower().endswith("old") or unit in {"WE"}:
            return None
        if match["n"].lower() in {"second", "a", "an"} and unit in {"S", "M"}:
            return None
        prefix = "PT" if unit in {"S", "H"} or match["u"].lower().startswith("minute") else "P"
        return Reading("DURATION", f"{prefix}{count}{duration_unit(unit)}")
