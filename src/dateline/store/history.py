"""What stood when: the log of codings and retractions. Rows are added, never changed, so no past day can come out otherwise."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from importlib import resources

from dateline.errors import StoreError
from dateline.store.engine import Engine

__all__ = ["HistoryShelf", "check_as_of"]

_QUERIES = resources.files("dateline.store") / "queries"
_STAND, _RETRACT, _LAST = ((_QUERIES / f"{name}.sql").read_text("utf-8") for name in ("stand", "retract", "last"))
_STATE = (
    "SELECT count(digest) > 0, (SELECT r.retracted FROM standing_row r WHERE r.document_id = $1 AND r.retracted IS NOT NULL "
    "ORDER BY r.number DESC LIMIT 1) FROM standing_row WHERE document_id = $1"
)


def check_as_of(text: str) -> str:
    """Return the ISO day or time ``text`` (of a zone, or UTC) as the store's macros read it; StoreError if it is none."""
    try:
        at = datetime.fromisoformat(text)
        if "T" not in text and " " not in text.strip():
            return at.date().isoformat()
        return (at if at.tzinfo is None else at.astimezone(UTC).replace(tzinfo=None)).isoformat(" ")
    except ValueError:
        raise StoreError(f"as of {text!r}: not an ISO day such as 2022-09-27 nor a time such as 2022-09-27T15:00") from None


class HistoryShelf:
    """The log of a store: which coding came to stand when, and which documents were retracted.

    Args:
        engine: of the store.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def moment(self, now: datetime | None) -> str:
        """Return the time to record under, in UTC: ``now``, or the clock's.

        The log never runs backwards: a clock that is behind counts as the log's last time.

        Raises:
            StoreError: if ``now`` is given and lies before what the store has recorded.
        """
        last = self._engine.execute(_LAST).fetchone()[0]
        at = self._engine.clock() if now is None else now
        naive = at if at.tzinfo is None else at.astimezone(UTC).replace(tzinfo=None)
        if last is not None and naive < last:
            if now is not None:
                raise StoreError(f"now = {naive}: the store's history already reaches {last}; a past day cannot be changed")
            naive = last
        return naive.isoformat(" ")

    def stand(self, keys: Sequence[tuple[str, str, str]], moment: str) -> None:
        """Let the codings with these keys (document, digest, run) stand, where they do not already; of several the last."""
        if keys:
            self._engine.execute(_STAND, [*map(list, zip(*keys, strict=True)), moment])

    def retract(
        self, documents: Sequence[str], reason: str, *, withdrawn_on: str | None = None, by: str = "", now: datetime | None = None
    ) -> None:
        """Take ``documents`` out of the current views, with all that was read out of them; earlier days keep them.

        Args:
            documents: ids; all versions and codings of each are meant, also later ones.
            reason: why, to be read beside the entry.
            withdrawn_on: ISO day on which the publisher withdrew it, if known.
            by: who records it.
            now: time to record under (the clock's by default).

        Raises:
            StoreError: if an id is unknown or retracted already, the reason is empty, or a day is none or yet to come;
                nothing is recorded then.
        """
        self._append(documents, reason, by, now, retracted=True, withdrawn_on=withdrawn_on)

    def restore(self, documents: Sequence[str], reason: str, *, by: str = "", now: datetime | None = None) -> None:
        """Take the retraction of ``documents`` back; StoreError as for :meth:`retract`, and if one is not retracted."""
        self._append(documents, reason, by, now, retracted=False, withdrawn_on=None)

    def _append(
        self, documents: Sequence[str], reason: str, by: str, now: datetime | None, *, retracted: bool, withdrawn_on: str | None
    ) -> None:
        if not reason.strip():
            raise StoreError("a retraction needs a reason, and so does taking it back")
        with self._engine.transaction():
            moment = self.moment(now)
            if withdrawn_on is not None and not _is_day_until(withdrawn_on, moment):
                raise StoreError(f"withdrawn on {withdrawn_on!r}: give an ISO day that is not after {moment[:10]}")
            for name in documents:
                self._check(name, retracted=retracted)
            for name in dict.fromkeys(documents):
                self._engine.execute(_RETRACT, [name, retracted, reason, withdrawn_on, by, moment])

    def _check(self, document: str, *, retracted: bool) -> None:
        known, state = self._engine.execute(_STATE, [document]).fetchone()
        if not known:
            raise StoreError(f"{document}: no such document in this store; see dateline query STORE 'select id from document'")
        if bool(state) == retracted:
            raise StoreError(f"{document}: is retracted already" if retracted else f"{document}: is not retracted")


def _is_day_until(text: str, moment: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() <= moment[:10]
    except ValueError:
        return False
