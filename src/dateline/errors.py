"""Errors of dateline.

::

    DatelineError
    ├── ConfigError      a setting or an unknown key
    ├── CodebookError    data that does not validate: names the file, the key and the fix
    ├── ReadError        input that cannot be read
    ├── WriteError       output that cannot be written
    ├── KnowledgeError   a knowledge base or a fact file that cannot be used
    ├── ModelError       a parser model that is missing or not the pinned one
    ├── CoderError       a chain of stages that does not fit together
    ├── RunError         a run at scale that cannot go on: disk full, workers or cluster lost
    └── StoreError       a store that cannot be opened, migrated or queried
"""

__all__ = [
    "CodebookError",
    "CoderError",
    "ConfigError",
    "DatelineError",
    "KnowledgeError",
    "ModelError",
    "ReadError",
    "RunError",
    "StoreError",
    "WriteError",
]


class DatelineError(Exception):
    """Root of all errors that dateline raises on purpose."""


class ConfigError(DatelineError):
    """A setting is unknown or has a wrong value."""


class CodebookError(DatelineError):
    """Codebook data does not validate."""


class ReadError(DatelineError):
    """An input cannot be read."""


class WriteError(DatelineError):
    """An output cannot be written."""


class KnowledgeError(DatelineError):
    """A knowledge base or a file of facts cannot be used."""


class ModelError(DatelineError):
    """The parser model is missing or is not the pinned one."""


class CoderError(DatelineError):
    """Stages that do not fit together."""


class RunError(DatelineError):
    """A run at scale cannot go on; run again, it goes on where it stopped."""


class StoreError(DatelineError):
    """A store cannot be opened, migrated or queried."""
