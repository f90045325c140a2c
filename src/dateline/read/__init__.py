"""Bytes to documents: the table of formats, and one door for files, folders and standard input."""

from dateline.read.clean import compose
from dateline.read.door import READERS, read, read_bytes
from dateline.read.finish import Checks, Defaults
from dateline.read.source import Rejected
from dateline.read.unpack import Limits

__all__ = ["READERS", "Checks", "Defaults", "Limits", "Rejected", "compose", "read", "read_bytes"]
