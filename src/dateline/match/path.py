"""Paths through a dependency graph: ``obj > nmod:of | <obj > nsubj``.

``|`` separates alternatives, tried in order; ``>`` separates steps; a step is a label (``obl:with``), a label
with a star (``obl:*``), or one of these with ``<`` before it, which goes up instead of down.
"""

import re
from functools import cache
from typing import NamedTuple

from dateline.errors import CodebookError

__all__ = ["Path", "Step", "parse_path"]

_LABEL = re.compile(r"^<?[a-z]+(?::[a-z_*]+)?$")


class Step(NamedTuple):
    """One edge to follow: ``label`` (a prefix if ``star``), upwards if ``up``."""

    label: str
    star: bool
    up: bool

    def takes(self, label: str) -> bool:
        """Tell whether an edge with ``label`` is such a step."""
        return label.startswith(self.label) if self.star else label == self.label


Path = tuple[tuple[Step, ...], ...]


@cache  # patterns share their paths: 9,000 of them are 1,500 texts
def parse_path(text: str) -> Path:
    """Return the alternatives of ``text``; CodebookError if a step is not a label."""
    return tuple(tuple(_step(part, text) for part in one.split(">")) for one in text.split("|"))


def _step(text: str, whole: str) -> Step:
    label = text.strip()
    if not _LABEL.match(label):
        raise CodebookError(f"path {whole!r}: {label!r} is not a dependency label; write e.g. 'nsubj | obl:agent'")
    up = label.startswith("<")
    label = label.removeprefix("<")
    return Step(label.removesuffix("*"), label.endswith("*"), up)
