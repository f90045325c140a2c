"""The documents of a store coded again: a chunk in memory at a time, the old rows kept."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Literal

import msgspec

from dateline.coder import Coder
from dateline.recode.diff import RowChange, diff
from dateline.store import Store
from dateline.types import Coding

__all__ = ["Recoded", "recode"]

_CHUNK = 64  # documents in memory, and in a transaction


class Recoded(msgspec.Struct, frozen=True, kw_only=True):
    """What coding a document again came to.

    ``state``: ``coded`` (the new rows stand now, or would); ``same coder`` (what stands is by this very coder, so it was
    left); ``failed`` (what stood stands on; ``message`` says why).  ``run_before`` and ``run_after`` are ids of runs.
    """

    document: str
    state: Literal["coded", "same coder", "failed"]
    changes: tuple[RowChange, ...] = ()
    run_before: str = ""
    run_after: str = ""
    message: str = ""


def recode(
    store: Store, coder: Coder, *, where: str = "", dry_run: bool = False, now: datetime | None = None
) -> Iterator[Recoded]:
    """Code the stored documents again and yield, document by document, what that changes.

    The rows of earlier runs are kept: ``--as-of`` a day before shows them.  A run that was stopped goes on where it was.

    Args:
        store: open for writing, unless this is a dry run.
        coder: the one to code with.
        where: a condition in SQL on the columns of the view ``document``; all documents if empty.
        dry_run: write nothing.  Then documents that this coder has coded are coded too: a change there means that the
            coder is not the one its version says.
        now: time to record under (the clock's by default).

    Raises:
        StoreError: if ``where`` cannot be asked or the store not be written.
    """
    stored = store.codings(where, wrong="kept")
    while chunk := list(islice(stored, _CHUNK)):
        again = [coding for coding in chunk if dry_run or _run(coding) != coder.run.id]
        made = dict(zip((coding.document.id for coding in again), _coded(coder, again), strict=True))
        if not dry_run:
            store.write((coding for coding in made.values() if not coding.failures), now=now)
        yield from (_told(coding, made.get(coding.document.id)) for coding in chunk)


def _coded(coder: Coder, codings: Iterable[Coding]) -> Iterator[Coding]:
    return coder.pipe(coding.document for coding in codings)


def _told(before: Coding, after: Coding | None) -> Recoded:
    name, run = before.document.id, _run(before)
    if after is None:
        return Recoded(document=name, state="same coder", run_before=run, run_after=run)
    if after.failures:
        fault = after.failures[0]
        return Recoded(document=name, state="failed", run_before=run, run_after=run, message=f"{fault.stage}: {fault.message}")
    return Recoded(document=name, state="coded", changes=diff(before, after), run_before=run, run_after=_run(after))


def _run(coding: Coding) -> str:
    return coding.run.id if coding.run else ""
