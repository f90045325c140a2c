"""A linking pass over a store: what is new is tied to what is there; the result is that of linking everything at once."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import NamedTuple, Protocol

from dateline.ledger.log import entries_of, holding, promises_of
from dateline.ledger.ties import Tied, tie
from dateline.ledger.words import LedgerWords
from dateline.types import Entry, Link, Promise, Told

__all__ = ["Passed", "Shelf", "link"]


class Passed(NamedTuple):
    """What a pass did: documents read, whether all were read again, promises and links that stand, links that wait."""

    documents: int
    full: bool
    promises: int
    links: int
    waiting: int


class Shelf(Protocol):
    """Where deeds are read from and the ledger is kept; a :class:`~dateline.store.Store` has one as ``ledger``."""

    def steady(self) -> AbstractContextManager[None]: ...  # noqa: D102 - told in the class
    def deeds(self, *, new: bool) -> list[Told]: ...  # noqa: D102
    def pending(self) -> tuple[int, bool]: ...  # noqa: D102
    def promises(self) -> list[Promise]: ...  # noqa: D102
    def links(self) -> list[Link]: ...  # noqa: D102
    def decisions(self) -> Mapping[str, bool]: ...  # noqa: D102
    def keep(  # noqa: D102
        self, promises: Sequence[Promise], links: Sequence[Link], entries: Sequence[Entry], *, now: datetime | None = None
    ) -> None: ...


def link(shelf: Shelf, words: LedgerWords, *, full: bool = False, now: datetime | None = None) -> Passed:
    """Link the stories of a store to the promises of earlier ones.

    Only new stories are read where all of them come behind those already linked; else, and after a decision or a
    new coding of an old story, everything is linked again. Either way the ledger is the same.

    Args:
        shelf: ``store.ledger``.
        words: of the language.
        full: link everything again.
        now: time to record under, UTC if it names no zone (the clock's by default).
    """
    with shelf.steady():
        return _link(shelf, words, full=full, now=now)


def _link(shelf: Shelf, words: LedgerWords, *, full: bool, now: datetime | None) -> Passed:
    documents, behind = shelf.pending()
    decisions = shelf.decisions()
    again = full or not behind
    if again:
        told, before = shelf.deeds(new=False), None
    else:
        told, kept = shelf.deeds(new=True), shelf.promises()
        before = Tied({one.id: one.told for one in kept}, {one.id: one.thread for one in kept}, tuple(shelf.links()))
    tied = tie(told, words, decisions, before)
    promises, standing = promises_of(tied), holding(tied.links, decisions)
    shelf.keep(promises, tied.links, entries_of(promises, standing, words), now=now)
    return Passed(documents, again, len(promises), len(standing), len(waiting(tied.links, decisions)))


def waiting(links: Sequence[Link], decisions: Mapping[str, bool]) -> list[Link]:
    """Return the links that wait for a person."""
    return [one for one in links if not one.automatic and one.id not in decisions]
