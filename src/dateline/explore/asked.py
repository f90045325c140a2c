"""What each view can be asked, and how an address becomes it."""

from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import BaseModel, Field

from dateline.explore.filters import Day, Filters, Paging, Short

__all__ = [
    "Commitments", "Dyad", "DyadChart", "Events", "Ident", "Listed", "Review", "Stories", "StoryIdent",
    "Timeline", "Wording",
    "ask_commitments", "ask_dyad", "ask_dyad_chart", "ask_events", "ask_filters", "ask_ident", "ask_review",
    "ask_stories", "ask_story", "ask_timeline", "ask_wording",
]  # fmt: skip


class Listed(Paging):
    """A view of many rows; ``limit`` and ``offset`` say which."""

    def values(self) -> dict[str, Any]:
        """Return the parameters of the view's query."""
        return {name: value or None if name in {"since", "until"} else value for name, value in dict(self).items()}


class Events(Filters, Listed):
    """Reports of events, filtered."""

    def values(self) -> dict[str, Any]:
        """Return the parameters of the view's query."""
        return {**Filters.values(self), "limit": self.limit, "offset": self.offset}


class Timeline(Events):
    """Events over time."""

    bin: Literal["auto", "day", "week", "month"] = Field(default="auto", description="width of a bar")


class Dyad(Events):
    """What two parties do to each other and together."""

    a: Short = Field(default="", description="country code, name or entity id of one party")
    b: Short = Field(default="", description="the other party")
    section: Literal["", "meetings", "accusations"] = Field(default="", description="only these")

    def values(self) -> dict[str, Any]:
        """Return the parameters of the view's query."""
        return {**super().values(), "a": self.a, "b": self.b, "section": self.section}


class DyadChart(Dyad):
    """One of the two charts of a dyad."""

    chart: Literal["bars", "scores"] = Field(default="bars", description="events by quad class, or each event at its score")


class Commitments(Listed):
    """Commitments by committer and deadline."""

    actor: Short = Field(default="", description="country code or name of a committer")
    beneficiary: Short = Field(default="", description="country code or name of whom it is made to")
    status: Short = Field(default="", description="last entry of the status log")
    valence: Literal["", "promise", "threat"] = ""
    since: Day = Field(default="", description="deadline on or after this day (ISO)")
    until: Day = Field(default="", description="deadline on or before this day (ISO)")


class Wording(Listed):
    """Who calls what by which words."""

    concept: Short = ""
    publisher: Short = ""
    holder: Short = Field(default="", description="whose voice it is in")
    since: Day = Field(default="", description="published on or after this day (ISO)")
    until: Day = Field(default="", description="published on or before this day (ISO)")


class Review(Listed):
    """What waits for a person's decision, or has had it."""

    state: Literal["waiting", "accepted", "refused", "all"] = Field(default="waiting", description="what became of it")
    kind: Literal["", "report", "link"] = Field(default="", description="readers' reports, or links between stories")

    def values(self) -> dict[str, Any]:
        """Return the parameters of the view's query."""
        return {**super().values(), "state": "" if self.state == "all" else self.state}


class Stories(Listed):
    """Stories, newest first."""

    publisher: Short = ""
    words: Short = Field(default="", description="words of the title or the opening")
    since: Day = Field(default="", description="published on or after this day (ISO)")
    until: Day = Field(default="", description="published on or before this day (ISO)")


class Ident(BaseModel):
    """One record by its id."""

    id: Annotated[str, Field(min_length=1, max_length=1000)]


class StoryIdent(Ident):
    """A story by its id."""

    wrong: bool = Field(default=False, description="also records that review found wrong, as they were coded")


def ask_story(asked: Annotated[StoryIdent, Query()]) -> StoryIdent:
    """Return which story the address asks for."""
    return asked


def ask_filters(asked: Annotated[Filters, Query()]) -> Filters:
    """Return the filters of the address."""
    return asked


def ask_events(asked: Annotated[Events, Query()]) -> Events:
    """Return what the address asks of events."""
    return asked


def ask_timeline(asked: Annotated[Timeline, Query()]) -> Timeline:
    """Return what the address asks of the timeline."""
    return asked


def ask_dyad(asked: Annotated[Dyad, Query()]) -> Dyad:
    """Return what the address asks of a dyad."""
    return asked


def ask_dyad_chart(asked: Annotated[DyadChart, Query()]) -> DyadChart:
    """Return what the address asks of a chart of a dyad."""
    return asked


def ask_commitments(asked: Annotated[Commitments, Query()]) -> Commitments:
    """Return what the address asks of commitments."""
    return asked


def ask_wording(asked: Annotated[Wording, Query()]) -> Wording:
    """Return what the address asks of wording."""
    return asked


def ask_review(asked: Annotated[Review, Query()]) -> Review:
    """Return what the address asks of the review queue."""
    return asked


def ask_stories(asked: Annotated[Stories, Query()]) -> Stories:
    """Return what the address asks of stories."""
    return asked


def ask_ident(asked: Annotated[Ident, Query()]) -> Ident:
    """Return the id of the address."""
    return asked
