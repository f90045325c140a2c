"""Codings as tables for people."""

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dateline.types import Actor, Attribution, Coding, Event, Interval, Wording

__all__ = ["date_text", "print_codings", "who"]


def who(actors: Sequence[Actor]) -> str:
    """Return actors as "Name [USA GOV]" lines."""
    return (
        "\n".join(
            f"{actor.name} [{' '.join(part for part in (actor.country or '-', '/'.join(actor.sectors)) if part)}]"
            for actor in actors
        )
        or "-"
    )


def date_text(interval: Interval) -> str:
    """Return an interval as one day, as "first..last", or "?" for an open end."""
    first, last = interval.earliest, interval.latest
    if first is None and last is None:
        return "?"
    return first or "?" if first == last else f"{first or '?'}..{last or '?'}"


def print_codings(codings: Iterable[Coding], *, width: int | None = None, display: Mapping[str, str] | None = None) -> None:
    """Print one table a story: events, then commitments, statements and wording.

    Args:
        codings: what to print.
        width: columns of the terminal, None to ask it.
        display: form to show by concept of wording, beside what is written; None shows what is written.
    """
    console = Console(width=width, highlight=False)
    for coding in codings:
        _story(console, coding, display or {})


def _story(console: Console, coding: Coding, display: Mapping[str, str]) -> None:
    document = coding.document
    title = document.title or document.text.split("\n", 1)[0][:80] or document.id
    console.print(f"\n[bold]{escape(title)}[/bold]  {document.published or 'no date'}  {escape(document.publisher)}")
    for failure in coding.failures:
        console.print(f"  not coded: {failure.stage}: {escape(failure.message)}")
    _events(console, coding)
    _commitments(console, coding)
    _statements(console, coding)
    if coding.wordings:
        console.print("  wording: " + escape("; ".join(_wording(one, display.get(one.concept, "")) for one in coding.wordings)))


def _wording(one: Wording, shown: str) -> str:
    """As written, or the display form with what is written, and whose voice it is."""
    whose = f"{one.voice}: {one.holder}" if one.holder else one.voice
    written = one.span.text
    return f"{written} ({whose})" if shown in {"", written} else f"{shown} (written {written}; {whose})"


def _events(console: Console, coding: Coding) -> None:
    if not coding.events:
        console.print("  no events")
        return
    table = Table("type", "mode", "actor", "recipient", "date", "realis", "said by", "words", show_lines=False)
    chains = {statement.id: statement.chain for statement in coding.statements}
    shown = [event for event in coding.events if event.exportable]
    for event in shown:
        table.add_row(*(escape(cell) for cell in _cells(event, chains.get(event.statement or "", ()))))
    if shown:
        console.print(table)
    rest = [event for event in coding.events if not event.exportable]
    if rest:
        listed = "; ".join(f"{e.type} {e.trigger.text!r} ({e.withheld})" for e in rest)
        console.print(f"  not exported: {escape(listed)}", style="dim")


def _cells(event: Event, chain: Sequence[Attribution]) -> tuple[str, ...]:
    flags = [name for name, on in (("historical", event.historical), ("ongoing", event.ongoing)) if on]
    told = " > ".join(link.name or "?" for link in chain[1:]) or "outlet"
    return (
        event.type,
        event.mode or "",
        who(event.actors),
        who(event.recipients),
        date_text(event.date),
        " ".join([event.realis, *flags]),
        told,
        event.trigger.text,
    )


def _commitments(console: Console, coding: Coding) -> None:
    if not coding.commitments:
        return
    table = Table("commitment", "by", "strength", "deadline", "condition", title_justify="left")
    for one in coding.commitments:
        table.add_row(
            escape(one.action.text),
            escape(who(one.committers)),
            str(one.strength),
            date_text(one.deadline),
            escape(one.condition.text) if one.condition else "",
        )
    console.print(table)


def _statements(console: Console, coding: Coding) -> None:
    for one in coding.statements:
        chain = " > ".join(link.name or "?" for link in one.chain[1:])
        said = " … ".join(span.text for span in one.content)
        short = said if len(said) <= 100 else said[:97] + "…"
        console.print(f"  {escape(chain)} ({escape(one.cue.text)}, {one.directness}): {escape(short)}", style="dim")
