"""The command line: one file a verb; data on standard output, everything else on standard error."""

from dateline.cli.main import main

__all__ = ["main"]
