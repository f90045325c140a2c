"""The grammar of time expressions, over the characters of one sentence."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Literal, NamedTuple

from dateline.resolve.readings import Reading, TimeWords
from dateline.resolve.sieve import YEAR, Sieve
from dateline.resolve.timex_calendar import CalendarRules
from dateline.resolve.timex_relative import RelativeRules

__all__ = ["Reading", "Tense", "TimeGrammar"]

Tense = Callable[[int], str]
_WORDS = re.compile(rf"[^\W\d_]+|{YEAR}")
_SHORT_WEEKDAY = 4  # "Sat", "Sun", "Wed" alone are too often something else; those that are not stand in the word list
_Rule = Callable[[re.Match[str], date | None, date | None, str], Reading | None]


class TimeGrammar:
    """Compiled rules over the words of a language (``times.yaml``)."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self._w = TimeWords(words)
        self.future_aux, self.future_verbs = self._w.future_aux, self._w.future_verbs
        self.past_aux, self.present_aux, self.conditional = self._w.past_aux, self._w.present_aux, self._w.conditional
        table = self._table()
        self._sieve = Sieve([_WORDS.findall(needs) for _, needs, _, _ in table])
        self._rules = [
            (name, re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE), rule) for name, _, pattern, rule in table
        ]

    def find(self, text: str, anchor: date | None, previous: date | None, tense: Tense) -> Iterator[tuple[int, int, Reading]]:
        """Yield (start, end, reading) for each expression in ``text``, leftmost and longest.

        Args:
            text: one sentence.
            anchor: the publication date, None if unknown.
            previous: the last exact day named before, for "the following day".
            tense: tells "past" or "future" for a character of the sentence.
        """
        found: list[tuple[int, int, Reading]] = []
        for number in self._sieve(text):
            name, pattern, rule = self._rules[number]
            for match in pattern.finditer(text):
                if any(start < match.end() and match.start() < end for start, end, _ in found):
                    continue
                role = self._role(text, match.start())
                # "by Friday" looks ahead unless its clause is plainly past
                told = tense(match.start()) or ("future" if role == "until" else "past")
                reading = rule(match, anchor, previous, told)
                if reading is not None:
                    found.append((match.start(), match.end(), reading._replace(rule=name, role=role)))
        yield from sorted(found, key=lambda item: item[:2])

    def _role(self, text: str, start: int) -> Literal["at", "until", "since"]:
        before = text[:start].rstrip().rpartition(" ")[2].lower()
        if before in self._w.until:
            return "until"
        return "since" if before in self._w.since else "at"

    def _table(self) -> "list[_Row]":
        calendar = CalendarRules(self._w)
        relative = RelativeRules(self._w, calendar)
        return [*_longer(_vocabulary(self._w), calendar, relative), *_shorter(_vocabulary(self._w), calendar, relative)]


# name, the words without one of which the rule finds nothing, pattern, rule
_Row = tuple[str, str, str, _Rule]


class _Vocabulary(NamedTuple):
    """The words of a language as alternatives of a regular expression."""

    month: str
    weekday: str
    unit: str
    number: str
    past: str
    future: str
    season: str
    ordinal: str
    deictic: str
    vague: str


def _vocabulary(words: TimeWords) -> _Vocabulary:
    full_weekdays = [name for name in words.weekdays if len(name) > _SHORT_WEEKDAY or name in words.plain_short_weekdays]
    return _Vocabulary(
        month=_alternatives(words.months, dotted=True),
        weekday=_alternatives(full_weekdays),
        unit=_alternatives(words.units),
        number=rf"(?:\d{{1,3}}|{_alternatives(words.numbers)})",
        past=_alternatives(words.past),
        future=_alternatives(words.future),
        season=_alternatives(words.seasons),
        ordinal=_alternatives(words.ordinals),
        deictic=_alternatives(words.deictic_days),
        vague=_alternatives(words.vague),
    )


def _longer(v: _Vocabulary, calendar: CalendarRules, relative: RelativeRules) -> list[_Row]:
    """Rules of several words; the surer first, since what one has taken no later one may."""
    return [
        ("iso", YEAR, r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)", calendar.full),
        (
            "month-day-year",
            v.month,
            rf"(?:(?:{v.weekday}),? )?(?P<mon>{v.month}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})",
            calendar.full,
        ),
        (
            "day-month-year",
            v.month,
            rf"(?:(?:{v.weekday}),? )?(?:the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<mon>{v.month}),? "
            rf"(?P<y>\d{{4}})",
            calendar.full,
        ),
        (
            "month-year",
            v.month,
            rf"(?:(?P<part>early|mid|late)[ -])?(?P<mon>{v.month}),? (?:of )?(?P<y>(?:19|20)\d\d)",
            calendar.month_year,
        ),
        ("month-of-year", v.month, rf"(?P<mon>{v.month}) (?:of )?(?P<rel>last|this|next) year", calendar.month_rel),
        (
            "month-day",
            v.month,
            rf"(?:(?:{v.weekday}),? )?(?P<mon>{v.month}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])",
            calendar.month_day,
        ),
        (
            "day-month",
            v.month,
            rf"(?:(?:{v.weekday}),? )?(?:the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<mon>{v.month})\b",
            calendar.month_day,
        ),
        (
            "ago",
            v.unit,
            rf"(?:(?:about|around|some|nearly|almost|more than|over) )?(?P<n>{v.number}|several|few|a few|a couple of) "
            rf"(?P<u>{v.unit})s? (?P<dir>ago|earlier|before|later|hence|from now)",
            relative.ago,
        ),
        (
            "next-n",
            v.unit,
            rf"(?:the )?(?P<dir>{v.past}|{v.future}) (?P<n>{v.number}|few|several|couple of) (?P<u>{v.unit})s",
            relative.span_of,
        ),
        ("in-recent", "recent coming", rf"(?:the )?(?P<w>recent|coming) (?P<u>{v.unit})s", relative.recent),
        (
            "part-of-period",
            "later earlier early late mid sometime beginning end",
            rf"(?P<part>later|earlier|early|late|mid|sometime|the beginning of|the end of) (?P<which>this|last|next|the) "
            rf"(?P<u>week|month|year|quarter|decade|{v.weekday}|{v.month})",
            relative.part,
        ),
        ("the-following-day", "day", r"the (?P<dir>following|next|previous|same) day", relative.following),
        ("day-before", "day", r"the day (?P<dir>before|after)(?: (?P<dd>yesterday|tomorrow))?", relative.day_before),
        (
            "last-weekday",
            v.weekday,
            rf"(?:(?P<dir>{v.past}|{v.future}|this) )(?P<wd>{v.weekday})(?: (?P<tod>morning|afternoon|evening|night))?",
            relative.weekday,
        ),
        ("last-month-name", v.month, rf"(?P<dir>last|next|this|this past) (?P<mon>{v.month})", calendar.last_month_name),
        (
            "same-year",
            "same following previous",
            r"the (?P<dir>same|following|previous) (?P<u>week|month|year)",
            relative.same_unit,
        ),
        (
            "last-unit",
            "week month year quarter weekend decade century night fortnight",
            rf"(?:the )?(?P<dir>{v.past}|{v.future}|this|current) "
            r"(?P<u>week|month|year|quarter|weekend|decade|century|night|fortnight)",
            relative.last_unit,
        ),
    ]


def _shorter(v: _Vocabulary, calendar: CalendarRules, relative: RelativeRules) -> list[_Row]:
    """Rules of a word or two."""
    return [
        ("season-year", v.season, rf"(?:the )?(?P<s>{v.season}) (?:of )?(?P<y>\d{{4}})", calendar.season),
        ("last-season", v.season, rf"(?P<dir>last|this|next) (?P<s>{v.season})", calendar.season),
        ("quarter", "quarter", rf"(?:the )?(?P<q>{v.ordinal})[ -]quarter(?: of (?P<y>\d{{4}}))?", calendar.quarter),
        ("decade", YEAR, r"(?:the )?(?:(?P<part>early|mid|late)[ -])?(?P<dec>(?:1[89]|20)\d0)s", calendar.decade),
        (
            "part-of-year",
            YEAR,
            r"(?:(?P<part>early|mid|late)[ -])?(?P<y>(?:19|20)\d\d)(?![\d,%]|\.\d)(?=\W|$)",
            calendar.year,
        ),
        (
            "deictic",
            v.deictic,
            rf"(?:{v.deictic})(?: (?:morning|afternoon|evening|night))?",
            relative.deictic,
        ),
        ("weekday", v.weekday, rf"(?P<wd>{v.weekday})s?(?: (?P<tod>morning|afternoon|evening|night))?(?!s\b)", relative.weekday),
        ("month", v.month, rf"(?:(?P<part>early|mid|late)[ -])?(?P<mon>{v.month})(?![\w-])", calendar.month),
        ("vague", v.vague, rf"(?P<v>{v.vague})", relative.vague),
        ("every", "every each", rf"(?:every|each) (?P<u>{v.weekday}|{v.unit}|{v.month})", calendar.set),
        (
            "duration",
            v.unit,
            r"(?:(?:about|around|nearly|almost|more than|over|at least|another|the past) )?"
            rf"(?P<n>{v.number})[ -](?P<u>{v.unit})s?(?:[ -](?:long|old))?",
            relative.duration,
        ),
    ]


def _alternatives(words: Any, *, dotted: bool = False) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word) + (r"\.?" if dotted and _abbreviated(word) else "") for word in ordered) + ")"


def _abbreviated(month: str) -> bool:
    """A month in three or four letters, "may", "june" and "july" not among them, may carry a full stop."""
    return len(month) <= len("sept") and month not in {"may", "june", "july"}
