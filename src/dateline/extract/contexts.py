"""PLOVER contexts from the words of the clause, its sentence and the pattern."""

from collections.abc import Mapping, Sequence

from dateline.extract.doc import View
from dateline.types import Sentence, Span

__all__ = ["ContextFinder", "SentenceContexts"]


class SentenceContexts:
    """Contexts by keyword for one document; ``names`` of places give none."""

    def __init__(self, words: Mapping[str, str], sentences: Sequence[Sentence], names: Sequence[Span] = ()) -> None:
        self._words, self._sentences, self._names = words, sentences, names

    def of(self, sent: int) -> list[str]:
        """Return the contexts whose words stand in the sentence, in the order they are met; "West Bank" is no bank."""
        sentence = self._sentences[sent]
        lemmas = [
            "" if any(name.start <= start < name.end for name in self._names) else lemma
            for lemma, start in zip(sentence.lemmas, sentence.starts, strict=True)
        ]
        pairs = [f"{one} {two}" for one, two in zip(lemmas, lemmas[1:], strict=False)]
        return list(dict.fromkeys(self._words[word] for word in (*lemmas, *pairs) if word in self._words))


class ContextFinder:
    """Contexts of an event: those its pattern proves, then those its sentence speaks of.

    Args:
        words: context to its words (``contexts.yaml``).
        cameo: contexts that a CAMEO code implies, as the crosswalk has them.
    """

    def __init__(self, words: Mapping[str, Sequence[str]], cameo: Mapping[str, tuple[str, ...]]) -> None:
        self._words = {word: name for name, group in words.items() for word in group}
        self._cameo = cameo

    def bind(self, view: View) -> SentenceContexts:
        """Return the finder of one document."""
        return SentenceContexts(self._words, view.sentences, [place.span for place in view.coding.places])

    def of_code(self, cameo: str) -> tuple[str, ...]:
        """Return the contexts that a CAMEO code implies."""
        return self._cameo.get(cameo, ())
