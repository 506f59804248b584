"""A small OpenID Connect provider on the loopback: everyone who asks is Ada Fen."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

NAME = "Ada Fen of the Library"
CLIENT, SECRET = "analyser", "a secret of & nobody"


@dataclass
class Provider:
    """Codes given out and not yet used, each with what it was asked with; and what was refused."""

    address: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1"}))
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def metadata(self) -> dict[str, Any]:
        """Return what a client has to know."""
        paths = {"authorization_endpoint": "authorize", "token_endpoint": "token"}
        ends = {name: f"{self.address}/{path}" for name, path in paths.items()}
        return ends | {
            "issuer": self.address,
            "jwks_uri": f"{self.address}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def token(self, form: dict[str, str], authorization: str) -> dict[str, Any] | None:
        """Return the tokens for a code, ``None`` where anything is not as it was asked."""
        asked = self.codes.pop(form.get("code", ""), None)
        known = base64.b64encode(f"{quote(CLIENT)}:{quote(SECRET, safe='')}".encode()).decode()
        plain = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if asked is None or authorization not in (f"Basic {known}", f"Basic {plain}"):
            self.refused.append("code or client")
            return None
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if challenge != asked["code_challenge"] or form["redirect_uri"] != asked["redirect_uri"]:
            self.refused.append("verifier or redirect")
            return None
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 600}
        claims |= {"nonce": asked["nonce"], "name": NAME, "email": "ada@fen.example"}
        signed = jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.key)
        return {"access_token": "x", "token_type": "Bearer", "id_token": signed}


@contextmanager
def providing() -> Iterator[Provider]:
    """Run the provider on a free port while the block runs."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            split = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(split.query).items()}
            if split.path == "/.well-known/openid-configuration":
                self._answer(200, provider.metadata())
            elif split.path == "/keys":
                self._answer(200, {"keys": [provider.key.as_dict(private=False)]})
            elif split.path == "/authorize" and asked["client_id"] == CLIENT:
                code = secrets.token_urlsafe()
                provider.codes[code] = asked
                back = urlencode({"code": code, "state": asked["state"]})
                self._answer(302, {}, {"Location": f"{asked['redirect_uri']}?{back}"})
            else:
                self._answer(404, {})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            tokens = provider.token(form, self.headers.get("Authorization", ""))
            self._answer(200 if tokens else 400, tokens or {"error": "invalid_grant"})

        def _answer(self, status: int, body: Any, headers: dict[str, str] | None = None) -> None:
            content = json.dumps(body).encode()
            self.send_response(status)
            for name, value in ({"Content-Type": "application/json"} | (headers or {})).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.address = f"http://localhost:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
