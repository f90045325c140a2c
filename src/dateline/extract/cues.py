"""The attribution-cue lexicon of a language."""

import msgspec

__all__ = ["CueTable", "Cues"]


class CueTable(msgspec.Struct, frozen=True):
    """The file ``cues.yaml`` as it is written."""

    counts: dict[str, int]
    verbs: dict[str, list[str]]
    nouns: dict[str, list[str]]
    prepositional: dict[str, str]
    strict: frozenset[str]
    documents: frozenset[str]
    anonymous: frozenset[str]
    spokesperson: frozenset[str] = frozenset()
    artefacts: frozenset[str] = frozenset()
    expletives: frozenset[str] = frozenset()
    echoes: frozenset[str] = frozenset()
    relaying: frozenset[str] = frozenset()
    set_against: frozenset[str] = frozenset()
    verbs_light: list[list[str]] = []
    adjectives: dict[str, list[str]] = {}


class Cues:
    """Cue classes by lemma."""

    def __init__(self, table: CueTable) -> None:
        self.verbs = {lemma: name for name, lemmas in reversed(table.verbs.items()) for lemma in lemmas}
        self.nouns = {lemma: name for name, lemmas in reversed(table.nouns.items()) for lemma in lemmas}
        self.prepositional = {phrase.replace(" ", "_"): name for phrase, name in table.prepositional.items()}
        self.table = table
