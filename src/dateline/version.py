"""The version of the coder; it is part of every run's id."""

__all__ = ["VERSION"]

VERSION = "0.1.0"
