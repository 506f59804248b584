"""Reader of ParlParse's ``ministers*.json``: posts of government, the Chair and opposition."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from analyser.errors import UnreadableRegister
from analyser.members.records import Entries, Office, first_day

OFFICE_ALLOWANCE = timedelta(days=92)
"""How long after the last date its file knows an office without an end is still believed."""

_SHAPE = '{"memberships": [{"id", "source", "person_id", "start_date", "role"?, …}], …}'

_SOURCES = ("governmentpost", "parliamentarypost", "oppositionpost")
_CHAIR = re.compile(
    r"Speaker of the House of Commons|Deputy Speaker"
    r"(?: and Chairman of Ways and Means| \(\w+ Deputy Chairman of Ways and Means\))?"
)
_SENIORITY = (
    r"Prime Minister|First Secretary of State|Leader of Her Majesty's|Leader of the Opposition",
    r"Chancellor of the Exchequer|^(Lord Chancellor and )?Secretary of State|(Foreign|Home) Sec",
    r"^(Leader of|Lord President|Chief Secretary|Attorney|Minister for the Cabinet Office)",
    r"^(Minister|Financial Sec|Economic Sec|Solicitor|Paymaster|Advocate|Chancellor of the Duchy)",
    r"Under[- ]Secretary|^(Parliamentary|Exchequer) Secretary",
    r"Spokesperson",
)


@dataclass(frozen=True, slots=True)
class _Post:
    """A membership of an organisation as given: a post, or a seat on a committee."""

    identifier: str
    source: str
    person_id: str
    role: str
    start: date
    end: date | None


def read_posts(path: Path, document: object, entries: Entries) -> None:
    """Add posts; of committees only whose number in Parliament's data is whose."""
    found = document.get("memberships") if isinstance(document, dict) else None
    if not isinstance(found, list) or not found:
        raise UnreadableRegister(path, "the top", "no list of memberships", _SHAPE)
    posts = [_post(path, f"memberships[{number}]", item) for number, item in enumerate(found)]
    last = max(post.end or post.start for post in posts)
    believed_to = min(last, date.max - OFFICE_ALLOWANCE) + OFFICE_ALLOWANCE
    for post in posts:
        _take_post(post, believed_to, entries)


def _post(path: Path, where: str, item: object) -> _Post:
    fields = item if isinstance(item, dict) else {}
    texts = [fields.get(name) for name in ("id", "source", "person_id")]
    texts.append(fields.get("role") or "")
    if not all(isinstance(text, str) for text in texts) or "start_date" not in fields:
        raise UnreadableRegister(path, where, "another shape", _SHAPE)
    start, end = first_day(fields["start_date"]), first_day(fields.get("end_date"))
    if start is None or (fields.get("end_date") and end is None):
        raise UnreadableRegister(path, where, "a date of another shape", "YYYY-MM-DD")
    identifier, source, person_id, role = map(str, texts)
    role = " ".join(role.split())
    return _Post(identifier, source.removeprefix("datadotparl/"), person_id, role, start, end)


def _take_post(post: _Post, believed_to: date, entries: Entries) -> None:
    match = re.match(r"uk\.parliament\.data/Member/(\d+)/", post.identifier)
    if match:
        entries.people.setdefault(match[1], set()).add(post.person_id)
    chair = _CHAIR.fullmatch(post.role) is not None
    if not post.role or post.source not in _SOURCES:
        return
    if post.source == "parliamentarypost" and not chair:
        return
    entries.offices.append(
        Office(
            person_id=post.person_id,
            title=post.role,
            start=post.start,
            end=post.end or believed_to,
            rank=(_SOURCES.index(post.source), _seniority(post.role)),
            chair=chair,
            government=post.source == "governmentpost",
        )
    )


def _seniority(title: str) -> int:
    plain = title.removeprefix("The ").removeprefix("Shadow ")
    steps = (step for step, pattern in enumerate(_SENIORITY) if re.search(pattern, plain))
    return next(steps, len(_SENIORITY))
