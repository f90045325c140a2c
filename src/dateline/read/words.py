"""The data that reading works by: names in markup, and what the language calls months, credits and paywalls."""

import re
from functools import cache

import msgspec

from dateline.codebook.files import DATA, read_yaml

__all__ = ["Markup", "Phrases", "load_markup", "load_phrases"]


class Markup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names of metadata in web pages, the most trusted first."""

    published: list[str]
    json_ld_published: list[str]
    json_ld_types: frozenset[str]
    title: list[str]
    publisher: list[str]
    url: list[str]
    blocks: frozenset[str]


class Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Function words, names in dates, and patterns of lines that are no news."""

    function_words: frozenset[str]
    taken_for_english: frozenset[str]
    months: dict[str, int]
    weekdays: dict[str, int]
    changed: frozenset[str]
    lines: dict[str, str]
    top_lines: dict[str, str]
    tails: dict[str, str]
    paywall: list[str]

    def pattern(self, name: str, flags: int = 0) -> re.Pattern[str]:
        """Return the patterns of one field as one."""
        found = getattr(self, name)
        listed = found.values() if isinstance(found, dict) else found
        return re.compile("|".join(f"(?:{one})" for one in listed), flags)


@cache
def load_markup() -> Markup:
    """Return the names of metadata."""
    return read_yaml(DATA / "reading" / "markup.yaml", Markup)


@cache
def load_phrases(language: str = "en") -> Phrases:
    """Return what reading knows of ``language``."""
    return read_yaml(DATA / "lang" / language / "reading.yaml", Phrases)
