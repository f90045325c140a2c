"""What hangs on the event word itself: negation, modals, conditions, frequency, adjectives."""

from dateline.extract.realis.climb import Climb
from dateline.extract.realis.words import LABEL, RealisWords
from dateline.match import Graph, children

__all__ = ["modifiers"]


def modifiers(climb: Climb, token: int) -> None:
    """What hangs on the word itself: negation, modals, conditional marks, aspect, adjectives, frequency."""
    sent, words = climb.graph.sent, climb.words
    kids = children(sent.heads)[token]
    conditional = any(_is_condition(climb.graph, kid, words) for kid in kids)
    for kid in kids:
        name = _modifier(climb, token, kid, conditional=conditional)
        if name:
            climb.operator(name, sent.words[kid].lower())
    if any(_negative_argument(climb.graph, kid, words) for kid in kids if kid != climb.came_from):
        climb.operator("NEGATED", "no")
    if sent.deps[token].startswith("advcl") and any(_inverted(climb.graph, kid, token, words) for kid in kids):
        climb.operator("CONDITIONAL", "inversion")
    if sent.tags[token] == "VBG" and any(sent.deps[kid] == "aux" and sent.lemmas[kid] == "be" for kid in kids):
        climb.ongoing = True


def _modifier(climb: Climb, token: int, kid: int, *, conditional: bool) -> str | None:
    sent, words = climb.graph.sent, climb.words
    label, word = sent.deps[kid], sent.words[kid].lower()
    if (
        label == "advmod:neg"
        or (label in {"advmod", "cc:preconj"} and word in words.negations)
        or (label == "det" and word in words.negative_determiners)
        or (label == "case" and word == "without")
    ):
        return "NEGATED"
    if label == "advmod" and word in words.nearly and sent.pos[token] == "VERB":
        return "POSSIBLE"
    if label == "aux":
        return _modal(word, words, conditional=conditional, reported=_reported(climb.graph, token, words))
    if label == "mark" and word in words.conditional_marks and sent.deps[token] in {"advcl", "ccomp", "xcomp"}:
        return "POSSIBLE" if word == "whether" else "CONDITIONAL"
    if label == "amod":
        return next((LABEL[name] for name, lemmas in words.attributes.items() if sent.lemmas[kid] in lemmas), None)
    if sent.tags[token] not in {"VBD", "VBG"} and not climb.beside:
        return "GENERIC" if _is_frequency(climb.graph, token, kid, words) else None
    return None


def _modal(word: str, words: RealisWords, *, conditional: bool, reported: bool) -> str | None:
    if word in words.modal_planned:
        return "CONDITIONAL" if conditional else "PLANNED"
    if word in words.modal_requested:
        return "REQUESTED"
    if word in words.modal_possible:
        return "POSSIBLE"
    if word in words.modal_would:
        return "CONDITIONAL" if conditional or not reported else "PLANNED"
    return None


def _reported(graph: Graph, token: int, words: RealisWords) -> bool:
    """Whether "would" is the "will" of somebody who spoke: under a verb of saying, or with a time to come."""
    sent = graph.sent
    if sent.deps[token] == "ccomp" or (sent.deps[token] == "conj" and sent.deps[sent.heads[token]] == "ccomp"):
        return True
    return any(
        head == token
        and sent.deps[kid].startswith(("obl", "advmod"))
        and any(sent.words[k].lower() in words.to_come for k in (kid, *(k for k, h in enumerate(sent.heads) if h == kid)))
        for kid, head in enumerate(sent.heads)
    )


def _is_frequency(graph: Graph, token: int, kid: int, words: RealisWords) -> bool:
    """ "routinely", "every spring", "twice a year" beside a verb in the present."""
    sent = graph.sent
    if sent.tags[token] not in {"VBP", "VBZ", "VB", "VBN"} or any(
        sent.deps[k] == "aux" and sent.tags[k] not in {"VBP", "VBZ"} for k in children(sent.heads)[token]
    ):
        return False
    if sent.tags[token] == "VBN" and any(sent.tags[k] == "VBD" for k in children(sent.heads)[token]):
        return False
    if sent.deps[kid] == "advmod":
        return sent.words[kid].lower() in words.generic_adverbs
    if not sent.deps[kid].startswith("obl"):
        return False
    beside = {sent.words[k].lower() for k in children(sent.heads)[kid] if sent.deps[k].startswith(("det", "advmod"))}
    return bool(beside & words.every) or bool(beside & words.frequencies)


def _is_condition(graph: Graph, kid: int, words: RealisWords) -> bool:
    """Whether ``kid`` of a verb is an if-clause, a proviso, "without ..." or a subject with "any"."""
    sent, label = graph.sent, graph.sent.deps[kid]
    below = children(sent.heads)[kid]
    if label.startswith("advcl") or label == "acl":
        marks = any(sent.deps[k] == "mark" and sent.words[k].lower() in words.conditional_marks - {"whether"} for k in below)
        return marks or any(_inverted(graph, k, kid, words) for k in below)
    if label == "obl:without":
        return True
    if label.startswith(("nsubj", "obl", "obj")):
        proviso = any(sent.lemmas[k] in words.provisos and sent.deps[k].startswith("acl") for k in below)
        return proviso or (
            label.startswith("nsubj") and any(sent.deps[k] == "det" and sent.words[k].lower() in words.free_choice for k in below)
        )
    return False


def _inverted(graph: Graph, aux: int, verb: int, words: RealisWords) -> bool:
    """ "Were he to", "had they been", "should it fail": the auxiliary comes before its subject."""
    sent = graph.sent
    if sent.words[aux].lower() not in words.inverted or sent.deps[aux] not in {"aux", "aux:pass", "cop"}:
        return False
    subject = graph.find(verb, "nsubj", "nsubj:pass")
    return subject is not None and aux < subject < verb


def _negative_argument(graph: Graph, kid: int, words: RealisWords) -> bool:
    """ "No soldier was hurt", "at no time"."""
    sent = graph.sent
    if not sent.deps[kid].startswith(("nsubj", "obl")):
        return False
    return any(sent.deps[k] == "det" and sent.words[k].lower() in words.negative_determiners for k in children(sent.heads)[kid])
