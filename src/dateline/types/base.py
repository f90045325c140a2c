"""What all records share: the span, the reason, the interval, the document."""

from typing import Literal

import msgspec

__all__ = ["DateSource", "Document", "Interval", "Layer", "MentionKind", "Quad", "Realis", "Record", "Span", "Why"]

DateSource = Literal["", "given", "metadata", "dateline", "url", "text"]

Layer = Literal[
    "sentences",
    "mentions",
    "chains",
    "entities",
    "places",
    "times",
    "quantities",
    "statements",
    "events",
    "commitments",
    "deeds",
    "wordings",
]
MentionKind = Literal["person", "organisation", "country", "place", "group", "role", "pronoun", "other"]
Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]
Realis = Literal["ACTUAL", "PLANNED", "POSSIBLE", "CONDITIONAL", "REQUESTED", "THREATENED", "DENIED", "NEGATED", "GENERIC"]


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Base of all records: immutable, keyword-only, cheap.

    They hold no cycles, so the garbage collector need not follow them; following them cost a tenth of all time.
    """


class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """Half-open character interval ``[start, end)`` of the document text, with the slice itself."""

    start: int
    end: int
    text: str


class Why(Record, frozen=True, kw_only=True):
    """Why a record was made: the rule or model, its version, the evidence and a score in [0, 1]."""

    rule: str
    evidence: tuple[Span, ...] = ()
    score: float = 1.0
    note: str = ""


class Interval(Record, frozen=True, kw_only=True):
    """Closed date interval; None is open or unknown.  ``basis`` tells how it was found."""

    earliest: str | None = None
    latest: str | None = None
    granularity: str = ""
    basis: str = ""


class Document(Record, frozen=True, kw_only=True):
    """A news item as it is stored; ``text`` never changes after reading.

    ``published`` is an ISO date in the outlet's own zone, or None; ``published_source`` tells where reading found it and
    ``published_trust`` how far to trust it, in [0, 1] ("" and 0.0: not looked for, or none found).  ``removed`` tells what
    reading took out of the raw text, ``warnings`` what it doubts.
    ``speaker``: whose own words the text is (the party of a manifesto, the ministry of a release); "" for news.
    """

    text: str
    id: str = ""
    title: str = ""
    published: str | None = None
    published_source: DateSource = ""
    published_trust: float = 0.0
    publisher: str = ""
    speaker: str = ""
    url: str = ""
    language: str = "en"
    removed: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
