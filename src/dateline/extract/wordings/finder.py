"""Variants in a text: one pass for all of them, then the conditions of each."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import ahocorasick_rs

from dateline.codebook.wording import Concept, ConceptBook, Variant
from dateline.types import Sentence

__all__ = ["Hit", "VariantFinder"]

_WORD_BEFORE, _WORD_AFTER = re.compile(r"([\w’'-]+)\W{1,2}$"), re.compile(r"\W{1,2}([\w’'-]+)")
_NEVER = re.compile(r"(?!)")
_REACH = 40


class Hit(NamedTuple):
    """A variant at characters ``start`` to ``end``, in sentence ``sent``."""

    start: int
    end: int
    sent: int
    concept: Concept
    variant: Variant
    form: str


class _Form(NamedTuple):
    text: str
    concept: Concept
    variant: Variant
    near: re.Pattern[str] | None


class VariantFinder:
    """Finds the variants of all concepts; longer ones win over those inside them."""

    def __init__(self, book: ConceptBook) -> None:
        forms: dict[str, list[_Form]] = defaultdict(list)
        for concept in book.concepts:
            for variant in concept.variants:
                words = (*variant.near, *(concept.near if variant.common else ()))
                near = _any_of(book.near(words)) if words or variant.common else None
                for text in (variant.text, *variant.forms) if variant.searched else ():
                    forms[text.lower()].append(_Form(text, concept, variant, near))
        self._forms = [forms[text] for text in sorted(forms)]
        self._automaton = ahocorasick_rs.AhoCorasick(sorted(forms), store_patterns=False)

    def find(self, text: str, sentences: tuple[Sentence, ...]) -> list[Hit]:
        """Return the hits in text order; they do not overlap."""
        lowered = text.lower()
        if len(lowered) != len(text):  # a letter that grows in lower case would shift all that follows
            lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
        found: list[Hit] = []
        at = 0
        for number, start, end in sorted(
            self._automaton.find_matches_as_indexes(lowered, overlapping=True), key=lambda hit: (hit[1], -hit[2])
        ):
            if not _whole(lowered, start, end) or (found and start < found[-1].end):
                continue
            while at + 1 < len(sentences) and sentences[at].span.end <= start:
                at += 1
            hit = self._best(text, start, end, at, sentences, number)
            if hit is not None:
                found.append(hit)
        return found

    def _best(self, text: str, start: int, end: int, at: int, sentences: tuple[Sentence, ...], number: int) -> Hit | None:
        """Of the concepts these words may stand for, the one whose context is nearest."""
        sentence = sentences[at] if sentences else None
        whole = (sentence.span.start, sentence.span.end) if sentence else (0, len(text))
        ranked = []
        for form in self._forms[number]:
            if _cased(form.text, text[start:end]) and _stands(form.variant, text, start, end, sentence):
                distance = _distance(form.near, text[whole[0] : whole[1]].lower(), start - whole[0], end - whole[0])
                if distance is not None:
                    ranked.append((distance, form.concept.id, form))
        if not ranked:
            return None
        form = min(ranked, key=lambda one: one[:2])[2]
        return Hit(start, end, at, form.concept, form.variant, form.text)


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    made = [re.escape(word.removesuffix("*").lower()) + (r"\w*" if word.endswith("*") else "") for word in words]
    return re.compile(r"\b(?:" + "|".join(made) + r")\b") if made else _NEVER


def _whole(text: str, start: int, end: int) -> bool:
    return not (start and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum())


def _cased(form: str, written: str) -> bool:
    """A capital of the variant must be one in the text; small letters may be capitals there."""
    return all(mine == theirs for mine, theirs in zip(form, written, strict=True) if mine.isupper())


def _stands(variant: Variant, text: str, start: int, end: int, sentence: Sentence | None) -> bool:
    """Whether the neighbours and the part of speech allow it."""
    before, after = _neighbours(text, start, end)
    if variant.alone and (_is_name(after) or (_is_name(before) and not _opens(sentence, text, start))):
        return False
    if after.lower() in _lower(variant.not_before) or before.lower() in _lower(variant.not_after):
        return False
    if variant.pos and sentence is not None:
        return any(pos == variant.pos for pos, first in zip(sentence.pos, sentence.starts, strict=True) if first == start)
    return True


def _lower(words: tuple[str, ...]) -> set[str]:
    return {word.lower() for word in words}


def _neighbours(text: str, start: int, end: int) -> tuple[str, str]:
    before = _WORD_BEFORE.search(text[max(0, start - _REACH) : start])
    after = _WORD_AFTER.match(text[end : end + _REACH])
    return before.group(1) if before else "", after.group(1) if after else ""


def _is_name(word: str) -> bool:
    return word[:1].isupper()


def _opens(sentence: Sentence | None, text: str, start: int) -> bool:
    """Whether the word before is the first of its sentence, which has its capital from that."""
    return sentence is not None and len(text[sentence.span.start : start].split()) <= 1


def _distance(near: re.Pattern[str] | None, sentence: str, start: int, end: int) -> int | None:
    """Characters to the nearest word of the context outside the hit; None if there must be one and is none."""
    if near is None:
        return len(sentence)
    found = list(_apart(near, sentence, start, end))
    return min(found) if found else None


def _apart(near: re.Pattern[str], sentence: str, start: int, end: int) -> Iterator[int]:
    for match in near.finditer(sentence):
        if match.end() <= start or match.start() >= end:
            yield max(start - match.end(), match.start() - end)
