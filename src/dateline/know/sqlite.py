"""The knowledge base as one SQLite file: write facts, read them back into memory."""

import sqlite3
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from dateline.errors import KnowledgeError
from dateline.know.base import KnowledgeBase
from dateline.know.entry import Known, Membership, Tenure

__all__ = ["LAYERS", "KnowledgeFile", "Source", "read_into", "sources_of"]

LAYERS = ("seed", "package", "dump", "user")
_LIST = "|"


class Source(NamedTuple):
    """Where facts are from; ``layer`` is one of :data:`LAYERS`."""

    name: str
    layer: str
    version: str = ""
    licence: str = ""
    sha256: str = ""
    as_of: str = ""


class KnowledgeFile:
    """A knowledge base that is being written.

    Args:
        path: the SQLite file; made with its tables if it does not exist.
    """

    def __init__(self, path: Path) -> None:
        fresh = not path.exists()
        self._connection = sqlite3.connect(path)
        if fresh:
            self._connection.executescript((resources.files("dateline.know") / "schema.sql").read_text("utf-8"))

    def source(self, source: Source) -> int:
        """Return the number of ``source``, registering it first; rows of an older load of the same name go."""
        if source.layer not in LAYERS:
            raise KnowledgeError(f"layer {source.layer!r} is not one of {', '.join(LAYERS)}")
        for (old,) in self._connection.execute("SELECT id FROM source WHERE name = ?", (source.name,)).fetchall():
            for table in ("known", "alias", "tenure", "membership", "place"):
                self._connection.execute(f"DELETE FROM {table} WHERE source = ?", (old,))
            self._connection.execute("DELETE FROM source WHERE id = ?", (old,))
        made = self._connection.execute(
            "INSERT INTO source (name, layer, version, licence, sha256, as_of) VALUES (?, ?, ?, ?, ?, ?)", tuple(source)
        )
        return int(made.lastrowid or 0)

    def known(self, entry: Known, names: Iterable[str], source: int) -> None:
        """Write an entry and its names."""
        self._connection.execute(
            "INSERT OR REPLACE INTO known VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                entry.id, entry.name, entry.kind, entry.country, _LIST.join(entry.sectors), *entry.valid, int(entry.codable),
                entry.role, entry.gender, _LIST.join(f"{a}/{b}" for a, b in entry.government), entry.latitude,
                entry.longitude, _LIST.join(entry.countries), entry.qid, source,
            ),
        )  # fmt: skip
        rows = [(name, entry.id, source) for name in names]
        self._connection.executemany("INSERT OR IGNORE INTO alias VALUES (?, ?, ?)", rows)

    def tenures(self, tenures: Iterable[Tenure], source: int) -> None:
        """Write terms of office."""
        rows = ((t.person, t.country, t.role, t.start, t.end, int(t.acting), t.title, source) for t in tenures)
        self._connection.executemany("INSERT INTO tenure VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def memberships(self, memberships: Iterable[Membership], source: int) -> None:
        """Write dated members of groups."""
        rows = ((m.group, m.member, m.start, m.end, source) for m in memberships)
        self._connection.executemany("INSERT INTO membership VALUES (?, ?, ?, ?, ?)", rows)

    def place(self, row: tuple[Any, ...], aliases: Iterable[tuple[str, int, int]], source: int) -> None:
        """Write a place (id, name, ISO alpha-2, admin1, latitude, longitude, population) and its look-up keys."""
        self._connection.execute("INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*row, source))
        self.place_aliases(aliases)

    def place_aliases(self, aliases: Iterable[tuple[str, int, int]]) -> None:
        """Write look-up keys of places that are there already."""
        self._connection.executemany("INSERT OR IGNORE INTO place_alias VALUES (?, ?, ?)", aliases)

    def close(self) -> None:
        """Commit and close."""
        self._connection.commit()
        self._connection.close()


def read_into(base: KnowledgeBase, path: Path) -> None:
    """Add all facts of the file at ``path`` to ``base``, lower layers first; KnowledgeError if it is no such file."""
    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        order = {layer: rank for rank, layer in enumerate(LAYERS)}
        sources = connection.execute("SELECT id, layer FROM source").fetchall()
        for number, _ in sorted(sources, key=lambda row: (order[row[1]], row[0])):
            _read_source(base, connection, number)
        connection.close()
    except sqlite3.DatabaseError as error:
        raise KnowledgeError(f"{path}: not a knowledge base ({error}); remove it, it is built again on next use") from error


def _read_source(base: KnowledgeBase, connection: sqlite3.Connection, source: int) -> None:
    names: dict[str, list[str]] = {}
    for name, known in connection.execute("SELECT name, known FROM alias WHERE source = ?", (source,)):
        names.setdefault(known, []).append(name)
    for row in connection.execute("SELECT * FROM known WHERE source = ? ORDER BY rowid", (source,)):
        base.add(_entry(row), names.get(row[0], []))
    for row in connection.execute(
        "SELECT person, country, role, start, end, acting, title FROM tenure WHERE source = ? ORDER BY rowid", (source,)
    ):
        base.add_tenure(Tenure(row[0], row[1], row[2], row[3], row[4], bool(row[5]), row[6]))
    for row in connection.execute("SELECT grp, member, start, end FROM membership WHERE source = ? ORDER BY rowid", (source,)):
        base.add_membership(Membership(*row))


def _split(cell: str | None) -> tuple[str, ...]:
    return tuple(part for part in (cell or "").split(_LIST) if part)


def _entry(row: tuple[Any, ...]) -> Known:
    government = tuple((start, end) for start, _, end in (part.partition("/") for part in _split(row[10])))
    return Known(
        id=row[0], name=row[1], kind=row[2], country=row[3], sectors=_split(row[4]), valid=(row[5] or "", row[6] or ""),
        codable=bool(row[7]), role=row[8] or "", gender=row[9] or "", government=government, latitude=row[11],
        longitude=row[12], countries=_split(row[13]), qid=row[14] or "",
    )  # fmt: skip


def sources_of(path: Path) -> Iterator[tuple[Any, ...]]:
    """Yield (name, layer, version, licence, as_of, entries, aliases, tenures, places) for each source of a file."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    yield from connection.execute(
        "SELECT s.name, s.layer, s.version, s.licence, s.as_of,"
        " (SELECT count(*) FROM known WHERE source = s.id), (SELECT count(*) FROM alias WHERE source = s.id),"
        " (SELECT count(*) FROM tenure WHERE source = s.id), (SELECT count(*) FROM place WHERE source = s.id)"
        " FROM source s ORDER BY s.id"
    ).fetchall()
    connection.close()
