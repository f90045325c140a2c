from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dateline.coder import Coder
from dateline.errors import StoreError
from dateline.recode import RowChange, diff, recode
from dateline.store import Store
from dateline.types import Coding, Discard, Run

TEXT = "Germany delivered howitzers to Ukraine on Tuesday. Kenya's president met Ghana's president on Monday."
FIRST, THEN = datetime(2024, 3, 1, tzinfo=UTC), datetime(2024, 4, 1, tzinfo=UTC)


class NextCoder(Coder):
    """The coder of today, its codings changed by a function."""

    def __init__(self, coder: Coder, change: Callable[[Coding], Coding]) -> None:
        super().__init__(coder.stages, Run(id="run-next", version="9", codebook="c", model="m"))
        self.change = change

    def code(self, codings: Sequence[Coding]) -> list[Coding]:
        return [self.change(coding) for coding in super().code(codings)]


def other(coding: Coding) -> Coding:
    """Another type and confidence for the gift, the meeting discarded."""
    made, discards = [], []
    for event in coding.events:
        if event.type == "AID":
            why = msgspec.structs.replace(event.why, rule="en.cooperate.next")
            made.append(msgspec.structs.replace(event, id="evt-other", type="COOPERATE", confidence=0.25, why=why))
        elif event.type == "CONSULT":
            discards.append(Discard(layer="events", reason="no meeting", span=event.trigger))
    return msgspec.structs.replace(coding, events=tuple(made), discards=tuple(discards))


@pytest.fixture
def store(tmp_path: Path, code: Callable[..., Coding]) -> Any:
    with Store(tmp_path / "n.duckdb") as made:
        made.write([code(TEXT, id=name, publisher=name) for name in "abc"], now=FIRST)
        yield made


def brief(changes: Sequence[RowChange]) -> list[tuple[str, str, str, str]]:
    return [(one.layer, one.change, one.span.text, one.cause) for one in changes]


def test_the_same_coding_has_no_difference(code: Callable[..., Coding]) -> None:
    assert diff(code(TEXT, id="a"), code(TEXT, id="a")) == ()


def test_each_field_that_differs_is_told_and_no_other(code: Callable[..., Coding]) -> None:
    before = code(TEXT, id="a")
    gift = next(event for event in before.events if event.type == "AID")
    changes = [one for one in diff(before, other(before)) if one.layer == "events"]
    assert brief(changes) == [
        ("events", "changed", gift.trigger.text, f"{gift.why.rule} → en.cooperate.next"),
        ("events", "dropped", "met", "no meeting"),
    ]
    assert {(one.field, one.before, one.after) for one in changes[0].fields} == {
        ("type", "AID", "COOPERATE"), ("confidence", gift.confidence, 0.25), ("rule", gift.why.rule, "en.cooperate.next"),
    }  # fmt: skip
    assert (changes[0].before, changes[0].after) == (gift.id, "evt-other")
    back = [one for one in diff(other(before), before) if one.layer == "events"]
    assert [one.change for one in back] == ["changed", "added"]
    assert {one.field for one in back[1].fields} >= {"type", "actors", "date_earliest", "rule"}


def test_an_actor_is_a_field_of_its_event(code: Callable[..., Coding]) -> None:
    before = code(TEXT, id="a")
    gift = before.events[0]
    actors = tuple(msgspec.structs.replace(actor, country="AUT") for actor in gift.actors)
    after = msgspec.structs.replace(before, events=(msgspec.structs.replace(gift, actors=actors), *before.events[1:]))
    (change,) = diff(before, after)
    assert [one.field for one in change.fields] == ["actors"]
    assert "DEU" in change.fields[0].before[0]
    assert "AUT" in change.fields[0].after[0]


def test_recoding_keeps_the_old_rows_and_shows_the_new(store: Store, coder: Coder) -> None:
    done = list(recode(store, NextCoder(coder, other), now=THEN))
    assert [(one.document, one.state, one.run_after) for one in done] == [(name, "coded", "run-next") for name in "abc"]
    assert all(one.run_before == coder.run.id for one in done)
    assert store.query("SELECT DISTINCT type FROM event")[1] == [("COOPERATE",)]
    assert store.query("SELECT list_sort(list(DISTINCT type)) FROM event_as_of('2024-03-31')")[1] == [(["AID", "CONSULT"],)]
    assert store.query("SELECT count(DISTINCT run_id) FROM event_row")[1] == [(2,)]
    again = list(recode(store, NextCoder(coder, other), now=THEN))
    assert {one.state for one in again} == {"same coder"}


def test_a_dry_run_writes_nothing_and_tries_the_coder_itself(store: Store, coder: Coder) -> None:
    before = store.query("SELECT count(*) FROM coding")[1]
    done = list(recode(store, NextCoder(coder, other), dry_run=True))
    assert {one.state for one in done} == {"coded"}
    assert all(one.changes for one in done)
    assert store.query("SELECT count(*) FROM coding")[1] == before
    same = list(recode(store, coder, dry_run=True))
    assert [(one.state, one.changes) for one in same] == [("coded", ())] * 3


def test_a_condition_chooses(store: Store, coder: Coder) -> None:
    done = list(recode(store, NextCoder(coder, other), where="publisher <> 'b'", now=THEN))
    assert [one.document for one in done] == ["a", "c"]
    assert store.query("SELECT DISTINCT document_id FROM event WHERE type = 'AID'")[1] == [("b",)]
    with pytest.raises(StoreError, match="colour"):
        list(recode(store, coder, where="colour = 1"))


def test_what_fails_keeps_what_stood(store: Store, coder: Coder) -> None:
    from dateline.types import Failure

    def broken(coding: Coding) -> Coding:
        failure = Failure(stage="events", error="ValueError", message="no")
        return msgspec.structs.replace(coding, events=(), failures=(failure,)) if coding.document.id == "b" else other(coding)

    done = list(recode(store, NextCoder(coder, broken), now=THEN))
    assert [(one.state, one.message) for one in done] == [("coded", ""), ("failed", "events: no"), ("coded", "")]
    assert store.query("SELECT DISTINCT document_id FROM event WHERE type = 'AID'")[1] == [("b",)]
