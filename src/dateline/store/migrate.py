"""The schema as numbered SQL files, applied once each in order."""

from dateline.errors import StoreError
from dateline.store.engine import Engine

__all__ = ["latest", "migrate", "schema_version"]


def latest(engine: Engine) -> int:
    """Return the number of the newest migration that this dateline knows."""
    return max(engine.migrations)


def schema_version(engine: Engine) -> int:
    """Return the highest number of the migrations that the store has had; 0 for a new one."""
    return max(_applied(engine), default=0)


def migrate(engine: Engine) -> None:
    """Bring the store to the latest schema; StoreError if it was made by a newer dateline.

    Of several who open a new store at once, one makes each step and the others wait for it.
    """
    files, applied = engine.migrations, _applied(engine)
    found = max(applied, default=0)
    if found > latest(engine):
        raise StoreError(f"the store has schema {found}, this dateline knows {latest(engine)}: update dateline")
    for number in sorted(files.keys() - applied):
        with engine.transaction():
            if number in _applied(engine):
                continue
            if number == 1:
                engine.execute("CREATE TABLE schema_version (version INTEGER PRIMARY KEY)")
            engine.script(files[number].read_text("utf-8"))
            engine.execute("INSERT INTO schema_version VALUES ($1)", [number])


def _applied(engine: Engine) -> set[int]:
    if not engine.has_table("schema_version"):
        return set()
    return {number for (number,) in engine.execute("SELECT version FROM schema_version").fetchall()}
