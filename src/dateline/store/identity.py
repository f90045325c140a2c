"""Near-copies and occurrences in the store, and the log of what people decided about them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from dateline.errors import StoreError
from dateline.store.engine import Engine
from dateline.store.history import HistoryShelf
from dateline.store.migrate import schema_version
from dateline.store.superseding import Joining
from dateline.types import CopyGroup, Decision, Merge, Occurrence, Reason, Report

__all__ = ["IdentityShelf"]

_CHUNK = 4096  # occurrences written at once
_SINCE = 11  # the migration from which the joining has a history
_BEFORE = {  # what stands, in a store that an older dateline made and that is only read
    "joined_now": "joined_row",
    "report_now": "report_row",
    "alias_now": "(SELECT old_id, occurrence_id, recorded_at AS pass FROM occurrence_alias) a",
    "occurrence_decision": "decision_row",
}
_ENCODER = msgspec.json.Encoder(order="deterministic")
_MADE = ("copy_row", "report_row", "occurrence_row", "value_row")


class IdentityShelf:
    """What the joining of :mod:`dateline.identity` reads from a store and keeps in it.

    Args:
        engine: of the store.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def _view(self, name: str) -> str:
        return name if schema_version(self._engine) >= _SINCE else _BEFORE[name]

    def pending(self) -> int:
        """Return how many current codings the last join has not seen (0: what stands is up to date)."""
        joined = self._view("joined_now")
        found = self._engine.execute(
            "WITH standing AS (SELECT document_id, digest, run_id FROM current_coding) SELECT "
            f"(SELECT count(*) FROM (SELECT * FROM standing EXCEPT SELECT document_id, digest, run_id FROM {joined}) came) + "
            f"(SELECT count(*) FROM (SELECT document_id, digest, run_id FROM {joined} EXCEPT SELECT * FROM standing) went)"
        ).fetchone()
        return int(found[0])

    def decisions(self) -> list[Decision]:
        """Return the log of decisions, in order; of a store as of a day, up to it."""
        rows = self._engine.execute(
            f"SELECT number, action, reports, others, decided_by, note, undoes FROM {self._view('occurrence_decision')} "
            "ORDER BY number"
        ).fetchall()
        names = ("number", "action", "reports", "others", "by", "note", "undoes")
        return [msgspec.convert(dict(zip(names, row, strict=True)), Decision) for row in rows]

    def decide(self, decision: Decision, *, now: datetime | None = None) -> Decision:
        """Append ``decision`` under the next number and return it so.

        Args:
            decision: its number is of no account.
            now: time to record under (the clock's by default).

        Raises:
            StoreError: if it undoes what is not there, or ``now`` lies before what the store has recorded.
        """
        with self._engine.transaction():
            log = self.decisions()
            if decision.undoes is not None and decision.undoes not in {entry.number for entry in log}:
                raise StoreError(f"decision {decision.undoes} is not in the log; see dateline occurrences STORE log")
            numbered = msgspec.structs.replace(decision, number=len(log) + 1)
            self._engine.execute(
                "INSERT INTO decision_row (number, action, reports, others, decided_by, note, undoes, recorded_at) "
                "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                [numbered.number, numbered.action, list(numbered.reports), list(numbered.others), numbered.by, numbered.note,
                 numbered.undoes, HistoryShelf(self._engine).moment(now)],
            )  # fmt: skip
        return numbered

    def current(self, occurrence: str) -> str:
        """Return the id under which ``occurrence`` stands now; StoreError if the store never had it."""
        seen: set[str] = set()
        report, alias = self._view("report_now"), self._view("alias_now")
        while occurrence not in seen:
            if self._engine.execute(f"SELECT 1 FROM {report} WHERE occurrence_id = $1 LIMIT 1", [occurrence]).fetchone():
                return occurrence
            seen.add(occurrence)
            row = self._engine.execute(
                f"SELECT occurrence_id FROM {alias} WHERE old_id = $1 ORDER BY pass DESC LIMIT 1", [occurrence]
            ).fetchone()
            occurrence = row[0] if row else occurrence
        raise StoreError(f"{occurrence}: no such occurrence in this store; run dateline join, or see dateline occurrences")

    def reports_in(self, occurrence: str) -> list[str]:
        """Return the report ids of an occurrence, the first first."""
        rows = self._engine.execute(
            f"SELECT report_id FROM {self._view('report_now')} WHERE occurrence_id = $1 ORDER BY position",
            [self.current(occurrence)],
        ).fetchall()
        return [report for (report,) in rows]

    def replace(
        self,
        groups: Iterable[CopyGroup],
        reports: Iterable[Report],
        occurrences: Sequence[Occurrence],
        *,
        now: datetime | None = None,
    ) -> None:
        """Put what a join found in the place of what the last one found, in one transaction; old ids become aliases.

        What the last one found too keeps its rows and their time, what it found otherwise is kept for earlier days. If all is as
        it was, nothing is written.

        Args:
            groups: of near-copies.
            reports: all that the occurrences name.
            occurrences: found among the codings that stand.
            now: time to record under (the clock's by default).

        Raises:
            StoreError: if ``now`` lies before what the store has recorded.
        """
        before = dict(self._engine.execute("SELECT report_id, occurrence_id FROM report_now").fetchall())
        told = {report.id: report for report in reports}
        with self._engine.transaction(), Joining(self._engine) as joining:
            moment = HistoryShelf(self._engine).moment(now)
            joining.take(_rows(groups, told, ()))
            for first in range(0, len(occurrences), _CHUNK):  # as rows they are many times what they are as records
                joining.take(_rows((), told, occurrences[first : first + _CHUNK]))
            number = joining.put()
            if number is not None:
                aliases = [{"old_id": old, "occurrence_id": new, "pass": number} for old, new in _aliases(before, occurrences)]
                self._engine.stage({"join_pass": _lines([{"pass": number}]), "alias_row": _lines(aliases)})(moment)


def _lines(rows: Iterable[Mapping[str, Any]]) -> list[bytes]:
    return [_ENCODER.encode(row) for row in rows]


def _rows(groups: Iterable[CopyGroup], told: Mapping[str, Report], occurrences: Iterable[Occurrence]) -> dict[str, list[bytes]]:
    rows: dict[str, list[dict[str, Any]]] = {table: [] for table in _MADE}
    for group in groups:
        links = {link.other: link for link in group.links}
        for position, story in enumerate(group.members):
            link = links.get(story)
            rows["copy_row"].append(
                {
                    "group_id": group.id,
                    "story": story,
                    "position": position,
                    "score": link.score if link else 1.0,
                    "reasons": _plain(link.reasons) if link else [],
                }
            )
    for one in occurrences:
        rows["occurrence_row"].append(
            {
                "occurrence_id": one.id,
                "reports": len(one.reports),
                "independent_reports": one.independent,
                "disputed": list(one.disputed),
            }
        )
        merges = {merge.other: merge for merge in one.merges}
        rows["report_row"] += [_report(one.id, at, told[name], merges.get(name)) for at, name in enumerate(one.reports)]
        rows["value_row"] += [
            {
                "occurrence_id": one.id,
                "position": position,
                "field": held.field,
                "value": held.value,
                "low": held.low,
                "high": held.high,
                "holders": list(held.holders),
                "reports": list(held.reports),
                "independent_reports": held.independent,
            }
            for position, held in enumerate(one.values)
        ]
    return {table: _lines(made) for table, made in rows.items()}


def _plain(reasons: tuple[Reason, ...]) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = msgspec.to_builtins(reasons)
    return made


def _report(occurrence: str, position: int, report: Report, merge: Merge | None) -> dict[str, Any]:
    return {
        "report_id": report.id,
        "occurrence_id": occurrence,
        "position": position,
        "document_id": report.document,
        "story": report.story,
        "event_id": report.event,
        "merged_with": merge.one if merge else None,
        "score": merge.score if merge else None,
        "reasons": _plain(merge.reasons) if merge else [],
        "decided_by": merge.by if merge else "",
        "holder": report.holder,
        "sentence": report.sentence,
    }


def _aliases(before: Mapping[str, str], occurrences: Iterable[Occurrence]) -> list[tuple[str, str]]:
    """Old ids that are gone, each to the occurrence that most of its reports now stand in (ties: the smaller id)."""
    now = {report: one.id for one in occurrences for report in one.reports}
    alive = set(now.values())
    moved: dict[str, Counter[str]] = {}
    for report, old in before.items():
        if old not in alive and report in now:
            moved.setdefault(old, Counter())[now[report]] += 1
    return sorted((old, min((-count, new) for new, count in found.items())[1]) for old, found in moved.items())
