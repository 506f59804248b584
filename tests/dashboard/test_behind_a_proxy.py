"""The dashboard behind nginx as deploy/nginx.conf sets it: TLS, a base path and the WebSocket."""

import shutil
import socket
import ssl
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from analyser.corpus import Corpus

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _nginx(folder: Path, port: int, behind: int) -> "subprocess.Popen[bytes]":
    """Start nginx with the project's own configuration, its names changed to those of this test."""
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem")]
    subprocess.run(["openssl", *made, *files], check=True, capture_output=True)
    server = (ROOT / "deploy" / "nginx.conf").read_text("utf8")
    for theirs, ours in (
        ("listen 443", f"listen 127.0.0.1:{port}"),
        ("dashboard:8501", f"127.0.0.1:{behind}"),
        ("/etc/nginx/tls", str(folder)),
    ):
        assert theirs in server
        server = server.replace(theirs, ours)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    whole = f"daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}}"
    whole += f" http {{ access_log off; {temporary} {server} }}"
    (folder / "nginx.conf").write_text(whole)
    return subprocess.Popen(
        [str(shutil.which("nginx", path="/usr/sbin:/usr/bin")), "-c", str(folder / "nginx.conf")]
    )


@pytest.mark.skipif(
    not shutil.which("nginx", path="/usr/sbin:/usr/bin") or not shutil.which("openssl"),
    reason="no nginx here: apt-get install nginx-light",
)
def test_pages_are_drawn_through_tls_under_a_base_path(
    illustrated: Corpus, browser: Browser, tmp_path: Path
) -> None:
    port, behind = _free_port(), _free_port()
    command = [sys.executable, "-m", "analyser", "--corpus", str(illustrated.folder), "dashboard"]
    options = ["--port", str(behind), "--host", "127.0.0.1", "--base-path", "debates"]
    server = subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    proxy = _nginx(tmp_path, port, behind)
    try:
        assert server.stdout is not None
        assert f"http://127.0.0.1:{behind}/debates" in server.stdout.readline()
        context = browser.new_context(ignore_https_errors=True)
        page = context.new_page()
        sockets: list[str] = []
        page.on("websocket", lambda opened: sockets.append(opened.url))
        page.goto(f"https://localhost:{port}/")
        page.get_by_role("link", name="Measures", exact=True).click()
        expect(page.locator("p.about").first).to_be_visible()
        page.reload()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.url.startswith(f"https://localhost:{port}/debates/measures")
        assert {each.split("/_stcore")[0] for each in sockets} == {
            f"wss://localhost:{port}/debates"
        }
        context.close()
        assert _status(port, b"x" * 3_000_000) == 413
    finally:
        for each in (proxy, server):
            each.terminate()
            each.wait(30)


def _status(port: int, body: bytes) -> int:
    """Return how an upload of some bytes is answered."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    address = f"https://localhost:{port}/debates/_stcore/upload_file/a/b"
    request = urllib.request.Request(address, body, method="PUT")
    try:
        return int(urllib.request.urlopen(request, timeout=10, context=trusting).status)
    except urllib.error.HTTPError as refused:
        return refused.code
