"""The answer to a query on Postgres, with the columns' types under DuckDB's names, so that both give the same frames."""

from decimal import Decimal
from importlib import import_module
from typing import Any, NamedTuple, Self

__all__ = ["Reply"]

# Object ids of Postgres' own types, fixed in its catalogue
_TYPES = {16: "BOOLEAN", 18: "VARCHAR", 19: "VARCHAR", 20: "BIGINT", 21: "INTEGER", 23: "INTEGER", 25: "VARCHAR", 114: "JSON",
          700: "DOUBLE", 701: "DOUBLE", 705: "VARCHAR", 1043: "VARCHAR", 1082: "DATE", 1114: "TIMESTAMP", 1700: "DOUBLE",
          3802: "JSON", 1000: "BOOLEAN[]", 1007: "INTEGER[]", 1009: "VARCHAR[]", 1015: "VARCHAR[]", 1016: "BIGINT[]",
          1022: "DOUBLE[]", 1182: "DATE[]", 1231: "DOUBLE[]"}  # fmt: skip
_ARROW = {"BOOLEAN": "bool_", "VARCHAR": "string", "JSON": "string", "BIGINT": "int64", "INTEGER": "int32", "DOUBLE": "float64",
          "DATE": "date32"}  # fmt: skip


class Reply(NamedTuple):
    """All rows of an answer; ``types`` are DuckDB's names, "" for what it has no name for."""

    columns: list[str]
    types: list[str]
    rows: list[tuple[Any, ...]]

    @classmethod
    def of(cls, cursor: Any) -> Self:
        """Take the answer that a cursor of psycopg holds."""
        kinds = [_TYPES.get(column.type_code, "") for column in cursor.description]
        return cls([column.name for column in cursor.description], kinds, cursor.fetchall())

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return the rows as their types say: exact numbers (of a sum or a mean) as floating point."""
        return [tuple(float(value) if isinstance(value, Decimal) else value for value in row) for row in self.rows]

    def to_arrow_table(self) -> Any:
        """Return all rows as a table of pyarrow; what has no type of its own gets the one that its values have."""
        arrow: Any = import_module("pyarrow")
        columns = list(zip(*self.fetchall(), strict=True)) or [()] * len(self.columns)
        arrays = [arrow.array(list(values), _arrow(arrow, kind)) for values, kind in zip(columns, self.types, strict=True)]
        return arrow.Table.from_arrays(arrays, names=self.columns)


def _arrow(arrow: Any, kind: str) -> Any:
    if kind.endswith("[]"):
        return arrow.list_(_arrow(arrow, kind[:-2]))
    if kind == "TIMESTAMP":
        return arrow.timestamp("us")
    return getattr(arrow, _ARROW[kind])() if kind in _ARROW else None
