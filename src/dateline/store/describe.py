"""The public schema as a page, out of the comments that the database itself holds."""

from importlib import resources
from typing import NamedTuple

from dateline.store.store import Store

__all__ = ["Column", "View", "describe", "store_page"]

_COLUMNS = (
    "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE NOT internal AND table_name = ? ORDER BY column_index"
)


class Column(NamedTuple):
    """A column of a view; ``meaning`` is "" if the schema tells none."""

    name: str
    type: str
    meaning: str


class View(NamedTuple):
    """A public view: one that has a comment. ``twin`` is whether there is a macro ``NAME_as_of(day)`` beside it."""

    name: str
    meaning: str
    twin: bool
    columns: tuple[Column, ...]


def describe(store: Store) -> list[View]:
    """Return the public views of ``store`` by name."""
    views = store.query("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal AND comment IS NOT NULL ORDER BY 1")[1]
    macros = {name for (name,) in store.query("SELECT function_name FROM duckdb_functions() WHERE NOT internal")[1]}
    made = []
    for name, meaning in views:
        rows = store.query(_COLUMNS.replace("?", f"'{name}'"))[1]
        columns = tuple(Column(column, kind, text or "") for column, kind, text in rows)
        made.append(View(name, meaning, f"{name}_as_of" in macros, columns))
    return made


def store_page() -> str:
    """Return ``docs/store.md``: an introduction, then every public view with its columns."""
    head = (resources.files("dateline.store") / "schema" / "page.md").read_text("utf-8")
    with Store(":memory:") as store:
        return head + "".join(_section(view) for view in describe(store))


def _section(view: View) -> str:
    twin = f" Also `{view.name}_as_of(day)`." if view.twin else ""
    rows = "".join(f"| `{column.name}` | {column.type} | {column.meaning} |\n" for column in view.columns)
    return f"\n## {view.name}\n\n{view.meaning}.{twin}\n\n| column | type | meaning |\n| --- | --- | --- |\n{rows}"
