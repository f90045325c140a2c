"""``dateline codebook lint|test``: is the codebook sound, and do its examples hold?"""

import argparse
import sys
from pathlib import Path

__all__ = ["HELP", "NAME", "arguments", "run"]

NAME = "codebook"
HELP = "lint: check the codebook's data; test: run every pattern's examples"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("action", choices=["lint", "test"])
    parser.add_argument("--data", help="folder of a codebook (the built-in one by default)")
    parser.add_argument("--concepts", action="append", default=[], help="a file of your own concepts of wording to check too")
    parser.add_argument("--type", help="only patterns of this event type")


def run(options: argparse.Namespace) -> int:
    """Print findings or failures; exit code 1 if there is any error."""
    from dateline.codebook import load_codebook
    from dateline.codebook.files import DATA

    data = Path(options.data) if options.data else DATA
    book = load_codebook(data)
    if options.action == "lint":
        from dateline.codebook.lint import lint
        from dateline.codebook.wording import lint_wording, load_concepts, looked_up

        concepts = load_concepts(data, options.concepts)
        findings = [*lint(book), *lint_wording(concepts)]
        for one in findings:
            print(f"{one.level} {one.code} {one.where}: {one.message}")
        errors = sum(one.level == "error" for one in findings)
        counted = f"{len(book.patterns)} patterns, {len(concepts.concepts)} concepts"
        found = looked_up(concepts)
        left = found.used - found.used_checked
        print(f"wording: users of {found.used_checked} variants were looked up, of {left} not", file=sys.stderr)
        print(f"{counted}, {errors} errors, {len(findings) - errors} warnings", file=sys.stderr)
        return 1 if errors else 0
    from dateline.evaluate.examples import check_examples

    failures, checked = check_examples(book, options.type)
    for failure in failures:
        print(failure)
    print(f"{checked} examples, {len(failures)} failures", file=sys.stderr)
    return 1 if failures else 0
