"""A private copy of a store with the tables that the pages read; the store itself is opened read-only and let go."""

import shutil
import tempfile
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

import msgspec

from dateline.errors import StoreError
from dateline.ledger.table import Row, rows_on
from dateline.store import Store
from dateline.store.address import is_postgres, shown
from dateline.store.bulk import insert_rows
from dateline.types import Coding

__all__ = ["Snapshot", "Table"]

_SQL = resources.files("dateline.explore") / "sql"
_ENCODER = msgspec.json.Encoder(order="deterministic")
_CODING = msgspec.json.Decoder(Coding)


class Table(NamedTuple):
    """The answer to one query."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    def records(self) -> list[dict[str, Any]]:
        """Return each row under its column names."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def first(self) -> dict[str, Any]:
        """Return the first row under its column names ({} if there is none)."""
        return next(iter(self.records()), {})

    @property
    def total(self) -> int:
        """Rows there are in all, before paging: the column ``total`` of the first row."""
        return int(self.first().get("total", len(self.rows)))


def _statement(name: str) -> str:
    """Return the SQL of ``name``, with the filtered reports before it where it says so."""
    text = (_SQL / f"{name}.sql").read_text("utf-8")
    return (_SQL / "chosen.sql").read_text("utf-8") + text if "-- chosen\n" in text else text


class Snapshot:
    """A store as it was at one moment, to be used in a ``with`` block; safe for several threads.

    The file, or what stands in the Postgres database, is copied into a file in a temporary folder (so it takes as much disk
    as the store until it is closed), brought to the newest schema there, given the tables of ``desk.sql`` and opened read-only
    without access to other files.

    Raises:
        StoreError: if the file is no store, is in use by a writer, or comes from a newer dateline.
    """

    def __init__(self, path: str | Path) -> None:
        import duckdb

        self._folder = tempfile.TemporaryDirectory(prefix="dateline-explore-")
        copy = Path(self._folder.name) / "store.duckdb"
        try:
            standing = _copy(path, copy)
            with duckdb.connect(str(copy)) as making:
                making.execute(_statement("desk"))
                making.execute(_statement("standing"))
                insert_rows(making, "standing", [_ENCODER.encode(row) for row in standing])
            self._connection: Any = duckdb.connect(str(copy), read_only=True)
            self._connection.execute("SET enable_external_access = false; SET lock_configuration = true")
        except duckdb.Error as error:
            self._folder.cleanup()
            raise StoreError(f"{shown(path)}: {str(error).splitlines()[0]}") from error
        except BaseException:
            self._folder.cleanup()
            raise
        self._statements: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close and remove the copy."""
        self._connection.close()
        self._folder.cleanup()

    def ask(self, name: str, **values: Any) -> Table:
        """Return the answer to the query of ``sql/<name>.sql`` with ``values`` for its parameters."""
        text = self._statements.setdefault(name, _statement(name))
        found = self._connection.cursor().execute(text, values or None)
        return Table(tuple(column[0] for column in found.description or ()), found.fetchall())

    def coding(self, document: str) -> Coding | None:
        """Return the current coding of the document with this id, None if there is none."""
        rows = self.ask("body", id=document).rows
        return _CODING.decode(rows[0][0]) if rows else None


def _copy(store: str | Path, copy: Path) -> list[Row]:
    """Copy the store and migrate the copy; return the promises of its ledger as they stand on the day of the latest story."""
    if is_postgres(store):
        from dateline.store.copying import copy_store

        copy_store(str(store), copy)
    else:
        _copy_file(Path(store), copy)
    with Store(copy) as kept:
        ledger = kept.ledger
        return rows_on(ledger.promises(), ledger.entries(), ledger.last_day())


def _copy_file(store: Path, copy: Path) -> None:
    """Copy while the store is held open for reading, so that no writer changes it meanwhile."""
    with Store(store, read_only=True):
        shutil.copyfile(store, copy)
        log = store.with_name(store.name + ".wal")  # what was committed but not yet moved into the file
        if log.exists():
            shutil.copyfile(log, copy.with_name(copy.name + ".wal"))
