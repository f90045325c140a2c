"""A text as sentences, words and shingles, without a parser: stories in the store keep only their characters."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

__all__ = ["Line", "Page", "Sentences", "page_of", "pieces_of", "shingles", "words_of"]

_PIECE = re.compile(r"[^\n]+?(?:[.!?][\"”’')]*(?=\s+[\"“‘(]?[A-Z0-9])|$)", re.MULTILINE)
_ABBREVIATED = re.compile(r"\b[A-Z][a-z]{0,2}\.$")  # "J.", "Mr.", "Gen.": the sentence goes on
_WORD = re.compile(r"\w+(?:[’'.,]\w+)*")
_CUT = re.compile(f"({_WORD.pattern})")
_LEAST = 6  # words of a line that is told as a sentence; shorter ones are bylines, headings, captions
_ENDED = re.compile(r"[.!?:;,…][\"”’')]*$")  # a line that ends in none of these is a byline or a heading, whatever its length
SHINGLE = 3


class Line(NamedTuple):
    """A sentence: its characters and its words as they stand."""

    text: str
    words: list[str]


class Page(NamedTuple):
    """A story's body: sentences worth comparing, the headline left out."""

    lines: list[Line]


def words_of(text: str) -> list[str]:
    """Return the words and figures of ``text`` as they stand."""
    return _WORD.findall(text)


def pieces_of(line: str) -> list[str]:
    """Return what stands before the first word of ``line``, the word, what stands before the next, and so on."""
    return _CUT.split(line)


def page_of(text: str, title: str = "") -> Page:
    """Return the body of a story as comparable sentences."""
    body = text.removeprefix(title).lstrip() if title else text
    lines = [Line(piece, words_of(piece)) for piece in _pieces(body)]
    lines = [line for line in lines if len(line.words) >= _LEAST]
    return Page([line for line in lines if _ENDED.search(line.text)] or lines)


def shingles(lines: Iterable[Sequence[str]], size: int = SHINGLE) -> set[str]:
    """Return all runs of ``size`` words inside ``lines``, each the words of a sentence."""
    return {" ".join(words[at : at + size]) for words in lines for at in range(len(words) - size + 1)}


class Sentences:
    """The sentences of a text by the characters in them."""

    def __init__(self, text: str) -> None:
        found = [(match.start(), match.end(), match.group().strip()) for match in _PIECE.finditer(text)]
        self._starts = [start for start, _, _ in found]
        self._found = found

    def at(self, offset: int) -> str:
        """Return the sentence around the character at ``offset``, "" if it stands in none."""
        number = bisect_right(self._starts, offset) - 1
        if number < 0:
            return ""
        _, end, sentence = self._found[number]
        return sentence if offset < end else ""


def _pieces(body: str) -> list[str]:
    found: list[str] = []
    held = ""
    for match in _PIECE.finditer(body):
        piece = f"{held} {match.group().strip()}".strip()
        ends_line = body[match.end() : match.end() + 1] in {"", "\n"}
        if _ABBREVIATED.search(piece) and not ends_line:
            held = piece
            continue
        held = ""
        if piece:
            found.append(piece)
    return found
