"""The words that turn an event away from "happened"."""

import msgspec

__all__ = ["LABEL", "RealisWords"]

LABEL = {
    "negative": "NEGATED",
    "requested": "REQUESTED",
    "threatened": "THREATENED",
    "denied": "DENIED",
    "planned": "PLANNED",
    "possible": "POSSIBLE",
}


class RealisWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file ``factuality.yaml`` of a language."""

    negations: frozenset[str]
    negative_determiners: frozenset[str]
    modal_planned: frozenset[str]
    modal_possible: frozenset[str]
    modal_would: frozenset[str]
    to_come: frozenset[str]
    ranked: frozenset[str]
    conditional_marks: frozenset[str]
    generic_adverbs: frozenset[str]
    keep: frozenset[str]
    nearly: frozenset[str]
    signs: frozenset[str]
    obliging: frozenset[str]
    inchoative: frozenset[str]
    continuing: frozenset[str]
    gathering: frozenset[str]
    claims: frozenset[str]
    denying: frozenset[str]
    doubting: frozenset[str]
    frequencies: frozenset[str]
    every: frozenset[str]
    provisos: frozenset[str]
    free_choice: frozenset[str]
    inverted: frozenset[str]
    modal_requested: frozenset[str]
    excluding: frozenset[str]
    attributes: dict[str, frozenset[str]]
    negative: frozenset[str]
    planned: frozenset[str]
    requested: frozenset[str]
    threatened: frozenset[str]
    denied: frozenset[str]
    possible: frozenset[str]
    nouns: dict[str, frozenset[str]]
    adjectives: dict[str, frozenset[str]]

    def verb_class(self, lemma: str) -> str | None:
        """Return the class of a governing verb, None if it leaves the event as it is."""
        for name in ("negative", "requested", "threatened", "denied", "planned", "possible"):
            if lemma in getattr(self, name):
                return name
        return None
