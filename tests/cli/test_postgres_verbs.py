"""Each verb that takes a store does on Postgres what it does on a file: the same words out, the same exit codes."""

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from pgserver import SECRET, Server

from dateline.cli import main
from dateline.coder import Coder

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PROMISES = str(EXAMPLES / "promises.jsonl")
BLAST = "A bomb killed {} people in Mogadishu on Tuesday, police said. Somalia blamed rebels for the bombing."


@pytest.fixture
def stories(tmp_path: Path) -> str:
    path = tmp_path / "in.jsonl"
    told = [
        {"id": f"b{dead}", "published": "2024-03-06", "publisher": f"p{dead}", "text": BLAST.format(dead)} for dead in (14, 20)
    ]
    told += [json.loads(line) for line in Path(PROMISES).read_text().splitlines()]
    path.write_text("".join(json.dumps(one) + "\n" for one in told))
    return str(path)


@pytest.fixture
def stores(postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A file; a database of a role that may make tables there, its password in the address."""
    monkeypatch.chdir(tmp_path)
    base = postgres.fresh().partition("@/")[2].partition("?")[0]
    if not postgres.run("SELECT 1 FROM pg_roles WHERE rolname = 'locked'"):
        postgres.run(f"CREATE ROLE locked LOGIN PASSWORD '{SECRET}'")
    postgres.run("GRANT CREATE ON SCHEMA public TO locked", base)
    return [str(tmp_path / "n.duckdb"), postgres.address(base, "locked", SECRET)]


@pytest.fixture
def same(stores: list[str], coder: Coder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> "Same":
    monkeypatch.setattr("dateline.load", lambda *_, **__: coder)  # loaded once
    return Same(stores, capsys)


class Same:
    """Runs a verb on both stores; returns the standard output of both after comparing all that is said."""

    def __init__(self, stores: Sequence[str], capsys: pytest.CaptureFixture[str]) -> None:
        self.stores, self.capsys = stores, capsys

    def __call__(self, verb: str, *arguments: str, code: int = 0) -> str:
        said = []
        for store in self.stores:
            words = [verb, *arguments, "--store", store] if verb == "code" else [verb, store, *arguments]
            assert main(words) == code, self.capsys.readouterr()
            out, err = self.capsys.readouterr()
            assert SECRET not in out + err
            said.append((out, re.sub(r"\S*(n\.duckdb|postgresql://locked@/news\d+)", "STORE", err)))
        assert said[0] == said[1]
        return said[0][0] + said[0][1]


def test_verbs_say_the_same(same: Same, stories: str) -> None:
    assert "linked 8 new documents" in same("code", stories)
    assert "linked 0 new documents" in same("code", stories)
    assert "8\n" in same("query", "select count(*) as n from document")
    assert "LVA,MDA" in same("query", "from dyad_week order by 1, 2, 3")
    assert "water pumps" in same("commitments", "--format", "csv")
    same("link", "--full")
    assert "run dateline join STORE" in same("occurrences")
    assert "occurrences of" in same("join")
    assert "reports" in same("occurrences", "show", _rows(same)[0]["occurrence_id"])
    assert "20" in same("copies")
    assert "decision 1: split" in same("occurrences", "split", *_split(same), "--by", "desk", "--note", "two bombs")
    assert "split" in same("query", "select action from decision_row")
    same("occurrences", "undo", "1", "--by", "desk")
    same("occurrences", "undo", "7", "--by", "desk", code=2)
    same("occurrences", "show", "occ-none", code=2)
    waiting = same("review", "list")
    assert waiting
    same("review", "accept", waiting.split("\t")[0], "--by", "ann", "--on", "2024-09-01")
    for name in ("jsonl", "csv", "plover", "polecat", "icews"):
        assert same("export", "--format", name)
    assert "same coder" not in same("recode", "--dry-run", "--where", "published >= '2024-05-01'")
    assert "are by this coder already" in same("recode")
    assert "1 documents retracted" in same("retract", "b20", "--reason", "withdrawn", "--on", "2024-03-08", "--by", "ann")
    same("retract", "b20", "--reason", "again", code=2)
    assert "\n0\n" in same("query", "select count(*) as n from event where document_id = 'b20'")
    assert "1 documents restored" in same("retract", "b20", "--undo", "--reason", "confirmed")
    assert "\n0\n" in same("query", "--as-of", "2020-01-01", "select count(*) as n from event")
    same("query", "--as-of", "yesterday", "select 1", code=2)


def _split(same: Same) -> tuple[str, str]:
    found = next(row for row in _rows(same) if row["reports"] == 2)
    asked = f"select report_id from occurrence_report where occurrence_id = '{found['occurrence_id']}' order by position"
    assert main(["query", same.stores[0], asked]) == 0
    return found["occurrence_id"], same.capsys.readouterr().out.split()[-1]


def _rows(same: Same) -> list[dict[str, Any]]:
    assert main(["occurrences", same.stores[0], "--format", "jsonl"]) == 0
    return [json.loads(line) for line in same.capsys.readouterr().out.splitlines()]


def test_a_run_at_scale_and_its_parts_tell_no_password(stores: list[str], tmp_path: Path) -> None:
    """Stopped half-way, the parts stand in this folder, under the database's name."""
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"id": f"s{n}", "text": f"Kenya met Ghana in round {n}."}) + "\n" for n in range(12)))
    command = [
        sys.executable,
        "-m",
        "dateline",
        "code",
        str(path),
        "--store",
        stores[1],
        "--workers",
        "1",
        "--shard",
        "4",
        "--log-json",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert SECRET not in done.stderr
    assert not list(tmp_path.glob("*.parts")), "parts go when the run is complete"
    assert '"event":"end"' in done.stderr
    where = next(json.loads(line)["news"]["note"] for line in done.stderr.splitlines() if '"start"' in line)
    assert re.search(r"/news\d+-[0-9a-f]{16}\.parts$", where)
    assert main(["query", stores[1], "select count(*) as n from part_row"]) == 0
