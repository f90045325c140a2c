"""Who held which office when: answers with the overlaps and gaps they have."""

from typing import NamedTuple

from dateline.know.base import KnowledgeBase
from dateline.know.entry import Tenure

__all__ = ["Answer", "ask_office"]


class Answer(NamedTuple):
    """Holders on the day, the latest start first; without any, the last before and the first after it."""

    held: list[Tenure]
    before: Tenure | None
    after: Tenure | None

    @property
    def overlap(self) -> bool:
        """Whether the sources name more than one holder."""
        return len({tenure.person for tenure in self.held}) > 1

    @property
    def gap(self) -> bool:
        """Whether no holder is known for the day."""
        return not self.held


def ask_office(base: KnowledgeBase, country: str, role: str, date: str) -> Answer:
    """Return who held ``role`` in ``country`` (PLOVER code or body id such as ``org:nato``) on ``date`` (ISO)."""
    held = base.holders(country, role, date)
    if held:
        return Answer(held, None, None)
    terms = base.terms(country, role)
    before = [tenure for tenure in terms if tenure.end and tenure.end <= date]
    after = [tenure for tenure in terms if tenure.start and tenure.start > date]
    return Answer([], max(before, key=lambda t: t.end, default=None), min(after, key=lambda t: t.start, default=None))
