"""Contested wording as data: concepts, their variants with documented users, and what is wrong with a file."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from dateline.codebook.files import read_yaml
from dateline.codebook.lint import Finding
from dateline.errors import CodebookError, ConfigError

__all__ = [
    "AS_WRITTEN", "Concept", "ConceptBook", "Lookups", "Variant", "display_forms", "lint_wording", "load_concepts", "looked_up",
]  # fmt: skip

AS_WRITTEN = "as written"
_NOT_CONCEPTS = frozenset({"bases.yaml", "near.yaml"})
_ID = re.compile(r"con:[a-z0-9][a-z0-9-]*")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_SCHEMES = ("http://", "https://")
_FEWEST_VARIANTS = 2


class Variant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to say it, who is documented to say it so, and where its words mean this concept.

    Attributes:
        text: the variant; a capital in it must stand in the text too.
        forms: further spellings and inflections counted as this variant.
        users: who is documented to use it; empty where nothing is well established.
        since: year or ISO date from which they do.
        source: the public rule or practice that documents it.
        checked: month (ISO) in which somebody looked the users up; empty: written from knowledge, not looked up.
        found: addresses of the pages where the users were found, or where none could be.
        common: the words are common ones: they count only where a word of the concept's ``near`` stands in the sentence.
        near: words of this variant's own, one of which must stand in the sentence (``*`` at the end: any ending).
        not_before: it does not count before one of these words.
        not_after: it does not count after one of these words.
        alone: it does not count as part of a longer name in capitals.
        pos: it counts only where its first token is of this part of speech.
        coded: its own form for the neutral reading, where the concept's would add or lose something; see ``Concept.coded``.
        coded_forms: the same for single forms; "" is coded as written.
        apart: why it is coded as written although its concept has a neutral form: what it tells is not told by the others.
        searched: false for the plain word that stands in the table beside the others but is no news in a text.
    """

    text: str
    forms: tuple[str, ...] = ()
    users: tuple[str, ...] = ()
    since: str = ""
    source: str = ""
    checked: str = ""
    found: tuple[str, ...] = ()
    note: str = ""
    common: bool = False
    near: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    alone: bool = False
    pos: Literal["", "VERB", "NOUN", "ADJ", "PROPN"] = ""
    searched: bool = True
    coded: tuple[str, ...] = ()
    coded_forms: dict[str, str] = {}
    apart: str = ""


class Concept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A contested thing with its variants; the gloss states acts or what it is, not law or motive.

    Attributes:
        near: words that tell where a common word means this concept; ``@name`` is a list of near.yaml.
        coded: the form that every variant is coded as, so that the coding hangs on none of them: one form, or the plural and
            the singular. It stands for no position; it is the form that reads like the others and adds nothing to them.
            "the" before it is part of it.
        apart: why its variants are coded as written: they tell different facts, not one fact in different words.
        display: form to show, by the basis it rests on (bases.yaml, or one of your own).
        qid: empty; a Wikidata id comes from a resource, never from memory.
    """

    id: str
    type: Literal["place", "event", "actor", "act", "status", "collective"]
    gloss: str
    variants: tuple[Variant, ...]
    near: tuple[str, ...] = ()
    coded: tuple[str, ...] = ()
    apart: str = ""
    display: dict[str, str] = {}
    qid: str = ""


class Lookups(NamedTuple):
    """How many variants there are, how many have users, and how many of both were looked up."""

    variants: int
    used: int
    checked: int
    used_checked: int


class ConceptBook(NamedTuple):
    """Concepts with the file each stands in, and the named lists that ``near`` refers to."""

    concepts: tuple[Concept, ...]
    files: dict[str, Path]
    lists: dict[str, tuple[str, ...]]
    bases: dict[str, str]

    def near(self, words: Iterable[str]) -> tuple[str, ...]:
        """Return ``words`` with each ``@name`` replaced by its list; CodebookError if there is no such list."""
        found: list[str] = []
        for word in words:
            if word.startswith("@") and word[1:] not in self.lists:
                raise CodebookError(f"wording/near.yaml has no list {word!r}; it has {', '.join(sorted(self.lists))}")
            found.extend(self.lists[word[1:]] if word.startswith("@") else (word,))
        return tuple(found)


def load_concepts(data: Path, own: Sequence[str | Path] = ()) -> ConceptBook:
    """Load all concept files of ``data``/wording and the user's ``own`` files; an own concept replaces one of the same id.

    Raises:
        CodebookError: a file is missing or does not fit, an id is used twice, or ``near`` names an unknown list.
    """
    folder = data / "wording"
    by_id: dict[str, Concept] = {}
    files: dict[str, Path] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.name in _NOT_CONCEPTS:
            continue
        for concept in read_yaml(path, list[Concept]):
            if concept.id in by_id:
                raise CodebookError(f"{path}: concept {concept.id!r} is already in {files[concept.id]}; give it another id")
            by_id[concept.id], files[concept.id] = concept, path
    for path in map(Path, own):
        for concept in read_yaml(path, list[Concept]):
            by_id[concept.id], files[concept.id] = concept, path
    lists = read_yaml(folder / "near.yaml", dict[str, tuple[str, ...]])
    book = ConceptBook(tuple(by_id[one] for one in sorted(by_id)), files, lists, read_yaml(folder / "bases.yaml", dict[str, str]))
    for concept in book.concepts:
        book.near(concept.near)
    return book


def display_forms(book: ConceptBook, basis: str) -> dict[str, str]:
    """Return the form to show by concept id; none for "as written".  ConfigError if no concept has a form of ``basis``."""
    if basis == AS_WRITTEN:
        return {}
    found = {concept.id: concept.display[basis] for concept in book.concepts if basis in concept.display}
    if not found:
        known = sorted({name for concept in book.concepts for name in concept.display})
        raise ConfigError(f"[wording] display = {basis!r} is not one of {AS_WRITTEN!r}, {', '.join(map(repr, known))}")
    return found


def lint_wording(book: ConceptBook) -> Iterator[Finding]:
    """Yield findings about concept files.

    W001 id or gloss missing; W002 variants not in alphabetical order; W003 the same words twice in one concept, or in two
    without ``near`` (one may stand without: it is meant where no other's context is); W004 fewer than two variants;
    W005 a QID typed by hand; W006 a common word and no ``near``; W007 a display form of no stated basis, or that is no
    variant; W008 users named without saying where that is documented; W009 marked as looked up without a month or an address;
    W010 a form to code that contradicts what is said beside it, or a form that the variant does not have.
    """
    texts: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for concept in book.concepts:
        yield from _concept(concept, book)
        for variant in concept.variants:
            for text in (variant.text, *variant.forms):
                texts[text].append((concept.id, bool(variant.common or variant.near or not variant.searched)))
    for text, uses in sorted(texts.items()):
        owners = [one for one, _ in uses]
        bare = [one for one, told_apart in uses if not told_apart]
        if len(set(owners)) < len(owners) or len(bare) > 1:
            yield Finding("error", "W003", owners[-1], f"{text!r} is also a variant of {owners[0]}; give one of them a 'near'")


def _concept(concept: Concept, book: ConceptBook) -> Iterator[Finding]:
    names = [variant.text for variant in concept.variants]
    if not _ID.fullmatch(concept.id) or not concept.gloss.strip():
        yield Finding("error", "W001", concept.id, "give an id such as con:some-name and a gloss that says what it is")
    if names != sorted(names, key=lambda name: (name.lower(), name)):
        right = ", ".join(sorted(names, key=lambda name: (name.lower(), name)))
        yield Finding("error", "W002", concept.id, f"variants are not in alphabetical order; write {right}")
    if len(names) < _FEWEST_VARIANTS:
        yield Finding("error", "W004", concept.id, "one variant only: then nothing is contested")
    if concept.qid:
        yield Finding("error", "W005", concept.id, f"QID {concept.qid} typed; leave it empty until a resource gives it")
    if any(variant.common for variant in concept.variants) and not concept.near:
        yield Finding("error", "W006", concept.id, "a variant is marked common: name the words of its context under 'near'")
    yield from _coded(concept)
    for basis, text in concept.display.items():
        if basis not in book.bases and book.files[concept.id].name in _built_in(book):
            yield Finding("error", "W007", concept.id, f"display basis {basis!r} is not stated in bases.yaml")
        if text not in names:
            yield Finding("error", "W007", concept.id, f"display form {text!r} is not one of the variants")
    for variant in concept.variants:
        if variant.users and not variant.source:
            yield Finding("warning", "W008", concept.id, f"{variant.text!r} has users; say where that is documented")
        dated = bool(_MONTH.fullmatch(variant.checked)) and all(one.startswith(_SCHEMES) for one in variant.found)
        if (variant.checked or variant.found) and not (dated and variant.found):
            message = f"{variant.text!r}: write 'checked' as a month (2026-11) and the addresses of the pages under 'found'"
            yield Finding("error", "W009", concept.id, message)


def _coded(concept: Concept) -> Iterator[Finding]:
    if concept.coded and concept.apart:
        yield Finding("error", "W010", concept.id, "either a form to code for all ('coded') or a reason to code none ('apart')")
    for variant in concept.variants:
        if variant.apart and (variant.coded or variant.coded_forms):
            yield Finding(
                "error", "W010", concept.id, f"{variant.text!r} is coded as written ('apart'); it needs no form to code"
            )
        for form in sorted(set(variant.coded_forms) - {variant.text, *variant.forms}):
            yield Finding(
                "error", "W010", concept.id, f"'coded_forms' of {variant.text!r} has {form!r}, which is none of its forms"
            )


def looked_up(book: ConceptBook) -> Lookups:
    """Count the variants with users, and those of them, and of all, that were looked up."""
    variants = [variant for concept in book.concepts for variant in concept.variants]
    used = [variant for variant in variants if variant.users]
    return Lookups(
        variants=len(variants),
        used=len(used),
        checked=sum(bool(one.checked) for one in variants),
        used_checked=sum(bool(one.checked) for one in used),
    )


def _built_in(book: ConceptBook) -> frozenset[str]:
    return frozenset(path.name for path in book.files.values() if path.parent.name == "wording")
