"""A coder without a model and with faults on order (worker processes import it by this name), and a small corpus."""

import json
import os
import resource
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from dateline.coder import Coder
from dateline.parse import PlainParser
from dateline.read import read
from dateline.run import News, Scale, code
from dateline.store import Store
from dateline.types import Coding, Layer, Mention, Run
from dateline.write import to_json_line

RUN = Run(id="run-plain", version="0", codebook="c", model="plain")
SMALL = 200  # bytes: no part fits


class Trap:
    """Works slowly; ends its process for a document with KILL, hangs at HANG; once, where a file of that name lies ready."""

    layer: Layer = "mentions"
    needs: frozenset[Layer] = frozenset({"sentences"})

    def __init__(self, accidents: str) -> None:
        self.accidents = accidents

    def __call__(self, codings: Sequence[Coding]) -> Sequence[tuple[Mention, ...]]:
        for coding in codings:
            time.sleep(0.01)
            accident = Path(self.accidents) / coding.document.id
            if self.accidents and accident.exists():
                accident.unlink()
                os.kill(os.getpid(), signal.SIGKILL)
            if "KILL" in coding.document.text:
                os.kill(os.getpid(), signal.SIGKILL)
            if "HANG" in coding.document.text:
                time.sleep(1000)
        return [() for _ in codings]


class Plain(NamedTuple):
    """The recipe."""

    code: str = "one"
    accidents: str = ""
    full: bool = False
    stillborn: bool = False

    def key(self) -> str:
        return self.code

    def run(self) -> Run:
        return RUN

    def coder(self) -> Coder:
        if self.stillborn:
            os.kill(os.getpid(), signal.SIGKILL)
        if self.full:
            resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, SMALL))
        return Coder([PlainParser(), Trap(self.accidents)], RUN)


class Told(list[News]):
    """All the news of a run."""

    def of(self, event: str) -> list[News]:
        return [news for news in self if news.event == event]


def run(source: Path, folder: Path, recipe: Plain | None = None, **spread: object) -> tuple[bytes, Told]:
    """Code ``source`` into ``folder`` and return the store's export, ids in order, and what was told."""
    told = Told()
    scale = Scale(**{"workers": 2, "shard": 4, "parts": str(folder / "parts"), **spread})  # type: ignore[arg-type]
    folder.mkdir(exist_ok=True)
    yielded = list(code(read(source), scale=scale, store=folder / "n.duckdb", recipe=recipe or Plain(), watch=told.append))
    with Store(folder / "n.duckdb", read_only=True) as store:
        export = b"".join(map(to_json_line, store.codings()))
    documents = [coding for coding in yielded if all(failure.stage != "read" for failure in coding.failures)]
    lines = sorted(map(to_json_line, documents), key=lambda line: line.split(b'"id":"', 1)[1])
    assert b"".join(lines) == export, "what is yielded is what is stored"
    return export, told


def parts(folder: Path) -> dict[str, bytes]:
    """The parts by name."""
    return {path.name: path.read_bytes() for path in (folder / "parts" / "parts").iterdir()}


class Calm(NamedTuple):
    """An undisturbed run."""

    source: Path
    export: bytes
    parts: dict[str, bytes]


def stories(path: Path, count: int = 40, **special: str) -> Path:
    """Write a corpus; ``special`` gives some documents (d07="...") another text."""
    texts = {f"d{n:02d}": f"Town {n} rebuilt its bridge. Nobody came to harm in week {n}." for n in range(count)} | special
    path.write_text("".join(json.dumps({"id": key, "text": text}) + "\n" for key, text in texts.items()), "utf-8")
    return path


@pytest.fixture(scope="module", name="calm")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Calm:
    folder = tmp_path_factory.mktemp("calm")
    source = stories(folder / "in.jsonl")
    export, told = run(source, folder)
    assert len(told.of("part")) == 10
    return Calm(source, export, parts(folder))


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]))
