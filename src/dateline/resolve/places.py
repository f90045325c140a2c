"""Places: known names that stand where a location stands; a name in an actor's slot is an actor."""

from collections.abc import Sequence

from dateline.ids import content_id
from dateline.know import KnowledgeBase, Known, NameHit
from dateline.types import Coding, Layer, Place, Sentence, Span, Why

__all__ = ["PlaceStage", "in_location_slot"]


class PlaceStage:
    """Stage of the ``places`` layer."""

    layer: Layer = "places"
    needs: frozenset[Layer] = frozenset({"sentences"})

    def __init__(self, base: KnowledgeBase, locative: frozenset[str]) -> None:
        self._base, self._locative = base, locative

    def __call__(self, codings: Sequence[Coding]) -> Sequence[tuple[Place, ...]]:
        """Return the places of each coding in text order."""
        return [tuple(self._places(coding)) for coding in codings]

    def _places(self, coding: Coding) -> list[Place]:
        text, date = coding.document.text, coding.document.published
        hits = self._base.scan(text, date)
        found = []
        for sent in coding.sentences:
            for hit in hits:
                if sent.span.start <= hit.start < sent.span.end:
                    known = _place_reading(hit)
                    if known is not None and in_location_slot(sent, hit, self._locative):
                        span = Span(hit.start, hit.end, text[hit.start : hit.end])
                        found.append(_place(span, known))
        return found


def _place_reading(hit: NameHit) -> Known | None:
    return next((e for e in hit.entries if e.kind in {"country", "region"} and e.role != "demonym"), None)


def in_location_slot(sent: Sentence, hit: NameHit, locative: frozenset[str]) -> bool:
    """Tell whether the name's head hangs on its phrase by a locative preposition."""
    tokens = [n for n, start in enumerate(sent.starts) if hit.start <= start < hit.end]
    top = next((n for n in tokens if sent.heads[n] not in tokens), -1)
    if top < 0:
        return False
    label, _, preposition = sent.deps[top].partition(":")
    return label in {"obl", "nmod"} and preposition in locative


def _place(span: Span, known: Known) -> Place:
    precision = {"country": "country", "region": "region"}[known.kind]
    if known.kind == "country" and known.role == "capital":
        precision = "city"
    return Place(
        id=content_id("plc", span.start, span.end),
        span=span,
        name=span.text if known.role == "capital" else known.name,
        country=known.country,
        latitude=known.latitude,
        longitude=known.longitude,
        precision=precision,  # type: ignore[arg-type]
        why=Why(rule=f"place:{known.id}", evidence=(span,), score=0.9),
    )
