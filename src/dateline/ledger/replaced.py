"""Words by which a promise stands in an earlier one's place: "instead of the three it promised", "this replaces its pledge"."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from dateline.ledger.clause import Clauses
from dateline.types import Deed, Span

__all__ = ["earlier_from", "with_replaced"]

_NEAR = 2  # sentences between a promise and the words that say what it replaces


class _Saying(NamedTuple):
    """A sentence that says a promise replaces another."""

    sent: int
    span: Span


def earlier_from(clauses: Clauses, sent: int) -> int | None:
    """Return where a sentence turns to the earlier promise ("instead of the three it promised"); None if it does not."""
    columns = clauses.view.sentences[sent]
    text, start = columns.span.text.lower(), columns.span.start
    promised = [columns.starts[token] for token in clauses.promise_tokens(sent)]
    found = [start + text.find(f" {phrase} ") + 1 for phrase in clauses.words.instead if f" {phrase} " in text]
    return min((at for at in found if any(at < promise for promise in promised)), default=None)


def with_replaced(clauses: Clauses, promises: Sequence[Deed]) -> list[Deed]:
    """Return ``promises`` with what they replace; an earlier promise told only as replaced is left out."""
    turns = {sent: earlier_from(clauses, sent) for sent in {one.sent for one in promises}}
    kept = [one for one in promises if (turn := turns[one.sent]) is None or one.span.start < turn]
    marks: dict[str, Span] = {}
    for one in kept:
        turn = turns[one.sent]
        if turn is not None:
            marks[one.id] = clauses.view.span(turn, clauses.view.sentences[one.sent].span.end)
    for saying in _sayings(clauses):
        before = [one for one in kept if 0 <= saying.sent - one.sent <= _NEAR and one.span.start < saying.span.start]
        if before:
            marks.setdefault(max(before, key=lambda one: (one.span.start, one.id)).id, saying.span)
    return [msgspec.structs.replace(one, replaces=marks[one.id]) if one.id in marks else one for one in kept]


def _sayings(clauses: Clauses) -> Iterator[_Saying]:
    """Yield what is said of a promise that replaces an earlier one."""
    view, words = clauses.view, clauses.words
    for sent, columns in enumerate(view.sentences):
        for verb, pos in enumerate(columns.pos):
            if pos != "VERB" or not clauses.lemmas(sent, verb) & words.replacing:
                continue
            graph = view.graph(sent)
            if any(label == "advmod:neg" for label, _ in graph.kids[verb]):
                continue
            old, new = _sides(clauses, sent, verb)
            told = old in words.promise_nouns or (old in words.standing_for and new in words.promise_nouns)
            if told and new in words.promise_nouns | words.standing_for:
                yield _Saying(sent, clauses.span(sent, view.subtree(sent, verb)))


def _sides(clauses: Clauses, sent: int, verb: int) -> tuple[str, str]:
    """The lemmas of what is replaced and of what replaces it."""
    columns, graph = clauses.view.sentences[sent], clauses.view.graph(sent)
    kids = dict(reversed(graph.kids[verb]))
    passive = graph.passive(verb)
    old = kids.get("nsubj:pass" if passive else "obj")
    if old is not None and columns.lemmas[old] not in clauses.words.promise_nouns:
        under = [kid for label, kid in graph.kids[old] if label == "nmod:of"]  # "takes the place of its pledge"
        old = next((kid for kid in under if columns.lemmas[kid] in clauses.words.promise_nouns), old)
    new = (
        next((kids[label] for label in ("obl:agent", "obl:by", "obl:with") if label in kids), None)
        if passive
        else kids.get("nsubj")
    )
    return columns.lemmas[old] if old is not None else "", columns.lemmas[new] if new is not None else ""
