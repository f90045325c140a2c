"""Stores of before the joining had a history are brought up: what stands keeps its rows, under the time that is known of it."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import PropertyMock, patch

import pytest

from dateline.build import Parts
from dateline.cli import main
from dateline.cli.join import join_store
from dateline.coder import Coder
from dateline.errors import StoreError
from dateline.evaluate.identity import read_rows
from dateline.ledger import link
from dateline.ledger.words import LedgerWords
from dateline.store import Store
from dateline.store.bulk import insert_rows
from dateline.store.duck import Duck
from dateline.store.migrate import latest, schema_version
from dateline.store.postgres import Postgres
from dateline.types import Document

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "validation"
BEFORE = 10  # the last migration without a history of the joining
DAYS = [datetime(2024, 6, day, 12, tzinfo=UTC) for day in range(1, 9)]
JOINING = ("near_copy", "occurrence", "occurrence_report", "occurrence_value")
LEDGER = ("promise", "promise_link", "status_log", "review", "review_queue")
PROMISES = (
    ("first", "2024-02-07", "Latvia promised on Tuesday to send six drones to Moldova by June."),
    ("last", "2024-05-22", "Latvia sent six drones to Moldova on Tuesday."),
)


@contextmanager
def dateline_of_before() -> Iterator[None]:
    """The schema stops at the migration before."""
    with ExitStack() as stack:
        engines: tuple[type[Duck | Postgres], ...] = (Duck, Postgres)
        for engine in engines:
            every = object.__new__(engine).migrations
            files = {number: file for number, file in every.items() if number <= BEFORE}
            stack.enter_context(patch.object(engine, "migrations", PropertyMock(return_value=files)))
        yield


@pytest.fixture(scope="module", name="new")
def filled(coder: Coder, parts: Parts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Joined on days 1, 3 (which gives aliases) and 6 (which gives none); linked on 1, 3 and 5, with a review on 4."""
    path = tmp_path_factory.mktemp("new") / "n.duckdb"
    rows = read_rows(CORPUS / "day.jsonl")[:40]
    documents = [Document(id=row["id"], text=row["text"], published=row["published"], publisher=row["publisher"]) for row in rows]
    documents += [Document(id=name, text=text, published=day, publisher="O") for name, day, text in PROMISES]
    codings = list(coder.pipe(documents))
    words = parts.codebook.table("ledger", LedgerWords)
    with Store(path) as store:
        store.write(codings[:20], now=DAYS[0])
        join_store(store, DAYS[0])
        link(store.ledger, words, now=DAYS[0])
        store.write(codings[20:41], now=DAYS[1])
        join_store(store, DAYS[2])
        store.write(codings[41:], now=DAYS[3])
        link(store.ledger, words, now=DAYS[3])
        ((waiting,),) = store.query("SELECT link_id FROM review_queue")[1]
        store.ledger.review(waiting, "accept", reviewer="desk", decided_on="2024-06-04", note="", now=DAYS[4])
        link(store.ledger, words, now=DAYS[4])
        join_store(store, DAYS[5])
        assert store.query("SELECT count(*), max(pass) FROM alias_row")[1][0][1] == 2
    return path


def tables(store: Store) -> dict[str, list[bytes]]:
    """The rows that a store of before would have, as JSON objects, by table."""
    listed = [name for (name,) in store.query("SELECT table_name FROM duckdb_tables() ORDER BY 1")[1]]
    asked = {name: f"FROM {name}" for name in listed if name not in {"schema_version", "join_pass", "alias_row"}}
    for name in ("copy", "report", "occurrence", "value", "joined"):
        asked[f"{name}_row"] = f"SELECT * EXCLUDE (pass_from, pass_to) FROM {name}_row WHERE pass_to IS NULL"
    asked["review_row"] = "SELECT * EXCLUDE (recorded_at) FROM review_row"
    asked["occurrence_alias"] = "FROM occurrence_alias"
    return {
        name: [text.encode() for (text,) in store.query(f"SELECT to_json(t) FROM ({sql}) t")[1]] for name, sql in asked.items()
    }


@pytest.fixture(params=["file", "postgres"], name="old")
def of_before(request: pytest.FixtureRequest, tmp_path: Path, new: Path) -> str:
    """The same store as a dateline of before would have left it."""
    place = str(tmp_path / "old.duckdb") if request.param == "file" else str(request.getfixturevalue("postgres").fresh())
    with Store(new, read_only=True) as source:
        rows = tables(source)
    with dateline_of_before(), Store(place) as store:
        assert schema_version(store._engine) == BEFORE
        for name, lines in rows.items():
            if isinstance(store._engine, Duck):
                insert_rows(store._engine._connection, name, lines, dated=True)
            else:
                listed = f"[{','.join(line.decode() for line in lines)}]"
                store._engine.execute(f"INSERT INTO {name} SELECT * FROM json_populate_recordset(NULL::{name}, $1)", [listed])
    return place


def shown(place: Path | str, day: datetime | None, views: tuple[str, ...]) -> dict[str, Any]:
    with Store(place, read_only=True, as_of=day.date().isoformat() if day else None) as store:
        return {view: sorted(store.query(f"SELECT * FROM {view}")[1], key=repr) for view in views}


def test_a_joining_of_before_counts_from_what_is_known_of_its_time(old: str, new: Path) -> None:
    with Store(old) as store:
        assert schema_version(store._engine) == latest(store._engine) > BEFORE
        passes = store.query("SELECT pass, recorded_at FROM join_pass ORDER BY pass")[1]
        # an alias tells of a join on day 3; the last one read what was written on day 4
        assert passes == [(1, DAYS[2].replace(tzinfo=None)), (2, DAYS[3].replace(tzinfo=None))]
        last = "SELECT count(*) FROM {}_row WHERE pass_from <> 2 OR pass_to IS NOT NULL"
        assert all(store.query(last.format(name))[1] == [(0,)] for name in ("copy", "report", "occurrence", "value", "joined"))
        join_store(store, DAYS[6])
        assert store.query("SELECT count(*) FROM join_pass")[1] == [(2,)], "a join that finds the same writes nothing"
    for day in (DAYS[3], DAYS[6], None):
        assert shown(old, day, JOINING) == shown(new, None, JOINING), day
        assert shown(old, day, ("occurrence_alias",)) == shown(new, None, ("occurrence_alias",)), day
    assert not any(shown(old, DAYS[2], JOINING).values()), "what an earlier join found is not known"
    assert any(shown(old, DAYS[2], ("event", "occurrence_alias")).values())


def test_links_of_before_look_back_as_they_are(old: str, new: Path) -> None:
    Store(old).close()
    seen = [shown(old, day, LEDGER) for day in DAYS[:6]]
    assert seen == [shown(new, day, LEDGER) for day in DAYS[:6]]
    assert seen[0] != seen[3] != seen[4]


def test_a_store_of_before_is_read_as_it_is(old: str, capsys: pytest.CaptureFixture[str]) -> None:
    with Store(old, read_only=True) as store:
        assert store.identity.pending() == 0
        gone, since = store.query("SELECT old_id, occurrence_id FROM occurrence_alias ORDER BY 1 LIMIT 1")[1][0]
        assert store.identity.current(gone) in {gone, since}
        assert store.identity.reports_in(gone)
        assert store.identity.decisions() == []
    for verb in (["occurrences"], ["occurrences", "log"], ["copies"], ["commitments"]):
        assert main([verb[0], old, *verb[1:]]) == 0, verb
    capsys.readouterr()
    with pytest.raises(StoreError, match="older dateline"):
        Store(old, read_only=True, as_of="2024-06-01")


@pytest.mark.parametrize("old", ["file"], indirect=True)
def test_a_store_killed_as_it_was_brought_up_opens_again(old: str, new: Path, tmp_path: Path) -> None:
    """What was not yet moved into the file is read back from the write-ahead log."""
    path = tmp_path / "killed.duckdb"
    shutil.copyfile(old, path)
    script = f"import os\nfrom dateline.store import Store\nstore = Store({str(path)!r})\nos._exit(9)"
    subprocess.run([sys.executable, "-c", script], check=False)
    assert path.with_name("killed.duckdb.wal").exists()
    with Store(path) as store:
        join_store(store, DAYS[7])
    assert shown(path, None, JOINING) == shown(new, None, JOINING)
