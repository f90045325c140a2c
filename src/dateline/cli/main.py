"""Verbs and exit codes.

Exit codes: 0 all done; 1 done, but some documents were rejected or failed (recorded in the output);
2 nothing could be done (arguments, input, output or codebook at fault).
"""

import argparse
import os
import sys
from collections.abc import Sequence

from dateline.cli import (
    code,
    codebook,
    commitments,
    compare,
    copies,
    explain,
    explore,
    export,
    info,
    join,
    kb,
    link,
    occurrences,
    query,
    recode,
    retract,
    review,
)
from dateline.errors import DatelineError
from dateline.version import VERSION

__all__ = ["main"]

DESCRIPTION = "Who did what to whom, when, where and according to whom: coded political events from news."
VERBS = {
    module.NAME: module
    for module in (
        code,
        explain,
        export,
        query,
        explore,
        commitments,
        link,
        review,
        compare,
        join,
        copies,
        occurrences,
        recode,
        retract,
        codebook,
        kb,
        info,
    )
}
_FAULT = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit code."""
    parser = argparse.ArgumentParser(prog="dateline", description=DESCRIPTION)
    parser.add_argument("--version", action="version", version=f"dateline {VERSION}")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for name, module in VERBS.items():
        sub = verbs.add_parser(name, help=module.HELP, description=module.HELP)
        module.arguments(sub)
    options = parser.parse_args(arguments)
    try:
        return int(VERBS[options.verb].run(options))
    except DatelineError as error:
        print(f"dateline: {error}", file=sys.stderr)
        return _FAULT
    except BrokenPipeError:
        # the reader of our output has gone ("| head"): no error, and nothing more to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("dateline: stopped", file=sys.stderr)
        return 130
