"""Write codings, read them back, ask in SQL."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from importlib import resources
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from dateline.errors import StoreError
from dateline.ids import content_id
from dateline.store.address import is_postgres
from dateline.store.duck import Duck
from dateline.store.engine import Engine
from dateline.store.frames import Library, frame_of
from dateline.store.history import HistoryShelf, check_as_of
from dateline.store.identity import IdentityShelf
from dateline.store.ledger import LedgerShelf
from dateline.store.migrate import check_known, latest, migrate, schema_version
from dateline.store.objections import ObjectionShelf, Wrong, cleared
from dateline.store.rows import rows_of
from dateline.types import Coding, Counts

__all__ = ["Store"]

_BATCH = 64  # codings a transaction, and codings in memory when they are read back
_QUERIES = resources.files("dateline.store") / "queries"
_ENCODER = msgspec.json.Encoder(order="deterministic")
_CODING = msgspec.json.Decoder(Coding)


class Store:
    """The codings kept in one DuckDB file, or in a Postgres database that many share; to be used in a ``with`` block.

    Writing the same coding again changes nothing: rows are keyed by content.

    Args:
        path: the file, made if it does not exist (unless ``read_only``); or ``postgresql://user@host/database``, where the
            extra ``postgres`` must be installed and the tables are made if they are not there (unless ``read_only``).
        read_only: open for reading: a file beside other readers, a database as it is now.
        as_of: ISO day (until its end) or time, in UTC: all views show what the store knew then. For reading only.
        with_wrong: show records that readers reported wrong, and a person found wrong, as if nobody had.

    Raises:
        StoreError: if the file is no store, is in use by a writer, or comes from a newer dateline; if the database cannot be
            reached or refuses; for an ``as_of`` that is no day or time, or when writing.
    """

    def __init__(self, path: str | Path, *, read_only: bool = False, as_of: str | None = None, with_wrong: bool = False) -> None:
        if as_of is not None and not read_only:
            raise StoreError("as of a day a store can only be read: open it with read_only=True")
        self._engine = _engine(path, read_only=read_only)
        self.name = self._engine.name
        try:
            if read_only:
                check_known(self._engine)
            else:
                migrate(self._engine)
            if as_of is not None:
                self._look_back(check_as_of(as_of))
            if with_wrong:
                self._engine.keep_wrong()
        except BaseException:
            self._engine.close()
            raise

    @property
    def ledger(self) -> LedgerShelf:
        """The ledger of commitments kept here."""
        return LedgerShelf(self._engine)

    @property
    def identity(self) -> IdentityShelf:
        """Near-copies and occurrences kept here."""
        return IdentityShelf(self._engine)

    @property
    def history(self) -> HistoryShelf:
        """What stood when: retractions and their taking back."""
        return HistoryShelf(self._engine)

    @property
    def objections(self) -> ObjectionShelf:
        """What readers reported wrong, and the decisions on it."""
        return ObjectionShelf(self._engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the store; what was committed stays."""
        self._engine.close()

    def steady(self) -> AbstractContextManager[None]:
        """Return a context in which the store stands still, for work that reads it all and then writes what it found.

        What others write to a shared store meanwhile is not seen, and another such context waits; what is written inside
        stands wholly or not at all. A file has one writer, so nothing is done for it.
        """
        return self._engine.steady()

    def write(self, codings: Iterable[Coding], *, now: datetime | None = None) -> int:
        """Write ``codings``, one transaction a batch, and return how many were seen.

        What is written stands for its document from then on; a document without an id gets one from its content.

        Args:
            codings: what to write.
            now: time to record under, UTC if it names no zone (the clock's by default).

        Raises:
            StoreError: if ``now`` lies before what the store has recorded: a past day cannot be changed.
        """
        seen, rest = 0, iter(codings)
        while batch := list(islice(rest, _BATCH)):
            self._write_batch(batch, now)
            seen += len(batch)
        return seen

    def write_part(self, name: str, codings: Sequence[Coding], *, now: datetime | None = None) -> bool:
        """Write the ``codings`` of a part of a run in one transaction; False if the store has had the part ``name``."""
        return self._write_batch(codings, now, part=name)

    def codings(self, where: str = "", *, wrong: Wrong = "marked") -> Iterator[Coding]:
        """Yield the current coding of each document, in the order of the document ids, a few in memory at a time.

        Args:
            where: a condition in SQL on the columns of the view ``document``; all documents if empty.
            wrong: what becomes of events that were found wrong: "marked" as withheld, left "out", "kept" as coded; other
                records as :func:`~dateline.store.objections.cleared` says.

        Raises:
            StoreError: if ``where`` cannot be asked.
        """
        chosen = f"WHERE {where}" if where.strip() else ""
        _, keys = self.query(
            "SELECT c.document_id, c.digest, c.run_id FROM current_coding c JOIN "
            f"(SELECT id FROM document {chosen}) d ON d.id = c.document_id ORDER BY c.document_id"
        )
        reasons = self.objections.wrong() if wrong != "kept" else {}
        for first in range(0, len(keys), _BATCH):
            part = keys[first : first + _BATCH]
            bodies = self._engine.execute(
                "SELECT document_id, digest, run_id, body FROM coding WHERE (document_id, digest, run_id) IN "
                "(SELECT unnest($1::VARCHAR[]), unnest($2::VARCHAR[]), unnest($3::VARCHAR[])) ORDER BY document_id",
                [list(column) for column in zip(*part, strict=True)],
            ).fetchall()
            for *key, body in bodies:
                yield cleared(_CODING.decode(body), reasons.get(tuple(key), {}), wrong)

    def query(self, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Return column names and rows of one SQL statement; a statement may begin with ``from``."""
        return self._engine.query(sql)

    def frame(self, sql: str, library: Library = "pandas") -> Any:
        """Return the answer to one SQL query as a frame: dates typed, what is empty NA, lists as lists.

        Args:
            sql: a query; it may begin with ``from``.
            library: pandas, polars or arrow; the extras of these names install them.

        Raises:
            StoreError: if the query fails or the library is not installed.
        """
        found = self._engine.ask(sql)
        if found is None:
            raise StoreError("query: no rows to make a frame of; give a SELECT")
        return frame_of(found, library)

    def counts(self) -> dict[tuple[str, str], Counts]:
        """Return how often each exportable event is told, by ids of document and event; more than once after a join."""
        told: dict[tuple[str, str], tuple[int, int, int]] = {}
        for _, reports in groupby(self._queried("told"), key=itemgetter(0)):
            group = list(reports)
            publishers = {publisher for *_, publisher in group} - {""}
            counted = (len(group), max(len(publishers), 1), len({document for _, document, *_ in group}))
            told |= {(document, event): counted for _, document, event, _ in group}
        made = {}
        for document, event, added in self._queried("counts"):
            mentions, sources, articles = told.get((document, event), (1, 1, 1))
            made[document, event] = Counts(mentions=mentions, sources=sources, articles=articles, added=added)
        return made

    def _queried(self, name: str) -> list[tuple[Any, ...]]:
        return self.query((_QUERIES / f"{name}.sql").read_text("utf-8"))[1]

    def _look_back(self, moment: str) -> None:
        if schema_version(self._engine) < latest(self._engine):
            raise StoreError(f"{self.name}: made by an older dateline; open it once for writing (dateline.Store) to bring it up")
        self._engine.look_back(moment)

    def _write_batch(self, codings: Sequence[Coding], now: datetime | None, *, part: str = "") -> bool:
        """Write in one transaction; False, and nothing is written, if the store has had the ``part`` already."""
        tables, keys, made = _tables(codings)
        if part:
            tables["part_row"] = [_ENCODER.encode({"name": part, "documents": len(codings)})]
            if self._has_part(part):
                return False
        with self._engine.transaction(alone=False):
            put = self._engine.stage(tables)
            self._engine.alone()
            if part and self._has_part(part):  # another wrote it while this one waited
                return False
            moment = self.history.moment(now)
            put(moment)
            self.history.stand(keys, moment)
            self.objections.carry(keys, made)
        return True

    def _has_part(self, name: str) -> bool:
        return self._engine.execute("SELECT 1 FROM part_row WHERE name = $1", [name]).fetchone() is not None


def _engine(path: str | Path, *, read_only: bool) -> Engine:
    if is_postgres(path):
        from dateline.store.postgres import Postgres

        return Postgres(str(path), read_only=read_only)
    if "://" in str(path):
        kind = str(path).partition("://")[0]
        raise StoreError(f"{kind}://…: no store of this kind; give a DuckDB file or postgresql://USER@HOST/DATABASE")
    return Duck(Path(path), read_only=read_only)


def _tables(codings: Iterable[Coding]) -> tuple[dict[str, list[bytes]], list[tuple[str, str, str]], list[Coding]]:
    """The rows of ``codings`` by table; the keys of those kept (document, digest, run) in order, and what is kept of them."""
    tables: dict[str, list[bytes]] = {}
    keys: list[tuple[str, str, str]] = []
    made: list[Coding] = []
    for coding in map(_named, codings):
        kept = _kept(coding)
        for table, row in rows_of(coding, _ENCODER.encode(kept).decode()):
            tables.setdefault(table, []).append(_ENCODER.encode(row))
            if table == "coding":
                keys.append((row["document_id"], row["digest"], row["run_id"]))
                made.append(kept)
    return tables, keys, made


def _named(coding: Coding) -> Coding:
    """Two texts without an id are two documents."""
    document = coding.document
    if document.id:
        return coding
    named = content_id("doc", document.text, document.title, document.published, document.publisher, document.url)
    return msgspec.structs.replace(coding, document=msgspec.structs.replace(document, id=named))


def _kept(coding: Coding) -> Coding:
    """What is kept whole: all but the parser's columns, which a re-run makes again."""
    return msgspec.structs.replace(coding, sentences=(), mentions=(), chains=())
