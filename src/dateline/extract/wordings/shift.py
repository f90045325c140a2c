"""Offsets of a text and of its neutral reading."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Edit", "Shift", "rewritten"]


class Edit(NamedTuple):
    """Characters ``start`` to ``end`` as written, in sentence ``sent``, which are read as ``text``."""

    start: int
    end: int
    text: str
    sent: int


class Shift:
    """From characters of the neutral text to those as written, and forward.

    Args:
        edits: in text order; they do not overlap.
    """

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits, self._ends = tuple(edits), [edit.end for edit in edits]
        self._starts: list[int] = []
        grown = 0
        for edit in edits:
            self._starts.append(edit.start + grown)
            grown += len(edit.text) - (edit.end - edit.start)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Return the interval as written; what touches a rewritten variant covers the whole of it."""
        first, inside = self._at(start)
        last, within = self._at(max(start, end - 1))
        begin = self._edits[first].start if inside else start - self._grown(first)
        finish = self._edits[last].end if within else end - self._grown(last)
        return begin, finish

    def forward(self, at: int) -> int:
        """Return where character ``at`` of the text as written, inside no edit, stands in the neutral text."""
        return at + self._grown(bisect_right(self._ends, at) - 1)

    def _at(self, at: int) -> tuple[int, bool]:
        number = bisect_right(self._starts, at) - 1
        return number, number >= 0 and at < self._starts[number] + len(self._edits[number].text)

    def _grown(self, number: int) -> int:
        """By how many characters the neutral text is longer up to the end of edit ``number``."""
        return self._starts[number] + len(self._edits[number].text) - self._edits[number].end if number >= 0 else 0


def rewritten(text: str, edits: Sequence[Edit]) -> str:
    """Return ``text`` with each edit made."""
    parts, at = [], 0
    for edit in edits:
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])
