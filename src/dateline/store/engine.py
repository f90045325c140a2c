"""What a store asks of the database under it. Two have it: a DuckDB file, and Postgres."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from importlib.resources.abc import Traversable
from typing import Any, Protocol

__all__ = ["Answer", "Engine", "Result"]


class Result(Protocol):
    """What a statement of ours gave."""

    def fetchone(self) -> Any:
        """Return the next row, None after the last."""
        ...

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""
        ...


class Answer(Protocol):
    """What a user's query gave: ``types`` are DuckDB's names of the columns' types."""

    @property
    def columns(self) -> list[str]:
        """The columns' names."""
        ...

    @property
    def types(self) -> Sequence[Any]:
        """The names of their types."""
        ...

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return all rows."""
        ...

    def to_arrow_table(self) -> Any:
        """Return all rows as a table of pyarrow."""
        ...


class Engine(Protocol):
    """A connection to a database. Its methods raise StoreError where the database refuses, without passwords.

    The statements of the store are written so that both understand them, with ``$1``, ``$2`` for values; where that cannot be,
    the engine has a method.
    """

    name: str
    as_of: str  # SQL for the moment that the views look back to

    @property
    def migrations(self) -> Mapping[int, Traversable]:
        """The numbered files of the schema."""
        ...

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Result:
        """Run one statement of the store's own."""
        ...

    def script(self, sql: str) -> None:
        """Run many."""
        ...

    def query(self, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Run one statement of a user's, which may begin with FROM; return the names of columns, and rows."""
        ...

    def ask(self, sql: str) -> Answer | None:
        """Do the same and keep the types; None if the statement has no rows to give."""
        ...

    def has_table(self, name: str) -> bool:
        """Return whether the store has the table."""
        ...

    def transaction(self, *, alone: bool = True) -> AbstractContextManager[None]:
        """Return a context whose writing stands wholly or not at all; ``alone``: see :meth:`alone`."""
        ...

    def migrating(self) -> AbstractContextManager[None]:
        """Return a context for the steps of a migration, which one process goes through at a time."""
        ...

    def alone(self) -> None:
        """Keep other writers waiting until the transaction ends."""
        ...

    def steady(self) -> AbstractContextManager[None]:
        """Return a context in which what others write is not seen, and which no other such context overlaps."""
        ...

    def stage(self, tables: Mapping[str, list[bytes]]) -> Callable[[str | None], None]:
        """Take rows (JSON objects, by table) up to the database, inside a transaction.

        Returns what puts them into their tables, where rows whose key is there already are left out; it takes the time for
        ``recorded_at`` (None: the clock's).
        """
        ...

    def clock(self) -> datetime:
        """Return the time in UTC, without a zone; of the machine that all writers of the store share."""
        ...

    def look_back(self, moment: str) -> None:
        """Turn all views to what the store knew at ``moment``."""
        ...

    def keep_wrong(self) -> None:
        """Let all views keep what was found wrong."""
        ...

    def close(self) -> None:
        """Close the connection; what was committed stays."""
        ...
