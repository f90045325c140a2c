"""The explorer reads a store on Postgres as it reads a file."""

from collections.abc import Callable
from pathlib import Path

from pgserver import Server

from dateline.explore.snapshot import Snapshot
from dateline.store import Store
from dateline.types import Coding

QUERIES = ("summary", "runs", "choices")


def test_a_snapshot_of_a_shared_store_is_that_of_a_file(postgres: Server, tmp_path: Path, code: Callable[..., Coding]) -> None:
    codings = [
        code("Germany delivered howitzers to Ukraine on Tuesday.", id="a", publisher="one"),
        code("Kenya met Ghana.", id="b"),
    ]
    stores = [postgres.fresh(), str(tmp_path / "n.duckdb")]
    told = []
    for store in stores:
        with Store(store) as writer:
            writer.write(codings)
        with Snapshot(store) as snapshot:
            told.append([snapshot.ask(name) for name in QUERIES])
            assert snapshot.coding("a")
    assert told[0] == told[1]
    assert told[0][0].first()["stories"] == 2
