"""Data files, read with the path of every fault."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from dateline.errors import CodebookError

__all__ = ["DATA", "read_csv", "read_yaml"]

DATA = Path(__file__).resolve().parent.parent / "data"
T = TypeVar("T")


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML in which "on", "off", "yes" and "no" are the words they look like, not truth values."""


_Loader.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, pairs in _Loader.yaml_implicit_resolvers.items()
}


def read_yaml(path: Path, kind: type[T]) -> T:
    """Return the YAML file at ``path`` as ``kind``; CodebookError names file, key and fault."""
    try:
        raw = yaml.load(path.read_text("utf-8"), Loader=_Loader)  # noqa: S506 - built on the safe loader
    except FileNotFoundError:
        raise CodebookError(f"{path}: no such file") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CodebookError(f"{path}: not valid YAML: {error}") from error
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        raise CodebookError(f"{path}: {error}") from error


def read_csv(path: Path, columns: tuple[str, ...] = ()) -> Iterator[dict[str, str]]:
    """Yield the rows of the CSV file at ``path``; CodebookError if one of ``columns`` is missing."""
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = csv.DictReader(lines)
            missing = set(columns) - set(rows.fieldnames or ())
            if missing:
                raise CodebookError(f"{path}: missing column {sorted(missing)[0]!r}; it has {rows.fieldnames}")
            for row in rows:
                checked: dict[Any, Any] = row
                if None in checked or None in checked.values():
                    raise CodebookError(f"{path}: line {rows.line_num} has not as many cells as the header")
                yield row
    except FileNotFoundError:
        raise CodebookError(f"{path}: no such file") from None
