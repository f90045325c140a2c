"""Our fact files, row by row."""

from collections.abc import Iterator
from pathlib import Path

from dateline.codebook.files import read_csv
from dateline.know.base import KnowledgeBase
from dateline.know.entry import Known, KnownKind, Membership, Noun, Period, Tenure, Title
from dateline.know.normal import slug

__all__ = ["Named", "add_words", "seed_known", "seed_memberships", "seed_people"]

Named = tuple[Known, list[str]]
_BREAKAWAY = ("PRE",)


def seed_known(folder: Path) -> Iterator[Named]:
    """Yield the entries of our fact files, office holders left out; CodebookError on bad rows."""
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
        yield from reader(folder)


def seed_memberships(folder: Path) -> Iterator[Membership]:
    """Yield the dated members of groups."""
    for row in _rows(folder / "memberships.csv", "group", "member", "start", "end"):
        yield Membership(row["group"], row["member"], row["start"], row["end"])


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


def seed_people(folder: Path) -> tuple[list[Named], list[Tenure]]:
    """Return the office holders of our fact files, and their terms."""
    people: dict[str, tuple[Known, list[str]]] = {}
    tenures: list[Tenure] = []
    for path in sorted((folder / "office_holders").glob("*.csv")):
        for row in read_csv(path, ("country", "role", "person", "aliases", "start", "end")):
            country = row["country"].removeprefix("org:")
            person = f"per:{slug(row['country'])}-{slug(row['person'])}"
            known = Known(id=person, name=row["person"], kind="person", country=country, gender=row["gender"])
            names = people.setdefault(person, (known, []))[1]
            names.extend(name for name in (row["person"], *_list(row["aliases"])) if name not in names)
            acting = row["acting"] == "true"
            tenures.append(Tenure(person, row["country"], row["role"], row["start"], row["end"], acting, row["title"]))
    return list(people.values()), tenures


def add_words(folder: Path, base: KnowledgeBase) -> None:
    """Add role nouns, titles and stop names to ``base``: words of the language, not facts."""
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
