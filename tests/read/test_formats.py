import gzip
import io
import sys
import zipfile
from pathlib import Path

import duckdb
import pytest
from read_pages import ATOM, BODY, LD_PAGE, PAGE, RSS, SECOND, warc

from dateline.errors import ReadError
from dateline.read import Checks, Defaults, read
from dateline.types import Coding, Document


def documents(path: Path, checks: Checks | None = None) -> list[Document]:
    found = list(read(path, checks=checks))
    assert all(isinstance(one, Document) for one in found), found
    return [one for one in found if isinstance(one, Document)]


def reasons(path: Path) -> list[tuple[str, str]]:
    return [(c.failures[0].error, c.failures[0].message) for c in read(path) if isinstance(c, Coding)]


def test_a_page_gives_its_story_and_its_metadata(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    (one,) = documents(tmp_path)
    assert one.text.split("\n\n")[0] == "River states meet over water"
    assert BODY in one.text
    assert SECOND in one.text
    for gone in ("Home", "no news", "rights reserved", "Reporting by", "newsletter", "By Ada Tembo"):
        assert gone not in one.text
    assert {"By Ada Tembo", "(Reporting by Ada Tembo; Editing by Jo Phiri)"} <= set(one.removed)
    assert (one.published, one.published_source, one.publisher, one.url) == (
        "2024-03-04", "metadata", "The Example", "https://news.example/river")  # fmt: skip
    assert one.published_trust > 0.9


def test_boilerplate_can_be_kept(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    (one,) = documents(tmp_path, Checks(keep_boilerplate=True))
    assert "Reporting by Ada Tembo" in one.text


def test_the_date_of_json_ld_and_never_that_of_a_change(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(LD_PAGE)
    (tmp_path / "b.html").write_text(LD_PAGE.replace("datePublished", "dateCreated"))
    first, second = documents(tmp_path)
    assert (first.published, first.published_source) == ("2024-03-04", "metadata")
    assert (second.published, second.published_source, second.published_trust) == (None, "", 0.0)


def test_a_date_given_for_inputs_without_one_comes_before_guesses(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(LD_PAGE.replace("datePublished", "dateCreated"))
    found = next(read(path, defaults=Defaults(published="2024-03-07", url="https://news.example/2024/03/05/x")))
    assert isinstance(found, Document)
    assert (found.published, found.published_source, found.published_trust) == ("2024-03-07", "given", 1.0)


def test_feeds(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text(RSS)
    (tmp_path / "b.atom").write_text(ATOM)
    first, second, third = documents(tmp_path)
    assert (first.id, first.published, first.url) == ("one", "2024-03-04", "https://news.example/1")
    assert first.text == f"River states meet\n\n{BODY}\n\n{SECOND}"
    assert first.publisher == "The Example"
    assert second.warnings == ("the feed gives a summary only",)
    assert second.published is None
    assert third.published is None  # "updated" is the time of a change


def test_parquet_has_the_columns_of_csv(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT n AS id, 'Delegates met ' || n || ' times.' AS text, DATE '2024-03-04' AS published, NULL AS url "
            f"FROM range(700) t(n)) TO '{path}'"
        )
    found = documents(path)
    assert [one.id for one in found[:3]] == ["0", "1", "2"]
    assert len(found) == 700
    assert found[3].text == "Delegates met 3 times."
    assert {(one.published, one.published_source) for one in found} == {("2024-03-04", "given")}


def test_warc_gives_pages_in_their_encoding_and_no_crawl_date(tmp_path: Path) -> None:
    latin = f"<html><body><article><p>Señor Peña spoke first. {BODY}</p><p>{SECOND}</p></article></body></html>".encode("latin-1")
    path = tmp_path / "a.warc.gz"
    path.write_bytes(
        warc(
            ("https://news.example/1", "text/html; charset=utf-8", PAGE.encode()),
            ("https://news.example/i.png", "image/png", b"\x89PNG"),
            ("https://news.example/2", "text/html; charset=iso-8859-1", latin),
        )
    )
    first, second = documents(path)
    assert first.url == "https://news.example/1"
    assert "Señor Peña" in second.text
    assert second.published is None


def test_zip_with_members_of_many_kinds(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("b/page.html", PAGE)
        archive.writestr("a.txt", "Delegates met.")
        archive.writestr(".hidden.txt", "no")
        archive.writestr("__MACOSX/a.txt", "no")
        archive.writestr("../../etc/evil.txt", "A name that climbs is a name only.")
        archive.writestr("inner.txt.gz", gzip.compress(b"x"))
        archive.writestr("odd.docx", b"x")
    found = list(read(path))
    texts = [one.text for one in found if isinstance(one, Document)]
    assert len(texts) == 3
    assert any("Delegates met." in text for text in texts)
    assert not (tmp_path.parent.parent / "etc").exists()
    told = dict(reasons(path))
    assert "unreadable" in told
    assert sorted(one.document.title.split("!")[1] for one in found if isinstance(one, Coding)) == ["inner.txt.gz", "odd.docx"]


@pytest.mark.parametrize("name", ["bz2", "lzma"])
def test_other_compressions(tmp_path: Path, name: str) -> None:
    library = __import__(name)
    path = tmp_path / f"a.txt.{'xz' if name == 'lzma' else name}"
    path.write_bytes(library.compress(b"Delegates met."))
    assert documents(path)[0].text == "Delegates met."


@pytest.mark.parametrize(
    ("raw", "count"),
    [
        (PAGE.encode(), 1),
        (RSS.encode(), 2),
        (gzip.compress(b'{"id": "a", "text": "Delegates met."}\n'), 1),
        (b"Delegates met.", 1),
    ],
)
def test_standard_input_is_told_by_its_first_bytes(monkeypatch: pytest.MonkeyPatch, raw: bytes, count: int) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    found = list(read("-"))
    assert len(found) == count
    assert all(isinstance(one, Document) for one in found)


@pytest.mark.parametrize(
    ("module", "name", "extra"),
    [("trafilatura", "a.html", "html"), ("feedparser", "a.rss", "html"), ("fastwarc.warc", "a.warc", "warc")],
)
def test_a_missing_library_is_named_with_its_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, name: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    (tmp_path / name).write_text(PAGE)
    with pytest.raises(ReadError, match=rf"pip install 'dateline\[{extra}\]'"):
        list(read(tmp_path / name))
