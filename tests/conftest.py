"""Where the real record lies, and a small fictional one."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real Hansard beside the checkout; a test that needs it skips without."""
    if not SHARED.is_dir():
        pytest.skip(
            "no ../shared here: the real Hansard files it holds are not part of the project"
        )
    return SHARED


def shared_files(pattern: str) -> list[object]:
    """Return a test parameter for every file of ../shared that matches, or one that skips."""
    files = sorted(SHARED.glob(pattern))
    if not files:
        reason = "no ../shared here: the real Hansard files it holds are not part of the project"
        return [pytest.param(None, marks=pytest.mark.skip(reason=reason), id="no-shared")]
    return [pytest.param(file, id=file.name) for file in files]
