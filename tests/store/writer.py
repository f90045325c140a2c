"""A process that writes codings into a store: ADDRESS FILE SEED [BATCH]; it kills itself in that batch, before the commit."""

import os
import random
import signal
import sys
from pathlib import Path
from unittest.mock import patch

import msgspec

from dateline.store import Store
from dateline.store.history import HistoryShelf
from dateline.types import Coding


def main(address: str, file: str, seed: str, last: str = "0") -> None:
    codings = [msgspec.json.decode(line, type=Coding) for line in Path(file).read_bytes().splitlines()]
    random.Random(seed).shuffle(codings)
    stand, calls = HistoryShelf.stand, [0]

    def standing(shelf: HistoryShelf, keys: list[tuple[str, str, str]], moment: str) -> None:
        stand(shelf, keys, moment)
        calls[0] += 1
        if calls[0] == int(last):
            os.kill(os.getpid(), signal.SIGKILL)

    with patch.object(HistoryShelf, "stand", standing), Store(address) as store:
        store.write(codings)


if __name__ == "__main__":
    main(*sys.argv[1:])
