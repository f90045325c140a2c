"""dateline reads the news and writes down who did what to whom, when, where and according to whom.

>>> import dateline
>>> coder = dateline.load()
>>> coding = coder(dateline.Document(text="Baku expelled two French diplomats on Monday.", published="2024-05-15"))
>>> [(event.type, event.mode) for event in coding.events]
[('SANCTION', 'expel')]
"""

from typing import TYPE_CHECKING, Any

from dateline.errors import DatelineError

# These two at once: later, the packages of the same names would take their places when first imported.
from dateline.read import read
from dateline.types import Coding, Document
from dateline.version import VERSION as __version__
from dateline.write import write

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.coder import Coder
    from dateline.config import Config
    from dateline.contrast import compare
    from dateline.run import Scale, code
    from dateline.store import Store
    from dateline.store.frames import to_frame

__all__ = ["Coder", "Coding", "Config", "DatelineError", "Document", "Scale", "Store", "__version__", "code", "compare", "load",
           "read", "to_frame", "write"]  # fmt: skip

# Loaded on first use: `import dateline` stays light for who only reads results.
_LAZY = {"Coder": "dateline.coder", "Config": "dateline.config", "Scale": "dateline.run", "Store": "dateline.store",
         "code": "dateline.run", "compare": "dateline.contrast", "to_frame": "dateline.store.frames"}  # fmt: skip


def load(config: "Config | None" = None, progress: "Callable[[str], None] | None" = None) -> "Coder":
    """Return a coder, its models and codebook loaded.

    Args:
        config: settings; the defaults if None.
        progress: told what is built on first use (the knowledge base takes some seconds then).

    Raises:
        ModelError: if the parser model is missing or not the pinned one.
        CodebookError: if codebook data does not validate.
    """
    from dateline.build import build_coder

    return build_coder(config, progress=progress)


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        from importlib import import_module

        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")
