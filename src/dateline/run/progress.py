"""What a run tells while it works: a moving line for people, JSON lines for machines."""

import time
from collections.abc import Callable
from types import TracebackType
from typing import Self, TextIO

import msgspec

from dateline.run.task import News

__all__ = ["Bar", "Log", "Watch"]

Watch = Callable[[News], None]
_TROUBLE = ("worker lost", "split", "given up")


class Bar:
    """A line with the stories done, their rate and the time left; trouble stays on lines of its own.

    Args:
        stream: where to show it; nothing moves unless it is a terminal.
    """

    def __init__(self, stream: TextIO) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (BarColumn(), TextColumn("{task.completed} of {task.fields[all]} stories"),
                   TextColumn("{task.fields[rate]}"), TextColumn("{task.fields[left]}"), TimeElapsedColumn())  # fmt: skip
        self._console = Console(file=stream)
        self._bar = Progress(*columns, console=self._console, transient=True, disable=not self._console.is_terminal)
        self._task = self._bar.add_task("", total=None, all="…", rate="", left="")
        self._planned = self._done = self._coded = 0
        self._known, self._since = False, time.monotonic()

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._bar.stop()

    def __call__(self, news: News) -> None:
        """Take ``news`` in."""
        if news.event in _TROUBLE:
            note = f": {news.note}" if news.note else ""
            self._console.out(f"dateline: {news.event}, shard {news.shard}, {news.documents} documents{note}")
        self._planned += news.documents if news.event == "planned" else 0
        self._known = self._known or news.event == "all planned"
        if news.event in {"part", "reused", "given up"}:
            self._done += news.documents
            self._coded += news.documents if news.event == "part" else 0
            self._show()

    def _show(self) -> None:
        rate = self._coded / max(time.monotonic() - self._since, 1e-3)
        left = (self._planned - self._done) / rate if rate and self._known else None
        self._bar.update(
            self._task,
            completed=self._done,
            total=self._planned if self._known else None,
            all=str(self._planned) if self._known else f"{self._planned}…",
            rate=f"{rate:.1f} a second" if rate else "",
            left=f"{int(left) // 60}:{int(left) % 60:02d} left" if left is not None else "",
        )


class _Line(msgspec.Struct, kw_only=True):
    """A line of the log; ``seconds_since_start`` and the rate are by this machine's clock."""

    time: float
    seconds_since_start: float
    done: int
    news: News


class Log:
    """One JSON object a line for each piece of news."""

    def __init__(self, stream: TextIO) -> None:
        self._stream, self._since, self._done = stream, time.monotonic(), 0

    def __call__(self, news: News) -> None:
        """Write ``news``, with the time and the documents done so far."""
        self._done += news.documents if news.event in {"part", "reused", "given up"} else 0
        line = _Line(
            time=round(time.time(), 3), seconds_since_start=round(time.monotonic() - self._since, 3), done=self._done, news=news
        )
        self._stream.write(msgspec.json.encode(line).decode() + "\n")
        self._stream.flush()
