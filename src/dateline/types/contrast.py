"""Two documents side by side."""

from typing import Literal

from dateline.types.base import Record, Span

__all__ = ["Aligned", "Comparison", "Item", "ItemKind"]

ItemKind = Literal["event", "commitment", "topic", "wording"]


class Item(Record, frozen=True, kw_only=True):
    """One thing a document mentions: ``label`` is its code (a type, a strength, a concept), ``id`` that of its record."""

    kind: ItemKind
    id: str
    label: str
    parties: tuple[str, ...]
    words: tuple[str, ...]
    span: Span


class Aligned(Record, frozen=True, kw_only=True):
    """The same thing in both; ``differs`` says in what: other words, another type, another deadline."""

    first: Item
    second: Item
    score: float
    note: str
    differs: tuple[str, ...]


class Comparison(Record, frozen=True, kw_only=True):
    """What both mention and what only one does."""

    both: tuple[Aligned, ...]
    only_first: tuple[Item, ...]
    only_second: tuple[Item, ...]
