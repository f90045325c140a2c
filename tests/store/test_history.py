import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import duckdb
import msgspec
import pytest

from dateline.errors import StoreError
from dateline.store import Store
from dateline.store.migrate import schema_version
from dateline.types import Coding

AID = "Germany delivered howitzers to Ukraine on Tuesday."
BOTH = AID + " Kenya's president met Ghana's president on Monday."
DAYS = [datetime(2024, 3, day, 12, tzinfo=UTC) for day in range(1, 9)]
TYPES = "SELECT list_sort(list(type)) FROM event WHERE exportable"


def known(path: Path, day: str | None, sql: str = TYPES) -> object:
    with Store(path, read_only=True, as_of=day) as store:
        return store.query(sql)[1][0][0]


def versioned(coding: Coding, version: str) -> Coding:
    """The coding as another coder would have made it: its first event is gone."""
    assert coding.run
    run = msgspec.structs.replace(coding.run, id=f"run-{version}", version=version)
    return msgspec.structs.replace(coding, run=run, events=coding.events[1:])


@pytest.fixture
def path(tmp_path: Path, code: Callable[..., Coding]) -> Path:
    """Day 1: two events. Day 3: a shorter text. Day 5: the first text again."""
    at = tmp_path / "n.duckdb"
    with Store(at) as store:
        store.write([code(BOTH, id="a")], now=DAYS[0])
        store.write([code(AID, id="a")], now=DAYS[2])
        store.write([code(BOTH, id="a")], now=DAYS[4])
    return at


def test_each_day_shows_what_was_known_then(path: Path) -> None:
    assert known(path, "2024-02-29") is None
    assert known(path, "2024-03-01") == known(path, "2024-03-02") == ["AID", "CONSULT"]
    assert known(path, "2024-03-03") == known(path, "2024-03-04") == ["AID"]
    assert known(path, "2024-03-05") == known(path, None) == ["AID", "CONSULT"]


def test_a_time_counts_to_the_moment(path: Path) -> None:
    assert known(path, "2024-03-03T11:59:59") == ["AID", "CONSULT"]
    assert known(path, "2024-03-03T12:00:00") == ["AID"]
    assert known(path, "2024-03-03T13:30+02:00") == ["AID", "CONSULT"]
    assert known(path, "2024-03-03T14:00+02:00") == known(path, "20240303") == ["AID"]


def test_the_macros_and_the_views_agree(path: Path) -> None:
    with Store(path, read_only=True) as store:
        macros = store.query(
            "SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_name LIKE '%\\_as\\_of' ESCAPE '\\'"
        )
        views = {name.removesuffix("_as_of") for (name,) in macros[1]} - {"standing", "coding", "event_core"}
        assert {"event", "statement", "commitment", "quantity", "place", "wording", "dyad_week", "actor_day"} <= views
        by_macro = {name: store.query(f"SELECT * FROM {name}_as_of('2024-03-03') ORDER BY ALL") for name in views}
    with Store(path, read_only=True, as_of="2024-03-03") as store:
        for name, found in by_macro.items():
            assert store.query(f"SELECT * FROM {name} ORDER BY ALL") == found, name


def test_both_times_at_once(path: Path) -> None:
    with Store(path, read_only=True) as store:
        ask = "SELECT list_sort(list(type)) FROM event_between('2024-05-13', '2024-05-13', '{}') WHERE exportable"
        assert store.query(ask.format("2024-03-01"))[1] == [(["CONSULT"],)]
        assert store.query(ask.format("2024-03-03"))[1] == [(None,)]
        rows = store.query("SELECT known_from, known_until FROM event_history WHERE type = 'CONSULT' ORDER BY known_from")[1]
    noon = [day.replace(tzinfo=None) for day in DAYS]
    assert rows == [(noon[0], noon[2]), (noon[4], None)]


def test_another_coder_takes_over_and_the_old_rows_stay(path: Path, code: Callable[..., Coding]) -> None:
    with Store(path) as store:
        store.write([versioned(code(BOTH, id="a"), "next")], now=DAYS[6])
    assert known(path, "2024-03-06") == ["AID", "CONSULT"]
    assert known(path, "2024-03-07") == ["CONSULT"]
    assert known(path, None, "SELECT count(DISTINCT run_id) FROM event_row") == 2
    with Store(path) as store:  # and back: the last one written stands
        store.write([code(BOTH, id="a")], now=DAYS[7])
    assert known(path, None) == ["AID", "CONSULT"]
    assert known(path, "2024-03-07") == ["CONSULT"]


def test_writing_again_adds_nothing_to_the_log(path: Path, code: Callable[..., Coding]) -> None:
    count = "SELECT count(*) FROM standing_row"
    before = known(path, None, count)
    with Store(path) as store:
        store.write([code(AID, id="a"), code(BOTH, id="a")], now=DAYS[7])
    assert known(path, None, count) == before == 3


def test_a_retraction_takes_everything_out_and_leaves_the_past(path: Path, code: Callable[..., Coding]) -> None:
    counts = "SELECT (SELECT count(*) FROM {}) + (SELECT count(*) FROM document) + (SELECT count(*) FROM dyad_week)"
    with Store(path) as store:
        store.history.retract(["a"], "invented by its author", withdrawn_on="2024-03-02", by="desk", now=DAYS[5])
        store.write([code(AID, id="a")], now=DAYS[6])  # a later text does not lift it
    for layer in ("event", "participant", "statement", "commitment", "quantity", "place", "wording"):
        assert known(path, None, counts.format(layer)) == 0
    assert known(path, None) is None
    assert known(path, "2024-03-05") == ["AID", "CONSULT"]
    with Store(path, read_only=True) as store:
        assert list(store.codings()) == []
        row = store.query("SELECT document_id, reason, withdrawn_on::VARCHAR, decided_by, restored_at FROM retraction")[1]
        assert row == [("a", "invented by its author", "2024-03-02", "desk", None)]
    with Store(path) as store:
        store.history.restore(["a"], "the author was right", now=DAYS[7])
    assert known(path, None) == ["AID"]
    assert known(path, "2024-03-07") is None
    assert known(path, None, "SELECT restored_for FROM retraction") == "the author was right"


def test_retractions_that_cannot_be_are_told_and_change_nothing(path: Path) -> None:
    with Store(path) as store:
        for names, reason, wrong in ((["a", "b"], "x", "b: no such document"), (["a"], " ", "needs a reason")):
            with pytest.raises(StoreError, match=wrong):
                store.history.retract(names, reason, now=DAYS[5])
        with pytest.raises(StoreError, match="not after"):
            store.history.retract(["a"], "x", withdrawn_on="2024-03-09", now=DAYS[5])
        with pytest.raises(StoreError, match="not after"):
            store.history.retract(["a"], "x", withdrawn_on="soon", now=DAYS[5])
        with pytest.raises(StoreError, match="is not retracted"):
            store.history.restore(["a"], "x", now=DAYS[5])
        store.history.retract(["a"], "x", now=DAYS[5])
        with pytest.raises(StoreError, match="already"):
            store.history.retract(["a"], "x", now=DAYS[5])
        assert store.query("SELECT count(*) FROM standing_row")[1] == [(4,)]


def test_the_past_cannot_be_written(path: Path, code: Callable[..., Coding]) -> None:
    with Store(path) as store:
        with pytest.raises(StoreError, match="past day cannot be changed"):
            store.write([code(AID, id="b")], now=DAYS[3])
        store.write([code(AID, id="b")], now=DAYS[5].astimezone(timezone(timedelta(hours=5))))
        assert store.query("SELECT max(recorded_at) FROM standing_row")[1] == [(DAYS[5].replace(tzinfo=None),)]
        far = datetime(2200, 1, 1, tzinfo=UTC)
        store.write([code(AID, id="c")], now=far)
        store.write([code(AID, id="d")])  # a clock that is behind the log does not turn it back
        assert store.query("SELECT max(recorded_at) FROM coding")[1] == [(far.replace(tzinfo=None),)]


def test_as_of_is_checked(path: Path) -> None:
    with pytest.raises(StoreError, match="not an ISO day"):
        Store(path, read_only=True, as_of="last week")
    with pytest.raises(StoreError, match="only be read"):
        Store(path, as_of="2024-03-01")


def test_equal_offsets_in_two_documents_are_two_events(tmp_path: Path, code: Callable[..., Coding]) -> None:
    with Store(tmp_path / "n.duckdb") as store:
        store.write([code(AID, id="a"), code(AID.replace("howitzers", "medicines"), id="b")])
        assert store.query("SELECT events FROM dyad_week WHERE actor = 'DEU'")[1] == [(2,)]


def test_texts_without_an_id_do_not_replace_each_other(tmp_path: Path, code: Callable[..., Coding]) -> None:
    with Store(tmp_path / "n.duckdb") as store:
        store.write([code(AID), code(BOTH), code(AID)])
        assert store.query("SELECT count(*) FROM document")[1] == [(2,)]
        assert all(coding.document.id for coding in store.codings())


def test_codings_are_chosen_by_a_condition(tmp_path: Path, code: Callable[..., Coding]) -> None:
    with Store(tmp_path / "n.duckdb") as store:
        store.write([code(AID, id=f"d{number:03}", publisher="odd" if number % 2 else "even") for number in range(150)])
        assert [coding.document.id for coding in store.codings()] == [f"d{number:03}" for number in range(150)]
        assert len(list(store.codings("publisher = 'odd' AND published < '2024-06-01'"))) == 75
        with pytest.raises(StoreError, match="colour"):
            list(store.codings("colour = 'red'"))


def test_a_store_of_before_is_brought_up(tmp_path: Path, code: Callable[..., Coding]) -> None:
    """The layers that had no table are read again from the kept codings, just as they are written today."""
    coding = code("Rebels killed 12 soldiers in Goma on Monday, and the special military operation cost $3 million.", id="a")
    assert coding.quantities
    assert coding.places
    new, old = tmp_path / "new.duckdb", tmp_path / "old.duckdb"
    with Store(new) as store:
        store.write([coding], now=DAYS[0])
    schema = Path(__file__).resolve().parents[2] / "src/dateline/store/schema"
    with duckdb.connect(str(old)) as connection:
        connection.execute("CREATE TABLE schema_version (version INTEGER PRIMARY KEY)")
        for number, name in enumerate(("001_initial.sql", "002_views.sql"), 1):
            connection.execute((schema / name).read_text("utf-8"))
            connection.execute("INSERT INTO schema_version VALUES (?)", [number])
        connection.execute(f"ATTACH '{new}' AS new (READ_ONLY)")
        for table in ("run", "document_version", "coding", "event_row", "participant_row", "statement_row", "commitment_row"):
            connection.execute(f"INSERT INTO {table} BY NAME FROM new.{table}")
    with pytest.raises(StoreError, match="older dateline"):
        Store(old, read_only=True, as_of="2024-03-01")
    with Store(old) as store, Store(new) as other:
        assert schema_version(store._engine) == schema_version(other._engine)
        for view in ("event", "quantity", "place", "wording", "standing_row"):
            assert store.query(f"FROM {view} ORDER BY ALL") == other.query(f"FROM {view} ORDER BY ALL"), view


def test_a_store_killed_before_its_first_checkpoint_opens_again(tmp_path: Path) -> None:
    """The schema is read back from the write-ahead log; not every statement can be."""
    path = tmp_path / "n.duckdb"
    script = f"import os\nfrom dateline.store import Store\nstore = Store({str(path)!r})\nos._exit(9)"
    subprocess.run([sys.executable, "-c", script], check=False)
    assert path.with_name("n.duckdb.wal").exists()
    with Store(path) as store:
        assert store.query("SELECT count(*) FROM event")[1] == [(0,)]
