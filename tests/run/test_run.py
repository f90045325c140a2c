"""The parts of a run one by one, and the whole with the real coder."""

import io
import json
import os
from pathlib import Path

import msgspec
import pytest
from fakes import Plain, run, stories

from dateline.cli import main
from dateline.config import Config
from dateline.errors import ConfigError, RunError
from dateline.run import News, Scale, Standard
from dateline.run.part import holds, put, read_part, write_part
from dateline.run.progress import Bar, Log
from dateline.types import Document

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "stories.jsonl"


def test_a_part_is_whole_lossless_and_the_same_each_time(tmp_path: Path) -> None:
    texts = [Document(id=str(n), text="Línea – “x”\u2028y") for n in range(3)]
    codings = list(Plain().coder().pipe(texts))
    one, two = tmp_path / "one", tmp_path / "two"
    write_part(one, codings)
    write_part(two, codings)
    assert read_part(one, whole=True) == codings
    assert codings[0].sentences
    assert read_part(one) == [msgspec.structs.replace(coding, sentences=()) for coding in codings]
    assert one.read_bytes() == two.read_bytes()
    assert holds(one, 3)
    assert not holds(one, 4)
    assert not holds(tmp_path / "none", 3)
    one.write_bytes(b"no gzip")
    with pytest.raises(RunError, match="delete it and run"):
        read_part(one)


def test_a_file_has_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(RunError, match="taken: Is a directory"):
        put(tmp_path / "taken", b"data")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"], "the temporary file is gone"


def test_the_manifest_tells_the_input_and_the_code(tmp_path: Path) -> None:
    source = stories(tmp_path / "in.jsonl", 10)
    _, told = run(source, tmp_path)
    manifest = json.loads((tmp_path / "parts" / "manifest.json").read_text())
    assert (manifest["key"], manifest["documents"], manifest["run"]["id"]) == ("one", 10, "run-plain")
    assert [entry["documents"] for entry in manifest["shards"]] == [4, 4, 2]
    assert all((tmp_path / "parts" / entry["part"]).exists() for entry in manifest["shards"])
    assert len({entry["digest"] for entry in manifest["shards"]}) == 3
    assert sorted(path.name for path in (tmp_path / "parts").iterdir()) == ["manifest.json", "parts"]
    assert (told[0].event, told[-1].event) == ("start", "end")


def test_parts_without_a_home_are_taken_away(tmp_path: Path) -> None:
    run(stories(tmp_path / "in.jsonl", 5), tmp_path, keep=False)
    assert not (tmp_path / "parts").exists()


def test_the_key_tells_facts_apart(tmp_path: Path) -> None:
    facts = tmp_path / "facts.sqlite"
    key = Standard(Config(kb=str(facts))).key()
    assert Standard(Config(kb=str(facts))).key() == key
    facts.write_bytes(b"one")
    assert Standard(Config(kb=str(facts))).key() != key
    assert Standard(Config(kb=str(facts), min_confidence=0.5)).key() != Standard(Config(kb=str(facts))).key()


@pytest.mark.parametrize("wrong", [{"shard": 0}, {"workers": -1}, {"limit": -1.0}, {"memory": -5}])
def test_senseless_numbers_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ConfigError, match=f"--{next(iter(wrong))}"):
        Scale(**wrong)  # type: ignore[arg-type]


def test_progress_tells_rate_trouble_and_time_left() -> None:
    shown, logged = io.StringIO(), io.StringIO()
    log = Log(logged)
    with Bar(shown) as bar:
        for news in (
            News(event="planned", shard=0, documents=4),
            News(event="planned", shard=1, documents=4),
            News(event="all planned"),
            News(event="part", shard=0, documents=4, events=7),
            News(event="worker lost", shard=1, documents=4, note="ended by SIGKILL"),
        ):
            bar(news)
            log(news)
        (task,) = bar._bar.tasks
        assert (task.completed, task.total, task.fields["all"]) == (4, 8, "8")
        assert task.fields["left"].endswith("left")
    assert "worker lost, shard 1, 4 documents: ended by SIGKILL" in shown.getvalue().replace("\n", " ")
    lines = [json.loads(line) for line in logged.getvalue().splitlines()]
    assert [line["done"] for line in lines] == [0, 0, 0, 4, 4]
    assert lines[3]["news"]["events"] == 7


def test_workers_are_bounded_by_the_work(tmp_path: Path) -> None:
    export, told = run(stories(tmp_path / "in.jsonl", 3), tmp_path, Plain(), workers=os.cpu_count() or 1)
    assert len(told.of("part")) == 1
    assert export.count(b"\n") == 3


def test_the_command_gives_the_same_bytes_with_workers(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    alone, spread, store = tmp_path / "alone.jsonl", tmp_path / "spread.jsonl", tmp_path / "n.duckdb"
    assert main(["code", str(EXAMPLES), "-o", str(alone), "--quiet"]) == 0
    assert capfd.readouterr().err == ""
    more = ["--workers", "2", "--shard", "4", "--log-json", "--store", str(store)]
    assert main(["code", str(EXAMPLES), "-o", str(spread), *more]) == 0
    assert spread.read_bytes() == alone.read_bytes()
    events = [json.loads(line)["news"]["event"] for line in capfd.readouterr().err.splitlines()]
    assert events.count("part") == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["alone.jsonl", "n.duckdb", "spread.jsonl"]
    assert main(["export", str(store), "--format", "jsonl", "-o", str(tmp_path / "export.jsonl")]) == 0
    assert sorted((tmp_path / "export.jsonl").read_bytes().splitlines()) == sorted(alone.read_bytes().splitlines())
