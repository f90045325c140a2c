"""A sentence as an enhanced dependency graph: who does it is said where the tree leaves it to the reader.

Added to the tree's own edges: subjects shared by coordinated verbs, subjects of controlled infinitives and of
subordinate clauses without one, the noun that a relative or participle clause hangs on as its argument, and
objects shared by verbs that stand side by side.
"""

from collections.abc import Iterator, Sequence

from dateline.match.path import Path, Step
from dateline.match.tree import children
from dateline.types import Sentence

__all__ = ["Graph"]

Edge = tuple[str, int]
_SUBJECTS = ("nsubj", "nsubj:pass")
_RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$"})
_VERBAL = frozenset({"VERB", "AUX"})
_CLAUSES = frozenset({"xcomp", "ccomp", "advcl"})
_BESIDE = frozenset({"obl:npmod", "nmod:npmod", "dep", "advmod", "obl"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET"})


class Graph:
    """Edges of one sentence, down (``kids``) and up (``heads``), each as (label, token).

    Args:
        sent: the sentence.
        object_control: verbs whose object is the subject of their infinitive ("urged Kyiv to …").
        partitive: heads that only say how many or which part ("the last of the howitzers").
    """

    def __init__(
        self, sent: Sentence, object_control: frozenset[str] = frozenset(), partitive: frozenset[str] = frozenset()
    ) -> None:
        self.sent = sent
        deps = sent.deps
        # tuples, for graphs are kept and the garbage collector would walk through lists again and again
        self.kids: list[tuple[Edge, ...]] = [tuple([(deps[kid], kid) for kid in kids]) for kids in children(sent.heads)[:-1]]
        self.heads: list[tuple[Edge, ...]] = [
            ((label, head),) if head >= 0 else () for label, head in zip(deps, sent.heads, strict=True)
        ]
        self._object_control = object_control
        self._labelled: dict[int, dict[str, tuple[int, ...]]] = {}
        self._comma_subjects()
        self._partitives(partitive)
        self._relatives()
        for token in self._downwards():
            if sent.pos[token] in _VERBAL or sent.tags[token].startswith("V"):
                self._share(token)

    def _add(self, head: int, label: str, token: int) -> None:
        self.kids[head] = (*self.kids[head], (label, token))
        self.heads[token] = (*self.heads[token], (label, head))

    def find(self, token: int, *labels: str) -> int | None:
        """Return the first child of ``token`` under one of ``labels``."""
        for label, kid in self.kids[token]:
            if label in labels:
                return kid
        return None

    def labelled(self, token: int) -> dict[str, tuple[int, ...]]:
        """Return the children of ``token`` by their label; only for a graph that is complete."""
        found = self._labelled.get(token)
        if found is None:
            found = self._labelled[token] = {}
            for label, kid in self.kids[token]:
                found[label] = (*found.get(label, ()), kid)
        return found

    def passive(self, token: int) -> bool:
        """Tell whether the verb ``token`` is in the passive, reduced participles included."""
        deps, sent = [label for label, _ in self.kids[token]], self.sent
        if "aux:pass" in deps or "nsubj:pass" in deps or "obl:agent" in deps:
            return True
        return sent.tags[token] == "VBN" and "aux" not in deps and sent.deps[token] in {"acl", "amod", "advcl", "conj"}

    def infinitive(self, verb: int) -> bool:
        """Tell whether ``verb`` is introduced by "to"."""
        return any(label == "mark" and self.sent.words[kid].lower() == "to" for label, kid in self.kids[verb])

    def subject(self, token: int) -> int | None:
        """Return the grammatical subject of ``token``, shared ones included."""
        return self.find(token, *_SUBJECTS)

    def follow(self, token: int, steps: tuple[Step, ...]) -> list[int]:
        """Return the tokens that ``steps`` lead to from ``token``."""
        reached: Sequence[int] = (token,)
        for label, star, up in steps:
            if star or up:
                fits, edges = str.startswith if star else str.__eq__, self.heads if up else self.kids
                reached = [other for at in reached for name, other in edges[at] if fits(name, label)]
            elif len(reached) == 1:
                reached = self.labelled(reached[0]).get(label, ())
            else:
                reached = [other for at in reached for other in self.labelled(at).get(label, ())]
            if not reached:
                return []
        return list(dict.fromkeys(reached))

    def resolve(self, token: int, path: Path) -> Iterator[list[int]]:
        """Yield what each alternative of ``path`` reaches, in order, empty ones left out."""
        below = self.labelled(token)
        for steps in path:
            label, star, up = steps[0]
            if (label in below or star or up) and (reached := self.follow(token, steps)):
                yield reached

    def coordinated(self, token: int) -> list[int]:
        """Return ``token`` and the nouns coordinated with it."""
        found = [token]
        for at in found:
            found.extend([kid for kid in self.labelled(at).get("conj", ()) if self.sent.pos[kid] in _NOMINAL])
        return found

    def _downwards(self) -> list[int]:
        """Tokens from the root down, so that what is shared is there before it is shared on."""
        tree = children(self.sent.heads)
        order = list(tree[-1])
        for token in order:
            order.extend(tree[token])
        return order

    def _comma_subjects(self) -> None:
        """A headline's "US, India to open talks": the parser hangs the first name beside the subject, not on it."""
        sent = self.sent
        for token, label in enumerate(sent.deps):
            if label not in _BESIDE or sent.pos[token] != "PROPN" or sent.words[token + 1 : token + 2] != (",",):
                continue
            for other in range(token + 2, len(sent.words)):
                if sent.deps[other] in _SUBJECTS and sent.heads[other] == sent.heads[token]:
                    self._add(other, "conj", token)
                    break

    def _partitives(self, partitive: frozenset[str]) -> None:
        """What a partitive head is made of stands in its place too."""
        sent = self.sent
        for token, label in enumerate(sent.deps):
            head = sent.heads[token]
            if head >= 0 and label in {"nmod:of", "obl:of"} and sent.lemmas[head] in partitive and sent.heads[head] >= 0:
                self._add(sent.heads[head], sent.deps[head], token)

    def _relatives(self) -> None:
        sent = self.sent
        for verb, label in enumerate(sent.deps):
            noun = sent.heads[verb]
            if noun < 0 or label not in {"acl:relcl", "acl"} or sent.pos[noun] not in _NOMINAL:
                continue
            if label == "acl":
                self._participle(verb, noun)
                continue
            pronouns = [(lab, kid) for lab, kid in self.kids[verb] if sent.tags[kid] in _RELATIVE_TAGS]
            for lab, _ in pronouns:
                self._add(verb, lab, noun)
            if not pronouns and self.find(verb, "obj") is None and self.find(verb, "nsubj:pass") is None:
                self._add(verb, "obj" if self.subject(verb) is not None else "nsubj", noun)
            self.kids[verb] = tuple(
                (lab, kid) for lab, kid in self.kids[verb] if lab not in _SUBJECTS or sent.tags[kid] not in _RELATIVE_TAGS
            )

    def _participle(self, verb: int, noun: int) -> None:
        if self.subject(verb) is not None:
            return  # "the news that Chad had agreed": a clause of its own
        if self.sent.tags[verb] == "VBN":
            self._add(verb, "nsubj:pass", noun)
        elif self.sent.tags[verb] == "VBG":
            self._add(verb, "nsubj", noun)

    def _share(self, verb: int) -> None:
        """Give ``verb`` the subject and object that it shares with the verb it hangs on."""
        sent, label, head = self.sent, self.sent.deps[verb], self.sent.heads[verb]
        if head < 0:
            return
        bare = label.partition(":")[0]
        if label == "conj" and self.find(verb, "obj") is not None:
            self._share_object(head, verb)
        if self.subject(verb) is not None:
            return
        subject: int | None = None
        if label == "conj" or bare == "advcl" or (bare in _CLAUSES and self._unfinished(verb)):
            subject = self.subject(head)
            if bare in _CLAUSES and sent.lemmas[head] in self._object_control and verb > head:
                subject = self._controller(head, subject)
        if subject is not None and subject != verb:
            self._add(verb, "nsubj:pass" if self.passive(verb) else "nsubj", subject)

    def _controller(self, head: int, subject: int | None) -> int | None:
        controller = self.find(head, "obj", "iobj", "nsubj:pass", "obl:on", "obl:to", "obl:for")
        return controller if controller is not None else (None if not self.passive(head) else subject)

    def _unfinished(self, verb: int) -> bool:
        return self.sent.tags[verb] in {"VB", "VBG", "VBN", "VBP"} or self.sent.deps[verb] == "xcomp"

    def _share_object(self, first: int, second: int) -> None:
        """In "arrested and charged two men" the first verb takes the object of the second."""
        sent = self.sent
        if sent.pos[first] not in _VERBAL or self.passive(first) or self.find(first, "obj") is not None:
            return
        if all(sent.pos[at] in {"CCONJ", "ADV", "PUNCT", "AUX"} for at in range(first + 1, second)):
            obj = self.find(second, "obj")
            if obj is not None:
                self._add(first, "obj", obj)
