"""The state of a climb from an event word, and its verdict."""

from typing import NamedTuple, cast

from dateline.extract.realis.words import RealisWords
from dateline.match import Graph
from dateline.types import Realis

__all__ = ["Climb", "Verdict"]

_OVER_PLANNED = frozenset({"CONDITIONAL", "THREATENED", "DENIED"})


class Verdict(NamedTuple):
    """The label with its flags and the words that decided, inside out; ``aim``: planned only as what another act is for."""

    realis: Realis
    ongoing: bool
    inchoative: bool
    note: str
    governor: int | None
    aim: bool = False


class Climb:
    """What has been met on the way up so far."""

    def __init__(self, graph: Graph, words: RealisWords) -> None:
        self.graph, self.words = graph, words
        self.label = "ACTUAL"
        self.negative = self.excluded = self.beside = False
        self.claim: str | None = None
        self.came_from = -1
        self.ongoing = self.inchoative = False
        self.notes: list[str] = []
        self.governor: int | None = None
        self.aim = False

    def operator(self, name: str, word: str, token: int | None = None) -> None:
        """Apply one operator; the innermost that is not a plain negation decides."""
        self.notes.append(f"{word}:{name}")
        if name == "NEGATED":
            self.negative = self.negative != (not self.beside)
        elif self.label == "ACTUAL" or (self.label == "PLANNED" and (name in _OVER_PLANNED or self._may(name, word))):
            self.label = name
            self.governor = token if token is not None else self.governor

    def _may(self, name: str, word: str) -> bool:
        """A modal leaves the plan under it open: "might be ready to", "may agree to"."""
        return name == "POSSIBLE" and word in self.words.modal_possible

    def purpose(self, governor: int) -> None:
        """Apply that the event is what ``governor`` is for."""
        self.aim = self.label == "ACTUAL"
        self.operator("PLANNED", "purpose", governor)

    def verdict(self) -> Verdict:
        """Return the label with its flags."""
        label = self.label
        if self.excluded and not self.negative and label == "ACTUAL":
            label = "POSSIBLE"  # "did not rule out"
        if (label == "ACTUAL" and self.negative) or (label == "PLANNED" and self.negative):
            label = "NEGATED"
        return Verdict(cast("Realis", label), self.ongoing, self.inchoative, " ".join(self.notes), self.governor, self.aim)
