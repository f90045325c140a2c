"""A text as sentences, shingles and facts, without a parser: stories in the store keep only their characters."""

import re
from collections import Counter
from collections.abc import Mapping
from sys import intern
from typing import NamedTuple

__all__ = ["Line", "Page", "facts_of", "page_of", "sentence_at", "shingles", "words_of"]

_PIECE = re.compile(r"[^\n]+?(?:[.!?][\"”’')]*(?=\s+[\"“‘(]?[A-Z0-9])|$)", re.MULTILINE)
_ABBREVIATED = re.compile(r"\b[A-Z][a-z]{0,2}\.$")  # "J.", "Mr.", "Gen.": the sentence goes on
_WORD = re.compile(r"\w+(?:[’'.,]\w+)*")
_LEAST = 6  # words of a line that is told as a sentence; shorter ones are bylines, headings, captions
_ENDED = re.compile(r"[.!?:;,…][\"”’')]*$")  # a line that ends in none of these is a byline or a heading, whatever its length
SHINGLE = 3


class Line(NamedTuple):
    """A sentence: its characters, words in lower case, each once, how often, its facts (names and figures as they stand)."""

    text: str
    words: tuple[str, ...]
    kinds: frozenset[str]
    bag: Mapping[str, int]
    names: frozenset[str]
    figures: frozenset[str]


class Page(NamedTuple):
    """A story's body: sentences worth comparing, the headline left out, and how many words they have."""

    lines: tuple[Line, ...]
    mass: int


def words_of(text: str) -> list[str]:
    """Return the words and figures of ``text`` as they stand."""
    return _WORD.findall(text)


def facts_of(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return (names, figures): capitalised words that do not begin ``text``, and words with a digit."""
    words = words_of(text)
    names = frozenset(word.removesuffix("'s").removesuffix("’s") for word in words[1:] if word[0].isupper() and len(word) > 1)
    return names, frozenset(word for word in words if word[0].isdigit())


def page_of(text: str, title: str = "") -> Page:
    """Return the body of a story as comparable sentences."""
    body = text.removeprefix(title).lstrip() if title else text
    lines = [line for line in map(_line, _pieces(body)) if len(line.words) >= _LEAST]
    lines = [line for line in lines if _ENDED.search(line.text)] or lines
    return Page(tuple(lines), sum(len(line.words) for line in lines))


def _line(text: str) -> Line:
    words = tuple(intern(word.lower()) for word in words_of(text))  # many pages stand in memory with the same words
    return Line(text, words, frozenset(words), Counter(words), *facts_of(text))


def shingles(page: Page, size: int = SHINGLE) -> set[str]:
    """Return all runs of ``size`` words inside the sentences of ``page``."""
    return {" ".join(line.words[at : at + size]) for line in page.lines for at in range(len(line.words) - size + 1)}


def sentence_at(text: str, offset: int) -> str:
    """Return the sentence of ``text`` around the character at ``offset``."""
    for match in _PIECE.finditer(text):
        if match.start() <= offset < match.end():
            return match.group().strip()
    return ""


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
