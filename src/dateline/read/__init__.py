"""Bytes to documents: the table of formats, and one door for files, folders and standard input."""

from dateline.read.clean import compose
from dateline.read.door import READERS, read, read_bytes
from dateline.read.source import Rejected

__all__ = ["READERS", "Rejected", "compose", "read", "read_bytes"]
