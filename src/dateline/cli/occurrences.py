"""``dateline occurrences``: real-world events with their reports; merged and split by hand where a person knows better."""

import argparse
import getpass
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dateline.cli.common import add_as_of, add_now, add_store, recording_time
from dateline.cli.join import join_store, tell_pending
from dateline.errors import ConfigError, StoreError
from dateline.store import Store
from dateline.store.address import shown
from dateline.types import Decision

__all__ = ["HELP", "NAME", "arguments", "run"]

NAME = "occurrences"
HELP = "list a store's occurrences, show one with its reasons, merge or split by hand"

_LIST = "SELECT * FROM occurrence ORDER BY independent_reports DESC, reports DESC, occurrence_id"
_BRIEF = ("occurrence_id", "reports", "independent_reports", "type", "place", "date_earliest", "disputed")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_store(parser)
    parser.add_argument("action", nargs="?", choices=list(_ACTIONS), default="list",
                        help="list; show OCC; merge OCC OCC…; split OCC REPORT…; undo NUMBER; log")  # fmt: skip
    parser.add_argument("ids", nargs="*", help="ids of occurrences (old ones too) or reports, or the number of a decision")
    parser.add_argument("--format", choices=["table", "csv", "jsonl"], help="a table on a terminal, else csv")
    parser.add_argument("--by", help="who decides (the user's name by default)")
    parser.add_argument("--note", default="", help="why")
    add_now(parser, "the decision and the joining")
    add_as_of(parser)


def run(options: argparse.Namespace) -> int:
    """Do the action; StoreError if an id is unknown."""
    if options.as_of and options.action in _DECISIONS:
        raise ConfigError(f"occurrences {options.action} decides for now on; --as-of belongs to list, show and log")
    return _ACTIONS[options.action](options)


def _list(options: argparse.Namespace) -> int:
    with _read(options) as store:
        _out(*store.query(_LIST), options, brief=_BRIEF)
    return 0


def _log(options: argparse.Namespace) -> int:
    source = "occurrence_decision" if options.as_of else "decision_row"  # the view is none of a store of before
    with Store(options.store, read_only=True, as_of=options.as_of) as store:
        _out(*store.query(f"SELECT * FROM {source} ORDER BY number"), options)
    return 0


def _show(options: argparse.Namespace) -> int:
    with _read(options) as store:
        for given in _needed(options, 1):
            found = store.identity.current(given)
            where = f"WHERE occurrence_id = '{found}'"
            if found != given:
                print(f"dateline: {given} is {found} {f'as of {options.as_of}' if options.as_of else 'now'}", file=sys.stderr)
            if (options.format or "table") == "table":
                _told(store, found, where)
            else:
                _out(*store.query(f"FROM occurrence_report {where} ORDER BY position"), options)
    return 0


def _read(options: argparse.Namespace) -> Store:
    store = Store(options.store, read_only=True, as_of=options.as_of)
    if not options.as_of:
        tell_pending(store)
    return store


def _told(store: Store, found: str, where: str) -> None:
    """An occurrence to read: rival values with holders, then each report and why it is here."""
    columns, rows = store.query(f"FROM occurrence {where}")
    if not rows:
        raise StoreError(f"{found}: no report of it stands; all were retracted, called wrong or coded otherwise since the join")
    head = dict(zip(columns, rows[0], strict=True))
    print(
        f"{found}  {head['type']}  {head['place'] or '-'}  {head['reports']} reports, {head['independent_reports']} independent"
    )
    for field, value, holders, count, disputed in store.query(
        f"SELECT field, value, holders, independent_reports, disputed FROM occurrence_value {where} ORDER BY field, low, value"
    )[1]:
        print(f"  {'!' if disputed else ' '} {field:<12} {value}  ({count} independent: {', '.join(holders) or 'no holder'})")
    for name, document, publisher, sentence, merged, score, by, reasons in store.query(
        "SELECT report_id, document_id, publisher, sentence, merged_with, score, decided_by, reasons FROM occurrence_report "
        f"{where} ORDER BY position"
    )[1]:
        print(f"  {name}  {document}  {publisher or ''}\n      {sentence}")
        if merged:
            told = msgspec.json.decode(reasons)
            notes = "; ".join(f"{one['feature']} {one['score']:+.1f} ({one['note']})" for one in told if one["score"])
            print(f"      with {merged} by {by}, {score:.2f}: {notes}")


def _merge(options: argparse.Namespace) -> int:
    ids = _needed(options, 2)
    with Store(options.store) as store:
        reports = [name for one in ids for name in store.identity.reports_in(one)]
        entry = Decision(number=0, action="merge", reports=tuple(reports), by=_by(options), note=options.note)
        return _decided(store, entry, options)


def _split(options: argparse.Namespace) -> int:
    occurrence, *chosen = _needed(options, 2)
    with Store(options.store) as store:
        reports = store.identity.reports_in(occurrence)
        unknown = [name for name in chosen if name not in reports]
        if unknown:
            raise StoreError(f"{unknown[0]} is no report of {occurrence}; see dateline occurrences {shown(options.store)} show")
        rest = tuple(name for name in reports if name not in chosen)
        if not rest:
            raise StoreError(f"all reports of {occurrence} were named: name those to take out, and leave one")
        entry = Decision(number=0, action="split", reports=tuple(chosen), others=rest, by=_by(options), note=options.note)
        return _decided(store, entry, options)


def _undo(options: argparse.Namespace) -> int:
    (number,) = _needed(options, 1)[:1]
    if not number.isdigit():
        raise StoreError(f"undo {number!r}: give the number of a decision; see dateline occurrences {shown(options.store)} log")
    with Store(options.store) as store:
        entry = Decision(number=0, action="undo", reports=(), undoes=int(number), by=_by(options), note=options.note)
        return _decided(store, entry, options)


def _decided(store: Store, entry: Decision, options: argparse.Namespace) -> int:
    """Append to the log, and join again so that it takes effect."""
    now = recording_time(options.now)
    kept = store.identity.decide(entry, now=now)
    print(f"decision {kept.number}: {kept.action} by {kept.by}", file=sys.stderr)
    join_store(store, now)
    return 0


def _needed(options: argparse.Namespace, least: int) -> Sequence[str]:
    if len(options.ids) < least:
        raise StoreError(
            f"{options.action} needs {least} id{'s' if least > 1 else ''}; see dateline occurrences {shown(options.store)}"
        )
    found: Sequence[str] = options.ids
    return found


def _by(options: argparse.Namespace) -> str:
    return options.by or getpass.getuser()


def _out(columns: Sequence[str], rows: Iterable[Sequence[Any]], options: argparse.Namespace, brief: Sequence[str] = ()) -> None:
    from dateline.write.table import delimited

    chosen = options.format or ("table" if sys.stdout.isatty() else "csv")
    made = [dict(zip(columns, row, strict=True)) for row in rows]
    if chosen == "jsonl":
        for row in made:
            sys.stdout.write(msgspec.json.encode(row, order="deterministic").decode() + "\n")
    elif chosen == "csv":
        for line in delimited(tuple(columns), ({name: _text(value) for name, value in row.items()} for row in made)):
            sys.stdout.buffer.write(line)
    else:
        shown = brief or columns
        table = Table()
        for name in shown:
            table.add_column(name, no_wrap=name.endswith("_id"), overflow="fold")
        for row in made:
            table.add_row(*(escape(_text(row[name])) for name in shown))
        Console().print(table)


def _text(value: object) -> str:
    if value is None:
        return ""
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


_DECISIONS = frozenset({"merge", "split", "undo"})
_ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "list": _list,
    "show": _show,
    "merge": _merge,
    "split": _split,
    "undo": _undo,
    "log": _log,
}
