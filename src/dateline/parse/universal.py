"""From the model's ClearNLP-style labels to Universal Dependencies, over plain columns.

Changed in structure: prepositions hang on their noun (``case``) and the noun carries the preposition in its
label (``obl:with``, ``nmod:of``; ``obl:agent`` for the by-phrase of a passive); prepositional clauses become
``advcl:of`` / ``acl:of``; a copula hangs on its predicate (``cop``).  Everything else is relabelled.
"""

from collections.abc import Mapping, Sequence

__all__ = ["to_universal"]

_PREPOSITIONS = frozenset({"prep", "agent"})
_COMPLEMENTS = frozenset({"pobj", "pcomp"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET"})
_COPULA = "be"
_PREDICATIVE = frozenset({"attr", "acomp"})


class _Tree:
    """Working columns of one sentence; ``head`` is -1 for the root."""

    def __init__(self, words: Sequence[str], pos: Sequence[str], heads: Sequence[int], deps: Sequence[str]) -> None:
        self.words = [word.lower() for word in words]
        self.pos = list(pos)
        self.head = list(heads)
        # "because of", "at over": the model calls the second preposition a clause or an object
        self.dep = ["prep" if d in _COMPLEMENTS and p == "ADP" else d for d, p in zip(deps, pos, strict=True)]
        self.kids: list[list[int]] = [[] for _ in words]
        for token, head in enumerate(heads):
            if head >= 0:
                self.kids[head].append(token)

    def kid(self, token: int, labels: frozenset[str]) -> int | None:
        """Return the first child of ``token`` with one of ``labels``."""
        return next((kid for kid in self.kids[token] if self.dep[kid] in labels), None)


def to_universal(
    words: Sequence[str], pos: Sequence[str], heads: Sequence[int], deps: Sequence[str], labels: Mapping[str, str]
) -> tuple[list[int], list[str]]:
    """Return heads and Universal Dependencies labels for one sentence.

    Args:
        words: the tokens; forms of the copula as their lemma.
        pos: their universal parts of speech.
        heads: their head indices in the sentence, -1 for the root.
        deps: the model's labels.
        labels: the plain relabelling table (``dobj: obj`` …), data of the language.
    """
    tree = _Tree(words, pos, heads, deps)
    new_head, new_dep = list(tree.head), [labels.get(dep, dep.lower()) for dep in tree.dep]
    for token, dep in enumerate(tree.dep):
        if dep in _COMPLEMENTS and tree.dep[tree.head[token]] in _COMPLEMENTS:
            new_dep[token] = "nmod"  # the object of an object: a slip of the model; lifted, the two would hang on each other
        elif dep in _COMPLEMENTS:
            _lift_complement(tree, token, new_head, new_dep)
        elif dep == "dative":
            new_dep[token] = "case" if tree.kid(token, _COMPLEMENTS) is not None else "iobj"
        elif dep == "npadvmod":
            new_dep[token] = "obl:npmod" if pos[heads[token]] in {"VERB", "AUX", "ADJ", "ADV"} else "nmod:npmod"
        elif dep == "aux" and tree.words[token] == "to":
            new_dep[token] = "mark"
        elif dep in _PREPOSITIONS and tree.kid(token, _COMPLEMENTS) is None:
            _bare_preposition(tree, token, new_dep)
    _hang_copulas(tree, new_head, new_dep)
    return new_head, new_dep


def _bare_preposition(tree: _Tree, token: int, new_dep: list[str]) -> None:
    """A preposition without its own complement: part of a longer one, or an adverb."""
    longer = any(tree.dep[kid] in _PREPOSITIONS for kid in tree.kids[token])
    new_dep[token] = "case" if longer else "advmod"


def _lift_complement(tree: _Tree, token: int, new_head: list[int], new_dep: list[str]) -> None:
    """Hang a prepositional object or clause on what the preposition hung on."""
    preposition = tree.head[token]
    name, top, host = tree.words[preposition], preposition, tree.head[preposition]
    while host >= 0 and tree.dep[top] in _PREPOSITIONS and tree.dep[host] in _PREPOSITIONS:
        if tree.kid(host, _COMPLEMENTS) is None:  # "according" + "to": one preposition in two words
            name = f"{tree.words[host]}_{name}"
            new_head[host], new_dep[host] = token, "case"
        top, host = host, tree.head[host]
    if host < 0:  # the preposition is the root of a fragment: its complement takes the place
        new_head[token], new_dep[token] = -1, "root"
    else:
        nominal = tree.pos[host] in _NOMINAL
        clause = tree.dep[token] == "pcomp" and tree.pos[token] in {"VERB", "AUX"}
        base = ("acl" if nominal else "advcl") if clause else ("nmod" if nominal else "obl")
        new_head[token] = host
        new_dep[token] = "obl:agent" if tree.dep[preposition] == "agent" and not clause else f"{base}:{name}"
    new_head[preposition] = token
    new_dep[preposition] = "mark" if tree.dep[token] == "pcomp" else "case"


def _hang_copulas(tree: _Tree, new_head: list[int], new_dep: list[str]) -> None:
    for verb, word in enumerate(tree.words):
        if word != _COPULA or tree.pos[verb] not in {"AUX", "VERB"}:
            continue
        predicate = tree.kid(verb, _PREDICATIVE)
        if predicate is None or new_dep[verb] in {"aux", "aux:pass"}:
            continue
        for token, head in enumerate(new_head):
            if head == verb and token != predicate:
                new_head[token] = predicate
        new_head[predicate], new_dep[predicate] = new_head[verb], new_dep[verb]
        new_head[verb], new_dep[verb] = predicate, "cop"
