"""Rows as data frames: dates are dates, what is empty is NA, lists are lists. pandas, polars and pyarrow load when asked for."""

from collections.abc import Iterable
from importlib import import_module
from typing import Any, Literal

from dateline.errors import StoreError
from dateline.types import Coding

__all__ = ["LAYERS", "Library", "frame_of", "to_frame"]

Library = Literal["pandas", "polars", "arrow"]
_MODULES: dict[str, str] = {"pandas": "pandas", "polars": "polars", "arrow": "pyarrow"}
# Layer of a coding: the view of the public schema that shows it, and the order of its rows in a document
LAYERS: dict[str, tuple[str, str]] = {
    "documents": ("document", "id"),
    "events": ("event", "document_id, trigger_start, trigger_end, event_id"),
    "participants": ("participant", "document_id, event_id, role, position"),
    "statements": ("statement", "document_id, cue_start, cue_end, statement_id"),
    "commitments": ("commitment", "document_id, event_id, commitment_id"),
    "quantities": ("quantity", "document_id, span_start, span_end, quantity_id"),
    "places": ("place", "document_id, span_start, span_end, place_id"),
    "wordings": ("wording", "document_id, span_start, span_end, wording_id"),
}
_PANDAS = {
    "VARCHAR": "string", "JSON": "string", "BIGINT": "Int64", "INTEGER": "Int32", "DOUBLE": "Float64", "BOOLEAN": "boolean",
    "DATE": "datetime64[s]", "TIMESTAMP": "datetime64[us]", "HUGEINT": "Float64",
}  # fmt: skip
_POLARS = {"VARCHAR": "String", "JSON": "String", "BIGINT": "Int64", "INTEGER": "Int32", "DOUBLE": "Float64",
           "BOOLEAN": "Boolean", "DATE": "Date", "TIMESTAMP": "Datetime", "HUGEINT": "Float64"}  # fmt: skip


def to_frame(codings: Iterable[Coding], layer: str = "events", library: Library = "pandas") -> Any:
    """Return one layer of ``codings`` as a frame with the columns of the store's view of it.

    Args:
        codings: of different documents.
        layer: documents, events, participants, statements, commitments, quantities, places or wordings.
        library: pandas, polars or arrow; the extras ``pandas``, ``polars`` and ``arrow`` install them.

    Raises:
        StoreError: for an unknown layer or library, one that is not installed, or two codings of one document.
    """
    from dateline.store.store import Store

    if layer not in LAYERS:
        raise StoreError(f"layer {layer!r} is not one of {', '.join(LAYERS)}")
    _module(library)
    view, order = LAYERS[layer]
    with Store(":memory:") as store:
        store.write(codings)
        hidden = store.query("SELECT document_id FROM coding ANTI JOIN current_coding USING (document_id, digest, run_id)")[1]
        if hidden:
            raise StoreError(f"{hidden[0][0]}: two codings of one document; make a frame of each")
        return store.frame(f"FROM {view} ORDER BY {order}", library)


def frame_of(result: Any, library: Library) -> Any:
    """Return a DuckDB ``result`` as a frame; StoreError if ``library`` is unknown or not installed."""
    module = _module(library)
    if library == "arrow":
        return result.to_arrow_table()
    names, types = result.columns, [str(kind) for kind in result.types]
    columns = list(zip(*result.fetchall(), strict=True)) or [()] * len(names)
    series = _pandas if library == "pandas" else _polars
    made = {name: series(module, values, kind) for name, kind, values in zip(names, types, columns, strict=True)}
    return module.DataFrame(made)


def _module(library: str) -> Any:
    if library not in _MODULES:
        raise StoreError(f"library {library!r} is not one of {', '.join(_MODULES)}")
    try:
        return import_module(_MODULES[library])
    except ImportError:
        raise StoreError(f"{library} is not installed: pip install 'dateline[{library}]'") from None


def _pandas(pandas: Any, values: tuple[Any, ...], kind: str) -> Any:
    """A column with pandas' own nullable types; seconds as the unit of days, for years before 1678 do not fit nanoseconds."""
    wanted = _PANDAS.get(kind)
    if kind in {"DATE", "TIMESTAMP"}:
        return pandas.Series(import_module("numpy").array(list(values), dtype=wanted))
    return pandas.Series(list(values), dtype=wanted or "object")


def _polars(polars: Any, values: tuple[Any, ...], kind: str) -> Any:
    inner, listed = kind.removesuffix("[]"), kind.endswith("[]")
    wanted = getattr(polars, _POLARS[inner]) if inner in _POLARS else None
    return polars.Series(values=values, dtype=polars.List(wanted) if listed and wanted is not None else wanted)
