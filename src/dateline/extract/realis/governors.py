"""What stands above the event word: "agreed to", "plan for", "denied that"."""

from typing import NamedTuple

from dateline.extract.realis.climb import Climb
from dateline.extract.realis.words import LABEL
from dateline.match import Graph, children

__all__ = ["governor"]

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_ARGUMENT = frozenset({"obj", "nsubj:pass", "nsubj", "xcomp", "ccomp", "obl:agent"})
_CLAUSES_AFTER = frozenset(
    {"advcl:from", "advcl:of", "advcl:on", "advcl:to", "advcl:for", "advcl:in", "advcl:against", "advcl:about"}
)


def governor(climb: Climb, token: int, head: int, label: str) -> bool | None:
    """Apply what governs ``token``; return whether the governor's own modifiers count, None to stop."""
    sent = climb.graph.sent
    bare, pos = label.partition(":")[0], sent.pos[head]
    if label == "conj":
        # finite verbs carry their own tense, bare forms share the auxiliary of the first
        if any(sent.deps[k] == "cc" and sent.words[k].lower() in climb.words.negations for k in children(sent.heads)[token]):
            climb.operator("NEGATED", "nor")
            return False
        return sent.tags[token] not in _FINITE
    if label == "acl:relcl" and not climb.graph.infinitive(token) and sent.lemmas[head] not in climb.words.claims:
        return None
    if (
        label == "compound"
        and sent.tags[token] == "VBG"
        and sent.heads[head] == token - 1
        and sent.lemmas[token - 1] in climb.words.denied
    ):
        climb.operator("DENIED", sent.lemmas[token - 1], token - 1)
        return True
    if pos in {"NOUN", "PROPN"} and (bare == "acl" or label.startswith("nmod:") or bare == "compound"):
        aim = bare == "acl" and climb.graph.infinitive(token) and not _ranked(climb, head)
        return _noun_governor(climb, head, label, bare, aim=aim)
    if pos == "ADJ":
        groups = climb.words.adjectives.items()
        name = next((name for name, lemmas in groups if sent.lemmas[head] in lemmas), None)
        if name is not None and bare in {"xcomp", "advcl", "ccomp"}:
            climb.operator(LABEL[name], sent.lemmas[head], head)
        return True
    return _verb_governor(climb, token, head, label) if pos in {"VERB", "AUX"} else True


def _noun_governor(climb: Climb, head: int, label: str, bare: str, *, aim: bool) -> bool | None:
    """ "plan to withdraw", "threat of attack", "call for sanctions"."""
    lemma = climb.graph.sent.lemmas[head]
    if lemma in climb.words.claims and bare != "compound":
        climb.claim = lemma  # "dismissed reports of": who denies the claim denies the event
        return True
    if lemma in climb.words.signs and _denied(climb, head):
        climb.operator("POSSIBLE", lemma, head)  # "no sign that they are ready"
        return True
    name = next((name for name, lemmas in climb.words.nouns.items() if lemma in lemmas), None)
    if name is not None:
        _doubt(climb, name, lemma)
        climb.operator(LABEL[name], lemma, head)
        return True
    if aim:
        climb.purpose(head)  # "money to help the neighbours"
    return True if label == "nmod:of" and bare != "acl" else None


def _denied(climb: Climb, noun: int) -> bool:
    words = climb.graph.sent.words
    return any(label == "det" and words[kid].lower() in climb.words.negative_determiners for label, kid in climb.graph.kids[noun])


def _ranked(climb: Climb, noun: int) -> bool:
    """ "the first country to recognise it" did so."""
    words = climb.graph.sent.words
    return any(
        words[kid].lower() in climb.words.ranked for label, kid in climb.graph.kids[noun] if label in {"amod", "advmod", "nummod"}
    )


def _doubt(climb: Climb, name: str, lemma: str) -> None:
    """ "Analysts suspect that Ankara will": the doubt stands over the plan."""
    if name == "possible" and climb.label == "PLANNED" and lemma in climb.words.doubting:
        climb.label = "ACTUAL"


def _verb_governor(climb: Climb, token: int, head: int, label: str) -> bool | None:
    """ "agreed to", "denied that", "failed to", "began to"."""
    sent, words = climb.graph.sent, climb.words
    bare, lemma = label.partition(":")[0], sent.lemmas[head]
    infinitive = climb.graph.infinitive(token)
    if climb.claim and lemma in words.denying and label in {"obj", "nsubj:pass"}:
        climb.label = "ACTUAL"
        climb.operator("DENIED", lemma, head)
        return True
    if lemma in words.denied and sent.tags[token] == "VBG" and label in {"advcl", "compound", "dep", "obj"}:
        climb.operator("DENIED", lemma, head)
        return True
    if lemma in words.gathering and infinitive and bare in {"advcl", "xcomp"}:
        return True  # "gathered to protest": they did
    if not _is_complement(sent.pos[token], label, bare, infinitive=infinitive):
        return None if bare == "advcl" and _is_past(climb.graph, token) else True
    if label in _SETTINGS:
        climb.beside = True
    if _phrasal(climb.graph, head) in words.excluding or lemma in words.excluding:
        climb.excluded = True
    if lemma in words.inchoative:
        climb.inchoative = True
        return True
    if lemma in words.continuing:
        climb.ongoing = True
        return True
    name = words.verb_class(_phrasal(climb.graph, head)) or words.verb_class(lemma)
    if bare == "ccomp" and infinitive and lemma in words.keep:
        climb.operator("PLANNED", "to", head)  # a headline's "India to open talks, ministry says"
    elif infinitive and (aux := _as_auxiliary(climb, head, label)):
        climb.operator(aux.name, aux.word, head)
    elif name in {"planned", "requested"} and label == "ccomp" and _is_fact(climb.graph, token):
        return True  # "determined that rebels carried out", "told the court that guards tortured"
    elif name is not None and _governs(name, label, bare):
        _doubt(climb, name, lemma)
        climb.operator(LABEL[name], lemma, head)
    elif bare == "advcl" and infinitive and lemma not in words.keep:
        climb.purpose(head)
    return True


class _Operator(NamedTuple):
    name: str
    word: str


def _as_auxiliary(climb: Climb, head: int, label: str) -> _Operator | None:
    """ "is to leave" is a plan, "has to leave" an obligation, "had to leave" has left."""
    lemma = climb.graph.sent.lemmas[head]
    if lemma == "be":
        return _Operator("PLANNED", "be to")
    owed = lemma in climb.words.obliging and label == "xcomp" and climb.graph.sent.tags[head] in _PRESENT
    return _Operator("REQUESTED", lemma) if owed else None


_PRESENT = frozenset({"VBP", "VBZ"})


def _is_past(graph: Graph, token: int) -> bool:
    sent = graph.sent
    return sent.tags[token] == "VBD" or (
        sent.tags[token] in {"VBN", "VBG"}
        and any(sent.deps[k].startswith("aux") and sent.tags[k] == "VBD" for k in children(sent.heads)[token])
    )


def _is_fact(graph: Graph, token: int) -> bool:
    """A finite clause in the past, the perfect or the present, without a modal."""
    sent = graph.sent
    helpers = [k for k in children(sent.heads)[token] if sent.deps[k].startswith("aux")]
    if any(sent.tags[k] == "MD" for k in helpers):
        return False
    return sent.tags[token] == "VBD" or any(sent.tags[k] in {"VBD", "VBZ", "VBP"} for k in helpers)


# Circumstances: what is denied of the verb is not denied of the visit during which it was said.
_SETTINGS = frozenset(
    {
        "obl:during",
        "obl:after",
        "obl:before",
        "obl:since",
        "obl:amid",
        "obl:despite",
        "obl:following",
        "obl:over",
        "obl:because_of",
    }
)


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
