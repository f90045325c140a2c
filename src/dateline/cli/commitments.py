"""``dateline commitments``: who promised what by when, and what became of it."""

import argparse
import sys

import msgspec
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dateline.cli.common import add_store, day
from dateline.ledger.table import Row

__all__ = ["HELP", "NAME", "arguments", "run"]

NAME = "commitments"
HELP = "list the promises of a store with their status on a day"
STATUS = ("pending", "in_progress", "partly_fulfilled", "fulfilled", "breach_reported", "overdue_no_evidence", "suspended",
          "withdrawn_by_committer", "superseded", "condition_not_met", "disputed", "not_assessable")  # fmt: skip
COLUMNS = tuple(name for name in Row.__struct_fields__ if name != "made")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_store(parser)
    parser.add_argument("--actor", default="", help="only promises of this country code or name")
    parser.add_argument("--due-before", default="", help="only those due on or before this day (ISO: 2022-12-31)")
    parser.add_argument("--as-of", default="", help="the day the status is for; the store's latest story by default")
    parser.add_argument(
        "--known",
        metavar="DAY",
        help="what the store knew at the end of that day (ISO, UTC; or a time); --as-of is when it came out",
    )
    parser.add_argument("--status", default="", choices=["", *STATUS], metavar="STATUS", help=f"one of {', '.join(STATUS)}")
    parser.add_argument("--format", choices=["table", "jsonl", "csv"], help="a table on a terminal, else jsonl")


def run(options: argparse.Namespace) -> int:
    """Print the table."""
    from dateline.ledger.table import rows_on
    from dateline.store import Store

    due = day(options.due_before, "--due-before")
    with Store(options.store, read_only=True, as_of=options.known) as store:
        when = day(options.as_of, "--as-of") or store.ledger.last_day()
        promises, log = store.ledger.promises(), store.ledger.entries()
    rows = rows_on(promises, log, when, actor=options.actor, due_before=due or "", status=options.status)
    chosen = options.format or ("table" if sys.stdout.isatty() else "jsonl")
    if chosen == "table":
        _table(rows, when or "no date")
    elif chosen == "csv":
        _csv(rows)
    else:
        for row in rows:
            print(msgspec.json.encode(row, order="deterministic").decode())
    return 0


def _table(rows: list[Row], when: str) -> None:
    table = Table("committers", "for", "action", "deadline", "strength", f"status on {when}", "evidence", title_justify="left")
    for row in rows:
        told = f"{row.evidence} ({row.holder}, {row.inference})" if row.evidence else ""
        table.add_row(
            *(escape(cell) for cell in (
                ", ".join(row.committers), ", ".join(row.beneficiaries), row.action, row.deadline, str(row.strength),
                row.status, told,
            ))
        )  # fmt: skip
    Console(highlight=False).print(table)


def _csv(rows: list[Row]) -> None:
    from dateline.write.table import delimited

    columns = (*COLUMNS, "made_earliest", "made_latest")
    for line in delimited(columns, (_cells(row) for row in rows)):
        sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()


def _cells(row: Row) -> dict[str, str]:
    values = {name: getattr(row, name) for name in COLUMNS}
    cells = {name: "; ".join(value) if isinstance(value, tuple) else str(value) for name, value in values.items()}
    return {**cells, "made_earliest": row.made.earliest or "", "made_latest": row.made.latest or ""}
