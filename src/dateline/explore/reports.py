"""What readers say is wrong: an append-only file beside the store, one JSON object a line."""

import os
from pathlib import Path
from typing import Annotated

import msgspec

from dateline.errors import WriteError

__all__ = ["FIELDS", "Report", "add_report"]

# what can be wrong with a record; the form offers these
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
_LARGEST_FILE = 16 * 1024 * 1024  # bytes; a reader cannot fill the disk

Line = Annotated[str, msgspec.Meta(max_length=200)]


class Report(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One reader's word on one record; ``run`` and ``digest`` say which coding of which text was looked at."""

    document: Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]
    record: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    wrong: Line
    note: Annotated[str, msgspec.Meta(max_length=2000)] = ""
    reporter: Line = ""
    run: str = ""
    digest: str = ""
    reported_at: str = ""


def add_report(path: Path, report: Report) -> None:
    """Append ``report`` to the file at ``path``; WriteError if that cannot be done or the file is full."""
    line = msgspec.json.encode(report, order="deterministic") + b"\n"
    try:
        # one write in append mode: lines of two readers do not run into each other
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            if os.fstat(handle).st_size + len(line) > _LARGEST_FILE:
                raise WriteError(f"{path}: full; take the reports in and move the file away")
            os.write(handle, line)
        finally:
            os.close(handle)
    except OSError as error:
        raise WriteError(f"{path}: {error.strerror}") from error
