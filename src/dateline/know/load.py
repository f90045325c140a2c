"""Fact files to a knowledge base."""

from collections.abc import Iterator
from pathlib import Path

from dateline.codebook.files import DATA, read_csv
from dateline.know.base import KnowledgeBase
from dateline.know.entry import Known, KnownKind, Noun, Period, Tenure, Title
from dateline.know.normal import slug

__all__ = ["load_knowledge"]

Named = tuple[Known, list[str]]
_BREAKAWAY = ("PRE",)


def load_knowledge(data: Path = DATA) -> KnowledgeBase:
    """Return the knowledge base made from the fact files under ``data``/entities; CodebookError on bad rows."""
    folder = data / "entities"
    base = KnowledgeBase()
    for reader in (
        _countries,
        _collectives,
        _organisations,
        _armed_groups,
        _parties,
        _institutions,
        _regions,
        _divisions,
        _seats,
    ):
        for known, names in reader(folder):
            base.add(known, names)
    _people(folder, base)
    _words(folder, base)
    base.finish()
    return base


def _list(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _rows(path: Path, *columns: str) -> Iterator[dict[str, str]]:
    if path.exists():
        yield from read_csv(path, columns)


def _countries(folder: Path) -> Iterator[Named]:
    for row in _rows(folder / "countries.csv", "id", "kind", "plover", "name", "aliases", "demonyms", "capital"):
        known = Known(
            id=row["id"],
            name=row["name"],
            kind="country",
            country=row["plover"],
            sectors=_BREAKAWAY if row["kind"] == "breakaway" else (),
            valid=(row["valid_from"], row["valid_to"]),
            countries=(row["iso3"],) if row["iso3"] else (),
        )
        yield known, [row["name"], *_list(row["aliases"])]
        adjectives = [*_list(row["demonyms"]), *_list(row["demonyms_plural"])]
        yield _as(known, "demonym"), adjectives
        if row["capital"] and row["kind"] != "historic":
            yield _as(known, "capital"), [row["capital"], *_list(row["seats"])]


def _as(known: Known, role: str) -> Known:
    """The same country under another kind of name; the role tells a demonym or a capital from the name."""
    return Known(
        id=f"{known.id}#{role}",
        name=known.name,
        kind=known.kind,
        country=known.country,
        sectors=known.sectors,
        valid=known.valid if role == "demonym" else ("", ""),
        role=role,
        countries=known.countries,
    )


def _collectives(folder: Path) -> Iterator[Named]:
    for row in _rows(folder / "collectives.csv", "id", "name", "aliases", "codable", "plover", "sectors"):
        known = Known(
            id=row["id"],
            name=row["name"],
            kind="collective",
            country=row["plover"],
            sectors=tuple(_list(row["sectors"])),
            valid=(row["valid_from"], row["valid_to"]),
            codable=row["codable"] == "true",
        )
        yield known, [row["name"], *_list(row["aliases"])]
        taken = {name.lower() for name in (row["name"], *_list(row["aliases"]))}
        adjectives = [name for name in _list(row["adjectives"]) if name.lower() not in taken]
        yield _as_adjective(known), adjectives


def _as_adjective(known: Known) -> Known:
    return Known(
        id=f"{known.id}#demonym",
        name=known.name,
        kind=known.kind,
        country=known.country,
        role="demonym",
        codable=known.codable,
    )


def _organisations(folder: Path) -> Iterator[Named]:
    for row in _rows(folder / "organisations.csv", "id", "name", "aliases", "plover", "sectors"):
        yield _plain(row, "organisation", row["plover"]), [row["name"], *_list(row["aliases"])]


def _institutions(folder: Path) -> Iterator[Named]:
    for row in _rows(folder / "institutions.csv", "id", "name", "aliases", "plover", "sectors"):
        yield _plain(row, "institution", row["plover"]), [row["name"], *_list(row["aliases"])]


def _plain(row: dict[str, str], kind: KnownKind, country: str) -> Known:
    return Known(
        id=row["id"],
        name=row["name"],
        kind=kind,
        country=country,
        sectors=tuple(_list(row["sectors"])),
        valid=(row["valid_from"], row["valid_to"]),
        role=row.get("role", ""),
        qid=row.get("qid", ""),
    )


def _armed_groups(folder: Path) -> Iterator[Named]:
    for row in _rows(folder / "armed_groups.csv", "id", "name", "aliases", "plover", "sectors", "government_from"):
        starts, ends = row["government_from"].split("|"), row["government_to"].split("|")
        ends += [""] * (len(starts) - len(ends))
        ruled = tuple((start, end) for start, end in zip(starts, ends, strict=False) if start)
        base = _plain(row, "armed group", row["plover"])
        known = Known(
            id=base.id,
            name=base.name,
            kind=base.kind,
            country=base.country,
            sectors=base.sectors,
            valid=base.valid,
            government=ruled,
        )
        yield known, [row["name"], *_list(row["aliases"]), *_list(row.get("members", ""))]


def _parties(folder: Path) -> Iterator[Named]:
    for row in _rows(folder / "parties.csv", "id", "name", "aliases", "country", "government"):
        ruled: tuple[Period, ...] = tuple(
            (start, end) for start, _, end in (part.partition("/") for part in _list(row["government"]))
        )
        known = Known(
            id=row["id"],
            name=row["name"],
            kind="party",
            country=row["country"],
            sectors=("PTY",),
            valid=(row["valid_from"], row["valid_to"]),
            government=ruled,
            qid=row.get("qid", ""),
        )
        yield known, [row["name"], *_list(row["aliases"]), *_list(row.get("members", ""))]


def _regions(folder: Path) -> Iterator[Named]:
    for row in _rows(folder / "regions.csv", "id", "name", "aliases", "lat", "lon", "countries", "plover"):
        known = Known(
            id=row["id"],
            name=row["name"],
            kind="region",
            country=row["plover"],
            role=row["kind"],
            latitude=float(row["lat"]) if row["lat"] else None,
            longitude=float(row["lon"]) if row["lon"] else None,
            countries=tuple(_list(row["countries"])),
        )
        yield known, [row["name"], *_list(row["aliases"]), *_list(row["adjectives"])]


def _divisions(folder: Path) -> Iterator[Named]:
    """First-level divisions; their press abbreviations are only read behind a comma (see ``places.yaml``)."""
    for row in _rows(folder / "divisions.csv", "country", "code", "name", "aliases", "adjectives", "lat", "lon"):
        known = Known(
            id=f"div:{row['country'].lower()}-{slug(row['name'])}",
            name=row["name"],
            kind="region",
            country=row["country"],
            role="division",
            latitude=float(row["lat"]) if row["lat"] else None,
            longitude=float(row["lon"]) if row["lon"] else None,
            countries=(row["country"],),
        )
        yield known, [row["name"], *_list(row["aliases"])]


def _seats(folder: Path) -> Iterator[Named]:
    for number, row in enumerate(_rows(folder / "seats.csv", "name", "aliases", "plover", "sectors")):
        known = Known(
            id=f"seat:{slug(row['name']) or number}",
            name=row["name"],
            kind="seat",
            country=row["plover"],
            sectors=tuple(_list(row["sectors"])),
            role=row["kind"],
        )
        yield known, [row["name"], *_list(row["aliases"])]


def _people(folder: Path, base: KnowledgeBase) -> None:
    people: dict[str, tuple[Known, list[str]]] = {}
    for path in sorted((folder / "office_holders").glob("*.csv")):
        for row in read_csv(path, ("country", "role", "person", "aliases", "start", "end")):
            country = row["country"].removeprefix("org:")
            person = f"per:{slug(row['country'])}-{slug(row['person'])}"
            known = Known(id=person, name=row["person"], kind="person", country=country, gender=row["gender"])
            names = people.setdefault(person, (known, []))[1]
            names.extend(name for name in (row["person"], *_list(row["aliases"])) if name not in names)
            base.add_tenure(
                Tenure(person, row["country"], row["role"], row["start"], row["end"], row["acting"] == "true", row["title"])
            )
    for known, names in people.values():
        base.add(known, names)


def _words(folder: Path, base: KnowledgeBase) -> None:
    for row in _rows(folder / "agents.csv", "noun", "plural", "sectors", "kind"):
        sectors = tuple(_list(row["sectors"]))
        base.nouns[row["plural"].lower()] = Noun(sectors, row["kind"], plural=row["plural"] != row["noun"])
        base.nouns[row["noun"].lower()] = Noun(sectors, row["kind"], plural=False)
    for row in _rows(folder / "titles.csv", "title", "plural", "role", "sectors", "country"):
        sectors = tuple(_list(row["sectors"]))
        base.titles[row["plural"].lower()] = Title(row["role"], sectors, row["country"], plural=True)
        base.titles[row["title"].lower()] = Title(row["role"], sectors, row["country"], plural=False)
    for row in _rows(folder / "institution_templates.csv", "id", "forms", "sectors", "kind", "role"):
        noun = Noun(tuple(_list(row["sectors"])), row["kind"], plural=False)
        for form in _list(row["forms"]):
            base.nouns[form.lower()] = noun
    for row in _rows(folder / "stop_names.csv", "word"):
        base.stop_names.add(row["word"])
