import gzip
import json
from pathlib import Path

import pytest

from dateline.errors import ReadError
from dateline.read import compose, read
from dateline.types import Coding, Document


def one(path: Path) -> Document:
    found = list(read(path))
    assert len(found) == 1
    assert isinstance(found[0], Document)
    return found[0]


def test_a_repeated_headline_is_kept_once() -> None:
    document = compose("Talks open in Oslo\n\nTalks open in Oslo\n\n\nTALKS OPEN IN OSLO\n\nDelegates met on Monday.\n")
    assert document.title == "Talks open in Oslo"
    assert document.text == "Talks open in Oslo\n\nDelegates met on Monday."
    assert document.removed == ("Talks open in Oslo", "TALKS OPEN IN OSLO")


def test_a_title_given_apart_stands_on_top_once() -> None:
    assert compose("Delegates met.", title="Talks open").text == "Talks open\n\nDelegates met."
    assert compose("Talks open\n\nDelegates met.", title="Talks open").text == "Talks open\n\nDelegates met."


def test_a_first_line_that_is_a_sentence_is_no_title() -> None:
    assert compose("Delegates met on Monday.\n\nThey left.").title == ""


def test_same_text_same_id() -> None:
    assert compose("Delegates met.").id == compose("Delegates met.").id
    assert compose("Delegates met.").id != compose("Delegates left.").id


def test_jsonl_csv_and_folder(tmp_path: Path) -> None:
    row = {"id": "a", "text": "Delegates met.", "title": "Talks", "published": "2024-05-15", "publisher": "X", "url": "u"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n")
    (tmp_path / "b.csv").write_text("id,text,published\nb,They left.,2024-05-16\n")
    with gzip.open(tmp_path / "c.txt.gz", "wt") as out:
        out.write("They came back.")
    found = list(read(tmp_path))
    assert [(d.id if isinstance(d, Document) else "") for d in found][:2] == ["a", "b"]
    first = found[0]
    assert isinstance(first, Document)
    assert (first.title, first.published, first.publisher, first.url) == ("Talks", "2024-05-15", "X", "u")
    assert isinstance(found[2], Document)
    assert found[2].text == "They came back."


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n", "empty"),
        ("empty.jsonl", b"", "empty"),
        ("image.txt", b"\x89PNG\x00\x01\x02", "binary"),
        ("latin.txt", "Über Köln".encode("latin-1"), "not UTF-8"),
        ("story.docx", b"PK", "unknown format"),
        ("no_text.csv", b"id,body\n1,x\n", "no column 'text'"),
    ],
)
def test_bad_files_are_told_by_name(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ReadError, match=message) as caught:
        list(read(path))
    assert name in str(caught.value)


def test_in_a_folder_a_bad_file_is_a_record_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x00\x01")
    (tmp_path / "b.txt").write_text("Delegates met.")
    bad, good = list(read(tmp_path))
    assert isinstance(bad, Coding)
    assert bad.failures[0].stage == "read"
    assert "binary" in bad.failures[0].message
    assert isinstance(good, Document)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": "x", "text": ', "not a document"),
        ('{"id": "x"}', "text"),
        ('{"id": "x", "text": ""}', "empty"),
        ('{"id": "x", "text": "Hi.", "published": "last Monday"}', "not an ISO date"),
        ('{"id": "x", "text": "Hola.", "language": "es"}', "language 'es'"),
        (json.dumps({"id": "x", "text": "a" * 5_000_000}), "at most"),
    ],
)
def test_a_bad_line_is_a_record_and_the_rest_is_read(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(line + '\n{"id": "ok", "text": "Delegates met."}\n')
    bad, good = list(read(path))
    assert isinstance(bad, Coding)
    assert message in bad.failures[0].message
    assert bad.document.title == f"{path}:1"
    assert isinstance(good, Document)


def test_utf16_with_a_mark_and_utf8_with_a_mark(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Delegates met.".encode("utf-16"))
    (tmp_path / "b.txt").write_bytes(b"\xef\xbb\xbfDelegates met.")
    assert one(tmp_path / "a.txt").text == "Delegates met."
    assert one(tmp_path / "b.txt").text == "Delegates met."


def test_missing_and_unknown() -> None:
    with pytest.raises(ReadError, match="no such file"):
        list(read("/nowhere/story.txt"))
    with pytest.raises(ReadError, match="not one of"):
        list(read("/nowhere/story.txt", format="docx"))
