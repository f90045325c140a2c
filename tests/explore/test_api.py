"""The HTTP API against its own description, by schemathesis."""

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable

from dateline.coder import Coder
from dateline.explore.app import create_app
from dateline.explore.paste import Typist
from dateline.explore.snapshot import Snapshot

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed: pip install 'dateline[dev]'")

EXAMPLES = 5  # an operation; by hand: `schemathesis run` with more, see docs/explore.md


SETTINGS = settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)  # fmt: skip


@pytest.fixture
def described(snapshot: Snapshot, report_file: Path, coder: Coder) -> Any:
    app = create_app(snapshot, reports=report_file, hosts=("testserver",), typist=Typist(make=lambda: coder))
    return schemathesis.openapi.from_asgi("/openapi.json", app)


def test_the_api_keeps_to_its_description(described: Any) -> None:
    operations = [result.ok() for result in described.get_all_operations()]
    assert len(operations) > 20
    for operation in operations:
        for mode in schemathesis.GenerationMode:

            @settings(
                max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
            )
            @given(operation.as_strategy(generation_mode=mode))
            def holds(case: Any) -> None:
                case.call_and_validate()

            with contextlib.suppress(Unsatisfiable):  # an operation whose parameters take anything has no wrong request
                holds()


def test_every_view_is_described(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    for view in ("events", "map", "timeline", "dyad", "commitments", "occurrences", "wording", "stories", "review"):
        assert f"/{view}.json" in paths
        assert f"/{view}.csv" in paths
        names = {one["name"] for one in paths[f"/{view}.json"]["get"]["parameters"]}
        assert {"limit", "offset"} <= names
    assert {"actor", "realis", "confidence"} <= {one["name"] for one in paths["/events.json"]["get"]["parameters"]}
    assert "post" in paths["/code"]
    assert "/story" not in json.dumps(list(paths)).replace("/story.json", "")
