"""Identity across stories: near-copies, and occurrences with their reports."""

from typing import Literal

from dateline.types.base import Quad, Realis, Record

__all__ = ["Change", "CopyGroup", "CopyLink", "Decision", "Held", "Merge", "Occurrence", "Party", "Reason", "Report", "Site",
           "Story", "Tally"]  # fmt: skip


class Story(Record, frozen=True, kw_only=True):
    """A story as identity sees it; ``key`` is the digest of its content, ``published`` an ISO date or ""."""

    id: str
    key: str
    title: str
    text: str
    published: str = ""
    publisher: str = ""


class Change(Record, frozen=True, kw_only=True):
    """One edit from a base story to a copy; ``before`` is "" for what was added, ``after`` for what was dropped."""

    kind: Literal["headline", "number", "name", "wording", "added", "dropped", "moved"]
    before: str
    after: str


class Reason(Record, frozen=True, kw_only=True):
    """What one feature says about a pair: its score in [-1, 1], the weight it has, and the facts it saw."""

    feature: str
    score: float
    weight: float
    note: str = ""


class CopyLink(Record, frozen=True, kw_only=True):
    """A verified pair of near-copies: keys in order, a score in [0, 1] and the reasons."""

    one: str
    other: str
    score: float
    reasons: tuple[Reason, ...]


class CopyGroup(Record, frozen=True, kw_only=True):
    """Stories that are one text.

    ``members`` are story keys, the base (earliest, then longest) first; ``links`` tie each further member to it.
    """

    id: str
    members: tuple[str, ...]
    links: tuple[CopyLink, ...]


class Party(Record, frozen=True, kw_only=True):
    """An actor or recipient of a report: resolved id ("" if none), country, sectors and the words."""

    entity: str
    country: str
    sectors: tuple[str, ...]
    name: str


class Site(Record, frozen=True, kw_only=True):
    """Where a report puts its event; latitude and longitude in degrees, None where unknown."""

    name: str
    country: str
    admin1: str = ""
    precision: str = "city"
    latitude: float | None = None
    longitude: float | None = None
    geonameid: int | None = None


class Tally(Record, frozen=True, kw_only=True):
    """A magnitude that a report gives: ``[low, high]``, ``high`` None where open, and who estimates."""

    kind: str
    low: float
    high: float | None
    holder: str
    words: str


class Report(Record, frozen=True, kw_only=True):
    """One coded event of one story, flat: what joining looks at. ``id`` is made of the story's content.

    ``earliest`` and ``latest`` are ISO dates or "" where open; ``basis`` says how they were found; ``holder`` is who
    tells it (innermost source, else the publisher); ``sentence`` the words of the evidence; ``around`` all place names
    of the story, ``lands`` all countries of its places and entities.
    """

    id: str
    document: str
    story: str
    event: str
    type: str
    mode: str
    quad: Quad
    realis: Realis
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    earliest: str
    latest: str
    basis: str
    published: str
    site: Site | None
    tallies: tuple[Tally, ...]
    holder: str
    publisher: str
    trigger: str
    sentence: str
    around: tuple[str, ...] = ()
    lands: tuple[str, ...] = ()
    historical: bool = False


class Merge(Record, frozen=True, kw_only=True):
    """Why two reports stand in one occurrence; ``by`` is "dateline" or the person who decided."""

    one: str
    other: str
    score: float
    reasons: tuple[Reason, ...]
    by: str = "dateline"


class Held(Record, frozen=True, kw_only=True):
    """A value of an occurrence with all who hold it; rival values stand side by side and are never averaged."""

    field: str
    value: str
    low: float | None
    high: float | None
    holders: tuple[str, ...]
    reports: tuple[str, ...]
    independent: int


class Occurrence(Record, frozen=True, kw_only=True):
    """One real-world event: its reports (the first gives the id), the merges, and all values with their holders.

    ``independent`` counts near-copies of one text once; ``disputed`` names the fields on which holders disagree.
    """

    id: str
    reports: tuple[str, ...]
    independent: int
    merges: tuple[Merge, ...]
    values: tuple[Held, ...]
    disputed: tuple[str, ...]


class Decision(Record, frozen=True, kw_only=True):
    """One entry of the append-only log: a person says that reports belong together, or do not."""

    number: int
    action: Literal["merge", "split", "undo"]
    reports: tuple[str, ...]
    others: tuple[str, ...] = ()
    by: str = ""
    note: str = ""
    undoes: int | None = None
