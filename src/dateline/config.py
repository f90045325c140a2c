"""Settings: one TOML file to one typed record; unknown keys are refused with their place."""

from pathlib import Path

import msgspec

from dateline.errors import ConfigError

__all__ = ["Config", "WordingSettings", "load_config"]


class WordingSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Contested wording (``[wording]`` in the file).

    Attributes:
        display: which form tables show: "as written", or a basis such as "un"; codings and exports do not depend on it.
        concepts: files of your own concepts, laid over the built-in ones.
    """

    display: str = "as written"
    concepts: tuple[str, ...] = ()


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All settings; each has a flag of the same name on the command line.

    Attributes:
        data: folder of a codebook to use instead of the built-in one.
        language: language of the texts (ISO 639-1).
        min_confidence: events below it stay in the coding but are not exported.
        kb: file of the user's own facts (``dateline kb load``) to lay over the built-in ones.
        wording: contested wording: the form that tables show, and your own concepts.
    """

    data: str = ""
    language: str = "en"
    min_confidence: float = 0.0
    kb: str = ""
    wording: WordingSettings = WordingSettings()


def load_config(path: str | Path | None = None) -> Config:
    """Return the settings of a TOML file, or the defaults; ConfigError names file, key and fix."""
    if path is None:
        return Config()
    try:
        return msgspec.toml.decode(Path(path).read_bytes(), type=Config)
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such file; give --config an existing TOML file") from None
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: {error}; known keys: {', '.join(Config.__struct_fields__)}") from error
