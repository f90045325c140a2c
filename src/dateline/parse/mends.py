"""Slips of the model that the tree itself gives away, mended in place."""

from collections.abc import Container, Sequence

__all__ = ["Columns", "mend"]

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


class Columns:
    """The columns of a sentence that a mend reads (``lemmas``, ``tags``, ``pos``) and changes (``heads``, ``deps``)."""

    def __init__(self, lemmas: Sequence[str], tags: Sequence[str], pos: Sequence[str], heads: list[int], deps: list[str]) -> None:
        self.lemmas, self.tags, self.pos, self.heads, self.deps = lemmas, tags, pos, heads, deps
        self.kids: list[list[int]] = [[] for _ in heads]
        for token, head in enumerate(heads):
            if head >= 0:
                self.kids[head].append(token)

    def kid(self, token: int, *labels: str) -> int | None:
        """Return the first child of ``token`` with one of ``labels``."""
        return next((kid for kid in self.kids[token] if self.deps[kid] in labels), None)

    def under(self, token: int, top: int) -> bool:
        """Whether ``token`` is ``top`` or hangs somewhere under it."""
        while token >= 0 and token != top:
            token = self.heads[token]
        return token == top


def mend(columns: Columns, complemented: Container[str], clause_marks: Container[str]) -> None:
    """Mend a sentence.

    Args:
        columns: the sentence in Universal Dependencies.
        complemented: verbs whose infinitive is a complement even where words stand between.
        clause_marks: prepositions that also begin a clause ("after").
    """
    for token, label in enumerate(columns.deps):
        if label == "mark":
            _complement(columns, token, complemented)
            _relative(columns, token)
        elif label == "advcl" and columns.tags[token] in _FINITE:
            _subject(columns, token, clause_marks)


def _complement(columns: Columns, mark: int, complemented: Container[str]) -> None:
    """Infinitives that are complements of their verb: "refused on Monday to withdraw"."""
    verb = columns.heads[mark]
    if columns.lemmas[mark] != "to" or verb < 0 or columns.deps[verb] != "advcl":
        return
    if columns.pos[columns.heads[verb]] == "VERB" and columns.lemmas[columns.heads[verb]] in complemented:
        columns.deps[verb] = "xcomp"


def _relative(columns: Columns, token: int) -> None:
    """A relative "that" called a conjunction is the object of a verb that has none, the subject of one without subject."""
    verb = columns.heads[token]
    if columns.tags[token] != "WDT" or verb < 0 or columns.deps[verb] != "acl:relcl":
        return
    subject = columns.kid(verb, *_SUBJECTS)
    if subject is None:
        columns.deps[token] = "nsubj"
    elif columns.kid(verb, "obj", "ccomp", "xcomp", "cop") is None and columns.deps[subject] == "nsubj":
        columns.deps[token] = "obj"


def _subject(columns: Columns, verb: int, clause_marks: Container[str]) -> None:
    """ "Schools shut after eight pilots died": the pilots are no object of "after" but the subject of the clause."""
    if columns.kid(verb, "mark", *_SUBJECTS) is not None:
        return
    host = columns.heads[verb]
    for noun in reversed(range(verb)):
        if columns.heads[noun] != host or not columns.deps[noun].startswith("obl:"):
            continue
        case = columns.kid(noun, "case")
        if case is None or columns.lemmas[case] not in clause_marks:
            return
        if not all(columns.under(at, noun) or columns.under(at, verb) for at in range(noun, verb)):
            return
        columns.heads[noun], columns.heads[case] = verb, verb
        columns.deps[noun] = "nsubj" if columns.kid(verb, "aux:pass") is None else "nsubj:pass"
        columns.deps[case] = "mark"
        return
