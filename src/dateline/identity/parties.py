"""Whether two reports tell of the same actors or recipients."""

from collections.abc import Mapping

from dateline.identity.around import Verdict
from dateline.types import Party

__all__ = ["alike", "opposed"]

_LAND = ("cty:", "geo:", "reg:")  # who acts for a country is told by country and sector, not by the country's id
Parties = tuple[Party, ...]


def alike(mine: Parties, theirs: Parties) -> Verdict:
    """Return what the parties of one side of two reports say for their being one: a known person or body says most."""
    if not mine or not theirs:
        return 0.0, "not told"
    known = [{party.entity for party in side if party.entity} for side in (mine, theirs)]
    countries = [{party.country for party in side if party.country} for side in (mine, theirs)]
    crossing = bool(countries[0] - countries[1]) and bool(countries[1] - countries[0])
    named = sorted(entity for entity in known[0] & known[1] if not entity.startswith(_LAND))
    if named and not crossing:
        return 1.0, ", ".join(named)
    sectors = [{sector for party in side for sector in party.sectors} for side in (mine, theirs)]
    common = bool(sectors[0] & sectors[1])
    note = f"{'/'.join(sorted(countries[0] | sectors[0]))} beside {'/'.join(sorted(countries[1] | sectors[1]))}"
    if not countries[0] or not countries[1]:
        return (0.3 if common else -0.4 if sectors[0] and sectors[1] else 0.0), note
    if not countries[0] & countries[1]:
        return -0.8, note
    if crossing:
        return -0.5, note
    score = 0.5 if countries[0] == countries[1] else 0.2
    if sectors[0] and sectors[1]:
        score += 0.2 if common else -0.4
    persons = [{entity for entity in side if entity.startswith("per:")} for side in known]
    return (score - 0.5 if persons[0] and persons[1] else score), note


def opposed(mine: Parties, theirs: Parties, sides: Mapping[str, str]) -> str:
    """Return the two sides where one names only those who fight the other ("" otherwise): troops beside insurgents."""
    kinds = [{sides[code] for party in parties for code in party.sectors if code in sides} for parties in (mine, theirs)]
    if kinds[0] and kinds[1] and not kinds[0] & kinds[1]:
        return f"{'/'.join(sorted(kinds[0]))} beside {'/'.join(sorted(kinds[1]))}"
    return ""
