"""The ledger in the store: append-only, the same however stories came in, decided on by people."""

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dateline.build import Parts
from dateline.errors import StoreError
from dateline.ledger import link
from dateline.ledger.words import LedgerWords
from dateline.store import Store
from dateline.types import Coding

STORIES = (
    ("a", "2024-02-07", "Latvia promised on Tuesday to send six drones to Moldova by June."),
    ("b", "2024-05-08", "Latvia sent six drones to Moldova on Tuesday."),
    ("c", "2024-05-22", "Kenya reopened the Moyale crossing it had promised Ethiopia to open by May."),
    ("d", "2024-09-11", "Latvia delivered the last of the six drones it had promised Moldova in February."),
)
LOG = "SELECT promise_id, as_of, value, document_id, evidence FROM status_log ORDER BY ALL"


@pytest.fixture(scope="module")
def words(parts: Parts) -> LedgerWords:
    found: LedgerWords = parts.codebook.table("ledger", LedgerWords)
    return found


@pytest.fixture(scope="module")
def codings(code: Callable[..., Coding]) -> list[Coding]:
    return [code(text, day, id=name, publisher="O") for name, day, text in STORIES]


def rows(store: Store, sql: str) -> list[tuple[Any, ...]]:
    return store.query(sql)[1]


def test_linking_twice_doubles_nothing(tmp_path: Path, codings: list[Coding], words: LedgerWords) -> None:
    with Store(tmp_path / "n.duckdb") as store:
        store.write(codings)
        first = link(store.ledger, words)
        before = rows(store, "SELECT * FROM ledger_change ORDER BY ALL")
        store.write(codings)
        assert link(store.ledger, words).documents == 0
        assert link(store.ledger, words, full=True)._replace(full=False, documents=4) == first
        assert rows(store, "SELECT * FROM ledger_change ORDER BY ALL") == before
        assert rows(store, "SELECT count(*) FROM ledger_pass") == [(1,)]


def test_every_order_of_stories_gives_the_same_log(tmp_path: Path, codings: list[Coding], words: LedgerWords) -> None:
    with Store(tmp_path / "all.duckdb") as store:
        store.write(codings)
        link(store.ledger, words)
        wanted = rows(store, LOG)
    assert {row[2] for row in wanted} >= {"pending", "fulfilled"}
    for number, order in enumerate(itertools.islice(itertools.permutations(codings), 0, 24, 3)):
        with Store(tmp_path / f"{number}.duckdb") as store:
            for coding in order:
                store.write([coding])
                link(store.ledger, words)
            assert rows(store, LOG) == wanted


def test_later_stories_are_linked_without_reading_all_again(tmp_path: Path, codings: list[Coding], words: LedgerWords) -> None:
    with Store(tmp_path / "n.duckdb") as store:
        store.write(codings[:2])
        link(store.ledger, words)
        store.write(codings[2:])
        assert link(store.ledger, words)[:2] == (2, False)
    with Store(tmp_path / "m.duckdb") as store:
        store.write(codings[2:])
        link(store.ledger, words)
        store.write(codings[:2])
        assert link(store.ledger, words)[:2] == (2, True)


def test_nothing_is_ever_taken_out(tmp_path: Path, codings: list[Coding], words: LedgerWords) -> None:
    with Store(tmp_path / "n.duckdb") as store:
        store.write(codings[3:])
        link(store.ledger, words)
        back_filled = rows(store, "SELECT promise_id FROM promise WHERE origin = 'retrospective'")
        store.write(codings[:1])
        link(store.ledger, words)
        assert rows(store, "SELECT origin FROM promise") == [("reported",)]
        kept = rows(store, f"SELECT change FROM status_history WHERE promise_id = '{back_filled[0][0]}' ORDER BY pass")
        assert {change for (change,) in kept} == {"added", "withdrawn"}


def test_a_person_decides_and_the_decision_stays(tmp_path: Path, codings: list[Coding], words: LedgerWords) -> None:
    with Store(tmp_path / "n.duckdb") as store:
        store.write(codings[:2])
        link(store.ledger, words)
        ((name,),) = rows(store, "SELECT link_id FROM review_queue")
        decide: dict[str, Any] = {"reviewer": "Ada", "decided_on": "2024-06-01", "note": "same drones"}
        store.ledger.review(name, "accept", **decide)
        link(store.ledger, words)
        assert [row[2] for row in rows(store, LOG)] == ["pending", "fulfilled"]
        assert rows(store, "SELECT * FROM review_queue") == []
        store.ledger.review(name, "refuse", **decide)
        link(store.ledger, words)
        assert [row[2] for row in rows(store, LOG)] == ["pending"]
        assert rows(store, "SELECT number, decision, reviewer FROM review ORDER BY number") == [
            (1, "accept", "Ada"), (2, "refuse", "Ada"),
        ]  # fmt: skip
        store.ledger.review(name, "accept", **decide)
        link(store.ledger, words)
        assert [row[2] for row in rows(store, LOG)] == ["pending", "fulfilled"]
        with pytest.raises(StoreError, match="no link"):
            store.ledger.review("lnk-none", "accept", **decide)


def test_a_store_with_a_gap_in_its_migrations_takes_the_missing_one(tmp_path: Path) -> None:
    path = tmp_path / "n.duckdb"
    Store(path).close()
    with duckdb.connect(str(path)) as connection:
        numbers = [number for (number,) in connection.execute("SELECT version FROM schema_version ORDER BY 1").fetchall()]
    assert 3 in numbers
    assert numbers[:2] == [1, 2]
