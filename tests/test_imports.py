"""That imports point one way, and each library stays where it belongs."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "analyser"

LAYERS = (
    {"errors"},
    {"debate", "coding", "selection", "text"},
    {"resources", "codebook", "ingest", "members", "fetch", "fulltext"},
    {"wording", "annotate"},
    {"discourse"},
    {"training", "corpus"},
    {"motion", "queries", "press"},
    {"evaluation"},
    {"second_reader"},
    {"pipeline"},
    {"briefing"},
    {"dashboard"},
    {"cli"},
    {"__main__"},
)
"""Each layer may import those above it, and none beside it."""

HOME = {
    "spacy": {"annotate"},
    "onnxruntime": {"annotate", "training"},
    "tokenizers": {"annotate"},
    "torch": {"training"},
    "transformers": {"training"},
    "sklearn": {"training", "motion", "evaluation"},
    "lxml": {"ingest", "members"},
    "streamlit": {"dashboard"},
    "altair": {"dashboard", "briefing"},
    "networkx": {"queries"},
    "docx": {"briefing"},
    "typst": {"briefing"},
    "vl_convert": {"dashboard", "briefing"},
    "httpx": {"fetch"},
    "tenacity": {"fetch", "second_reader"},
    "pydantic": {"fetch", "second_reader"},
    "openai": {"second_reader"},
    "distributed": {"pipeline"},
    "duckdb": {"corpus"},
    "tantivy": {"fulltext"},
    "typer": {"cli"},
    "rich": {"cli"},
}


def _imports(path: Path, *, at_run_time_only: bool = True) -> Iterator[str]:
    tree = ast.parse(path.read_text("utf8"))
    skipped: set[ast.AST] = set()
    for node in ast.walk(tree):
        if at_run_time_only and isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            skipped |= set(ast.walk(node))
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [alias.name for alias in node.names]
            yield from (
                [f"analyser.{n}" for n in names] if node.module == "analyser" else [node.module]
            )


def _modules() -> list[tuple[str, Path]]:
    paths = sorted(PACKAGE.rglob("*.py"))
    return [(path.relative_to(PACKAGE).parts[0].removesuffix(".py"), path) for path in paths]


def _rank(module: str) -> int:
    return next(rank for rank, layer in enumerate(LAYERS) if module in layer)


MODULES = [pytest.param(name, path, id=str(path.relative_to(PACKAGE))) for name, path in _modules()]


@pytest.mark.parametrize(("name", "path"), MODULES)
def test_imports_point_one_way(name: str, path: Path) -> None:
    if name == "__init__":
        return
    for imported in _imports(path):
        if not imported.startswith("analyser."):
            continue
        other = imported.split(".")[1]
        allowed = other == name or _rank(other) < _rank(name)
        assert allowed, f"{name} imports {other}"


@pytest.mark.parametrize(("name", "path"), MODULES)
def test_each_library_stays_where_it_belongs(name: str, path: Path) -> None:
    for imported in _imports(path):
        homes = HOME.get(imported.split(".")[0])
        assert homes is None or name in homes, f"{name} imports {imported}"


def test_every_module_has_its_place() -> None:
    names = {name for name, _ in _modules()} - {"__init__"}
    assert names == set().union(*LAYERS)


def test_the_public_api_is_what_it_says() -> None:
    import analyser

    for name in analyser.__all__:
        assert getattr(analyser, name).__name__ == name
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = analyser.nothing
