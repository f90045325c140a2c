"""Paths through a dependency graph: ``obj > nmod:of | <obj > nsubj``.

``|`` separates alternatives, tried in order; ``>`` separates steps; a step is a label (``obl:with``), a label
with a star (``obl:*``), or one of these with ``<`` before it, which goes up instead of down.
"""

import re
from functools import cache

from dateline.errors import CodebookError

__all__ = ["Path", "Step", "parse_path"]

_LABEL = re.compile(r"^<?[a-z]+(?::[a-z_*]+)?$")


Step = tuple[str, bool, bool]  # label; whether it is but the beginning of one ("obl:*"); whether it goes upwards
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
    return label.removesuffix("*"), label.endswith("*"), up
