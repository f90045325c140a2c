"""What rules out that two reports tell of one occurrence, whatever else they have in common."""

from collections.abc import Callable
from typing import NamedTuple

from dateline.identity.around import Around
from dateline.identity.days import gap_of, span_of
from dateline.identity.parties import alike, opposed
from dateline.types import Report

__all__ = ["BARS", "Bar"]

REPEATED = 0.8  # likeness of evidence from which two stories carry one sentence, edited at most
OTHERS = -0.4  # what is told of two speakers up to which they are two: other countries, other sectors without a country

FAR = 5  # days between the nearest of the dates that two reports tell, beyond which no slip of a date explains them


class Bar(NamedTuple):
    """A bar: its name, and the function that returns what it saw, "" where it does not hold."""

    name: str
    func: Callable[[Report, Report, Around], str]


def _acts(one: Report, other: Report, around: Around) -> str:
    """One sentence that tells two acts tells them apart: "condemned the raid and called for talks"."""
    differ = one.type != other.type or (one.mode and other.mode and one.mode != other.mode)
    if not differ or one.trigger == other.trigger:
        return ""
    if one.story == other.story:
        return "one sentence tells both" if one.sentence == other.sentence else ""
    return "both stand in one sentence" if around.evidence.likeness(one.id, other.id) >= REPEATED else ""


def _speakers(one: Report, other: Report, around: Around) -> str:
    """What was said is its speaker's act: two who demand the same make two demands."""
    types = {one.type, other.type}
    if not types <= around.told or types & around.mutual:
        return ""
    score, note = alike(one.actors, other.actors)
    return f"other speakers: {note}" if score <= OTHERS else ""


def _sides(one: Report, other: Report, around: Around) -> str:
    """Troops killing insurgents is not insurgents killing troops."""
    if {one.type, other.type} & around.mutual:
        return ""
    found = opposed(one.actors, other.actors, around.sides)
    if found:
        return f"acting: {found}"
    found = opposed(one.recipients, other.recipients, around.sides)
    return f"acted upon: {found}" if found else ""


def _days(one: Report, other: Report, _: Around) -> str:
    """Weeks apart is another event, however alike the words; what is dated by publication alone may be old news."""
    mine, theirs = span_of(one), span_of(other)
    if mine is None or theirs is None or "open" in {one.basis, other.basis}:
        return ""
    gap = gap_of(mine, theirs)
    return f"{gap} days apart" if gap > FAR else ""


BARS = (Bar("acts", _acts), Bar("speakers", _speakers), Bar("sides", _sides), Bar("days", _days))
