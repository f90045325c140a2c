"""Realis: did it happen, is it planned, possible, conditional, requested, threatened, denied, negated, generic?

From the event word the tree is climbed; operators met on the way are composed from the inside out.
"""

from dateline.extract.realis.climb import Verdict
from dateline.extract.realis.read import realis_of
from dateline.extract.realis.words import RealisWords

__all__ = ["RealisWords", "Verdict", "realis_of"]
