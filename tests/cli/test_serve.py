"""Serving the dashboard: one line when it is ready, a clear word where it cannot be."""

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


def test_the_dashboard_says_in_one_line_that_it_is_ready(tmp_path: Path) -> None:
    port = _free_port()
    command = [sys.executable, "-m", "analyser", "--corpus", str(tmp_path), "dashboard"]
    server = subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        line = server.stdout.readline()
        assert line == f"The dashboard is ready on http://localhost:{port} (Ctrl+C ends it).\n"
        with urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=10) as page:
            assert page.status == 200
    finally:
        server.terminate()
        assert server.wait(timeout=30) == 0
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0, "Streamlit outlived the command"
