"""The schema as numbered SQL files, applied once each in order."""

from dateline.errors import StoreError
from dateline.store.engine import Engine

__all__ = ["check_known", "latest", "migrate", "schema_version"]


def latest(engine: Engine) -> int:
    """Return the number of the newest migration that this dateline knows."""
    return max(engine.migrations)


def schema_version(engine: Engine) -> int:
    """Return the highest number of the migrations that the store has had; 0 for a new one."""
    return max(_applied(engine), default=0)


def check_known(engine: Engine) -> None:
    """Raise StoreError if the store was made by a newer dateline."""
    found = schema_version(engine)
    if found > latest(engine):
        raise StoreError(f"the store has schema {found}, this dateline knows {latest(engine)}: update dateline")


def migrate(engine: Engine) -> None:
    """Bring the store to the latest schema; StoreError if it was made by a newer dateline.

    Of several who open a new store at once, one makes it and the others wait.
    """
    check_known(engine)
    if engine.migrations.keys() - _applied(engine):
        with engine.migrating():
            _apply(engine)


def _apply(engine: Engine) -> None:
    files = engine.migrations
    for number in sorted(files.keys() - _applied(engine)):
        with engine.transaction():
            if number == 1:
                engine.script("CREATE TABLE schema_version (version INTEGER PRIMARY KEY)")
            engine.script(files[number].read_text("utf-8"))
            engine.execute("INSERT INTO schema_version VALUES ($1)", [number])


def _applied(engine: Engine) -> set[int]:
    if not engine.has_table("schema_version"):
        return set()
    return {number for (number,) in engine.execute("SELECT version FROM schema_version").fetchall()}
