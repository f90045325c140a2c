"""Paragraphs: what stands between line breaks, and pieces of very long ones."""

import re

from dateline.parse.dateline import dateline_of

__all__ = ["paragraph_lines", "paragraphs"]

# A paragraph longer than this is cut at a sentence end, so that memory stays flat on stories without line
# breaks; 3,000 characters is far above any paragraph of news copy.
_LONGEST = 3_000
_LINE = re.compile(r"[^\n\r\u2028\u2029]*\S[^\n\r\u2028\u2029]*")
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s+(?=[A-Z“\"‘'])")


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the half-open intervals of the non-empty lines of ``text``, trimmed of white space; no dateline."""
    found: list[tuple[int, int]] = []
    dateline_seen = False
    for line in _LINE.finditer(text):
        raw = line.group()
        start = line.start() + len(raw) - len(raw.lstrip())
        if not dateline_seen and (dateline := dateline_of(text, start, line.end())):
            start, dateline_seen = dateline.end, True
        found.extend(_pieces(text, start, line.start() + len(raw.rstrip())))
    return found


def paragraph_lines(text: str, most: int = 6) -> list[tuple[int, int]]:
    """Return the intervals of the first ``most`` non-empty lines of ``text``, datelines included."""
    lines = []
    for line in _LINE.finditer(text):
        raw = line.group()
        lines.append((line.start() + len(raw) - len(raw.lstrip()), line.start() + len(raw.rstrip())))
        if len(lines) == most:
            break
    return lines


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    while end - start > _LONGEST:
        cut = start + _LONGEST
        ends = [match.end() for match in _SENTENCE_END.finditer(text, start, cut)]
        space = text.rfind(" ", start + 1, cut)
        cut = ends[-1] if ends else (space + 1 if space > 0 else cut)
        found.append((start, cut))
        start = cut
    found.append((start, end))
    return found
