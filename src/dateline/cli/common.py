"""Arguments that several verbs share."""

import argparse
import sys
from datetime import datetime

import msgspec

from dateline.config import Config, load_config
from dateline.errors import ConfigError

__all__ = ["add_as_of", "add_now", "add_settings", "add_store", "add_with_wrong", "day", "recording_time", "settings", "tell"]


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Add one flag for each setting of :class:`~dateline.config.Config`."""
    parser.add_argument("--config", help="TOML file with settings")
    parser.add_argument("--data", help="folder of a codebook to use instead of the built-in one")
    parser.add_argument("--kb", help="file of your own facts (see dateline kb load)")
    parser.add_argument("--language", help="language of the texts (en)")
    parser.add_argument("--min-confidence", type=float, help="leave events below it out of tabular exports (0 to 1)")


def add_store(parser: argparse.ArgumentParser, more: str = "") -> None:
    """Add the store that the verb is about."""
    parser.add_argument("store", help=f"DuckDB file, or postgresql://USER@HOST/DATABASE{more}")


def add_as_of(parser: argparse.ArgumentParser) -> None:
    """Add the flag that shows a store as it was."""
    parser.add_argument("--as-of", metavar="DAY", help="what the store knew at the end of that day (ISO, UTC; or a time)")


def add_now(parser: argparse.ArgumentParser, what: str) -> None:
    """Add the flag that gives the time to record ``what`` under."""
    parser.add_argument(
        "--now", metavar="ISO", help=f"time under which the store records {what} (ISO, UTC; the clock's by default)"
    )


def add_with_wrong(parser: argparse.ArgumentParser) -> None:
    """Add the flag that shows what was found wrong, as it was coded."""
    parser.add_argument("--with-wrong", action="store_true", help="keep records that review found wrong, as they were coded")


def settings(options: argparse.Namespace) -> Config:
    """Return the settings of the TOML file with the flags laid over them."""
    config = load_config(options.config)
    given = {name: getattr(options, name, None) for name in Config.__struct_fields__}
    return msgspec.structs.replace(config, **{name: value for name, value in given.items() if value is not None})


def day(text: str, flag: str) -> str | None:
    """Return the ISO date ``text``, None if empty; ConfigError names ``flag``."""
    from dateline.resolve.dates import parse_day

    if not text:
        return None
    found = parse_day(text)
    if found is None:
        raise ConfigError(f"{flag} {text!r} is not an ISO date such as 2022-12-31")
    return found.isoformat()


def recording_time(text: str | None) -> datetime | None:
    """Return the ISO time ``text`` of ``--now``, None if not given; ConfigError if it is none."""
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        raise ConfigError(f"--now {text!r} is not an ISO time such as 2022-12-31T08:00") from None


def tell(message: str) -> None:
    """Say on standard error what is being built."""
    print(f"dateline: {message}", file=sys.stderr)
