"""Input made to break a reader: none may end a run or take a good document beside it along."""

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from read_pages import BODY, LD_PAGE, PAGE, RSS, SECOND, warc

from dateline.read import Checks, Limits, read
from dateline.types import Coding, Document
from dateline.write.jsonl import to_json_line

SPANISH = (
    "Los ministros de los dos países se reunieron en la capital para acordar el reparto del agua durante los meses secos del "
    "año. Acordaron que los ingenieros midieran el caudal en las presas y que volverían a verse antes del fin de la temporada, "
    "según explicó el portavoz del gobierno a los periodistas que esperaban en la puerta del palacio desde primera hora."
)


def kinds(found: list[Document | Coding]) -> list[str]:
    return [one.failures[0].error if isinstance(one, Coding) else "taken" for one in found]


def zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b" " * (80 << 20))
    return out.getvalue()


def page(inner: str) -> bytes:
    return f"<html><head><title>T</title></head><body>{inner}</body></html>".encode("utf-8", "surrogatepass")


HOSTILE: dict[str, Callable[[], bytes]] = {
    "cut.txt.gz": lambda: gzip.compress(BODY.encode() * 50)[:-20],
    "cut.parquet": lambda: b"PAR1" + b"\x00" * 40,
    "cut.html": lambda: PAGE.encode()[:150],
    "bomb.zip": zip_bomb,
    "bomb.txt.gz": lambda: gzip.compress(b" " * (80 << 20)),
    "no.zip": lambda: b"PK\x03\x04 this is no zip",
    "laughs.rss": lambda: (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>'
    ),
    "outside.rss": lambda: (
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><title>&a;</title></channel></rss>'
    ),
    "empty.rss": lambda: b"<rss></rss>",
    "deep.html": lambda: page("<div>" * 50_000 + BODY + "</div>" * 50_000),
    "script.html": lambda: page("<script>" + "var a = 1;" * 9000 + "</script>"),
    "deep_ld.html": lambda: page(
        '<script type="application/ld+json">' + "[" * 90_000 + "</script><article><p>Too short.</p></article>"
    ),
    "wall.html": lambda: page(f"<article><p>{BODY[:120]}</p><p>Subscribe to continue reading this story.</p></article>"),
    "nul.txt": lambda: b"Delegates\x00met.",
    "latin.csv": lambda: "id,text\n1,Über Köln\n".encode("latin-1"),
    "dots.txt": lambda: b"... -- ...\n",
    "ads.txt": lambda: b"Advertisement\n\nSign up for our newsletter\n\nFollow us on our pages\n",
    "spanish.txt": SPANISH.encode,
    "russian.txt": "Делегаты встретились в понедельник.".encode,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_bad_file_is_one_record_and_its_neighbours_are_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text("Delegates met.")
    (tmp_path / name).write_bytes(HOSTILE[name]())
    (tmp_path / "z.html").write_text(PAGE)
    found = list(read(tmp_path))
    taken = [one for one in found if isinstance(one, Document)]
    assert len(found) == 3
    assert [one.title for one in taken] == ["", "River states meet over water"], kinds(found)
    bad = next(one for one in found if isinstance(one, Coding))
    assert name in bad.document.title
    assert bad.failures[0].message
    to_json_line(bad)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("bomb.zip", "unreadable"), ("wall.html", "paywall"), ("dots.txt", "empty"), ("ads.txt", "boilerplate"),
     ("spanish.txt", "language"), ("russian.txt", "language"), ("script.html", "unreadable")],
)  # fmt: skip
def test_the_kind_of_reason(tmp_path: Path, name: str, kind: str) -> None:
    (tmp_path / name).write_bytes(HOSTILE[name]())
    assert kinds(list(read(tmp_path))) == [kind]


def test_other_languages_can_be_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SPANISH)
    assert kinds(list(read(tmp_path, checks=Checks(any_language=True)))) == ["taken"]


def test_lengths_and_sizes_have_limits(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Delegates met.")
    (tmp_path / "b.txt").write_text(BODY)
    assert kinds(list(read(tmp_path, checks=Checks(min_words=5)))) == ["too short", "taken"]
    assert kinds(list(read(tmp_path, checks=Checks(max_characters=50)))) == ["taken", "too long"]
    assert kinds(list(read(tmp_path, limits=Limits(file=50)))) == ["taken", "unreadable"]
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt.gz").write_bytes(gzip.compress(BODY.encode() * 9))
    assert kinds(list(read(tmp_path, limits=Limits(unpacked=1000)))) == ["taken", "unreadable", "unreadable"]


def test_an_id_given_twice_with_another_text(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": "Delegates met."}, {"id": "a", "text": "They left."}, {"id": "a", "text": "Delegates met."}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert kinds(list(read(tmp_path))) == ["taken", "duplicate id", "taken"]


def test_what_stands_before_a_cut_is_kept(tmp_path: Path) -> None:
    rows = "\n".join(json.dumps({"id": n, "text": f"Delegates met {n * 7919 % 1013} times."}) for n in range(3000))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(rows.encode())[:-2000])
    found = kinds(list(read(tmp_path / "a.jsonl.gz")))
    assert found.count("taken") > 1000
    assert found[-1] == "unreadable"
    pages = [(f"https://news.example/{n}", "text/html", PAGE.replace("Ada", f"Ada{n}").encode()) for n in range(3)]
    (tmp_path / "b.warc.gz").write_bytes(warc(*pages)[:-300])
    assert kinds(list(read(tmp_path / "b.warc.gz")))[:2] == ["taken", "taken"]
    (tmp_path / "c.rss").write_text(RSS[: RSS.rfind("</item>") + 7])
    assert kinds(list(read(tmp_path / "c.rss"))) == ["taken", "taken", "unreadable"]


def test_a_broken_page_in_an_archive_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(
        warc(
            ("https://news.example/1", "text/html", PAGE.encode()),
            ("https://news.example/2", "text/html", b"\x00\xff\xfe" * 500),
            ("https://news.example/3", "text/html", page("<div>" * 50_000)),
            ("https://news.example/4", "text/html", LD_PAGE.encode()),
        )
    )
    found = kinds(list(read(path)))
    assert [found[0], found[3]] == ["taken", "taken"]
    assert "taken" not in found[1:3]


def test_a_circle_of_links_is_not_walked(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text("Delegates met.")
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "b.txt").write_text("hidden")
    assert len(list(read(tmp_path))) == 1


def test_a_title_of_a_megabyte_does_not_bury_the_story(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "title": "T" * 1_000_000, "text": "Delegates met."}))
    (one,) = read(tmp_path)
    assert isinstance(one, Document)
    assert one.text == "Delegates met."
    assert "1,000,000" in one.removed[0]


def test_characters_that_deceive_are_taken_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Dele\u202egates\u200b met\u00ad in\u2066 Oslo\u2069.\x07")
    (one,) = read(tmp_path)
    assert isinstance(one, Document)
    assert one.text == "Delegates met in Oslo."
    (tmp_path / "a.txt").write_bytes(page(f"<article><p>\ud800 {BODY}</p><p>{SECOND}</p></article>"))
    (tmp_path / "a.txt").rename(tmp_path / "a.html")
    (one,) = read(tmp_path)
    to_json_line(one if isinstance(one, Coding) else Coding(document=one))


@pytest.mark.parametrize("named", ["utf-8", "no-such-code", "utf-16", "utf-7"])
def test_a_page_that_names_a_wrong_encoding_is_read_and_told(tmp_path: Path, named: str) -> None:
    markup = (
        f'<html><head><meta charset="{named}"></head><body><article><p>Señor Peña. {BODY}</p><p>{SECOND}</p></article></body>'
    )
    (tmp_path / "a.html").write_bytes(markup.encode("cp1252"))
    (one,) = read(tmp_path)
    assert isinstance(one, Document)
    assert "Señor Peña" in one.text
    assert "encoding" in one.warnings[0]


def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "b\udce9.txt").write_bytes(b"")
    (one,) = read(tmp_path)
    assert isinstance(one, Coding)
    to_json_line(one)


def test_a_tag_of_fifty_thousand_attributes_costs_no_time(tmp_path: Path) -> None:
    """The parser would take minutes: its time grows with the square of the attributes."""
    many = " ".join(f'data-{number}="1"' for number in range(50_000))
    (tmp_path / "page.html").write_text(
        f"<html><body><p {many}>Kenya and Uganda met in Nairobi on Monday.</p></body></html>", "utf-8"
    )
    (rejected,) = read(tmp_path)
    assert isinstance(rejected, Coding)
    assert "attributes" in rejected.failures[0].message
