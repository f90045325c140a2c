"""A store in a Postgres database, which many machines may write and read at once."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from dateline.errors import StoreError
from dateline.store.address import HOW_TO_WRITE, check_address, shown
from dateline.store.engine import Answer, Result
from dateline.store.replies import Reply

__all__ = ["Postgres"]

_SCHEMA = resources.files("dateline.store") / "schema"
_SHARED = frozenset({8})  # files for DuckDB that suit Postgres as they are: comments
_OLDEST = 14  # the release from which the schema's SQL works
_PATIENCE = 15  # seconds to reach the server, unless the address has connect_timeout
_BARE_FROM = re.compile(r"^(\s*(?:--[^\n]*\n\s*)*)from\b", re.IGNORECASE)
_ZERO = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")  # U+0000 in JSON, not the six characters themselves
_REMEDY = {  # by what the server calls the error
    "42P07": "; give dateline a schema of its own (CREATE SCHEMA news) and add ?options=-csearch_path%3Dnews to the address",
    "42501": "; let someone who may create tables there open the store once: dateline link ADDRESS",
}
_SESSION = (  # compiling a plan (jit) takes longer than the queries here do; a pass thinks for minutes between two statements
    "SET datestyle TO ISO; SET timezone TO 'UTC'; SET extra_float_digits TO 1; SET standard_conforming_strings TO on; "
    "SET client_min_messages TO warning; SET client_encoding TO 'UTF8'; SET jit TO off; "
    "SET idle_in_transaction_session_timeout TO 0"
)
_STAGE = "CREATE TEMP TABLE IF NOT EXISTS dateline_stage (target text, line json) ON COMMIT DELETE ROWS"
# Characters that JSON writes as escapes stand for the quote and the delimiter, so that a line of JSON needs no quoting
_COPY = r"COPY pg_temp.dateline_stage FROM STDIN WITH (FORMAT csv, DELIMITER E'\x02', QUOTE E'\x01')"
_COLUMNS = "SELECT attname FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum"


class Postgres:
    """A connection to a Postgres database; the store is in the first schema of its search path.

    A reader sees the store as it was when it was opened, in one read-only transaction. Writers take turns: each writes its rows
    while it holds the store's lock, which the server takes back from one that dies.

    Args:
        address: ``postgresql://user@host:port/database``.
        read_only: open for reading.

    Raises:
        StoreError: if psycopg is not installed, the address cannot be read, or the server cannot be reached or refuses.
    """

    def __init__(self, address: str, *, read_only: bool) -> None:
        check_address(address)
        self.name, self.as_of = shown(address), "current_setting('dateline.as_of', true)"
        try:
            import psycopg
        except ImportError as error:
            raise StoreError(f"{self.name}: a store on Postgres needs psycopg: pip install 'dateline[postgres]'") from error
        self._error: type[Exception] = psycopg.Error
        given = _settings(address, self.name)
        self._secrets = [given[name] for name in ("password", "sslpassword") if given.get(name)]
        self._columns: dict[str, list[str]] = {}
        with self._told():
            self._connection: Any = psycopg.connect(**given, autocommit=True, cursor_factory=psycopg.RawCursor)
        try:
            self._begin(psycopg, read_only=read_only)
        except BaseException:
            self._connection.close()
            raise

    @property
    def migrations(self) -> Mapping[int, Traversable]:
        """The numbered files of the schema."""
        own = {int(entry.name.partition("_")[0]): entry for entry in (_SCHEMA / "postgres").iterdir()}
        files = (entry for entry in _SCHEMA.iterdir() if entry.name.endswith(".sql"))
        return own | {number: entry for entry in files if (number := int(entry.name.partition("_")[0])) in _SHARED}

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Result:
        """Run one statement of the store's own."""
        with self._told():
            done: Result = self._connection.execute(sql, list(values) or None)
            return done

    def script(self, sql: str) -> None:
        """Run many."""
        try:
            self._connection.execute(sql)
        except self._error as error:
            state = str(getattr(error, "sqlstate", ""))
            raise StoreError(f"{self.name}: {self._said(error)}{_REMEDY.get(state, '')}") from None

    def query(self, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Run one statement of a user's and return the names of columns, and rows."""
        found = self._asked(sql)
        return (found.columns, found.rows) if found else ([], [])

    def ask(self, sql: str) -> Answer | None:
        """Do the same and keep the types."""
        return self._asked(sql)

    def has_table(self, name: str) -> bool:
        """Return whether the store has the table."""
        sql = "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = $1"
        return self.execute(sql, [name]).fetchone() is not None

    @contextmanager
    def transaction(self, *, alone: bool = True) -> Iterator[None]:
        """Commit what is written inside, or nothing of it; inside :meth:`steady`, with the rest of that."""
        with self._told(), self._connection.transaction():
            if alone:
                self.alone()
            yield

    @contextmanager
    def migrating(self) -> Iterator[None]:
        """Let all steps stand, or none of them."""
        with self.transaction():
            yield

    def alone(self) -> None:
        """Keep other writers waiting until the transaction ends."""
        self.execute("SELECT pg_advisory_xact_lock(hashtextextended('dateline writes ' || current_schema(), 0))")

    @contextmanager
    def steady(self) -> Iterator[None]:
        """Show the store as it is now, and keep other such contexts waiting; what is written inside stands wholly or not at all.

        The lock is the session's and comes first: a transaction would see the store as it was before it waited. One inside
        another is one with it.
        """
        from psycopg import IsolationLevel

        if self._connection.isolation_level is not None:  # inside one already
            yield
            return
        key = "hashtextextended('dateline pass ' || current_schema(), 0)"
        self.execute(f"SELECT pg_advisory_lock({key})")
        self._connection.isolation_level = IsolationLevel.REPEATABLE_READ
        try:
            with self.transaction(alone=False):
                yield
        finally:
            with suppress(self._error):  # a lost connection has lost its locks
                self._connection.isolation_level = None
                self._connection.execute(f"SELECT pg_advisory_unlock({key})")

    def stage(self, tables: Mapping[str, list[bytes]]) -> Callable[[str | None], None]:
        """Send the rows to a temporary table; return what puts them into their own."""
        with self._told():
            self._connection.execute(_STAGE)
            with self._connection.cursor().copy(_COPY) as copy:
                for table, rows in tables.items():
                    lead = table.encode() + b"\x02"
                    for row in rows:
                        self._check(table, row)
                        copy.write(lead + row + b"\n")

        def put(moment: str | None) -> None:
            for table in tables:
                self._put(table, moment)

        return put

    def clock(self) -> datetime:
        """Return the server's time in UTC, without a zone."""
        now: datetime = self.execute("SELECT clock_timestamp() AT TIME ZONE 'UTC'").fetchone()[0]
        return now

    def look_back(self, moment: str) -> None:
        """Turn all views to what the store knew at ``moment``."""
        self.execute("SELECT set_config('dateline.as_of', $1, false)", [moment])

    def keep_wrong(self) -> None:
        """Let all views keep what was found wrong."""
        self.execute("SELECT set_config('dateline.with_wrong', 'true', false)")

    def rows_as_json(self, table: str) -> Iterator[bytes]:
        """Yield the rows of ``table`` as JSON objects; read-only connections alone."""
        copied = rf"COPY (SELECT row_to_json(t) FROM {table} t) TO STDOUT WITH (FORMAT csv, DELIMITER E'\x02', QUOTE E'\x01')"
        with self._told(), self._connection.cursor().copy(copied) as copy:
            rest = b""
            for block in copy:
                *lines, rest = (rest + bytes(block)).split(b"\n")
                yield from lines

    def close(self) -> None:
        """Close the connection; what was committed stays."""
        with suppress(self._error):
            self._connection.close()

    def _begin(self, psycopg: Any, *, read_only: bool) -> None:
        from psycopg.types.string import TextLoader

        release = self._connection.info.server_version // 10000
        if release < _OLDEST:
            raise StoreError(f"{self.name}: the server is Postgres {release}; a store needs {_OLDEST} or later")
        self._connection.adapters.register_loader("json", TextLoader)  # as DuckDB gives it
        self.execute(_SESSION)
        if self.execute("SELECT current_schema()").fetchone()[0] is None:
            raise StoreError(f"{self.name}: no schema of the search path exists there; CREATE SCHEMA, or set search_path to one")
        if read_only:
            self.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
            self._connection.autocommit = False
            self._connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            self._connection.read_only = True
            if not self.has_table("schema_version"):
                raise StoreError(f"{self.name}: no such store; dateline code … --store makes it, as does dateline.Store(address)")

    def _asked(self, sql: str) -> Reply | None:
        """The statement is prepared: one that hides a second one behind it is refused."""
        whole = _BARE_FROM.sub(r"\1SELECT * FROM", sql, count=1)
        try:
            with self._connection.transaction():
                found = self._connection.execute(whole, prepare=True)
                return Reply.of(found) if found.description else None
        except self._error as error:
            raise StoreError(f"query: {self._said(error, whole=True)}") from None

    def _put(self, table: str, moment: str | None) -> None:
        if table not in self._columns:
            self._columns[table] = [name for (name,) in self.execute(_COLUMNS, [table]).fetchall()]
        columns = [name for name in self._columns[table] if name != "recorded_at"]
        timed = moment is not None and "recorded_at" in self._columns[table]
        into = ", ".join([*columns, "recorded_at"] if timed else columns)
        taken = ", ".join([*(f"r.{name}" for name in columns), "$2::timestamp"] if timed else [f"r.{name}" for name in columns])
        self.execute(
            f"INSERT INTO {table} ({into}) SELECT {taken} FROM pg_temp.dateline_stage s, "
            f"json_populate_record(NULL::{table}, s.line) r WHERE s.target = $1 ON CONFLICT DO NOTHING",
            [table, moment] if timed else [table],
        )

    def _check(self, table: str, row: bytes) -> None:
        if b"\\u0000" in row and _ZERO.search(row):
            where = row[:200].decode(errors="replace")
            raise StoreError(f"{self.name}: not written: Postgres has no character U+0000, which stands in {table} {where} …")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except self._error as error:
            raise StoreError(f"{self.name}: {self._said(error)}") from None

    def _said(self, error: Exception, *, whole: bool = False) -> str:
        """What the server or its library said, without anything secret."""
        text = str(error).strip() or type(error).__name__
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return text if whole else text.splitlines()[0]


def _settings(address: str, name: str) -> dict[str, Any]:
    """The address as psycopg's parameters; what is wrong with it is not told in the library's words, which may quote it."""
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        given = conninfo_to_dict(address)
    except ProgrammingError:
        raise StoreError(f"{name}: {HOW_TO_WRITE}") from None
    return {"connect_timeout": _PATIENCE, "application_name": "dateline"} | given
