"""The store: codings kept in one DuckDB file; its SQL views are the public schema."""

from dateline.store.store import Store

__all__ = ["Store"]
