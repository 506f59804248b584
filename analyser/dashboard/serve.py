"""Serving the dashboard: Streamlit as a child, and one line when it is ready."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path

from analyser.errors import WrongUse

_READY_WITHIN = 120  # seconds
_PAGE = "app.py"


class DashboardUnavailable(WrongUse):
    """The dashboard cannot be served."""


def serve(
    corpus: Path,
    *,
    host: str,
    port: int,
    say: Callable[[str], object],
    register: Sequence[Path] = (),
) -> int:
    """Serve the dashboard on a corpus until it ends or is interrupted; return its exit code.

    ``register`` are members' registers, by which the Press page spells names. Says one
    line when the page can be opened. Raises ``DashboardUnavailable`` where the port
    is taken or Streamlit does not start.
    """
    address = f"http://{host}:{port}"
    _refuse_taken_port(host, port)
    options = {
        "server.port": port,
        "server.address": host,
        "server.headless": "true",
        "browser.gatherUsageStats": "false",
        "logger.level": "warning",
    }
    command = [sys.executable, "-m", "streamlit", "run", str(_page())]
    command += [f"--{name}={value}" for name, value in options.items()]
    environment = os.environ | {"ANALYSER_CORPUS": str(corpus.absolute())}
    if register:
        environment["ANALYSER_REGISTER"] = os.pathsep.join(
            str(path.absolute()) for path in register
        )
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    previous = signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    try:
        _wait_until_ready(child, address)
        say(f"The dashboard is ready on {address} (Ctrl+C ends it).")
        sys.stdout.flush()
        return max(child.wait(), 0)
    except KeyboardInterrupt:
        return 0
    finally:
        signal.signal(signal.SIGTERM, previous)
        child.terminate()
        child.wait()


def _page() -> Path:
    package = Path(__file__).parents[1]
    for folder in (package.parent, package):  # a checkout, or an installed wheel
        if (folder / _PAGE).exists():
            return folder / _PAGE
    raise DashboardUnavailable(f"{package}: {_PAGE} is missing (expected beside the package)")


def _refuse_taken_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise DashboardUnavailable(
                f"port {port}: {error.strerror} (expected a free one; give another with PORT=)"
            ) from error


def _wait_until_ready(child: subprocess.Popen[bytes], address: str) -> None:
    end = time.monotonic() + _READY_WITHIN
    while time.monotonic() < end:
        if child.poll() is not None:
            raise DashboardUnavailable(f"Streamlit ended with exit code {child.returncode}")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise DashboardUnavailable(f"Streamlit was not ready within {_READY_WITHIN} seconds")
