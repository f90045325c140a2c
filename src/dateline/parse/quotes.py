"""Quotation marks, paragraph by paragraph, as a state machine over characters."""

import re

__all__ = ["CLOSING", "MARKS", "ONLY_OPENING", "OPENING", "PAIRS", "quoted_intervals"]

PAIRS = ("''", "``")
# Marks as tokens: those that do nothing but open, those that may open, those that may close.
ONLY_OPENING = frozenset({"“", "„", "«", "‘", "``"})
_EITHER = frozenset({'"', "''", "'"})
OPENING = ONLY_OPENING | _EITHER
CLOSING = frozenset({"”", "»", "’"}) | _EITHER
MARKS = OPENING | CLOSING
_OPEN, _CLOSE, _STRAIGHT = "“„«", "”»", '"'
_SINGLE_OPEN = re.compile(r"(?:^|(?<=[\s(\[—–,:]))['‘](?=\w)")
_SINGLE_CLOSE = re.compile(r"(?<=[,.!?…])['’](?=$|[\s)\],.;:—–])|(?<=\w)['’](?=$|[\s)\],.;:—–])")


def quoted_intervals(text: str, paragraphs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the half-open intervals of ``text`` that stand inside quotation marks, marks included.

    A quotation left open at the end of a paragraph runs to that end; it goes on in the next paragraph
    only if that paragraph opens with a mark itself, as printers do.
    """
    found: list[tuple[int, int]] = []
    for start, end in paragraphs:
        inside = _double(text, start, end)
        found.extend(inside or _single(text, start, end))
    return found


def _double(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Double marks, also as archives type them: two apostrophes, or two backticks to open."""
    found, opened, at = [], -1, start
    while at < end:
        char, pair = text[at], text[at : min(at + 2, end)]
        width = 2 if pair in PAIRS and text[at : at + 3] != "'''" else 1
        if width == 2 or char in _OPEN + _CLOSE or char == _STRAIGHT:
            toggles = width == 2 or char == _STRAIGHT
            if opened < 0 and (toggles or char in _OPEN):
                opened = at
            elif opened >= 0 and pair != "``" and (toggles or char in _CLOSE):
                found.append((opened, at + width))
                opened = -1
        at += width
    if opened >= 0:
        found.append((opened, end))
    return found


def _single(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Single marks count only where the paragraph has no double ones; an apostrophe is not a close by itself."""
    found, at, part = [], 0, text[start:end]
    while match := _SINGLE_OPEN.search(part, at):
        closes = list(_SINGLE_CLOSE.finditer(part, match.end()))
        if not closes:
            break
        strong = [close for close in closes if part[close.start() - 1] in ",.!?…"]
        following = _SINGLE_OPEN.search(part, match.end())
        limit = following.start() if following else len(part)
        within = [close for close in (*strong, *closes) if close.start() < limit] or closes
        close = within[0]
        found.append((start + match.start(), start + close.end()))
        at = close.end()
    return found
