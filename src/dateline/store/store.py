"""Write codings, read them back, ask in SQL."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from dateline.errors import StoreError
from dateline.store.bulk import insert_rows
from dateline.store.identity import IdentityShelf
from dateline.store.ledger import LedgerShelf
from dateline.store.migrate import migrate
from dateline.store.rows import Row, rows_of
from dateline.types import Coding

__all__ = ["Store"]

_BATCH = 64  # codings a transaction
_ENCODER = msgspec.json.Encoder(order="deterministic")
_CODING = msgspec.json.Decoder(Coding)


class Store:
    """A DuckDB file of codings, to be used in a ``with`` block.

    Writing the same coding again changes nothing: rows are keyed by content.

    Args:
        path: the file; made if it does not exist (unless ``read_only``).
        read_only: open for reading beside other readers.

    Raises:
        StoreError: if the file is no store, is in use by a writer, or comes from a newer dateline.
    """

    def __init__(self, path: str | Path, *, read_only: bool = False) -> None:
        import duckdb

        self.path = Path(path)
        if read_only and not self.path.exists():
            raise StoreError(f"{path}: no such store")
        try:
            self._connection: Any = duckdb.connect(str(path), read_only=read_only)
            if not read_only:
                # Writing is small batches: more threads cost twice the CPU, take longer, and workers need the cores
                self._connection.execute("SET threads TO 1")
                # A part fills the default of 16 MB, and each checkpoint rewrites what it only half filled
                self._connection.execute("SET checkpoint_threshold = '256MB'")
                migrate(self._connection)
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

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was committed is on disk."""
        self._connection.close()

    def write(self, codings: Iterable[Coding]) -> int:
        """Write ``codings``, one transaction a batch, and return how many were seen."""
        seen, rest = 0, iter(codings)
        while batch := list(islice(rest, _BATCH)):
            self._write_batch(batch)
            seen += len(batch)
        return seen

    def write_part(self, name: str, codings: Sequence[Coding]) -> bool:
        """Write the ``codings`` of a part of a run in one transaction; False if the store has had the part ``name``."""
        if self._connection.execute("SELECT 1 FROM part_row WHERE name = ?", [name]).fetchone():
            return False
        self._write_batch(codings, ("part_row", {"name": name, "documents": len(codings)}))
        return True

    def codings(self) -> Iterator[Coding]:
        """Yield the current coding of each document, in the order of the document ids."""
        rows = self._connection.execute("SELECT body FROM current_coding ORDER BY document_id").fetchall()
        for (body,) in rows:
            yield _CODING.decode(body)

    def query(self, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Return column names and rows of one SQL statement; a statement may begin with ``from``."""
        import duckdb

        try:
            found = self._connection.execute(sql)
            return [column[0] for column in found.description or ()], found.fetchall()
        except duckdb.Error as error:
            raise StoreError(f"query: {error}") from error

    def _write_batch(self, codings: Sequence[Coding], *more: Row) -> None:
        import duckdb

        tables: dict[str, list[bytes]] = {table: [_ENCODER.encode(row)] for table, row in more}
        for coding in codings:
            for table, row in rows_of(coding, _ENCODER.encode(_kept(coding)).decode()):
                tables.setdefault(table, []).append(_ENCODER.encode(row))
        self._connection.execute("BEGIN")
        try:
            for table, rows in tables.items():
                insert_rows(self._connection, table, rows)
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


def _kept(coding: Coding) -> Coding:
    """What is kept whole: all but the parser's columns, which a re-run makes again."""
    return msgspec.structs.replace(coding, sentences=(), mentions=(), chains=())
