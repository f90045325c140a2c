"""Flags of what is read, for the verbs that read stories."""

import argparse
from typing import Any

from dateline.errors import ConfigError

__all__ = ["add_reading", "reading"]

_MIB = 1 << 20


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Add the flags of :func:`dateline.read`."""
    from dateline.read import READERS, Checks, Limits

    checks, limits = Checks(), Limits()
    parser.add_argument("--input-format", choices=list(READERS), help="by default the file's ending tells")
    parser.add_argument("--published", help="publication date of inputs that carry none (ISO: 2022-09-27)")
    parser.add_argument("--publisher", default="", help="publisher of inputs that carry none")
    parser.add_argument("--url", default="", help="address of an input that carries none")
    parser.add_argument("--any-language", action="store_true", help="take texts that are not English, too")
    parser.add_argument("--keep-boilerplate", action="store_true", help="leave bylines, credits and newsletter lines in")
    parser.add_argument("--min-words", type=int, default=checks.min_words, help="reject shorter texts (%(default)s)")
    parser.add_argument(
        "--max-characters", type=int, default=checks.max_characters, help="reject longer texts (%(default)s, which is the most)"
    )
    parser.add_argument("--max-file", type=int, default=limits.file // _MIB, help="MiB of one file (%(default)s)")
    parser.add_argument(
        "--max-unpacked", type=int, default=limits.unpacked // _MIB, help="MiB that one compressed file may grow to (%(default)s)"
    )
    parser.add_argument(
        "--max-ratio", type=int, default=limits.ratio, help="times its size that it may grow to once past 64 MiB (%(default)s)"
    )


def reading(options: argparse.Namespace) -> dict[str, Any]:
    """Return the arguments of :func:`dateline.read` but the sources; ConfigError if one has no sense."""
    from dateline.read import Checks, Defaults, Limits

    for name in ("min_words", "max_characters", "max_file", "max_unpacked", "max_ratio"):
        if getattr(options, name) < (name != "min_words"):
            raise ConfigError(f"--{name.replace('_', '-')} {getattr(options, name)} is too small")
    return {
        "format": options.input_format,
        "defaults": Defaults(published=_date(options.published), publisher=options.publisher, url=options.url),
        "checks": Checks(
            any_language=options.any_language,
            min_words=options.min_words,
            max_characters=options.max_characters,
            keep_boilerplate=options.keep_boilerplate,
        ),
        "limits": Limits(file=options.max_file * _MIB, unpacked=options.max_unpacked * _MIB, ratio=options.max_ratio),
    }


def _date(text: str | None) -> str | None:
    from dateline.resolve.dates import parse_day

    if text is not None and parse_day(text) is None:
        raise ConfigError(f"--published {text!r} is not an ISO date such as 2022-09-27")
    return text
