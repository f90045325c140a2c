"""Quality measured: pattern examples as tests."""

__all__: list[str] = []
