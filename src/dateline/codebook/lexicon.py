"""Word classes of a language: named lists of lemmas, which may refer to one another as ``@name``."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from dateline.codebook.files import read_yaml
from dateline.errors import CodebookError

__all__ = ["Lexicon", "load_lexicon"]


class Lexicon:
    """Word classes by name; ``expand`` replaces ``@name`` by the words of the class."""

    def __init__(self, classes: Mapping[str, list[str]], origin: Mapping[str, Path]) -> None:
        self._raw, self._origin = dict(classes), dict(origin)
        self._done: dict[str, frozenset[str]] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._raw

    def names(self) -> list[str]:
        """Return the names of all classes."""
        return sorted(self._raw)

    def raw(self, name: str) -> list[str]:
        """Return class ``name`` as it is written, references not expanded."""
        return self._raw[name]

    def words(self, name: str, *, seen: tuple[str, ...] = ()) -> frozenset[str]:
        """Return the lemmas of class ``name``; CodebookError if it is unknown or refers to itself."""
        if name in seen:
            raise CodebookError(f"{self._origin[name]}: class {name!r} refers to itself through {' -> '.join(seen)}")
        if name not in self._raw:
            raise CodebookError(f"word class '@{name}' is not defined in lang/*/classes/*.yaml")
        if name not in self._done:
            self._done[name] = self.expand(self._raw[name], seen=(*seen, name))
        return self._done[name]

    def expand(self, words: Iterable[str], *, seen: tuple[str, ...] = ()) -> frozenset[str]:
        """Return ``words`` with each ``@name`` replaced by its class."""
        found: set[str] = set()
        for word in words:
            found |= self.words(word[1:], seen=seen) if word.startswith("@") else {word}
        return frozenset(found)


def load_lexicon(folder: Path) -> Lexicon:
    """Return the classes of all YAML files in ``folder``; a class defined twice is an error."""
    classes: dict[str, list[str]] = {}
    origin: dict[str, Path] = {}
    for path in sorted(folder.glob("*.yaml")):
        for name, words in read_yaml(path, dict[str, list[str]]).items():
            if name in classes:
                raise CodebookError(f"{path}: class {name!r} is already defined in {origin[name]}")
            classes[name], origin[name] = words, path
    return Lexicon(classes, origin)
