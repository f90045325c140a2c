"""Where known names stand in a text, by the first words of a name: most words begin none, and cost one look-up."""

import re
from collections.abc import Iterable, Iterator

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
        self._by_word: dict[str, tuple[_Form, ...]] = {}  # names of one word; an empty tuple where longer ones begin so
        self._by_words: dict[str, tuple[_Form, ...]] = {}  # by the first two words: many names begin with "united" or "ali"
        for form in forms:
            words = [word.span() for word in _WORD.finditer(form)][:2]
            if not words or len(form) == 1:
                continue
            (start, end), entry = words[0], (-words[0][0], -len(form), form)
            self._by_word.setdefault(form[start:end], ())
            table, key = (self._by_word, form[start:end]) if len(words) == 1 else (self._by_words, form[start : words[1][1]])
            table[key] = (*table.get(key, ()), entry)

    def find(self, folded: str) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, name) of all that stand in ``folded`` as whole words, by start, the longer first."""
        words = [word.span() for word in _WORD.finditer(folded)]
        for number, (start, end) in enumerate(words):
            forms = self._by_word.get(folded[start:end])
            if forms is None:
                continue
            if number + 1 < len(words):
                forms += self._by_words.get(folded[start : words[number + 1][1]], ())
            for lead, length, form in sorted(forms):
                at = start + lead
                if at >= 0 and folded.startswith(form, at) and _ends(folded, at - length):
                    yield at, at - length, form


def _ends(text: str, end: int) -> bool:
    """Tell whether no word runs on over ``end``."""
    return not (_WORD.match(text, end) and _WORD.match(text, end - 1))
