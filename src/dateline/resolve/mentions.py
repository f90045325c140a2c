"""Naming spans: base noun phrases around a noun, name or pronoun."""

from collections.abc import Iterator, Sequence

from dateline.ids import content_id
from dateline.know.normal import key_of
from dateline.match import children
from dateline.resolve.grammar import Grammar
from dateline.types import Coding, Layer, Mention, MentionKind, Sentence, Span

__all__ = ["MentionStage", "extended_phrase", "mentions_of", "noun_phrase"]

_HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_INSIDE = frozenset({"compound", "nummod", "det", "amod", "case", "mark", "advmod", "det:predet", "cc:preconj"})
_LEFT = frozenset({"det", "amod", "compound", "nummod", "nmod:poss", "nmod", "advmod", "det:predet", "nmod:npmod"})
_EXTENSIONS = frozenset({"nmod:of", "nmod:in", "nmod:from", "nmod:for", "nmod:at", "nmod:to"})


class MentionStage:
    """Stage of the ``mentions`` layer."""

    layer: Layer = "mentions"
    needs: frozenset[Layer] = frozenset({"sentences"})

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar

    def __call__(self, codings: Sequence[Coding]) -> Sequence[tuple[Mention, ...]]:
        """Return the mentions of each coding in text order."""
        return [tuple(mentions_of(coding.document.text, coding.sentences, self._grammar)) for coding in codings]


def mentions_of(text: str, sentences: Sequence[Sentence], grammar: Grammar) -> Iterator[Mention]:
    """Yield one mention for each noun, name and pronoun that heads a phrase."""
    pronouns = frozenset().union(*grammar.pronouns.values())
    for number, sent in enumerate(sentences):
        for head, pos in enumerate(sent.pos):
            if pos not in _HEADS or not _heads_phrase(sent, head):
                continue
            if pos == "PRON" and sent.words[head].lower() not in pronouns:
                continue
            first, last = noun_phrase(sent, head)
            span = Span(sent.starts[first], sent.ends[last], text[sent.starts[first] : sent.ends[last]])
            a_day = first == head and sent.words[head].lower() in grammar.calendar and not sent.deps[head].startswith("nsubj")
            named = pos == "PROPN" and not a_day  # "Theresa May" and "May said" are somebody
            kind: MentionKind = "pronoun" if pos == "PRON" else "organisation" if named else "other"
            yield Mention(
                id=content_id("men", span.start, span.end),
                span=span,
                kind=kind,
                sent=number,
                first=first,
                last=last,
                head=head,
                norm=key_of(span.text),
            )


def _heads_phrase(sent: Sentence, token: int) -> bool:
    label = sent.deps[token]
    if label == "nummod" or label.startswith("advmod"):
        return False
    if label in _INSIDE:  # a modifier inside a phrase, unless it names somebody of its own
        return label == "compound" and sent.pos[token] == "PROPN" and not _in_name(sent, token)
    return True


def _in_name(sent: Sentence, token: int) -> bool:
    """A capitalised word before a capitalised head is part of that name, before a noun it is a name of its own."""
    head = sent.heads[token]
    return head < 0 or sent.pos[head] == "PROPN"


def noun_phrase(sent: Sentence, head: int) -> tuple[int, int]:
    """Return first and last token (inclusive) of the base noun phrase of ``head``: no clauses, no prepositions."""
    first, tree = head, children(sent.heads)
    for kid in reversed(tree[head]):
        if kid < head and sent.deps[kid] in _LEFT:
            left = _leftmost(tree, kid)
            if all(_under(sent, at, head) for at in range(left, first)):
                first = min(first, left)
    while first < head and sent.pos[first] == "PUNCT" and sent.words[first] not in {"“", '"', "'"}:
        first += 1
    return first, head


def _leftmost(tree: Sequence[Sequence[int]], token: int) -> int:
    left = token
    for kid in tree[token]:
        if kid < token:
            left = min(left, _leftmost(tree, kid))
    return left


def _under(sent: Sentence, token: int, top: int) -> bool:
    steps = 0
    while token >= 0 and steps < len(sent.words):
        if token == top:
            return True
        token, steps = sent.heads[token], steps + 1
    return False


def extended_phrase(sent: Sentence, head: int, base: tuple[int, int] | None = None) -> tuple[int, int]:
    """Return the phrase of ``head`` with the "of/in/from …" phrases that follow it directly.

    "the leaders of the northern provinces", "protesters in Lima": what the resolver is asked.  ``base`` is the noun phrase of
    ``head`` where it is known.
    """
    first, last = base or noun_phrase(sent, head)
    for kid in range(last + 1, len(sent.words)):
        if sent.deps[kid] in _EXTENSIONS and _under(sent, kid, head):
            start, end = noun_phrase(sent, kid)
            if all(sent.deps[at] == "case" for at in range(last + 1, start)) and start - last <= 2:
                last = end
            else:
                break
    return first, last
