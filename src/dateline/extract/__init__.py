"""What is asserted: statements, events with their realis, commitments, wordings."""

__all__: list[str] = []
