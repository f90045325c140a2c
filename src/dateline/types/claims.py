"""What is read out of the text: statements, events, commitments, wordings."""

from typing import Literal

from dateline.types.base import Interval, Quad, Realis, Record, Span, Why

__all__ = ["Action", "Actor", "Attribution", "Commitment", "Condition", "Event", "Statement", "StatusEntry", "Wording"]


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
    """What a commitment binds to: the words, and the PLOVER type it would have when done.

    ``head`` is the verb or noun of the action and ``object`` what it acts on; ``quantity`` and ``place`` are ids of the
    coding's quantities and places.
    """

    text: str
    span: Span
    type: str | None = None
    mode: str | None = None
    head: Span | None = None
    object: Span | None = None
    quantity: str | None = None
    place: str | None = None


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
    """A public act by which an actor binds itself; strength, novelty and deadline as ``docs/commitments.md`` defines.

    ``event`` is the event that is the act, None where none was coded; ``cue`` the word that binds ("pledged", "will").
    ``retrospective``: told only by looking back ("had promised in May").
    """

    id: str
    event: str | None
    cue: Span
    sent: int = 0
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
    retrospective: bool = False
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
