"""The store: codings kept in one DuckDB file, or in a Postgres database; its SQL views are the public schema."""

from dateline.store.store import Store

__all__ = ["Store"]
