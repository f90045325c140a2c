import json
import re
from pathlib import Path

import pytest

from dateline.cli.main import VERBS
from dateline.store import Store
from dateline.store.describe import describe, store_page
from dateline.types import Coding
from dateline.write import WRITERS, gdelt, icews, polecat, schema

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


def test_the_store_page_is_the_schema() -> None:
    kept = (ROOT / "docs/store.md").read_text("utf-8")
    assert kept == store_page(), "run: dateline info --store-schema > docs/store.md"


def test_every_public_view_tells_what_its_columns_mean() -> None:
    with Store(":memory:") as store:
        views = {view.name: view for view in describe(store)}
    named = {"event", "participant", "statement", "commitment", "quantity", "place", "wording", "dyad", "dyad_week", "actor_day",
             "document", "event_history", "retraction", "occurrence", "occurrence_report"}  # fmt: skip
    assert named <= views.keys()
    missing = [f"{view.name}.{column.name}" for view in views.values() for column in view.columns if not column.meaning]
    assert missing == [], "add COMMENT ON COLUMN to the migration that makes the view"


def test_formats_page_has_every_column() -> None:
    page = (ROOT / "docs/formats.md").read_text("utf-8")
    for name in WRITERS:
        assert f"`{name}`" in page
    sides = {name.replace("Actor2", "Actor1").replace("Actor1Geo", "ActionGeo") for name in gdelt.COLUMNS}
    for column in (*sides, *icews.COLUMNS, *icews.BEHIND, *polecat.COLUMNS):
        assert f"`{column}`" in page, column
