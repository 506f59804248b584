"""A coded corpus to show, a server that shows it, and a browser that looks."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
ILLUSTRATIVE = ROOT / "data" / "illustrative"
APP = ROOT / "app.py"
_CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--no-first-run", "--disable-component-update", "--disable-sync"),
)


@pytest.fixture(autouse=True)
def _main_stays() -> Iterator[None]:
    """Put back what ``AppTest`` takes the place of: new processes would run the page again."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@contextmanager
def serve(corpus: Path, *, port: int = 0, **environment: str) -> Iterator[str]:
    """Serve the dashboard on a corpus, on a free port unless one is named; give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", port))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "analyser.dashboard", "run", str(APP), f"--server.port={port}"]
    settings = os.environ | environment | {"ANALYSER_CORPUS": str(corpus)}
    server = subprocess.Popen(command, env=settings, cwd=ROOT, stdout=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    try:
        _wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait()


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=2).close()
            return
        except (urllib.error.URLError, ConnectionError):
            assert server.poll() is None, "the dashboard did not start"
            assert time.monotonic() < end, "the dashboard did not start within a minute"
            time.sleep(0.1)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; a test that needs it skips where it is not installed."""
    if not Path(_CHROMIUM).exists():
        pytest.skip("no Chromium here: `make test` installs it")
    expect.set_options(timeout=30_000)  # a page's first run imports what it needs
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=_CHROMIUM, args=list(_FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page that fails its test if it asks for anything outside this machine."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, locale="en-GB")
    outside: list[str] = []
    context.on(
        "request",
        lambda request: (
            None
            if request.url.startswith(("http://localhost:", "ws://localhost:", "data:", "blob:"))
            else outside.append(request.url)
        ),
    )
    page = context.new_page()
    page.set_default_timeout(30_000)
    yield page
    context.close()
    assert outside == []


@pytest.fixture(scope="session")
def artefacts() -> Path:
    """Where screenshots are kept for whoever reads the build."""
    folder = ROOT / "artefacts"
    folder.mkdir(exist_ok=True)
    return folder
