"""Chains found again: by entity, name and surname, the latest first."""

from dateline.resolve.link import Link, Links
from dateline.resolve.resolution import Resolution
from dateline.types import Mention, MentionKind, Span


def link(at: int, name: str, kind: MentionKind = "person", entity: str = "") -> Link:
    mention = Mention(id=f"men-{at}", span=Span(at, at + len(name), name), kind=kind, sent=0, first=0, last=0, head=0, norm=name)
    return Link(mention, Resolution(name=name, entity=entity), kind, plural=False)


def test_found_by_surname_only_if_a_person() -> None:
    links, person, body = Links(), link(0, "ana vell"), link(20, "radio vell", "organisation")
    links.put(person, "ana vell")
    links.put(body, "radio vell")
    assert links.alike("", "vell") == [person]
    assert links.alike("", "radio vell") == [body, person]
    assert links.alike("", None) == []


def test_found_by_an_entity_resolved_later() -> None:
    links, one = Links(), link(0, "the premier")
    links.put(one, "the premier")
    assert links.alike("per:x", None) == []
    one.resolution = Resolution(name="Ana Vell", entity="per:x")
    links.call(one, "ana vell")
    assert links.alike("per:x", None) == [one]
    assert one.names == ("the premier", "ana vell")
    assert one.name == "Ana Vell"
