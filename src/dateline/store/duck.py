"""A store in a DuckDB file."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from dateline.errors import StoreError
from dateline.store.bulk import insert_rows
from dateline.store.engine import Answer, Result

__all__ = ["Duck"]

_STEADY = "512MB"  # of the file in memory while all of it is read: DuckDB would keep it whole
_SCHEMA = resources.files("dateline.store") / "schema"


class Duck:
    """A connection to a DuckDB file.

    Args:
        path: the file; made if it does not exist (unless ``read_only``).
        read_only: open for reading beside other readers.

    Raises:
        StoreError: if the file is no database or in use by a writer.
    """

    def __init__(self, path: Path, *, read_only: bool) -> None:
        import duckdb

        self.name, self.as_of = str(path), "getvariable('as_of')"
        self._error: type[Exception] = duckdb.Error
        if read_only and not path.exists():
            raise StoreError(f"{path}: no such store")
        with self._told():
            self._connection: Any = duckdb.connect(str(path), read_only=read_only)
            if not read_only:
                # Writing is small batches: more threads cost twice the CPU, take longer, and workers need the cores
                self._connection.execute("SET threads TO 1")
                # A part fills the default of 16 MB, and each checkpoint rewrites what it only half filled
                self._connection.execute("SET checkpoint_threshold = '256MB'")

    @property
    def migrations(self) -> Mapping[int, Traversable]:
        """The numbered files of the schema."""
        return {int(entry.name.partition("_")[0]): entry for entry in _SCHEMA.iterdir() if entry.name.endswith(".sql")}

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Result:
        """Run one statement of the store's own."""
        with self._told():
            done: Result = self._connection.execute(sql, list(values) or None)
            return done

    def script(self, sql: str) -> None:
        """Run many."""
        with self._told():
            self._connection.execute(sql)

    def query(self, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Run one statement of a user's and return the names of columns, and rows."""
        try:
            found = self._connection.execute(sql)
            return [column[0] for column in found.description or ()], found.fetchall()
        except self._error as error:
            raise StoreError(f"query: {error}") from error

    def ask(self, sql: str) -> Answer | None:
        """Do the same and keep the types."""
        try:
            found: Answer | None = self._connection.sql(sql)
        except self._error as error:
            raise StoreError(f"query: {error}") from error
        return found

    def has_table(self, name: str) -> bool:
        """Return whether the store has the table."""
        return self.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = $1", [name]).fetchone() is not None

    @contextmanager
    def transaction(self, *, alone: bool = True) -> Iterator[None]:  # noqa: ARG002 - a file has one writer anyway
        """Commit what is written inside, or nothing of it; writing has all the memory there is, also inside :meth:`steady`."""
        self.execute("RESET memory_limit")  # an index that is written to cannot go to disk
        self.execute("BEGIN")
        try:
            yield
            with self._told("not written: "):
                self._connection.execute("COMMIT")
        except BaseException:
            # a database that cannot even roll back has closed itself, with what was committed on disk
            with suppress(self._error):
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def migrating(self) -> Iterator[None]:
        """Do nothing: each step stands by itself."""
        yield

    def alone(self) -> None:
        """Do nothing: a file has one writer."""

    @contextmanager
    def steady(self) -> Iterator[None]:
        """Nobody else writes; but what is read through once is not kept: the memory is for those who read it.

        Until the first transaction: that needs what it needs.
        """
        self.execute(f"SET memory_limit = '{_STEADY}'")
        try:
            yield
        finally:
            self.execute("RESET memory_limit")

    def stage(self, tables: Mapping[str, list[bytes]]) -> Callable[[str | None], None]:
        """Return what inserts the rows."""

        def put(moment: str | None) -> None:
            with self._told("not written: "):
                for table, rows in tables.items():
                    insert_rows(self._connection, table, rows, moment)

        return put

    def clock(self) -> datetime:
        """Return this machine's time in UTC, without a zone."""
        return datetime.now(UTC).replace(tzinfo=None)

    def look_back(self, moment: str) -> None:
        """Turn all views to what the store knew at ``moment``."""
        self.execute(f"SET VARIABLE as_of = '{moment}'")

    def keep_wrong(self) -> None:
        """Let all views keep what was found wrong."""
        self.execute("SET VARIABLE with_wrong = true")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def _told(self, lead: str = "") -> Iterator[None]:
        try:
            yield
        except self._error as error:
            raise StoreError(f"{self.name}: {lead}{str(error).splitlines()[0]}") from error
