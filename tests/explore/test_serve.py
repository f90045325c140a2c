"""The verb: a process that serves, lets the store go, and ends in order."""

import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dateline.cli import main
from dateline.errors import StoreError
from dateline.explore.door import listen
from dateline.explore.snapshot import Snapshot
from dateline.store import Store
from dateline.types import Coding


@pytest.fixture
def served(news: Path, tmp_path: Path) -> Iterator[tuple[Path, str, "subprocess.Popen[str]"]]:
    store = tmp_path / "news.duckdb"
    shutil.copyfile(news, store)
    command = [sys.executable, "-m", "dateline", "explore", str(store), "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    address = ""
    while not address:
        line = process.stderr.readline()
        assert line, "it ended before it served"
        found = re.search(r"http://127\.0\.0\.1:\d+/", line)
        address = found[0] if found else ""
    try:
        yield store, address, process
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


def test_it_serves_and_lets_the_store_go(served: tuple[Path, str, "subprocess.Popen[str]"], code: Callable[..., Coding]) -> None:
    path, address, process = served
    with urllib.request.urlopen(address, timeout=30) as answer:
        assert b"What is in the store" in answer.read()
    with Store(path) as store:  # a writer gets in while it is served, and the pages stay as they were
        store.write([code("Ghana praised Togo on Monday.", id="later")])
    with urllib.request.urlopen(f"{address}stories.json?words=Ghana", timeout=30) as answer:
        assert b'"rows":[]' in answer.read()
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 0


def test_faults_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explore", str(tmp_path / "none.duckdb"), "--port", "0"]) == 2
    assert "no such store" in capsys.readouterr().err
    assert main(["explore", str(tmp_path / "none.duckdb"), "--port", "70000"]) == 2
    with listen("127.0.0.1", 0) as taken:
        assert main(["explore", str(tmp_path / "none.duckdb"), "--port", str(taken.getsockname()[1])]) == 2
    assert "--port" in capsys.readouterr().err


def test_a_store_in_use_is_told(news: Path, tmp_path: Path) -> None:
    (tmp_path / "text.duckdb").write_text("this is no database, only a text that is long enough to be looked at")
    with pytest.raises(StoreError, match=r"text\.duckdb"):
        Snapshot(tmp_path / "text.duckdb")
    with Snapshot(news) as snapshot, pytest.raises(Exception, match="read-only"):
        snapshot._connection.execute("CREATE TABLE t (i INTEGER)")


def test_the_store_is_left_as_it_was(news: Path) -> None:
    before = news.read_bytes()
    with Snapshot(news) as snapshot:
        folder = Path(snapshot._folder.name)
        assert folder.exists()
    assert not folder.exists()
    assert news.read_bytes() == before
