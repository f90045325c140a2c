"""What breaks, breaks for real: processes are killed, files cut, the disk is full. The result must be that of a calm run."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fakes import Calm, Plain, parts, run, stories, undisturbed  # noqa: F401 - the last is the fixture "calm"

from dateline.errors import RunError, StoreError
from dateline.store import Store

HERE = Path(__file__).resolve().parent


def failures(export: bytes) -> dict[str, str]:
    lines = map(json.loads, export.splitlines())
    return {line["document"]["id"]: line["failures"][0]["error"] for line in lines if line["failures"]}


def test_a_killed_worker_changes_nothing(tmp_path: Path, calm: Calm) -> None:
    accidents = tmp_path / "accidents"
    accidents.mkdir()
    for document in ("d02", "d17", "d39"):
        (accidents / document).touch()
    export, told = run(calm.source, tmp_path, Plain(accidents=str(accidents)))
    assert len(told.of("worker lost")) == 3
    assert told.of("worker lost")[0].note == "ended by SIGKILL"
    assert export == calm.export
    assert parts(tmp_path) == calm.parts


def test_a_killed_driver_goes_on_where_it_stopped(tmp_path: Path, calm: Calm) -> None:
    driver = subprocess.Popen([sys.executable, str(HERE / "fakes.py"), str(calm.source), str(tmp_path)], start_new_session=True)
    made = tmp_path / "parts" / "parts"
    until = time.monotonic() + 20
    while time.monotonic() < until and len(list(made.glob("0*"))) < 3:
        time.sleep(0.01)
    os.kill(driver.pid, signal.SIGKILL)  # the driver alone: its workers must find out by themselves
    driver.wait()
    export, told = run(calm.source, tmp_path)
    assert 3 <= len(told.of("reused")) < 10
    assert len(told.of("reused")) + len(told.of("part")) == 10
    assert export == calm.export
    assert parts(tmp_path) == calm.parts
    while time.monotonic() < until and _alive(driver.pid):
        time.sleep(0.01)
    assert not _alive(driver.pid), "orphans"


def _alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_poison_document_becomes_a_failure_and_the_rest_is_coded(tmp_path: Path) -> None:
    source = stories(tmp_path / "in.jsonl", 12, d05="This will KILL its reader.")
    export, told = run(source, tmp_path)
    assert failures(export) == {"d05": "WorkerLost"}
    assert export.count(b"\n") == 12
    assert [news.note.partition(":")[0] for news in told.of("given up")] == ["d05"]
    again, told = run(source, tmp_path / "again", shard=12, workers=1)
    assert again == export, "the same whatever the shards"
    again, told = run(source, tmp_path)
    assert again == export
    assert not told.of("part"), "a failure is a result: it is not tried again by the same code"
    assert len(parts(tmp_path)) == 3, "the pieces are joined"


def test_a_document_that_hangs_is_given_up(tmp_path: Path) -> None:
    source = stories(tmp_path / "in.jsonl", 6, d03="This will HANG for good.")
    export, _ = run(source, tmp_path, shard=2, limit=0.3)
    assert failures(export) == {"d03": "WorkerLost"}
    assert b"or more than 0.3 s" in export


def test_a_full_disk_ends_the_run_and_loses_nothing(tmp_path: Path, calm: Calm) -> None:
    with pytest.raises(RunError, match="File too large; make room and run the same command again"):
        run(calm.source, tmp_path, Plain(full=True))
    assert not list((tmp_path / "parts").rglob("0*.jsonl.gz")), "no half part has a name"
    export, _ = run(calm.source, tmp_path)
    assert export == calm.export
    assert parts(tmp_path) == calm.parts


FULL_STORE = """
import resource, sys
from pathlib import Path
from dateline.errors import StoreError
from dateline.run.part import read_part
from dateline.store import Store
with Store(sys.argv[1]) as store:
    parts = sorted(Path(sys.argv[2]).iterdir())
    store.write_part(parts[0].name, read_part(parts[0]))
    size = Path(sys.argv[1] + ".wal").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 10, size + 10))
    try:
        store.write_part(parts[1].name, read_part(parts[1]))
    except StoreError as error:
        print(error)
"""


def test_a_full_disk_under_the_store_keeps_what_was_committed(tmp_path: Path, calm: Calm) -> None:
    run(calm.source, tmp_path)
    kept, path = tmp_path / "parts" / "parts", tmp_path / "full.duckdb"
    command = [sys.executable, "-c", FULL_STORE, str(path), str(kept)]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    assert "full.duckdb: not written" in told
    with Store(path) as store:
        assert [coding.document.id for coding in store.codings()] == ["d00", "d01", "d02", "d03"]


def test_a_cut_part_is_made_again(tmp_path: Path, calm: Calm) -> None:
    run(calm.source, tmp_path)
    victim = sorted((tmp_path / "parts" / "parts").iterdir())[4]
    victim.write_bytes(victim.read_bytes()[:-20])
    export, told = run(calm.source, tmp_path)
    assert [news.shard for news in told.of("part")] == [4]
    assert export == calm.export
    assert parts(tmp_path) == calm.parts


def test_a_cut_input_is_told_and_the_whole_one_goes_on_from_there(tmp_path: Path, calm: Calm) -> None:
    whole = calm.source.read_bytes()
    source = tmp_path / "in.jsonl"
    source.write_bytes(whole[: len(whole) * 3 // 4])
    _, told = run(source, tmp_path / "cut")
    assert sum(news.failures for news in told.of("part")) == 1
    source.write_bytes(whole)
    (tmp_path / "cut" / "n.duckdb").unlink()
    export, told = run(source, tmp_path / "cut")
    assert len(told.of("reused")) >= 6
    assert export == calm.export
    packed = tmp_path / "in.jsonl.gz"
    packed.write_bytes(gzip.compress(whole)[:-30])
    _, told = run(packed, tmp_path / "gz")
    assert sum(news.failures for news in told.of("part")) == 1


def test_parts_of_other_code_or_other_text_are_not_reused(tmp_path: Path, calm: Calm) -> None:
    run(calm.source, tmp_path)
    _, told = run(calm.source, tmp_path, Plain(code="two"))
    assert not told.of("reused")
    assert told.of("end")[0].note.startswith("10 parts of other runs")
    _, told = run(stories(tmp_path / "in.jsonl", d21="Another text stands here."), tmp_path)
    assert [news.shard for news in told.of("part")] == [5]


def test_workers_that_cannot_start_end_the_run(tmp_path: Path, calm: Calm) -> None:
    with pytest.raises(RunError, match="before they were ready"):
        run(calm.source, tmp_path, Plain(stillborn=True))


def test_a_grown_worker_is_replaced(tmp_path: Path, calm: Calm) -> None:
    export, told = run(calm.source, tmp_path, memory=1)
    assert not told.of("worker lost")
    assert export == calm.export


def test_a_store_that_is_in_use_is_told_before_anything_is_coded(tmp_path: Path, calm: Calm) -> None:
    (tmp_path / "n.duckdb").write_text("this is no database, only a text that is long enough to be looked at")
    with pytest.raises(StoreError):
        run(calm.source, tmp_path)
    assert not (tmp_path / "parts").exists()
