"""Magnitudes: reading numbers, finding what is counted, and the stage that joins them to events."""

from dateline.resolve.amounts.numbers import NumberReader, read_number
from dateline.resolve.amounts.stage import QuantityStage
from dateline.resolve.amounts.words import QuantityWords

__all__ = ["NumberReader", "QuantityStage", "QuantityWords", "read_number"]
