"""What a past day shows of the joining and of the ledger never changes, whatever is joined, linked and decided afterwards."""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
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
from dateline.store.describe import describe
from dateline.types import Coding, Decision, Document

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "validation"
DAYS = [datetime(2024, 6, day, 12, tzinfo=UTC) for day in range(1, 13)]
JOINING = ("near_copy", "occurrence", "occurrence_report", "occurrence_value", "occurrence_alias", "occurrence_decision")
LEDGER = ("promise", "promise_link", "status_log", "review", "review_queue")
PROMISE = "Latvia promised on Tuesday to send six drones to Moldova by June."
KEPT = "Latvia sent six drones to Moldova on Tuesday."

Shown = dict[str, list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def words(parts: Parts) -> LedgerWords:
    found: LedgerWords = parts.codebook.table("ledger", LedgerWords)
    return found


@pytest.fixture(scope="module")
def codings(coder: Coder, code: Callable[..., Coding]) -> list[Coding]:
    """Stories of two days of which many tell one event, a promise before them and what became of it behind."""
    rows = read_rows(CORPUS / "day.jsonl")[:40]
    documents = (Document(id=row["id"], text=row["text"], published=row["published"], publisher=row["publisher"]) for row in rows)
    first, last = code(PROMISE, "2024-02-07", id="first", publisher="O"), code(KEPT, "2024-05-22", id="last", publisher="O")
    return [first, *coder.pipe(documents), last]


@pytest.fixture(params=["file", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where to keep a store; the test is skipped where there is no server."""
    return str(tmp_path / "n.duckdb") if request.param == "file" else str(request.getfixturevalue("postgres").fresh())


def shown(store: Store, ask: str = "{}", views: tuple[str, ...] = (*JOINING, *LEDGER)) -> Shown:
    return {view: sorted(store.query(f"SELECT * FROM {ask.format(view)}")[1], key=repr) for view in views}


def otherwise(coding: Coding) -> Coding:
    """The coding as another coder would have made it: its first event is gone."""
    assert coding.run
    return msgspec.structs.replace(coding, run=msgspec.structs.replace(coding.run, id="run-other"), events=coding.events[1:])


def live(store: Store, codings: list[Coding], words: LedgerWords) -> Iterator[str]:
    """A store's life, a step a day; tells what the day brought."""
    half = len(codings) // 2
    days = iter(DAYS)
    now = next(days)
    store.write(codings[:half], now=now)
    join_store(store, now)
    link(store.ledger, words, now=now)
    yield "joined and linked"
    store.write(codings[half:], now=next(days))
    yield "stories came"
    now = next(days)
    join_store(store, now)
    link(store.ledger, words, now=now)
    yield "joined and linked again"
    (big, *_), (small, *_) = store.query(
        "(SELECT occurrence_id, reports FROM occurrence ORDER BY reports DESC, occurrence_id LIMIT 1) UNION ALL "
        "(SELECT occurrence_id, reports FROM occurrence ORDER BY reports, occurrence_id LIMIT 1)"
    )[1]
    document = store.query(f"SELECT document_id FROM occurrence_report WHERE occurrence_id = '{big}' ORDER BY position")[1][0][0]
    store.history.retract([document], "withdrawn", now=next(days))
    yield "retracted"
    join_store(store, next(days))
    yield "joined without it"
    now = next(days)
    store.history.restore([document], "confirmed", now=now)
    join_store(store, now)
    merged = (*store.identity.reports_in(small), *store.identity.reports_in(big))
    store.identity.decide(Decision(number=0, action="merge", reports=merged, by="desk"), now=now)
    join_store(store, now)
    yield "restored and merged by hand"
    now = next(days)
    store.identity.decide(Decision(number=0, action="undo", reports=(), undoes=1, by="desk"), now=now)
    join_store(store, now)
    yield "the merge undone"
    store.write(map(otherwise, codings[5:12]), now=next(days))
    yield "coded again"
    join_store(store, next(days))
    yield "joined what was coded again"
    now = next(days)
    ((waiting,),) = store.query("SELECT link_id FROM review_queue")[1]
    store.ledger.review(waiting, "accept", reviewer="desk", decided_on="2024-06-10", note="same drones", now=now)
    yield "a link accepted"
    link(store.ledger, words, now=next(days))
    yield "linked by what was decided"


def test_each_day_shows_what_stood_then(place: str, codings: list[Coding], words: LedgerWords) -> None:
    told: dict[str, Shown] = {}
    with Store(place) as store:
        told = {step: shown(store) for step in live(store, codings, words)}
        history = store.query("SELECT count(*) FROM occurrence_history WHERE known_until IS NOT NULL")[1][0][0]
    assert history > 0
    for day, (step, expected) in zip(DAYS, told.items(), strict=False):
        with Store(place, read_only=True, as_of=day.date().isoformat()) as store:
            assert shown(store) == expected, step
            assert len(store.identity.decisions()) == len(expected["occurrence_decision"])
    with Store(place, read_only=True) as store:
        for day, step in ((DAYS[0], "joined and linked"), (DAYS[5], "restored and merged by hand")):
            assert shown(store, f"{{}}_as_of('{day.date()}')") == told[step], step
    steps = list(told)
    for step, before in zip(steps[1:], steps, strict=False):
        if step not in {"stories came", "coded again", "joined what was coded again"}:
            assert told[step] != told[before], f"{step}: nothing changed, so nothing is compared"
    assert told["joined and linked again"]["occurrence_alias"], "no occurrence became one with another"
    assert told["the merge undone"]["occurrence"] != told["restored and merged by hand"]["occurrence"]
    assert [row[2:4] for row in told["joined and linked"]["status_log"]] != [
        row[2:4] for row in told["linked by what was decided"]["status_log"]
    ]
    assert told["a link accepted"]["review_queue"] == []


def test_ids_of_a_past_day_are_those_of_that_day(tmp_path: Path, codings: list[Coding], words: LedgerWords) -> None:
    path = tmp_path / "n.duckdb"
    with Store(path) as store:
        for _ in live(store, codings, words):
            pass
    with Store(path, read_only=True, as_of=DAYS[2].date().isoformat()) as store:
        gone, since = store.query("SELECT old_id, occurrence_id FROM occurrence_alias ORDER BY 1 LIMIT 1")[1][0]
        assert store.identity.current(gone) == since
    with Store(path, read_only=True, as_of=DAYS[0].date().isoformat()) as store:
        assert store.identity.current(gone) == gone
        assert store.identity.reports_in(gone)
        assert store.identity.pending() == 0
    with Store(path, read_only=True, as_of=DAYS[1].date().isoformat()) as store:
        assert store.identity.pending() == len(codings) - len(codings) // 2
    with Store(path, read_only=True, as_of="2024-05-31") as store, pytest.raises(StoreError, match="no such occurrence"):
        store.identity.current(since)


@pytest.mark.parametrize("seed", [1, 2])
def test_any_order_of_steps(seed: int, codings: list[Coding], words: LedgerWords) -> None:
    choose = random.Random(seed)
    some = [*codings[:1], *choose.sample(codings[1:-1], 10), codings[-1]]
    told: list[tuple[str, Shown]] = []
    with Store(":memory:") as store:
        for number in range(16):
            now = DAYS[0] + timedelta(days=number // 2)  # two steps a day: the second one counts
            step(store, choose, some, words, now)
            told = [*(one for one in told if one[0] != now.date().isoformat()), (now.date().isoformat(), shown(store))]
        for day, expected in told:
            assert shown(store, f"{{}}_as_of('{day}')") == expected, day


def step(store: Store, choose: random.Random, codings: list[Coding], words: LedgerWords, now: datetime) -> None:
    """One random step, if it can be made."""
    reports = [name for (name,) in store.query("SELECT report_id FROM occurrence_report ORDER BY 1")[1]]
    stand = [name for (name,) in store.query("SELECT id FROM document ORDER BY 1")[1]]
    gone = [name for (name,) in store.query("SELECT document_id FROM retraction WHERE restored_at IS NULL ORDER BY 1")[1]]
    match choose.choice(["write", "write", "recode", "join", "join", "link", "retract", "restore", "merge", "split", "undo"]):
        case "write":
            store.write(choose.sample(codings, 4), now=now)
        case "recode":
            store.write(map(otherwise, choose.sample(codings, 2)), now=now)
        case "join":
            join_store(store, now)
        case "link":
            link(store.ledger, words, now=now)
        case "retract" if stand:
            store.history.retract([choose.choice(stand)], "withdrawn", now=now)
        case "restore" if gone:
            store.history.restore([choose.choice(gone)], "confirmed", now=now)
        case "merge" | "split" as action if len(reports) > 1:
            one, other = choose.sample(reports, 2)
            both = ((one, other), ()) if action == "merge" else ((one,), (other,))
            store.identity.decide(Decision(number=0, action=action, reports=both[0], others=both[1], by="desk"), now=now)
            join_store(store, now)
        case "undo" if decisions := store.identity.decisions():
            undone = choose.choice(decisions).number
            store.identity.decide(Decision(number=0, action="undo", reports=(), undoes=undone, by="desk"), now=now)
            join_store(store, now)


def test_a_join_that_finds_the_same_writes_nothing(place: str, codings: list[Coding]) -> None:
    every = "SELECT count(*), max(pass_from), max(pass_to) FROM {}_row"
    with Store(place) as store:
        store.write(codings[:30], now=DAYS[0])
        join_store(store, DAYS[0])
        before = [store.query(every.format(name))[1] for name in ("copy", "report", "occurrence", "value", "joined")]
        join_store(store, DAYS[1])
        assert [store.query(every.format(name))[1] for name in ("copy", "report", "occurrence", "value", "joined")] == before
        assert store.query("SELECT pass, recorded_at FROM join_pass")[1] == [(1, DAYS[0].replace(tzinfo=None))]
        store.write(codings[30:], now=DAYS[2])
        join_store(store, DAYS[3])
        kept = dict(store.query("SELECT pass_from, count(*) FROM report_row WHERE pass_to IS NULL GROUP BY pass_from")[1])
        assert kept[1] > 20, "what the second join found too keeps its time"
        assert kept[2] > 0


def test_the_time_of_a_pass_is_given_or_the_clocks(place: str, codings: list[Coding], words: LedgerWords) -> None:
    with Store(place) as store:
        store.write(codings, now=DAYS[3])
        for too_early in (lambda: join_store(store, DAYS[2]), lambda: link(store.ledger, words, now=DAYS[2])):
            with pytest.raises(StoreError, match="a past day cannot be changed"):
                too_early()
        assert store.query("SELECT count(*) FROM occurrence")[1] == [(0,)]
        join_store(store, DAYS[4])
        for early in (lambda: store.write(codings[:1], now=DAYS[3]), lambda: link(store.ledger, words, now=DAYS[3])):
            with pytest.raises(StoreError, match="already reaches 2024-06-05 12:00"):
                early()
        link(store.ledger, words)
        (recorded,) = store.query("SELECT max(recorded_at) FROM ledger_pass")[1][0]
        assert recorded > DAYS[-1].replace(tzinfo=None)
        with pytest.raises(StoreError, match="already reaches"):
            store.identity.decide(Decision(number=0, action="merge", reports=("a", "b")), now=DAYS[5])


def test_the_same_steps_at_the_same_times_give_the_same_store(
    tmp_path: Path, codings: list[Coding], capsys: pytest.CaptureFixture[str]
) -> None:
    """In all tables, the times in them too."""
    dumps = []
    for name in ("one", "other"):
        path = str(tmp_path / f"{name}.duckdb")
        with Store(path) as store:
            store.write(codings, now=DAYS[1])
        later = ["--now", "2024-06-03T12:00"]
        assert main(["link", path, *later]) == 0
        assert main(["join", path, *later]) == 0
        capsys.readouterr()
        with Store(path) as store:
            found = store.query("SELECT occurrence_id FROM occurrence ORDER BY reports DESC, 1 LIMIT 2")[1]
        ids = [occurrence for (occurrence,) in found]
        assert main(["occurrences", path, "merge", *ids, "--by", "desk", *later]) == 0
        assert main(["occurrences", path, "undo", "1", "--by", "desk", "--now", "2024-06-04"]) == 0
        assert main(["retract", path, codings[3].document.id, "--reason", "x", "--by", "desk", "--now", "2024-06-05"]) == 0
        assert main(["review", path, "accept", waiting(path), "--by", "desk", "--on", "2024-06-05", "--now", "2024-06-05"]) == 0
        capsys.readouterr()
        with Store(path) as store:
            tables = [table for (table,) in store.query("SELECT table_name FROM duckdb_tables() ORDER BY 1")[1]]
            dumps.append({table: store.query(f"FROM {table} ORDER BY ALL")[1] for table in tables})
    assert dumps[0] == dumps[1]
    assert {"join_pass", "ledger_pass", "review_row", "decision_row", "alias_row"} <= {
        name for name, rows in dumps[0].items() if rows
    }


def waiting(path: str) -> str:
    with Store(path, read_only=True) as store:
        return str(store.query("SELECT min(link_id) FROM review_queue")[1][0][0])


def test_verbs_show_a_past_day(
    tmp_path: Path, codings: list[Coding], words: LedgerWords, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / "n.duckdb")
    with Store(path) as store:
        told = {day: shown(store) for day, _ in zip(DAYS, live(store, codings, words), strict=False)}
    capsys.readouterr()
    for day in (DAYS[0], DAYS[5]):
        at = ["--as-of", day.date().isoformat()]
        assert main(["occurrences", path, "--format", "jsonl", *at]) == 0
        listed, err = capsys.readouterr()
        assert (len(listed.splitlines()), err) == (len(told[day]["occurrence"]), "")
        assert main(["occurrences", path, "log", "--format", "jsonl", *at]) == 0
        assert len(capsys.readouterr().out.splitlines()) == len(told[day]["occurrence_decision"])
        assert main(["copies", path, "--format", "jsonl", *at]) == 0
        copies = [row for row in told[day]["near_copy"] if not row[2]]
        assert len(capsys.readouterr().out.splitlines()) == len(copies)
        assert main(["commitments", path, "--format", "jsonl", "--known", day.date().isoformat()]) == 0
        assert len(capsys.readouterr().out.splitlines()) == len(told[day]["promise"])
    assert main(["occurrences", path, "undo", "1", "--as-of", "2024-06-01"]) == 2
    assert "--as-of belongs to" in capsys.readouterr().err


def test_every_public_view_of_what_stands_looks_back() -> None:
    """What has no twin tells the whole log, whatever the day."""
    with Store(":memory:") as store:
        plain = {view.name for view in describe(store) if not view.twin}
    assert plain == {
        "event_history", "failure", "objection_decision", "occurrence_history", "rejection", "retraction", "status_history",
    }  # fmt: skip
