"""The user's CSV of actors: ``id, name, aliases, kind, country, sectors, role, start, end`` (the first two required)."""

from pathlib import Path

from dateline.codebook.files import read_csv
from dateline.errors import KnowledgeError
from dateline.know.entry import Known, Tenure
from dateline.know.normal import slug
from dateline.know.sqlite import KnowledgeFile

__all__ = ["load_table"]

_KINDS = frozenset({"country", "collective", "organisation", "armed group", "party", "institution", "person", "region", "seat"})


def load_table(path: Path, file: KnowledgeFile, source: int) -> int:
    """Write the rows of a CSV file; a person with a ``role`` gets a term of office. Returns the number of rows."""
    taken = 0
    for number, row in enumerate(read_csv(path, ("name", "country")), 2):
        kind = row.get("kind") or "person"
        if kind not in _KINDS:
            raise KnowledgeError(f"{path}: line {number}: kind {kind!r} is not one of {', '.join(sorted(_KINDS))}")
        identity = row.get("id") or f"user:{slug(row['name'])}"
        dates = (row.get("start") or "", row.get("end") or "")
        entry = Known(
            id=identity,
            name=row["name"],
            kind=kind,  # type: ignore[arg-type]
            country=row["country"],
            sectors=tuple(part for part in (row.get("sectors") or "").split("|") if part),
            valid=("", "") if kind == "person" else dates,
            gender=row.get("gender") or "",
            qid=row.get("qid") or "",
        )
        names = [row["name"], *(part for part in (row.get("aliases") or "").split("|") if part)]
        file.known(entry, names, source)
        if row.get("role"):
            file.tenures([Tenure(identity, row["country"], row["role"] or "", *dates, False, row.get("title") or "")], source)
        taken += 1
    return taken
