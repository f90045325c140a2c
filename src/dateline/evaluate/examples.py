"""Every example of a codebook is a test: it must match with its roles, or must not match."""

from collections.abc import Iterator
from typing import Any

from dateline.codebook import Codebook, Example, Pattern
from dateline.match import Engine, Graph
from dateline.match.engine import Rule
from dateline.parse import SpacyParser
from dateline.types import Coding, Document, Sentence

__all__ = ["check_examples"]

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})


def check_examples(book: Codebook, only: str | None = None) -> tuple[list[str], int]:
    """Return the failures as messages, and how many examples were run.

    Args:
        book: the codebook.
        only: an event type; None for all.
    """
    jobs = [
        (pattern, example)
        for pattern in book.patterns.values()
        if only is None or pattern.codes.type == only
        for example in pattern.examples
    ]
    parser = SpacyParser(**book.table("parse", dict[str, Any]))
    texts = [Coding(document=Document(text=example.text or example.negative)) for _, example in jobs]
    control, partitive = book.lexicon.words("object_control"), book.lexicon.words("partitive")
    failures: list[str] = []
    for (pattern, example), sentences in zip(jobs, parser(texts), strict=True):
        graphs = [Graph(sent, control, partitive) for sent in sentences]
        failures.extend(_check(book, pattern, example, graphs))
    return failures, len(jobs)


def _check(book: Codebook, pattern: Pattern, example: Example, graphs: list[Graph]) -> Iterator[str]:
    hits = [
        (graph, token, rules)
        for graph in graphs
        for token, rules in _matches(book.engine, graph)
        if any(rule.id == pattern.id for rule in rules)
    ]
    if example.negative:
        if any(rules[0].id == pattern.id for _, _, rules in hits):
            yield f"{pattern.id}: must not match: {example.negative}"
        return
    if not hits:
        yield f"{pattern.id}: does not match: {example.text}"
        return
    faults = [_faults(book, pattern, example, *hit) for hit in hits]
    if all(faults):
        yield f"{pattern.id}: {faults[0]}: {example.text}"


def _matches(engine: Engine, graph: Graph) -> Iterator[tuple[int, list[Rule]]]:
    for token in range(len(graph.sent.words)):
        if rules := engine.candidates(graph, token):
            yield token, rules


def _faults(book: Codebook, pattern: Pattern, example: Example, graph: Graph, token: int, rules: list[Rule]) -> str:
    """What is wrong with one match, "" if nothing."""
    winner = book.patterns[rules[0].id]
    if (winner.codes.type, winner.codes.mode) != (pattern.codes.type, pattern.codes.mode):
        return f"shadowed by {winner.id} ({winner.codes.type}/{winner.codes.mode})"
    rule = next(rule for rule in rules if rule.id == pattern.id)
    for role in ("actor", "recipient"):
        wanted = getattr(example, role)
        if wanted and not _reaches(graph, token, rule, role, wanted):
            return f"the {role} {wanted!r} is not reached"
    return ""


def _reaches(graph: Graph, token: int, rule: Rule, role: str, wanted: str) -> bool:
    sent: Sentence = graph.sent
    words = wanted.split()
    for reached in graph.resolve(token, rule.roles[role]):
        found = {sent.words[other] for one in reached for other in graph.coordinated(one) if sent.pos[other] in _NOMINAL}
        if found & set(words):
            return True
    return False
