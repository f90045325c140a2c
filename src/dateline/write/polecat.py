"""POLECAT: the 40 columns of that data set, tab-separated, members joined by "; ", what is missing as "None"."""

from collections.abc import Iterable, Iterator

from dateline.types import Actor, Coding
from dateline.write.lookup import Lookup
from dateline.write.rows import EventRow, event_rows, joined, names, row_id
from dateline.write.table import delimited

__all__ = ["COLUMNS", "polecat_lines"]

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City", "District",
    "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
_MISSING = "None"


def polecat_lines(codings: Iterable[Coding], lookup: Lookup, min_confidence: float = 0.0) -> Iterator[bytes]:
    """Yield exportable events in POLECAT's columns.

    Args:
        codings: what to write.
        lookup: names and Correlates of War numbers of countries, names of provinces.
        min_confidence: events below it are left out.
    """
    rows = (_row(row, lookup) for row in event_rows(codings, exportable_only=True, min_confidence=min_confidence))
    yield from delimited(COLUMNS, rows, "\t")


def _row(row: EventRow, lookup: Lookup) -> dict[str, str]:
    coding, event, place = row
    document = coding.document
    cells = {
        "Event ID": row_id(row),
        "Event Date": event.date.earliest or event.date.latest or "",
        "Event Type": event.type,
        "Event Mode": event.mode or "",
        "Intensity": f"{event.score:g}",
        "Quad Code": event.quad.title(),
        "Contexts": joined(event.contexts),
        "Placename": place.name if place else "",
        "City": place.name if place and place.precision == "city" else "",
        "Province": lookup.provinces.get(place.admin1, place.admin1) if place else "",
        "Country": lookup.countries.get(place.country, "") if place else "",
        "Latitude": "" if place is None or place.latitude is None else f"{place.latitude:.5f}",
        "Longitude": "" if place is None or place.longitude is None else f"{place.longitude:.5f}",
        "GeoNames ID": str(place.geonameid or "") if place else "",
        "Raw Placename": place.span.text if place else "",
        "Source": document.publisher,
        "Publication Date": document.published or "",
        "Story People": joined(e.name for e in coding.entities if e.kind == "person"),
        "Story Organizations": joined(e.name for e in coding.entities if e.kind == "organisation"),
        "Story Locations": joined(p.name for p in coding.places),
        "Language": document.language,
        "Version": f"dateline {coding.run.version}" if coding.run else "dateline",
        **_side("Actor", event.actors, coding, lookup),
        **_side("Recipient", event.recipients, coding, lookup),
    }
    return {name: _clean(cells.get(name, "")) or _MISSING for name in COLUMNS}


def _side(role: str, actors: tuple[Actor, ...], coding: Coding, lookup: Lookup) -> dict[str, str]:
    offices = {entity.id: entity.office.replace("_", " ") for entity in coding.entities}
    return {
        f"{role} Name": names(actors),
        f"{role} Country": joined(lookup.countries.get(a.country, a.country) for a in actors),
        f"{role} COW": joined(lookup.cow.get(a.country, "") for a in actors),
        f"Primary {role} Sector": joined(a.sectors[0] for a in actors if a.sectors),
        f"{role} Sectors": joined(s for a in actors for s in a.sectors),
        f"{role} Title": joined(offices.get(a.entity or "", "") for a in actors),
        f"{role} Name Raw": joined(a.span.text for a in actors),
    }


def _clean(cell: str) -> str:
    return " ".join(cell.split())
