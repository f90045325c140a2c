"""The same shards on a Dask scheduler with two workers, all of them processes that can be killed."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from fakes import Calm, Plain, parts, run, stories, undisturbed  # noqa: F401 - the last is the fixture "calm"

from dateline.errors import ConfigError, RunError

pytest.importorskip("distributed", reason="the extra cluster is not installed")
HERE = Path(__file__).resolve().parent
T = TypeVar("T")


class Nodes:
    """A scheduler and its nodes; a node is a nanny with one worker, in a process group of its own."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "scheduler.json"
        path = os.pathsep.join([str(HERE), *filter(None, [os.environ.get("PYTHONPATH")])])
        # One loss over a task is an accident, with the second it is set aside: Dask's own default is the fourth
        self.environ = os.environ | {"PYTHONPATH": path, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
        self.processes = [self.start("dask_scheduler", "--port", "0", "--host", "127.0.0.1")]
        while not self.file.exists():
            time.sleep(0.02)
        self.address: str = json.loads(self.file.read_text())["address"]
        self.add()
        self.add()

    def start(self, module: str, *options: str) -> subprocess.Popen[bytes]:
        call = f"from distributed.cli.{module} import main; main()"
        command = [sys.executable, "-c", call, "--scheduler-file", str(self.file), "--no-dashboard", *options]
        output = subprocess.DEVNULL
        return subprocess.Popen(command, env=self.environ, stdout=output, stderr=output, start_new_session=True)

    def add(self) -> None:
        """Add a node."""
        self.processes.append(self.start("dask_worker", "--nthreads", "1", "--nworkers", "1", "--host", "127.0.0.1"))

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """Kill -9 a node, or the scheduler, with all it started."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        self.processes.remove(process)


@pytest.fixture(scope="module")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nodes]:
    made = Nodes(tmp_path_factory.mktemp("cluster"))
    yield made
    for process in list(made.processes):
        made.kill(process)


def test_a_cluster_makes_the_parts_that_processes_make(tmp_path: Path, calm: Calm, nodes: Nodes) -> None:
    export, told = run(calm.source, tmp_path, cluster=nodes.address)
    assert len(told.of("part")) == 10
    assert export == calm.export
    assert parts(tmp_path) == calm.parts


def test_a_poison_document_is_found_on_a_cluster_too(tmp_path: Path, nodes: Nodes) -> None:
    source = stories(tmp_path / "in.jsonl", 4, d02="This will KILL its reader.")
    there, told = run(source, tmp_path / "there", cluster=nodes.address, shard=2)
    assert [news.note.partition(":")[0] for news in told.of("given up")] == ["d02"]
    here, _ = run(source, tmp_path / "here", shard=2)
    assert there == here


def test_a_worker_with_other_code_is_refused(tmp_path: Path, calm: Calm, nodes: Nodes) -> None:
    class Other(Plain):
        def __reduce__(self) -> tuple[type[Plain], tuple[str]]:
            return Plain, ("another state of the code",)  # what the worker has

    with pytest.raises(RunError, match="has another dateline"):
        run(calm.source, tmp_path, Other(), cluster=nodes.address)


def _beside(look: Callable[[], None], work: Callable[[], T]) -> T:
    """Do ``work`` and look on again and again."""
    over = threading.Event()

    def loop() -> None:
        while not over.wait(0.01):
            look()

    looker = threading.Thread(target=loop)
    looker.start()
    try:
        return work()
    finally:
        over.set()
        looker.join()


def test_a_lost_node_and_a_lost_scheduler(tmp_path: Path, nodes: Nodes) -> None:
    source = stories(tmp_path / "in.jsonl", 240)
    expected, _ = run(source, tmp_path / "calm")
    victim, made = nodes.processes[1], tmp_path / "parts" / "parts"

    def kill(process: subprocess.Popen[bytes], at: int) -> None:
        if made.exists() and len(list(made.glob("0*"))) >= at and process in nodes.processes:
            nodes.kill(process)

    export = _beside(lambda: kill(victim, 4), lambda: run(source, tmp_path, cluster=nodes.address)[0])
    assert victim not in nodes.processes
    assert export == expected
    scheduler, made = nodes.processes[0], tmp_path / "second" / "parts" / "parts"
    with pytest.raises(RunError, match="scheduler is lost"):
        _beside(lambda: kill(scheduler, 4), lambda: run(source, tmp_path / "second", cluster=nodes.address))
    export, told = run(source, tmp_path / "second")
    assert len(told.of("reused")) >= 4
    assert export == expected
    assert parts(tmp_path / "second") == parts(tmp_path / "calm")


def test_faults_of_the_call_are_told(tmp_path: Path, calm: Calm) -> None:
    with pytest.raises(ConfigError, match="--cluster needs --parts"):
        run(calm.source, tmp_path, cluster="tcp://127.0.0.1:1", parts="")
