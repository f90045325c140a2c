"""What a figure counts: the noun, and what happened to those it names, read from the grammar around it."""

from collections.abc import Iterator
from typing import NamedTuple

from dateline.match import children
from dateline.resolve.amounts.words import CountVerbs, QuantityWords
from dateline.types import Sentence

__all__ = ["Count", "Counter"]

MODIFIES = frozenset({"nummod", "advmod", "compound", "amod", "det"})
SAME_ROLE = frozenset({"conj", "appos", "nmod:including", "acl:including", "obl:including"})
DONE_TO = frozenset({"obj", "nsubj:pass"})
DONE_BY = frozenset({"nsubj", "obl:agent", "obl:by"})
BESIDE = frozenset({"acl", "amod", "xcomp", "advcl:as", "advmod", "obl:as", "acl:relcl", "compound"})


class Count(NamedTuple):
    """Kind of a count, the noun counted, and the token that says what happened (-1: the noun itself)."""

    kind: str
    unit: str
    verb: int


class Counter:
    """Reads what is counted; ``persons`` are nouns of persons known besides those of the word list."""

    def __init__(self, words: QuantityWords, persons: frozenset[str]) -> None:
        self._words, self._persons = words, persons | words.people

    def __call__(self, sent: Sentence, first: int, last: int) -> Count | None:
        """Return what the number at tokens ``first`` to ``last`` (inclusive) counts, None if nothing we know."""
        noun = _noun(sent, first, last)
        counted = _of(sent, noun) if first <= noun <= last else noun
        lemma = sent.lemmas[counted]
        bare = first <= counted <= last
        if lemma in self._words.never_counted or (bare and sent.deps[noun] == "appos"):  # "Zamora, 67, was arrested"
            return None
        if lemma in self._words.materiel:
            return Count("materiel", lemma, self._verb(sent, noun))
        unit = "" if bare else lemma
        person = bare or self._is_person(sent, counted)
        for kind, at in self._said(sent, noun, counted):
            if person or self._words.kinds[kind].any_noun:
                return Count(kind, unit, at)
        own = next((kind for kind, verbs in self._words.kinds.items() if lemma in verbs.nouns), None)
        return Count(own, unit, -1) if own else None

    def _is_person(self, sent: Sentence, at: int) -> bool:
        lemma, tag = sent.lemmas[at], sent.tags[at]
        return lemma in self._persons or tag in {"NNP", "NNPS"} or lemma.endswith(self._words.person_endings)

    def _verb(self, sent: Sentence, noun: int) -> int:
        return sent.heads[_role(sent, noun)]

    def _said(self, sent: Sentence, noun: int, counted: int) -> Iterator[tuple[str, int]]:
        """Kinds in order of nearness: a word beside the noun, one beside the verb, the verb, a noun above."""
        beside = [found for near in dict.fromkeys((counted, noun)) for found in self._beside(sent, near)]
        yield from (found for found in beside if sent.tags[found[1]] != "VBG" and sent.deps[found[1]] != "acl:relcl")
        if sent.tags[noun] == "VBN" or sent.lemmas[noun] in self._all("states"):
            yield from self._in(sent.lemmas[noun], noun, "states", "done_to")
        at = _role(sent, noun)
        verb, dep = sent.heads[at], sent.deps[at]
        if verb >= 0 and sent.deps[verb] == "aux":  # a slip of the parser: the subject hangs on "are", not on "are missing"
            verb = sent.heads[verb]
        if verb < 0:
            yield from beside
            return
        if dep in DONE_TO or dep in DONE_BY:
            yield from self._beside(sent, verb)
        if dep in DONE_TO or (dep == "nsubj" and _objectless(sent, verb)):
            yield from self._in(sent.lemmas[verb], verb, "done_to", "states")
        if dep in DONE_BY:
            yield from self._in(sent.lemmas[verb], verb, "done_by", "states")
            if sent.lemmas[verb] in self._words.joining and self._joins(sent, verb):
                yield "participants", verb
        if dep.startswith("nmod") and dep != "nmod:poss":
            yield from self._in(sent.lemmas[verb], verb, "nouns")
        if counted == noun and self._toll(sent, verb):
            yield "killed", verb
        yield from beside

    def _beside(self, sent: Sentence, at: int) -> Iterator[tuple[str, int]]:
        for kid in children(sent.heads)[at]:
            if sent.deps[kid] not in BESIDE:
                continue
            yield from self._in(sent.lemmas[kid], kid, "states")
            side = _side_of(sent, kid, at)
            if side:
                yield from self._in(sent.lemmas[kid], kid, side)

    def _in(self, lemma: str, at: int, *sides: str) -> Iterator[tuple[str, int]]:
        for kind, verbs in self._words.kinds.items():
            if any(lemma in _side(verbs, side) for side in sides):
                yield kind, at

    def _all(self, side: str) -> frozenset[str]:
        return frozenset().union(*(_side(verbs, side) for verbs in self._words.kinds.values()))

    def _joins(self, sent: Sentence, verb: int) -> bool:
        """Whether an object or complement of ``verb``, or a noun in it, is a gathering: "took part in a march"."""
        kids = [kid for kid in children(sent.heads)[verb] if sent.deps[kid].startswith(("obj", "obl"))]
        inner = [kid for kid, head in enumerate(sent.heads) if head in kids and sent.deps[kid].startswith("nmod")]
        return any(sent.lemmas[kid] in self._words.gatherings for kid in (*kids, *inner))

    def _toll(self, sent: Sentence, verb: int) -> bool:
        """ "The toll rose to 31", "a toll of 31"."""
        return sent.lemmas[verb] in self._words.tolls or any(
            sent.lemmas[kid] in self._words.tolls for kid in children(sent.heads)[verb]
        )


def _side(verbs: CountVerbs, side: str) -> frozenset[str]:
    found: frozenset[str] = getattr(verbs, side)
    return found


def _noun(sent: Sentence, first: int, last: int) -> int:
    """The noun the number modifies, the number itself where it stands alone."""
    at = next((n for n in range(last, first - 1, -1) if not first <= sent.heads[n] <= last), last)
    while sent.deps[at] in MODIFIES and sent.heads[at] >= 0 and abs(sent.heads[at] - at) < 12:
        head = sent.heads[at]
        if sent.pos[head] in {"VERB", "AUX"} and sent.deps[at] != "nummod":
            break
        at = head
    return at


def _of(sent: Sentence, noun: int) -> int:
    """ "dozens of people": the noun after "of" is what is counted."""
    for kid in children(sent.heads)[noun]:
        if sent.deps[kid] == "nmod:of" and 0 < kid - noun < 8:
            return kid
    return noun


def _role(sent: Sentence, at: int) -> int:
    """The token whose relation holds for ``at`` too: the first of joined nouns, the whole for "including three"."""
    for _ in range(4):
        head = sent.heads[at]
        if sent.deps[at] not in SAME_ROLE or head < 0 or sent.pos[head] in {"VERB", "AUX"}:
            break
        at = head
    return at


def _objectless(sent: Sentence, verb: int) -> bool:
    """ "20 hurt", "dozens killed": a clipped passive reads as a subject; the verb has no object and no "have"."""
    return sent.tags[verb] in {"VBN", "VBD"} and not any(
        sent.deps[kid] == "obj" or (sent.lemmas[kid] == "have" and sent.deps[kid] == "aux") for kid in children(sent.heads)[verb]
    )


def _side_of(sent: Sentence, verb: int, noun: int) -> str:
    """On which side of a verb beside it the noun stands: "women abducted", "women fleeing", "women who were abducted"."""
    if sent.deps[verb] == "acl:relcl":
        if _active_subject(sent, verb, noun):
            return ""
        passive = any(sent.deps[k] in {"aux:pass", "nsubj:pass"} for k in children(sent.heads)[verb])
    elif sent.deps[verb] in {"acl", "amod", "xcomp"}:
        passive = sent.tags[verb] in {"VBN", "VBD", "JJ"}
    else:
        return ""
    return "done_to" if passive else "done_by"


def _active_subject(sent: Sentence, verb: int, noun: int) -> bool:
    """Whether a relative clause has a subject of its own, other than a relative word: "people the army killed"."""
    return any(
        sent.deps[k].startswith("nsubj") and sent.tags[k] not in {"WP", "WDT"} and k != noun for k in children(sent.heads)[verb]
    )
