"""``dateline kb build | load | ask | info``: the knowledge base, its sources, and questions to it."""

import argparse
from pathlib import Path

from dateline.cli.common import tell

__all__ = ["HELP", "NAME", "arguments", "run"]

NAME = "kb"
HELP = "knowledge base: build it, load your own facts over it, ask it, show its sources"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    from dateline.know.loaders import LOADERS

    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("build", help="build it now (it is built by itself on first use)")
    load = actions.add_parser("load", help="lay facts of a file over the built-in ones")
    load.add_argument("file", type=Path)
    load.add_argument("--format", choices=list(LOADERS), required=True)
    load.add_argument("--as-of", default="", help="the day to which the file's facts hold (ISO)")
    load.add_argument("--kb", help="file to keep them in (by default in your data folder)")
    ask = actions.add_parser("ask", help="who held an office on a day, or what a name stands for")
    ask.add_argument("what", help="a role such as foreign_minister or 'defence minister', or with --name any phrase")
    ask.add_argument("country", nargs="?", help="PLOVER country code or name, or a body such as org:nato")
    ask.add_argument("--on", dest="date", help="the day (ISO)")
    ask.add_argument("--name", action="store_true", help="resolve the phrase as the coder would")
    ask.add_argument("--kb", help="file of your own facts")
    info = actions.add_parser("info", help="sources with layer, licence, date and counts")
    info.add_argument("--kb", help="file of your own facts")


def run(options: argparse.Namespace) -> int:
    """Run one action."""
    return {"build": _build, "load": _load, "ask": _ask, "info": _info}[options.action](options)


def _build(_: argparse.Namespace) -> int:
    from dateline.know.open import base_path, build_base

    path = base_path()
    if path.exists():
        tell(f"already built: {path}")
    else:
        build_base(path, progress=tell)
    return 0


def _load(options: argparse.Namespace) -> int:
    from dateline.know.loaders import load_facts
    from dateline.know.open import overlay_path

    overlay = Path(options.kb) if options.kb else overlay_path()
    taken = load_facts(options.file, options.format, overlay, as_of=options.as_of)
    print(f"{taken} rows of {options.file} taken as {options.format} into {overlay}")
    return 0


def _ask(options: argparse.Namespace) -> int:
    from dateline.build import load_parts
    from dateline.config import Config

    parts = load_parts(Config(kb=options.kb or ""), tell)
    if options.name:
        found = parts.resolver.resolve(options.what, options.date)
        print(f"{found.name}: {found.country or '-'} {'/'.join(found.sectors) or '-'} {found.office}  "
              f"({found.route}, {found.score:.2f}, {found.entity or 'no entry'})")  # fmt: skip
        for one in found.candidates:
            print(f"  also {one.name} ({one.id}, {one.score:.2f})")
        return 0 if found.score else 1
    return _office(parts.base, options)


def _office(base: "object", options: argparse.Namespace) -> int:
    from dateline.errors import KnowledgeError
    from dateline.know import KnowledgeBase
    from dateline.know.ask import ask_office

    assert isinstance(base, KnowledgeBase)
    if not options.country or not options.date:
        raise KnowledgeError("give a country and --on DATE, e.g. dateline kb ask 'defence minister' USA --on 2022-09-27")
    title = base.titles.get(options.what.lower())
    role = title.role if title else options.what.replace(" ", "_")
    entries = base.lookup(options.country) if len(options.country) != len("USA") and ":" not in options.country else []
    country = entries[0].country if entries else options.country
    answer = ask_office(base, country, role, options.date)
    for tenure in answer.held:
        acting = " (acting)" if tenure.acting else ""
        print(
            f"{base.entries[tenure.person].name}{acting}  {tenure.title or role}  [{tenure.start or '?'}, {tenure.end or 'open'})"
        )
    if answer.overlap:
        print("overlap: more than one holder is known for the day")
    if answer.gap:
        for word, near in (("before", answer.before), ("after", answer.after)):
            if near is not None:
                print(f"{word}: {base.entries[near.person].name}  [{near.start or '?'}, {near.end or 'open'})")
        print(f"gap: no holder of {role} in {country} is known for {options.date}")
    return 0 if answer.held else 1


def _info(options: argparse.Namespace) -> int:
    from dateline.know.open import base_path, build_base, overlay_path
    from dateline.know.sqlite import sources_of

    path = base_path()
    if not path.exists():
        build_base(path, progress=tell)
    overlay = Path(options.kb) if options.kb else overlay_path()
    for file in (path, *([overlay] if overlay.exists() else [])):
        print(file)
        for name, layer, version, licence, as_of, entries, aliases, tenures, places in sources_of(file):
            print(f"  {layer:<8} {name} {version}  {licence}; as of {as_of or 'unknown'}: "
                  f"{entries} entries, {aliases} names, {tenures} terms, {places} places")  # fmt: skip
    return 0
