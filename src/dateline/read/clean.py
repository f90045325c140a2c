"""Story clean-up: one headline, kept once, on top; everything after this refers to the text that is stored."""

import re
import unicodedata

from dateline.ids import digest
from dateline.read.source import safe
from dateline.types import Document

__all__ = ["compose"]

_BLANK = re.compile(r"[ \t\u00a0\u200b\ufeff]+$", re.MULTILINE)
_GAP = re.compile(r"\n{3,}")
_LONGEST_HEADLINE = 220
_LONGEST_TITLE = 1000  # a longer one is no title, and would bury the story
# Control characters, and marks of direction and width that would let a text show otherwise than it is stored
_UNSAFE: dict[int, str | None] = {
    **dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)), " "),
    **dict.fromkeys((0xAD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF), None),
}


def compose(  # noqa: PLR0913 - the fields of a document
    text: str,
    *,
    title: str = "",
    id: str = "",
    published: str | None = None,
    publisher: str = "",
    speaker: str = "",
    url: str = "",
    language: str = "en",
) -> Document:
    """Return the document to store.

    A title given apart is put on top of the text, so that the headline is coded and has offsets; where the text
    begins with it already, it is not put there twice.  Lines that repeat the headline are taken out and listed in
    ``removed``.  Without a title the first line is taken for one if it looks like a headline.
    """
    body = _GAP.sub("\n\n", _BLANK.sub("", _plain(text))).strip()
    head = _plain(title).replace("\n", " ").strip()
    lines = body.split("\n")
    if not head:
        head = _first_line_headline(lines)
    removed: list[str] = []
    if len(head) > _LONGEST_TITLE:
        removed, head = [f"title of {len(head):,} characters: {head[:80]}…"], ""
    if head:
        body, removed = _without_repeats(lines, head)
        body = f"{head}\n\n{body}" if body else head
    return Document(
        text=body,
        id=id or f"doc-{digest(head, body)}",
        title=head,
        published=published,
        publisher=publisher,
        speaker=speaker,
        url=url,
        language=language,
        removed=tuple(removed),
    )


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", safe(text).replace("\r\n", "\n").replace("\r", "\n")).translate(_UNSAFE)


def _key(line: str) -> str:
    return re.sub(r"\W+", " ", line).strip().casefold()


def _first_line_headline(lines: list[str]) -> str:
    """The first line, if a body follows it and it does not end like a sentence."""
    first = lines[0].strip()
    followed = any(line.strip() for line in lines[1:])
    if followed and first and len(first) <= _LONGEST_HEADLINE and not first.endswith((".", "!", "”", '"', ":")):
        return first
    return ""


def _without_repeats(lines: list[str], head: str) -> tuple[str, list[str]]:
    """Return the body without the lines that only say the headline again, and those lines."""
    kept, removed, key, first = [], [], _key(head), True
    for line in lines:
        if line.strip() and _key(line) == key:
            if not first or line.strip() != head:
                removed.append(line.strip())
            first = False
            continue
        kept.append(line)
    return _GAP.sub("\n\n", "\n".join(kept)).strip(), removed
