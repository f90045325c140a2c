"""One actor phrase to country, sectors and known entity, as of a date.

The grammar: [former] [country or body] [title or role noun] [name] [of/in/from country or body].  What each
part contributes is decided here; which names are known is the knowledge base's business.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec

from dateline.know import KnowledgeBase, Known, NameHit
from dateline.know.entry import active, in_period
from dateline.resolve.grammar import Grammar
from dateline.resolve.owner import owner_of
from dateline.resolve.parts import CityFinder, HeadNoun, Parts, PhraseReader
from dateline.resolve.resolution import Resolution
from dateline.types import Candidate

__all__ = ["PhraseResolver"]

_FIGHTERS = frozenset({"REB", "UAF"})  # of a named group it is the group that says which: "al-Shabab militants", "… terrorists"
_OFFICE_HELD = 4
_REMEMBERED = 4096  # phrases with what they stand for: a story says "the ministry" a dozen times
_SHORTEST_SURNAME = 2  # "He", "Li": alone too often a word or another's name
_PERSON_SCORE, _NAME_SCORE, _GRAMMAR_SCORE, _SURNAME_SCORE = 0.95, 0.9, 0.75, 0.7


class PhraseResolver:
    """Resolve phrases against a knowledge base.

    Args:
        base: what is known.
        grammar: words of the language.
        role_sectors: sectors of an office role (``roles.csv``).
        cities: the city that a capitalised name may be; without it only known names count.
    """

    def __init__(
        self,
        base: KnowledgeBase,
        grammar: Grammar,
        role_sectors: Mapping[str, tuple[str, ...]],
        cities: CityFinder | None = None,
    ) -> None:
        self.base, self.grammar, self.role_sectors = base, grammar, role_sectors
        self._reader = PhraseReader(base, grammar, cities)
        self._resolved = lru_cache(maxsize=_REMEMBERED)(self._resolve)

    def resolve(self, phrase: str, date: str | None, countries: Sequence[str] = ()) -> Resolution:
        """Return what ``phrase`` stands for on ``date``.

        Args:
            phrase: a noun phrase with its "of/in/from" part if it has one.
            date: ISO date the facts must hold on, None if unknown.
            countries: countries of the document, the most frequent first, to choose between namesakes.
        """
        return self._resolved(phrase, date, tuple(countries))

    def _resolve(self, phrase: str, date: str | None, countries: tuple[str, ...]) -> Resolution:
        parts = self._reader.read(phrase, date)
        if not parts.words:
            return Resolution(name=phrase)
        for route in (self._whole, self._person, self._body, self._role, self._country, self._surname):
            found = route(parts, phrase, date, countries)
            if found is not None:
                return found
        return self._fuzzy(parts, phrase, date, countries) or Resolution(name=phrase, plural=False)

    def _fuzzy(self, parts: Parts, phrase: str, date: str | None, countries: Sequence[str]) -> Resolution | None:
        """Last: a capitalised name nearly like a known person's."""
        words = [word.text for word in parts.words[: parts.head_end] if word.text[:1].isupper()]
        near = self.base.similar(" ".join(words)) if len(words) == parts.head_end else []
        if not near or (countries and near[0].country not in countries):
            return None
        return msgspec.structs.replace(self._known(near, phrase, date, countries), score=0.55, route="nearly the name")

    # --- routes, in order of trust ---------------------------------------------------------------------------

    def _whole(self, parts: Parts, phrase: str, date: str | None, countries: Sequence[str]) -> Resolution | None:
        """The phrase, articles aside, is one known name."""
        if not parts.hits:
            return None
        first = next((n for n, word in enumerate(parts.words) if word.low not in self.grammar.articles), 0)
        start, end = parts.words[first].start, parts.words[-1].end
        for hit in parts.hits:
            if hit.start <= start and hit.end >= end:
                return self._known(hit.entries, phrase, date, countries)
        return None

    def _person(self, parts: Parts, phrase: str, date: str | None, countries: Sequence[str]) -> Resolution | None:
        for hit in reversed(parts.hits):
            people = [entry for entry in hit.entries if entry.kind == "person"]
            if people and parts.in_head(hit):
                found = self._known(people, phrase, date, countries)
                return _as_former(found) if parts.former else self._as_titled(found, parts, hit)
        return self._titled_surname(parts, date, countries) or self._titled_near(parts, date, countries)

    def _titled_near(self, parts: Parts, date: str | None, countries: Sequence[str]) -> Resolution | None:
        """ "President Laurent Gbago": a title and nearly the full name of somebody who held the very office."""
        noun = parts.noun
        if noun is None or not noun.role or noun.last + 2 >= parts.head_end:
            return None
        near = self.base.similar(" ".join(word.text for word in parts.words[noun.last + 1 : parts.head_end]))
        if not near or noun.role not in {tenure.role for tenure in self.base.tenures(near[0].id)}:
            return None
        return msgspec.structs.replace(
            self._known(near, near[0].name, date, countries), score=0.6, route="title and nearly the name"
        )

    def _as_titled(self, found: Resolution, parts: Parts, hit: NameHit) -> Resolution:
        """A title that stands before the name and fits none of the known terms tells more than those."""
        noun = self._reader.noun(parts.words, parts.hits, parts.at(hit))
        if noun is None or not noun.role or not noun.sectors or set(noun.sectors) & set(found.sectors):
            return found
        return msgspec.structs.replace(found, sectors=noun.sectors, office=noun.text, route="name and title")

    def _titled_surname(self, parts: Parts, date: str | None, countries: Sequence[str]) -> Resolution | None:
        """ "Secretary Austin": a surname after a title, among those in office on the date."""
        noun = parts.noun
        if noun is None or noun.last + 1 >= parts.head_end or not noun.role:
            return None
        surname = parts.words[parts.head_end - 1]
        if not surname.text[:1].isupper():
            return None
        wanted = owner_of(parts, self.grammar, phrase_only=True)[0]
        people = [p for p in self.base.by_surname(surname.text, date) if not wanted or p.country == wanted]
        scored = sorted(((self._office_fit(p, noun, date, countries), p.id, p) for p in people), reverse=True)
        if not scored:
            return self._misspelt(surname.text, noun, date, countries)
        best = [person for fit, _, person in scored if fit == scored[0][0]]
        if len(best) > 1:
            return _one_of(best, noun, surname.text)
        found = self._known([scored[0][2]], surname.text, date, countries)
        return msgspec.structs.replace(found, score=_SURNAME_SCORE + 0.1, route="title and surname")

    def _misspelt(self, surname: str, noun: HeadNoun, date: str | None, countries: Sequence[str]) -> Resolution | None:
        """ "President Bouteflicka": a surname nearly like that of a holder of the very office."""
        near = [person for name in self.base.surname_like(surname) for person in self.base.by_surname(name, date)]
        near = [person for person in near if self._office_fit(person, noun, date, ()) >= _OFFICE_HELD]
        if len({person.id for person in near}) != 1:
            return None
        found = self._known(near[:1], surname, date, countries)
        return msgspec.structs.replace(found, score=0.6, route="title and nearly the surname")

    def _office_fit(self, person: Known, noun: HeadNoun, date: str | None, countries: Sequence[str]) -> int:
        roles = {tenure.role for tenure in active(tuple(self.base.tenures(person.id)), date)}
        fit = _OFFICE_HELD if noun.role in roles else (2 if roles and noun.role in {"minister", "official", "honorific"} else 0)
        return fit + (1 if person.country in countries else 0)

    def _body(self, parts: Parts, phrase: str, date: str | None, countries: Sequence[str]) -> Resolution | None:
        """The head of the phrase is a known body, group or region."""
        if not parts.head_end:
            return None
        end = parts.words[parts.head_end - 1].end
        owners = {hit.entries[0].country for hit in parts.hits if hit.entries[0].kind == "country" and hit.end < end}
        for hit in parts.hits:
            if hit.end >= end and hit.start < end and (parts.noun is None or parts.noun.last < parts.at(hit)):
                entries = [entry for entry in hit.entries if entry.role != "demonym"]
                if entries and self._owned(entries, owners - {entries[0].country}):
                    return self._known(
                        [e for e in entries if not owners or e.country in owners] or entries, phrase, date, countries
                    )
        return None

    def _owned(self, entries: Sequence[Known], owners: set[str]) -> bool:
        """ "Chile's Defense Department" is not the American one that has this for a name."""
        if not owners or entries[0].kind != "institution":
            return True
        return any(entry.country in owners for entry in entries)

    def _role(self, parts: Parts, phrase: str, date: str | None, countries: Sequence[str]) -> Resolution | None:
        """A title or role noun: sectors from it, country and perhaps sectors from what stands beside it."""
        noun = parts.noun
        if noun is None:
            return None
        country, owner = owner_of(parts, self.grammar, noun)
        country = country or noun.country or self._minority_home(parts, countries)
        sectors = self._body_before(parts, noun) or noun.sectors
        generic = noun.text in self.grammar.generic
        armed = owner is not None and owner.kind == "armed group" and set(sectors) <= _FIGHTERS
        if owner is not None and owner.kind != "country" and (generic or armed or not sectors):
            sectors = self._sectors(owner, date) or (() if owner.kind == "collective" else sectors)
        elif owner is not None and owner.kind == "country" and owner.sectors:
            sectors = (*sectors, *owner.sectors)
        if parts.former:
            sectors = ("ELI",)
        name_follows, guessed = noun.last + 1 < parts.head_end, ""
        if not country and name_follows and noun.role and len(countries) == 1:
            country, guessed = countries[0], " of the document"  # "Judge Rivera" in a story about one country
        holder = None if name_follows or noun.plural or parts.former or parts.deputy else self._holder(country, noun, date)
        if holder is not None:
            return msgspec.structs.replace(holder, score=_GRAMMAR_SCORE, route="office and date")
        codable = owner is None or owner.codable
        return Resolution(
            name=phrase,
            kind="group" if noun.kind != "person" else "person" if name_follows else "role",
            country=country,
            sectors=sectors,
            office=noun.role,
            plural=noun.plural,
            codable=codable,
            score=_GRAMMAR_SCORE if country else 0.5,
            route="role noun" + (" and country" if country else "") + guessed,
        )

    def _minority_home(self, parts: Parts, countries: Sequence[str]) -> str:
        """Where "ethnic Albanians" live if they do not say it: the first country of the document that is not Albania."""
        if not any(word.low == "ethnic" for word in parts.words):
            return ""
        own = {hit.entries[0].country for hit in parts.hits}
        return next((code for code in countries if code not in own), "")

    def _body_before(self, parts: Parts, noun: HeadNoun) -> tuple[str, ...]:
        """ "intelligence agency officer": the body named before a noun that says nothing of its own."""
        if noun.text not in self.grammar.generic or noun.first == 0:
            return ()
        before = self._reader.noun(parts.words[: noun.first], parts.hits, noun.first)
        return before.sectors if before is not None and before.last == noun.first - 1 and before.kind != "person" else ()

    def _holder(self, country: str, noun: HeadNoun, date: str | None) -> Resolution | None:
        if not country or not noun.role or date is None:
            return None
        held = self.base.holders(country, noun.role, date)
        if len({tenure.person for tenure in held}) != 1:
            return None
        person = self.base.entries[held[0].person]
        return self._known([person], person.name, date, ())

    def _country(self, parts: Parts, phrase: str, date: str | None, _countries: Sequence[str]) -> Resolution | None:
        """Only a country, demonym or region is recognised: it gives the country."""
        country, owner = owner_of(parts, self.grammar)
        if owner is None or not any(parts.in_head(hit) for hit in parts.hits):
            return None  # "the rights of Palestinians": who is behind the preposition is not the phrase's head
        kind = "group" if owner.role == "demonym" else "other"
        sectors = self._sectors(owner, date) if owner.kind not in {"country", "region"} else owner.sectors
        return Resolution(
            name=phrase, kind=kind, country=country, sectors=sectors, codable=owner.codable, score=0.5, route="modifier"
        )

    def _surname(self, parts: Parts, phrase: str, date: str | None, countries: Sequence[str]) -> Resolution | None:
        """A bare surname, only if one office holder of the document's countries has it, or one who leads his country."""
        last = parts.words[-1].text
        if len(parts.words) != 1 or not last[:1].isupper():
            return None
        people = self.base.by_surname(last, date)
        near = [person for person in people if person.country in countries]
        alone = len(people) == 1 and len(last) > _SHORTEST_SURNAME
        chosen = near if len(near) == 1 else people if alone else self._foremost(near, date)
        if len(chosen) != 1:
            return None
        found = self._known(chosen, phrase, date, countries)
        return msgspec.structs.replace(found, score=_SURNAME_SCORE, route="surname")

    def _foremost(self, people: Sequence[Known], date: str | None) -> list[Known]:
        """The one person in the first of the leading offices that any of them holds: "Kim" among four of that name."""
        for role in self.grammar.foremost:
            found = [one for one in people if any(t.role == role for t in active(tuple(self.base.tenures(one.id)), date))]
            if found:
                return found
        return []

    # --- what is known ---------------------------------------------------------------------------------------

    def _known(self, entries: Sequence[Known], phrase: str, date: str | None, countries: Sequence[str]) -> Resolution:
        ranked = sorted(entries, key=lambda entry: self._prior(entry, date, countries), reverse=True)
        best = ranked[0]
        rest = tuple(Candidate(id=e.id, name=e.name, score=self._prior(e, date, countries)) for e in ranked[1:4])
        if best.kind == "person":
            return self._of_person(best, date, rest)
        kind = {"country": "country", "region": "place", "armed group": "group", "seat": "organisation"}.get(
            best.kind, "organisation"
        )
        place_like = best.kind == "region" or best.role == "capital"
        sectors = self._sectors(best, date)
        if best.role in {"capital"} or (best.kind == "seat" and not sectors):
            sectors = ("GOV", *sectors)
        return Resolution(
            name=phrase if best.kind == "region" else best.name,
            kind="group" if best.role == "demonym" else kind,
            country=best.country,
            sectors=sectors,
            entity=_entity_id(best),
            qid=best.qid,
            codable=best.codable,
            place_like=place_like,
            plural=best.role == "demonym" and phrase.endswith("s"),
            score=_NAME_SCORE,
            route="metonym" if best.role == "capital" or best.kind == "seat" else "name",
            candidates=rest,
        )

    def _of_person(self, person: Known, date: str | None, rest: tuple[Candidate, ...]) -> Resolution:
        terms = tuple(self.base.tenures(person.id))
        held = active(terms, date)
        if date is None:
            held = sorted(terms, key=lambda term: (term.end == "", term.start), reverse=True)[:1]
        if held:
            best = held[0]
            sectors = self.role_sectors.get(best.role, ("GOV",))
            # a man who commands and governs is both; the first office held leads
            extra = tuple(s for t in held[1:] for s in self.role_sectors.get(t.role, ()) if s not in sectors)
            return Resolution(
                name=person.name,
                kind="person",
                country=_office_country(best.country),
                sectors=(*sectors, *extra),
                entity=person.id,
                office=best.title or best.role,
                gender=person.gender,
                score=_PERSON_SCORE,
                route="name and office",
                candidates=rest,
            )
        past = bool(terms) and date is not None and any(t.end and not in_period(date, ("", t.end)) for t in terms)
        return Resolution(
            name=person.name,
            kind="person",
            country=_office_country(terms[-1].country) if terms else person.country,
            sectors=("ELI",) if past else (),
            entity=person.id,
            gender=person.gender,
            score=_PERSON_SCORE,
            route="former holder" if past else "name",
            candidates=rest,
        )

    def _prior(self, entry: Known, date: str | None, countries: Sequence[str]) -> float:
        """Between namesakes: those of the document's countries, then those in office, then countries over others."""
        score = 1.0 / (1 + countries.index(entry.country)) if entry.country in countries else 0.0
        if entry.kind == "country":
            score += 0.6 if entry.role != "capital" else 0.5
        if entry.kind == "person" and active(tuple(self.base.tenures(entry.id)), date):
            score += 0.5
        return score + (0.1 if not entry.valid[1] else 0.0)

    def _sectors(self, known: Known, date: str | None) -> tuple[str, ...]:
        ruling = date is not None and any(in_period(date, period) for period in known.government)
        if known.kind == "armed group" and ruling:
            return ("GOV", *(s for s in known.sectors if s != "GOV"))
        if known.kind == "party" and known.government:
            return (*known.sectors, "GOV" if ruling else "OPP") if date else known.sectors
        return known.sectors


def _one_of(people: Sequence[Known], noun: HeadNoun, name: str) -> Resolution | None:
    """Two presidents of one name and country: the country and the office are sure, the person is not."""
    if len({person.country for person in people}) != 1:
        return None
    candidates = tuple(Candidate(id=one.id, name=one.name, score=1 / len(people)) for one in people[:4])
    return Resolution(
        name=name,
        kind="person",
        country=_office_country(people[0].country),
        sectors=noun.sectors or ("GOV",),
        office=noun.role,
        score=_SURNAME_SCORE,
        route="title and surname of several",
        candidates=candidates,
    )


def _entity_id(known: Known) -> str:
    """The government that a capital stands for and a people are not the country itself."""
    identity, _, role = known.id.partition("#")
    return identity + {"capital": "/gov", "demonym": "/people"}.get(role, "")


def _office_country(code: str) -> str:
    """An organisation's own code is no country; the loader keeps "org:nato" style codes for look-up."""
    return "IGO" if ":" in code else code


def _as_former(found: Resolution) -> Resolution:
    return msgspec.structs.replace(found, sectors=("ELI",), office="", route="former holder")
