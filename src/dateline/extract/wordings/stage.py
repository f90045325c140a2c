"""Stage of the wordings layer: variants found, each in somebody's voice."""

from collections.abc import Sequence

from dateline.codebook.wording import ConceptBook
from dateline.extract.doc import Control, View
from dateline.extract.wordings.finder import Hit, VariantFinder
from dateline.extract.wordings.voice import VoiceFinder, VoiceWords
from dateline.ids import content_id
from dateline.types import Coding, Layer, Why, Wording

__all__ = ["WordingStage"]


class WordingStage:
    """Stage of the ``wordings`` layer, made on the text as written; events are coded on the neutral reading (neutral.py)."""

    layer: Layer = "wordings"
    needs: frozenset[Layer] = frozenset({"sentences", "statements"})

    def __init__(self, book: ConceptBook, words: VoiceWords, control: Control) -> None:
        self._variants, self._voices, self._control = VariantFinder(book), VoiceFinder(words), control

    def __call__(self, codings: Sequence[Coding]) -> Sequence[tuple[Wording, ...]]:
        """Return the wordings of each coding in text order."""
        return [tuple(self._find(View(coding, self._control))) for coding in codings]

    def _find(self, view: View) -> list[Wording]:
        hits = self._variants.find(view.text, view.coding.sentences)
        return [self._wording(view, hit) for hit in hits]

    def _wording(self, view: View, hit: Hit) -> Wording:
        span = view.span(hit.start, hit.end)
        voice = self._voices.of(view, hit)
        return Wording(
            id=content_id("wor", span.start, span.end),
            span=span,
            concept=hit.concept.id,
            variant=hit.variant.text,
            gloss=hit.concept.gloss,
            voice=voice.name,
            holder=voice.holder,
            statement=voice.statement.id if voice.statement else None,
            why=Why(rule=f"wording:{hit.concept.id}", evidence=(span,)),
        )
