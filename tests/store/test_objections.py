"""Readers' reports of wrong records: taken in once, decided on by people, with an effect that can be seen and taken back."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dateline.cli import main
from dateline.errors import StoreError
from dateline.ids import digest
from dateline.store import Store
from dateline.store.objections import Objection
from dateline.types import Coding, Run

TEXT = (
    "TUNIS, May 13 (Northwire) - Tunisia expelled two Libyan diplomats on Monday. Tunisia promised on Monday to send Libya ten "
    "field hospitals by August. The mayor of Kiev praised Tunisia."
)
WHO: dict[str, Any] = {"reviewer": "Ada", "decided_on": "2024-06-02"}


@pytest.fixture(scope="module")
def coding(code: Callable[..., Coding]) -> Coding:
    return code(TEXT, id="a", publisher="Northwire")


@pytest.fixture
def path(tmp_path: Path, coding: Coding) -> Path:
    with Store(tmp_path / "n.duckdb") as store:
        store.write([coding])
    return tmp_path / "n.duckdb"


def said(coding: Coding, record: str, wrong: str = "actor", **more: str) -> Objection:
    doc, run = coding.document, coding.run
    version = digest(doc.text, doc.title, doc.published or "", doc.publisher, doc.url)
    fields = {"run": run.id if run else "", "digest": version, "reported_at": "2024-06-01T09:30:00+00:00"}
    return Objection(document=doc.id, record=record, wrong=wrong, **(fields | more))


def write_lines(path: Path, *lines: Objection | str) -> Path:
    file = Path(f"{path}.reports.jsonl")
    file.write_text("\n".join(one if isinstance(one, str) else msgspec.json.encode(one).decode() for one in lines) + "\n")
    return file


def expulsion(coding: Coding) -> str:
    return next(event.id for event in coding.events if event.type == "SANCTION")


def take_in(store: Store, file: Path) -> str:
    assert store.objections.take_in(file).added == 1
    return str(store.query("SELECT objection_id FROM objection ORDER BY recorded_at DESC LIMIT 1")[1][0][0])


def one(store: Store, sql: str) -> Any:
    return store.query(sql)[1][0]


def test_a_file_is_taken_in_once_and_bad_lines_are_named(path: Path, coding: Coding) -> None:
    good = said(coding, expulsion(coding), note="The ministry, not the country.", reporter="Ines")
    later = said(coding, expulsion(coding), "date", reported_at="2024-06-01T11:30:00+02:00")
    strange = [
        said(coding, "evt-none"), said(coding, expulsion(coding), "everything"),
        said(coding, expulsion(coding), run="run-x"), said(coding, expulsion(coding), reported_at="yesterday"),
    ]  # fmt: skip
    file = write_lines(path, good, good, "", *strange, "no report", '{"document": "a"}', later)
    with Store(path) as store:
        done = store.objections.take_in(file)
        assert (done.added, done.known) == (2, 0)
        assert [fault.split(": ")[0] for fault in done.refused] == [f"{file}:{number}" for number in range(4, 10)]
        before = store.query("FROM objection ORDER BY ALL")
        again = store.objections.take_in(file)
        assert (again.added, again.known, len(again.refused)) == (0, 2, 6)
        assert store.query("FROM objection ORDER BY ALL") == before
        asked = "SELECT layer, words, wrong, note, reporter, reported_at, state, stands FROM objection WHERE wrong = 'actor'"
        moment = datetime(2024, 6, 1, 9, 30, tzinfo=UTC).replace(tzinfo=None)
        found = ("events", "SANCTION expelled", "actor", "The ministry, not the country.", "Ines", moment, "waiting", True)
        assert one(store, asked) == found
        assert one(store, "SELECT reported_at FROM objection WHERE wrong = 'date'") == (moment,)
        with pytest.raises(StoreError, match=r"none\.jsonl"):
            store.objections.take_in(path.with_name("none.jsonl"))


def test_accepted_withholds_the_event_and_the_last_decision_counts(path: Path, coding: Coding) -> None:
    asked = f"SELECT exportable, withheld FROM event WHERE event_id = '{expulsion(coding)}'"
    dyads = "SELECT count(*) FROM dyad WHERE type = 'SANCTION'"
    with Store(path) as store:
        assert (one(store, asked), one(store, dyads)) == ((True, ""), (1,))
        name = take_in(store, write_lines(path, said(coding, expulsion(coding))))
        assert one(store, asked) == (True, ""), "a report alone changes nothing"
        store.objections.decide(name, "accept", **WHO)
        assert (one(store, asked), one(store, dyads)) == ((False, "reported wrong: actor"), (0,))
        marked = {event.id: event for kept in store.codings() for event in kept.events}[expulsion(coding)]
        assert (marked.exportable, marked.withheld) == (False, "reported wrong: actor")
        assert list(store.codings(wrong="kept")) == [next(iter(store.codings("true", wrong="kept")))]
        assert expulsion(coding) not in {event.id for kept in store.codings(wrong="out") for event in kept.events}
        store.objections.decide(name, "refuse", **WHO, note="It was the country.")
        assert (one(store, asked), one(store, dyads)) == ((True, ""), (1,))
        assert store.query("SELECT number, decision, reviewer FROM objection_decision ORDER BY number")[1] == [
            (1, "accept", "Ada"), (2, "refuse", "Ada"),
        ]  # fmt: skip
        for wrong in (("obj-none", "accept"), (name, "perhaps")):
            with pytest.raises(StoreError):
                store.objections.decide(*wrong, **WHO)


def test_what_was_known_before_a_decision_stays(path: Path, coding: Coding) -> None:
    asked = f"SELECT exportable FROM event WHERE event_id = '{expulsion(coding)}'"
    with Store(path) as store:
        name = take_in(store, write_lines(path, said(coding, expulsion(coding))))
        before = str(datetime.now(UTC).replace(tzinfo=None))
        store.objections.decide(name, "accept", **WHO)
    with Store(path, read_only=True, as_of=before) as store:
        assert one(store, asked) == (True,)
        assert one(store, "SELECT state FROM objection") == ("waiting",)
    with Store(path, read_only=True) as store:
        assert one(store, asked) == (False,)
    with Store(path, read_only=True, with_wrong=True) as store:
        assert one(store, asked) == (True,)
        assert next(iter(store.codings())).events == coding.events


@pytest.mark.parametrize("layer", ["statements", "commitments", "quantities", "places", "wordings"])
def test_other_records_called_wrong_leave_their_views(path: Path, coding: Coding, layer: str) -> None:
    view, record = (
        layer.removesuffix("ies") + "y" if layer.endswith("ies") else layer.removesuffix("s"),
        getattr(coding, layer)[0],
    )
    with Store(path) as store:
        (count,) = one(store, f"SELECT count(*) FROM {view}")
        name = take_in(store, write_lines(path, said(coding, record.id, "it is not there")))
        assert store.objections.decide(name, "accept", **WHO) == layer
        assert one(store, f"SELECT count(*) FROM {view}") == (count - 1,)
        kept = next(iter(store.codings()))
        assert (record in getattr(kept, layer)) == (layer in {"statements", "quantities", "places"})


def test_a_report_holds_for_a_later_coding_that_leaves_the_record_as_it_was(path: Path, coding: Coding) -> None:
    asked = f"SELECT exportable, run_id FROM event WHERE event_id = '{expulsion(coding)}'"
    event = next(event for event in coding.events if event.id == expulsion(coding))
    others = tuple(one for one in coding.events if one is not event)
    run = Run(id="run-later", version="1", codebook="c", model="m")
    same = msgspec.structs.replace(coding, run=run)
    mended = msgspec.structs.replace(
        coding, run=msgspec.structs.replace(run, id="run-last"), events=(msgspec.structs.replace(event, actors=()), *others)
    )
    with Store(path) as store:
        name = take_in(store, write_lines(path, said(coding, event.id)))
        store.objections.decide(name, "accept", **WHO)
        store.write([same])
        assert one(store, asked) == (False, "run-later")
        store.write([mended])
        assert one(store, asked) == (True, "run-last"), "what was found wrong is no longer said"
        assert one(store, "SELECT state, stands FROM objection") == ("accepted", False)


def test_the_ledger_drops_a_promise_found_wrong_and_takes_it_back(
    path: Path, coding: Coding, capsys: pytest.CaptureFixture[str]
) -> None:
    promises = "SELECT count(*) FROM promise"
    assert main(["link", str(path)]) == 0
    with Store(path) as store:
        assert one(store, promises) == (1,)
    write_lines(path, said(coding, coding.commitments[0].id, "it is not there"))
    assert main(["review", str(path), "import"]) == 0
    capsys.readouterr()
    assert main(["review", str(path)]) == 0
    name = capsys.readouterr().out.split("\t")[0]
    for decision, left in (("accept", 0), ("refuse", 1)):
        assert main(["review", str(path), decision, name, "--by", "Ada", "--on", "2024-06-02"]) == 0
        with Store(path, read_only=True) as store:
            assert one(store, promises) == (left,)


def test_the_queue_on_the_command_line(path: Path, coding: Coding, capsys: pytest.CaptureFixture[str]) -> None:
    store = str(path)
    file = write_lines(path, said(coding, expulsion(coding), note="not\tthe \x1b[31mactor\u202e", reporter="Ines"), "nonsense")
    assert main(["review", store, "import"]) == 1
    told = capsys.readouterr().err
    assert f"{file}:2: " in told
    assert "1 reports taken in, 0 known already, 1 lines refused" in told
    assert main(["review", store]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    name, asks, _, about, words, why = line.split("\t")
    assert (asks, about, words) == ("wrong: actor", "a events", "SANCTION expelled")
    assert why == "not the \ufffd[31mactor\ufffd (Ines)"
    assert main(["review", store, "accept", name]) == 2
    assert main(["review", store, "accept", name, "--by", "Ada", "--on", "2024-06-02", "--note", "the ministry"]) == 0
    capsys.readouterr()
    assert main(["review", store, "list"]) == 0
    assert capsys.readouterr().out == ""


def test_exports_leave_it_out_unless_asked(path: Path, coding: Coding, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    def types(*flags: str) -> list[str]:
        capsysbinary.readouterr()
        assert main(["export", str(path), "--format", "plover", *flags]) == 0
        return [json.loads(line)["event"][0] for line in capsysbinary.readouterr().out.splitlines()]

    whole = types()
    with Store(path) as store:
        store.objections.decide(take_in(store, write_lines(path, said(coding, expulsion(coding)))), "accept", **WHO)
    assert sorted([*types(), "SANCTION"]) == sorted(whole) == sorted(types("--with-wrong"))
    assert main(["query", str(path), "SELECT count(*) FROM dyad WHERE type = 'SANCTION'", "--with-wrong"]) == 0
    assert capsysbinary.readouterr().out.endswith(b"1\n")
