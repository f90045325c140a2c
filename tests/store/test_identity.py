import random
from pathlib import Path

import pytest

from dateline.cli import main
from dateline.cli.join import join_store
from dateline.coder import Coder
from dateline.errors import StoreError
from dateline.evaluate.identity import read_rows
from dateline.store import Store
from dateline.types import Coding, Decision, Document

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "validation"
VIEWS = ("copy_now", "report_now", "occurrence_now", "value_now")


@pytest.fixture(scope="module")
def codings(coder: Coder) -> list[Coding]:
    rows = read_rows(CORPUS / "day.jsonl")[:40]
    return list(
        coder.pipe(
            Document(id=row["id"], text=row["text"], published=row["published"], publisher=row["publisher"]) for row in rows
        )
    )


def kept(store: Store) -> list[list[tuple[object, ...]]]:
    return [sorted(store.query(f"FROM {view}")[1], key=repr) for view in VIEWS]


def test_joining_again_changes_nothing(tmp_path: Path, codings: list[Coding]) -> None:
    with Store(tmp_path / "n.duckdb") as store:
        store.write(codings)
        assert store.identity.pending() == len(codings)
        join_store(store)
        once = kept(store)
        assert store.identity.pending() == 0
        join_store(store)
        assert kept(store) == once
        assert store.query("FROM occurrence_alias")[1] == []


def test_ids_are_the_same_in_any_order_and_old_ones_are_found(tmp_path: Path, codings: list[Coding]) -> None:
    outcomes, aliases = [], 0
    for seed in range(3):
        mixed = list(codings)
        random.Random(seed).shuffle(mixed)
        with Store(tmp_path / f"{seed}.duckdb") as store:
            seen: set[str] = set()
            for start in range(0, len(mixed), 10):
                store.write(mixed[start : start + 10])
                join_store(store)
                seen |= {name for (name,) in store.query("SELECT occurrence_id FROM occurrence_now")[1]}
            assert all(store.identity.current(name) for name in seen)
            outcomes.append(kept(store))
            aliases += len(store.query("FROM occurrence_alias")[1])
    assert outcomes[0] == outcomes[1] == outcomes[2]
    assert aliases > 0


def test_views(tmp_path: Path, codings: list[Coding]) -> None:
    with Store(tmp_path / "n.duckdb") as store:
        store.write(codings)
        join_store(store)
        columns, rows = store.query("FROM occurrence ORDER BY reports DESC, occurrence_id LIMIT 1")
        first = dict(zip(columns, rows[0], strict=True))
        assert first["reports"] >= first["independent_reports"] >= 1
        assert first["first_published"] <= first["last_published"]
        where = f"WHERE occurrence_id = '{first['occurrence_id']}'"
        assert store.query(f"SELECT count(*) FROM occurrence_report {where}")[1] == [(first["reports"],)]
        assert store.query(f"SELECT count(*) FROM occurrence_value {where} AND field = 'realis'")[1] == [(1,)]
        assert store.query("SELECT count(*) FROM near_copy WHERE base")[1] == store.query(
            "SELECT count(DISTINCT group_id) FROM near_copy"
        )[1]  # fmt: skip
        assert store.query("SELECT count(*) FROM occurrence")[1] == store.query("SELECT count(*) FROM occurrence_now")[1]


def test_by_hand(tmp_path: Path, codings: list[Coding], capsys: pytest.CaptureFixture[str]) -> None:
    path = str(tmp_path / "n.duckdb")
    with Store(path) as store:
        store.write(codings)
    assert main(["join", path]) == 0
    capsys.readouterr()
    with Store(path) as store:
        (name,) = store.query("SELECT occurrence_id FROM occurrence ORDER BY reports DESC, occurrence_id LIMIT 1")[1][0]
        reports = store.identity.reports_in(name)
        before = kept(store)
    assert main(["occurrences", path, "split", name, reports[0], "--by", "Ann", "--note", "another town"]) == 0
    with Store(path) as store:
        assert store.query(f"SELECT occurrence_id FROM report_now WHERE report_id = '{reports[1]}'")[1] != [(name,)]
        assert store.identity.decisions()[0].by == "Ann"
    assert main(["join", path]) == 0  # a decision is respected when joining again
    with Store(path) as store:
        assert store.identity.reports_in(name)[0] == reports[0]
        assert reports[1] not in store.identity.reports_in(name)
    assert main(["occurrences", path, "undo", "1", "--by", "Ann"]) == 0
    with Store(path) as store:
        assert kept(store) == before
        assert [entry.action for entry in store.identity.decisions()] == ["split", "undo"]
    capsys.readouterr()
    assert main(["occurrences", path, "show", name]) == 0
    shown = capsys.readouterr().out
    assert reports[1] in shown
    assert "by dateline" in shown
    assert main(["copies", path]) == 0
    assert "cpy-" in capsys.readouterr().out
    for format_ in ("csv", "jsonl", "table"):
        assert main(["occurrences", path, "--format", format_]) == 0
        assert "occ-" in capsys.readouterr().out


def test_faults_are_told(tmp_path: Path) -> None:
    with Store(tmp_path / "n.duckdb") as store:
        with pytest.raises(StoreError, match="no such occurrence"):
            store.identity.current("occ-none")
        with pytest.raises(StoreError, match="not in the log"):
            store.identity.decide(Decision(number=0, action="undo", reports=(), undoes=7))
    path = str(tmp_path / "n.duckdb")
    assert main(["occurrences", path, "merge", "occ-one"]) == 2
    assert main(["occurrences", path, "undo", "first"]) == 2
