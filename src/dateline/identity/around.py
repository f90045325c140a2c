"""What features and bars look at beside the two reports of a pair."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from dateline.codebook.files import DATA, read_yaml
from dateline.identity.vectors import Vectors
from dateline.types import Report

__all__ = ["Around", "Verdict", "load_confusions", "pair_of"]

Verdict = tuple[float, str]  # score in [-1, 1], 0 for no evidence, and the facts it saw


class _Confusion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    types: tuple[str, str]
    score: float


class Confusions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How compatible event types are, and which sectors stand against each other (``data/identity/confusions.yaml``)."""

    pairs: tuple[_Confusion, ...]
    mutual: frozenset[str]
    told: frozenset[str]
    sides: Mapping[str, frozenset[str]]


def load_confusions(data: Path = DATA) -> Confusions:
    """Return the table of types that one occurrence may be coded as; CodebookError if it does not validate."""
    return read_yaml(data / "identity" / "confusions.yaml", Confusions)


class Around(NamedTuple):
    """Likeness of evidence and of stories, copies, compatible types, and the side that a sector stands on."""

    evidence: Vectors
    stories: Vectors
    group: Mapping[str, str]
    types: Mapping[tuple[str, str], float]
    mutual: frozenset[str]
    told: frozenset[str]
    sides: Mapping[str, str]


def pair_of(one: Report, other: Report) -> tuple[str, str]:
    """Return the types of two reports in sorted order."""
    return (min(one.type, other.type), max(one.type, other.type))
