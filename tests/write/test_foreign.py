"""Columns of foreign formats against the field's own lists, and rows known to the cell."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.codebook.files import DATA, read_csv, read_yaml
from dateline.types import Actor, Coding, Counts, Document, Event, Interval, Place, Span, Why
from dateline.write import gdelt, icews, polecat, write

WHY = Why(rule="r")


def listed(shared: Path, heading: str) -> list[str]:
    """The column names of a format, as the specification lists them behind its bold heading."""
    text = (shared / "spec/field.md").read_text("utf-8")
    block = text.split(f"**{heading}**", 1)[1].split("**", 1)[0].split("\n\n", 1)[0]
    names = block.split(":", 1)[1] if "]" not in block.split(":", 1)[0] else block.split("]:", 1)[1]
    return [" ".join(name.split()) for name in re.split(r"\.\s", names, maxsplit=1)[0].rstrip(". \n").split(";")]


def test_icews_and_polecat_columns_are_the_lists(shared: Path) -> None:
    assert list(icews.COLUMNS) == listed(shared, "ICEWS (20)")
    assert list(polecat.COLUMNS) == listed(shared, "POLECAT (40)")


def test_gdelt_columns_are_the_list(shared: Path) -> None:
    text = " ".join((shared / "spec/field.md").read_text("utf-8").split())
    block = text.split("**GDELT 2.0 Events (61)**", 1)[1].split("**Mentions", 1)[0].split("]: ", 1)[1]
    head, actors, rest = re.split(r"for Actor1 and again Actor2: |; IsRootEvent", block, maxsplit=2)
    middle, geo, tail = re.split(r"for each of Actor1Geo, Actor2Geo, ActionGeo: |; DATEADDED", "IsRootEvent" + rest, maxsplit=2)
    names = head.strip("; ").split("; ")
    for side in ("Actor1", "Actor2"):
        names += [side + name for name in actors.split(", ")]
    names += middle.strip("; ").split("; ")
    for side in ("Actor1Geo_", "Actor2Geo_", "ActionGeo_"):
        names += [side + name for name in geo.split(", ")]
    names += [name.strip(" .") for name in ("DATEADDED" + tail).split(";")]
    assert names == list(gdelt.COLUMNS)


def test_gdelt_has_61_columns_no_name_twice() -> None:
    assert len(gdelt.COLUMNS) == len(set(gdelt.COLUMNS)) == 61


def actor(name: str, country: str, *sectors: str) -> Actor:
    return Actor(name=name, span=Span(0, 1, "x"), country=country, sectors=sectors, entity=None)


def story(actors: tuple[Actor, ...], recipients: tuple[Actor, ...], place: Place | None = None, **changes: object) -> Coding:
    text = "A head\n\nFirst paragraph.\n\nThe second one."
    fields: dict[str, object] = {
        "id": "evt-1", "type": "ASSAULT", "mode": None, "contexts": (), "cameo": "1823", "quad": "material conflict",
        "score": -9.0, "goldstein": -9.0, "actors": actors, "recipients": recipients, "place": place.id if place else None,
        "date": Interval(earliest="2023-02-18", latest="2023-02-18"), "trigger": Span(8, 13, "First"), "realis": "ACTUAL",
        "why": WHY,
    }  # fmt: skip
    event = Event(**(fields | changes))  # type: ignore[arg-type]
    document = Document(text=text, title="A head", id="d-1", url="https://news.example/1")
    return Coding(document=document, events=(event,), places=(place,) if place else ())


def rows(coding: Coding, **options: object) -> list[dict[str, str]]:
    stream = io.BytesIO()
    write([coding], stream, format="gdelt", **options)  # type: ignore[arg-type]
    return [dict(zip(gdelt.COLUMNS, line.split("\t"), strict=True)) for line in stream.getvalue().decode().splitlines()]


def test_a_known_row_to_the_cell() -> None:
    place = Place(
        id="p", span=Span(0, 1, "x"), name="Lviv", country="UKR", admin1="UKR.15", latitude=49.84, longitude=24.02, why=WHY
    )
    made = rows(
        story((actor("Sampleland", "DEU", "MIL", "PRM"),), (actor("Rebels", "", "REB"),), place),
        counts={("d-1", "evt-1"): Counts(mentions=7, sources=3, articles=5, added="20230219101500")},
    )
    assert len(made) == 1
    filled = {name: cell for name, cell in made[0].items() if cell and name != "GlobalEventID"}
    assert filled == {
        "Day": "20230218", "MonthYear": "202302", "Year": "2023", "FractionDate": "2023.1315",
        "Actor1Code": "DEUMILUAF", "Actor1Name": "SAMPLELAND", "Actor1CountryCode": "DEU", "Actor1Type1Code": "MIL",
        "Actor1Type2Code": "UAF", "Actor2Code": "REB", "Actor2Name": "REBELS", "Actor2Type1Code": "REB",
        "IsRootEvent": "1", "EventCode": "1823", "EventBaseCode": "182", "EventRootCode": "18", "QuadClass": "4",
        "GoldsteinScale": "-9", "NumMentions": "7", "NumSources": "3", "NumArticles": "5", "Actor1Geo_Type": "0",
        "Actor2Geo_Type": "0", "ActionGeo_Type": "4", "ActionGeo_Fullname": f"Lviv, {province('UKR.15')}, Ukraine",
        "ActionGeo_CountryCode": "UP", "ActionGeo_Lat": "49.84000", "ActionGeo_Long": "24.02000", "DATEADDED": "20230219101500",
        "SOURCEURL": "https://news.example/1",
    }  # fmt: skip
    assert int(made[0]["GlobalEventID"]) < 2**53


def province(code: str) -> str:
    rows = read_csv(DATA / "entities/divisions.csv", ("country", "code", "name"))
    return next(row["name"] for row in rows if f"{row['country']}.{row['code']}" == code)


@pytest.mark.parametrize(
    ("who", "code", "country", "group", "types"),
    [
        (actor("UN health body", "UNO", "MED"), "IGOUNOHLH", "", "UNO", ("IGO", "HLH", "")),
        (actor("EU", "EUR"), "IGOEUREEC", "EUR", "EEC", ("IGO", "", "")),
        (actor("Reporters", "FRA", "JRN", "PTY"), "FRAMED", "FRA", "", ("MED", "", "")),
        (actor("All", "FRA", "GOV", "MIL", "COP", "JUD"), "FRAGOVMILCOPJUD", "FRA", "", ("GOV", "MIL", "COP")),
        (actor("Someone", ""), "", "", "", ("", "", "")),
    ],
)
def test_actor_codes_are_composed(who: Actor, code: str, country: str, group: str, types: tuple[str, ...]) -> None:
    row = rows(story((who,), ()))[0]
    assert (row["Actor1Code"], row["Actor1CountryCode"], row["Actor1KnownGroupCode"]) == (code, country, group)
    assert tuple(row[f"Actor1Type{number}Code"] for number in (1, 2, 3)) == types
    assert row["Actor2Code"] == row["Actor2Name"] == ""


@pytest.mark.parametrize(
    ("precision", "country", "admin1", "wanted"),
    [
        ("city", "USA", "USA.TX", ("3", "US", "USTX")),
        ("site", "FRA", "FRA.11", ("4", "FR", "")),
        ("admin1", "USA", "USA.TX", ("2", "US", "USTX")),
        ("region", "FRA", "", ("5", "FR", "")),
        ("country", "DEU", "", ("1", "GM", "GM")),
    ],
)
def test_places_have_their_geo_type(precision: str, country: str, admin1: str, wanted: tuple[str, ...]) -> None:
    place = Place(id="p", span=Span(0, 1, "x"), name="N", country=country, admin1=admin1, precision=precision, why=WHY)  # type: ignore[arg-type]
    row = rows(story((actor("A", "FRA"),), (), place))[0]
    assert (row["ActionGeo_Type"], row["ActionGeo_CountryCode"], row["ActionGeo_ADM1Code"]) == wanted


def test_classes_follow_the_root_and_the_rest_stays_empty() -> None:
    quads = {
        code: rows(story((actor("A", "FRA"),), (), cameo=code))[0]["QuadClass"]
        for code in ("051", "0871", "09", "138", "14", "203")
    }
    assert quads == {"051": "1", "0871": "2", "09": "3", "138": "3", "14": "4", "203": "4"}
    undated = rows(story((actor("A", "FRA"),), (), date=Interval(), trigger=Span(26, 29, "The")))[0]
    assert (undated["Day"], undated["FractionDate"], undated["IsRootEvent"], undated["ActionGeo_Type"]) == ("", "", "0", "0")
    assert (undated["AvgTone"], undated["NumMentions"], undated["DATEADDED"]) == ("", "1", "")


def test_mutual_acts_give_ordered_pairs_with_their_own_ids() -> None:
    made = rows(story((actor("A", "FRA"), actor("B", "DEU"), actor("C", "ITA")), ()))
    assert len(made) == len({row["GlobalEventID"] for row in made}) == 6


@pytest.mark.parametrize("name", ["plover", "polecat", "icews", "gdelt"])
def test_ids_are_unique_across_stories(name: str, code: Callable[..., Coding]) -> None:
    text = "Germany delivered howitzers to Ukraine on Tuesday."
    stream = io.BytesIO()
    write([code(text, id="a"), code(text.replace("howitzers", "medicines"), id="b")], stream, format=name)
    lines = [line for line in stream.getvalue().decode().splitlines() if "Event ID" not in line]
    ids = [json.loads(line)["id"] if name == "plover" else line.split("\t")[0] for line in lines]
    assert len(ids) == len(set(ids)) == 2


def test_only_what_happened_and_has_a_code_leaves(code: Callable[..., Coding]) -> None:
    assert rows(story((actor("A", "FRA"),), (), cameo="")) == []
    assert rows(code("Germany may send howitzers to Ukraine next year.", id="a")) == []


def test_every_sector_and_stateless_code_has_a_line() -> None:
    ontology = read_yaml(DATA / "ontologies/plover/ontology.yaml", dict[str, object])
    sectors, special = ontology["sectors"], ontology["special_country_codes"]
    assert isinstance(sectors, dict)
    assert isinstance(special, dict)
    states = {row["plover"] for row in read_csv(DATA / "entities/countries.csv", ("plover",))}
    wanted = {*sectors["primary"], *sectors["secondary"], *(code for code in special if code not in states)}
    assert wanted == {row["plover"] for row in read_csv(DATA / "ontologies/cameo/actor_types.csv", ("plover",))}


def test_every_state_has_a_fips_code() -> None:
    rows = list(read_csv(DATA / "ontologies/cameo/fips.csv", ("plover", "fips")))
    codes = {row["plover"]: row["fips"] for row in rows}
    assert all(re.fullmatch("[A-Z]{2}", code) for code in codes.values())
    assert len(set(codes.values())) == len(rows)
    states = {row["plover"] for row in read_csv(DATA / "entities/countries.csv", ("plover", "kind")) if row["kind"] == "state"}
    assert states - codes.keys() == set()
