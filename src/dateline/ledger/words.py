"""The words of the ledger: the file ``ledger.yaml`` of a language."""

from collections.abc import Iterable

import msgspec

__all__ = ["LedgerWords"]

_Words = frozenset[str]


class LedgerWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a promise is named afterwards and how its course is told; each list is explained in the file."""

    promise_verbs: _Words
    binding_verbs: _Words
    binding_nouns: _Words
    promise_nouns: _Words
    past_perfect: _Words
    object_verbs: _Words
    dated_object_verbs: _Words
    none: _Words
    past_tags: _Words
    as_marks: _Words
    pro_verbs: _Words
    neuter: _Words
    owners: _Words
    contrast_prepositions: _Words
    contrast_nouns: _Words
    contrast_marks: _Words
    contrast_conjunctions: _Words
    accordance: _Words
    accordance_nouns: _Words
    honouring: _Words
    breaking: _Words
    extending: _Words
    amending: _Words
    cancelling: _Words
    suspending: _Words
    replacing: _Words
    instead: tuple[str, ...]
    rejecting: _Words
    rejected_acts: _Words
    condition_nouns: _Words
    meeting_conditions: _Words
    standing_for: _Words
    keeping_acts: _Words
    completing: _Words
    beginning: _Words
    failing: _Words
    not_yet: _Words
    taking_place: _Words
    partial: _Words
    completing_part: _Words
    fresh: _Words
    acts: dict[str, _Words]
    act_nouns: dict[str, str]
    bare_acts: _Words
    inverse: dict[str, _Words]
    arriving: _Words
    loose_acts: dict[str, str]
    loose_nouns: dict[str, str]
    suggests: dict[str, _Words]
    telling_acts: _Words
    sited_acts: _Words
    alike: tuple[_Words, ...]
    kinds: dict[str, _Words]
    type_map: dict[str, _Words]
    generic: _Words
    state_sectors: _Words
    executive_sectors: _Words
    status: dict[str, str]

    def acts_of(self) -> dict[str, frozenset[str]]:
        """Return the classes of acts that each verb belongs to."""
        verbs = frozenset().union(*self.acts.values())
        return {verb: frozenset(name for name, listed in self.acts.items() if verb in listed) for verb in sorted(verbs)}

    def general(self, noun: str) -> frozenset[str]:
        """Return what else a thing may be called: the words for the same, and the general words for it."""
        same = frozenset().union(*(words for words in self.alike if noun in words)) - {noun}
        return same | {kind for kind, things in self.kinds.items() if noun in things}

    def same_thing(self, one: str, other: str) -> bool:
        """Tell whether two nouns may name one thing; two things of one kind are not the same."""
        return one == other or other in self.general(one) or one in self.general(other)

    def told_act(self, acts: Iterable[str]) -> bool:
        """Tell whether one of ``acts`` is a class of acts: "=sound" is a verb of no class."""
        return any(act in self.acts for act in acts)
