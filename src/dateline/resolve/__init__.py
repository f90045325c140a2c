"""From spans to the known: mentions, chains, entities, places, times and quantities."""

__all__: list[str] = []
