"""A store on Postgres beside a store in a file: the same stories give the same rows in every table and view."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec
import pytest
from pgserver import SECRET, Server

from dateline.build import Parts
from dateline.cli.join import join_store
from dateline.errors import StoreError
from dateline.ledger import link
from dateline.ledger.words import LedgerWords
from dateline.read.source import Rejected, rejected
from dateline.store import Store
from dateline.store.copying import copy_store
from dateline.store.describe import describe
from dateline.store.migrate import schema_version
from dateline.store.store import _tables
from dateline.types import Coding, Decision

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
DAYS = [datetime(2024, 3, day, 12, tzinfo=UTC) for day in range(1, 13)]
AID = "Germany delivered howitzers to Ukraine on Tuesday."
MEETING = "Kenya's president met Ghana's president in Accra on Monday, and pledged to open a port by December 2024."
BLAST = "A bomb killed {} people in Mogadishu on Tuesday, police said. Somalia blamed rebels for the bombing in Mogadishu."
# a condition that was not met, as far as one can tell: it waits for review
PROVISO = "Peru promised on Monday to open the port of Ilo to Bolivia if Bolivia drops its claim to Suasi."


@pytest.fixture(scope="module")
def stories(code: Callable[..., Coding]) -> list[Coding]:
    made = [json.loads(line) for name in ("stories", "promises") for line in (EXAMPLES / f"{name}.jsonl").open("rb")]
    codings = [code(**{**one, "published": one.get("published")}) for one in made]
    codings += [
        code(BLAST.format("14"), id="É-1", published="2024-03-06", publisher="one", title='Blast | a\\b "c" {d}\ttab'),
        code(BLAST.format("20"), id="a-2", published="2024-03-06", publisher="two"),
        code(BLAST.format("20") + " Nobody claimed it.", id="B-3", published="2024-03-07", publisher="three"),
        code(AID, id="aid", published="2024-03-07", publisher="Ünï", url="http://x.example/?a=1&b=%20"),
        code(AID, id="undated", published=None),
        code(PROVISO, id="proviso", published="2024-03-02", publisher="one"),
        code("Bolivia refused to drop its claim to Suasi on Tuesday.", id="claim", published="2024-03-07", publisher="two"),
        rejected(Rejected("in.jsonl:3", "the text is empty", "empty")),
    ]
    return codings


def fill(store: Store, stories: list[Coding], words: LedgerWords, reports: Path) -> None:
    """A store's life: codings, another text and another coder, a join with a decision, a linking with a review, retractions,
    readers' reports with decisions on them."""
    store.write(stories, now=DAYS[0])
    link(store.ledger, words, now=DAYS[0])
    store.write([_again(stories[0]), _shorter(stories[0])], now=DAYS[1])
    store.write(stories[:1], now=DAYS[2])
    store.write_part("part-1", stories[2:5], now=DAYS[2])
    join_store(store, DAYS[2])
    told = store.query("SELECT report_id FROM occurrence_report ORDER BY report_id")[1]
    store.identity.decide(
        Decision(number=0, action="merge", reports=(told[0][0], told[-1][0]), by="desk", note="same"), now=DAYS[3]
    )
    join_store(store, DAYS[3])
    store.history.retract(["a-2", "undated"], "withdrawn", withdrawn_on="2024-03-02", by="desk", now=DAYS[4])
    store.history.restore(["undated"], "confirmed", now=DAYS[5])
    link(store.ledger, words, now=DAYS[5])
    links = store.ledger.links()
    if links:
        store.ledger.review(links[0].id, "refuse", reviewer="desk", decided_on="2024-03-08", note="no", now=DAYS[6])
    link(store.ledger, words, now=DAYS[6])
    store.identity.decide(Decision(number=0, action="undo", reports=(), undoes=1), now=DAYS[7])
    join_store(store, DAYS[7])
    reports.write_bytes(b"".join(map(_report, records(stories))))
    assert store.objections.take_in(reports, now=DAYS[7]).refused == ()
    for number, (name, *_) in enumerate(store.objections.waiting()[:-1]):
        decision = "refuse" if number == 1 else "accept"
        store.objections.decide(name, decision, reviewer="desk", decided_on="2024-03-09", now=DAYS[8])
    store.write([_again(stories[1])], now=DAYS[9])
    link(store.ledger, words, now=DAYS[9])
    join_store(store, DAYS[9])


def records(stories: list[Coding]) -> list[tuple[Coding, str]]:
    """One record of each layer that a report can take out of a view, twice an event, and one more."""
    layers = ("events", "events", "statements", "commitments", "quantities", "places", "wordings", "events")
    found = []
    for number, layer in enumerate(layers):
        having = [(coding, made) for coding in stories[1:] if (made := seen(coding, layer))]
        coding, made = having[number % len(having)] if having else (None, [])
        found += [(coding, made[-1])] if coding else []
    return found


def seen(coding: Coding, layer: str) -> list[str]:
    """Records that calling them wrong takes away: an event that is withheld already stays as it is."""
    return [one.id for one in getattr(coding, layer) if layer != "events" or one.exportable]


def _report(named: tuple[Coding, str]) -> bytes:
    coding, record = named
    key = _tables([coding])[1][0]
    row = {
        "document": key[0],
        "digest": key[1],
        "run": key[2],
        "record": record,
        "wrong": "type",
        "reported_at": "2024-03-08T09:00:00",
    }
    return msgspec.json.encode(row) + b"\n"


def _again(coding: Coding) -> Coding:
    assert coding.run
    return msgspec.structs.replace(
        coding, run=msgspec.structs.replace(coding.run, id="run-other", version="other"), events=coding.events[1:]
    )


def _shorter(coding: Coding) -> Coding:
    document = coding.document
    return msgspec.structs.replace(coding, document=msgspec.structs.replace(document, title=document.title + "!"), failures=())


@pytest.fixture(scope="module", name="pair")
def filled(postgres: Server, tmp_path_factory: pytest.TempPathFactory, stories: list[Coding], parts: Parts) -> tuple[str, Path]:
    """The address of the one and the path of the other."""
    address, path = postgres.fresh(), tmp_path_factory.mktemp("pair") / "n.duckdb"
    words = parts.codebook.table("ledger", LedgerWords)
    for place in (address, path):
        with Store(place) as store:
            fill(store, stories, words, path.with_suffix(".reports"))
    return address, path


def names(path: Path) -> list[str]:
    """All tables and views of the file's store."""
    with Store(path, read_only=True) as store:
        rows = store.query("SELECT table_name FROM information_schema.tables WHERE table_schema = 'main' ORDER BY 1")[1]
    return [name for (name,) in rows]


def rows_of(store: Store, name: str) -> tuple[list[str], list[tuple[object, ...]]]:
    columns, rows = store.query(f"from {name}")
    return columns, sorted((tuple(_rounded(value, name) for value in row) for row in rows), key=repr)


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


def test_what_was_found_wrong_leaves_both_alike(pair: tuple[str, Path]) -> None:
    address, path = pair
    told = []
    for wrong in (False, True):
        with Store(address, read_only=True, with_wrong=wrong) as shared, Store(path, read_only=True, with_wrong=wrong) as file:
            for name in ("event", "statement", "commitment", "quantity", "place", "dyad", "occurrence", "occurrence_value"):
                assert rows_of(shared, name) == rows_of(file, name), name
            assert list(map(_bytes, shared.codings())) == list(map(_bytes, file.codings()))
            told.append([len(rows_of(shared, name)[1]) for name in ("statement", "dyad", "occurrence")])
    assert told[0] != told[1]


@pytest.mark.parametrize(
    "day", ["2024-02-29", "2024-03-01", "2024-03-02", "2024-03-03T11:59", "2024-03-05", "2024-03-06", "2024-03-08", "2024-03-09"]
)
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


@pytest.mark.parametrize("library", ["pandas", "polars", "arrow"])
def test_frames_are_the_same(pair: tuple[str, Path], library: Literal["pandas", "polars", "arrow"]) -> None:
    address, path = pair
    pytest.importorskip("pyarrow" if library == "arrow" else library)
    asked = [f"FROM {name} ORDER BY document_id, {name}_id" for name in ("event", "quantity", "place")]
    asked.append("FROM occurrence ORDER BY occurrence_id")
    with Store(address, read_only=True) as shared, Store(path, read_only=True) as file:
        for sql in asked:
            one, other = shared.frame(sql, library), file.frame(sql, library)
            assert one.schema == other.schema if library != "pandas" else list(one.dtypes) == list(other.dtypes)
            assert one.equals(other)
        total = shared.frame("SELECT sum(score) AS s, sum(strength) AS n FROM event, commitment", library)
        assert (
            total["n"][0] == file.frame("SELECT sum(strength) AS n FROM event, commitment", library)["n"][0] or library == "arrow"
        )
        with pytest.raises(StoreError, match="no rows to make a frame of"):
            shared.frame("SET work_mem TO '8MB'", library)


def test_every_view_and_column_tells_its_meaning(pair: tuple[str, Path]) -> None:
    address, path = pair
    sql = (
        "SELECT c.relname, coalesce(a.attname, ''), d.description FROM pg_class c JOIN pg_description d ON d.objoid = c.oid "
        "LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.objsubid AND d.objsubid > 0 "
        "WHERE d.classoid = 'pg_class'::regclass AND c.relnamespace = 'public'::regnamespace"
    )
    with Store(address, read_only=True) as shared, Store(path, read_only=True) as file:
        told = {(view.name, "", view.meaning) for view in describe(file)}
        told |= {(view.name, column.name, column.meaning) for view in describe(file) for column in view.columns}
        assert set(shared.query(sql)[1]) == told


def test_a_shared_store_is_copied_into_a_file(pair: tuple[str, Path], tmp_path: Path) -> None:
    address, path = pair
    copy_store(address, tmp_path / "copy.duckdb")
    with Store(tmp_path / "copy.duckdb", read_only=True) as copy, Store(address, read_only=True) as shared:
        for name in names(path):
            if name != "schema_version":
                assert rows_of(copy, name) == rows_of(shared, name), name


def test_a_database_without_a_store_is_told(postgres: Server) -> None:
    address = postgres.fresh()
    with pytest.raises(StoreError, match=r"news\d+: no such store; .* --store makes it"):
        Store(address, read_only=True)
    with pytest.raises(StoreError, match='database "nowhere" does not exist'):
        Store(postgres.address("nowhere"))
    with pytest.raises(StoreError, match="no schema of the search path"):
        Store(f"{address}&options=-csearch_path%3Dnowhere")


def test_tables_of_others_are_left_alone(postgres: Server, stories: list[Coding]) -> None:
    address = postgres.fresh()
    base = address.partition("@/")[2].partition("?")[0]
    postgres.run("CREATE TABLE event (id integer)", base)
    with pytest.raises(StoreError, match=r'"event" already exists.*search_path'):
        Store(address)
    assert postgres.run("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", base) == [("event",)]
    for name in ("one", "two"):  # a schema each: two stores in one database
        postgres.run(f"CREATE SCHEMA {name}", base)
        with Store(f"{address}&options=-csearch_path%3D{name}") as store:
            store.write(stories[: len(name) - 1])
            assert store.query("SELECT count(*) FROM document_as_of(NULL)")[1] == [(2,)]


def test_a_newer_schema_is_refused(postgres: Server) -> None:
    address = postgres.fresh()
    with Store(address) as store:
        newest = schema_version(store._engine)
        store.query(f"INSERT INTO schema_version VALUES ({newest + 1})")
    with pytest.raises(StoreError, match="update dateline"):
        Store(address)
    with pytest.raises(StoreError, match="update dateline"):
        Store(address, read_only=True)


def test_a_reader_needs_no_more_than_the_right_to_read(pair: tuple[str, Path], postgres: Server) -> None:
    address, _ = pair
    base = address.partition("@/")[2].partition("?")[0]
    postgres.run("CREATE ROLE ann LOGIN")
    theirs = postgres.address(base, user="ann")
    with pytest.raises(StoreError, match="permission denied"):
        Store(theirs, read_only=True)
    postgres.run("GRANT SELECT ON ALL TABLES IN SCHEMA public TO ann", base)
    with Store(theirs, read_only=True, as_of="2024-03-03") as store:
        assert store.query("FROM event_as_of('2024-03-05') LIMIT 1")[1]
        assert len(list(store.codings())) > 3
    with Store(theirs) as store, pytest.raises(StoreError, match="permission denied"):
        store.history.retract(["aid"], "no right to")
    nobody = postgres.address(postgres.fresh().partition("@/")[2].partition("?")[0], user="ann")
    with pytest.raises(StoreError, match=r"permission denied.*someone who may create tables"):
        Store(nobody)


def test_a_password_is_nowhere_told(postgres: Server, stories: list[Coding]) -> None:
    base = postgres.fresh().partition("@/")[2].partition("?")[0]
    if not postgres.run("SELECT 1 FROM pg_roles WHERE rolname = 'locked'"):  # another test of the session may have made it
        postgres.run(f"CREATE ROLE locked LOGIN PASSWORD '{SECRET}'")
    postgres.run("GRANT CREATE ON SCHEMA public TO locked", base)
    with pytest.raises(StoreError, match="password authentication failed") as told:
        Store(postgres.address(base, "locked", SECRET + "!"))
    assert SECRET not in str(told.value)
    with Store(postgres.address(base, "locked", SECRET)) as store:
        assert SECRET not in store.name
        store.write(stories)
        with pytest.raises(StoreError) as told:
            store.query(f'SELECT nothing AS "{SECRET}" FROM nowhere')
        assert SECRET not in str(told.value)
    dump = postgres.run("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'", base)
    for (name,) in dump:
        assert postgres.run(f"SELECT count(*) FROM {name} t WHERE t::text LIKE '%{SECRET}%'", base) == [(0,)], name


def test_what_postgres_cannot_hold_is_told_and_nothing_is_written(postgres: Server, code: Callable[..., Coding]) -> None:
    coding = code(AID, id="z", title="six characters \\u0000 are none")
    broken = msgspec.structs.replace(coding, document=msgspec.structs.replace(coding.document, id="n", title="a\0b"))
    with Store(postgres.fresh()) as store:
        with pytest.raises(StoreError, match=r"U\+0000.*document_version"):
            store.write([coding, broken])
        assert store.query("SELECT count(*) FROM coding")[1] == [(0,)]
        store.write([coding])
        assert next(store.codings()).document.title == coding.document.title


def test_a_lost_connection_is_told(postgres: Server, stories: list[Coding]) -> None:
    with Store(postgres.fresh()) as store:
        (number,) = store.query("SELECT pg_backend_pid()")[1][0]
        postgres.run(f"SELECT pg_terminate_backend({number})")
        with pytest.raises(StoreError, match="postgresql://postgres@/news"):
            store.write(stories)
