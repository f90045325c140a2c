"""What stands in the text: sentences, names and what they resolve to, places, times, quantities."""

from typing import Literal

from dateline.types.base import Interval, MentionKind, Record, Span, Why

__all__ = ["Candidate", "Chain", "Entity", "Mention", "Place", "Quantity", "Sentence", "Time"]


class Sentence(Record, frozen=True, kw_only=True):
    """One sentence as columns; ``heads`` holds token indices in the sentence, -1 for the root.

    ``deps`` are Universal Dependencies labels; oblique and nominal modifiers carry their preposition
    (``obl:with``), the passive agent is ``obl:agent``.  ``quoted`` marks tokens inside quotation marks.
    """

    span: Span
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    pos: tuple[str, ...]
    heads: tuple[int, ...]
    deps: tuple[str, ...]
    quoted: tuple[bool, ...]
    paragraph: int = 0
    headline: bool = False


class Mention(Record, frozen=True, kw_only=True):
    """A naming span; ``first``/``last`` are its tokens (inclusive) in sentence ``sent``, ``head`` its head token."""

    id: str
    span: Span
    kind: MentionKind
    sent: int
    first: int
    last: int
    head: int
    norm: str


class Chain(Record, frozen=True, kw_only=True):
    """Mentions that corefer; ``parts`` names the chains of a collective such as "the two leaders"."""

    id: str
    mentions: tuple[str, ...]
    kind: MentionKind
    name: str
    parts: tuple[str, ...] = ()
    why: Why


class Candidate(Record, frozen=True, kw_only=True):
    """One knowledge-base reading of a chain, with its score."""

    id: str
    name: str
    score: float


class Entity(Record, frozen=True, kw_only=True):
    """A chain resolved as of the document's date; empty ``country`` and ``sectors`` mean unresolved."""

    id: str
    chain: str
    name: str
    kind: MentionKind
    country: str = ""
    sectors: tuple[str, ...] = ()
    office: str = ""
    qid: str = ""
    codable: bool = True
    parts: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    why: Why


class Place(Record, frozen=True, kw_only=True):
    """A place on the map; a capital that stands for its government is an entity, not a place."""

    id: str
    span: Span
    name: str
    country: str = ""
    geonameid: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    admin1: str = ""
    precision: Literal["site", "city", "admin1", "region", "country"] = "city"
    why: Why


class Time(Record, frozen=True, kw_only=True):
    """A time expression: TIMEX3 type and value, the closed interval it stands for and the anchor used."""

    id: str
    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    interval: Interval
    anchor: str = ""
    sent: int = 0
    role: Literal["at", "until", "since"] = "at"
    why: Why


class Quantity(Record, frozen=True, kw_only=True):
    """A magnitude as the interval ``[low, high)`` (``high`` None: open; exact numbers have high = low).

    ``subset_of`` is the id of the quantity that already counts this one ("17, including three children"): never add the two.
    """

    id: str
    span: Span
    kind: str
    low: float
    high: float | None
    bound: Literal["exact", "at_least", "up_to", "about", "more_than", "range"] = "exact"
    approx: bool = False
    cumulative: bool = False
    unit: str = ""
    currency: str = ""
    sent: int = 0
    event: str | None = None
    estimator: str | None = None
    subset_of: str | None = None
    why: Why
