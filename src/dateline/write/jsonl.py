"""JSON lines: one coding a line, the public shape; its JSON Schema is generated from the records."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from dateline.types import (
    Coding,
    Commitment,
    Discard,
    Document,
    Entity,
    Event,
    Failure,
    Place,
    Quantity,
    Run,
    Statement,
    Time,
    Wording,
)

__all__ = ["coding_to_dict", "lines", "schema", "to_json_line"]


class CodingLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line of output. Parser columns, mentions and chains are working layers and stay inside."""

    document: Document
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    commitments: tuple[Commitment, ...]
    wordings: tuple[Wording, ...]
    entities: tuple[Entity, ...]
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    discards: tuple[Discard, ...]
    failures: tuple[Failure, ...]
    run: Run | None


_ENCODER = msgspec.json.Encoder(order="deterministic")


def _line(coding: Coding) -> CodingLine:
    return CodingLine(**{name: getattr(coding, name) for name in CodingLine.__struct_fields__})


def to_json_line(coding: Coding) -> bytes:
    """Return ``coding`` as one line of UTF-8 JSON, with its line break; the same coding gives the same bytes."""
    return _ENCODER.encode(_line(coding)) + b"\n"


def coding_to_dict(coding: Coding) -> dict[str, Any]:
    """Return ``coding`` in the public shape as plain dicts and lists."""
    plain: dict[str, Any] = msgspec.to_builtins(_line(coding))
    return plain


def lines(codings: Iterable[Coding]) -> Iterator[bytes]:
    """Yield the JSON lines of ``codings``."""
    return map(to_json_line, codings)


def schema() -> dict[str, Any]:
    """Return the JSON Schema of an output line."""
    made = msgspec.json.schema(CodingLine)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "dateline coding", **made}
