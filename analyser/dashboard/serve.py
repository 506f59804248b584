"""Serving the dashboard: Streamlit as a child, and one line when it is ready."""

import errno
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
_MOST_UPLOADED = 2  # megabytes: a newspaper's page is smaller
_PAGE = "app.py"
_STREAM = socket.SOCK_STREAM
_OPTIONS: dict[str, object] = {
    "server.enableCORS": "true",
    "server.enableXsrfProtection": "true",
    "server.maxUploadSize": _MOST_UPLOADED,
    "server.headless": "true",
    "browser.gatherUsageStats": "false",
    "logger.level": "warning",
}


class DashboardUnavailable(WrongUse):
    """The dashboard cannot be served."""


def serve(
    corpus: Path,
    *,
    host: str,
    port: int,
    say: Callable[[str], object],
    base_path: str = "",
    register: Sequence[Path] = (),
) -> int:
    """Serve the dashboard on a corpus until it ends or is interrupted; return its exit code.

    ``base_path`` is the path under which a proxy offers the pages, such as "debates".
    ``register`` are members' registers, by which the Press page spells names. Says one
    line when the page can be opened. Raises ``DashboardUnavailable`` where nothing can be served
    on the host and port, or Streamlit does not start.
    """
    address = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    _check_address(host, port)
    base_path = base_path.strip("/")
    address += f"/{base_path}" if base_path else ""
    options = _OPTIONS | {
        "server.baseUrlPath": base_path,
        "server.port": port,
        "server.address": host,
    }
    command = [sys.executable, "-m", "analyser.dashboard", "run", str(_page())]
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


def _check_address(host: str, port: int) -> None:
    """Refuse a port or an address on which nothing can be served, and say what would do."""
    another = "Name another with --port or PORT=, such as 8502."
    if not 0 < port < 2**16:
        raise DashboardUnavailable(f"Port {port} is not one: ports go from 1 to 65535. {another}")
    try:
        # of a name's addresses, that of IPv4
        family, kind, protocol, _, place = min(socket.getaddrinfo(host, port, type=_STREAM))
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except (socket.gaierror, UnicodeError) as error:
        what = f"There is no host called {host!r}. Name localhost or an address of this machine."
        raise DashboardUnavailable(what) from error
    except OSError as error:
        refused = {
            errno.EADDRINUSE: f"Port {port} is taken by another program. {another}",
            errno.EACCES: f"Port {port} is kept for the system's own use. {another}",
            errno.EADDRNOTAVAIL: f"{host} is not an address of this machine. Name localhost.",
        }
        what = refused.get(error.errno or 0, f"Port {port}: {error.strerror}. {another}")
        raise DashboardUnavailable(what) from error


def _wait_until_ready(child: subprocess.Popen[bytes], address: str) -> None:
    directly = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # an office's proxy
    end = time.monotonic() + _READY_WITHIN
    while time.monotonic() < end:
        if child.poll() is not None:
            raise DashboardUnavailable(f"Streamlit ended with exit code {child.returncode}")
        try:
            with directly.open(f"{address}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise DashboardUnavailable(f"Streamlit was not ready within {_READY_WITHIN} seconds")
