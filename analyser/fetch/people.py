"""Who sat where, for which party, in which office: ParlParse's files, and Parliament's API."""

import json
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from analyser.errors import SourceUnavailable
from analyser.fetch.client import Client
from analyser.fetch.wanted import Facts, Plan, Wanted, checked, parsed
from analyser.text.whole_file import whole_file

PARLPARSE = "parlparse"
MEMBERS_API = "members-api"

FOLDER = "people"
"""Where registers lie among the downloads: ``Register.read`` takes this folder whole."""

_FILES = ("people.json", "ministers-2010.json")
_PAGE = 20


class _Membership(BaseModel):
    person_id: str


class _Popolo(BaseModel):
    memberships: list[_Membership]


class _Answer(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel)


class _Period(_Answer):
    name: str | None = None
    start_date: str | None = None
    end_date: str | None = None


class _Life(_Answer):
    house_memberships: list[_Period]
    party_affiliations: list[_Period]
    government_posts: list[_Period]
    opposition_posts: list[_Period]


class _Biography(_Answer):
    value: _Life


class _Member(_Answer):
    id: int
    name_display_as: str


class _Found(_Answer):
    value: _Member


class _Members(_Answer):
    items: list[_Found]
    total_results: int


def plan_parlparse(client: Client, downloads: Path) -> Plan:
    """Yield ParlParse's people and ministers."""
    for name in _FILES:
        address = f"{client.settings.parlparse}/{name}"
        get = partial(_get_file, address=address, into=downloads / FOLDER / name)
        yield Wanted(PARLPARSE, name, address, title=name, get=get)


def _get_file(client: Client, *, address: str, into: Path) -> Facts:
    client.get(address, into=into, check=checked(_Popolo, address))
    return Facts(title=into.name)


def plan_members(client: Client, downloads: Path, *, names: tuple[str, ...]) -> Plan:
    """Yield each member whom Parliament's search finds under these names.

    A name that nobody bears is wanted in vain.
    """
    seen: set[int] = set()
    for name in names:
        found = list(_search(client, downloads, name))
        if not found:
            address = (
                f"{client.settings.members_api}/api/Members/Search?{urlencode({'Name': name})}"
            )
            yield Wanted(MEMBERS_API, f"member {name}", address)
        for member in found:
            if member["id"] not in seen:
                seen.add(member["id"])
                address = f"{client.settings.members_api}/api/Members/{member['id']}/Biography"
                get = partial(_get_member, address=address, folder=downloads, member=member)
                title = member["nameDisplayAs"]
                yield Wanted(MEMBERS_API, f"member {member['id']}", address, title=title, get=get)


def _search(client: Client, downloads: Path, name: str) -> Iterator[dict[str, Any]]:
    taken, total = 0, 1
    while taken < total:
        query = urlencode({"Name": name, "skip": taken, "take": _PAGE})
        address = f"{client.settings.members_api}/api/Members/Search?{query}"
        page = downloads / "pages" / f"members-{'-'.join(name.split())}-{taken}.json"
        client.get(address, into=page, check=checked(_Members, address))
        total = parsed(_Members, page, address).total_results
        items = json.loads(page.read_bytes())["items"]
        if not items and taken < total:
            what = f"an empty page after {taken} of {total} results"
            raise SourceUnavailable(address, what, "every result it counts")
        taken += len(items)
        yield from (item["value"] for item in items)


def _get_member(client: Client, *, address: str, folder: Path, member: dict[str, Any]) -> Facts:
    """Keep a member's own record and biography in one file of the register."""
    part = folder / "pages" / f"biography-{member['id']}.json"
    client.get(address, into=part, check=checked(_Biography, address))
    biography = json.loads(part.read_bytes())["value"]
    retrieved = date.fromtimestamp(part.stat().st_mtime).isoformat()
    document = {"member": member, "biography": biography, "known_to": retrieved}
    into = folder / FOLDER / f"member-{member['id']}.json"
    into.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(into) as staged:
        staged.write_text(json.dumps(document, ensure_ascii=False, indent=1), "utf8")
    return Facts(title=member["nameDisplayAs"])
