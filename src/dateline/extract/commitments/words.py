"""The words of commitments."""

import msgspec

__all__ = ["CommitmentWords"]


class CommitmentWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file ``commitments.yaml`` of a language; what each list is for stands there."""

    strength: dict[int, frozenset[str]]
    acts: frozenset[str]
    by_clause: frozenset[str]
    gives: frozenset[str]
    of_nouns: frozenset[str]
    starts: frozenset[str]
    nouns: frozenset[str]
    threat_nouns: frozenset[str]
    adjectives: frozenset[str]
    passive_plans: frozenset[str]
    aims: frozenset[str]
    signs: frozenset[str]
    texts: frozenset[str]
    restated: frozenset[str]
    new: frozenset[str]
    addressed: frozenset[str]
    things: frozenset[str]
    plural: frozenset[str]
    nameless: frozenset[str]
    papers: frozenset[str]
    private: frozenset[str]
    resolving: frozenset[str]
    unsure: frozenset[str]
    formerly: frozenset[str]
    was: frozenset[str]
    presiding: frozenset[str]
    rules: frozenset[str]
    under: frozenset[str]
    minding: frozenset[str]
    agreeing: frozenset[str]
    joint_deeds: frozenset[str]
    measures: frozenset[str]
    reluctant: frozenset[str]
    happen_alone: frozenset[str]
    carriers: frozenset[str]
    futures: frozenset[str]
    past_futures: frozenset[str]
    past_cues: frozenset[str]
    telling: frozenset[str]
    negative: frozenset[str]
    refraining: frozenset[str]
    refusals: frozenset[str]
    threats: frozenset[str]
    threat_actions: frozenset[str]
    threat_objects: frozenset[str]
    uncontrolled: frozenset[str]
    talk: frozenset[str]
    bodies: frozenset[str]
    first_person: frozenset[str]
    official_sources: frozenset[str]
    outside_sources: frozenset[str]
    press: frozenset[str]
    vague_values: frozenset[str]
    vague_verbs: frozenset[str]
    concrete_objects: frozenset[str]
    conditions: dict[str, str]
    provisos: frozenset[str]
    approvals: frozenset[str]
    subject_to: frozenset[str]
    approved: str
    intents: dict[str, str]
    act_types: frozenset[str]
    threat_types: frozenset[str]
    until: frozenset[str]
    before: frozenset[str]
    within: frozenset[str]
    onwards: frozenset[str]
    ends: frozenset[str]
    state: frozenset[str]
    to_nouns: frozenset[str]
    noun_cases: frozenset[str]
    perfect: frozenset[str]
    be: str
    going: frozenset[str]
    nothing: frozenset[str]
    firm_verbs: frozenset[str]
    indefinite: frozenset[str]
    done_things: frozenset[str]
    speakers: frozenset[str]
    pluperfect: frozenset[str]
    charged: frozenset[str]
    unveils: frozenset[str]
    told_now: frozenset[str]
    proviso: str
    done: dict[str, frozenset[str]]

    def level(self, cue: str) -> int | None:
        """Return the strength that the cue word ``cue`` gives, None if it gives none."""
        return next((level for level, cues in sorted(self.strength.items()) if cue in cues), None)

    def cues(self) -> frozenset[str]:
        """Return the words of which one stands in every sentence that commits somebody in news; a verb without its particle."""
        verbs = self.acts | self.signs | {lemma.partition("_")[0] for lemma in self.refusals}
        return verbs | self.nouns | self.adjectives | self.futures | self.past_futures | self.starts | self.going
