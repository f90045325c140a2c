"""Occurrences lose a retracted story as evidence, and have it back when it is restored."""

from pathlib import Path
from typing import Any

import pytest

from dateline.cli import main
from dateline.cli.join import join_store
from dateline.coder import Coder
from dateline.evaluate.identity import read_rows
from dateline.store import Store
from dateline.types import Document

ROOT = Path(__file__).resolve().parents[2]
VIEWS = ("occurrence", "occurrence_report", "occurrence_value")


@pytest.fixture(scope="module")
def store(coder: Coder) -> Any:
    rows = read_rows(ROOT / "corpus/validation/day.jsonl")[:40]
    documents = (Document(id=row["id"], text=row["text"], published=row["published"], publisher=row["publisher"]) for row in rows)
    with Store(":memory:") as made:
        made.write(coder.pipe(documents))
        join_store(made)
        yield made


def shown(store: Store) -> list[list[tuple[Any, ...]]]:
    return [store.query(f"FROM {view} ORDER BY ALL")[1] for view in VIEWS]


def test_the_views_count_as_the_join_does(store: Store) -> None:
    kept = "SELECT occurrence_id, reports, independent_reports, list_sort(disputed) FROM occurrence_now ORDER BY 1"
    made = "SELECT occurrence_id, reports, independent_reports, list_sort(disputed) FROM occurrence ORDER BY 1"
    assert store.query(made)[1] == store.query(kept)[1]
    values = "SELECT occurrence_id, position, field, value, list_sort(reports), independent_reports FROM {} ORDER BY 1, 2"
    assert store.query(values.format("occurrence_value"))[1] == store.query(values.format("value_now"))[1]


def test_a_retracted_story_is_no_evidence(store: Store) -> None:
    before = shown(store)
    name, reports = store.query("SELECT occurrence_id, reports FROM occurrence ORDER BY reports DESC, 1 LIMIT 1")[1][0]
    report, document = store.query(
        f"SELECT report_id, document_id FROM occurrence_report WHERE occurrence_id = '{name}' ORDER BY position DESC LIMIT 1"
    )[1][0]
    moment = store.query("SELECT max(recorded_at)::VARCHAR FROM join_pass")[1][0][0]
    store.history.retract([document], "withdrawn")
    try:
        left = store.query(f"SELECT reports FROM occurrence WHERE occurrence_id = '{name}'")[1]
        assert left[0][0] < reports
        assert store.query(f"SELECT count(*) FROM occurrence_report WHERE document_id = '{document}'")[1] == [(0,)]
        assert store.query(f"SELECT count(*) FROM occurrence_value WHERE list_contains(reports, '{report}')")[1] == [(0,)]
        assert [store.query(f"FROM {view}_as_of('{moment}') ORDER BY ALL")[1] for view in VIEWS] == before
        assert store.identity.pending() > 0
    finally:
        store.history.restore([document], "confirmed")
    assert shown(store) == before


def test_counts_are_those_of_the_occurrence(store: Store) -> None:
    document, event, reports = store.query(
        "SELECT r.document_id, r.event_id, o.reports FROM occurrence o JOIN occurrence_report r USING (occurrence_id) "
        "JOIN event e USING (document_id, event_id) WHERE e.exportable AND o.reports > 1 ORDER BY o.reports DESC, 1, 2 LIMIT 1"
    )[1][0]
    counts = store.counts()[document, event]
    assert counts.mentions == reports > 1
    assert 1 <= counts.sources <= counts.articles <= counts.mentions
    assert len(counts.added) == 14


def test_promises_of_a_retracted_story_leave_the_ledger_and_come_back(tmp_path: Path) -> None:
    path = str(tmp_path / "n.duckdb")
    assert main(["code", str(ROOT / "examples/promises.jsonl"), "--store", path, "--no-link"]) == 0
    assert main(["link", path]) == 0
    views = ("promise", "promise_link", "status_log")

    def standing() -> list[list[tuple[Any, ...]]]:
        with Store(path, read_only=True) as store:
            return [store.query(f"FROM {view} ORDER BY ALL")[1] for view in views]

    before = standing()
    with Store(path) as store:
        name = store.query("SELECT document_id FROM promise_link ORDER BY 1 LIMIT 1")[1][0][0]
        store.history.retract([name], "withdrawn")
    at_once = standing()
    assert len(at_once[0]) <= len(before[0])
    assert all(name not in row for rows in at_once for row in rows)
    assert main(["link", path]) == 0
    assert standing() == at_once
    with Store(path) as store:
        assert store.query("SELECT count(*) FROM status_history WHERE change = 'withdrawn'")[1][0][0] > 0
        store.history.restore([name], "confirmed")
    assert main(["link", path]) == 0
    assert standing() == before
