"""What a user may load over the built-in facts: the table of formats."""

from collections.abc import Callable, Mapping
from pathlib import Path

from dateline.errors import KnowledgeError
from dateline.ids import digest
from dateline.know.loaders.geonames import load_alternate_names, load_places
from dateline.know.loaders.partyfacts import load_partyfacts
from dateline.know.loaders.table import load_table
from dateline.know.loaders.whogov import load_whogov
from dateline.know.loaders.wikidata import load_wikidata
from dateline.know.sqlite import KnowledgeFile, Source

__all__ = ["LOADERS", "load_facts"]

Loader = Callable[[Path, KnowledgeFile, int], int]
LOADERS: Mapping[str, tuple[Loader, str, str]] = {
    "csv": (load_table, "user", "the user's own"),
    "wikidata": (load_wikidata, "dump", "CC0 1.0"),
    "geonames": (load_places, "dump", "CC BY 4.0"),
    "geonames-alternate": (load_alternate_names, "dump", "CC BY 4.0"),
    "whogov": (load_whogov, "dump", "academic use, see WhoGov"),
    "partyfacts": (load_partyfacts, "dump", "MIT"),
}
_HEAD = 1 << 20  # bytes of a dump that its digest is taken of; the rest of 100 GB would take hours to read twice


def load_facts(path: Path, format: str, overlay: Path, *, as_of: str = "") -> int:
    """Load ``path`` into the user's facts at ``overlay`` and return the number of rows taken.

    Loading a file of the same name again replaces what it gave before.

    Args:
        path: the file to load.
        format: a name of :data:`LOADERS`.
        overlay: the SQLite file of the user's facts; made if it does not exist.
        as_of: the day to which the file's facts hold (ISO); open terms count to that day and no further.

    Raises:
        KnowledgeError: for an unknown format, a missing file or one that is not of the format.
    """
    if format not in LOADERS:
        raise KnowledgeError(f"format {format!r} is not one of {', '.join(LOADERS)}")
    if not path.is_file():
        raise KnowledgeError(f"{path}: no such file")
    loader, layer, licence = LOADERS[format]
    overlay.parent.mkdir(parents=True, exist_ok=True)
    with path.open("rb") as stream:
        made_of = digest(stream.read(_HEAD).hex(), str(path.stat().st_size))
    file = KnowledgeFile(overlay)
    taken = loader(path, file, file.source(Source(path.name, layer, format, licence, made_of, as_of)))
    if not taken:
        raise KnowledgeError(f"{path}: nothing in it could be taken as {format}")
    file.close()
    return taken
