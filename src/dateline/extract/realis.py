"""Realis: did it happen, is it planned, possible, conditional, requested, threatened, denied, negated, generic?

From the event word the tree is climbed; operators met on the way are composed from the inside out.
"""

from typing import NamedTuple, cast

import msgspec

from dateline.match import Graph
from dateline.types import Realis

__all__ = ["RealisWords", "Verdict", "realis_of"]

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_ARGUMENT = frozenset({"obj", "nsubj:pass", "nsubj", "xcomp", "ccomp", "obl:agent"})


class RealisWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file ``factuality.yaml`` of a language."""

    negations: frozenset[str]
    negative_determiners: frozenset[str]
    modal_planned: frozenset[str]
    modal_possible: frozenset[str]
    modal_would: frozenset[str]
    conditional_marks: frozenset[str]
    generic_adverbs: frozenset[str]
    keep: frozenset[str]
    inchoative: frozenset[str]
    continuing: frozenset[str]
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


class Verdict(NamedTuple):
    """The label with its flags and the words that decided, inside out."""

    realis: Realis
    ongoing: bool
    inchoative: bool
    note: str
    governor: int | None


_CLAUSES_AFTER = frozenset(
    {"advcl:from", "advcl:of", "advcl:on", "advcl:to", "advcl:for", "advcl:in", "advcl:against", "advcl:about"}
)
_LABEL = {
    "negative": "NEGATED",
    "requested": "REQUESTED",
    "threatened": "THREATENED",
    "denied": "DENIED",
    "planned": "PLANNED",
    "possible": "POSSIBLE",
}


class _Climb:
    def __init__(self, graph: Graph, words: RealisWords) -> None:
        self.graph, self.words = graph, words
        self.label = "ACTUAL"
        self.negative = False
        self.ongoing = self.inchoative = False
        self.notes: list[str] = []
        self.governor: int | None = None

    def operator(self, name: str, word: str, token: int | None = None) -> None:
        """Apply one operator; the innermost that is not a plain negation decides."""
        self.notes.append(f"{word}:{name}")
        if name == "NEGATED":
            self.negative = not self.negative
        elif self.label == "ACTUAL" or (self.label == "PLANNED" and name in {"CONDITIONAL", "THREATENED"}):
            self.label = name
            self.governor = token if token is not None else self.governor

    def verdict(self) -> Verdict:
        label = self.label
        if (label == "ACTUAL" and self.negative) or (label == "PLANNED" and self.negative):
            label = "NEGATED"
        return Verdict(cast("Realis", label), self.ongoing, self.inchoative, " ".join(self.notes), self.governor)


def realis_of(graph: Graph, token: int, words: RealisWords, *, own: bool = True) -> Verdict:
    """Return the realis of the event at ``token``; without ``own`` its own negation and modals do not count.

    A pattern that asks for them ("will not accept" as a refusal) has read them already.
    """
    climb = _Climb(graph, words)
    sent, steps = graph.sent, 0
    while token >= 0 and steps <= len(sent.words):
        steps += 1
        if own:
            _modifiers(climb, token)
        head, label = sent.heads[token], sent.deps[token]
        if head < 0:
            _infinitive_root(climb, token)
            break
        step = _governor(climb, token, head, label)
        if step is None:
            break
        own, token = step, head
    return climb.verdict()


def _modifiers(climb: _Climb, token: int) -> None:
    """What hangs on the word itself: negation, modals, conditional marks, aspect."""
    sent, words = climb.graph.sent, climb.words
    kids = [kid for kid, head in enumerate(sent.heads) if head == token]
    low = {kid: sent.words[kid].lower() for kid in kids}
    conditional = any(
        sent.deps[kid] == "advcl"
        and any(
            sent.deps[mark] == "mark" and sent.words[mark].lower() in words.conditional_marks
            for mark, head in enumerate(sent.heads)
            if head == kid
        )
        for kid in kids
    )
    for kid in kids:
        label, word = sent.deps[kid], low[kid]
        if (
            label == "advmod:neg"
            or (label in {"advmod", "cc:preconj"} and word in words.negations)
            or (label == "det" and word in words.negative_determiners)
        ):
            climb.operator("NEGATED", word)
        elif label == "aux" and word in words.modal_planned:
            climb.operator("CONDITIONAL" if conditional else "PLANNED", word)
        elif label == "aux" and word in words.modal_possible:
            climb.operator("POSSIBLE", word)
        elif label == "aux" and word in words.modal_would:
            reported = sent.deps[token] == "ccomp"
            climb.operator("CONDITIONAL" if conditional or not reported else "PLANNED", word)
        elif label == "mark" and word in words.conditional_marks and sent.deps[token] in {"advcl", "ccomp"}:
            climb.operator("CONDITIONAL" if word != "whether" else "POSSIBLE", word)
        elif label == "case" and word == "without":
            climb.operator("NEGATED", word)
        elif label == "advmod" and word in words.generic_adverbs and sent.tags[token] in {"VBP", "VBZ", "VBN"}:
            climb.operator("GENERIC", word)
    subject = climb.graph.find(token, "nsubj", "nsubj:pass")
    if (
        subject is not None
        and sent.heads[subject] == token
        and any(head == subject and sent.words[kid].lower() in words.negative_determiners for kid, head in enumerate(sent.heads))
    ):
        climb.operator("NEGATED", "no")
    if sent.tags[token] == "VBG" and any(sent.deps[kid] == "aux" and sent.lemmas[kid] == "be" for kid in kids):
        climb.ongoing = True


def _infinitive_root(climb: _Climb, token: int) -> None:
    """A headline's bare infinitive: "US, India to open dialogue"."""
    sent = climb.graph.sent
    if any(head == token and sent.deps[kid] == "mark" and sent.words[kid].lower() == "to" for kid, head in enumerate(sent.heads)):
        climb.operator("PLANNED", "to")


def _governor(climb: _Climb, token: int, head: int, label: str) -> bool | None:
    """Apply what governs ``token``; return whether the governor's own modifiers count, None to stop."""
    sent = climb.graph.sent
    bare, pos = label.partition(":")[0], sent.pos[head]
    if label == "conj":
        # finite verbs carry their own tense, bare forms share the auxiliary of the first
        return sent.tags[token] not in _FINITE
    if label == "acl:relcl":
        return None
    if pos in {"NOUN", "PROPN"} and (bare == "acl" or label.startswith("nmod:") or bare == "compound"):
        return _noun_governor(climb, head, label, bare)
    if pos == "ADJ":
        groups = climb.words.adjectives.items()
        name = next((name for name, lemmas in groups if sent.lemmas[head] in lemmas), None)
        if name is not None and bare in {"xcomp", "advcl", "ccomp"}:
            climb.operator(_LABEL[name], sent.lemmas[head], head)
        return True
    return _verb_governor(climb, token, head, label) if pos in {"VERB", "AUX"} else True


def _noun_governor(climb: _Climb, head: int, label: str, bare: str) -> bool | None:
    """ "plan to withdraw", "threat of attack", "call for sanctions"."""
    lemma = climb.graph.sent.lemmas[head]
    name = next((name for name, lemmas in climb.words.nouns.items() if lemma in lemmas), None)
    if name is not None:
        climb.operator(_LABEL[name], lemma, head)
        return True
    return True if label == "nmod:of" and bare != "acl" else None


def _verb_governor(climb: _Climb, token: int, head: int, label: str) -> bool | None:
    """ "agreed to", "denied that", "failed to", "began to"."""
    sent, words = climb.graph.sent, climb.words
    bare, lemma = label.partition(":")[0], sent.lemmas[head]
    infinitive = any(
        h == token and sent.deps[kid] == "mark" and sent.words[kid].lower() == "to" for kid, h in enumerate(sent.heads)
    )
    if not _is_complement(sent.pos[token], label, bare, infinitive=infinitive):
        return None if bare == "advcl" and sent.tags[token] == "VBD" else True
    if lemma in words.inchoative:
        climb.inchoative = True
        return True
    if lemma in words.continuing:
        climb.ongoing = True
        return True
    name = words.verb_class(_phrasal(climb.graph, head)) or words.verb_class(lemma)
    if bare == "ccomp" and infinitive and lemma in words.keep:
        climb.operator("PLANNED", "to", head)  # a headline's "India to open talks, ministry says"
    elif lemma == "be" and infinitive:
        climb.operator("PLANNED", "be to", head)
    elif name is not None and _governs(name, label, bare):
        climb.operator(_LABEL[name], lemma, head)
    elif bare == "advcl" and infinitive and lemma not in words.keep:
        climb.operator("PLANNED", "purpose", head)
    return True


def _is_complement(pos: str, label: str, bare: str, *, infinitive: bool) -> bool:
    """Whether the governor says something about the event, rather than standing beside it."""
    if bare in {"xcomp", "ccomp", "csubj"} or label in _ARGUMENT or label in _CLAUSES_AFTER:
        return True
    return (bare == "advcl" and infinitive) or (bare == "obl" and pos == "NOUN")


def _phrasal(graph: Graph, verb: int) -> str:
    """A verb with its particle as one lemma ("call_off"), "" without one."""
    particle = graph.find(verb, "compound:prt")
    return f"{graph.sent.lemmas[verb]}_{graph.sent.lemmas[particle]}" if particle is not None else ""


def _governs(name: str, label: str, bare: str) -> bool:
    """Subjects of a verb are not under it, save of "failed", "was cancelled", "are planned", "is expected"."""
    if label == "nsubj":
        return name == "negative"
    if label == "obl:agent":
        return False
    if bare == "obl":
        return (name, label.partition(":")[2]) in _OBLIQUE
    return True


# "called for sanctions", "agreed to a visit", "warned of attacks", "refrained from strikes"
_OBLIQUE = frozenset(
    {
        ("requested", "for"),
        ("requested", "to"),
        ("requested", "on"),
        ("planned", "to"),
        ("planned", "for"),
        ("planned", "on"),
        ("threatened", "of"),
        ("threatened", "with"),
        ("negative", "from"),
        ("possible", "about"),
        ("possible", "of"),
        ("negative", "out"),
    }
)
