"""The code cells of the example notebook run, and draw what the store holds."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("altair")
pytest.importorskip("pandas")

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def test_the_dyad_notebook_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(EXAMPLES / "stories.jsonl", tmp_path)
    monkeypatch.chdir(tmp_path)
    notebook = json.loads((EXAMPLES / "dyad.ipynb").read_text("utf-8"))
    names: dict[str, Any] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            exec(compile("".join(cell["source"]), cell["id"], "exec"), names)
    assert len(names["events"]) >= 1
    assert set(names["events"]["direction"]) <= {"RUS → UKR", "UKR → RUS"}
    names["chart"].save("dyad.svg")
    assert Path("dyad.svg").read_text("utf-8").count('aria-roledescription="circle"') >= len(names["events"])
