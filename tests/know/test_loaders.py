"""Small files made in each format; none is a copy of the real thing."""

import json
from pathlib import Path

import pytest

from dateline.errors import KnowledgeError
from dateline.know import KnowledgeBase
from dateline.know.gazetteer import Gazetteer
from dateline.know.loaders import load_facts
from dateline.know.loaders.wikidata import positions_table
from dateline.know.sqlite import read_into, sources_of


def opened(path: Path) -> KnowledgeBase:
    base = KnowledgeBase()
    read_into(base, path)
    base.finish()
    return base


def test_a_users_csv(tmp_path: Path) -> None:
    file, kb = tmp_path / "mine.csv", tmp_path / "kb.sqlite"
    file.write_text(
        "id,name,aliases,kind,country,sectors,role,start,end\n"
        "user:x,Ada Example,A. Example,person,KEN,,governor,2020-01-01,2024-01-01\n"
        "user:y,Example Front,EXF,armed group,KEN,REB,,2019,\n"
    )
    assert load_facts(file, "csv", kb, as_of="2024-06-01") == 2
    base = opened(kb)
    assert [e.id for e in base.lookup("A. Example")] == ["user:x"]
    assert [t.person for t in base.holders("KEN", "governor", "2021-05-05")] == ["user:x"]
    assert base.lookup("EXF", "2018-01-01") == []
    assert load_facts(file, "csv", kb) == 2, "a second load replaces the first"
    assert len(opened(kb).terms("KEN", "governor")) == 1
    assert next(iter(sources_of(kb)))[1] == "user"


def entity(position: str) -> dict[str, object]:
    def claim(day: str, precision: int) -> dict[str, object]:
        return {"datavalue": {"value": {"time": f"+{day}T00:00:00Z", "precision": precision}}}

    held = {
        "rank": "normal",
        "mainsnak": {"datavalue": {"value": {"id": position}}},
        "qualifiers": {"P580": [claim("2001-02-03", 11)], "P582": [claim("2004-00-00", 9)]},
    }
    return {
        "id": "Q999999999",
        "labels": {"en": {"value": "Bo Sample"}},
        "aliases": {"en": [{"value": "B. Sample"}]},
        "claims": {"P39": [held], "P21": [{"mainsnak": {"datavalue": {"value": {"id": "Q6581097"}}}}]},
    }


def test_a_wikidata_dump(tmp_path: Path) -> None:
    position, (country, role) = sorted(positions_table().items())[0]
    file, kb = tmp_path / "dump.json", tmp_path / "kb.sqlite"
    file.write_text("[\n" + json.dumps({"id": "Q1", "claims": {}}) + ",\n" + json.dumps(entity(position)) + ",\n]\n")
    assert load_facts(file, "wikidata", kb) == 1
    base = opened(kb)
    person = base.lookup("B. Sample")[0]
    assert (person.qid, person.gender) == ("Q999999999", "m")
    assert [t.person for t in base.holders(country, role, "2002-01-01")] == [person.id]
    assert base.terms(country, role)[0].end == "2004"


def test_geonames_files(tmp_path: Path) -> None:
    row = [
        "7",
        "Sampleton",
        "Sampleton",
        "Old Sampleton",
        "1.5",
        "2.5",
        "P",
        "PPL",
        "KE",
        "",
        "05",
        "",
        "",
        "",
        "90000",
        "",
        "",
        "",
        "",
    ]
    (tmp_path / "KE.txt").write_text("\t".join(row) + "\n" + "\t".join([*row[:6], "A", *row[7:]]) + "\n")
    (tmp_path / "alternateNamesV2.txt").write_text("1\t7\ten\tPort Sample\t\t\t\t1\n2\t7\tru\tСэмпл\n")
    kb = tmp_path / "kb.sqlite"
    assert load_facts(tmp_path / "KE.txt", "geonames", kb) == 1
    assert load_facts(tmp_path / "alternateNamesV2.txt", "geonames-alternate", kb) == 1
    cities = Gazetteer(kb, {"KE": "KEN"})
    assert [c.country for c in cities.find("Old Sampleton")] == ["KEN"]
    assert cities.find("Port Sample")[0].geonameid == 7


def test_whogov(tmp_path: Path) -> None:
    file, kb = tmp_path / "whogov.csv", tmp_path / "kb.sqlite"
    lines = [f"KEN,{year},Cy Sample,Foreign Minister" for year in (2001, 2002, 2005)]
    file.write_text("country_isocode,year,name,position\n" + "\n".join(lines) + "\n")
    assert load_facts(file, "whogov", kb) == 2
    base = opened(kb)
    assert [(t.start, t.end) for t in base.terms("KEN", "foreign_minister")] == [("2001", "2002"), ("2005", "2005")]


def test_party_facts(tmp_path: Path) -> None:
    file, kb = tmp_path / "core-parties.csv", tmp_path / "kb.sqlite"
    file.write_text(
        "country,partyfacts_id,name_short,name,name_english,year_first,year_last\nKEN,77,SP,Chama,Sample Party,1990,\n"
    )
    assert load_facts(file, "partyfacts", kb) == 1
    assert opened(kb).lookup("Sample Party")[0].sectors == ("PTY",)


@pytest.mark.parametrize(
    ("name", "content", "format", "message"),
    [
        ("a.csv", "name\nx\n", "csv", "country"),
        ("a.json", '{"P39": ', "wikidata", "JSON"),
        ("a.txt", "1\t2\n", "geonames", "columns"),
        ("a.csv", "x,y\n1,2\n", "whogov", "WhoGov"),
        ("a.csv", "country,partyfacts_id,name\n,1,\n", "partyfacts", "nothing"),
        ("a.csv", "name,country\nx,KEN\n", "xml", "not one of"),
    ],
)
def test_faults_name_the_file(tmp_path: Path, name: str, content: str, format: str, message: str) -> None:
    file = tmp_path / name
    file.write_text(content)
    with pytest.raises(Exception, match=message):
        load_facts(file, format, tmp_path / "kb.sqlite")
    with pytest.raises(KnowledgeError, match="no such file"):
        load_facts(tmp_path / "none", "csv", tmp_path / "kb.sqlite")
