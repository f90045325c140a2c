"""Coding of a pasted text: nothing of it is kept."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore
from typing import Annotated

from fastapi import HTTPException
from pydantic import BaseModel, Field

from dateline.build import build_coder
from dateline.coder import Coder
from dateline.config import Config
from dateline.explore.filters import IsoDate
from dateline.read import compose
from dateline.types import Coding, Document

__all__ = ["LONGEST_TEXT", "Pasted", "Typist"]

LONGEST_TEXT = 50_000  # characters; about a second of coding
_WAITING = 8  # texts that may wait for their turn


class Pasted(BaseModel):
    """A text to code."""

    text: Annotated[
        str, Field(min_length=1, max_length=LONGEST_TEXT, description="the story, its first line may be the headline")
    ]
    title: str = Field(default="", max_length=1000, description="headline, if it is not in the text")
    published: IsoDate | None = Field(default=None, description="day of publication (ISO)")
    publisher: str = Field(default="", max_length=200, description="who ran it")


class Typist:
    """Codes one text after the other, in a thread of its own; the models are loaded for the first.

    Args:
        config: settings of the coder.
        make: makes the coder; another one in tests.
    """

    def __init__(self, config: Config | None = None, make: Callable[[], Coder] | None = None) -> None:
        self._make = make or (lambda: build_coder(config))
        self._coder: Coder | None = None
        # one thread: the knowledge base's file belongs to the thread that opened it
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="dateline-code")
        self._places = BoundedSemaphore(_WAITING)

    def __call__(self, pasted: Pasted) -> Coding:
        """Return the coding of ``pasted``; HTTPException 503 if too many wait already."""
        if not self._places.acquire(blocking=False):
            raise HTTPException(503, "Too many texts are waiting; try again.", {"Retry-After": "5"})
        try:
            return self._thread.submit(self._code, pasted).result()
        finally:
            self._places.release()

    def close(self) -> None:
        """End the thread."""
        self._thread.shutdown(cancel_futures=True)

    def _code(self, pasted: Pasted) -> Coding:
        if self._coder is None:
            self._coder = self._make()
        day = pasted.published.isoformat() if pasted.published else None
        document: Document = compose(pasted.text, title=pasted.title, published=day, publisher=pasted.publisher)
        return self._coder(document)
