"""``dateline explore``: a store in the browser."""

import argparse
import sys
from contextlib import suppress

from dateline.cli.common import add_settings, add_store, settings, tell
from dateline.errors import ConfigError

__all__ = ["HELP", "NAME", "arguments", "run"]

NAME = "explore"
HELP = "show a store in the browser: map, timeline, dyads, every story with its spans; and as JSON"
_LAST_PORT = 65535


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_store(parser, "; it is read once and left alone")
    parser.add_argument("--port", type=int, default=8350, help="port to listen on (8350; 0 takes a free one)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1: this machine alone)")
    add_settings(parser)


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted."""
    from dateline.explore import serve

    if not 0 <= options.port <= _LAST_PORT:
        raise ConfigError(f"--port {options.port} is not a port: give 0 to {_LAST_PORT}")
    with suppress(KeyboardInterrupt):  # this is how it is meant to end
        serve(options.store, host=options.host, port=options.port, config=settings(options), progress=tell)
    print("dateline: stopped", file=sys.stderr)
    return 0
