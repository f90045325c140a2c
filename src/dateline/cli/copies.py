"""``dateline copies``: groups of near-copies, and what each member changed."""

import argparse
import sys

import msgspec

from dateline.cli.common import add_as_of, add_store
from dateline.types import Story

__all__ = ["HELP", "NAME", "arguments", "run"]

NAME = "copies"
HELP = "show the near-copies of a store and what each changed: figures, names, words, sentences"

_SQL = (
    "SELECT n.group_id, n.base, n.score, d.id, d.digest, d.title, d.text, coalesce(d.published::VARCHAR, ''), "
    "d.publisher FROM near_copy n JOIN document d ON d.id = n.document_id ORDER BY n.group_id, n.base DESC, d.published, d.id"
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_store(parser)
    parser.add_argument("--format", choices=["text", "jsonl"], default="text", help="text to read, or one copy a line")
    parser.add_argument("--language", default="en", help="language of the number words (en)")
    add_as_of(parser)


def run(options: argparse.Namespace) -> int:
    """Print each group: the base, then each copy with its edits."""
    from dateline.cli.join import tell_pending
    from dateline.codebook.files import DATA, read_yaml
    from dateline.identity import changes
    from dateline.store import Store

    table = read_yaml(DATA / "lang" / options.language / "quantities.yaml", dict[str, object])
    numerals = _numerals(table)
    with Store(options.store, read_only=True, as_of=options.as_of) as store:
        if not options.as_of:
            tell_pending(store)
        _, rows = store.query(_SQL)
    base: Story | None = None
    for group, is_base, score, *fields in rows:
        story = Story(**dict(zip(("id", "key", "title", "text", "published", "publisher"), fields, strict=True)))
        if is_base or base is None:
            base = story
            if options.format == "text":
                print(f"{group}  {_named(story)}")
            continue
        edits = changes(base, story, numerals)
        if options.format == "jsonl":
            row = {"group": group, "base": base.id, "copy": story.id, "score": score, "changes": edits}
            sys.stdout.write(msgspec.json.encode(row, order="deterministic").decode() + "\n")
            continue
        print(f"  {_named(story)}  ({score:.2f})")
        for edit in edits:
            print(f"    {edit.kind:<9} {_shown(edit.before, edit.after)}")
    return 0


def _numerals(table: dict[str, object]) -> frozenset[str]:
    """The number words of a language's quantities; "one" and "a" are mostly no figures."""
    numbers, scales = (table.get(name) for name in ("numbers", "scales"))
    words = {word for word, value in numbers.items() if value > 1} if isinstance(numbers, dict) else set()
    return frozenset(words | set(scales if isinstance(scales, dict) else ()))


def _named(story: Story) -> str:
    return "  ".join(part for part in (story.id, story.published, story.publisher, story.title) if part)


def _shown(before: str, after: str) -> str:
    if not before or not after:
        return f"+ {after}" if after else f"- {before}"
    return f"{before} → {after}" if before != after else before
