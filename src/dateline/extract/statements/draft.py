"""A statement before its chain is known."""

__all__ = ["Draft"]


class Draft:
    """A statement before its chain is known."""

    def __init__(self, sent: int, source: int | None, cue: tuple[int, ...], content: list[int], cue_class: str) -> None:
        self.sent, self.source, self.cue, self.cue_class = sent, source, cue, cue_class
        self.content: dict[int, list[int]] = {sent: content}
        self.rule = "clause"
        self.headline = False
        self.outermost = True
        self.opens = False  # "He said:" before a quotation of its own sentences
