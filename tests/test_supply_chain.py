"""That each library has its reason, each file its locked hash, and no extra a place in the core."""

import re
import subprocess
import sys
import tomllib

import pytest

from tests.test_wheel import _UV, ROOT

PROJECT = (ROOT / "pyproject.toml").read_text("utf8")
EXTRAS = (
    "torch",
    "transformers",
    "onnx",
    "sklearn",
    "vaderSentiment",
    "openai",
    "authlib",
    "distributed",
    "dask",
)


def test_every_library_has_its_reason_on_its_line() -> None:
    read = tomllib.loads(PROJECT)
    project = read["project"]
    lists = [project["dependencies"], *project["optional-dependencies"].values()]
    named = [each for each in (*lists, *read["dependency-groups"].values()) for each in each]
    lines = re.findall(r'^    "([^"]+)",\s+# \w.+', PROJECT, re.MULTILINE)
    assert [each for each in named if each not in lines] == []


def test_the_lock_has_a_hash_of_every_file_that_may_be_installed() -> None:
    packages = tomllib.loads((ROOT / "uv.lock").read_text("utf8"))["package"]
    kept = [each for each in packages if "editable" not in each["source"]]
    assert len(kept) > 50
    for package in kept:
        files = [*package.get("wheels", ()), *filter(None, [package.get("sdist")])]
        assert files, package["name"]
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", each["hash"]) for each in files)


@pytest.mark.skipif(_UV is None, reason="no uv here: pip install uv")
def test_the_lock_agrees_with_the_project() -> None:
    command = [str(_UV), "lock", "--check", "--offline"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if "offline" in done.stderr or "not found in the cache" in done.stderr:
        pytest.skip("the package index cannot be asked from here")
    assert done.returncode == 0, done.stderr


def test_the_core_imports_no_extra() -> None:
    """Importing every module that the commands and pages of the core use, in a new interpreter."""
    code = (
        "import sys, analyser, analyser.cli.app, analyser.pipeline.analyse,"
        " analyser.pipeline.ingest, analyser.briefing, analyser.queries.positions,"
        " analyser.dashboard, analyser.press, analyser.annotate\n"
        "analyser.annotate.build_nlp()\n"
        "print([name for name in sys.argv[1:] if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *EXTRAS], cwd=ROOT, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr
