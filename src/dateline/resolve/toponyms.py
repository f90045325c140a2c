"""Place names in a text: found over the parse, told from persons and bodies, and put on the map."""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from dateline.know import KnowledgeBase, Known, NameHit
from dateline.know.gazetteer import City, Gazetteer
from dateline.parse import dateline_of, paragraph_lines
from dateline.types import Document, Sentence

__all__ = ["PlaceTable", "PlaceWords", "Reading", "Toponym", "ToponymFinder"]

_LONGEST = 4  # words of the longest city name tried
_NAME_POS = frozenset({"PROPN"})
_BEHIND_COMMA = re.compile(r", ((?:[A-Z]\.){2,3}|[A-Z][A-Za-z]{1,4}\.|[A-Z]{2})(?=[\s,;)]|$)")
_PARENT = re.compile(r"\s*(?:,|\()\s*(?:the )?([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2})")
# Weights set on tr_news dev; re-measure with bench/predict.py --task places
_POPULATION, _MAIN, _COUNTRY, _PARENT_NAMED, _FULL = 1.0, 0.35, 0.9, 3.0, 7.0
_SHARED, _DIVISION, _VOTED = 0.6, 0.5, 0.5
_LARGE = 100_000
_SMALL = 15_000  # below it a name alone in a foreign story is rather a person or a thing


Votes = defaultdict[tuple[str, str], float]


class PlaceWords(NamedTuple):
    """Words of a language: divisions by press abbreviation, what follows a name that is no place, what comes before one."""

    abbreviations: Mapping[str, tuple[str, str]]
    not_after: frozenset[str]
    placing: frozenset[str]
    days: frozenset[str]


class PlaceTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file ``places.yaml`` of a language."""

    abbreviations: dict[str, dict[str, str]]
    not_places_after: frozenset[str]
    placing: frozenset[str]
    days: frozenset[str]

    def words(self, alpha2: Mapping[str, str], divisions: Mapping[str, tuple[str, str]]) -> PlaceWords:
        """Return the table with countries as PLOVER codes.

        Args:
            alpha2: ISO alpha-2 to PLOVER code.
            divisions: names and abbreviations of divisions to (country, GeoNames admin1 code).
        """
        short = {name: (alpha2[iso], code) for iso, names in self.abbreviations.items() for name, code in names.items()}
        return PlaceWords({**divisions, **short}, self.not_places_after, self.placing, self.days)


class Reading(NamedTuple):
    """What a place name stands for."""

    name: str
    country: str
    latitude: float | None
    longitude: float | None
    geonameid: int | None
    admin1: str
    precision: str
    score: float
    note: str
    source: str


class Toponym(NamedTuple):
    """A place name at tokens ``first``..``last`` of sentence ``sent``; half-open character offsets."""

    sent: int
    first: int
    last: int
    start: int
    end: int
    reading: Reading


class ToponymFinder:
    """Finds and resolves place names.

    Args:
        base: known countries, regions, bodies and people.
        gazetteer: cities.
        points: PLOVER country code to latitude and longitude.
        words: words of the language.
    """

    def __init__(
        self, base: KnowledgeBase, gazetteer: Gazetteer, points: Mapping[str, tuple[float, float]], words: PlaceWords
    ) -> None:
        self._base, self._gazetteer, self._points, self._words = base, gazetteer, points, words
        by_code: dict[tuple[str, str], Known] = {}
        for name, code in words.abbreviations.items():
            known = [entry for entry in base.lookup(name) if entry.role == "division" and entry.country == code[0]]
            if known:
                by_code[code] = known[0]
        self._divisions = {name: by_code[code] for name, code in words.abbreviations.items() if code in by_code}

    def find(self, document: Document, sentences: Sequence[Sentence], people: frozenset[tuple[int, int]],
             countries: Sequence[str]) -> list[Toponym]:  # fmt: skip
        """Return the place names of a document in text order.

        Args:
            document: the document.
            sentences: its sentences.
            people: (sentence, token) pairs that belong to names of persons.
            countries: countries the document names, the most frequent first.
        """
        hits = self._base.scan_story(document.text, document.published)
        found: list[Toponym] = []
        runs: list[tuple[int, tuple[int, int]]] = []
        for number, sent in enumerate(sentences):
            found.extend(self._known(number, sent, hits))
            runs.extend((number, run) for run in self._runs(number, sent, hits, people))
        found.extend(self._of_dateline(document.text, hits))
        found.extend(self._abbreviated(document.text, sentences, found))
        votes = self._votes(document.text, sentences, runs, found, countries)
        for number, run in runs:
            found.extend(self._cities(document.text, number, sentences[number], run, votes))
        return sorted(found, key=lambda one: (one.start, -one.end))

    def _of_dateline(self, text: str, hits: Sequence[NameHit]) -> Iterator[Toponym]:
        """The place of the dateline, which the parser does not see."""
        for start, end in paragraph_lines(text):
            line = dateline_of(text, start, end)
            if line is None:
                continue
            stop = line.start + len(line.place)
            known = next((e for h in hits if h.start == line.start for e in h.entries if e.role == "capital"), None)
            cities = self._gazetteer.find(line.place)
            reading = self._capital(line.place, known) if known else None
            if reading is None and cities:
                best = max(cities, key=lambda city: (city.population, -city.geonameid))
                reading = self._city_reading(best, 0.9, "dateline")
            if reading is not None:
                yield Toponym(-1, -1, -1, line.start, stop, reading)
            return

    def _abbreviated(self, text: str, sentences: Sequence[Sentence], found: Sequence[Toponym]) -> Iterator[Toponym]:
        """Press abbreviations of divisions behind a comma: "Frankfort, Ky."."""
        taken = {one.start for one in found}
        for number, sent in enumerate(sentences):
            for match in _BEHIND_COMMA.finditer(text, sent.span.start, sent.span.end):
                known = self._divisions.get(match.group(1))
                if known is None or match.start(1) in taken:
                    continue
                tokens = [n for n, at in enumerate(sent.starts) if match.start(1) <= at < match.end(1)]
                if tokens:
                    yield Toponym(number, tokens[0], tokens[-1], match.start(1), match.end(1), self._reading(known))

    def _votes(
        self,
        text: str,
        sentences: Sequence[Sentence],
        runs: Sequence[tuple[int, tuple[int, int]]],
        known: Sequence[Toponym],
        countries: Sequence[str],
    ) -> Votes:
        """How much speaks for each country and division: those named, and where the document's names could all lie."""
        votes: Votes = defaultdict(float, {(code, ""): 2.0 / (1 + rank) for rank, code in enumerate(countries)})
        for one in known:
            code = self._words.abbreviations.get(one.reading.name)
            if code is not None:
                votes[code] += 1.0
                votes[code[0], ""] += 0.5
        names = {text[sentences[n].starts[first] : sentences[n].ends[last]] for n, (first, last) in runs}
        for name in sorted(names):
            cities = self._gazetteer.find(name)
            weights = {(c.country, c.admin1): math.log10(c.population + 10) / _FULL for c in reversed(cities)}
            total = sum(weights.values()) or 1.0
            for (country, admin1), weight in weights.items():
                votes[country, ""] += _SHARED * weight / total
                votes[country, admin1] += _SHARED * weight / total
        return votes

    # --- countries and regions -------------------------------------------------------------------------------

    def _known(self, number: int, sent: Sentence, hits: Sequence[NameHit]) -> Iterator[Toponym]:
        for hit in hits:
            if not sent.span.start <= hit.start < sent.span.end:
                continue
            known = next((e for e in hit.entries if e.kind in {"country", "region"}), None)
            tokens = [n for n, start in enumerate(sent.starts) if hit.start <= start < hit.end]
            if known is None or not tokens or self._is_else(sent, tokens[-1]):
                continue
            name = sent.span.text[hit.start - sent.span.start : hit.end - sent.span.start]
            reading = self._capital(name, known) if known.role == "capital" else self._reading(known)
            if reading is not None:
                yield Toponym(number, tokens[0], tokens[-1], hit.start, hit.end, reading)

    def _capital(self, name: str, known: Known) -> Reading | None:
        cities = [city for city in self._gazetteer.find(name) if city.country == known.country]
        return self._city_reading(cities[0], 0.95, "capital") if cities else self._reading(known)

    def _reading(self, known: Known) -> Reading:
        point = (known.latitude, known.longitude)
        if known.kind == "country":
            point = self._points.get(known.country, (None, None))
        return Reading(known.name, known.country, *point, None, "", "country" if known.kind == "country" else "region", 0.9,
                       known.role or known.kind, known.id)  # fmt: skip

    # --- cities ----------------------------------------------------------------------------------------------

    def _runs(
        self, number: int, sent: Sentence, hits: Sequence[NameHit], people: frozenset[tuple[int, int]]
    ) -> Iterator[tuple[int, int]]:
        """Runs of name tokens that no known name covers and that belong to no person."""
        covered = {
            token
            for hit in hits
            if sent.span.start <= hit.start < sent.span.end
            for token, start in enumerate(sent.starts)
            if hit.start <= start < hit.end
        }
        first = -1
        for token in range(len(sent.words) + 1):
            inside = token < len(sent.words) and self._name_token(sent, token) and token not in covered
            inside = inside and (number, token) not in people
            if inside and first < 0:
                first = token
            elif not inside and first >= 0:
                last = token - 1
                while last > first and sent.words[last] == "-":
                    last -= 1
                if sent.words[first] != "-":
                    yield first, last
                first = -1

    def _name_token(self, sent: Sentence, token: int) -> bool:
        if sent.words[token] in self._words.days:  # "near Damboa Tuesday"
            return False
        if sent.pos[token] in _NAME_POS:
            return True
        return (
            sent.words[token] == "-"
            and 0 < token < len(sent.words) - 1
            and (sent.pos[token - 1] in _NAME_POS and sent.pos[token + 1] in _NAME_POS)
        )

    def _cities(self, text: str, number: int, sent: Sentence, run: tuple[int, int], votes: Votes) -> Iterator[Toponym]:
        first, end = run
        while first <= end:
            for last in range(min(end, first + _LONGEST - 1), first - 1, -1):
                start, stop = sent.starts[first], sent.ends[last]
                name = text[start:stop]
                reading = None
                if not self._is_else(sent, last) and self._may_be_city(sent, first, last, name):
                    reading = self._choose(text, name, stop, votes)
                if reading is not None:
                    yield Toponym(number, first, last, start, stop, reading)
                    first = last
                    break
            first += 1

    def _may_be_city(self, sent: Sentence, first: int, last: int, name: str) -> bool:
        if len(name) < len("Ufa") or not name[0].isupper():
            return False
        before = sent.pos[first - 1] if first else ""
        if name in self._base.stop_names and not (
            first and sent.words[first - 1].lower() in self._words.placing and self._large(name)
        ):
            return False
        after = sent.pos[last + 1] if last + 1 < len(sent.words) and sent.words[last + 1] not in self._words.days else ""
        return before != "PROPN" and after != "PROPN"  # a part of a longer name is not the place of that name

    def _large(self, name: str) -> bool:
        """Whether a city of some size has this name: "in Regina" is then more likely the city than the woman."""
        return any(city.main and city.population >= _LARGE for city in self._gazetteer.find(name))

    def _is_else(self, sent: Sentence, last: int) -> bool:
        return last + 1 < len(sent.words) and sent.words[last + 1].lower() in self._words.not_after

    def _choose(self, text: str, name: str, stop: int, votes: Votes) -> Reading | None:
        cities = self._gazetteer.find(name)
        if not cities:
            return None
        parent = _PARENT.match(text, stop)
        parents = self._parents(parent.group(1)) if parent else frozenset()
        scored = [(self._score(city, votes, parents), city) for city in cities]
        best, city = max(scored, key=lambda pair: (pair[0], pair[1].population, -pair[1].geonameid))
        named = best >= _PARENT_NAMED
        if city.population < _SMALL and not named and votes[city.country, ""] < _VOTED:
            return None
        return self._city_reading(city, min(0.95, best / 3), "parent named" if named else "most likely")

    def _score(self, city: City, votes: Votes, parents: frozenset[tuple[str, str]]) -> float:
        score = _POPULATION * math.log10(city.population + 10) / _FULL + _MAIN * city.main
        score += _COUNTRY * min(1.0, votes[city.country, ""]) + _DIVISION * min(1.0, votes[city.country, city.admin1])
        if (city.country, "") in parents or (city.country, city.admin1) in parents:
            score += _PARENT_NAMED
        return score

    def _parents(self, name: str) -> frozenset[tuple[str, str]]:
        """What a name after a comma can be: a country, or a division of one."""
        found = {(entry.country, "") for entry in self._base.lookup(name) if entry.kind in {"country", "region"}}
        if name in self._words.abbreviations or f"{name}." in self._words.abbreviations:
            found.add(self._words.abbreviations.get(name) or self._words.abbreviations[f"{name}."])
        found |= {(city.country, city.admin1) for city in self._gazetteer.find(name) if city.main}
        return frozenset(found)

    def _city_reading(self, city: City, score: float, note: str) -> Reading:
        admin = f"{city.country}.{city.admin1}" if city.admin1 else ""
        return Reading(city.name, city.country, city.latitude, city.longitude, city.geonameid, admin, "city", score, note,
                       "geonames")  # fmt: skip
