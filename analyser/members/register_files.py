"""Readers of the registers' files: ParlParse's XML and TheyWorkForYou's CSV lists."""

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date
from io import StringIO
from pathlib import Path

from lxml import etree

from analyser.debate import House
from analyser.errors import UnreadableRegister
from analyser.members.biographies import is_biography, read_biography
from analyser.members.elections import PARLIAMENTS, parliament_of
from analyser.members.names import chair_title, party_abbreviation
from analyser.members.popolo import is_people, read_people
from analyser.members.posts import read_posts
from analyser.members.records import (
    Entries,
    Membership,
    Office,
    first_day,
)
from analyser.text.strict_json import NotJson, parsed_json
from analyser.text.whole_file import text_of

SUFFIXES = (".xml", ".csv", ".json")
"""Names of register files end so; in a folder every such file must be one."""

_PERSON = "uk.org.publicwhip/person/"
_OPEN = "9999-12-31"
_LIST = re.compile(r"mps_(\d{4})")
_COLUMNS = ("Person ID", "First name", "Last name", "Party", "Constituency")


def register_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files meant: those given, and a folder's XML, CSV and JSON files by name.

    Raises ``UnreadableRegister`` for a path that does not exist and for a folder without any.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.is_file() and p.suffix in SUFFIXES)
            if not inside:
                raise UnreadableRegister(
                    path, "the folder", "no register in it", "XML, CSV or JSON files"
                )
            found.update(dict.fromkeys(inside))
        else:
            found[path] = None
    return list(found)


def read_entries(path: Path, content: bytes, entries: Entries) -> None:
    """Add what one file holds. Raises ``UnreadableRegister`` naming file, place, expectation."""
    readers = {".xml": _read_xml, ".csv": _read_csv, ".json": _read_json}
    if path.suffix not in readers:
        raise UnreadableRegister(
            path, "its name", f"the suffix {path.suffix!r}", "XML, CSV or JSON"
        )
    if not content.strip():
        raise UnreadableRegister(path, "line 1", "the file is empty", "a register of members")
    readers[path.suffix](path, content, entries)


def _read_json(path: Path, content: bytes, entries: Entries) -> None:
    """Add what a JSON file holds: Popolo's people, ministers' posts or one member's biography."""
    try:
        document = parsed_json(text_of(path, content, UnreadableRegister))
    except NotJson as error:
        expected = 'JSON, {"memberships": […], …}'
        raise UnreadableRegister(path, error.where, str(error), expected) from error
    if is_people(document):
        read_people(path, document, entries)
    elif is_biography(document):
        read_biography(path, document, entries)
    else:
        read_posts(path, document, entries)


# --- all-members*.xml, peers-ucl.xml -------------------------------------------------------


def _read_xml(path: Path, content: bytes, entries: Entries) -> None:
    found = [(element, element.sourceline or 0) for element in _xml_entries(path, content)]
    named = [e.get(name) for e, _ in found for name in ("fromdate", "todate")]
    days = [day for text in named if text != _OPEN and (day := first_day(text))]
    known_to = max(days, default=date.min)
    for element, line in found:
        entries.memberships.append(_membership(path, element, line, known_to))


def _xml_entries(path: Path, content: bytes) -> Iterator[etree._Element]:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        line = error.position[0] if error.position else 1
        raise UnreadableRegister(
            path, f"line {line}", error.msg or "broken XML", "whole XML"
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableRegister(path, "the DOCTYPE", "a register has none", "<publicwhip> alone")
    if root.tag != "publicwhip" or not len(root):
        where = f"line {root.sourceline}"
        raise UnreadableRegister(
            path, where, f"<{root.tag!s}>, {len(root)} entries", "a <publicwhip> list"
        )
    for element in root:
        if element.tag not in ("member", "lord"):
            where = f"line {element.sourceline}"
            raise UnreadableRegister(path, where, f"<{element.tag!s}>", "<member> or <lord>")
        yield element


def _membership(path: Path, element: etree._Element, line: int, known_to: date) -> Membership:
    def value(name: str) -> str:
        found = element.get(name)
        if found is None:
            raise UnreadableRegister(
                path, f"line {line}", f"no {name!r} in <{element.tag!s}>", f"{name!r}"
            )
        return " ".join(found.split())

    def day(name: str) -> date:
        found = first_day(value(name))
        if found is None:
            raise UnreadableRegister(path, f"line {line}", f"{name}={value(name)!r}", "YYYY-MM-DD")
        return found

    start, is_open = day("fromdate"), value("todate") == _OPEN
    end = date.max if is_open else day("todate")
    if element.tag == "lord":
        rank, of = value("title"), value("lordofname")
        name = " ".join(filter(None, (rank, value("lordname"), of and f"of {of}")))
        house, party, seat = House.LORDS, value("affiliation"), None
    else:
        name = f"{value('firstname')} {value('lastname')}"
        house, party, seat = House.COMMONS, value("party"), value("constituency")
        parliament = parliament_of(start)
        end = min(end, PARLIAMENTS[parliament][1]) if parliament else end
    return Membership(
        name=name,
        house=house,
        party=party_abbreviation(party) if party else None,
        constituency=seat.replace(" & ", " and ") if seat else None,
        start=start,
        end=end,
        known_to=min(max(known_to, start), end) if is_open else end,
        membership_id=value("id"),
        parliament_id=element.get("datadotparl_id"),
    )


# --- mps_YYYY.csv and lists of the same columns --------------------------------------------


def _read_csv(path: Path, content: bytes, entries: Entries) -> None:
    try:
        rows = csv.DictReader(
            StringIO(text_of(path, content, UnreadableRegister), newline=""), strict=True
        )
        missing = [name for name in _COLUMNS if name not in (rows.fieldnames or ())]
        if missing:
            raise UnreadableRegister(
                path, "line 1", f"no column {missing[0]!r}", ", ".join(_COLUMNS)
            )
        start, end, known_to = _days_of_list(path)
        found = [(row, f"line {rows.line_num}") for row in rows]
    except csv.Error as error:
        raise UnreadableRegister(
            path, f"line {rows.line_num}", str(error), "comma-separated"
        ) from error
    if not found:
        raise UnreadableRegister(path, "line 2", "no members", "a row for each member")
    for row, where in found:
        if None in row or None in row.values() or not row["Person ID"].strip():
            raise UnreadableRegister(
                path, where, "a row cut short, too long or without id", "whole rows"
            )
        _take_row(path, where, row, (start, end, known_to), entries)


def _days_of_list(path: Path) -> tuple[date, date, date | None]:
    match = _LIST.fullmatch(path.stem)
    if match is None:
        return date.min, date.max, date.max
    year = int(match[1])
    if year not in PARLIAMENTS:
        years = ", ".join(map(str, PARLIAMENTS))
        raise UnreadableRegister(path, "its name", f"no parliament was elected in {year}", years)
    return *PARLIAMENTS[year], None


def _take_row(
    path: Path,
    where: str,
    row: dict[str, str],
    days: tuple[date, date, date | None],
    entries: Entries,
) -> None:
    cells = {name: " ".join(cell.split()) for name, cell in row.items()}
    person = cells["Person ID"]
    person = _PERSON + person if person.isdecimal() else person
    entries.note_sex(person, cells.get("Sex"))
    house = cells.get("House") or House.COMMONS.value
    if house not in (House.COMMONS.value, House.LORDS.value):
        raise UnreadableRegister(path, where, f"the House {house!r}", "Commons or Lords")
    start, end, known_to = days
    entries.memberships.append(
        Membership(
            name=f"{cells['First name']} {cells['Last name']}".strip(),
            house=House(house),
            party=party_abbreviation(cells["Party"]) if cells["Party"] else None,
            constituency=cells["Constituency"] or None,
            start=start,
            end=end,
            known_to=known_to,
            person_id=person,
        )
    )
    if office := cells.get("Office"):
        entries.offices.append(Office(person, office, start, end, chair=bool(chair_title(office))))
