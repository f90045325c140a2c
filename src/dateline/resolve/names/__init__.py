"""Proper names in a text."""

from dateline.resolve.names.find import Name, NameFinder
from dateline.resolve.names.kinds import NameKind
from dateline.resolve.names.words import NameWords

__all__ = ["Name", "NameFinder", "NameKind", "NameWords"]
