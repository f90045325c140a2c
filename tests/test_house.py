"""The rules of the house: import direction, sizes, sorted exports, no printing, no words in code."""

import ast
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[1] / "src" / "dateline"
FILES = sorted(SRC.rglob("*.py"))
# A module may import from its own folder and from folders to the left of it.
ORDER = ("types", "errors", "ids", "version", "config", "match", "codebook", "coder", "know", "read", "write", "parse", "resolve",
         "extract", "ledger", "contrast", "identity", "store", "build", "recode", "run", "evaluate", "explore",
         "cli")  # fmt: skip
EDGE = {"read": {"types", "errors", "ids", "codebook", "read"}, "write": {"types", "errors", "ids", "codebook", "write"},
        "store": {"types", "errors", "ids", "codebook", "store"}}  # fmt: skip
LONGEST_FILE, LONGEST_FUNCTION = 400, 80


def room(path: Path) -> str:
    relative = path.relative_to(SRC)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def imports(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("dateline"):
            parts = node.module.split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("dateline.")}
    return found


ROOMS = [path for path in FILES if path.name not in {"__init__.py", "__main__.py"} or path.parent != SRC]


@pytest.mark.parametrize("path", ROOMS,
                         ids=lambda path: str(path.relative_to(SRC)))  # fmt: skip
def test_imports_point_one_way(path: Path) -> None:
    here = room(path)
    for other in imports(ast.parse(path.read_text("utf-8"))):
        if other not in ORDER or other == here:
            continue
        if here in EDGE:
            assert other in EDGE[here], f"{here} may not see {other}"
        if here != "cli":
            assert ORDER.index(other) < ORDER.index(here), f"{here} may not see {other}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SRC)))
def test_rooms_stay_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name


def kind_and_name(name: str) -> tuple[int, str]:
    """Constants first, then classes, then functions, as ruff sorts them."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2), name


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SRC)))
def test_exports_are_listed_and_sorted(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    listed = [
        ast.literal_eval(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and any(getattr(t, "id", "") == "__all__" for t in (node.targets if isinstance(node, ast.Assign) else [node.target]))
        and node.value is not None
    ]
    if path.name == "__main__.py":
        return
    assert listed, "no __all__"
    assert listed[0] == sorted(listed[0], key=kind_and_name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SRC)))
def test_the_library_does_not_print_or_exit(path: Path) -> None:
    if room(path) in {"cli", "__main__"}:
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            assert name not in {"print", "exit", "input"}, f"line {node.lineno}"


def test_parser_types_stay_in_parse() -> None:
    for path in FILES:
        if room(path) != "parse":
            assert "import spacy" not in path.read_text("utf-8"), path


def test_nothing_needs_torch() -> None:
    for path in FILES:
        assert "torch" not in path.read_text("utf-8"), path
