"""``dateline info``: versions, codebook and counts: what a methods section needs."""

import argparse
from collections import Counter

__all__ = ["HELP", "NAME", "arguments", "run"]

NAME = "info"
HELP = "show versions, model, codebook and what they hold"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema of an output line instead")
    parser.add_argument("--store-schema", action="store_true", help="print the views of a store and what their columns mean")


def run(options: argparse.Namespace) -> int:
    """Print it."""
    if options.schema:
        import msgspec

        from dateline.write import schema

        print(msgspec.json.format(msgspec.json.encode(schema(), order="deterministic"), indent=1).decode())
        return 0
    if options.store_schema:
        from dateline.store.describe import store_page

        print(store_page(), end="")
        return 0
    from dateline.codebook import load_codebook
    from dateline.know import load_knowledge
    from dateline.know.open import AS_OF
    from dateline.parse.model import MODEL, model_folder, verify
    from dateline.version import VERSION

    book, base = load_codebook(), load_knowledge()
    verify(model_folder())
    by_type = Counter(pattern.codes.type for pattern in book.patterns.values())
    kinds = Counter(entry.kind for entry in base.entries.values())
    print(f"dateline {VERSION}")
    print(f"model    {MODEL}, weights verified")
    print(f"codebook {book.digest}, PLOVER {book.ontology.version}, {len(book.patterns)} patterns")
    print("         " + ", ".join(f"{name} {count}" for name, count in sorted(by_type.items())))
    print(f"facts    as of {AS_OF}: " + ", ".join(f"{name} {count}" for name, count in sorted(kinds.items())))
    return 0
