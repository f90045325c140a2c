"""ICEWS: the 20 columns of that data set, tab-separated; source and target here only. URL and offsets behind them."""

from collections.abc import Iterable, Iterator

from dateline.types import Actor, Coding
from dateline.write.lookup import Lookup
from dateline.write.rows import EventRow, event_rows, joined, pairs, row_id
from dateline.write.table import delimited

__all__ = ["BEHIND", "COLUMNS", "icews_lines"]

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity",
    "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District",
    "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
# That data has no way to check a row; ours are behind its columns, where a reader by name or place does not meet them
BEHIND = ("URL", "Trigger Start", "Trigger End")


def icews_lines(codings: Iterable[Coding], lookup: Lookup, min_confidence: float = 0.0) -> Iterator[bytes]:
    """Yield exportable events that have a CAMEO code, one row for each pair of source and target."""
    rows = event_rows(codings, exportable_only=True, min_confidence=min_confidence)
    told = (
        _cells(row, number, source, target, lookup)
        for row in rows
        if row.event.cameo
        for number, (source, target) in enumerate(pairs(row.event))
    )
    yield from delimited(COLUMNS + BEHIND, told, "\t")


def _cells(row: EventRow, number: int, source: Actor, target: Actor | None, lookup: Lookup) -> dict[str, str]:
    coding, event, place = row
    document = coding.document
    cells = {
        "Event ID": f"{row_id(row)}-{number}",
        "Event Date": event.date.earliest or event.date.latest or "",
        "Source Name": source.name,
        "Source Sectors": joined(source.sectors, ","),
        "Source Country": lookup.countries.get(source.country, source.country),
        "Event Text": lookup.labels.get(event.cameo, ""),
        "CAMEO Code": event.cameo,
        "Intensity": f"{event.goldstein:g}",
        "Target Name": target.name if target else "",
        "Target Sectors": joined(target.sectors, ",") if target else "",
        "Target Country": lookup.countries.get(target.country, target.country) if target else "",
        "Story ID": document.id,
        "Sentence Number": str(event.sent + 1),
        "Publisher": document.publisher,
        "City": place.name if place and place.precision == "city" else "",
        "Province": lookup.provinces.get(place.admin1, place.admin1) if place else "",
        "Country": lookup.countries.get(place.country, "") if place else "",
        "Latitude": "" if place is None or place.latitude is None else f"{place.latitude:.5f}",
        "Longitude": "" if place is None or place.longitude is None else f"{place.longitude:.5f}",
        "URL": document.url,
        "Trigger Start": str(event.trigger.start),
        "Trigger End": str(event.trigger.end),
    }
    return {name: " ".join(cells.get(name, "").split()) for name in COLUMNS + BEHIND}
