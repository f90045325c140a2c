"""The climb itself."""

from dateline.extract.realis.climb import Climb, Verdict
from dateline.extract.realis.governors import governor
from dateline.extract.realis.modifiers import modifiers
from dateline.extract.realis.words import RealisWords
from dateline.match import Graph

__all__ = ["realis_of"]


def realis_of(graph: Graph, token: int, words: RealisWords, *, own: bool = True) -> Verdict:
    """Return the realis of the event at ``token``; without ``own`` its own negation and modals do not count.

    A pattern that asks for them ("will not accept" as a refusal) has read them already.
    """
    climb = Climb(graph, words)
    sent, steps = graph.sent, 0
    while token >= 0 and steps <= len(sent.words):
        steps += 1
        if own:
            modifiers(climb, token)
        head, label = sent.heads[token], sent.deps[token]
        if head < 0:
            infinitive_root(climb, token)
            question(climb)
            break
        step = governor(climb, token, head, label)
        if step is None:
            break
        own, climb.came_from, token = step, token, head
    return climb.verdict()


def question(climb: Climb) -> None:
    """A yes-or-no question leaves open what it asks."""
    sent = climb.graph.sent
    last = next((word for word in reversed(sent.words) if word not in {'"', "\u201d", "'", "\u2019"}), "")
    first = next((n for n, word in enumerate(sent.words) if word[:1].isalpha()), 0)
    if last == "?" and sent.deps[first] in {"aux", "aux:pass", "cop"}:
        climb.notes.append("?:POSSIBLE")
        climb.label = "POSSIBLE"


def infinitive_root(climb: Climb, token: int) -> None:
    """A headline's bare infinitive: "US, India to open dialogue"."""
    if climb.graph.infinitive(token):
        climb.operator("PLANNED", "to")
