"""The words of magnitudes of a language."""

import msgspec

__all__ = ["CountVerbs", "QuantityWords"]


class CountVerbs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that say what happened to those counted, by the side of the verb on which they stand."""

    done_to: frozenset[str] = frozenset()
    """Verbs whose object, or passive subject, is counted."""
    done_by: frozenset[str] = frozenset()
    """Verbs whose subject, or passive agent, is counted."""
    states: frozenset[str] = frozenset()
    """Words beside or after the noun: dead, missing."""
    nouns: frozenset[str] = frozenset()
    """Nouns that are themselves the count: fatality, hostage, protester."""
    any_noun: bool = False
    """Whether the verb takes no object but living beings, so that any noun will do."""


class QuantityWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file ``quantities.yaml`` of a language."""

    numbers: dict[str, int]
    scales: dict[str, int]
    vague: dict[str, tuple[float, float]]
    pronouns: list[str]
    between: list[str]
    range_marks: list[str]
    bounds: dict[str, list[str]]
    nearly_share: float
    approximate: frozenset[str]
    currencies: dict[str, str]
    kinds: dict[str, CountVerbs]
    people: frozenset[str]
    person_endings: tuple[str, ...]
    never_counted: frozenset[str]
    gatherings: frozenset[str]
    joining: frozenset[str]
    tolls: frozenset[str]
    materiel: frozenset[str]
    cumulative: list[str]
    subset_before: list[str]
    subset_after: list[str]
    subset_of_next: list[str]
