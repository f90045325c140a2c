"""What a proper name names, by what is known, its title, its head and its place in the sentence."""

from collections.abc import Container, Mapping
from typing import Literal, NamedTuple

from dateline.know import Known
from dateline.resolve.names.runs import Run
from dateline.resolve.names.words import NameWords
from dateline.resolve.toponyms import Toponym
from dateline.types import Sentence

__all__ = ["BARE", "WEAK", "Evidence", "Kinds", "NameKind"]

NameKind = Literal["person", "organisation", "place", "people", "thing"]
_OF_KNOWN: Mapping[str, NameKind] = {
    "country": "place", "region": "place", "person": "person", "organisation": "organisation", "armed group": "organisation",
    "party": "organisation", "institution": "organisation", "collective": "organisation", "seat": "organisation",
}  # fmt: skip
# What these rules say gives way to what is told of the same name elsewhere in the text.
WEAK = frozenset({"gazetteer", "article", "preposition", "acronym"})
# Rules that have nothing but the capital letter to show.
BARE = frozenset({"one word", "two words", "article"})


class Evidence(NamedTuple):
    """What the knowledge base and the gazetteer say of the words of a name; ``peoples``: lower case, those of this text."""

    known: Known | None
    place: Toponym | None
    peoples: Container[str]


class Kinds:
    """Tells the kind of a name from its words and its sentence.

    Args:
        words: words of the language.
        given: given names.
    """

    def __init__(self, words: NameWords, given: Container[str]) -> None:
        self._words, self._given = words, given

    def of(self, sent: Sentence, run: Run, name: str, evidence: Evidence) -> tuple[NameKind | None, str]:
        """Return the kind of ``name`` and the rule that told it, (None, "") if nothing in the sentence does."""
        known, place = evidence.known, evidence.place
        if name.lower() in evidence.peoples or (place is not None and place.reading.note == "demonym"):
            return "people", "people"
        if known is not None and (not run.titled or known.kind == "person"):
            return _OF_KNOWN[known.kind], "known"
        if run.titled:
            return "person", "title"
        headed = self._by_head(name.lower())
        if headed is not None:
            return headed, "head"
        placed = run.first > 0 and sent.words[run.first - 1].lower() in self._words.placing
        if not placed and any(part in self._given for part in name.split()[:-1] or [name]):
            return "person", "given name"
        if place is not None:
            return "place", "gazetteer"
        if name.isupper() and len(name) > 1 and " " not in name:
            return "organisation", "acronym"
        return self._by_slot(sent, run, placed=placed)

    def _by_head(self, lower: str) -> NameKind | None:
        """By the word before "of" or the last word: "Bank of Valletta", "Harbour Act 2011", "Lake Chad"."""
        parts = lower.replace("-", " ").split()
        while len(parts) > 1 and parts[-1].isdigit():
            parts.pop()
        if len(parts) < 2:
            return None
        link = next((n for n, word in enumerate(parts) if n and word in self._words.joiners), len(parts))
        for word in (parts[link - 1], parts[-1]):
            kinds: Mapping[NameKind, Container[str]] = {
                "thing": self._words.things, "organisation": self._words.bodies, "place": self._words.places,
            }  # fmt: skip
            found = next((kind for kind, heads in kinds.items() if word in heads), None)
            if found is not None:
                return found
        return "place" if parts[0] in self._words.places_first else None

    def _by_slot(self, sent: Sentence, run: Run, *, placed: bool) -> tuple[NameKind | None, str]:
        """By where it stands: after "in" a place, before "said" a person, a single word behind "the" a body."""
        label, verb = sent.deps[run.last], sent.heads[run.last]
        article = run.first > 0 and sent.words[run.first - 1].lower() in self._words.articles
        if placed and label.startswith(("obl", "nmod")):
            return "place", "preposition"
        if label == "nsubj" and verb >= 0 and sent.lemmas[verb] in self._words.speakers:
            return "organisation" if article else "person", "speaks"
        if run.first == run.last and article:
            return "organisation", "article"
        return None, ""
