"""Concept files: what they hold, what is refused, which form is shown."""

from pathlib import Path

import pytest
import yaml

from dateline.build import Parts
from dateline.codebook.files import DATA
from dateline.codebook.wording import AS_WRITTEN, display_forms, lint_wording, load_concepts, looked_up
from dateline.errors import CodebookError, ConfigError

TYPES = {"place", "event", "actor", "act", "status", "collective"}


def test_what_the_built_in_files_hold(parts: Parts) -> None:
    book = parts.concepts
    assert len(book.concepts) >= 150
    assert {concept.type for concept in book.concepts} == TYPES
    assert not any(concept.qid for concept in book.concepts)
    assert list(lint_wording(book)) == []


def own_file(folder: Path, *concepts: dict[str, object]) -> Path:
    path = folder / "mine.yaml"
    path.write_text(yaml.safe_dump(list(concepts), allow_unicode=True), "utf-8")
    return path


def concept(**fields: object) -> dict[str, object]:
    made: dict[str, object] = {"id": "con:mine", "type": "place", "gloss": "a lake", "variants": [{"text": "Aa"}, {"text": "Bb"}]}
    return made | fields


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"gloss": " "}, "W001"),
        ({"id": "mine"}, "W001"),
        ({"variants": [{"text": "Bb"}, {"text": "Aa"}]}, "W002"),
        ({"variants": [{"text": "Aa"}, {"text": "Bb", "forms": ["Aa"]}]}, "W003"),
        ({"variants": [{"text": "Burma"}, {"text": "Zz"}]}, "W003"),
        ({"variants": [{"text": "Aa"}]}, "W004"),
        ({"qid": "Q0"}, "W005"),
        ({"variants": [{"text": "Aa"}, {"text": "war of words", "common": True}]}, "W006"),
        ({"display": {"house": "Cc"}}, "W007"),
        ({"variants": [{"text": "Aa", "users": ["a ministry"]}, {"text": "Bb"}]}, "W008"),
        ({"variants": [{"text": "Aa", "checked": "2026-11"}, {"text": "Bb"}]}, "W009"),
        ({"variants": [{"text": "Aa", "found": ["https://example.org/a"]}, {"text": "Bb"}]}, "W009"),
        ({"variants": [{"text": "Aa", "checked": "2026-11", "found": ["a page"]}, {"text": "Bb"}]}, "W009"),
    ],
)
def test_faults_have_codes(tmp_path: Path, fields: dict[str, object], code: str) -> None:
    book = load_concepts(DATA, [own_file(tmp_path, concept(**fields))])
    assert {finding.code for finding in lint_wording(book)} == {code}


def test_a_sound_file_has_no_findings(tmp_path: Path) -> None:
    path = own_file(tmp_path, concept(display={"house": "Aa"}))
    book = load_concepts(DATA, [path])
    assert list(lint_wording(book)) == []
    assert book.files["con:mine"] == path
    assert display_forms(book, "house") == {"con:mine": "Aa"}


def test_an_own_concept_replaces_the_built_in_one(tmp_path: Path) -> None:
    book = load_concepts(DATA, [own_file(tmp_path, concept(id="con:kyiv"))])
    assert [one.gloss for one in book.concepts if one.id == "con:kyiv"] == ["a lake"]
    assert len(book.concepts) == len(load_concepts(DATA).concepts)


def test_an_unknown_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="@nowhere"):
        load_concepts(DATA, [own_file(tmp_path, concept(near=["@nowhere"]))])


def test_an_unknown_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="bias"):
        load_concepts(DATA, [own_file(tmp_path, concept(bias=3))])


def test_display_forms(parts: Parts) -> None:
    assert display_forms(parts.concepts, AS_WRITTEN) == {}
    assert display_forms(parts.concepts, "un")["con:kyiv"] == "Kyiv"
    with pytest.raises(ConfigError, match="'as written', 'iso', 'un'"):
        display_forms(parts.concepts, "house")


def test_what_was_looked_up_is_counted(tmp_path: Path) -> None:
    before = looked_up(load_concepts(DATA))
    found = {"checked": "2026-11", "found": ["https://example.org/a"]}
    variants = [{"text": "Aa", "users": ["a ministry"], "source": "its site", **found}, {"text": "Bb", **found}]
    after = looked_up(load_concepts(DATA, [own_file(tmp_path, concept(variants=variants))]))
    assert [new - old for new, old in zip(after, before, strict=True)] == [2, 1, 2, 1]
