"""The publication date of a document, from the most trusted place that has one; the time of a change is never taken."""

import re
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from dateline.read.words import Phrases
from dateline.types.base import DateSource

__all__ = ["TRUST", "DateFinder", "Found", "day_of_stamp"]

TRUST: dict[DateSource, float] = {"given": 1.0, "metadata": 0.95, "dateline": 0.9, "url": 0.85, "text": 0.8, "": 0.0}
_HEAD = 1000  # characters in which a dateline may stand: after a long headline, before the body
_LINES = 5  # first lines among which one may be a date
_LONGEST_LINE, _WORDS_BESIDE = 80, 5  # a line of a date has few words beside it: "Published", "Last updated on"
_NEAR = timedelta(days=3)  # wire copy is printed a few days after it was filed
_ISO = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_SLASHED = re.compile(r"(\d{4})/(\d\d?)/(\d\d?)(?!\d)")
_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([/_-]?)(\d\d?|[a-z]{3,9})\2(\d\d?)(?!\d)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")


class Found(NamedTuple):
    """A publication date, where it was found, and what is doubtful about it."""

    day: str | None
    source: DateSource
    warnings: tuple[str, ...]


class _Named(NamedTuple):
    """A day as a text names it; 0 for a year that it leaves out, "" for a weekday."""

    year: int
    month: int
    day: int
    weekday: str


def day_of_stamp(stamp: str) -> str | None:
    """Return the ISO day of a time stamp in the zone the stamp itself is written in, None if it is none."""
    stamp = stamp.strip()
    match = _ISO.match(stamp) or _SLASHED.match(stamp)
    if match is not None:
        return _iso(*map(int, match.groups()))
    try:
        return parsedate_to_datetime(stamp).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


class DateFinder:
    """Finds dates in addresses, datelines and lines of dates."""

    def __init__(self, phrases: Phrases) -> None:
        self._changed = phrases.changed
        self._months, self._weekdays = phrases.months, phrases.weekdays
        month, weekday = _either(phrases.months), _either(phrases.weekdays)
        self._full = re.compile(
            rf"\b(?:(?P<weekday>{weekday})\.?,? )?(?:(?P<month>{month})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
            r"(?:,? (?P<year>\d{4}))?"
            rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? (?P<month2>{month})\.?(?:,? (?P<year2>\d{{4}}))?)(?!\d)",
            re.IGNORECASE,
        )
        self._line = re.compile(r"^[A-Z][A-Z.'’-]+(?:[ ,/(]+[A-Z][\w.'’-]*){0,5}[ ,(]+(?=[A-Z0-9])", re.MULTILINE)

    def find(self, published: str | None, source: DateSource, url: str, text: str) -> Found:
        """Return the date by order of trust: what is ``published``, dateline, address, a line of its own, none.

        Dates in sentences are not taken: on the development texts four in five of them are days of earlier events.
        """
        line = self._dateline(text)
        address = None if published else self.in_url(url)
        if published:
            day: str | None = published
        elif line and line.year:
            day, source = _iso(line.year, line.month, line.day), "dateline"
        elif address:
            day, source = address, "url"
        else:
            named = self._in_lines(text)
            day = _iso(named.year, named.month, named.day) if named else None
            source = "text" if day else ""
            line = line or named
        return Found(day, source, self._doubts(line, day))

    def in_url(self, url: str) -> str | None:
        """Return the day that an address holds (/2024/03/04/, /2024/mar/04/, 20240304), None if it has none."""
        for match in _URL_DAY.finditer(url):
            year, separator, month, day = match.groups()
            if not separator and len(match.group()) != 8:
                continue
            number = int(month) if month.isdigit() else self._months.get(month.lower(), 0)
            found = _iso(int(year), number, int(day))
            if found:
                return found
        return None

    def _dateline(self, text: str) -> _Named | None:
        """The date in "NAIROBI, Monday, June 11, 2018 (Agency) - "; a dash must follow it on the line."""
        for opening in self._line.finditer(text[:_HEAD]):
            rest = text[opening.start() : opening.start() + 120].split("\n", 1)[0]
            match = self._full.search(rest)
            if match is not None and match.start() <= opening.end() - opening.start() + 12 and _dash_follows(rest, match.end()):
                return self._named(match)
        return None

    def _in_lines(self, text: str) -> _Named | None:
        """The full date in one of the first lines that is no sentence: "March 4, 2024", "Updated: July 18, 2022 5:36 pm"."""
        lines = [line.strip() for line in text[: 2 * _HEAD].split("\n") if line.strip()]
        for line in lines[:_LINES]:
            match = self._full.search(line) if len(line) <= _LONGEST_LINE else None
            if match is None:
                continue
            named = self._named(match)
            beside = {word.lower() for word in _WORD.findall(line[: match.start()] + " " + line[match.end() :])}
            sentence = len(beside) > _WORDS_BESIDE or (line.endswith(".") and len(beside) > 2)
            if named.year and not sentence and not beside & self._changed and _iso(named.year, named.month, named.day):
                return named
        return None

    def _named(self, match: re.Match[str]) -> _Named:
        month = match["month"] or match["month2"]
        year = match["year"] or match["year2"] or "0"
        return _Named(
            int(year), self._months[month.lower()], int(match["day"] or match["day2"]), (match["weekday"] or "").lower()
        )

    def _doubts(self, line: _Named | None, day: str | None) -> tuple[str, ...]:
        """What contradicts: a weekday that is not that of its date, a dateline far from the publication date."""
        if line is None or day is None:
            return ()
        published = date.fromisoformat(day)
        years = [line.year] if line.year else [published.year, published.year - 1, published.year + 1]
        named = [one for one in (_iso(year, line.month, line.day) for year in years) if one]
        if not named:
            return (f"the date in the first lines ({line.month}-{line.day}) is no day of the calendar",)
        nearest = min(map(date.fromisoformat, named), key=lambda one: (abs(one - published), one))
        doubts = []
        if line.weekday and self._weekdays[line.weekday] != nearest.weekday():
            doubts.append(f"the first lines say {line.weekday} for {nearest}, which is another day of the week")
        if abs(nearest - published) > _NEAR:
            doubts.append(f"the dateline says {nearest}, the publication date is {published}")
        return tuple(doubts)


def _either(names: dict[str, int]) -> str:
    return "|".join(sorted(map(re.escape, names), key=lambda name: (-len(name), name)))


def _dash_follows(line: str, at: int) -> bool:
    return re.match(r"[.,]?(?: ?\([^()]{2,40}\)|[ /,]{1,2}[A-Z][\w/.-]{1,20})? ?\)?(?: ?--| ?[-–—:]) ?\S", line[at:]) is not None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
