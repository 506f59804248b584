"""That docs/architecture.md shows the package as it is, and that its parts stay small."""

import ast
import re
from pathlib import Path

from tests.test_imports import LAYERS, PACKAGE

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf8")


def test_the_tree_shows_every_folder_and_file_and_no_other() -> None:
    tree = PAGE.split("```")[1]
    shown = re.findall(r"^  (\S+)", tree, re.MULTILINE)
    package = ROOT / "analyser"
    there = {f"{path.name}/" for path in package.iterdir() if (path / "__init__.py").exists()}
    there |= {path.name for path in package.glob("*.py") if not path.name.startswith("__")}
    assert sorted(shown) == sorted(there)
    assert len(shown) == len(set(shown))


def test_its_blocks_are_the_layers_that_imports_keep_to() -> None:
    blocks = PAGE.split("```")[1].split("\n\n")
    shown = [set(re.findall(r"^  (\w+)", block, re.MULTILINE)) for block in blocks]
    assert shown == [set(layer) for layer in LAYERS[:-1]]  # but __main__


def test_every_file_that_it_names_is_there() -> None:
    named = re.findall(r"`(analyser/[\w/.]+)`", PAGE)
    assert len(named) > 15
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_modules_and_functions_stay_short() -> None:
    modules = {path: path.read_text("utf8") for path in PACKAGE.rglob("*.py")}
    long = [path.name for path, text in modules.items() if text.count("\n") > 300]
    assert len(long) <= 8, long
    assert len([path for path in modules if path.parent == PACKAGE]) <= 8
    functions = [
        (node.end_lineno - node.lineno + 1, path.name, node.name)
        for path, text in modules.items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
    ]
    assert [each for each in functions if each[0] > 45] == []
