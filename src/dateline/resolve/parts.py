"""A phrase taken apart: its words, the known names in it, its title or role noun, and where its head ends."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

import msgspec

from dateline.know import KnowledgeBase, Known, NameHit, Noun, Title
from dateline.resolve.grammar import Grammar

__all__ = ["HeadNoun", "Parts", "PhraseReader", "Word"]

_TOKEN = re.compile(r"[\w.&'’-]*\w|\w")
_LONGEST_NOUN = 5  # words of the longest title or role noun tried


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word of the phrase: as written, lower-cased, with its offsets."""

    text: str
    low: str
    start: int
    end: int


CityFinder = Callable[[str], Known | None]


class HeadNoun(msgspec.Struct, frozen=True, gc=False):
    """A title or role noun found in the phrase: word range, sectors, office role, its only country."""

    first: int
    last: int
    sectors: tuple[str, ...]
    role: str
    country: str
    kind: str
    plural: bool
    text: str


class Parts(msgspec.Struct, frozen=True, gc=False):
    """A phrase taken apart; ``head_end`` is the number of words before the first preposition."""

    words: tuple[Word, ...]
    hits: tuple[NameHit, ...]
    head_end: int
    noun: HeadNoun | None
    former: bool
    deputy: bool

    def at(self, hit: NameHit) -> int:
        """Return the number of the word at which ``hit`` begins."""
        return next((n for n, word in enumerate(self.words) if word.start >= hit.start), len(self.words))

    def in_head(self, hit: NameHit) -> bool:
        """Tell whether ``hit`` begins before the first preposition."""
        return self.head_end > 0 and hit.start < self.words[self.head_end - 1].end

    def is_noun(self, hit: NameHit, noun: HeadNoun) -> bool:
        """Tell whether ``hit`` is just the role noun."""
        return hit.start == self.words[noun.first].start and hit.end == self.words[noun.last].end


# Phrases kept taken apart: a story says "the ministry" a dozen times, and an archive goes day by day.
_REMEMBERED = 20_000


class PhraseReader:
    """Takes phrases apart.

    Args:
        base: what is known.
        grammar: words of the language.
        cities: the city that a capitalised name may be, None without a gazetteer.
    """

    def __init__(self, base: KnowledgeBase, grammar: Grammar, cities: CityFinder | None = None) -> None:
        self.base, self.grammar, self._cities = base, grammar, cities
        self._noun_ends = frozenset(text.rpartition(" ")[2] for text in (*base.titles, *base.nouns))
        self.read = lru_cache(maxsize=_REMEMBERED)(self._read)

    def _read(self, phrase: str, date: str | None) -> Parts:
        """Return ``phrase`` taken apart; names are those valid on ``date``."""
        words = tuple([_word(match) for match in _TOKEN.finditer(phrase)])
        known = [hit for hit in self.base.scan(phrase, date) if self._sensible(hit, phrase)]
        hits = tuple(sorted([*known, *self._city_hits(words, known, phrase)], key=lambda hit: (hit.start, hit.end)))
        noun = self.noun(words, hits, len(words))
        head_end = self._head_end(words, hits, noun)
        head_noun = (self.noun(words, hits, head_end) if head_end < len(words) else None) or noun
        lows = {word.low.rstrip("-") for word in words[:head_end]} | {
            w.low.split("-")[0] for w in words[:head_end] if w.low.startswith("ex-")
        }
        return Parts(words, hits, head_end, head_noun, bool(lows & self.grammar.former), "deputy" in lows)

    def _sensible(self, hit: NameHit, phrase: str) -> bool:
        """A region or seat whose name is an everyday word does not count by itself."""
        return phrase[hit.start : hit.end] not in self.base.stop_names or hit.entries[0].kind in {"country", "person"}

    def _city_hits(self, words: Sequence[Word], hits: Sequence[NameHit], phrase: str) -> list[NameHit]:
        """Cities named by a whole run of capitalised words that nothing else accounts for."""
        if self._cities is None:
            return []
        found, run = [], list[Word]()
        for word in [*words, None]:
            if word is not None and word.text[:1].isupper() and word.low not in self.base.titles and not _taken(word, hits):
                run.append(word)
                continue
            if run and run[-1].low not in self.base.nouns:
                start, end = run[0].start, run[-1].end
                name = phrase[start:end].removesuffix("'s").removesuffix("’s")
                city = None if name in self.base.stop_names else self._cities(name)
                if city is not None:
                    found.append(NameHit(start, start + len(name), (city,)))
            run = []
        return found

    def _head_end(self, words: Sequence[Word], hits: Sequence[NameHit], noun: HeadNoun | None) -> int:
        for number, word in enumerate(words):
            if number == 0:
                continue
            participle = word.low.endswith(("ing", "ed")) and word.text.islower()
            if participle and any(hit.end == words[number - 1].end for hit in hits):
                return number  # "the Red Cross operating in Iraq"
            if word.low not in self.grammar.prepositions:
                continue
            if any(hit.start < word.start < hit.end for hit in hits):
                continue
            if noun and noun.first < number <= noun.last:
                continue
            return number
        return len(words)

    def noun(self, words: Sequence[Word], hits: Sequence[NameHit], end: int) -> HeadNoun | None:
        """The title or role noun that ends last before ``end``, the longest of those."""
        for last in range(end - 1, -1, -1):
            if words[last].low not in self._noun_ends:
                continue
            for first in range(max(0, last - _LONGEST_NOUN + 1), last + 1):
                text = " ".join([word.low for word in words[first : last + 1]])
                title, noun = self.base.titles.get(text), self.base.nouns.get(text)
                if (title or noun) and not (first == last and _inside(words[last], hits)):
                    return _noun_of(first, last, text, title, noun)
        return None


def _word(match: re.Match[str]) -> Word:
    text = match.group()
    return Word(text, text.lower().replace("’", "'"), *match.span())


def _taken(word: Word, hits: Sequence[NameHit]) -> bool:
    return any(hit.start < word.end and word.start < hit.end for hit in hits)


def _inside(word: Word, hits: Sequence[NameHit]) -> bool:
    return any(hit.start <= word.start and word.end <= hit.end for hit in hits)


def _noun_of(first: int, last: int, text: str, title: Title | None, noun: Noun | None) -> HeadNoun:
    sectors = title.sectors if title and title.sectors else noun.sectors if noun else ()
    plural = bool(title and title.plural) or bool(noun and noun.plural)
    kind = noun.kind if noun else "person"
    role = title.role if title and title.role != "honorific" else ""
    return HeadNoun(first, last, sectors, role, title.country if title else "", kind, plural, text)
