"""The coder: a checked chain of stages, each the owner of one layer; a failing document never stops the stream."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Protocol

import msgspec

from dateline.errors import CoderError
from dateline.types import Coding, Discard, Document, Failure, Layer, Run

__all__ = ["Coder", "Stage"]

_BATCH = 16  # documents a batch; the parser's own batches are paragraphs, so more gains nothing


class Stage(Protocol):
    """One step of coding."""

    layer: Layer
    needs: frozenset[Layer]

    def __call__(self, codings: Sequence[Coding]) -> Sequence[Any]:
        """Return the new layer for each coding, in order."""
        ...


class Coder:
    """Turn documents into codings.

    Args:
        stages: in order; each layer has one owner, and what a stage needs is made before it.
        run: what is written into each coding as its maker.
        as_of: the date to which the facts hold; later documents get a warning in their run.

    Raises:
        CoderError: at construction, if a need is missing or a layer has two owners.
    """

    def __init__(self, stages: Sequence[Stage], run: Run, *, as_of: str = "") -> None:
        self.stages, self.run, self._as_of = tuple(stages), run, as_of
        made: set[Layer] = set()
        for stage in self.stages:
            name = type(stage).__name__
            missing = stage.needs - made
            if missing:
                raise CoderError(f"{name} needs the layer {sorted(missing)[0]!r}, which no stage before it makes")
            if stage.layer in made:
                raise CoderError(f"{name} makes the layer {stage.layer!r}, which another stage already owns")
            made.add(stage.layer)

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
        ready = [n for n, coding in enumerate(codings) if not coding.failures]
        done = list(codings)
        for stage in self.stages:
            for number, coding in zip(ready, self._run(stage, [done[n] for n in ready]), strict=True):
                done[number] = coding
            ready = [n for n in ready if not done[n].failures]
        return [self._signed(coding) for coding in done]

    def _run(self, stage: Stage, codings: list[Coding]) -> list[Coding]:
        if not codings:
            return []
        try:
            layers = stage(codings)
            return [_with(stage, coding, layer) for coding, layer in zip(codings, layers, strict=True)]
        except Exception as error:  # noqa: BLE001 - whatever a stage raises is a record, not the end of the run
            if len(codings) == 1:
                return [_failed(stage, codings[0], error)]
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


def _failed(stage: Stage, coding: Coding, error: Exception) -> Coding:
    failure = Failure(stage=stage.layer, error=type(error).__name__, message=str(error)[:500])
    return msgspec.structs.replace(coding, failures=(*coding.failures, failure))
