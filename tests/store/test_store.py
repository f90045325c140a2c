from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from dateline.errors import StoreError
from dateline.read.source import Rejected, rejected
from dateline.store import Store
from dateline.store.migrate import latest
from dateline.types import Coding

TEXT = "Germany delivered howitzers to Ukraine on Tuesday. Kenya's president met Ghana's president on Monday."


def counts(store: Store) -> list[int]:
    return [store.query(f"SELECT count(*) FROM {name}")[1][0][0] for name in ("document", "event", "participant", "dyad")]


def test_writing_again_changes_nothing(tmp_path: Path, code: Callable[..., Coding]) -> None:
    coding = code(TEXT, id="a")
    with Store(tmp_path / "n.duckdb") as store:
        store.write([coding])
        once = counts(store)
        store.write([coding, code(TEXT, id="a")])
        assert counts(store) == once
        assert once[0] == 1
        assert once[1] >= 2


def test_a_new_text_under_an_id_takes_its_place(tmp_path: Path, code: Callable[..., Coding]) -> None:
    with Store(tmp_path / "n.duckdb") as store:
        store.write([code(TEXT, id="a")])
        store.write([code("Germany delivered howitzers to Ukraine on Tuesday.", id="a")])
        assert store.query("SELECT count(*) FROM document")[1] == [(1,)]
        assert store.query("SELECT count(*) FROM event WHERE exportable")[1] == [(1,)]


def test_codings_come_back_whole(tmp_path: Path, code: Callable[..., Coding]) -> None:
    coding = code(TEXT, id="a")
    with Store(tmp_path / "n.duckdb") as store:
        store.write([coding])
        back = next(store.codings())
    assert back.events == coding.events
    assert back.statements == coding.statements
    assert back.run == coding.run


def test_views_answer(tmp_path: Path, code: Callable[..., Coding]) -> None:
    with Store(tmp_path / "n.duckdb") as store:
        store.write([code(TEXT, id="a")])
        columns, rows = store.query("from dyad_week where actor = 'DEU' and recipient = 'UKR'")
        assert columns[:4] == ["actor", "recipient", "week", "events"]
        assert len(rows) == 1
        assert store.query("SELECT DISTINCT recipient FROM dyad WHERE actor = 'GHA'")[1] == [("KEN",)]


def test_a_rejection_is_kept_with_its_reason_and_is_no_document(tmp_path: Path) -> None:
    refused = rejected(Rejected("in.jsonl:3", "the text is empty", "empty"))
    with Store(tmp_path / "n.duckdb") as store:
        store.write([refused])
        store.write([refused])
        assert store.query("SELECT place, kind, reason FROM rejection")[1] == [("in.jsonl:3", "empty", "the text is empty")]
        assert store.query("SELECT count(*) FROM document")[1] == [(0,)]


def test_a_migration_that_came_later_with_a_lower_number_is_applied(tmp_path: Path) -> None:
    path = tmp_path / "n.duckdb"
    Store(path).close()
    with duckdb.connect(str(path)) as connection:
        connection.execute("DELETE FROM schema_version WHERE version = 6")
        connection.execute("DROP VIEW rejection")
        connection.execute("DROP TABLE rejection_row")
        connection.execute("INSERT OR IGNORE INTO schema_version VALUES (5)")
    with Store(path) as store:
        assert store.query("SELECT count(*) FROM rejection")[1] == [(0,)]


def test_faults_are_told(tmp_path: Path) -> None:
    (tmp_path / "text.duckdb").write_text("this is no database, only a text that is long enough to be looked at")
    with pytest.raises(StoreError, match=r"text\.duckdb"):
        Store(tmp_path / "text.duckdb")
    with pytest.raises(StoreError, match="no such store"):
        Store(tmp_path / "none.duckdb", read_only=True)
    with Store(tmp_path / "n.duckdb") as store, pytest.raises(StoreError, match="query"):
        store.query("SELECT nothing FROM nowhere")


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "n.duckdb"
    with Store(path) as store:
        newest = latest(store._engine)
    with duckdb.connect(str(path)) as connection:
        connection.execute("INSERT INTO schema_version VALUES (?)", [newest + 1])
    with pytest.raises(StoreError, match="update dateline"):
        Store(path)


def test_reading_all_is_held_short_and_writing_is_not(tmp_path: Path) -> None:
    def limit(store: Store) -> str:
        return str(store.query("SELECT current_setting('memory_limit')")[1][0][0])

    with Store(tmp_path / "n.duckdb") as store:
        whole = limit(store)
        with store.steady():
            held = limit(store)
            with store._engine.transaction():
                assert limit(store) == whole
        assert held != whole == limit(store)
