"""Proper names of a text: where they stand and whether they name a person, a body, a place, a people or a thing."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dateline.know import KnowledgeBase, Known, NameHit
from dateline.resolve.names.kinds import BARE, WEAK, Evidence, Kinds, NameKind
from dateline.resolve.names.runs import Run, runs_of
from dateline.resolve.names.words import NameWords
from dateline.resolve.toponyms import Toponym
from dateline.types import Coding, Sentence

__all__ = ["Name", "NameFinder"]


class Name(NamedTuple):
    """A proper name at half-open character offsets ``start``, ``end``; ``rule`` says what told its kind."""

    start: int
    end: int
    text: str
    kind: NameKind
    rule: str


class _Found(NamedTuple):
    sent: int
    run: Run
    text: str
    kind: NameKind | None
    rule: str


class NameFinder:
    """Finds proper names over the parse.

    Args:
        base: what is known.
        words: words of the language.
        given: given names.
        common: words of the language's dictionary, lower case: with a capital and nothing else they are no names.
    """

    def __init__(self, base: KnowledgeBase, words: NameWords, given: Container[str], common: Container[str]) -> None:
        self._base, self._words, self._common = base, words, common
        self._kinds = Kinds(words, given)
        self._titles = frozenset(title.lower() for title in base.titles)

    def find(self, coding: Coding, toponyms: Sequence[Toponym]) -> list[Name]:
        """Return the proper names of ``coding`` in text order; titles and articles are no part of a name.

        Args:
            coding: with sentences.
            toponyms: its place names, demonyms included.
        """
        found = list(self._first(coding, toponyms))
        told = _told(found)
        persons = {word for one in found if one.kind == "person" for word in one.text.split()} - self._words.particles
        names = [
            Name(one.start, one.end, coding.document.text[one.start : one.end], "place", "dateline")
            for one in toponyms
            if one.sent < 0  # the place of the dateline stands in no sentence
        ]
        for one in found:
            kind, rule = _settled(one, told, persons)
            if rule not in BARE or not self._is_common(one, coding.sentences[one.sent]):
                start = coding.sentences[one.sent].starts[one.run.first]
                names.append(Name(start, start + len(one.text), one.text, kind, rule))
        return sorted(names)

    def _first(self, coding: Coding, toponyms: Sequence[Toponym]) -> Iterator[_Found]:
        """Every name with what its own sentence tells."""
        text = coding.document.text
        hits = self._base.scan(text, coding.document.published)
        places = {(one.sent, one.first, one.last): one for one in toponyms}
        peoples = self._words.peoples | {text[one.start : one.end].lower() for one in toponyms if one.reading.note == "demonym"}
        for number, sent in enumerate(coding.sentences):
            entries = dict(_entries(sent, hits, self._words.articles))
            for run in self._runs(sent, entries, peoples):
                name = text[sent.starts[run.first] : sent.ends[run.last]]
                tokens = (run.first, run.last)
                evidence = Evidence(entries.get(tokens), places.get((number, *tokens)), peoples)
                yield _Found(number, run, name, *self._kinds.of(sent, run, name, evidence))

    def _runs(self, sent: Sentence, entries: Mapping[tuple[int, int], Known], peoples: Container[str]) -> Iterator[Run]:
        known = {first: last for first, last in entries if last > first and sent.words[last][0].isupper()}
        sure = {first for (first, last), entry in entries.items() if first == last and entry.kind in {"country", "region"}}
        sure |= {n for n, word in enumerate(sent.words) if word[0].isupper() and word.lower() in peoples}
        for run in runs_of(sent, self._words, self._titles, peoples, known, sure):
            trimmed = self._trimmed(sent, run)
            if trimmed is not None:
                yield trimmed

    def _trimmed(self, sent: Sentence, run: Run) -> Run | None:
        """Without what is no part of a name at its ends; None if nothing is left, or a date."""
        first, last = run.first, run.last
        while first <= last and (sent.pos[first] in {"PUNCT", "DET"} or sent.words[first].lower() in self._words.articles):
            first += 1
        while last >= first and sent.pos[last] in {"PUNCT", "PART"}:
            last -= 1
        words = [word.lower().rstrip(".") for word in sent.words[first : last + 1]]
        if not words or all(word in self._words.months or word.isdigit() for word in words):
            return None
        if len(words) == 1 and words[0] in self._words.nothing:
            return None
        return Run(first, last, run.titled)

    def _is_common(self, one: _Found, sent: Sentence) -> bool:
        """A word of the dictionary with a capital, of which nothing says that it is a name: "Records", "Memorandum"."""
        words = [word.lower() for word in one.text.split()]
        if len(words) > 1:
            return one.run.first == 0 and all(word in self._common or word in self._words.nothing for word in words)
        first = sent.words[one.run.first].lower()
        return any(form in self._common for form in (first, first.removesuffix("s"), first.removesuffix("es")))


def _told(found: Iterable[_Found]) -> dict[str, NameKind]:
    """The kind of each name that is told somewhere in the text, a person's before all others."""
    kinds: dict[str, NameKind] = {}
    for one in found:
        if one.kind is not None and one.rule not in WEAK and (one.text not in kinds or one.kind == "person"):
            kinds[one.text] = one.kind
    return kinds


def _settled(one: _Found, told: Mapping[str, NameKind], persons: Container[str]) -> tuple[NameKind, str]:
    """The kind in the light of the whole text: its own evidence, the same name, part of a person's name, a person."""
    if one.kind is not None and one.rule not in WEAK:
        return one.kind, one.rule
    if one.text in told:
        return told[one.text], "same name"
    if one.text.split()[-1] in persons or one.text in persons:
        return "person", "part of a person's name"
    if one.kind is not None:
        return one.kind, one.rule
    return "person", "two words" if " " in one.text else "one word"


def _entries(sent: Sentence, hits: Iterable[NameHit], articles: Container[str]) -> Iterator[tuple[tuple[int, int], Known]]:
    """First and last token of each known name of the sentence that is written with a capital, and its best entry."""
    for hit in hits:
        if not sent.span.start <= hit.start < sent.span.end:
            continue
        tokens = [n for n, start in enumerate(sent.starts) if hit.start <= start < hit.end]
        if not tokens or not sent.words[tokens[0]][:1].isupper():
            continue
        if sent.words[tokens[0]].lower() in articles:
            tokens = tokens[1:]
        if tokens:
            yield (tokens[0], tokens[-1]), hit.entries[0]
