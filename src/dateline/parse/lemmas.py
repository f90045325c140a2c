"""Lemmas from the model's rule tables, looked up once per word form."""

from functools import cache
from typing import Any

from dateline.parse.model import model_folder

__all__ = ["Lemmas", "dictionary", "lemma_tables"]


def lemma_tables() -> Any:
    """Return the lemmatiser's tables of the model."""
    from spacy.lookups import Lookups

    return Lookups().from_disk(model_folder() / "lemmatizer" / "lookups")


@cache
def dictionary() -> frozenset[str]:
    """Return the words of the language's dictionary, lower case: nouns, verbs, adjectives and adverbs."""
    index = lemma_tables().get_table("lemma_index")
    return frozenset(word for part in index for word in index[part])


_REMEMBERED = 50_000  # word forms; the first so many are the common ones, names and figures without end come after


class Lemmas:
    """Lemma of a (word form, part of speech), remembered; proper nouns are only lower-cased."""

    def __init__(self, lookups: Any) -> None:
        self._rules = lookups.get_table("lemma_rules")
        self._index = lookups.get_table("lemma_index")
        # The table holds lists of some ten thousand forms: a search in each would cost more than the parse of a sentence.
        self._forms: dict[str, frozenset[str]] = {}
        self._exceptions = lookups.get_table("lemma_exc")
        self._seen: dict[tuple[str, str, bool], str] = {}

    def __call__(self, word: str, pos: str, *, plural: bool = False) -> str:
        """Return the lemma of ``word`` read as ``pos``; a ``plural`` is brought to its singular even if listed."""
        key = (word, pos, plural)
        lemma = self._seen.get(key)
        if lemma is None:
            lemma = self._find(word.lower(), pos, plural)
            if len(self._seen) < _REMEMBERED:
                self._seen[key] = lemma
        return str(lemma)

    def _find(self, word: str, pos: str, plural: bool) -> str:
        table = "verb" if pos == "AUX" else pos.lower()
        if table not in self._rules:
            return word
        known = self._exceptions.get(table, {}).get(word)
        if known:
            return str(known[0])
        if table not in self._forms:
            self._forms[table] = frozenset(self._index.get(table, ()))
        index, forms, unknown = self._forms[table], [], []
        if word in index and table != "verb" and not plural:
            return word
        for old, new in self._rules.get(table, []):
            if word.endswith(old):
                form = word[: len(word) - len(old)] + new
                if form and (form in index or not form.isalpha()):
                    forms.append(form)
                elif form:
                    unknown.append(form)
        if forms:
            return str(forms[0])
        return word if word in index or not unknown else str(unknown[0])
