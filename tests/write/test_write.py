import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import jsonschema
import pytest

from dateline.errors import WriteError
from dateline.types import Coding
from dateline.write import WRITERS, schema, to_json_line, write
from dateline.write.rows import inert

TEXT = (
    "Germany on Tuesday delivered 18 howitzers to Ukraine. The president of Kenya met the president of Ghana in Accra on "
    'Monday, officials said. "We will send ten trainers by October," Kenya\'s foreign minister said.'
)


@pytest.fixture(scope="module")
def coding(code: Callable[..., Coding]) -> Coding:
    return code(TEXT, publisher="=cmd()", id="story-1")


def written(coding: Coding, name: str) -> str:
    stream = io.BytesIO()
    write([coding], stream, format=name)
    return stream.getvalue().decode()


def test_the_line_validates_against_its_schema(coding: Coding) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(json.loads(to_json_line(coding)), schema())


def test_the_line_has_the_public_shape(coding: Coding) -> None:
    line = json.loads(to_json_line(coding))
    assert set(line) == {"document", "events", "statements", "commitments", "wordings", "entities", "places", "times",
                         "quantities", "discards", "failures", "run"}  # fmt: skip
    assert line["events"]
    wanted = {"id", "type", "mode", "contexts", "cameo", "quad", "score", "actors", "recipients", "date", "place", "trigger",
              "realis", "historical", "statement", "confidence", "exportable", "why"}  # fmt: skip
    assert wanted <= set(line["events"][0])
    assert set(line["events"][0]["date"]) == {"earliest", "latest", "granularity", "basis"}
    assert {"name", "span", "country", "sectors", "entity"} <= set(line["events"][0]["actors"][0])


def test_polecat_has_its_forty_columns(coding: Coding) -> None:
    rows = list(csv.DictReader(io.StringIO(written(coding, "polecat")), delimiter="\t"))
    assert len(rows[0]) == 40
    assert list(rows[0])[:3] == ["Event ID", "Event Date", "Event Type"]
    aid = next(row for row in rows if row["Event Type"] == "AID")
    assert (aid["Actor Country"], aid["Recipient Country"], aid["Actor COW"]) == ("Germany", "Ukraine", "255")
    assert aid["Event Mode"] == "None"


def test_icews_rows_know_source_and_target(coding: Coding) -> None:
    rows = list(csv.DictReader(io.StringIO(written(coding, "icews")), delimiter="\t"))
    assert list(rows[0])[20:] == ["URL", "Trigger Start", "Trigger End"]
    pairs = {(row["CAMEO Code"][:2], row["Source Country"], row["Target Country"]) for row in rows}
    assert ("07", "Germany", "Ukraine") in pairs
    assert ("04", "Kenya", "Ghana") in pairs
    assert ("04", "Ghana", "Kenya") in pairs


def test_plover_records_carry_sentence_and_offsets(coding: Coding) -> None:
    records = [json.loads(line) for line in written(coding, "plover").splitlines()]
    assert records
    for record in records:
        assert TEXT[record["textstart"] : record["textend"]] in record["text"]
        assert record["event"][0].isupper()


def test_csv_is_inert_in_a_spreadsheet(coding: Coding) -> None:
    rows = list(csv.DictReader(io.StringIO(written(coding, "csv"))))
    assert rows[0]["publisher"] == "'=cmd()"
    assert inert("-5.5") == "-5.5"
    assert inert("@SUM(A1)") == "'@SUM(A1)"


def test_parquet_is_typed(coding: Coding, tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    write([coding], path, format="parquet")
    rows = duckdb.sql(f"SELECT type, score, exportable, mode FROM '{path}' WHERE type = 'AID'").fetchall()
    assert rows == [("AID", 10.0, True, None)]


def test_two_runs_give_the_same_bytes(coding: Coding, code: Callable[..., Coding]) -> None:
    again = code(TEXT, publisher="=cmd()", id="story-1")
    for name in set(WRITERS) - {"parquet"}:
        assert written(coding, name) == written(again, name), name


def test_what_cannot_be_written_is_told(coding: Coding, tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="no such folder"):
        write([coding], tmp_path / "nowhere" / "out.jsonl")
    with pytest.raises(WriteError, match="a folder"):
        write([coding], tmp_path)
    with pytest.raises(WriteError, match="not one of"):
        write([coding], tmp_path / "x", format="xml")
    with pytest.raises(WriteError, match="needs a file"):
        write([coding], "-", format="parquet")


def test_a_failed_run_leaves_no_half_file(tmp_path: Path, coding: Coding) -> None:
    def broken() -> Iterator[Coding]:
        yield coding
        raise RuntimeError("gone")

    with pytest.raises(RuntimeError):
        write(broken(), tmp_path / "out.jsonl")
    assert list(tmp_path.iterdir()) == []
