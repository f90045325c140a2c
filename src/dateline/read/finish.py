"""What every document goes through after its reader: cleaning, checks, and its publication date."""

import msgspec

from dateline.ids import digest
from dateline.read.boiler import Cleaner
from dateline.read.language import foreign
from dateline.read.published import TRUST, DateFinder
from dateline.read.source import LARGEST, Item, Kind, Rejected
from dateline.read.words import load_phrases
from dateline.types import Document

__all__ = ["LANGUAGES", "Checks", "Defaults", "Finisher"]

LANGUAGES = frozenset({"en"})


class Defaults(msgspec.Struct, frozen=True, kw_only=True):
    """What to assume where an input does not say it itself."""

    published: str | None = None
    publisher: str = ""
    url: str = ""


class Checks(msgspec.Struct, frozen=True, kw_only=True):
    """What a document must be to be taken.

    Attributes:
        any_language: take texts that are not English, too.
        min_words: fewer words than these are too short.
        max_characters: more characters than these are too long (at most 2,000,000).
        keep_boilerplate: leave bylines, credits, newsletter lines and the like in the text.
    """

    any_language: bool = False
    min_words: int = 0
    max_characters: int = LARGEST
    keep_boilerplate: bool = False


class Finisher:
    """Finishes the documents of one call of ``read``; it remembers their ids."""

    def __init__(self, defaults: Defaults, checks: Checks) -> None:
        phrases = load_phrases()
        self._defaults, self._checks, self._phrases = defaults, checks, phrases
        self._cleaner, self._dates = Cleaner(phrases), DateFinder(phrases)
        self._seen: dict[str, str] = {}

    def finish(self, item: Item) -> Document | Rejected:
        """Return the document as it is to be stored, or why it is not taken."""
        if isinstance(item, Rejected):
            return item
        place, document = item
        raw = document.text
        wall = self._cleaner.paywall(document.text)
        if wall:
            return Rejected(place, f"a page that keeps its story back ({wall!r})", "paywall")
        if not self._checks.keep_boilerplate:
            document = self._cleaner.clean(document)
        fault = self._fault(document, place) or self._repeated(document, place)
        return fault or self._dated(document, raw)

    def _fault(self, document: Document, place: str) -> Rejected | None:
        checks, text = self._checks, document.text
        if not any(map(str.isalnum, text)):
            kind: Kind = "boilerplate" if document.removed else "empty"
            return Rejected(place, "nothing but boilerplate" if document.removed else "the text has no word", kind)
        if document.removed and text == document.title and "\n\n" not in text and len(document.removed) > 1:
            return Rejected(place, "nothing but boilerplate under the headline", "boilerplate")
        words = len(text.split())
        if words < checks.min_words:
            return Rejected(place, f"{words} words; at least {checks.min_words} are asked for", "too short")
        if len(text) > checks.max_characters:
            return Rejected(place, f"the text has {len(text):,} characters; at most {checks.max_characters:,}", "too long")
        if checks.any_language:
            return None
        if document.language.partition("-")[0].lower() not in LANGUAGES:
            told = f"language {document.language!r} is not read; dateline reads: {', '.join(sorted(LANGUAGES))}"
            return Rejected(place, f"{told} (--any-language takes it)", "language")
        why = foreign(text, self._phrases)
        return Rejected(place, f"not English: {why} (--any-language takes it)", "language") if why else None

    def _repeated(self, document: Document, place: str) -> Rejected | None:
        """A second text under an id: which one is meant cannot be known. The same text again is the same document."""
        mark = digest(document.text)
        if self._seen.setdefault(document.id, mark) == mark:
            return None
        return Rejected(place, f"the id {document.id!r} was given before with another text", "duplicate id")

    def _dated(self, document: Document, raw: str) -> Document:
        """Date the document; ``raw`` is its text before cleaning, which takes lines of dates out."""
        given = self._defaults
        published = document.published or given.published
        url = document.url or given.url
        source = document.published_source if document.published and document.published_source else "given"
        found = self._dates.find(published, source, url, raw)
        return msgspec.structs.replace(
            document,
            published=found.day,
            published_source=found.source,
            published_trust=TRUST[found.source],
            publisher=document.publisher or given.publisher,
            url=url,
            warnings=(*document.warnings, *found.warnings),
        )
