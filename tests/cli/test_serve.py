"""Serving the dashboard: one line when it is ready; nobody from elsewhere is let in."""

import http.client
import os
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


def _status(port: int, method: str, path: str, **headers: str) -> int:
    asking = http.client.HTTPConnection("localhost", port, timeout=10)
    asking.request(method, f"/{path}", headers=headers)
    return asking.getresponse().status


def _listened_on(port: int) -> set[str]:
    """Return the addresses on which a port is listened on, as Linux writes them."""
    tables = [Path(f"/proc/net/{name}") for name in ("tcp", "tcp6")]
    rows = [line.split() for table in tables for line in table.read_text().splitlines()[1:]]
    ends = [row[1].split(":") for row in rows if row[3] == "0A"]
    return {address for address, each in ends if int(each, 16) == port}


def test_the_dashboard_says_in_one_line_that_it_is_ready(tmp_path: Path) -> None:
    port = _free_port()
    command = [sys.executable, "-m", "analyser", "--corpus", str(tmp_path), "dashboard"]
    # as in an office, whose proxy is not for this machine: what asks it gets nowhere
    nowhere = os.environ | {"HTTP_PROXY": "http://127.0.0.1:9", "HTTPS_PROXY": "http://127.0.0.1:9"}
    server = subprocess.Popen(
        [*command, "--port", str(port)], stdout=subprocess.PIPE, text=True, env=nowhere
    )
    try:
        assert server.stdout is not None
        line = server.stdout.readline()
        assert line == f"The dashboard is ready on http://localhost:{port} (Ctrl+C ends it).\n"
        with urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=10) as page:
            assert page.status == 200
        assert (
            _status(port, "GET", "_stcore/stream", **UPGRADE, Origin="https://fen.example") == 403
        )
        assert _status(port, "PUT", "_stcore/upload_file/a/b") == 403, "a form of another site"
        assert _listened_on(port) <= {"0100007F", f"{1 << 24:032X}"}, "the loopback alone"
    finally:
        server.terminate()
        assert server.wait(timeout=30) == 0
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0, "Streamlit outlived the command"
