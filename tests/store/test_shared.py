"""Several processes on one Postgres store: at once, racing to make it, killed in the middle, passing while others write."""

import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec
import pytest
from pgserver import Server

from dateline.build import Parts
from dateline.cli.join import join_store
from dateline.errors import StoreError
from dateline.ledger import link
from dateline.ledger.words import LedgerWords
from dateline.store import Store
from dateline.types import Coding

WRITER = Path(__file__).with_name("writer.py")
TEXTS = (
    "Germany delivered howitzers to Ukraine on Tuesday. Kenya's president met Ghana's president on Monday.",
    "Latvia promised on Tuesday to send six drones to Moldova by June, its minister said.",
    "A bomb killed 14 people in Mogadishu on Tuesday, police said.",
)
COPIES = 70  # of each text: more than one batch in all
ALONE = 64  # codings a transaction
TABLES = (
    "document_version",
    "coding",
    "event_row",
    "participant_row",
    "statement_row",
    "commitment_row",
    "deed_row",
    "place_row",
)


@pytest.fixture(scope="module")
def codings(code: Callable[..., Coding]) -> list[Coding]:
    once = [code(text) for text in TEXTS]
    return [_named(one, f"{kind}-{number:03d}") for number in range(COPIES) for kind, one in enumerate(once)]


def _named(coding: Coding, name: str) -> Coding:
    return msgspec.structs.replace(coding, document=msgspec.structs.replace(coding.document, id=name))


def _shorter(coding: Coding) -> Coding:
    return msgspec.structs.replace(coding, document=msgspec.structs.replace(coding.document, title="Another title"))


@pytest.fixture
def words(parts: Parts) -> LedgerWords:
    found: LedgerWords = parts.codebook.table("ledger", LedgerWords)
    return found


@pytest.fixture
def kept(tmp_path: Path) -> Callable[[Sequence[Coding]], str]:
    def keep(codings: Sequence[Coding]) -> str:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.jsonl"
        path.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in codings))
        return str(path)

    return keep


def start(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, str(WRITER), *arguments], stderr=subprocess.PIPE, text=True)


def rows(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of all tables, without the time at which they were recorded."""
    found = {}
    for table in TABLES:
        columns, got = store.query(f"from {table}")
        at = [number for number, name in enumerate(columns) if name != "recorded_at"]
        found[table] = sorted((tuple(row[number] for number in at) for row in got), key=repr)
    found["standing"] = sorted(store.query("SELECT document_id, digest, run_id FROM standing_row")[1])
    return found


def calm(folder: Path, codings: Sequence[Coding]) -> dict[str, list[tuple[Any, ...]]]:
    with Store(folder / "calm.duckdb") as store:
        store.write(codings)
        return rows(store)


def test_four_writers_make_one_store_at_once(
    postgres: Server, tmp_path: Path, codings: list[Coding], kept: Callable[[Sequence[Coding]], str]
) -> None:
    address = postgres.fresh()
    halves = [kept(codings[:140]), kept(codings[70:])]  # a third of the stories is in both, in another order each
    writers = [start(address, halves[number % 2], str(number)) for number in range(4)]
    assert [writer.communicate()[1] for writer in writers] == [""] * 4
    with Store(address) as store:
        assert rows(store) == calm(tmp_path, codings)
        numbers = store.query("SELECT number FROM standing_row ORDER BY number")[1]
        assert numbers == [(number,) for number in range(1, len(codings) + 1)]
        times = [time for (time,) in store.query("SELECT recorded_at FROM standing_row ORDER BY number")[1]]
        assert times == sorted(times)
        assert store.query("SELECT count(*) - count(DISTINCT version) FROM schema_version")[1] == [(0,)]


def test_a_writer_killed_leaves_nothing_half_and_a_rerun_completes(
    postgres: Server, tmp_path: Path, codings: list[Coding], kept: Callable[[Sequence[Coding]], str]
) -> None:
    address, file = postgres.fresh(), kept(codings)
    writer = start(address, file, "1", "3")
    writer.communicate()
    assert writer.returncode == -9
    whole = calm(tmp_path, codings)
    with Store(address) as store:  # waits for nobody: the lock went with the process
        half = rows(store)
        there = {key[0] for key in half["standing"]}
        assert len(there) == 2 * ALONE
        for table, found in half.items():
            name = 0  # each table begins with the document
            assert found == [row for row in whole[table] if row[name] in there], table
    assert start(address, file, "2").communicate()[1] == ""
    with Store(address, read_only=True) as store:
        assert rows(store) == whole


def test_a_part_that_two_runs_made_is_written_once(postgres: Server, codings: list[Coding]) -> None:
    address = postgres.fresh()
    with Store(address) as one, Store(address) as other:
        assert one.write_part("000001-abc", codings[:3])
        one.write([_shorter(codings[0])])
        standing = one.query("SELECT count(*), max(number) FROM standing_row")[1]
        assert not other.write_part("000001-abc", codings[:3])
        with patch.object(Store, "_has_part", side_effect=[False, True]):  # it came while this one waited for the lock
            assert not other.write_part("000001-abc", codings[:3])
        assert one.query("SELECT count(*), max(number) FROM standing_row")[1] == standing == [(4, 4)]


def test_a_reader_sees_the_store_as_it_was_and_writes_nothing(postgres: Server, codings: list[Coding]) -> None:
    address = postgres.fresh()
    with Store(address) as writer:
        writer.write(codings[:3])
        with Store(address, read_only=True) as reader:
            writer.write(codings[3:6])
            assert reader.query("SELECT count(*) FROM document")[1] == [(3,)]
            for attempt in ("DELETE FROM coding", "SELECT 1; COMMIT; DELETE FROM coding", "SET TRANSACTION READ WRITE"):
                with pytest.raises(StoreError, match="query"):
                    reader.query(attempt)
            assert len(list(reader.codings())) == 3, "a refused query does not end the reading"
        assert writer.query("SELECT count(*) FROM document")[1] == [(6,)]


def test_what_comes_during_a_pass_is_left_to_the_next(postgres: Server, codings: list[Coding], words: LedgerWords) -> None:
    address = postgres.fresh()
    with Store(address) as one, Store(address) as other:
        one.write(codings[:6])
        with one.steady():
            assert len(list(one.codings())) == 6
            other.write(codings[6:9])
            assert one.query("SELECT count(*) FROM document")[1] == [(6,)]
            join_store(one)
        assert one.identity.pending() == 3
        assert link(other.ledger, words).documents == 9


def test_passes_take_turns(postgres: Server, codings: list[Coding], words: LedgerWords) -> None:
    address = postgres.fresh()
    with Store(address) as store:
        store.write(codings)
    barrier, faults = threading.Barrier(3), list[BaseException]()

    def work() -> None:
        try:
            with Store(address) as store:
                barrier.wait()
                link(store.ledger, words)
                join_store(store)
        except BaseException as error:  # noqa: BLE001 - told by the test
            faults.append(error)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with Store(address, read_only=True) as store:
        assert store.query("SELECT pass FROM ledger_pass")[1] == [(1,)]
        assert store.ledger.pending() == (0, True)
        assert store.identity.pending() == 0
