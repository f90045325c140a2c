"""Numbers in running text as intervals: figures, number words, scales, vague words, bounds and ranges."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dateline.resolve.amounts.words import QuantityWords
from dateline.resolve.sieve import NUMBER, Sieve

__all__ = ["Figure", "NumberReader", "any_of", "read_number"]

Interval = tuple[float, float | None]
_ARTICLES = frozenset({"a", "an"})  # numbers only before a scale: "a hundred"
_NEARLY = "nearly"  # a group of bounds in the word list; told as "about", with an interval below the figure


class Figure(NamedTuple):
    """A figure in a text; offsets are into that text, ``number`` being those of the bare number."""

    start: int
    end: int
    number: tuple[int, int]
    interval: Interval
    bound: str
    approx: bool
    currency: str


class NumberReader:
    """Finds the figures of a text."""

    def __init__(self, words: QuantityWords) -> None:
        self._words = words
        self._single, self._range = _patterns(words)
        self._sieve = Sieve(
            [(NUMBER, *words.vague, *words.scales, *(number for number in words.numbers if number not in _ARTICLES))]
        )
        self._pronouns = re.compile(rf"\b{any_of(words.pronouns)}\b", re.IGNORECASE)
        self._leads = {lead: name for name, leads in words.bounds.items() for lead in leads}

    def __call__(self, text: str) -> Iterator[Figure]:
        """Yield the figures of ``text`` in order; none overlap."""
        if not self._sieve(text):
            return
        taken = [match.span() for match in self._pronouns.finditer(text)]
        for match in self._range.finditer(text):
            figure = self._ranged(match)
            if figure:
                taken.append((figure.start, figure.end))
                yield figure
        for match in self._single.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                figure = self._one(match)
                if figure:
                    yield figure

    def _ranged(self, match: re.Match[str]) -> Figure | None:
        low, high = (read_number(match[name], self._words) for name in ("low", "high"))
        if low is None or high is None:
            return None
        shared = low[0] < 1000 and not _scale(match["low"], self._words)
        scale = (_scale(match["high"], self._words) or 1) if shared else 1
        if low[0] * scale >= high[1]:
            return None
        found: Interval = (low[0] * scale, high[1])
        return Figure(
            match.start(), match.end(), (match.start("low"), match.end("high")), found, "range", True, self._currency(match)
        )

    def _one(self, match: re.Match[str]) -> Figure | None:
        interval = read_number(match["num"], self._words)
        if interval is None:
            return None
        lead = re.sub(r"\s+", " ", (match["lead"] or "").strip().lower())
        bound = self._leads.get(lead, "range" if interval[0] != interval[1] else "exact")
        approx = lead in self._words.approximate or interval[0] != interval[1]
        found = self._bounded(interval, bound)
        bound = "about" if bound == _NEARLY else bound
        return Figure(match.start(), match.end(), match.span("num"), found, bound, approx, self._currency(match))

    def _bounded(self, interval: tuple[float, float], bound: str) -> Interval:
        if bound in {"at_least", "more_than"}:
            return interval[0], None
        low = {"up_to": 0.0, _NEARLY: interval[0] * self._words.nearly_share}
        return low.get(bound, interval[0]), interval[1]

    def _currency(self, match: re.Match[str]) -> str:
        for group in ("sign", "unit"):
            word = (match[group] or "").strip().lower()
            for key in (word, word.upper(), word.removesuffix("s")):
                if key and key in self._words.currencies:
                    return self._words.currencies[key]
        return ""


def read_number(text: str, words: QuantityWords) -> tuple[float, float] | None:
    """Return the interval ``text`` stands for, None if it is no number; exact numbers have low = high."""
    low = re.sub(r"\s+", " ", text.strip().lower())
    if low in words.vague:
        return words.vague[low]
    if low.endswith(" of") and low[:-3] in words.vague:
        return words.vague[low[:-3]]
    total, current, seen = 0.0, 0.0, False
    for part in re.findall(r"\d[\d,]*(?:\.\d+)?|[a-z]+", low):
        if part[0].isdigit():
            current, seen = current + float(part.replace(",", "")), True
        elif part in words.scales:
            scale = words.scales[part]
            if scale == 100:
                current = (current or 1) * scale
            else:
                total, current = total + (current or 1) * scale, 0.0
            seen = True
        elif part in words.numbers:
            current, seen = current + words.numbers[part], True
        elif part != "and":
            return None
    return (total + current, total + current) if seen else None


def _scale(text: str, words: QuantityWords) -> int:
    """The scale word at the end of ``text``: "2 to 3 million" means millions on both sides."""
    last = re.findall(r"[a-z]+", text.lower())[-1:]
    return words.scales.get(last[0], 0) if last else 0


def any_of(items: Iterable[str]) -> str:
    """Return a regular expression that matches any of the phrases, the longest first."""
    return "(?:" + "|".join(re.escape(i) for i in sorted(items, key=lambda i: (-len(i), i))) + ")"


def _patterns(words: QuantityWords) -> tuple[re.Pattern[str], re.Pattern[str]]:
    small = any_of([n for n in words.numbers if n not in _ARTICLES])
    scale = any_of(words.scales)
    spelled = rf"(?:(?:{small}|an?)(?:[ -]{small})?(?: (?:and )?{scale}\b)+|{small}(?:[ -]{small})?)"
    digits = rf"\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?: ?{scale}\b)?|\d+(?:\.\d+)?(?: ?{scale}\b)?"
    signs = any_of([c for c in words.currencies if not c[0].isalpha() or c.endswith("$")])
    units = any_of([c for c in words.currencies if c.isalpha() and c.islower()])
    sign, unit = rf"(?P<sign>{signs})?", rf"(?:(?: of)? (?P<unit>{units}s?))?"
    leads = any_of([lead for group in words.bounds.values() for lead in group])
    single = (
        rf"(?<![\w.,-])(?:(?P<lead>{leads}) )?{sign}(?P<num>{any_of(words.vague)}|{digits}|{spelled})"
        rf"{unit}(?![\w%-])"
    )
    # "between 30 and 50", "20 to 30", "20-30"; without "between", "20 and 30" is two figures.
    between, marks, plain = any_of(words.between), any_of(words.range_marks), rf"(?:{digits}|{spelled})"
    ranged = (
        rf"(?<![\w.,-])(?P<between>{between} )?{sign}(?P<low>{plain})"
        rf"(?(between) and |(?: {marks} |[-–]))(?:{signs})?(?P<high>{plain}){unit}(?![\w%-])"
    )
    return re.compile(single, re.IGNORECASE), re.compile(ranged, re.IGNORECASE)
