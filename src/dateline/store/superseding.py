"""Rows of a joining put beside those that stand: what is the same stays with its time, the rest supersedes or is added."""

from collections.abc import Mapping
from types import TracebackType
from typing import NamedTuple, Self

from dateline.store.engine import Engine

__all__ = ["Joining"]


class _Table(NamedTuple):
    """Columns of a table of the joining that are no pass: those that name a row, and the others."""

    key: tuple[str, ...]
    rest: tuple[str, ...] = ()

    @property
    def columns(self) -> str:
        return ", ".join((*self.key, *self.rest))

    def same_key(self, one: str, other: str) -> str:
        """The condition that two rows have the same name."""
        return " AND ".join(f"{one}.{name} = {other}.{name}" for name in self.key)

    def same_row(self, one: str, other: str) -> str:
        """The condition that they agree in the rest too."""
        typed = (f"{name}::VARCHAR" if name == "reasons" else name for name in self.rest)  # Postgres compares no JSON
        return " AND ".join((self.same_key(one, other), *(f"{one}.{name} IS NOT DISTINCT FROM {other}.{name}" for name in typed)))


_TABLES = {
    "copy_row": _Table(("group_id", "story"), ("position", "score", "reasons")),
    "report_row": _Table(
        ("report_id",),
        ("occurrence_id", "position", "document_id", "story", "event_id", "merged_with", "score", "reasons", "decided_by",
         "holder", "sentence"),
    ),
    "occurrence_row": _Table(("occurrence_id",), ("reports", "independent_reports", "disputed")),
    "value_row": _Table(
        ("occurrence_id", "position"), ("field", "value", "low", "high", "holders", "reports", "independent_reports")
    ),
    "joined_row": _Table(("document_id", "digest", "run_id")),
}  # fmt: skip


class Joining:
    """A joining on its way into a store: first taken up beside it, then put in the place of what stands.

    For use in a transaction, as a context: the temporary tables go at its end.

    Args:
        engine: of the store.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __enter__(self) -> Self:
        for name, table in _TABLES.items():
            self._engine.execute(f"CREATE TEMP TABLE new_{name} AS SELECT {table.columns} FROM {name} LIMIT 0")
            self._engine.execute(f"CREATE UNIQUE INDEX new_{name}_key ON new_{name} ({', '.join(table.key)})")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if error is None:  # else the transaction takes them back
            for name in _TABLES:
                self._engine.execute(f"DROP TABLE new_{name}")

    def take(self, rows: Mapping[str, list[bytes]]) -> None:
        """Take up rows (JSON objects) by the tables that they are for; some call after some."""
        self._engine.stage({f"new_{name}": lines for name, lines in rows.items()})(None)

    def put(self) -> int | None:
        """Put what was taken up in the place of what stands, as the next pass, and count the codings that stand as joined.

        Returns the pass's number; None if all is as it was.
        """
        self._engine.execute("INSERT INTO new_joined_row SELECT document_id, digest, run_id FROM current_coding")
        number = int(self._engine.execute("SELECT coalesce(max(pass), 0) + 1 FROM join_pass").fetchone()[0])
        changed = [self._supersede(name, table, number) for name, table in _TABLES.items()]
        return number if any(changed) else None

    def _supersede(self, name: str, table: _Table, number: int) -> bool:
        run = self._engine.execute
        run(
            f"UPDATE {name} SET pass_to = $1::INTEGER "
            f"WHERE pass_to IS NULL AND NOT EXISTS (SELECT 1 FROM new_{name} n WHERE {table.same_row('n', name)})",
            [number],
        )
        run(
            f"INSERT INTO {name} ({table.columns}, pass_from) SELECT {table.columns}, $1::INTEGER FROM new_{name} n "
            f"WHERE NOT EXISTS (SELECT 1 FROM {name} t WHERE t.pass_to IS NULL AND {table.same_key('n', 't')})",
            [number],
        )
        return bool(run(f"SELECT count(*) FROM {name} WHERE pass_from = $1 OR pass_to = $1", [number]).fetchone()[0])
