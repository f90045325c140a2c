"""What readers say is wrong: an append-only file beside the store, one JSON object a line, for ``dateline review import``."""

import os
from pathlib import Path
from threading import Lock

import msgspec

from dateline.errors import WriteError
from dateline.store.objections import FIELDS, Objection

__all__ = ["FIELDS", "Objection", "ReportFile"]

_LARGEST_FILE = 16 * 1024 * 1024  # bytes; a reader cannot fill the disk
_LINE = msgspec.json.Decoder(Objection)


class ReportFile:
    """The file at ``path`` and what stands in it; safe for several threads.

    Args:
        path: the file; made with the first report. Lines that are no reports are passed over: taking the file in names them.
    """

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._path, self._lock = path, Lock()
        self._by_document: dict[str, list[Objection]] = {}
        for line in path.read_bytes().split(b"\n") if path.exists() else ():
            try:
                report = _LINE.decode(line)
            except (msgspec.MsgspecError, UnicodeDecodeError):
                continue
            if report.wrong in FIELDS:
                self._note(report)

    def of(self, document: str) -> list[Objection]:
        """Return the reports on records of ``document``, in the order of the file."""
        with self._lock:
            return list(self._by_document.get(document, ()))

    def add(self, report: Objection) -> None:
        """Append ``report``; WriteError if that cannot be done or the file is full."""
        line = msgspec.json.encode(report, order="deterministic") + b"\n"
        try:
            # one write in append mode: lines of two readers do not run into each other
            handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                if os.fstat(handle).st_size + len(line) > _LARGEST_FILE:
                    raise WriteError(f"{self._path}: full; take the reports in and move the file away")
                os.write(handle, line)
            finally:
                os.close(handle)
        except OSError as error:
            raise WriteError(f"{self._path}: {error.strerror}") from error
        with self._lock:
            self._note(report)

    def _note(self, report: Objection) -> None:
        self._by_document.setdefault(report.document, []).append(report)
