"""A parser without a model, for tests: one sentence a paragraph, every word hung on the first."""

import re
from collections.abc import Sequence

from dateline.parse.paragraphs import paragraphs
from dateline.types import Coding, Layer, Sentence, Span

__all__ = ["PlainParser"]

_TOKEN = re.compile(r"\w+|[^\w\s]")


class PlainParser:
    """Fake parser: makes well-formed columns of no linguistic worth."""

    layer: Layer = "sentences"
    needs: frozenset[Layer] = frozenset()

    def __call__(self, codings: Sequence[Coding]) -> Sequence[tuple[Sentence, ...]]:
        """Return one sentence a paragraph for each coding."""
        return [tuple(_sentence(coding.document.text, *part) for part in paragraphs(coding.document.text)) for coding in codings]


def _sentence(text: str, start: int, end: int) -> Sentence:
    tokens = list(_TOKEN.finditer(text, start, end))
    words = tuple(token.group() for token in tokens)
    count = len(words)
    return Sentence(
        span=Span(start, end, text[start:end]),
        starts=tuple(token.start() for token in tokens),
        ends=tuple(token.end() for token in tokens),
        words=words,
        lemmas=tuple(word.lower() for word in words),
        tags=("NN",) * count,
        pos=("NOUN",) * count,
        heads=tuple(-1 if index == 0 else 0 for index in range(count)),
        deps=tuple("root" if index == 0 else "dep" for index in range(count)),
        quoted=(False,) * count,
    )
