"""Shared pieces: the coder is loaded once a session."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pgserver import Server, serving

from dateline.build import Parts, build_coder, load_parts
from dateline.coder import Coder
from dateline.config import Config
from dateline.types import Coding, Document

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def parts() -> Parts:
    return load_parts(Config())


@pytest.fixture(scope="session")
def coder(parts: Parts) -> Coder:
    return build_coder(Config(), parts)


@pytest.fixture(scope="session")
def code(coder: Coder) -> Callable[..., Coding]:
    """Code a text, published on a Wednesday unless told otherwise."""

    def run(text: str, published: str | None = "2024-05-15", **fields: Any) -> Coding:
        coding = coder(Document(text=text, published=published, **fields))
        assert not coding.failures, coding.failures
        return coding

    return run


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is not here")
    return SHARED


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A Postgres server; tests that ask for it are skipped where none can be had."""
    with serving() as server:
        yield server
