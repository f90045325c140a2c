"""Readers' reports of wrong records: taken in from a file, decided on by people. Rows are added, never changed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

import msgspec

from dateline.errors import StoreError
from dateline.ids import content_id
from dateline.store.engine import Engine
from dateline.store.history import HistoryShelf
from dateline.store.migrate import schema_version
from dateline.types import Coding, Commitment, Event, Statement

__all__ = ["FIELDS", "Objection", "ObjectionShelf", "TakenIn", "Wrong", "cleared"]

# what can be wrong with a record; the form of the explorer offers these
FIELDS = (
    "it is not there",
    "actor",
    "recipient",
    "type",
    "date",
    "place",
    "realis",
    "who says so",
    "extent of the words",
    "other",
)
Wrong = Literal["marked", "out", "kept"]
_ENCODER = msgspec.json.Encoder(order="deterministic")
_CODING = msgspec.json.Decoder(Coding)
_RECORDS = ("events", "statements", "commitments", "deeds", "wordings", "entities", "times", "places", "quantities")
# layers that nothing else in a coding points at: a record called wrong can leave them
_LOOSE = ("commitments", "deeds", "wordings")
_SINCE = 10  # the migration that made room for reports
_LONGEST_WORDS = 300  # characters of the record's words that the queue shows

Line = Annotated[str, msgspec.Meta(max_length=200)]


class Objection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One reader's word on one record; ``run`` and ``digest`` say which coding of which text was looked at."""

    document: Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]
    record: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    wrong: Line
    note: Annotated[str, msgspec.Meta(max_length=2000)] = ""
    reporter: Line = ""
    run: Line = ""
    digest: Line = ""
    reported_at: Line = ""

    @property
    def id(self) -> str:
        """The id under which it stands in the queue."""
        return content_id("obj", *msgspec.structs.astuple(self))


class TakenIn(NamedTuple):
    """What became of the lines of a file: new, there already, refused with file, line and reason."""

    added: int
    known: int
    refused: tuple[str, ...]


_LINE = msgspec.json.Decoder(Objection)


class ObjectionShelf:
    """Readers' reports and the decisions on them.

    Args:
        engine: of the store.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def _kept(self) -> bool:
        """Whether the store has room for reports: one that an older dateline made and that is only read has none."""
        return schema_version(self._engine) >= _SINCE

    def take_in(self, path: Path, *, now: datetime | None = None) -> TakenIn:
        """Take the reports of a file (one JSON object a line, as the explorer writes it) into the queue; again changes nothing.

        A line that is no report, or that names no record of this store, is refused; the others are taken.

        Args:
            path: the file.
            now: time to record under (the clock's by default).

        Raises:
            StoreError: if the file cannot be read, or ``now`` lies before what the store has recorded.
        """
        try:
            lines = path.read_bytes().split(b"\n")
        except OSError as error:
            raise StoreError(f"{path}: {error.strerror}") from error
        found: dict[str, dict[str, Any]] = {}
        refused, codings = [], _Codings(self._engine)
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = _row_of(_LINE.decode(line), codings)
            except (msgspec.MsgspecError, UnicodeDecodeError, ValueError) as error:
                refused.append(f"{path}:{number}: {error}")
                continue
            found[row["objection_id"]] = row
        known = {name for (name,) in self._engine.execute("SELECT objection_id FROM objection_row").fetchall()}
        new = [row for name, row in found.items() if name not in known]
        self._add(new, now)
        return TakenIn(len(new), len(found) - len(new), tuple(refused))

    def _add(self, rows: Sequence[Mapping[str, Any]], now: datetime | None) -> None:
        if not rows:
            return
        targets = [{name: row[name] for name in ("objection_id", "digest", "run_id")} for row in rows]
        with self._engine.transaction():
            made = {"objection_row": rows, "objection_target_row": targets}
            put = self._engine.stage({table: [_ENCODER.encode(row) for row in listed] for table, listed in made.items()})
            put(HistoryShelf(self._engine).moment(now))

    def has(self, objection: str) -> bool:
        """Whether there is a report with this id."""
        return self._engine.execute("SELECT 1 FROM objection_row WHERE objection_id = $1", [objection]).fetchone() is not None

    def decide(
        self, objection: str, decision: str, *, reviewer: str, decided_on: str, note: str = "", now: datetime | None = None
    ) -> str:
        """Add a decision, ``accept`` or ``refuse``, and return the layer of the record; the last decision on a report counts.

        It is recorded under ``now`` (the clock's time by default).

        Raises:
            StoreError: if there is no such report, the decision is another word, or ``now`` lies before what the store has
                recorded.
        """
        if decision not in {"accept", "refuse"}:
            raise StoreError(f"decision {decision!r} is not one of accept, refuse")
        found = self._engine.execute("SELECT layer FROM objection_row WHERE objection_id = $1", [objection]).fetchone()
        if found is None:
            raise StoreError(f"no report {objection!r}; see dateline review STORE list")
        with self._engine.transaction():
            self._engine.execute(
                "INSERT INTO objection_decision_row SELECT coalesce(max(number), 0) + 1, $1::VARCHAR, $2::VARCHAR, $3::VARCHAR, "
                "$4::DATE, $5::VARCHAR, $6::TIMESTAMP FROM objection_decision_row",
                [objection, decision, reviewer, decided_on, note, HistoryShelf(self._engine).moment(now)],
            )
        return str(found[0])

    def waiting(self) -> list[tuple[str, str, str, str, str, str, str, bool]]:
        """Return the reports that nobody has decided on, oldest first.

        Each as its id, what is wrong, layer, words, document, note, reporter, and whether the record still stands so.
        """
        if not self._kept:
            return []
        rows: list[tuple[str, str, str, str, str, str, str, bool]] = self._engine.execute(
            "SELECT objection_id, wrong, layer, words, document_id, note, reporter, stands FROM objection "
            "WHERE state = 'waiting' ORDER BY reported_at, objection_id"
        ).fetchall()
        return rows

    def carry(self, keys: Sequence[tuple[str, str, str]], codings: Sequence[Coding]) -> None:
        """Let reports hold for new ``codings``, by their ``keys`` (document, digest, run), that leave the record as it was."""
        rows = self._engine.execute(
            "SELECT objection_id, document_id, record_id, digest, run_id FROM objection_row "
            "WHERE document_id IN (SELECT unnest($1::VARCHAR[])) ORDER BY document_id, objection_id",
            [[document for document, _, _ in keys]],
        ).fetchall()
        known, carried = _Codings(self._engine), []
        for objection, document, record, digest, run in rows:
            before = known.record(document, digest, run, record)
            for (name, new_digest, new_run), coding in zip(keys, codings, strict=True):
                after = _record(coding, record) if name == document else None
                if before is not None and after is not None and before[1] == after[1]:
                    carried.append({"objection_id": objection, "digest": new_digest, "run_id": new_run})
        if carried:
            self._engine.stage({"objection_target_row": [_ENCODER.encode(one) for one in carried]})(None)

    def wrong(self) -> dict[tuple[str, str, str], dict[str, str]]:
        """Return the records called wrong: by document, digest and run, the reason for each record's id."""
        found: dict[tuple[str, str, str], dict[str, str]] = {}
        if not self._kept:
            return found
        rows = self._engine.execute(f"SELECT * FROM wrong_at({self._engine.as_of})").fetchall()
        for document, digest, run, record, reason in rows:
            found.setdefault((document, digest, run), {})[record] = reason
        return found


def cleared(coding: Coding, reasons: Mapping[str, str], wrong: Wrong = "marked") -> Coding:
    """Return ``coding`` without what ``reasons`` (by record id) call wrong.

    Events are marked withheld with the reason, or left out too if ``wrong`` is "out".  Commitments, deeds and wordings are
    left out.  Statements, entities, times, places and quantities stay: other records point at them.
    """
    if wrong == "kept" or not reasons:
        return coding
    loose = {layer: tuple(one for one in getattr(coding, layer) if not _named(one) & reasons.keys()) for layer in _LOOSE}
    events = tuple(
        msgspec.structs.replace(one, exportable=False, withheld=reasons[one.id]) if one.id in reasons else one
        for one in coding.events
        if wrong == "marked" or one.id not in reasons
    )
    return msgspec.structs.replace(coding, events=events, **loose)


class _Codings:
    """Codings by document, digest and run, the last one kept decoded: reports come in runs on one story."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._last: tuple[tuple[str, str, str], Coding | None] | None = None

    def record(self, document: str, digest: str, run: str, record: str) -> tuple[str, bytes, str] | None:
        """Return layer, content and words of a record, None if there is none."""
        key = (document, digest, run)
        if self._last is None or self._last[0] != key:
            row = self._engine.execute(
                "SELECT body FROM coding WHERE (document_id, digest, run_id) = ($1, $2, $3)", list(key)
            ).fetchone()
            self._last = (key, _CODING.decode(row[0]) if row else None)
        coding = self._last[1]
        return None if coding is None else _record(coding, record)


def _record(coding: Coding, record: str) -> tuple[str, bytes, str] | None:
    for layer, name, one in _records(coding):
        if name == record:
            return layer, _ENCODER.encode(one), _words(one)[:_LONGEST_WORDS]
    return None


def _records(coding: Coding) -> Iterator[tuple[str, str, Any]]:
    """Yield layer, id and record; an entity is named with the chain it is resolved for, as on the story page."""
    for layer in _RECORDS:
        for one in getattr(coding, layer):
            yield layer, f"{one.id}.{one.chain}" if layer == "entities" else one.id, one


def _named(record: Any) -> set[str]:
    """The id of a record, and of the commitment that a deed stands for: they go together."""
    return {record.id, getattr(record, "commitment", None) or record.id}


def _words(record: Any) -> str:
    if isinstance(record, Event):
        return f"{record.type} {record.trigger.text}"
    if isinstance(record, Statement):
        return f"{record.chain[-1].name or '?'} {record.cue.text}"
    return str(record.action.text if isinstance(record, Commitment) else getattr(record, "name", "") or record.span.text)


def _row_of(one: Objection, codings: _Codings) -> dict[str, Any]:
    if one.wrong not in FIELDS:
        raise ValueError(f"wrong {one.wrong!r} is not one of {', '.join(FIELDS)}")
    at = datetime.fromisoformat(one.reported_at)
    found = codings.record(one.document, one.digest, one.run, one.record)
    if found is None:
        raise ValueError(f"this store has no record {one.record!r} of {one.document!r} in the coding that was looked at")
    utc = at if at.tzinfo is None else at.astimezone(UTC).replace(tzinfo=None)
    return {
        "objection_id": one.id, "document_id": one.document, "digest": one.digest, "run_id": one.run, "record_id": one.record,
        "layer": found[0], "words": found[2], "wrong": one.wrong, "note": one.note, "reporter": one.reporter,
        "reported_at": utc.isoformat(" "),
    }  # fmt: skip
