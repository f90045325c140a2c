"""What a page is asked for: filters and paging, kept in its address."""

import re
from datetime import date
from typing import Annotated, Any, Literal, get_args
from urllib.parse import urlencode

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from dateline.types import Quad, Realis

__all__ = ["Filters", "IsoDate", "Paging", "bin_of"]


def _written(day: object) -> object:
    """Only a date as it is written: pydantic would take numbers for seconds since 1970."""
    if isinstance(day, date) or (isinstance(day, str) and _ISO.fullmatch(day)):
        return day
    raise ValueError("give a day as YYYY-MM-DD")


_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
IsoDate = Annotated[date, BeforeValidator(_written)]
Day = IsoDate | Literal[""]
Share = Annotated[float, Field(ge=0, le=1)] | Literal[""]  # a form sends what is left empty as ""
Short = Annotated[str, Field(max_length=200)]
_DAYS_OF_DAILY_BARS, _DAYS_OF_WEEKLY_BARS = 120, 1500  # more bars than these cannot be told apart on a page


class Filters(BaseModel):
    """Which reports of events are looked at; an empty field asks for nothing."""

    model_config = ConfigDict(frozen=True)

    since: Day = Field(default="", description="first day of the event (ISO)")
    until: Day = Field(default="", description="last day of the event (ISO)")
    actor: Short = Field(default="", description="country code, name or entity id of an actor")
    recipient: Short = Field(default="", description="country code, name or entity id of a recipient")
    type: list[Short] = Field(default=[], max_length=40, description="PLOVER types")
    mode: Short = Field(default="", description="PLOVER mode")
    context: Short = Field(default="", description="PLOVER context")
    place: Short = Field(default="", description="name of a place, or a country code")
    publisher: Short = Field(default="", description="who ran the story")
    quad: list[Quad] = Field(default=[], max_length=8, description="quad classes")
    realis: list[Realis] = Field(default=[], max_length=9, description="realis; if given, events that are not exported count too")
    confidence: Share = Field(default="", description="least confidence, 0 to 1")
    withheld: bool = Field(default=False, description="also events that the codebook does not export")

    def values(self) -> dict[str, Any]:
        """Return the parameters of ``chosen.sql``."""
        return {
            "since": self.since or None, "until": self.until or None, "actor": self.actor, "recipient": self.recipient,
            "types": self.type, "mode": self.mode, "context": self.context, "place": self.place, "publisher": self.publisher,
            "quads": list(self.quad), "realis": list(self.realis), "confidence": self.confidence or 0.0,
            "withheld": self.withheld,
        }  # fmt: skip

    def given(self) -> dict[str, Any]:
        """Return the filters that ask for something."""
        asked = self.model_dump(mode="json", exclude={"limit", "offset", "bin", "chart"})
        return {name: value for name, value in asked.items() if value not in ("", [], 0.0, False)}

    @property
    def narrowed(self) -> int:
        """How many filters ask for something."""
        return sum(name in Filters.model_fields for name in self.given())

    def address(self, page: str, **changes: Any) -> str:
        """Return the address of ``page`` with these filters and ``changes`` laid over them; None or "" takes one away."""
        fields = {**self.given(), **changes}
        kept = {name: value for name, value in fields.items() if value not in (None, "", [])}
        return f"{page}?{urlencode(kept, doseq=True)}" if kept else page

    @property
    def realis_choices(self) -> tuple[str, ...]:
        """All values of realis."""
        return get_args(Realis)

    @property
    def quad_choices(self) -> tuple[str, ...]:
        """All quad classes."""
        return get_args(Quad)


class Paging(BaseModel):
    """Which rows of a long answer are given."""

    model_config = ConfigDict(frozen=True)

    limit: int = Field(default=50, ge=1, le=1000, description="rows at most")
    offset: int = Field(default=0, ge=0, le=100_000_000, description="rows to leave out first")

    def turned(self, page: str, pages: int) -> str:
        """Return the address of ``page`` asked the same, ``pages`` further (0: from the beginning, without paging)."""
        asked = self.model_dump(mode="json", exclude_defaults=True, exclude={"limit", "offset"})
        if pages:
            offset = max(0, self.offset + pages * self.limit)
            asked |= {"limit": self.limit, **({"offset": offset} if offset else {})}
        return f"{page}?{urlencode(asked, doseq=True)}" if asked else page


def bin_of(first: date | None, last: date | None) -> str:
    """Return the width of a bar that shows the days from ``first`` to ``last`` legibly: day, week or month."""
    days = (last - first).days if first and last else 0
    return "day" if days <= _DAYS_OF_DAILY_BARS else "week" if days <= _DAYS_OF_WEEKLY_BARS else "month"
