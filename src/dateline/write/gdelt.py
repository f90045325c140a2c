"""GDELT 2.0 Events: the 61 columns of that data set, tab-separated, without a header, as its files have it."""

from collections.abc import Iterable, Iterator, Mapping

from dateline.ids import digest
from dateline.types import Actor, Coding, Counts, Event, Place
from dateline.write.lookup import Lookup
from dateline.write.rows import EventRow, event_rows, inert, pairs

__all__ = ["COLUMNS", "gdelt_lines"]

_SIDE = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
         "Type2Code", "Type3Code")  # fmt: skip
_GEO = ("Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    "GlobalEventID", "Day", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in _SIDE), *(f"Actor2{name}" for name in _SIDE),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions", "NumSources",
    "NumArticles", "AvgTone",
    *(f"Actor1Geo_{name}" for name in _GEO), *(f"Actor2Geo_{name}" for name in _GEO), *(f"ActionGeo_{name}" for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
_QUADS = ((5, 1), (8, 2), (13, 3), (20, 4))  # the last root code of each class: 01-05, 06-08, 09-13, 14-20
_ID_DIGITS = 12  # hexadecimal: below 2 ** 48, so that a spreadsheet or R keeps the number whole
_TYPES = 3  # actor types a row has room for
_COUNTRY, _US_STATE, _US_CITY, _CITY, _STATE = "1", "2", "3", "4", "5"
_HOME = "USA"  # the country whose states and cities have types of their own


_ALONE = Counts()


def gdelt_lines(
    codings: Iterable[Coding],
    lookup: Lookup,
    min_confidence: float = 0.0,
    counts: Mapping[tuple[str, str], Counts] | None = None,
) -> Iterator[bytes]:
    """Yield exportable events that have a CAMEO code, one row for each pair of actors.

    Args:
        codings: what to write.
        lookup: codes of CAMEO and FIPS.
        min_confidence: events below it are left out.
        counts: by ids of document and event; an event that is not in it is told once.
    """
    for row in event_rows(codings, exportable_only=True, min_confidence=min_confidence):
        if row.event.cameo:
            told = (counts or {}).get((row.coding.document.id, row.event.id), _ALONE)
            for number, (one, other) in enumerate(pairs(row.event)):
                cells = _cells(row, number, (one, other), lookup, told)
                yield ("\t".join(inert(" ".join(cells.get(name, "").split())) for name in COLUMNS) + "\n").encode()


def _cells(row: EventRow, number: int, actors: tuple[Actor, Actor | None], lookup: Lookup, told: Counts) -> dict[str, str]:
    coding, event, place = row
    document, root = coding.document, event.cameo[:2]
    return {
        "GlobalEventID": str(int(digest(document.id, document.text, event.id, str(number), size=_ID_DIGITS), 16)),
        **_day(event.date.earliest or event.date.latest),
        **_actor("Actor1", actors[0], lookup),
        **_actor("Actor2", actors[1], lookup),
        "IsRootEvent": str(int(event.trigger.start < _lead(coding))),
        "EventCode": event.cameo,
        "EventBaseCode": event.cameo[:3],
        "EventRootCode": root,
        "QuadClass": str(next(quad for last, quad in _QUADS if int(root) <= last)),
        "GoldsteinScale": f"{event.goldstein:g}",
        "NumMentions": str(told.mentions),
        "NumSources": str(told.sources),
        "NumArticles": str(told.articles),
        "Actor1Geo_Type": "0",
        "Actor2Geo_Type": "0",
        **_geo(place, event, lookup),
        "DATEADDED": told.added,
        "SOURCEURL": document.url or document.id,
    }


def _day(day: str | None) -> dict[str, str]:
    """The date in four ways; the fraction counts months of 30 days in a year of 365."""
    if day is None:
        return {}
    year, month, date = day[:4], day[5:7], day[8:10]
    fraction = int(year) + ((int(month) - 1) * 30 + int(date)) / 365
    return {"Day": year + month + date, "MonthYear": year + month, "Year": year, "FractionDate": f"{fraction:.4f}"}


def _actor(side: str, actor: Actor | None, lookup: Lookup) -> dict[str, str]:
    if actor is None:
        return {}
    stateless = lookup.actor_types.get(actor.country)
    known = [lookup.actor_types[sector].type for sector in actor.sectors if sector in lookup.actor_types]
    own = tuple(dict.fromkeys(kind for kind in known if kind))
    if stateless:
        country, group = stateless.region, stateless.group
        code = "".join((stateless.type, country, group, *own))
        own = (stateless.type, *own)
    else:
        country, group = actor.country, ""
        code = "".join((country, *own))
    types = dict(zip(("Type1Code", "Type2Code", "Type3Code"), dict.fromkeys(own), strict=False))
    cells = {"Code": code, "Name": actor.name.upper(), "CountryCode": country, "KnownGroupCode": group, **types}
    return {f"{side}{name}": cell for name, cell in cells.items()}


def _lead(coding: Coding) -> int:
    """Where the first paragraph ends; a title that stands on top of the text is before it."""
    text, title = coding.document.text, coding.document.title
    start = len(title) if title and text.startswith(title) else 0
    while start < len(text) and text[start].isspace():
        start += 1
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _geo(place: Place | None, event: Event, lookup: Lookup) -> dict[str, str]:
    if place is None or event.place is None:
        return {"ActionGeo_Type": "0"}
    names: tuple[str, ...]
    home, fips = place.country == _HOME, lookup.fips.get(place.country, "")
    country, province = lookup.countries.get(place.country, ""), lookup.provinces.get(place.admin1, "")
    if place.precision == "country":
        kind, names, adm1 = _COUNTRY, (country or place.name,), fips
    elif place.precision in {"admin1", "region"}:
        kind, names = _US_STATE if home else _STATE, (place.name, country)
        adm1 = _state(place, fips)
    else:
        kind, names = _US_CITY if home else _CITY, (place.name, province, country)
        adm1 = _state(place, fips)
    cells = {
        "Type": kind,
        "Fullname": ", ".join(name for name in names if name),
        "CountryCode": fips,
        "ADM1Code": adm1,
        "Lat": "" if place.latitude is None else f"{place.latitude:.5f}",
        "Long": "" if place.longitude is None else f"{place.longitude:.5f}",
    }
    return {f"ActionGeo_{name}": cell for name, cell in cells.items()}


def _state(place: Place, fips: str) -> str:
    """A state of the USA; elsewhere the codes of GeoNames are not FIPS any more, so none is made up."""
    return fips + place.admin1.partition(".")[2] if place.country == _HOME else ""
