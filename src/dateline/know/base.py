"""Look-up by name, by office and by text; nothing here knows how a phrase is built."""

from functools import lru_cache
from typing import TypeVar

import msgspec
import rapidfuzz

from dateline.know.entry import Known, Membership, Noun, Tenure, Title, active, in_period
from dateline.know.names import NameIndex
from dateline.know.normal import fold, key_of

__all__ = ["KnowledgeBase", "NameHit"]

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")

# Acronyms up to this length must stand in the text as they are written ("US", "WHO", "IS").
_CASED_LENGTH = 6
# Set on gsr dev: 90 takes slips of one letter in a long name and no two office holders for one
_FUZZY_SCORE, _FUZZY_SURNAME, _SHORTEST_FUZZY = 90, 85, 6
_STORIES = 64  # whose names are kept for the stages that ask for them: more than a batch


class NameHit(msgspec.Struct, frozen=True, gc=False):
    """A known name in a text: half-open offsets and the entries of that name, the best prior first."""

    start: int
    end: int
    entries: tuple[Known, ...]


class KnowledgeBase:
    """Known actors by name and office. Filled by the loader, then :meth:`finish` makes it searchable.

    Args:
        family_first: codes of the countries whose people write the family name first ("Xi Jinping").
    """

    def __init__(self, family_first: frozenset[str] = frozenset()) -> None:
        self._family_first = family_first
        self.entries: dict[str, Known] = {}
        self.nouns: dict[str, Noun] = {}
        self.titles: dict[str, Title] = {}
        self.stop_names: set[str] = set()
        self._by_key: dict[str, tuple[str, ...]] = {}
        self._cased: dict[str, set[str]] = {}
        self._forms: dict[str, tuple[tuple[str, str], ...]] = {}
        self._tenures: dict[str, tuple[Tenure, ...]] = {}
        self._offices: dict[tuple[str, str], tuple[Tenure, ...]] = {}
        self._memberships: dict[str, tuple[Membership, ...]] = {}
        self._surnames: dict[str, tuple[str, ...]] = {}
        self._people_by_letter: dict[tuple[str, str], tuple[str, ...]] = {}
        self._surnames_by_letter: dict[str, tuple[str, ...]] = {}
        self._names: NameIndex | None = None
        self.scan_story = lru_cache(_STORIES)(self.scan)

    def add(self, known: Known, names: list[str]) -> None:
        """Add ``known`` under ``names``."""
        if not names:
            return
        self.entries[known.id] = known
        for name in names:
            key = key_of(name)
            if known.id not in self._by_key.get(key, ()):
                _append(self._by_key, key, known.id)
            for form in {fold(name), key if not name.isascii() else fold(name)}:
                _append(self._forms, form, (known.id, name))
        if known.kind == "person":
            for name in names:
                key = key_of(name)
                letters = (key[:1], key.rpartition(" ")[2][:1])
                _append(self._people_by_letter, letters, key)
            words = key_of(known.name).split(" ")
            _append(self._surnames, words[0 if known.country in self._family_first else -1], known.id)

    def add_tenure(self, tenure: Tenure) -> None:
        """Add one term of office."""
        _append(self._tenures, tenure.person, tenure)
        _append(self._offices, (tenure.country, tenure.role), tenure)

    def add_membership(self, membership: Membership) -> None:
        """Add a country's membership of a group."""
        _append(self._memberships, membership.group, membership)

    def members(self, group: str, date: str | None) -> list[str]:
        """Return the members of ``group`` (an id) on ``date`` as ISO alpha-3 codes."""
        held = (m for m in self._memberships.get(group, ()) if in_period(date, (m.start, m.end)))
        return sorted({m.member for m in held if date is not None or not m.end})

    def finish(self) -> None:
        """Build the matcher over all names."""
        self._names = NameIndex(self._forms)
        for surname in self._surnames:
            _append(self._surnames_by_letter, surname[:1], surname)
        self.scan_story.cache_clear()

    def lookup(self, name: str, date: str | None = None) -> list[Known]:
        """Return the entries called ``name`` that are valid on ``date`` (None: at any time)."""
        ids = self._by_key.get(key_of(name), ())
        return [entry for entry in (self.entries[one] for one in ids) if in_period(date, entry.valid)]

    def name_words(self) -> frozenset[str]:
        """Return the words of the names of countries, their people and capitals, and persons."""
        kept = {one for one, entry in self.entries.items() if entry.kind in {"country", "person"}}
        forms = (name for named in self._forms.values() for one, name in named if one in kept)
        return frozenset(word for name in forms for word in name.split() if word[0].isupper())

    def holders(self, country: str, role: str, date: str | None) -> list[Tenure]:
        """Return who held ``role`` in ``country`` on ``date``, the latest start first; all if they overlap."""
        held = active(self._offices.get((country, role), ()), date)
        return [tenure for tenure in held if date is not None or not tenure.end]

    def terms(self, country: str, role: str) -> list[Tenure]:
        """Return all terms of an office, the earliest first."""
        return sorted(self._offices.get((country, role), ()), key=lambda tenure: (tenure.start, tenure.person))

    def tenures(self, person: str) -> list[Tenure]:
        """Return all terms of ``person`` (an id), the earliest first."""
        return sorted(self._tenures.get(person, ()), key=lambda tenure: tenure.start)

    def by_surname(self, surname: str, date: str | None) -> list[Known]:
        """Return the office holders called ``surname`` with a term on ``date``."""
        ids = dict.fromkeys(self._surnames.get(key_of(surname), ()))
        return [self.entries[one] for one in ids if active(self._tenures.get(one, ()), date)]

    def similar(self, name: str) -> list[Known]:
        """Return the people whose name is nearly ``name``: the last resort, guarded.

        Only names of two words and ten letters or more; the first letters must agree and the surnames be near by
        themselves ("Gbago", "Gbagbo"); two-part names of few letters (Kim, Li) never.
        """
        key = key_of(name)
        first, _, surname = key.rpartition(" ")
        if not first or len(surname) < _SHORTEST_FUZZY - 1 or len(key) < 2 * (_SHORTEST_FUZZY - 1):
            return []
        bucket = self._people_by_letter.get((key[0], surname[0]), ())
        found = rapidfuzz.process.extractOne(key, bucket, scorer=rapidfuzz.fuzz.ratio, score_cutoff=_FUZZY_SCORE)
        if found is None or rapidfuzz.fuzz.ratio(found[0].rpartition(" ")[2], surname) < _FUZZY_SURNAME:
            return []
        return [entry for entry in (self.entries[one] for one in self._by_key[found[0]]) if entry.kind == "person"]

    def surname_like(self, surname: str) -> list[str]:
        """Return the known surnames nearly like ``surname`` (six letters or more)."""
        key = key_of(surname)
        if len(key) < _SHORTEST_FUZZY or key in self._surnames:
            return []
        near = (name for name in self._surnames_by_letter.get(key[:1], ()) if abs(len(name) - len(key)) <= 1)
        return [name for name in near if rapidfuzz.fuzz.ratio(name, key) >= _FUZZY_SCORE]

    def scan(self, text: str, date: str | None = None) -> list[NameHit]:
        """Return the known names in ``text``, leftmost and longest, valid on ``date``."""
        if self._names is None:
            raise RuntimeError("finish() has not been called")
        hits, at = list[NameHit](), 0
        for start, end, form in self._names.find(fold(text)):
            if start < at:
                continue
            entries = self._entries(form, text[start:end], date)
            if entries:
                hits.append(NameHit(start, end, entries))
                at = end
        return hits

    def _entries(self, form: str, written: str, date: str | None) -> tuple[Known, ...]:
        found = []
        for one, name in self._forms[form]:
            entry = self.entries[one]
            if _written_as(written, name) and in_period(date, entry.valid) and entry not in found:
                found.append(entry)
        return tuple(found)


def _append(table: dict[_Key, tuple[_Value, ...]], key: _Key, value: _Value) -> None:
    """Add to the tuple under ``key``; tuples, for lists the garbage collector would walk through again and again."""
    table[key] = (*table.get(key, ()), value)


def _written_as(written: str, name: str) -> bool:
    """Tell whether ``written`` can be ``name``: acronyms keep their case, names their first capital."""
    if name.isupper() and len(name) <= _CASED_LENGTH:
        return written == name
    first = next((char for char in name if char.isalpha()), "")
    if first.isupper():
        mine = next((char for char in written if char.isalpha()), "")
        return mine.isupper()
    return True
