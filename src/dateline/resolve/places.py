"""Places: toponyms that stand where a location stands; a name in an actor's slot is an actor."""

from collections.abc import Sequence

from dateline.ids import content_id
from dateline.know import KnowledgeBase
from dateline.resolve.context import document_countries
from dateline.resolve.toponyms import Toponym, ToponymFinder
from dateline.types import Coding, Layer, Place, Sentence, Span, Why

__all__ = ["PlaceStage", "in_location_slot", "people_tokens"]


class PlaceStage:
    """Stage of the ``places`` layer."""

    layer: Layer = "places"
    needs: frozenset[Layer] = frozenset({"sentences", "mentions", "chains"})

    def __init__(self, base: KnowledgeBase, finder: ToponymFinder, locative: frozenset[str]) -> None:
        self._base, self._finder, self._locative = base, finder, locative

    def __call__(self, codings: Sequence[Coding]) -> Sequence[tuple[Place, ...]]:
        """Return the places of each coding in text order."""
        return [tuple(self._places(coding)) for coding in codings]

    def _places(self, coding: Coding) -> list[Place]:
        return [
            place_of(coding, one)
            for one in self.toponyms(coding)
            if one.sent < 0
            or (one.reading.note != "demonym" and in_location_slot(coding.sentences[one.sent], one, self._locative))
        ]

    def toponyms(self, coding: Coding) -> list[Toponym]:
        """Return all place names of ``coding``, those that stand for actors included."""
        countries = document_countries(coding.document, self._base)
        return self._finder.find(coding.document, coding.sentences, people_tokens(coding), countries)


def people_tokens(coding: Coding) -> frozenset[tuple[int, int]]:
    """Return the tokens of names of persons: they block the gazetteer."""
    mentions = {mention.id: mention for mention in coding.mentions}
    found = set()
    for chain in coding.chains:
        if chain.kind == "person":
            for one in chain.mentions:
                mention = mentions[one]
                sent = coding.sentences[mention.sent]
                run = mention.head
                while run >= mention.first and sent.pos[run] in {"PROPN", "PUNCT"}:
                    found.add((mention.sent, run))
                    run -= 1
    return frozenset(found)


def in_location_slot(sent: Sentence, one: Toponym, locative: frozenset[str]) -> bool:
    """Tell whether the name's head hangs on its phrase by a locative preposition, or the name is a bare parent of one."""
    tokens = range(one.first, one.last + 1)
    top = next((n for n in tokens if sent.heads[n] not in tokens), -1)
    steps = 0
    while top >= 0 and steps < len(sent.words):
        label, _, preposition = sent.deps[top].partition(":")
        if label in {"obl", "nmod"} and preposition in locative:
            return True
        if label not in {"appos", "conj", "flat", "nmod"} and not (label == "compound" and one.reading.precision == "city"):
            return False
        top, steps = sent.heads[top], steps + 1
    return False


def place_of(coding: Coding, one: Toponym) -> Place:
    """Return the record of a toponym."""
    reading = one.reading
    span = Span(one.start, one.end, coding.document.text[one.start : one.end])
    return Place(
        id=content_id("plc", span.start, span.end),
        span=span,
        name=reading.name,
        country=reading.country,
        geonameid=reading.geonameid,
        latitude=reading.latitude,
        longitude=reading.longitude,
        admin1=reading.admin1,
        precision=reading.precision,  # type: ignore[arg-type]
        why=Why(rule=f"place:{reading.source}", evidence=(span,), score=round(reading.score, 2), note=reading.note),
    )
