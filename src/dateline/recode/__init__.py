"""Stored documents coded again, and what that changes."""

from dateline.recode.diff import FieldChange, RowChange, diff
from dateline.recode.stored import Recoded, recode

__all__ = ["FieldChange", "Recoded", "RowChange", "diff", "recode"]
