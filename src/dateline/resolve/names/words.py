"""Words that tell what a proper name names, as a table of the language."""

import msgspec

__all__ = ["NameWords"]


class NameWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file ``proper_names.yaml`` of a language; all in lower case.

    ``bodies``, ``places`` and ``things`` are last words of names; ``heads`` are words that take "of"; ``links`` may stand
    inside a name without a capital; ``nothing`` are capitalised words that name nothing by themselves.
    """

    honorifics: frozenset[str]
    bodies: frozenset[str]
    places: frozenset[str]
    places_first: frozenset[str]
    things: frozenset[str]
    peoples: frozenset[str]
    links: frozenset[str]
    joiners: frozenset[str]
    conjunctions: frozenset[str]
    articles: frozenset[str]
    particles: frozenset[str]
    heads: frozenset[str]
    months: frozenset[str]
    nothing: frozenset[str]
    speakers: frozenset[str]
    placing: frozenset[str]
    polls: frozenset[str]
    shared: frozenset[str]
    ranks: frozenset[str]
    compounds: frozenset[str]
