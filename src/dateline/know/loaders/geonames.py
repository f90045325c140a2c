"""GeoNames files: ``allCountries.txt`` (or a country's) for places, ``alternateNamesV2.txt`` for their names."""

from collections.abc import Iterator
from pathlib import Path

from dateline.errors import KnowledgeError
from dateline.know.gazetteer import place_keys
from dateline.know.normal import key_of
from dateline.know.sqlite import KnowledgeFile

__all__ = ["load_alternate_names", "load_places"]

_COLUMNS, _FEWEST = 19, 4
_POPULATED = "P"
_LANGUAGES = frozenset({"en", ""})


def load_places(path: Path, file: KnowledgeFile, source: int) -> int:
    """Write the populated places of a GeoNames table (tab-separated, 19 columns); returns their number."""
    taken = 0
    for cells in _rows(path, _COLUMNS):
        if cells[6] != _POPULATED:
            continue
        geonameid, population = int(cells[0]), int(cells[14] or 0)
        row = (geonameid, cells[1], cells[8], cells[10], float(cells[4]), float(cells[5]), population)
        others = [name for name in cells[3].split(",") if name]
        file.place(row, place_keys(cells[1], others, geonameid, population), source)
        taken += 1
    return taken


def load_alternate_names(path: Path, file: KnowledgeFile, _source: int) -> int:
    """Write English and unmarked names of an alternate-names table; names that ended count too: old news uses them."""
    taken = 0
    for cells in _rows(path, _FEWEST):
        if cells[2] in _LANGUAGES and cells[3] and cells[1].isdigit():
            file.place_aliases([(key_of(cells[3]), int(cells[1]), 0)])
            taken += 1
    return taken


def _rows(path: Path, columns: int) -> Iterator[list[str]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            cells = line.rstrip("\n").split("\t")
            if len(cells) < columns:
                raise KnowledgeError(f"{path}: line {number} has {len(cells)} columns, GeoNames has {columns} or more")
            yield cells
