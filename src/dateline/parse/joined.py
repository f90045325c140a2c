"""Hyphenated words that are one word to the grammar: "al-Thani", "Fazl-ur-Rehman", "cease-fire".

The parser splits at hyphens and then takes the parts for several names.  It is shown the words without their hyphens, with
spaces behind to keep all offsets; the token gets its own length back afterwards.
"""

import re
from collections.abc import Iterable, Sequence

__all__ = ["Joiner"]


class Joiner:
    """Joins hyphenated words and names.

    Args:
        words: hyphenated words, in lower case, singular.
        articles: of names, before the first hyphen: al, el.
        links: that hold names together: ur, ul.
    """

    def __init__(self, words: Sequence[str] = (), articles: Sequence[str] = (), links: Sequence[str] = ()) -> None:
        name = "[A-Z][a-z]+"
        first = f"(?:{_any([*articles, *(article.capitalize() for article in articles)])})-{name}(?:-{name})?"
        linked = f"{name}-(?:{_any([*links, *articles])})-{name}"
        self._pattern = re.compile(rf"(?<![\w-])(?:{first}|{linked}|(?i:{_any(words)})s?)(?![\w-])")

    def __call__(self, text: str) -> tuple[str, dict[int, int]]:
        """Return ``text`` as the parser shall see it, and the ends of the joined words by their starts."""
        ends = {match.start(): match.end() for match in self._pattern.finditer(text)}
        if not ends:
            return text, ends
        return self._pattern.sub(lambda match: _closed(match.group()), text), ends


def _closed(word: str) -> str:
    """The word without hyphens, a name with one capital, padded to its length."""
    bare = word.replace("-", "")
    if any(letter.isupper() for letter in bare):
        bare = bare.capitalize()
    return bare.ljust(len(word))


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words))) or "(?!)"  # of nothing, nothing
