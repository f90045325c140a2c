"""Stage of the ``quantities`` layer: each figure with its kind, its event and who estimates it."""

from collections.abc import Iterator, Sequence

from dateline.ids import content_id
from dateline.resolve.amounts.counted import Count, Counter
from dateline.resolve.amounts.numbers import Figure, NumberReader
from dateline.resolve.amounts.subsets import Counted, SubsetReader
from dateline.resolve.amounts.words import QuantityWords
from dateline.types import Coding, Event, Layer, Quantity, Sentence, Span, Statement, Why

__all__ = ["QuantityStage"]


class QuantityStage:
    """Comes after events, so that each figure is bound to one; ``persons`` are nouns of persons."""

    layer: Layer = "quantities"
    needs: frozenset[Layer] = frozenset({"sentences", "times", "statements", "events"})

    def __init__(self, words: QuantityWords, persons: frozenset[str]) -> None:
        self._words, self._read, self._count = words, NumberReader(words), Counter(words, persons)
        self._subsets = SubsetReader(words)

    def __call__(self, codings: Sequence[Coding]) -> Sequence[tuple[Quantity, ...]]:
        """Return the quantities of each coding in text order."""
        return [tuple(sorted(self._find(coding), key=lambda one: one.span.start)) for coding in codings]

    def _find(self, coding: Coding) -> Iterator[Quantity]:
        before: list[Counted] = []
        for number, sent in enumerate(coding.sentences):
            figures = [Counted(figure, self._what(sent, figure)) for figure in self._figures(coding, number)]
            parts = self._subsets(sent, figures, before) if figures else {}
            for at, (figure, count) in enumerate(figures):
                part = parts.get(at)
                whole = (before if part.before else figures)[part.whole] if part else None
                known = count or (whole.what._replace(unit="", verb=-1) if whole and whole.what else None)
                if known is not None:
                    above = coding.sentences[number - 1] if part and part.before else sent
                    yield self._quantity(coding, number, figure, known, _id(above, whole.figure) if whole else None)
            before = figures

    def _figures(self, coding: Coding, number: int) -> list[Figure]:
        """The figures of a sentence that are no dates, in text order."""
        sent = coding.sentences[number]
        dates = [time.span for time in coding.times if time.sent == number]
        found = [
            figure
            for figure in self._read(sent.span.text)
            if not any(span.start <= sent.span.start + figure.number[0] < span.end for span in dates)
        ]
        return sorted(found, key=lambda figure: figure.start)

    def _what(self, sent: Sentence, figure: Figure) -> Count | None:
        start, end = (sent.span.start + at for at in figure.number)
        inside = [n for n, s in enumerate(sent.starts) if start <= s < end]
        if not inside:
            return None
        if figure.currency:
            return Count("money", "", -1)
        return self._count(sent, inside[0], inside[-1])

    def _quantity(self, coding: Coding, number: int, figure: Figure, count: Count, whole: str | None) -> Quantity:
        sent, text = coding.sentences[number], coding.document.text
        start, end = sent.span.start + figure.start, sent.span.start + figure.end
        span = Span(start, end, text[start:end])
        statement = _innermost(coding.statements, span.start)
        return Quantity(
            id=_id(sent, figure),
            span=span,
            kind=count.kind,
            low=figure.interval[0],
            high=figure.interval[1],
            bound=figure.bound,  # type: ignore[arg-type]
            approx=figure.approx,
            cumulative=any(phrase in sent.span.text.lower() for phrase in self._words.cumulative),
            unit=count.unit,
            currency=figure.currency,
            sent=number,
            event=_event(coding.events, number, span, sent.starts[count.verb] if count.verb >= 0 else -1),
            estimator=statement.id if statement else None,
            subset_of=whole,
            why=Why(rule=f"quantity:{count.kind}", evidence=(span,)),
        )


def _id(sent: Sentence, figure: Figure) -> str:
    return content_id("qty", sent.span.start + figure.start, sent.span.start + figure.end)


def _innermost(statements: Sequence[Statement], at: int) -> Statement | None:
    inside = [s for s in statements if any(span.start <= at < span.end for span in s.content)]
    return max(inside, key=lambda s: len(s.chain), default=None)


def _event(events: Sequence[Event], sent: int, span: Span, verb: int) -> str | None:
    """The event of the governing word, else the nearest in the sentence."""
    near = [event for event in events if event.sent == sent]
    own = [event for event in near if event.trigger.start <= verb < event.trigger.end]
    best = min(own or near, key=lambda event: abs(event.trigger.start - span.start), default=None)
    return best.id if best else None
