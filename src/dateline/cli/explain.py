"""``dateline explain``: every layer of one text, and the rule that fired."""

import argparse
import sys

from rich.console import Console
from rich.markup import escape

from dateline.cli.common import add_settings, settings, tell
from dateline.cli.table import date_text, print_codings, who
from dateline.types import Coding, Sentence

__all__ = ["HELP", "NAME", "arguments", "run"]

NAME = "explain"
HELP = "show every layer of a text, and which rule fired where"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("text", help="the text itself, or - for standard input")
    parser.add_argument("--published", help="publication date (ISO)")
    parser.add_argument("--publisher", default="", help="who ran it")
    add_settings(parser)


def run(options: argparse.Namespace) -> int:
    """Code the text and print its layers."""
    import dateline
    from dateline.read import compose

    text = sys.stdin.read() if options.text == "-" else options.text
    document = compose(text, published=options.published, publisher=options.publisher)
    coding = dateline.load(settings(options), progress=tell)(document)
    console = Console(highlight=False)
    for sent in coding.sentences:
        _sentence(console, sent)
    _known(console, coding)
    _told(console, coding)
    print_codings([coding])
    return 1 if coding.failures else 0


def _sentence(console: Console, sent: Sentence) -> None:
    console.print(f"\n[bold]{escape(sent.span.text)}[/bold]  ({sent.span.start}-{sent.span.end})")
    for token, word in enumerate(sent.words):
        head = sent.words[sent.heads[token]] if sent.heads[token] >= 0 else ""
        console.print(
            f"  {token:>3} {escape(word):<18} {escape(sent.lemmas[token]):<16} {sent.pos[token]:<6} "
            f"{sent.deps[token]:<16} {escape(head)}",
            style="dim",
        )


def _known(console: Console, coding: Coding) -> None:
    for entity in coding.entities:
        rest = ", ".join(f"{c.name} {c.score:.2f}" for c in entity.candidates)
        console.print(
            f"  entity  {escape(entity.name)}: {entity.country or '-'} {'/'.join(entity.sectors)} "
            f"{escape(entity.office)}  ({entity.why.rule}, {entity.why.score:.2f})" + (f"  also: {escape(rest)}" if rest else "")
        )
    for time in coding.times:
        console.print(
            f"  time    {escape(time.span.text)}: {time.value}  {date_text(time.interval)}  ({time.why.rule}; "
            f"{time.interval.basis}; {time.anchor or 'no anchor'})"
        )
    for place in coding.places:
        console.print(f"  place   {escape(place.span.text)}: {place.country} {place.precision}  ({escape(place.why.rule)})")
    for one in coding.quantities:
        high = "…" if one.high is None else f"{one.high:g}"
        console.print(f"  count   {escape(one.span.text)}: {one.kind} {one.low:g}..{high} {one.bound}")


def _told(console: Console, coding: Coding) -> None:
    for event in coding.events:
        console.print(
            f"  event   {event.type}/{event.mode or '-'} by rule [bold]{event.why.rule}[/bold] at "
            f"{event.trigger.text!r} ({event.trigger.start}-{event.trigger.end}); {event.realis} "
            f"{escape(event.why.note)}; confidence {event.confidence:.2f}; cameo {event.cameo or '-'}"
        )
        console.print(
            f"          {escape(who(event.actors)).replace(chr(10), ', ')} -> "
            f"{escape(who(event.recipients)).replace(chr(10), ', ')}; dated {date_text(event.date)} "
            f"({event.date.basis}); contexts {', '.join(event.contexts) or '-'}"
        )
    for discard in coding.discards:
        where = discard.span.text if discard.span else ""
        console.print(f"  discard {escape(where)}: {escape(discard.reason)} ({discard.rule})", style="dim")
