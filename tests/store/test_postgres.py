"""A store on Postgres beside a store in a file: the same stories give the same rows in every table and view."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from dateline.build import Parts
from dateline.cli.join import join_store
from dateline.errors import StoreError
from dateline.ledger import link
from dateline.ledger.words import LedgerWords
from dateline.read.source import Rejected, rejected
from dateline.store import Store
from dateline.store.describe import describe
from dateline.store.migrate import schema_version
from dateline.types import Coding, Decision
from pgserver import Server

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
DAYS = [datetime(2024, 3, day, 12, tzinfo=UTC) for day in range(1, 9)]
AID = "Germany delivered howitzers to Ukraine on Tuesday."
MEETING = "Kenya's president met Ghana's president in Accra on Monday, and pledged to open a port by December 2024."
BLAST = "A bomb killed {} people in Mogadishu on Tuesday, police said. Somalia blamed rebels for the bombing in Mogadishu."
OWN_CLOCK = frozenset({"recorded_at"})  # of tables that are filled in by a pass, by each database's own clock
TIMED = frozenset({"run", "document_version", "coding", "standing_row", "rejection_row", "document", "current_coding", "rejection"})


@pytest.fixture(scope="module")
def stories(code: Callable[..., Coding]) -> list[Coding]:
    made = [json.loads(line) for name in ("stories", "promises") for line in (EXAMPLES / f"{name}.jsonl").open("rb")]
    codings = [code(**{**one, "published": one.get("published")}) for one in made]
    codings += [
        code(BLAST.format("14"), id="É-1", published="2024-03-06", publisher="one", title="Blast | a\\b \"c\" {d}\ttab"),
        code(BLAST.format("20"), id="a-2", published="2024-03-06", publisher="two"),
        code(BLAST.format("20") + " Nobody claimed it.", id="B-3", published="2024-03-07", publisher="three"),
        code(AID, id="aid", published="2024-03-07", publisher="Ünï", url="http://x.example/?a=1&b=%20"),
        code(AID, id="undated", published=None),
        rejected(Rejected("in.jsonl:3", "the text is empty", "empty")),
    ]
    return codings


def fill(store: Store, stories: list[Coding], words: LedgerWords) -> None:
    """A store's life: codings, another text and another coder, a join with a decision, a linking with a review, retractions."""
    store.write(stories, now=DAYS[0])
    link(store.ledger, words)
    store.write([_again(stories[0]), _shorter(stories[0])], now=DAYS[1])
    store.write(stories[:1], now=DAYS[2])
    store.write_part("part-1", stories[2:5], now=DAYS[2])
    join_store(store)
    told = store.query("SELECT report_id FROM occurrence_report ORDER BY report_id")[1]
    store.identity.decide(Decision(number=0, action="merge", reports=(told[0][0], told[-1][0]), by="desk", note="same"))
    join_store(store)
    store.history.retract(["a-2", "undated"], "withdrawn", withdrawn_on="2024-03-02", by="desk", now=DAYS[4])
    store.history.restore(["undated"], "confirmed", now=DAYS[5])
    link(store.ledger, words)
    links = store.ledger.links()
    if links:
        store.ledger.review(links[0].id, "refuse", reviewer="desk", decided_on="2024-03-08", note="no")
    link(store.ledger, words)


def _again(coding: Coding) -> Coding:
    assert coding.run
    return msgspec.structs.replace(
        coding, run=msgspec.structs.replace(coding.run, id="run-other", version="other"), events=coding.events[1:]
    )


def _shorter(coding: Coding) -> Coding:
    document = coding.document
    return msgspec.structs.replace(coding, document=msgspec.structs.replace(document, title=document.title + "!"), failures=())


@pytest.fixture(scope="module", name="pair")
def filled(
    postgres: Server, tmp_path_factory: pytest.TempPathFactory, stories: list[Coding], parts: Parts
) -> tuple[str, Path]:
    """The address of the one and the path of the other."""
    address, path = postgres.fresh(), tmp_path_factory.mktemp("pair") / "n.duckdb"
    words = parts.codebook.table("ledger", LedgerWords)
    for place in (address, path):
        with Store(place) as store:
            fill(store, stories, words)
    return address, path


def names(path: Path) -> list[str]:
    """All tables and views of the file's store."""
    with Store(path, read_only=True) as store:
        rows = store.query("SELECT table_name FROM information_schema.tables WHERE table_schema = 'main' ORDER BY 1")[1]
    return [name for (name,) in rows]


def rows_of(store: Store, name: str) -> tuple[list[str], list[tuple[object, ...]]]:
    columns, rows = store.query(f"from {name}")
    hidden = OWN_CLOCK if name.partition("_as_of")[0] not in TIMED else frozenset[str]()
    kept = [at for at, column in enumerate(columns) if column not in hidden]
    return [columns[at] for at in kept], sorted((tuple(_rounded(row[at], name) for at in kept) for row in rows), key=repr)


def _rounded(value: object, name: str) -> object:
    """A mean of many may differ in its last bit with the order of the sum."""
    return round(value, 9) if isinstance(value, float) and name.startswith(("dyad_week", "actor_day")) else value


def test_every_table_and_view_has_the_same_rows(pair: tuple[str, Path]) -> None:
    address, path = pair
    with Store(address, read_only=True) as shared, Store(path, read_only=True) as file:
        filled = {name: rows_of(file, name) for name in names(path)}
        for name, expected in filled.items():
            assert rows_of(shared, name) == expected, name
    empty = {name for name, (_, rows) in filled.items() if not rows}
    assert empty <= {"failure", "failure_row"}, "the stories leave tables empty, so nothing is compared there"


@pytest.mark.parametrize("day", ["2024-02-29", "2024-03-01", "2024-03-02", "2024-03-03T11:59", "2024-03-05", "2024-03-06", "2024-03-08"])
def test_each_day_shows_the_same(pair: tuple[str, Path], day: str) -> None:
    address, path = pair
    with Store(path, read_only=True) as file:
        twins = [view.name for view in describe(file) if view.twin]
    with (
        Store(address, read_only=True, as_of=day) as shared,
        Store(path, read_only=True, as_of=day) as file,
        Store(address, read_only=True) as now,
    ):
        for name in twins:
            expected = rows_of(file, name)
            assert rows_of(shared, name) == expected, name
            assert rows_of(now, f"{name}_as_of('{day}')") == rows_of(file, f"{name}_as_of('{day}')"), name
        assert list(map(_bytes, shared.codings())) == list(map(_bytes, file.codings()))
        assert shared.counts() == file.counts()
    assert {"document", "event", "occurrence", "dyad_week"} <= set(twins)


def _bytes(coding: Coding) -> bytes:
    return msgspec.json.encode(coding)
