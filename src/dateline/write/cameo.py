"""CAMEO rows in the manner of ICEWS: its 20 columns, and a URL and offsets behind them; source and target here only."""

from collections.abc import Iterable, Iterator, Mapping

from dateline.types import Actor, Coding
from dateline.write.rows import EventRow, event_rows, joined
from dateline.write.table import delimited

__all__ = ["COLUMNS", "cameo_lines"]

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity",
    "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District",
    "Province", "Country", "Latitude", "Longitude", "URL", "Trigger Start", "Trigger End",
)  # fmt: skip


def cameo_lines(
    codings: Iterable[Coding],
    labels: Mapping[str, str],
    countries: Mapping[str, tuple[str, str]],
    min_confidence: float = 0.0,
) -> Iterator[bytes]:
    """Yield exportable events that have a CAMEO code, one row for each pair of source and target.

    Args:
        codings: what to write.
        labels: CAMEO code to its label.
        countries: PLOVER country code to (full name, COW number).
        min_confidence: events below it are left out.
    """
    rows = event_rows(codings, exportable_only=True, min_confidence=min_confidence)
    pairs = (cells for row in rows if row.event.cameo for cells in _pairs(row, labels, countries))
    yield from delimited(COLUMNS, pairs)


def _pairs(row: EventRow, labels: Mapping[str, str], countries: Mapping[str, tuple[str, str]]) -> Iterator[dict[str, str]]:
    """CAMEO knows pairs only: a meeting of several gives each ordered pair, as that data did."""
    actors, recipients = row.event.actors, row.event.recipients
    if recipients:
        pairs: list[tuple[Actor, Actor | None]] = [(a, r) for a in actors for r in recipients]
    elif len(actors) > 1:
        pairs = [(a, b) for a in actors for b in actors if a is not b]
    else:
        pairs = [(a, None) for a in actors]
    for number, (source, target) in enumerate(pairs):
        yield _cells(row, number, source, target, labels, countries)


def _cells(
    row: EventRow,
    number: int,
    source: Actor,
    target: Actor | None,
    labels: Mapping[str, str],
    countries: Mapping[str, tuple[str, str]],
) -> dict[str, str]:
    coding, event, place = row
    document = coding.document
    return {
        "Event ID": f"{event.id}-{number}",
        "Event Date": event.date.earliest or event.date.latest or "",
        "Source Name": source.name,
        "Source Sectors": joined(source.sectors, ","),
        "Source Country": countries.get(source.country, (source.country, ""))[0],
        "Event Text": labels.get(event.cameo, ""),
        "CAMEO Code": event.cameo,
        "Intensity": f"{event.goldstein:g}",
        "Target Name": target.name if target else "",
        "Target Sectors": joined(target.sectors, ",") if target else "",
        "Target Country": countries.get(target.country, (target.country, ""))[0] if target else "",
        "Story ID": document.id,
        "Sentence Number": str(event.sent + 1),
        "Publisher": document.publisher,
        "City": place.name if place and place.precision == "city" else "",
        "District": "",
        "Province": place.admin1 if place else "",
        "Country": countries.get(place.country, ("", ""))[0] if place else "",
        "Latitude": "" if place is None or place.latitude is None else f"{place.latitude:.5f}",
        "Longitude": "" if place is None or place.longitude is None else f"{place.longitude:.5f}",
        "URL": document.url,
        "Trigger Start": str(event.trigger.start),
        "Trigger End": str(event.trigger.end),
    }
