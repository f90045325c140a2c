"""Write codings, read them back, ask in SQL."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from importlib import resources
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from dateline.errors import StoreError
from dateline.ids import content_id
from dateline.store.bulk import insert_rows
from dateline.store.frames import Library, frame_of
from dateline.store.history import HistoryShelf, check_as_of
from dateline.store.identity import IdentityShelf
from dateline.store.ledger import LedgerShelf
from dateline.store.migrate import LATEST, migrate, schema_version
from dateline.store.objections import ObjectionShelf, Wrong, cleared
from dateline.store.rows import Row, rows_of
from dateline.types import Coding, Counts

__all__ = ["Store"]

_BATCH = 64  # codings a transaction, and codings in memory when they are read back
_QUERIES = resources.files("dateline.store") / "queries"
_ENCODER = msgspec.json.Encoder(order="deterministic")
_CODING = msgspec.json.Decoder(Coding)


class Store:
    """A DuckDB file of codings, to be used in a ``with`` block.

    Writing the same coding again changes nothing: rows are keyed by content.

    Args:
        path: the file; made if it does not exist (unless ``read_only``).
        read_only: open for reading beside other readers.
        as_of: ISO day (until its end) or time, in UTC: all views show what the store knew then. For reading only.
        with_wrong: show records that readers reported wrong, and a person found wrong, as if nobody had.

    Raises:
        StoreError: if the file is no store, is in use by a writer, or comes from a newer dateline; for an ``as_of`` that
            is no day or time, or when writing.
    """

    def __init__(self, path: str | Path, *, read_only: bool = False, as_of: str | None = None, with_wrong: bool = False) -> None:
        import duckdb

        self.path = Path(path)
        if read_only and not self.path.exists():
            raise StoreError(f"{path}: no such store")
        if as_of is not None and not read_only:
            raise StoreError("as of a day a store can only be read: open it with read_only=True")
        try:
            self._connection: Any = duckdb.connect(str(path), read_only=read_only)
            if not read_only:
                # Writing is small batches: more threads cost twice the CPU, take longer, and workers need the cores
                self._connection.execute("SET threads TO 1")
                # A part fills the default of 16 MB, and each checkpoint rewrites what it only half filled
                self._connection.execute("SET checkpoint_threshold = '256MB'")
                migrate(self._connection)
            if as_of is not None:
                self._look_back(check_as_of(as_of))
            if with_wrong:
                self._connection.execute("SET VARIABLE with_wrong = true")
        except duckdb.Error as error:
            raise StoreError(f"{path}: {str(error).splitlines()[0]}") from error

    @property
    def ledger(self) -> LedgerShelf:
        """The ledger of commitments kept here."""
        return LedgerShelf(self._connection)

    @property
    def identity(self) -> IdentityShelf:
        """Near-copies and occurrences kept here."""
        return IdentityShelf(self._connection)

    @property
    def history(self) -> HistoryShelf:
        """What stood when: retractions and their taking back."""
        return HistoryShelf(self._connection)

    @property
    def objections(self) -> ObjectionShelf:
        """What readers reported wrong, and the decisions on it."""
        return ObjectionShelf(self._connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was committed is on disk."""
        self._connection.close()

    def write(self, codings: Iterable[Coding], *, now: datetime | None = None) -> int:
        """Write ``codings``, one transaction a batch, and return how many were seen.

        What is written stands for its document from then on; a document without an id gets one from its content.

        Args:
            codings: what to write.
            now: time to record under, UTC if it names no zone (the clock's by default).

        Raises:
            StoreError: if ``now`` lies before what the store has recorded: a past day cannot be changed.
        """
        seen, rest = 0, iter(codings)
        while batch := list(islice(rest, _BATCH)):
            self._write_batch(batch, now)
            seen += len(batch)
        return seen

    def write_part(self, name: str, codings: Sequence[Coding], *, now: datetime | None = None) -> bool:
        """Write the ``codings`` of a part of a run in one transaction; False if the store has had the part ``name``."""
        if self._connection.execute("SELECT 1 FROM part_row WHERE name = ?", [name]).fetchone():
            return False
        self._write_batch(codings, now, ("part_row", {"name": name, "documents": len(codings)}))
        return True

    def codings(self, where: str = "", *, wrong: Wrong = "marked") -> Iterator[Coding]:
        """Yield the current coding of each document, in the order of the document ids, a few in memory at a time.

        Args:
            where: a condition in SQL on the columns of the view ``document``; all documents if empty.
            wrong: what becomes of events that were found wrong: "marked" as withheld, left "out", "kept" as coded; other
                records as :func:`~dateline.store.objections.cleared` says.

        Raises:
            StoreError: if ``where`` cannot be asked.
        """
        chosen = f"WHERE {where}" if where.strip() else ""
        _, keys = self.query(
            "SELECT c.document_id, c.digest, c.run_id FROM current_coding c JOIN "
            f"(SELECT id FROM document {chosen}) d ON d.id = c.document_id ORDER BY c.document_id"
        )
        reasons = self.objections.wrong() if wrong != "kept" else {}
        for first in range(0, len(keys), _BATCH):
            part = keys[first : first + _BATCH]
            bodies = self._connection.execute(
                "SELECT document_id, digest, run_id, body FROM coding SEMI JOIN "
                "(SELECT unnest(?) AS document_id, unnest(?) AS digest, unnest(?) AS run_id) "
                "USING (document_id, digest, run_id) ORDER BY document_id",
                [list(column) for column in zip(*part, strict=True)],
            ).fetchall()
            for *key, body in bodies:
                yield cleared(_CODING.decode(body), reasons.get(tuple(key), {}), wrong)

    def query(self, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Return column names and rows of one SQL statement; a statement may begin with ``from``."""
        import duckdb

        try:
            found = self._connection.execute(sql)
            return [column[0] for column in found.description or ()], found.fetchall()
        except duckdb.Error as error:
            raise StoreError(f"query: {error}") from error

    def frame(self, sql: str, library: Library = "pandas") -> Any:
        """Return the answer to one SQL query as a frame: dates typed, what is empty NA, lists as lists.

        Args:
            sql: a query; it may begin with ``from``.
            library: pandas, polars or arrow; the extras of these names install them.

        Raises:
            StoreError: if the query fails or the library is not installed.
        """
        import duckdb

        try:
            found = self._connection.sql(sql)
        except duckdb.Error as error:
            raise StoreError(f"query: {error}") from error
        if found is None:
            raise StoreError("query: no rows to make a frame of; give a SELECT")
        return frame_of(found, library)

    def counts(self) -> dict[tuple[str, str], Counts]:
        """Return how often each exportable event is told, by ids of document and event; more than once after a join."""
        _, rows = self.query((_QUERIES / "counts.sql").read_text("utf-8"))
        return {
            (document, event): Counts(mentions=mentions, sources=sources, articles=articles, added=added)
            for document, event, mentions, sources, articles, added in rows
        }

    def _look_back(self, moment: str) -> None:
        if schema_version(self._connection) < LATEST:
            raise StoreError(f"{self.path}: made by an older dateline; open it once for writing (dateline.Store) to bring it up")
        self._connection.execute(f"SET VARIABLE as_of = '{moment}'")

    def _write_batch(self, codings: Sequence[Coding], now: datetime | None, *more: Row) -> None:
        import duckdb

        tables: dict[str, list[bytes]] = {table: [_ENCODER.encode(row)] for table, row in more}
        keys: list[tuple[str, str, str]] = []
        made: list[Coding] = []
        for coding in map(_named, codings):
            kept = _kept(coding)
            for table, row in rows_of(coding, _ENCODER.encode(kept).decode()):
                tables.setdefault(table, []).append(_ENCODER.encode(row))
                if table == "coding":
                    keys.append((row["document_id"], row["digest"], row["run_id"]))
                    made.append(kept)
        moment = self.history.moment(now)
        self._connection.execute("BEGIN")
        try:
            for table, rows in tables.items():
                insert_rows(self._connection, table, rows, moment)
            self.history.stand(keys, moment)
            self.objections.carry(keys, made)
            self._connection.execute("COMMIT")
        except duckdb.Error as error:
            self._undo()
            raise StoreError(f"{self.path}: not written: {str(error).splitlines()[0]}") from error
        except BaseException:
            self._undo()
            raise

    def _undo(self) -> None:
        """Roll back; a store that cannot even do that has closed itself, with what was committed on disk."""
        import duckdb

        with suppress(duckdb.Error):
            self._connection.execute("ROLLBACK")


def _named(coding: Coding) -> Coding:
    """Two texts without an id are two documents."""
    document = coding.document
    if document.id:
        return coding
    named = content_id("doc", document.text, document.title, document.published, document.publisher, document.url)
    return msgspec.structs.replace(coding, document=msgspec.structs.replace(document, id=named))


def _kept(coding: Coding) -> Coding:
    """What is kept whole: all but the parser's columns, which a re-run makes again."""
    return msgspec.structs.replace(coding, sentences=(), mentions=(), chains=())
