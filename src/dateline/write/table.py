"""CSV: one event a row, dates ISO, nothing empty written as a word; safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from dateline.types import Coding
from dateline.write.rows import EventRow, event_rows, inert, joined, names

__all__ = ["COLUMNS", "csv_lines", "flat"]

COLUMNS = (
    "event_id", "document_id", "published", "publisher", "url", "title", "date_earliest", "date_latest", "date_granularity",
    "date_basis", "type", "mode", "contexts", "cameo", "quad", "score", "goldstein", "actor_names", "actor_countries",
    "actor_sectors", "recipient_names", "recipient_countries", "recipient_sectors", "place", "place_country", "latitude",
    "longitude", "geonameid", "realis", "historical", "statement_chain", "trigger", "trigger_start", "trigger_end",
    "confidence", "exportable", "withheld", "rule", "run_id",
)  # fmt: skip


def flat(row: EventRow) -> dict[str, str]:
    """Return ``row`` as cells of text under :data:`COLUMNS`."""
    coding, event, place = row
    document, run = coding.document, coding.run
    chain = next((s.chain for s in coding.statements if s.id == event.statement), ())
    return {
        "event_id": event.id, "document_id": document.id, "published": document.published or "",
        "publisher": document.publisher, "url": document.url, "title": document.title,
        "date_earliest": event.date.earliest or "", "date_latest": event.date.latest or "",
        "date_granularity": event.date.granularity, "date_basis": event.date.basis, "type": event.type,
        "mode": event.mode or "", "contexts": joined(event.contexts), "cameo": event.cameo, "quad": event.quad,
        "score": f"{event.score:g}", "goldstein": f"{event.goldstein:g}", "actor_names": names(event.actors),
        "actor_countries": joined(a.country for a in event.actors),
        "actor_sectors": joined(s for a in event.actors for s in a.sectors), "recipient_names": names(event.recipients),
        "recipient_countries": joined(a.country for a in event.recipients),
        "recipient_sectors": joined(s for a in event.recipients for s in a.sectors),
        "place": place.name if place else "", "place_country": place.country if place else "",
        "latitude": _number(place.latitude if place else None), "longitude": _number(place.longitude if place else None),
        "geonameid": str(place.geonameid or "") if place else "", "realis": event.realis,
        "historical": str(event.historical).lower(), "statement_chain": " > ".join(link.name or "?" for link in chain),
        "trigger": event.trigger.text, "trigger_start": str(event.trigger.start), "trigger_end": str(event.trigger.end),
        "confidence": f"{event.confidence:.2f}", "exportable": str(event.exportable).lower(), "withheld": event.withheld,
        "rule": event.why.rule, "run_id": run.id if run else "",
    }  # fmt: skip


def csv_lines(codings: Iterable[Coding], min_confidence: float = 0.0) -> Iterator[bytes]:
    """Yield a header and one line for each event, exportable or not (the column tells)."""
    rows = (flat(row) for row in event_rows(codings, exportable_only=False, min_confidence=min_confidence))
    yield from delimited(COLUMNS, rows)


def delimited(columns: tuple[str, ...], rows: Iterable[Mapping[str, str]], delimiter: str = ",") -> Iterator[bytes]:
    """Yield ``rows`` as delimited lines with a header, formulas made inert."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    yield _taken(buffer)
    for row in rows:
        writer.writerow([inert(row[name]) for name in columns])
        yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.5f}"
