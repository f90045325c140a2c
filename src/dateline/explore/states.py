"""How the reports on the records of a story stand."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from dateline.explore.cards import Card
from dateline.explore.reports import Objection
from dateline.explore.snapshot import Snapshot

__all__ = ["State", "shown_wrong", "states_of"]


class State(NamedTuple):
    """One reader's report on a record and what became of it: sent, waiting, accepted or refused."""

    state: str
    wrong: str
    note: str
    reviewer: str = ""
    decided_on: str = ""
    decision_note: str = ""


def states_of(snapshot: Snapshot, document: str, sent: Sequence[Objection], run: str, digest: str) -> dict[str, list[State]]:
    """Return the reports by record: those of the queue as the snapshot has it, then those that are only in the file."""
    found: dict[str, list[State]] = {}
    known: set[str] = set()
    for row in snapshot.ask("objections_of", id=document).records():
        known.add(row["objection_id"])
        if row["stands"]:
            told = (row["reviewer"] or "", str(row["decided_on"] or ""), row["decision_note"] or "")
            found.setdefault(row["record_id"], []).append(State(row["state"], row["wrong"], row["note"], *told))
    for one in sent:
        if (one.run, one.digest) == (run, digest) and one.id not in known:
            found.setdefault(one.record, []).append(State("sent", one.wrong, one.note))
    return found


def shown_wrong(made: Sequence[Card], states: Mapping[str, Sequence[State]]) -> list[Card]:
    """Return the cards, those that review found wrong with the reason for which they are withheld."""
    return [_with(card, [one.wrong for one in states.get(card.id, ()) if one.state == "accepted"]) for card in made]


def _with(card: Card, wrong: Sequence[Any]) -> Card:
    return card._replace(withheld=f"reported wrong: {', '.join(sorted(set(wrong)))}") if wrong else card
