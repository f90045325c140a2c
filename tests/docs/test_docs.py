import json
import re
from pathlib import Path

import pytest

from dateline.cli.main import VERBS
from dateline.types import Coding
from dateline.write import WRITERS, schema

ROOT = Path(__file__).resolve().parents[2]


def test_the_schema_in_the_docs_is_the_one_the_records_give() -> None:
    kept = json.loads((ROOT / "docs/coding.schema.json").read_text("utf-8"))
    assert kept == json.loads(json.dumps(schema())), "run: dateline info --schema > docs/coding.schema.json"


def test_readme_names_every_verb_and_layer() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for verb in VERBS:
        assert f"dateline {verb}" in readme
    for layer in ("events", "statements", "commitments", "wordings", "entities", "places", "times", "quantities"):
        assert layer in Coding.__struct_fields__
        assert f"`{layer}`" in readme


def test_output_page_names_every_format() -> None:
    page = (ROOT / "docs/output.md").read_text("utf-8")
    assert [name for name in WRITERS if f"`{name}`" not in page and name not in page] == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").glob("*.md")), ids=lambda p: p.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text("utf-8")):
        assert (path.parent / target).exists(), target
