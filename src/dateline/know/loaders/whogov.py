"""WhoGov: cabinets as July snapshots, one row a minister and year; years in a row become one term."""

import csv
import io
from collections import defaultdict
from pathlib import Path

from dateline.codebook.files import DATA, read_csv
from dateline.errors import KnowledgeError
from dateline.know.entry import Known, Tenure
from dateline.know.normal import slug
from dateline.know.sqlite import KnowledgeFile

__all__ = ["load_whogov"]

_NEEDED = ("country_isocode", "year", "name", "position")


def load_whogov(path: Path, file: KnowledgeFile, source: int) -> int:
    """Write the holders of offices we know by title; returns the number of terms.

    A snapshot tells that somebody was in office in July of a year and no more, so terms have years for dates.
    """
    roles = {row["title"]: row["role"] for row in read_csv(DATA / "entities/titles.csv", ("title", "role")) if row["role"]}
    years: dict[tuple[str, str, str, str], set[int]] = defaultdict(set)
    for row in _rows(path):
        title = row["position"].lower().strip().removeprefix("min. of ").strip()
        role = roles.get(title) or roles.get(f"minister of {title}") or roles.get(f"{title} minister")
        if role and row["year"].isdigit():
            years[row["country_isocode"], role, row["name"].strip(), row["position"]].add(int(row["year"]))
    taken = 0
    for (country, role, name, position), seen in sorted(years.items()):
        person = f"per:{slug(country)}-{slug(name)}"
        file.known(Known(id=person, name=name, kind="person", country=country), [name], source)
        for first, last in _spells(seen):
            file.tenures([Tenure(person, country, role, str(first), str(last), False, position)], source)
            taken += 1
    return taken


def _rows(path: Path) -> list[dict[str, str]]:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252")  # older releases
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";" if text.split("\n", 1)[0].count(";") > 2 else ","))
    missing = [name for name in _NEEDED if not rows or name not in rows[0]]
    if missing:
        raise KnowledgeError(f"{path}: no column {missing[0]!r}; is this a WhoGov cross-section file?")
    return rows


def _spells(years: set[int]) -> list[tuple[int, int]]:
    """Runs of years, a gap of one snapshot closed."""
    found: list[tuple[int, int]] = []
    for year in sorted(years):
        if found and year - found[-1][1] <= 1:
            found[-1] = (found[-1][0], year)
        else:
            found.append((year, year))
    return found
