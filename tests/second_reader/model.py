"""A local HTTP server that stands in for a model, faults included; all it reads is fiction."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answering = Callable[[dict[str, Any]], str]
"""From what was sent of a contribution (heading, text, measures) to the words of the answer."""


def position(measure: str, stance: str, quote: str | None) -> dict[str, str | None]:
    """Return one entry of an answer."""
    return {"measure": measure, "stance": stance, "quote": quote}


def answer(*positions: dict[str, Any], **more: Any) -> str:
    """Return an answer of the form asked for, or with keys that it has not."""
    return json.dumps({"positions": list(positions)} | more)


def honestly(sent: dict[str, Any]) -> str:
    """Answer well: the first sentence shows the stance on the measures named."""
    text = sent["text"]
    stance = "support" if "welcome" in text else "oppose" if "oppose" in text else "none"
    quote = None if stance == "none" else text.split(".")[0] + "."
    return answer(*(position(each, stance, quote) for each in sent["measures"]))


@dataclass
class Model:
    """How the model answers, the faults it shows, and what it was sent.

    ``faults`` lists what the next requests meet: a status, "slow" (nothing comes until the test
    ends), "cut" (the connection ends), "page" (a web page), "odd" (JSON of another form), "away"
    (sent on to another place), or "" for none. ``always`` is the fault of every request after.
    """

    answering: Answering = honestly
    faults: list[str] = field(default_factory=list)
    always: str = ""
    retry_after: str | None = None
    address: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def sent(self) -> list[dict[str, Any]]:
        """What was sent of each contribution."""
        return [json.loads(each["messages"][1]["content"]) for each in self.requests]

    def completion(self, request: dict[str, Any]) -> bytes:
        """Return the body of a good answer."""
        words = self.answering(json.loads(request["messages"][1]["content"]))
        message = {"role": "assistant", "content": words}
        choice = {"index": 0, "finish_reason": "stop", "message": message}
        body = {"id": "x", "object": "chat.completion", "created": 0, "model": request["model"]}
        return json.dumps(body | {"choices": [choice]}).encode()


@contextmanager
def serving(model: Model) -> Iterator[Model]:
    """Serve on a free port of the loopback while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            request = json.loads(body)
            model.paths.append(self.path)
            model.times.append(time.monotonic())
            model.headers.append({name.lower(): each for name, each in self.headers.items()})
            model.requests.append(request)
            fault = model.faults.pop(0) if model.faults else model.always
            if fault.isdecimal():
                wait = {} if model.retry_after is None else {"Retry-After": model.retry_after}
                self._answer(int(fault), b'{"error": {"message": "busy"}}', wait)
            elif fault == "slow":
                model.ended.wait(30)
                self.close_connection = True
            elif fault == "cut":
                self.close_connection = True
            elif fault == "page":
                self._answer(200, b"<html>Just a moment...</html>", {"Content-Type": "text/html"})
            elif fault == "odd":
                self._answer(200, b'{"result": "yes"}')
            elif fault == "away":
                self._answer(307, b"", {"Location": f"{model.address}/elsewhere"})
            else:
                self._answer(200, model.completion(request))

        def _answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            for name, value in ({"Content-Type": "application/json"} | (headers or {})).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing: tests ask ``requests``."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    model.address = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield model
    finally:
        model.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
