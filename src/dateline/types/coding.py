"""A document with all its layers, what was not kept, and the run that made it."""

from collections.abc import Sequence
from typing import Any, Literal

import msgspec

from dateline.types.base import Document, Record, Span
from dateline.types.claims import Actor, Commitment, Event, Statement, Wording
from dateline.types.ledger import Deed
from dateline.types.text import Chain, Entity, Mention, Place, Quantity, Sentence, Time

__all__ = ["Coding", "Counts", "Discard", "Failure", "Run"]


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
    settings: dict[str, Any] = msgspec.field(default_factory=dict)
    warnings: tuple[str, ...] = ()


class Counts(Record, frozen=True, kw_only=True):
    """How often an event is told: reports, publishers and stories of its occurrence; alone, once.

    ``added`` is when its story came into the store, YYYYMMDDHHMMSS in UTC ("": it is in none).
    """

    mentions: int = 1
    sources: int = 1
    articles: int = 1
    added: str = ""


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
    deeds: tuple[Deed, ...] = ()
    wordings: tuple[Wording, ...] = ()
    discards: tuple[Discard, ...] = ()
    failures: tuple[Failure, ...] = ()
    run: Run | None = None

    def names(self, actors: Sequence[Actor]) -> list[str]:
        """Return the names of ``actors`` (an event's ``actors`` or ``recipients``), in order."""
        return [actor.name for actor in actors]

    def to_frame(self, layer: str = "events", library: Literal["pandas", "polars", "arrow"] = "pandas") -> Any:
        """Return one layer as a data frame; see :func:`dateline.to_frame`."""
        from importlib import import_module  # by the public door: records import nothing of ours

        return import_module("dateline").to_frame([self], layer, library)

    def text(self, span: Span | None) -> str:
        """Return the characters of the document that ``span`` covers ("" for None)."""
        return self.document.text[span.start : span.end] if span else ""
