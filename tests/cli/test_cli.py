import csv
import io
import json
from pathlib import Path

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
    store = str(tmp_path / "n.duckdb")
    for _ in range(2):
        assert main(["code", str(EXAMPLES), "--store", store, "--published", "2024-03-04"]) == 0
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
