from pathlib import Path

import pytest

from dateline.build import Parts
from dateline.codebook.files import read_yaml
from dateline.codebook.lexicon import Lexicon, load_lexicon
from dateline.codebook.lint import lint
from dateline.codebook.pattern import Pattern, compile_pattern
from dateline.errors import CodebookError
from dateline.evaluate.examples import check_examples
from dateline.match import Graph
from dateline.types import Sentence, Span

ALL_TYPES = 16
FEWEST_PATTERNS = 300


def test_ontology_is_complete(parts: Parts) -> None:
    book = parts.codebook.ontology
    assert len(book.types) == ALL_TYPES
    assert sum(len(kind.modes) for kind in book.types.values()) == 67
    assert len(book.contexts) == 37
    assert len(book.sectors) == 25
    assert len(book.cameo) == 310
    assert book.score("ACCUSE", None) == -3
    assert book.types["SANCTION"].quad == "material conflict"


def test_all_types_have_patterns(parts: Parts) -> None:
    patterns = parts.codebook.patterns.values()
    assert {pattern.codes.type for pattern in patterns} == set(parts.codebook.ontology.types)
    assert len(patterns) >= FEWEST_PATTERNS


def test_lint_finds_no_error(parts: Parts) -> None:
    assert [finding for finding in lint(parts.codebook) if finding.level == "error"] == []


def test_every_example_holds(parts: Parts) -> None:
    failures, checked = check_examples(parts.codebook)
    assert failures == []
    assert checked >= 3 * FEWEST_PATTERNS


def test_a_fault_names_file_and_key(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("- {id: x, codes: {type: AID}, trigger: {lemma: [give]}, examples: [], colour: red}\n")
    with pytest.raises(CodebookError, match=r"bad\.yaml.*colour"):
        read_yaml(path, list[Pattern])


def test_words_that_look_like_truth_values_stay_words(tmp_path: Path) -> None:
    path = tmp_path / "w.yaml"
    path.write_text("a: [on, off, yes, no]\n")
    assert read_yaml(path, dict[str, list[str]]) == {"a": ["on", "off", "yes", "no"]}


def test_an_unknown_word_class_is_an_error() -> None:
    with pytest.raises(CodebookError, match="@nowhere"):
        Lexicon({}, {}).expand(["@nowhere"])


def test_a_class_that_contains_itself_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("one: ['@two']\ntwo: ['@one']\n")
    with pytest.raises(CodebookError, match="refers to itself"):
        load_lexicon(tmp_path).words("one")


def test_a_bad_path_names_the_pattern(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("- {id: en.x, codes: {type: AID}, trigger: {lemma: [give]}, actor: 'NSUBJ!', examples: []}\n")
    pattern = read_yaml(path, list[Pattern])[0]
    with pytest.raises(CodebookError, match=r"en\.x.*NSUBJ!"):
        compile_pattern(pattern, 0, Lexicon({}, {}), {})


def test_words_and_a_part_of_speech_in_one_list_are_alternatives(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    head = "codes: {type: AID}, trigger: {lemma: [give]}, examples: []"
    path.write_text(
        f"- {{id: en.x, {head}, require: {{nsubj: [army, PROPN]}}}}\n"
        f"- {{id: en.y, {head}, require: {{nsubj: {{lemma: [army], pos: [PROPN]}}}}}}\n"
    )
    either, both = (compile_pattern(pattern, 0, Lexicon({}, {}), {}).require[0] for pattern in read_yaml(path, list[Pattern]))
    for subject, pos, wanted in (("Army", "NOUN", True), ("Ghana", "PROPN", True), ("Team", "NOUN", False)):
        graph = Graph(_gave(subject, pos))
        assert either.holds(graph, 1) is wanted
        assert not both.holds(graph, 1)
    assert both.holds(Graph(_gave("Army", "PROPN")), 1)


def _gave(subject: str, pos: str) -> Sentence:
    return Sentence(
        span=Span(0, 10, f"{subject} gave"),
        starts=(0, 6),
        ends=(5, 10),
        words=(subject, "gave"),
        lemmas=(subject.lower(), "give"),
        tags=("NN", "VBD"),
        pos=(pos, "VERB"),
        heads=(1, -1),
        deps=("nsubj", "root"),
        quoted=(False, False),
    )
