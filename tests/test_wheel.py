"""That the wheel does the main job in an environment of its own, without a checkout."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ILLUSTRATIVE = ROOT / "data" / "illustrative"
_UV = shutil.which("uv", path=f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}")


def _uv(*arguments: object) -> None:
    done = subprocess.run(
        [str(_UV), *map(str, arguments)], cwd=ROOT, capture_output=True, text=True
    )
    if "error sending request" in done.stderr or "Failed to fetch" in done.stderr:
        pytest.skip("the package index cannot be reached from here")
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(_UV is None, reason="no uv here: pip install uv")
def test_an_installed_wheel_reads_codes_and_briefs(tmp_path: Path) -> None:
    """Each hash is the locked one, and nothing is compiled."""
    _uv("build", "--quiet", "--wheel", "--out-dir", tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    packed = set(zipfile.ZipFile(wheel).namelist())
    models = list((ROOT / "data").glob("*/*.onnx"))
    assert models
    assert {f"analyser/{path.relative_to(ROOT)}" for path in models} <= packed
    assert {"analyser/app.py", "analyser/.streamlit/config.toml"} <= packed
    assert not any("secrets" in name for name in packed)

    locked, home = tmp_path / "requirements.txt", tmp_path / "environment"
    exported = ("export", "--quiet", "--locked", "--no-dev", "--no-emit-project")
    _uv(*exported, "--output-file", locked)
    python = home / "bin" / "python"
    _uv("venv", "--quiet", "--python", sys.executable, home)
    install = ("pip", "install", "--quiet", "--python", python, "--only-binary", ":all:")
    _uv(*install, "--require-hashes", "-r", locked)
    _uv(*install, "--no-deps", wheel)

    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "ANALYSER_CORPUS": "corpus"}
    environment["ANALYSER_WORKERS"] = "1"  # two processes are tried elsewhere
    for command in (
        ["ingest", ILLUSTRATIVE, "--register", ILLUSTRATIVE / "register.csv"],
        ["analyse"],
        ["check"],
        ["brief", "--measure", "facial-recognition", "-o", "briefing.docx"],
    ):
        line = [str(home / "bin" / "analyser"), *map(str, command)]
        done = subprocess.run(line, cwd=tmp_path, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, (command, done.stderr)
    assert (tmp_path / "briefing.docx").stat().st_size > 10_000
