"""A whole codebook: loaded once, checked, compiled, with a digest that says which one coded."""

from pathlib import Path
from typing import Any

import msgspec

from dateline.codebook.files import DATA, read_yaml
from dateline.codebook.lexicon import Lexicon, load_lexicon
from dateline.codebook.ontology import Ontology, load_ontology
from dateline.codebook.pattern import Frame, Pattern, compile_pattern, is_reciprocal, load_patterns
from dateline.ids import digest
from dateline.match.engine import Engine

__all__ = ["Codebook", "load_codebook"]


class Codebook(msgspec.Struct, frozen=True):
    """Ontology, word classes and patterns of one language, with the compiled engine."""

    ontology: Ontology
    lexicon: Lexicon
    patterns: dict[str, Pattern]
    files: dict[str, Path]
    reciprocal: frozenset[str]
    speakers: dict[str, frozenset[str]]
    habits: frozenset[str]
    implied: frozenset[str]
    engine: Engine
    language: str
    data: Path
    digest: str

    def table(self, name: str, kind: Any) -> Any:
        """Return the language's table ``name`` (a YAML file in lang/<code>/) as ``kind``."""
        return read_yaml(self.data / "lang" / self.language / f"{name}.yaml", kind)


def load_codebook(data: Path = DATA, ontology: str = "plover", language: str = "en") -> Codebook:
    """Load, validate and compile the codebook under ``data``; CodebookError names file, key and fix."""
    loaded = load_ontology(data)
    lexicon = load_lexicon(data / "lang" / language / "classes")
    folder = data / "patterns" / ontology / language
    frames = read_yaml(folder / "frames.yaml", dict[str, Frame])
    defaults = read_yaml(folder / "defaults.yaml", dict[str, Frame])
    pairs = load_patterns(folder, loaded)
    rules = [compile_pattern(pattern, order, lexicon, frames, defaults) for order, (_, pattern) in enumerate(pairs)]
    return Codebook(
        ontology=loaded,
        lexicon=lexicon,
        patterns={pattern.id: pattern for _, pattern in pairs},
        files={pattern.id: path for path, pattern in pairs},
        reciprocal=frozenset(pattern.id for _, pattern in pairs if is_reciprocal(pattern, frames)),
        speakers={kind: frozenset(frame.speaker) for kind, frame in defaults.items() if frame.speaker},
        habits=frozenset(kind for kind, frame in defaults.items() if frame.habit),
        implied=frozenset(kind for kind, frame in defaults.items() if frame.implied),
        engine=Engine(rules),
        language=language,
        data=data,
        digest=_digest(data),
    )


def _digest(data: Path) -> str:
    """One digest over all data files, names included."""
    files = sorted(path for path in data.rglob("*") if path.suffix in {".yaml", ".csv", ".sql"})
    return digest(*(f"{path.relative_to(data)}\n{path.read_text('utf-8')}" for path in files))
