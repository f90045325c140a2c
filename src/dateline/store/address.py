"""Where a store is: a DuckDB file, or a Postgres database; and how that is said without the password."""

import re
from pathlib import Path
from urllib.parse import unquote

from dateline.errors import StoreError

__all__ = ["HOW_TO_WRITE", "beside", "check_address", "is_postgres", "shown"]

_SCHEMES = ("postgresql://", "postgres://")
_HOST = r"(?:\[[0-9A-Fa-f:.%]+\]|[^\[\]:@/?#,]*)(?::\d*)?"
_PARTS = re.compile(
    rf"^[a-z]+://(?:(?P<user>[^:@/?#]*)(?::[^@/?#]*)?@)?(?P<host>{_HOST}(?:,{_HOST})*)(?:/(?P<base>[^@?#]*))?(?:\?[^@#]*)?$"
)
HOW_TO_WRITE = (
    "write it as postgresql://USER@HOST:PORT/DATABASE, with each of @ : / ? # % inside a name or a password as "
    "%40 %3A %2F %3F %23 %25"
)


def is_postgres(store: str | Path) -> bool:
    """Return whether ``store`` is the address of a Postgres database rather than a file."""
    return str(store).startswith(_SCHEMES)


def check_address(store: str) -> None:
    """Refuse an address that cannot be taken apart for certain: what stands where a password may be is never shown.

    Raises:
        StoreError: if it is none, says how to write one.
    """
    if _PARTS.match(store) is None:
        raise StoreError(f"the store's address (its beginning is {store.partition('://')[0]}://) cannot be read: {HOW_TO_WRITE}")


def shown(store: str | Path) -> str:
    """Return ``store`` as it may be shown and kept: of an address user, host and database alone."""
    if not is_postgres(store):
        return str(store)
    found = _PARTS.match(str(store))
    if found is None:
        return "postgresql://?"
    user = f"{found['user']}@" if found["user"] else ""
    base = f"/{found['base']}" if found["base"] else ""
    return f"postgresql://{user}{found['host']}{base}"


def beside(store: str | Path) -> str:
    """Return the beginning of paths for what lies beside ``store``: the file itself; the database's name in this folder."""
    if not is_postgres(store):
        return str(store)
    found = _PARTS.match(str(store))
    name = unquote((found["base"] if found else "") or "")
    return re.sub(r"[^\w.-]", "_", name).lstrip(".") or "postgres"
