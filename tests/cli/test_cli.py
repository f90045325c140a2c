import csv
import io
import json
import shutil
from pathlib import Path

import duckdb
import pytest

from dateline.cli import main

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
STORY = EXAMPLES / "02-border-attack.txt"


def test_code_writes_one_line_a_story(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["code", str(STORY), "--published", "2024-03-04"]) == 0
    line = json.loads(capsysbinary.readouterr().out)
    assert line["document"]["published"] == "2024-03-04"
    assert line["events"]


def test_a_table_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["code", str(STORY), "--format", "table"]) == 0
    assert "ASSAULT" in capsys.readouterr().out


def test_store_export_and_query(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    store, folder = str(tmp_path / "n.duckdb"), tmp_path / "examples"
    shutil.copytree(EXAMPLES, folder, ignore=shutil.ignore_patterns("*.ipynb"))  # a notebook is no story: it would be rejected
    for _ in range(2):
        assert main(["code", str(folder), "--store", store, "--published", "2024-03-04"]) == 0
    capsysbinary.readouterr()
    assert main(["query", store, "select count(*) as n from document"]) == 0
    lines = sum(len(path.read_text("utf-8").splitlines()) for path in EXAMPLES.rglob("*.jsonl"))
    stories = len(list(EXAMPLES.rglob("*.txt"))) + lines
    assert capsysbinary.readouterr().out == f"n\n{stories}\n".encode()
    assert main(["export", store, "--format", "polecat"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsysbinary.readouterr().out.decode()), delimiter="\t"))
    assert len(rows) > stories


def test_a_failed_document_gives_exit_code_one(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": "x", "text": 3}\n{"id": "ok", "text": "Kenya met Ghana."}\n')
    assert main(["code", str(path)]) == 1
    lines = capsysbinary.readouterr().out.splitlines()
    assert len(lines) == 2
    assert json.loads(lines[0])["failures"]


def test_rejections_are_counted_by_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Kenya met Ghana.")
    (tmp_path / "b.txt").write_text("...")
    assert main(["code", str(tmp_path), "--store", str(tmp_path / "n.duckdb"), "--min-words", "3", "--format", "jsonl"]) == 1
    shown = capsys.readouterr()
    assert "2 documents" in shown.err
    assert "1 failures; rejected: 1 empty" in shown.err
    assert '"error":"empty"' in shown.out
    assert main(["query", str(tmp_path / "n.duckdb"), "select kind from rejection"]) == 0
    assert capsys.readouterr().out == "kind\nempty\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["code", "/nowhere.txt"],
        ["code", str(STORY), "-o", "/nowhere/out.jsonl"],
        ["code", str(STORY), "--published", "yesterday"],
        ["code", str(STORY), "--config", "/nowhere.toml"],
        ["code", str(STORY), "--max-unpacked", "0"],
        ["export", "/nowhere.duckdb"],
        ["recode", "/nowhere.duckdb", "--dry-run"],
    ],
)
def test_faults_give_exit_code_two_and_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("dateline: ")
    assert shown.err.count("\n") == 1


def test_an_unknown_setting_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "d.toml"
    path.write_text("colour = 'red'\n")
    assert main(["code", str(STORY), "--config", str(path)]) == 2
    assert "colour" in capsys.readouterr().err


def test_explain_names_the_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "Athens was accused by Ankara of violating its airspace."]) == 0
    assert "by rule en.accuse" in capsys.readouterr().out.replace("\n", " ")


def test_info_and_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["info"]) == 0
    assert "PLOVER 2.0" in capsys.readouterr().out
    assert main(["info", "--schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "dateline coding"


def test_codebook_verbs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["codebook", "lint"]) == 0
    assert main(["codebook", "test", "--type", "ACCUSE"]) == 0
    assert "0 failures" in capsys.readouterr().err


def test_a_concept_file_of_ones_own_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("- {id: con:mine, type: place, gloss: a lake, variants: [{text: Bb}, {text: Aa}]}\n")
    assert main(["codebook", "lint", "--concepts", str(path)]) == 1
    assert "W002 con:mine" in capsys.readouterr().out


def test_the_table_shows_the_form_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = tmp_path / "story.txt"
    story.write_text("Kiev recalled its ambassador from Minsk on Monday.")
    settings = tmp_path / "d.toml"
    run = ["code", str(story), "--published", "2024-05-15", "--format", "table", "--config", str(settings)]
    settings.write_text("")
    assert main(run) == 0
    assert "wording: Kiev (outlet)" in capsys.readouterr().out
    settings.write_text("[wording]\ndisplay = 'un'\n")
    assert main(run) == 0
    assert "wording: Kyiv (written Kiev; outlet)" in capsys.readouterr().out
    settings.write_text("[wording]\ndisplay = 'mine'\n")
    assert main(run) == 2
    assert "'un'" in capsys.readouterr().err


def test_promises_are_listed_reviewed_and_kept(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    store = str(tmp_path / "n.duckdb")
    assert main(["code", str(EXAMPLES / "promises.jsonl"), "--store", store]) == 0
    assert main(["link", store]) == 0
    capsysbinary.readouterr()
    assert main(["commitments", store, "--due-before", "2024-10-31", "--as-of", "2024-11-01", "--format", "jsonl"]) == 0
    (row,) = map(json.loads, capsysbinary.readouterr().out.splitlines())
    assert (row["committers"], row["status"], row["deadline"]) == (["LVA"], "partly_fulfilled", "2024-10-31")
    assert main(["review", store, "list"]) == 0
    name = capsysbinary.readouterr().out.decode().split("\t")[0]
    assert main(["review", store, "accept", name]) == 2
    assert main(["review", store, "accept", name, "--by", "Ada", "--on", "2024-09-01", "--note", "same pumps"]) == 0
    capsysbinary.readouterr()
    assert main(["commitments", store, "--actor", "JPN", "--status", "fulfilled", "--format", "csv"]) == 0
    assert b"Japan sent 40 water pumps" in capsysbinary.readouterr().out
    assert main(["commitments", store, "--as-of", "soon"]) == 2


def test_compare_prints_both_sides(capsys: pytest.CaptureFixture[str]) -> None:
    pair = [str(EXAMPLES / "compare" / name) for name in ("first.txt", "second.txt")]
    assert main(["compare", *pair, "--published", "2024-03-05", "--format", "table"]) == 0
    assert "war in Yemen" in capsys.readouterr().out
    assert main(["compare", pair[0], str(EXAMPLES / "stories.jsonl")]) == 2


@pytest.fixture
def store(tmp_path: Path) -> str:
    path = tmp_path / "n.duckdb"
    assert main(["code", str(STORY), "--store", str(path), "--published", "2024-03-04"]) == 0
    return str(path)


def answer(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str) -> list[str]:
    capsysbinary.readouterr()
    assert main(list(arguments)) == 0
    return capsysbinary.readouterr().out.decode().splitlines()


def test_retract_takes_a_story_out_and_undo_puts_it_back(store: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    count, name = (
        ("query", store, "select count(*) from event"),
        answer(capsysbinary, "query", store, "select id from document")[1],
    )
    before = answer(capsysbinary, *count)
    assert int(before[1]) > 0
    answer(capsysbinary, "retract", store, name, "--reason", "withdrawn", "--on", "2024-03-06", "--by", "desk")
    assert answer(capsysbinary, *count)[1] == "0"
    assert answer(capsysbinary, "export", store, "--format", "gdelt") == []
    log = answer(capsysbinary, "query", store, "select reason, withdrawn_on, decided_by from retraction")
    assert log[1] == "withdrawn,2024-03-06,desk"
    answer(capsysbinary, "retract", store, name, "--undo", "--reason", "confirmed")
    assert answer(capsysbinary, *count) == before
    assert len(answer(capsysbinary, "export", store, "--format", "gdelt")[0].split("\t")) == 61
    assert main(["retract", store, "nobody", "--reason", "x"]) == 2
    assert main(["retract", store, name, "--reason", "x", "--undo", "--on", "2024-03-06"]) == 2


def test_as_of_a_day_before_the_store_knew_nothing(store: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    for day, some in (("2001-01-01", False), ("2200-01-01", True)):
        shown = answer(capsysbinary, "query", store, "select count(*) from event", "--as-of", day)
        assert (int(shown[1]) > 0) is some
        assert (len(answer(capsysbinary, "export", store, "--as-of", day)) > 1) is some
    assert main(["query", store, "from event", "--as-of", "soon"]) == 2


def test_recode_tells_what_changed(store: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert answer(capsysbinary, "recode", store, "--dry-run") == []
    assert main(["recode", store]) == 0
    assert "1 are by this coder already" in capsysbinary.readouterr().err.decode()
    with duckdb.connect(store) as connection:  # as if an older coder had taken the first event for another type
        connection.execute("UPDATE standing_row SET run_id = 'old'")
        connection.execute('UPDATE coding SET run_id = \'old\', body = replace(body, \'"type":"ASSAULT"\', \'"type":"PROTEST"\')')
        connection.execute('UPDATE coding SET body = regexp_replace(body, \'"id":"run-[0-9a-f]+"\', \'"id":"old"\')')
    changed = [json.loads(line) for line in answer(capsysbinary, "recode", store)]
    assert {(one["layer"], one["change"]) for one in changed} >= {("events", "changed")}
    assert all(
        {"field": "type", "before": "PROTEST", "after": "ASSAULT"} in one["fields"] for one in changed if one["layer"] == "events"
    )
    assert answer(capsysbinary, "recode", store, "--dry-run") == []


def test_recode_in_a_table(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    with duckdb.connect(store) as connection:
        connection.execute('UPDATE coding SET body = replace(body, \'"type":"ASSAULT"\', \'"type":"PROTEST"\')')
    assert main(["recode", store, "--dry-run", "--format", "table"]) == 0
    shown = capsys.readouterr()
    assert "type: PROTEST → ASSAULT" in " ".join(shown.out.split())
    assert "dry run, nothing written" in shown.err
    assert "events +0 -0 ~" in shown.err


def test_the_store_page_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["info", "--store-schema"]) == 0
    assert "## dyad_week" in capsys.readouterr().out


def test_the_time_recorded_can_be_given(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    store = str(tmp_path / "n.duckdb")
    known = (
        "select distinct strftime(known_from, '%Y-%m-%d %H:%M') as known_from from event_history join ledger_pass l "
        "on l.recorded_at = known_from"
    )
    for more in ([], ["--workers", "1"]):
        told = ["code", str(STORY), "--store", store, "--published", "2024-03-04", "--quiet"]
        assert main([*told, *more, "--now", "2024-03-05T08:00+02:00"]) == 0
        capsysbinary.readouterr()
        assert main(["query", store, known]) == 0
        assert capsysbinary.readouterr().out == b"known_from\n2024-03-05 06:00\n"
        Path(store).unlink()
    assert main(["code", str(STORY), "--store", store, "--now", "yesterday"]) == 2
    assert b"--now 'yesterday'" in capsysbinary.readouterr().err
