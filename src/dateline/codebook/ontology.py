"""The ontology: event types with modes and scores, contexts, sectors; CAMEO beside it."""

from pathlib import Path

import msgspec

from dateline.codebook.files import read_csv, read_yaml
from dateline.errors import CodebookError
from dateline.types import Quad

__all__ = ["CameoCode", "EventType", "Mode", "Ontology", "load_ontology"]


class Mode(msgspec.Struct, frozen=True):
    """A mode of an event type; names repeat across types, so a mode means nothing without its type.

    ``apart``: an act of its own beside others of the type: who was abducted was not killed by it.
    """

    score: float
    gist: str
    apart: bool = False


class EventType(msgspec.Struct, frozen=True):
    """An event type with its quad class and score; ``recipient_required`` follows the type's own section."""

    quad: Quad
    score: float
    recipient_required: bool
    gist: str
    modes: dict[str, Mode]

    def apart(self, one: str | None, other: str | None) -> bool:
        """Return whether two modes, None for none, cannot be one act."""
        return one != other and any(mode is not None and self.modes[mode].apart for mode in (one, other))


class Sectors(msgspec.Struct, frozen=True):
    """Sector codes: primary (state side and armed) and secondary (society)."""

    primary: dict[str, str]
    secondary: dict[str, str]


class CameoCode(msgspec.Struct, frozen=True):
    """A CAMEO code with its Goldstein score and the PLOVER reading of it."""

    code: str
    label: str
    goldstein: float
    plover_type: str
    plover_mode: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    version: str
    source: str
    notes: list[str]
    types: dict[str, EventType]
    contexts: dict[str, str]
    sectors: Sectors
    special_country_codes: dict[str, str]
    partially_recognised: dict[str, str]
    auxiliary_modes: dict[str, str]


class Ontology(msgspec.Struct, frozen=True):
    """PLOVER with CAMEO beside it; look-ups raise CodebookError for what is not in it."""

    version: str
    types: dict[str, EventType]
    contexts: dict[str, str]
    sectors: dict[str, str]
    cameo: dict[str, CameoCode]

    def score(self, kind: str, mode: str | None) -> float:
        """Return the PLOVER score of a type, or of its mode."""
        event = self.types[kind]
        return event.modes[mode].score if mode else event.score

    def check(self, kind: str, mode: str | None, cameo: str, contexts: tuple[str, ...], where: str) -> None:
        """Raise CodebookError unless type, mode, CAMEO code and contexts exist; ``where`` names the place."""
        if kind not in self.types:
            raise CodebookError(f"{where}: type {kind!r} is not one of {', '.join(self.types)}")
        if mode is not None and mode not in self.types[kind].modes:
            known = ", ".join(self.types[kind].modes) or "none"
            raise CodebookError(f"{where}: {kind} has no mode {mode!r}; its modes: {known}")
        if cameo and cameo not in self.cameo:
            raise CodebookError(f"{where}: {cameo!r} is not a CAMEO code")
        for context in contexts:
            if context not in self.contexts:
                raise CodebookError(f"{where}: {context!r} is not a context")


def load_ontology(data: Path) -> Ontology:
    """Return the ontology under ``data``/ontologies."""
    file = read_yaml(data / "ontologies/plover/ontology.yaml", _File)
    cameo = {
        row["code"]: CameoCode(row["code"], row["label"], float(row["goldstein"]), row["plover_type"], row["plover_mode"])
        for row in read_csv(data / "ontologies/cameo/cameo.csv", ("code", "label", "goldstein", "plover_type"))
    }
    sectors = file.sectors.primary | file.sectors.secondary
    return Ontology(file.version, file.types, file.contexts, sectors, cameo)
