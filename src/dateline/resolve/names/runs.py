"""Where proper names stand: runs of name tokens, put together over "of" and particles, cut at titles and peoples."""

from collections.abc import Container, Iterator, Mapping
from typing import NamedTuple

from dateline.resolve.names.words import NameWords
from dateline.types import Sentence

__all__ = ["Run", "runs_of"]

_LONGEST_TITLE = 4  # words: "acting deputy prime minister"
_LONGEST_EVENT = 6  # words between the year and the word for the vote
_YEAR = 4  # digits
_SYLLABLE = 5  # letters of the second half of an East Asian given name
_HYPHENS = frozenset({"-", "–", "/"})


class Run(NamedTuple):
    """Tokens ``first``..``last`` (inclusive) of a sentence that make a name; ``titled``: a title stands before it."""

    first: int
    last: int
    titled: bool = False


def runs_of(
    sent: Sentence,
    words: NameWords,
    titles: Container[str],
    peoples: Container[str],
    known: Mapping[int, int],
    sure: Container[int] = frozenset(),
) -> Iterator[Run]:
    """Yield the names of a sentence in order.

    Args:
        sent: the sentence.
        words: words of the language.
        titles: titles of persons, lower case.
        peoples: adjectives and nouns of peoples, lower case.
        known: first to last token of known names of several words, which are never cut.
        sure: tokens of known names of one word, which are names whatever the parser says.
    """
    at = 0
    while at < len(sent.words):
        event = _event(sent, at, words)
        if event is not None:
            yield Run(at, event)
            at = event + 1
        elif at in known:
            last = _onward(sent, known[at], words)
            yield Run(at, last)
            at = last + 1
        elif at in sure or _names(sent, at):
            last = _end(sent, at, words, known)
            yield from _cut(sent, at, last, words, titles, peoples)
            at = last + 1
        else:
            at += 1


def _names(sent: Sentence, token: int) -> bool:
    word = sent.words[token]
    if not any(char.isalpha() for char in word):
        return False
    if sent.pos[token] == "PROPN":
        return word[0].isupper() or not word.islower()
    inside = token > 0 and sent.words[token - 1] not in {'"', ".", ":"}
    return sent.pos[token] in {"ADJ", "NOUN"} and word[0].isupper() and (inside or sent.tags[token] == "JJ")


def _end(sent: Sentence, first: int, words: NameWords, known: Mapping[int, int]) -> int:
    """The last token of the run that begins at ``first``."""
    last, at = first, first + 1
    while at < len(sent.words):
        if at in known:
            body = sent.words[known[at]].lower() in words.bodies and sent.pos[last] != "NOUN"
            last = known[at] if body else last
            break
        if _names(sent, at) or _numbered(sent, at, last, words):
            last, at = at, at + 1
            continue
        onward = _over(sent, last, at, words)
        if onward is None:
            break
        last, at = onward, onward + 1
    return last


def _numbered(sent: Sentence, at: int, last: int, words: NameWords) -> bool:
    """A number that is part of the name before it: "Group of 20", "Resolution 242", "Act 2015"."""
    word = sent.words[at]
    if not word.isdigit() or sent.words[last].lower() in words.months:
        return False
    return len(word) <= _YEAR if sent.words[last].lower() in words.things else len(word) < _YEAR - 1 and sent.deps[at] != "obl"


def _event(sent: Sentence, first: int, words: NameWords) -> int | None:
    """The last token of an event named by its year: "2019 Ghana local elections", else None."""
    if not (sent.words[first].isdigit() and len(sent.words[first]) == _YEAR):
        return None
    at = first + 1
    while at < len(sent.words) and _names(sent, at) and at - first <= _LONGEST_EVENT:
        at += 1
    if at == first + 1:
        return None
    for last in range(at, min(at + 3, len(sent.words))):
        if sent.words[last].lower() in words.polls:
            return last
        if sent.pos[last] not in {"ADJ", "NOUN"}:
            break
    return at - 1 if sent.words[at - 1].lower() in words.things else None


def _onward(sent: Sentence, last: int, words: NameWords) -> int:
    """A known name that goes on to another head is part of a longer one: "Baltic Council Fisheries Act"."""
    at = last + 1
    while at < len(sent.words) and sent.pos[at] == "PROPN" and sent.words[at][0].isupper():
        at += 1
    if at - 1 > last and sent.words[at - 1].lower() in words.bodies | words.things | words.places:
        return at - 1
    onward = _over(sent, last, last + 1, words) if last + 1 < len(sent.words) else None
    return _end(sent, onward, words, {}) if onward is not None else last


def _over(sent: Sentence, last: int, at: int, words: NameWords) -> int | None:
    """The name token behind a link that joins, or None."""
    if sent.words[at] in _HYPHENS and at + 1 < len(sent.words) and _glued(sent, at):
        return at + 1 if _second_half(sent, at + 1, words) else None
    stop = at
    while stop < len(sent.words) and sent.words[stop] in words.links and stop - at < 3:
        stop += 1
    if stop == at or stop >= len(sent.words) or not _names(sent, stop):
        return None
    linked = sent.words[at:stop]
    if all(word in words.particles for word in linked):
        return stop
    if len(linked) == 1 and linked[0] in words.conjunctions:
        return stop if _shares(sent, last, stop, words) else None
    return stop if sent.words[last].lower() in words.heads and linked[0] in words.joiners else None


def _shares(sent: Sentence, last: int, stop: int, words: NameWords) -> bool:
    """ "Ministry of Trade and Industry": the head before "of" takes both, unless the second has a head of its own."""
    at = last
    while at > 0 and _names(sent, at):
        at -= 1
    if at == 0 or sent.words[at] not in words.joiners or sent.words[at - 1].lower() not in words.shared:
        return False
    end = stop
    while end + 1 < len(sent.words) and _names(sent, end + 1):
        end += 1
    behind = sent.words[end + 1] if end + 1 < len(sent.words) else ""
    return behind not in words.joiners and sent.words[end].lower() not in words.bodies


def _second_half(sent: Sentence, token: int, words: NameWords) -> bool:
    """Whether a hyphen joins ``token`` to the name before: "Holm-Bexley", "Wu Jian-min", not "Cairo-based"."""
    word = sent.words[token]
    if word[0].isupper():
        return True
    syllable = word.isalpha() and len(word) <= _SYLLABLE and word not in words.compounds
    return syllable and token > 2 and sent.pos[token - 2] == "PROPN" and _names(sent, token - 3)


def _glued(sent: Sentence, at: int) -> bool:
    return at > 0 and sent.ends[at - 1] == sent.starts[at] and sent.ends[at] == sent.starts[at + 1]


def _cut(
    sent: Sentence, first: int, last: int, words: NameWords, titles: Container[str], peoples: Container[str]
) -> Iterator[Run]:
    """Cut peoples and titles off the front of a run; what is left is the name."""
    lower = [word.lower() for word in sent.words[first : last + 1]]
    skipped = _title(lower, words, titles)
    if skipped == len(lower):
        return
    if len(lower) - skipped > 2 and lower[-1] in words.bodies | words.places:  # "King Khalid International Airport"
        skipped = 0
    if skipped:
        yield from _cut_titled(sent, first + skipped, last, words)
        return
    if lower[0] in peoples and len(lower) > 1:
        behind = _title(lower[1:], words, titles)
        if behind or not _headed(lower, words):
            yield Run(first, first)
            yield from _cut(sent, first + 1, last, words, titles, peoples)
            return
    inside = _inner_title(lower, words, titles)
    if inside is not None:
        begin, end = inside
        yield Run(first, first + begin - 1)
        if first + end <= last:
            yield Run(first + end, last, titled=True)
        return
    yield Run(first, last, _before(sent, first, words, titles))


def _inner_title(lower: list[str], words: NameWords, titles: Container[str]) -> tuple[int, int] | None:
    """Where a title stands within a run, as half-open word numbers: "OPCW Director Lena Brandt", "the Accra Mayor"."""
    if lower[-1] in words.bodies | words.places | words.things:
        return None
    for begin in range(1, len(lower)):
        if lower[begin - 1] in words.links or lower[begin - 1] in _HYPHENS:
            continue
        size = _title(lower[begin:], words, titles)
        if size and (begin + size == len(lower) or lower[begin + size] not in words.links | _HYPHENS):
            ranked = next((n for n in range(begin, 1, -1) if lower[n - 1] not in words.ranks), 1)
            return ranked, begin + size
    return None


def _headed(lower: list[str], words: NameWords) -> bool:
    """Whether the name has a head that goes with a people: "Russian Foreign Ministry", "Latvian Union of Beekeepers"."""
    heads = words.bodies | words.things | words.places
    link = next((n for n, word in enumerate(lower) if word in words.links), len(lower))
    return lower[-1] in heads or lower[link - 1] in heads


def _cut_titled(sent: Sentence, first: int, last: int, words: NameWords) -> Iterator[Run]:
    while first <= last and sent.words[first] in _HYPHENS | words.joiners | words.articles:
        first += 1
    if first <= last:
        yield Run(first, last, titled=True)


def _title(lower: list[str], words: NameWords, titles: Container[str]) -> int:
    """How many words at the front are titles."""
    at = 0
    while at < len(lower):
        size = next(
            (
                n
                for n in range(min(_LONGEST_TITLE, len(lower) - at), 0, -1)
                if _is_title(" ".join(lower[at : at + n]), words, titles)
            ),
            0,
        )
        if not size:
            break
        at += size
    return at


def _is_title(text: str, words: NameWords, titles: Container[str]) -> bool:
    plain = text.rstrip(".")
    return plain in words.honorifics or plain in titles


def _before(sent: Sentence, first: int, words: NameWords, titles: Container[str]) -> bool:
    """Whether a title in lower case stands right before: "president Macron"."""
    return first > 0 and sent.pos[first - 1] == "NOUN" and _is_title(sent.words[first - 1].lower(), words, titles)
