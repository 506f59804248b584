"""Hansard's own API: debates by id, by day and by search, with their divisions.

Each debate becomes one file: its document, the documents of the debates under it in
``ChildDebates``, and under ``Divisions`` those of its divisions with the named votes. Where
the API does not give a debate, the text that its page offers is taken instead.
"""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlencode

from pydantic import BaseModel, RootModel, StringConstraints

from analyser.errors import SourceUnavailable, WrongUse
from analyser.fetch.client import Client, NotThere, NotWhole
from analyser.fetch.wanted import Facts, Plan, Wanted, checked, days, parsed
from analyser.text.whole_file import whole_file

SOURCE = "hansard"

_PAGE = 50
_ID = r"[0-9A-Za-z][0-9A-Za-z-]{3,99}"
_GIVEN = (
    rf"(?=[^/?#]*\d)(?!\d{{4}}-\d\d?-\d\d?(?![^/?#])){_ID}"  # every id has a digit; a day is none
)
_ADDRESS = re.compile(
    rf"https?://(?:[\w-]{{1,63}}\.){{0,9}}parliament\.uk/(?:.{{0,300}}/)?(?:debates/debate|debates|GetDebateAsText)/(?P<id>{_GIVEN})"
    r"(?:\.json)?(?:[/?#].*)?"
)


class InvalidDebate(WrongUse):
    """What was given is neither a debate's id nor the address of its page."""


_Id = Annotated[str, StringConstraints(pattern=rf"^{_ID}$")]  # it becomes the name of a file


class _Overview(BaseModel):
    ExtId: _Id
    Title: str
    Date: datetime
    House: str


class _Item(BaseModel):
    ItemType: str
    AttributedTo: str | None = None
    Value: str | None = None


class _Debate(BaseModel):
    Overview: _Overview
    Items: list[_Item]
    ChildDebates: list[_Id | dict[str, Any]] = []


class _DivisionEntry(BaseModel):
    ExternalId: _Id


class _Divisions(RootModel[list[_DivisionEntry]]):
    pass


class _Vote(BaseModel):
    MemberId: int | None = None
    ListAs: str
    IsTeller: bool = False


class _Division(BaseModel):
    AyesCount: int | None
    NoesCount: int | None
    AyeMembers: list[_Vote]
    NoeMembers: list[_Vote]


class _SearchHit(BaseModel):
    DebateSection: str | None = None
    DebateSectionExtId: _Id
    SittingDate: datetime
    House: str


class _Hits(BaseModel):
    Results: list[_SearchHit]
    TotalResultCount: int


class _Section(BaseModel):
    Id: int
    ParentId: int | None = None
    Title: str
    ExternalId: _Id
    SortOrder: int = 0


class _Tree(BaseModel):
    SectionTreeItems: list[_Section]


class _Trees(RootModel[list[_Tree]]):
    pass


class _Sections(RootModel[list[str]]):
    pass


def debate_id(given: str) -> str:
    """Return the id in what a user gives: an id, or the address of the debate's page.

    Raises ``InvalidDebate`` for anything else.
    """
    found = _ADDRESS.fullmatch(given.strip())
    if found:
        return found["id"]
    if re.fullmatch(_GIVEN, given.strip()):
        return given.strip()
    raise InvalidDebate(
        f"{given!r} names no debate (expected its id, such as"
        " 9AEC6C71-400E-49D9-8B49-15D9ED8C693F, or the address of its page, such as"
        " https://hansard.parliament.uk/Commons/2020-01-27/debates/9AEC6C71-…/…)."
        " A day is asked for with --day 2020-01-27, words with --search WORDS."
    )


def plan_ids(client: Client, downloads: Path, *, ids: tuple[str, ...]) -> Plan:
    """Yield the debates of these ids."""
    for ext_id in dict.fromkeys(ids):
        yield _wanted(client, downloads, ext_id)


def plan_days(
    client: Client, downloads: Path, *, houses: tuple[str, ...], first: date, last: date
) -> Plan:
    """Yield every top section of each day, with all that stands under it.

    A day on which a House published nothing is wanted in vain.
    """
    for house in houses:
        for day in days(first, last):
            address = _address(client, "overview/sectionsforday", house=house, date=day)
            page = downloads / "pages" / f"sections-{house}-{day}.json"
            client.get(address, into=page, check=checked(_Sections, address))
            sections = parsed(_Sections, page, address).root
            found = [
                wanted
                for section in sections
                for wanted in _plan_section(client, downloads, house, day, section)
            ]
            if not found:
                yield Wanted(SOURCE, f"{house}, {day}", address, house=house, day=day)
            yield from found


def _plan_section(client: Client, downloads: Path, house: str, day: date, section: str) -> Plan:
    address = _address(client, "overview/sectiontrees", house=house, date=day, section=section)
    page = downloads / "pages" / f"tree-{house}-{day}-{_name(section)}.json"
    client.get(address, into=page, check=checked(_Trees, address))
    for tree in parsed(_Trees, page, address).root:
        own = {entry.Id for entry in tree.SectionTreeItems}
        under: dict[int, list[_Section]] = {}
        for entry in sorted(tree.SectionTreeItems, key=lambda entry: entry.SortOrder):
            under.setdefault(entry.ParentId if entry.ParentId in own else 0, []).append(entry)
        for top in under.get(0, []):
            below = tuple(_below(top, under))
            yield _wanted(
                client,
                downloads,
                top.ExternalId,
                house=house,
                day=day,
                title=top.Title,
                below=below,
            )


def _below(top: _Section, under: dict[int, list[_Section]]) -> Iterator[str]:
    for entry in under.get(top.Id, []):
        yield entry.ExternalId
        yield from _below(entry, under)


def plan_search(
    client: Client, downloads: Path, *, term: str, first: date | None, last: date | None, house: str
) -> Plan:
    """Yield the whole debates in which a search finds spoken contributions, each once.

    Raises ``SourceUnavailable`` where the pages hold fewer results than they count.
    """
    seen: set[str] = set()
    taken, total = 0, 1
    while taken < total:
        dates = {"startDate": first, "endDate": last, "house": house or None}
        path = "search/contributions/Spoken"
        address = _address(client, path, searchTerm=term, **dates, take=_PAGE, skip=taken)
        page = downloads / "pages" / f"search-{_name(address.partition('?')[2])}.json"
        client.get(address, into=page, check=checked(_Hits, address))
        hits = parsed(_Hits, page, address)
        taken, total = taken + len(hits.Results), hits.TotalResultCount
        if not hits.Results and taken < total:
            what = f"an empty page after {taken} of {total} results"
            raise SourceUnavailable(address, what, "every result it counts")
        for hit in hits.Results:
            day = hit.SittingDate.date()
            is_asked = (first or day) <= day <= (last or day)
            if is_asked and hit.DebateSectionExtId not in seen:
                seen.add(hit.DebateSectionExtId)
                yield _wanted(
                    client,
                    downloads,
                    hit.DebateSectionExtId,
                    house=hit.House,
                    day=day,
                    title=hit.DebateSection,
                )


def _wanted(
    client: Client,
    downloads: Path,
    ext_id: str,
    *,
    house: str | None = None,
    day: date | None = None,
    title: str | None = None,
    below: tuple[str, ...] = (),
) -> Wanted:
    get = partial(
        _get, folder=downloads / SOURCE, ext_id=ext_id, below=below, known=Facts(house, day, title)
    )
    address = _debate_address(client, ext_id)
    return Wanted(SOURCE, f"debate {ext_id}", address, house=house, day=day, title=title, get=get)


def _get(
    client: Client, *, folder: Path, ext_id: str, below: tuple[str, ...], known: Facts
) -> Facts:
    """Bring a debate's file up to date, by the API or else as text."""
    whole, lacking = folder / f"{ext_id}.json", list[str]()
    try:
        document = _document(client, folder, ext_id, below, lacking)
    except SourceUnavailable as error:
        return _get_text(client, folder, ext_id, known, error)
    with whole_file(whole) as staged:
        staged.write_text(json.dumps(document, ensure_ascii=False), "utf8")
    _text_file(folder, ext_id, known).unlink(missing_ok=True)
    overview = _Overview.model_validate(document["Overview"])
    note = f"without {', '.join(lacking)}: the source has no such page" if lacking else None
    return Facts(overview.House, overview.Date.date(), overview.Title, note=note, file=whole)


def _document(
    client: Client, folder: Path, ext_id: str, below: tuple[str, ...], lacking: list[str]
) -> dict[str, Any]:
    """Return a debate's document with its children's and its divisions' inside.

    A child or division that the source lists and does not have is named in ``lacking``.
    """
    address = _debate_address(client, ext_id)
    document: dict[str, Any] = _part(client, folder, address, f"debate-{ext_id}", _Debate)
    given = document.get("ChildDebates") or []
    inside = set(_ids_inside(given))
    children = [child for child in given if isinstance(child, dict)]
    listed = [child for child in given if isinstance(child, str)]
    for child_id in dict.fromkeys([*listed, *below]):
        if child_id not in inside and child_id != ext_id:
            try:
                children.append(_document(client, folder, child_id, (), lacking))
            except NotThere:
                lacking.append(f"debate {child_id}")
    divided = _is_divided(document)
    divisions = list(_divisions(client, folder, ext_id, lacking)) if divided else []
    return document | {"ChildDebates": children, "Divisions": divisions}


def _divisions(
    client: Client, folder: Path, ext_id: str, lacking: list[str]
) -> Iterator[dict[str, Any]]:
    address = f"{client.settings.hansard_api}/debates/divisions/{ext_id}.json"
    try:
        entries = _part(client, folder, address, f"divisions-{ext_id}", _Divisions)
    except NotThere:
        lacking.append("its divisions' votes")
        return
    for entry in entries:
        own = entry["ExternalId"]
        address = f"{client.settings.hansard_api}/debates/division/{own}.json"
        try:
            division = _part(client, folder, address, f"division-{own}", _Division)
        except NotThere:
            lacking.append(f"the votes of division {own}")
        else:
            yield division | {"ExternalId": own}


def _part(client: Client, folder: Path, address: str, name: str, model: type[BaseModel]) -> Any:
    into = folder / "parts" / f"{name}.json.part"  # no file of the record by itself
    client.get(address, into=into, check=checked(model, address))
    found: Any = json.loads(into.read_bytes())
    return found


def _is_divided(document: dict[str, Any]) -> bool:
    return any(item.get("ItemType") == "Division" for item in document["Items"])


def _ids_inside(children: list[Any]) -> Iterator[str]:
    for child in children:
        if isinstance(child, dict):
            yield str((child.get("Overview") or {}).get("ExtId"))
            yield from _ids_inside(child.get("ChildDebates") or [])


def _get_text(
    client: Client, folder: Path, ext_id: str, known: Facts, error: SourceUnavailable
) -> Facts:
    """Take the text of a debate where the API fails; it has no columns and no named votes."""
    address = f"{client.settings.hansard}/debates/GetDebateAsText/{ext_id}"
    into = _text_file(folder, ext_id, known)
    try:
        client.get(address, into=into, check=_is_text)
    except (SourceUnavailable, NotThere) as also:
        raise error from also
    note = f"as text, without columns or named votes: {error}"
    return Facts(known.house, known.day, known.title, note=note, file=into)


def _text_file(folder: Path, ext_id: str, known: Facts) -> Path:
    return (
        folder / f"{known.day.isoformat()}-{ext_id}.txt" if known.day else folder / f"{ext_id}.txt"
    )


def _is_text(path: Path) -> None:
    text = path.read_bytes().lstrip(b"\xef\xbb\xbf \r\n")
    if not text:
        raise NotWhole("the text is empty")
    if text.startswith((b"<", b"{", b"[")) or b"\n" not in text:
        raise SourceUnavailable(path.name, "its form has changed: a page, no text", "plain text")


def _debate_address(client: Client, ext_id: str) -> str:
    return f"{client.settings.hansard_api}/debates/debate/{ext_id}.json"


def _name(text: str) -> str:
    """Return a file's name for a text: legible, and another for another text."""
    return "-".join([*re.findall("[0-9A-Za-z]+", text)[:12], sha256(text.encode()).hexdigest()[:8]])


def _address(client: Client, path: str, **query: object) -> str:
    given = {name: str(value) for name, value in query.items() if value is not None}
    return f"{client.settings.hansard_api}/{path}.json?{urlencode(given)}"
