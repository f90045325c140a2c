"""What storing codings costs: CPU seconds and memory, in a DuckDB file and, with --postgres, in a database.

    dateline code stories.jsonl --parts parts -o coded.jsonl
    python bench/store.py parts/parts [--postgres postgresql://user@/empty_database]

The parts are read one by one, so what is held is a part and the store; reading them is not counted. The server's CPU is that
of the process that serves this connection, if it runs on this machine. Each kind is measured in a process of its own.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from dateline.run.part import read_part
from dateline.store import Store

TICK = os.sysconf("SC_CLK_TCK")


class Cost(NamedTuple):
    """CPU seconds of this process and of the server's, seconds by the clock, memory in MB at its highest."""

    stories: int
    client: float
    server: float
    wall: float
    memory: int
    served: int


def served_by(store: Store, address: str) -> tuple[float, int]:
    """CPU seconds of the server's process and the memory in MB that is its alone, so far."""
    if "://" not in address:
        return 0.0, 0
    (number,) = store.query("SELECT pg_backend_pid()")[1][0]
    process = Path("/proc") / str(number)
    if not process.exists():
        return 0.0, 0
    fields = (process / "stat").read_text().rpartition(")")[2].split()
    own = [int(line.split()[1]) for line in (process / "smaps_rollup").read_text().splitlines() if line.startswith("Private_")]
    return (int(fields[11]) + int(fields[12])) / TICK, sum(own) >> 10


def measure(address: str, parts: list[Path]) -> Cost:
    stories, client, wall = 0, 0.0, 0.0
    with Store(address) as store:
        before, _ = served_by(store, address)
        for path in parts:
            codings = read_part(path)
            cpu, clock = time.process_time(), time.perf_counter()
            store.write(codings)
            client += time.process_time() - cpu
            wall += time.perf_counter() - clock
            stories += len(codings)
        after, served = served_by(store, address)
    return Cost(stories, client, after - before, wall, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10, served)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", type=Path, help="folder of parts")
    parser.add_argument("--postgres", default="", help="address of an empty database")
    parser.add_argument("--one", default="", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        cost = measure(options.one, sorted(options.parts.glob("*.jsonl.gz")))
        print(f"{cost.stories} stories: {cost.client:.2f} s CPU here, {cost.server:.2f} s in the server's process, "
              f"{cost.wall:.2f} s by the clock; {cost.memory} MB here at most, {cost.served} MB there")  # fmt: skip
        return
    with tempfile.TemporaryDirectory() as folder:
        for address in filter(None, (str(Path(folder) / "n.duckdb"), options.postgres)):
            print("Postgres" if "://" in address else "DuckDB  ", end=" ", flush=True)
            subprocess.run([sys.executable, __file__, str(options.parts), "--one", address], check=True)  # noqa: S603


if __name__ == "__main__":
    main()
