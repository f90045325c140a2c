"""Datelines: "NAIROBI, June 11 (Agency) - " before the first sentence of wire copy."""

import re
from typing import NamedTuple

__all__ = ["Dateline", "dateline_of"]

_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]+){0,3})"  # NAIROBI, PORT-AU-PRINCE, NEW DELHI/ISLAMABAD
    r"(?:, (?P<region>[A-Z][\w.]+(?: [A-Z][\w.]+)?))??"
    r"(?:,? (?P<date>[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?))?"
    r"(?: ?\((?P<agency>[^()]{2,40})\))? ?(?:--|[-–—]) (?=\S)"
)
_LOOSE = re.compile(
    r"(?P<place>[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?:, (?P<date>[A-Z][a-z]{2,8}\.? \d{1,2}))? "
    r"\((?P<agency>[^()]{2,40})\) ?(?:--|[-–—]) (?=\S)"
)


class Dateline(NamedTuple):
    """Half-open character interval of a dateline with its parts; offsets into the text it was found in."""

    start: int
    end: int
    place: str
    date: str
    date_start: int


def dateline_of(text: str, start: int, end: int) -> Dateline | None:
    """Return the dateline with which the paragraph ``text[start:end]`` begins, None if it has none."""
    match = _DATELINE.match(text, start, end) or _LOOSE.match(text, start, end)
    if match is None:
        return None
    return Dateline(match.start(), match.end(), match["place"], match["date"] or "", max(match.start("date"), match.start()))
