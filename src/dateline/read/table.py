"""CSV and TSV with a header: the same columns as JSON lines."""

import csv
import io
from collections.abc import Iterator

from dateline.errors import ReadError
from dateline.read.clean import compose
from dateline.read.fields import document_of
from dateline.read.source import LARGEST, Item, decode

__all__ = ["OPTIONAL", "read_csv", "read_tsv"]

OPTIONAL = ("id", "title", "published", "publisher", "speaker", "url", "language")


def read_csv(raw: bytes, where: str) -> Iterator[Item]:
    """Yield a document a row of a comma-separated file with a header."""
    yield from _rows(raw, where, ",")


def read_tsv(raw: bytes, where: str) -> Iterator[Item]:
    """Yield a document a row of a tab-separated file with a header."""
    yield from _rows(raw, where, "\t")


def _rows(raw: bytes, where: str, delimiter: str) -> Iterator[Item]:
    text = decode(raw, where)
    if not text.strip():
        raise ReadError(f"{where}: the file is empty")
    csv.field_size_limit(LARGEST * 4)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    if "text" not in (rows.fieldnames or ()):
        raise ReadError(f"{where}: no column 'text' in the header ({', '.join(rows.fieldnames or ())})")
    for row in rows:
        fields = {name: row.get(name) or "" for name in OPTIONAL}
        fields["language"] = fields["language"] or "en"
        yield document_of(f"{where}:{rows.line_num}", compose, text=row.get("text") or "", **fields)
