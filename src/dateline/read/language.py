"""Is this English? The share of function words tells, and a language model only where that leaves a doubt."""

import re

from dateline.read.words import Phrases

__all__ = ["foreign"]

_WORD = re.compile(r"[^\W\d_]+")
_SEEN = 4000  # characters looked at: enough to tell, and a long document costs no more
_FEWEST = 20  # words; a line shorter than that is judged by its script alone
_LATIN = 0x24F  # last code point of the Latin blocks
# Shares of function words: English news has 0.25 to 0.45 of them, a sentence full of names 0.1, other languages under 0.1
_SURE, _NEVER = 0.12, 0.06
_LONG = 60  # words from which the share alone says no


def foreign(text: str, phrases: Phrases) -> str:
    """Return why ``text`` is not English, "" if it is or is too short to tell."""
    words = _WORD.findall(text[:_SEEN])
    letters = sum(map(len, words))
    latin = sum(ord(letter) <= _LATIN for word in words for letter in word)
    if letters and latin < letters / 2:
        return "most letters are not of the Latin script"
    share = sum(word.lower() in phrases.function_words for word in words) / max(1, len(words))
    if len(words) < _FEWEST or share >= _SURE:
        return ""
    told = f"{share:.0%} of the words are English function words"
    if share < _NEVER and len(words) >= _LONG:
        return told
    guess = _guess(text[:_SEEN])
    return f"{told}, and py3langid takes it for {guess!r}" if guess and guess not in phrases.taken_for_english else ""


def _guess(text: str) -> str:
    """The language py3langid gives, "" where it is not installed."""
    try:
        import py3langid
    except ImportError:
        return ""
    return str(py3langid.classify(text)[0])
