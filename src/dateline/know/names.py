"""Where known names stand in a text, by the first words of a name: most words begin none, and cost one look-up."""

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

__all__ = ["NameIndex"]

_WORD = re.compile(r"\w+")
# Characters of a name before its first word (as in "#metoo"), negative so that a sort puts the earlier start first; the
# length, negative so that the longer comes first; the name.
_Form = tuple[int, int, str]


class NameIndex:
    """Finds names in folded text.

    Args:
        forms: the names as :func:`~dateline.know.normal.fold` gives them; one of a single character is no name, nor is one
            without a letter or digit.
    """

    def __init__(self, forms: Iterable[str]) -> None:
        self._by_words: dict[str, tuple[_Form, ...]] = {}
        for form in forms:
            words = _WORD.finditer(form)
            first = next(words, None)
            if first is not None and len(form) > 1:
                # by the first two words where there are two, for many names begin with "united", "national" or "ali"
                key = form[first.start() : next(words, first).end()]
                self._by_words[key] = (*self._by_words.get(key, ()), (-first.start(), -len(form), form))

    def find(self, folded: str) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, name) of all that stand in ``folded`` as whole words, by start, the longer first."""
        words = [word.span() for word in _WORD.finditer(folded)]
        for (start, end), (_, following) in zip_longest(words, words[1:], fillvalue=(0, 0)):
            forms = self._by_words.get(folded[start:end], ()) + self._by_words.get(folded[start:following], ())
            for lead, length, form in sorted(forms):
                at = start + lead
                if at >= 0 and folded.startswith(form, at) and _ends(folded, at - length):
                    yield at, at - length, form


def _ends(text: str, end: int) -> bool:
    """Tell whether no word runs on over ``end``."""
    return not (_WORD.match(text, end) and _WORD.match(text, end - 1))
