"""All records of dateline, frozen; this module imports nothing of ours.

Offsets: every :class:`Span` is a half-open interval of characters into ``Document.text``; ``text`` repeats the
slice so that each record can be checked where it stands.  Token indices are local to their sentence.
Dates are ISO 8601 strings; countries are PLOVER codes (ISO 3166 alpha-3 and the codebook's special codes).
"""

from collections.abc import Sequence
from typing import Any, Literal

import msgspec

__all__ = [
    "Action", "Actor", "Attribution", "Candidate", "Chain", "Coding", "Commitment", "Condition", "Discard", "Document",
    "Entity", "Event", "Failure", "Interval", "Layer", "Mention", "MentionKind", "Place", "Quad", "Quantity", "Realis",
    "Run", "Sentence", "Span", "Statement", "StatusEntry", "Time", "Why", "Wording",
]  # fmt: skip

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
    "wordings",
]
MentionKind = Literal["person", "organisation", "country", "place", "group", "role", "pronoun", "other"]
Realis = Literal["ACTUAL", "PLANNED", "POSSIBLE", "CONDITIONAL", "REQUESTED", "THREATENED", "DENIED", "NEGATED", "GENERIC"]
Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all records: immutable, keyword-only, cheap."""


class Span(msgspec.Struct, frozen=True, order=True):
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


class Document(Record, frozen=True, kw_only=True):
    """A news item as it is stored; ``text`` never changes after reading.

    ``published`` is an ISO date or None; ``removed`` tells what reading took out of the raw text.
    """

    text: str
    id: str = ""
    title: str = ""
    published: str | None = None
    publisher: str = ""
    url: str = ""
    language: str = "en"
    removed: tuple[str, ...] = ()


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


class Interval(Record, frozen=True, kw_only=True):
    """Closed date interval; None is open or unknown.  ``basis`` tells how it was found."""

    earliest: str | None = None
    latest: str | None = None
    granularity: str = ""
    basis: str = ""


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
    """A magnitude as the interval ``[low, high)`` (``high`` None: open; exact numbers have high = low)."""

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
    why: Why


class Attribution(Record, frozen=True, kw_only=True):
    """One link of a chain: who holds what is said, by which cue."""

    holder: Span | None
    holder_entity: str | None
    name: str
    country: str
    sectors: tuple[str, ...]
    kind: Literal["person", "spokesperson", "body", "document", "anonymous", "outlet"]
    cue: Span | None
    cue_class: str
    artefact: str = ""
    number: int | None = None
    basis: str = ""


class Statement(Record, frozen=True, kw_only=True):
    """An attribution: source, cue, content, and the chain from the outlet inwards (outlet first)."""

    id: str
    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    directness: Literal["direct", "mixed", "indirect", "headline"]
    cue_class: str
    polarity: Literal["positive", "negative"] = "positive"
    parent: str | None = None
    chain: tuple[Attribution, ...]
    sent: int = 0
    why: Why


class Actor(Record, frozen=True, kw_only=True):
    """An event participant as written: the noun phrase, with the entity it resolves to."""

    name: str
    span: Span
    country: str
    sectors: tuple[str, ...]
    entity: str | None
    codable: bool = True


class Event(Record, frozen=True, kw_only=True):
    """A coded event; ``statement`` is the innermost statement that tells it (None: the outlet's own voice).

    ``score`` is the PLOVER scale of its type and mode; ``exportable`` is false where the codebook does not
    code it (no actor, not actual, bloc actor), and ``withheld`` says which of these holds.
    """

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str
    quad: Quad
    score: float
    goldstein: float
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    date: Interval
    place: str | None
    place_basis: str = ""
    trigger: Span
    realis: Realis
    historical: bool = False
    ongoing: bool = False
    inchoative: bool = False
    statement: str | None = None
    parent: str | None = None
    content: tuple[Span, ...] = ()
    confidence: float = 0.5
    exportable: bool = True
    withheld: str = ""
    sent: int = 0
    evidence: tuple[Span, ...] = ()
    why: Why


class Action(Record, frozen=True, kw_only=True):
    """What a commitment binds to: the words, and the PLOVER type it would have when done."""

    text: str
    span: Span
    type: str | None = None
    mode: str | None = None


class Condition(Record, frozen=True, kw_only=True):
    """What a commitment hangs on."""

    text: str
    span: Span
    type: Literal["if", "unless", "once", "until", "subject-to-approval"]


class StatusEntry(Record, frozen=True, kw_only=True):
    """One dated entry of a commitment's append-only status log."""

    as_of: str | None
    value: str
    evidence: Span | None = None
    note: str = ""


class Commitment(Record, frozen=True, kw_only=True):
    """A public act by which an actor binds itself; strength, novelty and deadline as the codebook defines."""

    id: str
    event: str
    committers: tuple[Actor, ...]
    beneficiaries: tuple[Actor, ...]
    action: Action
    valence: Literal["promise", "threat"]
    polarity: Literal["positive", "negative"]
    strength: int
    novelty: Literal["new", "restated", "strengthened", "weakened", "unknown"]
    specificity: int
    testable: bool
    condition: Condition | None
    made: Interval
    deadline: Interval
    statement: str | None
    status: tuple[StatusEntry, ...]
    why: Why


class Wording(Record, frozen=True, kw_only=True):
    """A contested variant as it stands in the text, and whose voice it is in."""

    id: str
    span: Span
    concept: str
    variant: str
    gloss: str
    voice: Literal["outlet", "quoted", "indirect", "scare-quoted", "explained"]
    holder: str = ""
    statement: str | None = None
    why: Why


class Discard(Record, frozen=True, kw_only=True):
    """A candidate that was considered and not kept, with the reason."""

    layer: str
    reason: str
    span: Span | None = None
    rule: str = ""


class Failure(Record, frozen=True, kw_only=True):
    """Something that could not be done: a stage that raised, a document that could not be read."""

    stage: str
    error: str
    message: str


class Run(Record, frozen=True, kw_only=True):
    """What coded this: dateline's version, the codebook's digest and the settings that change results."""

    id: str
    version: str
    codebook: str
    model: str
    settings: dict[str, Any] = {}
    warnings: tuple[str, ...] = ()


class Coding(Record, frozen=True, kw_only=True):
    """A document with its layers; each stage returns one layer and the coder makes a new coding of it."""

    document: Document
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    chains: tuple[Chain, ...] = ()
    entities: tuple[Entity, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    wordings: tuple[Wording, ...] = ()
    discards: tuple[Discard, ...] = ()
    failures: tuple[Failure, ...] = ()
    run: Run | None = None

    def names(self, actors: Sequence[Actor]) -> list[str]:
        """Return the names of ``actors`` (an event's ``actors`` or ``recipients``), in order."""
        return [actor.name for actor in actors]

    def text(self, span: Span | None) -> str:
        """Return the characters of the document that ``span`` covers ("" for None)."""
        return self.document.text[span.start : span.end] if span else ""
