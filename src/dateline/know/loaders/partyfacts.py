"""Party Facts core parties: names, country, years."""

from pathlib import Path

from dateline.codebook.files import read_csv
from dateline.know.entry import Known
from dateline.know.sqlite import KnowledgeFile

__all__ = ["load_partyfacts"]


def load_partyfacts(path: Path, file: KnowledgeFile, source: int) -> int:
    """Write the parties of a Party Facts core-party CSV; returns their number."""
    taken = 0
    for row in read_csv(path, ("country", "partyfacts_id", "name")):
        names = [row.get(column) or "" for column in ("name_english", "name", "name_short")]
        kept = list(dict.fromkeys(name for name in names if name))
        if not kept or not row["country"]:
            continue
        known = Known(
            id=f"pty:pf-{row['partyfacts_id']}",
            name=kept[0],
            kind="party",
            country=row["country"],
            sectors=("PTY",),
            valid=(row.get("year_first") or "", row.get("year_last") or ""),
            qid=row.get("wikidata_id") or "",
        )
        file.known(known, kept, source)
        taken += 1
    return taken
