"""The ledger in the store: deeds out, promises, links and log entries in. Append-only: rows are added, never changed."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

import msgspec

from dateline.errors import StoreError
from dateline.ids import digest
from dateline.store.engine import Engine
from dateline.store.history import HistoryShelf
from dateline.types import Actor, Deed, Entry, Link, Promise, Told

__all__ = ["LedgerShelf", "deed_row"]

_ENCODER = msgspec.json.Encoder(order="deterministic")
_DEED, _PROMISE = msgspec.json.Decoder(Deed), msgspec.json.Decoder(Promise)
_LINK, _ENTRY = msgspec.json.Decoder(Link), msgspec.json.Decoder(Entry)

_UNLINKED = (
    "NOT EXISTS (SELECT 1 FROM linked_row l WHERE (l.document_id, l.digest, l.run_id) = (c.document_id, c.digest, c.run_id))"
)

# and their taking back; what people decided of readers' reports takes out records in the same way
_RETRACTIONS = "(SELECT 1 FROM standing_row WHERE retracted IS NOT NULL UNION ALL SELECT 1 FROM objection_decision_row) told"


def deed_row(deed: Deed) -> dict[str, Any]:
    """Return the columns of a deed."""
    return {"deed_id": deed.id, "outcome": deed.outcome, "body": _ENCODER.encode(deed).decode()}


class LedgerShelf:
    """What the linking of :mod:`dateline.ledger` reads from a store and keeps in it.

    Args:
        engine: of the store.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def steady(self) -> AbstractContextManager[None]:
        """Return :meth:`dateline.Store.steady` of the store."""
        return self._engine.steady()

    def deeds(self, *, new: bool) -> list[Told]:
        """Return the deeds of the current codings, or of those not linked yet; none that was found wrong."""
        only = f"WHERE {_UNLINKED}" if new else ""
        rows = self._engine.execute(
            "SELECT c.digest, c.run_id, d.body, c.document_id, coalesce(v.published::VARCHAR, ''), v.publisher "
            "FROM current_coding c JOIN deed_row d USING (document_id, digest, run_id) JOIN document v ON v.id = c.document_id "
            f"{only} ORDER BY c.document_id, d.deed_id"
        ).fetchall()
        wrong = set(self._engine.execute("SELECT document_id, digest, run_id, record_id FROM wrong_at(NULL)").fetchall())
        told = []
        for text, run, body, name, day, by in rows:
            deed = _DEED.decode(body)
            if not {(name, text, run, deed.id), (name, text, run, deed.commitment)} & wrong:
                told.append(Told(deed=deed, document=name, published=day, publisher=by or ""))
        return told

    def pending(self) -> tuple[int, bool]:
        """Return how many current codings are not linked, and whether they can be linked behind the others.

        They can if no linked coding was replaced, no decision and no retraction came since, and each is later than all
        linked ones.
        """
        days = "SELECT coalesce(d.published, DATE '0001-01-01') AS day, d.id FROM document d WHERE"
        unlinked = f"EXISTS (SELECT 1 FROM current_coding c WHERE c.document_id = d.id AND {_UNLINKED})"
        count = self._engine.execute(f"SELECT count(*) FROM current_coding c WHERE {_UNLINKED}").fetchone()[0]
        first = self._engine.execute(f"{days} {unlinked} ORDER BY 1, 2 LIMIT 1").fetchone()
        last = self._engine.execute(
            f"{days} EXISTS (SELECT 1 FROM linked_row l WHERE l.document_id = d.id) ORDER BY 1 DESC, 2 DESC LIMIT 1"
        ).fetchone()
        replaced = self._engine.execute(
            "SELECT count(*) FROM linked_row l JOIN current_coding c USING (document_id) "
            "WHERE (l.digest, l.run_id) <> (c.digest, c.run_id) AND l.pass = (SELECT max(pass) FROM linked_row m "
            "WHERE m.document_id = l.document_id)"
        ).fetchone()[0]
        seen = self._engine.execute(
            "SELECT coalesce(max(reviews), 0), coalesce((SELECT max(retractions) FROM ledger_seen), 0) FROM ledger_pass"
        ).fetchone()
        settled = replaced == 0 and seen == (self._count("review_row"), self._count(_RETRACTIONS))
        behind = last is None or first is None or first > last
        return int(count), bool(settled and behind)

    def promises(self) -> list[Promise]:
        """Return the promises that stand, by id."""
        return [_PROMISE.decode(body) for body in self._bodies("promise_row", "promise_id")]

    def links(self) -> list[Link]:
        """Return the links that stand, by id."""
        return [_LINK.decode(body) for body in self._bodies("link_row", "link_id")]

    def entries(self) -> list[Entry]:
        """Return the log that stands, by promise and day."""
        return [_ENTRY.decode(body) for body in self._bodies("status_row", "promise_id, as_of NULLS FIRST, link_id NULLS FIRST")]

    def last_day(self) -> str | None:
        """Return the day of the latest story."""
        day = self._engine.execute("SELECT max(published) FROM document").fetchone()[0]
        return str(day) if day else None

    def decisions(self) -> dict[str, bool]:
        """Return what people decided of links, the last decision on each."""
        rows = self._engine.execute("SELECT link_id, decision FROM review ORDER BY number").fetchall()
        return {link: decision == "accept" for link, decision in rows}

    def review(self, link: str, decision: str, *, reviewer: str, decided_on: str, note: str, now: datetime | None = None) -> None:
        """Add a decision on a link.

        Args:
            link: its id.
            decision: ``accept`` or ``refuse``.
            reviewer: who decides.
            decided_on: ISO day of the decision, as told.
            note: why.
            now: time to record under (the clock's by default).

        Raises:
            StoreError: if there is no such link, or ``now`` lies before what the store has recorded.
        """
        if self._engine.execute("SELECT 1 FROM link_row WHERE link_id = $1 LIMIT 1", [link]).fetchone() is None:
            raise StoreError(f"no link {link!r}; see dateline review STORE list")
        with self._engine.transaction():
            number, moment = self._count("review_row") + 1, HistoryShelf(self._engine).moment(now)
            self._engine.execute(
                "INSERT INTO review_row VALUES ($1, $2, $3, $4, $5, $6, $7)",
                [number, link, decision, reviewer, decided_on, note, moment],
            )

    def keep(
        self, promises: Sequence[Promise], links: Sequence[Link], entries: Sequence[Entry], *, now: datetime | None = None
    ) -> None:
        """Write what is new and note what no longer stands; nothing if all stands as it is and nothing was new.

        Recorded under ``now`` (the clock's time by default); StoreError if that lies before what the store has recorded.
        """
        tables = {
            "promise_row": [_promise_row(one) for one in promises],
            "link_row": [_link_row(one) for one in links],
            "status_row": [_status_row(one) for one in entries],
        }
        wanted = {row["row_id"] for rows in tables.values() for row in rows}
        there = {name for (name,) in self._engine.execute("SELECT row_id FROM ledger_current").fetchall()}
        if wanted == there and self.pending() == (0, True):
            return
        new = {table: [_ENCODER.encode(row) for row in rows if row["row_id"] not in there] for table, rows in tables.items()}
        with self._engine.transaction():
            number = self._count("ledger_pass") + 1
            seen = [self._count("review_row"), self._count(_RETRACTIONS)]
            moment = HistoryShelf(self._engine).moment(now)
            self._engine.execute(
                "INSERT INTO ledger_pass (pass, reviews, recorded_at) VALUES ($1, $2, $3)", [number, seen[0], moment]
            )
            self._engine.execute("INSERT INTO ledger_seen VALUES ($1, $2)", [number, seen[1]])
            changes = [*((name, "added") for name in wanted - there), *((name, "withdrawn") for name in there - wanted)]
            listed = [{"pass": number, "row_id": name, "change": change} for name, change in sorted(changes)]
            self._engine.stage({**new, "ledger_change": [_ENCODER.encode(one) for one in listed]})(None)
            self._engine.execute(
                "INSERT INTO linked_row SELECT c.document_id, c.digest, c.run_id, $1::INTEGER FROM current_coding c "
                f"WHERE {_UNLINKED}",
                [number],
            )

    def _bodies(self, table: str, order: str) -> list[str]:
        rows = self._engine.execute(
            f"SELECT t.body FROM {table} t JOIN ledger_current USING (row_id) ORDER BY {order}, row_id"
        ).fetchall()
        return [body for (body,) in rows]

    def _count(self, table: str) -> int:
        return int(self._engine.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _names(actors: Iterable[Actor]) -> list[str]:
    return [actor.country or actor.name for actor in actors]


def _whole(kind: str, record: Promise | Link | Entry) -> dict[str, Any]:
    body = _ENCODER.encode(record).decode()
    return {"row_id": f"{kind}-{digest(body, size=32)}", "body": body}


def _promise_row(one: Promise) -> dict[str, Any]:
    deed = one.told.deed
    return {
        **_whole("promise", one), "promise_id": one.id, "thread": one.thread, "origin": one.origin,
        "document_id": one.told.document, "commitment_id": deed.commitment, "committers": _names(deed.actors),
        "beneficiaries": _names(deed.recipients), "action": one.action, "valence": deed.valence, "polarity": deed.polarity,
        "strength": deed.strength, "made_earliest": deed.date.earliest, "made_latest": deed.date.latest,
        "deadline_earliest": deed.deadline.earliest, "deadline_latest": deed.deadline.latest, "testable": deed.testable,
        "span_start": deed.span.start, "span_end": deed.span.end, "holder": deed.holder,
    }  # fmt: skip


def _link_row(one: Link) -> dict[str, Any]:
    return {
        **_whole("link", one), "link_id": one.id, "promise_id": one.promise, "document_id": one.document, "deed_id": one.deed,
        "relation": one.relation, "score": one.score, "automatic": one.automatic, "evidence": one.evidence.text,
        "evidence_start": one.evidence.start, "evidence_end": one.evidence.end, "holder": one.holder, "date": one.date,
        "inference": one.inference, "note": one.note,
    }  # fmt: skip


def _status_row(one: Entry) -> dict[str, Any]:
    return {
        **_whole("status", one), "entry_id": one.id, "promise_id": one.promise, "as_of": one.as_of, "value": one.value,
        "relation": one.relation, "document_id": one.document, "evidence": one.evidence.text,
        "evidence_start": one.evidence.start, "evidence_end": one.evidence.end, "holder": one.holder, "date": one.date,
        "inference": one.inference, "score": one.score, "deadline_latest": one.deadline_latest, "link_id": one.link,
        "note": one.note,
    }  # fmt: skip
