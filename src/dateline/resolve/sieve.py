"""Which of many regular expressions a text can match at all, told from its words: most sentences name no month."""

import re
from collections.abc import Iterable, Sequence

__all__ = ["NUMBER", "YEAR", "Sieve"]

NUMBER, YEAR = "#", "####"  # asked for as if they were words: any figure, and one of four digits
_LETTERS, _DIGITS = re.compile(r"[^\W\d_]+"), re.compile(r"\d+")
# letters that a regular expression which ignores case takes for ASCII ones, and str.lower does not
_PLAIN = str.maketrans({"İ": "i", "ı": "i", "ſ": "s"})


class Sieve:
    """Tells by the words of a text which tests are worth running on it.

    Args:
        needs: for each test, phrases, NUMBER or YEAR: it can match only where one of these stands, perhaps with an "s".
    """

    def __init__(self, needs: Sequence[Iterable[str]]) -> None:
        self._tests: dict[str, tuple[int, ...]] = {}
        for number, phrases in enumerate(needs):
            words = {max(_LETTERS.findall(phrase.lower()) or [phrase], key=len) for phrase in phrases}
            for word in sorted({*words, *(f"{word}s" for word in words)}):
                self._tests[word] = (*self._tests.get(word, ()), number)

    def __call__(self, text: str) -> list[int]:
        """Return the numbers of the tests that ``text`` may pass, in order."""
        words = set(_LETTERS.findall((text if text.isascii() else text.translate(_PLAIN)).lower()))
        for figure in _DIGITS.findall(text):
            words.update((NUMBER, NUMBER * len(figure)))
        return sorted({number for word in words for number in self._tests.get(word, ())})
