"""How a worker makes its coder, and the key that says whose parts may be reused."""

import hashlib
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Protocol

import msgspec

from dateline.build import build_coder, coding_run
from dateline.coder import Coder
from dateline.config import Config
from dateline.ids import digest
from dateline.know.open import overlay_path
from dateline.types import Run

__all__ = ["Recipe", "Standard"]


class Recipe(Protocol):
    """What travels to a worker in place of a coder: small, picklable."""

    def key(self) -> str:
        """Return a digest of all that changes a coding: code, codebook, facts, settings."""
        ...

    def run(self) -> Run:
        """Return what is written into codings that no coder could make."""
        ...

    def coder(self) -> Coder:
        """Return a coder, models loaded."""
        ...


class Standard(msgspec.Struct, frozen=True):
    """The coder of :func:`dateline.load` for ``config``."""

    config: Config

    def key(self) -> str:
        """Return a digest of the run, of the program's own files and of the user's facts."""
        facts = Path(self.config.kb) if self.config.kb else overlay_path()
        return digest(self.run().id, _program(), _hash(facts) if facts.is_file() else "")

    def run(self) -> Run:
        """Return version, codebook, model and settings without loading the model."""
        return coding_run(self.config)

    def coder(self) -> Coder:
        """Return the coder."""
        return build_coder(self.config)


def _program() -> str:
    """A digest of the program: the version's number alone does not tell one state of the code from the next."""
    return digest(*(part for name, text in sorted(_sources(resources.files("dateline"), "")) for part in (name, text)))


def _sources(folder: Traversable, under: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.name.startswith(("__", "data")):
            yield from _sources(entry, f"{under}{entry.name}/")
        elif entry.name.endswith((".py", ".sql")):
            yield f"{under}{entry.name}", entry.read_text("utf-8")


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
