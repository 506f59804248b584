"""A local HTTP server that behaves like each public source, faults included; all is fiction."""

import json
import re
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from email.utils import formatdate
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.record import XML

FIRST = date(2099, 3, 2)


@dataclass
class StandIn:
    """What the sources hold, the faults they show, and what they were asked.

    ``faults`` lists for a path what the next requests for it meet: a status, or "cut" (the
    connection ends within the body), "half" (a body that says it is whole and is not),
    "changed" (JSON of another form), "page" (a web page in its place), "gzip" (said to be packed),
    or an address that they are sent on to.
    """

    debates: int = 6
    days: int = 3
    first: date = FIRST
    words: int = 40
    faults: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    retry_after: str = "0"
    asked: list[str] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    address: str = ""
    edition: int = 1
    prefix: str = "ILLUSTRATIVE"
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def settings(self) -> dict[str, str]:
        """Return the environment in which the program asks this server."""
        return {
            "ANALYSER_THEYWORKFORYOU": f"{self.address}/twfy",
            "ANALYSER_HANSARD_API": f"{self.address}/api",
            "ANALYSER_HANSARD": f"{self.address}/site",
            "ANALYSER_MEMBERS_API": f"{self.address}/members",
            "ANALYSER_PARLPARSE": f"{self.address}/parlparse",
            "ANALYSER_RATE": "2000",
            "ANALYSER_ATTEMPTS": "3",
            "ANALYSER_PATIENCE": "5",
        }

    def next_fault(self, path: str) -> str:
        with self._lock:
            waiting = self.faults.get(path)
            return waiting.pop(0) if waiting else ""

    # What there is ---------------------------------------------------------------------------

    def day_of(self, number: int) -> date:
        return self.first + timedelta(days=number % self.days)

    def ext_id(self, number: int) -> str:
        return f"{self.prefix}-{number:04}-DEBATE"

    def body(self, path: str, query: dict[str, str]) -> bytes | None:
        """Return what the sources have at a path, ``None`` where they have nothing."""
        for pattern, answer in _ROUTES.items():
            if found := re.fullmatch(pattern, path):
                got = answer(self, query, *found.groups())
                if got is None or isinstance(got, bytes):
                    return got
                return (got if isinstance(got, str) else json.dumps(got)).encode()
        return None

    def listing(self, _query: dict[str, str], folder: str) -> str:
        prefix = {"debates": "debates", "lordspages": "daylord", "westminhall": "westminster"}[
            folder
        ]
        names = [
            f"{prefix}{self.first + timedelta(days=n)}{x}.xml"
            for n in range(self.days)
            for x in "ab"
        ]
        links = "".join(f'<a href="{name}">{name}</a>\n' for name in ["changedates.txt", *names])
        return f"<html><body><h1>Index</h1>{links}</body></html>"

    def xml(self, _query: dict[str, str], folder: str, day: str, letter: str) -> str:
        venue = {"debates": "debate", "lordspages": "lords", "westminhall": "westminhall"}[folder]
        text = XML.format(
            day=day, letter=letter, words=f"I oppose facial recognition, {day} {letter}."
        )
        text = text.replace("<publicwhip ", '<publicwhip illustrative="yes" ')
        return text.replace("x/debate/", f"x/{venue}/")

    def debate(self, _query: dict[str, str], ext_id: str) -> dict[str, Any] | None:
        found = re.search(r"-(\d{4})-DEBATE", ext_id)
        is_guid = re.fullmatch(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}", ext_id)
        number = int(found[1]) if found else 0 if is_guid else self.debates
        if number >= self.debates:
            return None
        items = [
            self._item(number, 1, "Ada Fen (Ebb) (Lan)", 44, "I welcome live facial recognition."),
            self._item(number, 2, "Bo Marsh (Wick) (Orch)", 45, "word " * self.words),
            self._item(number, 3, None, None, "Question put, That the lamps be lit."),
        ]
        if number % 3 == 0:
            division = self._item(number, 4, None, None, "")
            items.append(division | {"ItemType": "Division", "ExternalId": f"DIVISION-{number:04}"})
        overview = {
            "Id": number,
            "ExtId": ext_id,
            "Title": f"Lamps {number}",
            "Date": f"{self.day_of(number)}T00:00:00",
            "House": "Commons",
            "Location": "Commons Chamber",
            "ContentLastUpdated": f"2099-04-{self.edition:02}T00:00:00",
        }
        return {"Overview": overview, "Navigator": [], "Items": items, "ChildDebates": []}

    def _item(self, number: int, order: int, by: str | None, member: int | None, words: str) -> Any:
        return {
            "ItemType": "Contribution",
            "ItemId": number * 100 + order,
            "MemberId": member,
            "AttributedTo": by,
            "Value": f"<p>{words.strip()}</p>" if words else "",
            "OrderInSection": order,
            "ExternalId": f"C-{number}-{order}",
            "HRSTag": "hs_Para",
        }

    def divisions(self, _query: dict[str, str], ext_id: str) -> list[dict[str, Any]]:
        found = re.search(r"-(\d{4})-DEBATE", ext_id)
        return [{"ExternalId": f"DIVISION-{found[1] if found else '0000'}", "Id": 1}]

    def division(self, _query: dict[str, str], number: str) -> dict[str, Any]:
        votes = [{"MemberId": 44, "ListAs": "Fen, Ada", "IsTeller": False}]
        return {
            "Id": int(number),
            "Number": "7",
            "AyesCount": 1,
            "NoesCount": 0,
            "AyeMembers": votes,
            "NoeMembers": [],
        }

    def sections(self, query: dict[str, str]) -> list[str]:
        sat = any(str(self.day_of(n)) == query["date"] for n in range(self.debates))
        return ["Debate"] if sat and query["house"] == "Commons" else []

    def trees(self, query: dict[str, str]) -> list[dict[str, Any]]:
        here = [n for n in range(self.debates) if str(self.day_of(n)) == query["date"]]
        items = [
            {
                "Id": 1000 + n,
                "ParentId": 1000 + here[0] if n == here[-1] and len(here) > 1 else None,
                "Title": f"Lamps {n}",
                "ExternalId": self.ext_id(n),
                "SortOrder": place,
            }
            for place, n in enumerate(here)
        ]
        return [{"SectionTreeItems": items}]

    def search(self, query: dict[str, str]) -> dict[str, Any]:
        hits = [n // 2 for n in range(self.debates * 2)]  # two contributions of every debate
        first = query.get("startDate", "0")
        hits = [n for n in hits if str(self.day_of(n)) >= first]
        skip, take = int(query["skip"]), min(int(query["take"]), 4)
        results = [
            {
                "DebateSection": f"Lamps {n}",
                "DebateSectionExtId": self.ext_id(n),
                "SittingDate": f"{self.day_of(n)}T00:00:00",
                "House": "Commons",
            }
            for n in hits[skip : skip + take]
        ]
        return {"Results": results, "TotalResultCount": len(hits)}

    def text(self, _query: dict[str, str], ext_id: str) -> str:
        number = int(ext_id.split("-")[1])
        return (
            f"Lamps {number}\n\n[Illustrative sitting: fiction]\n\nAda Fen (Ebb) (Lan)\n"
            "I welcome live facial recognition.\n"
        )

    def people(self, _query: dict[str, str]) -> dict[str, Any]:
        return {
            "persons": [
                {
                    "id": f"illustrative/person/{n}",
                    "identifiers": [{"scheme": "datadotparl_id", "identifier": str(n)}],
                    "other_names": [{"note": "Main", "given_name": a, "family_name": b}],
                }
                for n, a, b in ((44, "Ada", "Fen"), (45, "Bo", "Marsh"))
            ],
            "organizations": [
                {"id": "lanterns", "name": "Lan"},
                {"id": "house-of-commons", "name": "House of Commons"},
            ],
            "posts": [
                {
                    "id": "post/1",
                    "organization_id": "house-of-commons",
                    "area": {"name": "Ebb"},
                    "label": "MP for Ebb",
                }
            ],
            "memberships": [
                {
                    "id": "illustrative/member/1",
                    "person_id": "illustrative/person/44",
                    "post_id": "post/1",
                    "on_behalf_of_id": "lanterns",
                    "start_date": "2097-01-01",
                    "end_date": "2099-12-31",
                }
            ],
        }

    def ministers(self, _query: dict[str, str]) -> dict[str, Any]:
        return {
            "organizations": [],
            "memberships": [
                {
                    "id": "illustrative/post/1",
                    "source": "datadotparl/governmentpost",
                    "person_id": "illustrative/person/44",
                    "role": "Minister for Tides",
                    "organization_id": "tides",
                    "start_date": "2098-01-01",
                    "end_date": "2099-12-30",
                }
            ],
        }

    def members(self, query: dict[str, str]) -> dict[str, Any]:
        everyone = [(44, "Ada Fen"), (45, "Bo Marsh"), (46, "Cy Fenland"), (172, "Diane Abbott")]
        found = [m for m in everyone if query["Name"].casefold() in m[1].casefold()]
        skip = int(query["skip"])
        items = [
            {
                "value": {
                    "id": n,
                    "nameDisplayAs": name,
                    "latestParty": {"name": "Lan", "abbreviation": "Lan"},
                    "latestHouseMembership": {"membershipFrom": "Ebb", "house": 1},
                }
            }
            for n, name in found[skip : skip + 1]
        ]
        return {"items": items, "totalResults": len(found)}

    def biography(self, _query: dict[str, str], number: str) -> dict[str, Any]:
        seat = {"house": 1, "name": "Ebb", "startDate": "2097-01-01T00:00:00", "endDate": None}
        post = {"name": "Minister for Tides", "startDate": "2098-01-01T00:00:00", "endDate": None}
        return {
            "value": {
                "id": int(number),
                "houseMemberships": [seat],
                "partyAffiliations": [seat | {"name": "Lan"}],
                "governmentPosts": [post],
                "oppositionPosts": [],
                "committeeMemberships": [],
            }
        }


_ROUTES: dict[str, Callable[..., Any]] = {
    r"/twfy/(\w+)/": StandIn.listing,
    r"/twfy/(\w+)/[a-z]+(\d{4}-\d\d-\d\d)([a-z])\.xml": StandIn.xml,
    r"/api/debates/debate/([\w-]+)\.json": StandIn.debate,
    r"/api/debates/divisions/([\w-]+)\.json": StandIn.divisions,
    r"/api/debates/division/DIVISION-(\d+)\.json": StandIn.division,
    r"/api/overview/sectionsforday\.json": StandIn.sections,
    r"/api/overview/sectiontrees\.json": StandIn.trees,
    r"/api/search/contributions/Spoken\.json": StandIn.search,
    r"/site/debates/GetDebateAsText/([\w-]+)": StandIn.text,
    r"/parlparse/people\.json": StandIn.people,
    r"/parlparse/ministers-2010\.json": StandIn.ministers,
    r"/members/api/Members/Search": StandIn.members,
    r"/members/api/Members/(\d+)/Biography": StandIn.biography,
}


@contextmanager
def serving(source: StandIn) -> Iterator[StandIn]:
    """Serve on a free port of the loopback while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # an answer goes out in two writes

        def do_GET(self) -> None:
            split = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(split.query).items()}
            source.asked.append(self.path)
            source.agents.add(self.headers["User-Agent"])
            fault = source.next_fault(split.path)
            body = source.body(split.path, query)
            if fault.isdecimal():
                self._answer(int(fault), b"busy", {"Retry-After": source.retry_after})
            elif fault.startswith(("http:", "https:")):
                self._answer(302, b"", {"Location": fault})
            elif body is None:
                self._answer(404, b"not here")
            elif fault == "half":
                self._answer(200, body[: len(body) * 2 // 3])
            elif fault == "cut":
                self._cut(body)
            elif fault == "changed":
                self._answer(200, b'{"Debate": {"Heading": "in another form"}}')
            elif fault == "gzip":
                self._answer(200, body, {"Content-Encoding": "gzip"})
            elif fault == "page":
                self._answer(200, b"<html><body>Just a moment...</body></html>")
            else:
                self._answer_whole(body)

        def _answer_whole(self, body: bytes) -> None:
            mark = f'"{sha256(body).hexdigest()[:16]}"'
            if self.headers.get("If-None-Match") == mark:
                self._answer(304, b"", {"ETag": mark})
            else:
                self._answer(200, body, {"ETag": mark, "Last-Modified": formatdate(0, usegmt=True)})

        def _answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
            source.statuses.append(status)
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _cut(self, body: bytes) -> None:
            source.statuses.append(200)
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: len(body) // 2])
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing: tests ask ``asked``."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    source.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield source
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
