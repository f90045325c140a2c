"""Names and codes of foreign formats: countries, provinces, CAMEO labels and actor types, from the codebook's tables."""

from collections.abc import Mapping
from typing import NamedTuple

from dateline.codebook.files import DATA, read_csv

__all__ = ["ActorType", "Lookup", "load_lookup"]


class ActorType(NamedTuple):
    """A PLOVER sector or stateless code in CAMEO: type, region and known group, each may be empty."""

    type: str
    region: str
    group: str


class Lookup(NamedTuple):
    """Tables by PLOVER code, CAMEO code or GeoNames first-level code."""

    countries: Mapping[str, str]
    cow: Mapping[str, str]
    provinces: Mapping[str, str]
    labels: Mapping[str, str]
    fips: Mapping[str, str]
    actor_types: Mapping[str, ActorType]


def load_lookup() -> Lookup:
    """Return the tables; CodebookError if one does not validate."""
    cameo = DATA / "ontologies/cameo"
    states = [
        row for row in read_csv(DATA / "entities/countries.csv", ("plover", "name", "cow", "kind")) if row["kind"] == "state"
    ]
    types = read_csv(cameo / "actor_types.csv", ("plover", "types", "region", "group"))
    return Lookup(
        countries={row["plover"]: row["name"] for row in states},
        cow={row["plover"]: row["cow"] for row in states},
        provinces={
            f"{row['country']}.{row['code']}": row["name"]
            for row in read_csv(DATA / "entities/divisions.csv", ("country", "code", "name"))
        },
        labels={row["code"]: row["label"] for row in read_csv(cameo / "cameo.csv", ("code", "label"))},
        fips={row["plover"]: row["fips"] for row in read_csv(cameo / "fips.csv", ("plover", "fips"))},
        actor_types={row["plover"]: ActorType(row["types"], row["region"], row["group"]) for row in types},
    )
