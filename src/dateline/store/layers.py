"""Quantities, places and wordings as rows of the store's tables."""

from collections.abc import Iterator, Mapping
from typing import Any

from dateline.types import Coding, Place, Quantity, Wording

__all__ = ["layer_rows"]


def layer_rows(coding: Coding, key: Mapping[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (table, row) for the three layers of ``coding``, each row under ``key``."""
    for quantity in coding.quantities:
        yield "quantity_row", {**key, **_quantity(quantity)}
    for place in coding.places:
        yield "place_row", {**key, **_place(place)}
    for wording in coding.wordings:
        yield "wording_row", {**key, **_wording(wording)}


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        "quantity_id": quantity.id, "kind": quantity.kind, "low": quantity.low, "high": quantity.high, "bound": quantity.bound,
        "approx": quantity.approx, "cumulative": quantity.cumulative, "unit": quantity.unit, "currency": quantity.currency,
        "event_id": quantity.event, "statement_id": quantity.estimator, "subset_of": quantity.subset_of,
        "words": quantity.span.text, "span_start": quantity.span.start, "span_end": quantity.span.end,
    }  # fmt: skip


def _place(place: Place) -> dict[str, Any]:
    return {
        "place_id": place.id, "name": place.name, "country": place.country, "admin1": place.admin1,
        "geonameid": place.geonameid, "latitude": place.latitude, "longitude": place.longitude, "precision": place.precision,
        "words": place.span.text, "span_start": place.span.start, "span_end": place.span.end,
    }  # fmt: skip


def _wording(wording: Wording) -> dict[str, Any]:
    return {
        "wording_id": wording.id, "concept": wording.concept, "variant": wording.variant, "gloss": wording.gloss,
        "voice": wording.voice, "holder": wording.holder, "statement_id": wording.statement, "words": wording.span.text,
        "span_start": wording.span.start, "span_end": wording.span.end,
    }  # fmt: skip
