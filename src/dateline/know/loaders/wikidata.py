"""A Wikidata JSON dump: people and the positions they held (P39 with start P580 and end P582).

One entity a line, as in the dumps; plain, ``.gz`` or ``.bz2``. Positions are told by their item, through the table
``data/entities/wikidata_positions.csv`` that the user may extend: Wikidata titles are not reliable.
"""

import bz2
import gzip
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from dateline.codebook.files import DATA, read_csv
from dateline.errors import KnowledgeError
from dateline.know.entry import Known, Tenure
from dateline.know.sqlite import KnowledgeFile

__all__ = ["load_wikidata", "positions_table"]

_HELD, _START, _END, _GENDER = "P39", "P580", "P582", "P21"
_MARK = b'"P39"'
_GENDERS = {"Q6581097": "m", "Q6581072": "f"}
_TIME = re.compile(r"^\+?(\d{4})-(\d\d)-(\d\d)T")
_DAY, _MONTH, _YEAR = 11, 10, 9  # Wikidata's codes of precision


def positions_table(data: Path = DATA) -> Mapping[str, tuple[str, str]]:
    """Return position item to (country, role)."""
    path = data / "entities/wikidata_positions.csv"
    rows = read_csv(path, ("position", "country", "role"))
    return {row["position"]: (row["country"], row["role"]) for row in rows}


def load_wikidata(path: Path, file: KnowledgeFile, source: int) -> int:
    """Write people with a known position; returns the number of people."""
    positions, taken = positions_table(), 0
    for line in _lines(path):
        if _MARK not in line:  # most entities hold no office: do not parse them
            continue
        try:
            entity = msgspec.json.decode(line.strip().rstrip(b","))
        except msgspec.DecodeError as error:
            raise KnowledgeError(f"{path}: a line is not JSON ({error}); is this a Wikidata JSON dump?") from error
        terms = list(_terms(entity, positions))
        name = _label(entity)
        if terms and name:
            _write(entity, name, terms, file, source)
            taken += 1
    return taken


def _write(entity: dict[str, Any], name: str, terms: list[Tenure], file: KnowledgeFile, source: int) -> None:
    qid = str(entity["id"])
    aliases = [alias["value"] for alias in entity.get("aliases", {}).get("en", ())]
    gender = next((_GENDERS.get(_item(claim), "") for claim in entity.get("claims", {}).get(_GENDER, ())), "")
    known = Known(id=f"per:{qid.lower()}", name=name, kind="person", country=terms[0].country, gender=gender, qid=qid)
    file.known(known, [name, *aliases], source)
    file.tenures(terms, source)


def _lines(path: Path) -> Iterator[bytes]:
    opener: Any = {".gz": gzip.open, ".bz2": bz2.open}.get(path.suffix, open)
    with opener(path, "rb") as lines:
        yield from lines


def _label(entity: dict[str, Any]) -> str:
    labels = entity.get("labels", {})
    return str((labels.get("en") or labels.get("mul") or {}).get("value", ""))


def _terms(entity: dict[str, Any], positions: Mapping[str, tuple[str, str]]) -> Iterator[Tenure]:
    person = f"per:{str(entity.get('id', '')).lower()}"
    for claim in entity.get("claims", {}).get(_HELD, ()):
        place = positions.get(_item(claim))
        if place is None or claim.get("rank") == "deprecated":
            continue
        qualifiers = claim.get("qualifiers", {})
        yield Tenure(person, *place, _date(qualifiers.get(_START)), _date(qualifiers.get(_END)), False, "")


def _item(claim: dict[str, Any]) -> str:
    value = claim.get("mainsnak", {}).get("datavalue", {}).get("value", {})
    return str(value.get("id", "")) if isinstance(value, dict) else ""


def _date(snaks: list[dict[str, Any]] | None) -> str:
    """The date of a qualifier at its own precision, "" if there is none or it is coarser than a year."""
    value = (snaks or [{}])[0].get("datavalue", {}).get("value", {})
    match = _TIME.match(str(value.get("time", "")))
    precision = value.get("precision", 0)
    if match is None or precision < _YEAR:
        return ""
    year, month, day = match.groups()
    return {_YEAR: year, _MONTH: f"{year}-{month}"}.get(precision, f"{year}-{month}-{day}")
