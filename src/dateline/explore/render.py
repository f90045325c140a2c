"""Templates and what they may call; everything is escaped."""

import re
import unicodedata
from typing import Any

import jinja2
from markupsafe import Markup, escape

from dateline.explore.answers import story_address
from dateline.explore.cards import dates
from dateline.explore.ranges import steps

__all__ = ["Pages"]

# characters that turn the direction of what follows, or hide: shown by name, so that a text cannot look like another
_HIDDEN = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SHORT = 300  # characters of a title or a phrase in a list


class Pages:
    """Renders pages."""

    def __init__(self) -> None:
        self._made = jinja2.Environment(
            loader=jinja2.PackageLoader("dateline.explore"), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True,
            lstrip_blocks=True,
        )  # fmt: skip
        self._made.filters |= {
            "shown": shown,
            "short": short,
            "plain": plain,
            "slug": lambda text: text.replace(" ", "-"),
            "number": number,
        }
        self._made.globals |= {"story_address": story_address, "dates": dates, "steps": steps, "numbers_of": numbers_of}

        for name in self._made.list_templates():  # compiled now, not while the first reader waits
            self._made.get_template(name)

    def __call__(self, template: str, **values: Any) -> str:
        """Return the page."""
        return self._made.get_template(f"{template}.html").render(**values)


def shown(text: object) -> Markup:
    """Return ``text`` escaped, with hidden characters shown by their code."""
    return Markup(_HIDDEN.sub(_named, str(escape("" if text is None else text))))  # noqa: S704 - escaped just now


def _named(match: re.Match[str]) -> str:
    code = f"U+{ord(match[0]):04X}"
    name = escape(unicodedata.name(match[0], "control character").lower())
    return f'<span class="hidden-character" title="{name}">{code}</span>'


def short(text: object, size: int = _SHORT) -> Markup:
    """Return the beginning of ``text`` as :func:`shown` does."""
    whole = "" if text is None else str(text)
    return shown(whole if len(whole) <= size else whole[: size - 1] + "…")


def plain(text: object, size: int = _SHORT) -> str:
    """Return the beginning of ``text`` without markup, for where none can stand; hidden characters by their code."""
    whole = str(text)
    return _HIDDEN.sub(lambda match: f"U+{ord(match[0]):04X}", whole if len(whole) <= size else whole[: size - 1] + "…")


def numbers_of(names: list[str] | None, numbers: dict[str, int]) -> list[int]:
    """Return the numbers of those ``names`` that have one, ascending."""
    return sorted(numbers[name] for name in names or () if name in numbers)


def number(value: object) -> str:
    """Return a count with thin spaces between thousands."""
    return f"{value:,}".replace(",", "\u202f") if isinstance(value, int) else "–" if value is None else str(value)
