"""The coder: a checked chain of stages, each the owner of one layer; a failing document never stops the stream."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple, Protocol

import msgspec

from dateline.errors import CoderError
from dateline.types import Coding, Discard, Document, Failure, Layer, Run

__all__ = ["Coder", "Reader", "Reading", "Stage"]

_BATCH = 16  # documents a batch; the parser's own batches are paragraphs, so more gains nothing


class Stage(Protocol):
    """One step of coding."""

    layer: Layer
    needs: frozenset[Layer]

    def __call__(self, codings: Sequence[Coding]) -> Sequence[Any]:
        """Return the new layer for each coding, in order."""
        ...


class Reading(Protocol):
    """Another text to code in a story's place, and the way back."""

    @property
    def coding(self) -> Coding:
        """The coding of the other text, with the layers made so far."""
        ...

    def restore(self, found: Coding, written: Document) -> Coding:
        """Return ``found``, coded on the other text, on the text as ``written``."""
        ...


class Reader(Protocol):
    """Gives a story another reading: all layers but those ``as_written`` are made of it."""

    as_written: frozenset[Layer]

    def read(self, codings: Sequence[Coding]) -> Sequence[Reading]:
        """Return the reading of each coding, which has the first layers that are made as written."""
        ...


class Coder:
    """Turn documents into codings.

    Args:
        stages: in order; each layer has one owner, and what a stage needs is made before it.
        run: what is written into each coding as its maker.
        as_of: the date to which the facts hold; later documents get a warning in their run.
        reader: gives each story the reading that is coded; None: as written.

    Raises:
        CoderError: at construction, if a need is missing or a layer has two owners.
    """

    def __init__(self, stages: Sequence[Stage], run: Run, *, as_of: str = "", reader: Reader | None = None) -> None:
        self.stages, self.run, self._as_of, self._reader = tuple(stages), run, as_of, reader
        made: set[Layer] = set()
        for stage in self.stages:
            name = type(stage).__name__
            missing = stage.needs - made
            if missing:
                raise CoderError(f"{name} needs the layer {sorted(missing)[0]!r}, which no stage before it makes")
            if stage.layer in made:
                raise CoderError(f"{name} makes the layer {stage.layer!r}, which another stage already owns")
            made.add(stage.layer)
        self._parts = _parts(self.stages, reader.as_written if reader else frozenset())

    def __call__(self, document: Document) -> Coding:
        """Return the coding of one document."""
        return next(iter(self.pipe([document])))

    def pipe(self, documents: Iterable[Document | Coding]) -> Iterator[Coding]:
        """Yield codings in the order of ``documents``; a coding that already failed to be read passes through."""
        rest = iter(documents)
        while batch := list(islice(rest, _BATCH)):
            yield from self.code([one if isinstance(one, Coding) else Coding(document=one) for one in batch])

    def code(self, codings: Sequence[Coding]) -> list[Coding]:
        """Return ``codings`` with all layers; order is kept."""
        first, middle, last = self._parts
        done = self._reread(middle, self._through(first, list(codings)))
        return [self._signed(coding) for coding in self._through(last, done)]

    def _reread(self, stages: Sequence[Stage], codings: list[Coding]) -> list[Coding]:
        """Run ``stages`` over the reader's reading of each coding, and put what they find back onto the text as written."""
        readings = self._readings(codings)
        found = self._through(stages, [reading.coding for reading in readings])
        return [_restored(*one) for one in zip(readings, found, codings, strict=True)]

    def _readings(self, codings: list[Coding]) -> list[Reading]:
        """The reading of each coding; what failed is read no further."""
        if self._reader is None or not codings:
            return [_AsWritten(coding) for coding in codings]
        try:
            ready = iter(self._reader.read([coding for coding in codings if not coding.failures]))
            return [_AsWritten(coding) if coding.failures else next(ready) for coding in codings]
        except Exception as error:  # noqa: BLE001 - as for a stage: a record, not the end of the run
            if len(codings) == 1:
                return [_AsWritten(_failed("reading", codings[0], error))]
        return [one for coding in codings for one in self._readings([coding])]

    def _through(self, stages: Sequence[Stage], codings: list[Coding]) -> list[Coding]:
        """Run ``stages`` in order over the codings that have not failed."""
        done = list(codings)
        ready = [n for n, coding in enumerate(done) if not coding.failures]
        for stage in stages:
            for number, coding in zip(ready, self._run(stage, [done[n] for n in ready]), strict=True):
                done[number] = coding
            ready = [n for n in ready if not done[n].failures]
        return done

    def _run(self, stage: Stage, codings: list[Coding]) -> list[Coding]:
        if not codings:
            return []
        try:
            layers = stage(codings)
            return [_with(stage, coding, layer) for coding, layer in zip(codings, layers, strict=True)]
        except Exception as error:  # noqa: BLE001 - whatever a stage raises is a record, not the end of the run
            if len(codings) == 1:
                return [_failed(stage.layer, codings[0], error)]
        return [one for coding in codings for one in self._run(stage, [coding])]

    def _signed(self, coding: Coding) -> Coding:
        published, run = coding.document.published, self.run
        if published and self._as_of and published[:10] > self._as_of:
            warning = f"published {published[:10]}, after the facts' date {self._as_of}: office holders may be out of date"
            run = msgspec.structs.replace(run, warnings=(*run.warnings, warning))
        return msgspec.structs.replace(coding, run=run)


def _with(stage: Stage, coding: Coding, layer: Sequence[Any]) -> Coding:
    """Put ``layer`` into its place; discards a stage returns go to the discards."""
    kept = tuple(record for record in layer if not isinstance(record, Discard))
    discards = (*coding.discards, *(record for record in layer if isinstance(record, Discard)))
    changes: dict[str, Any] = {stage.layer: kept, "discards": discards}
    return msgspec.structs.replace(coding, **changes)


def _failed(step: str, coding: Coding, error: Exception) -> Coding:
    failure = Failure(stage=step, error=type(error).__name__, message=str(error)[:500])
    return msgspec.structs.replace(coding, failures=(*coding.failures, failure))


class _AsWritten(NamedTuple):
    """The reading that changes nothing."""

    coding: Coding

    def restore(self, found: Coding, written: Document) -> Coding:
        del written
        return found


def _restored(reading: Reading, found: Coding, written: Coding) -> Coding:
    try:
        return reading.restore(found, written.document)
    except Exception as error:  # noqa: BLE001 - as for a stage: a record, not the end of the run
        return _failed("reading", written, error)


def _parts(stages: Sequence[Stage], as_written: frozenset[Layer]) -> tuple[Sequence[Stage], Sequence[Stage], Sequence[Stage]]:
    """The first stages that work on the text as written, those on the reading, and the last ones on the text as written."""
    read = [number for number, stage in enumerate(stages) if stage.layer not in as_written]
    first, last = (read[0], read[-1] + 1) if read else (len(stages), len(stages))
    return stages[:first], stages[first:last], stages[last:]
