"""Speeches as TheyWorkForYou's API gives them, one record each, to a ``Sitting`` a day and House.

A file is what a search brought together: speeches, written questions, answers and statements
of many days and of any legislature, without the debates around them. The records of one day and
House are a ``Sitting``, each a debate of one contribution, so that it can give way to the debate
that it was said in when that is read.
A number says what a record is: ``2026-03-09a.11.6`` was spoken in Parliament (a letter after
the day), ``2026-03-09.6.20`` in a devolved legislature (none), ``standing…`` in a bill
committee; ``….116612.q0`` and ``.r0`` are a written question and its answer, of which ``.h``
repeats the first; ``….hcws9.0`` is a written statement. The address a record carries names a
debate whatever it is, so it is not asked.

Fields that were added by others (``classification``, ``category``, ``role``) are not read.

The API's own answers (``getDebates``, ``getHansard``, ``getWrans``, …) name the same things
otherwise (``hdate``, ``body``, ``speaker``), say by ``major`` where something was said, and hold
headings among the speeches. They are brought into the form of records first.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from analyser.debate import (
    ILLUSTRATIVE,
    PARAGRAPH,
    Contribution,
    Debate,
    House,
    Kind,
    Sitting,
    Speaker,
)
from analyser.errors import UnreadableHansard
from analyser.ingest.speaker_lines import is_peer
from analyser.ingest.untrusted_html import fragment_of
from analyser.ingest.untrusted_json import Fields

FORMAT = "twfy-json"

PERSON = "uk.org.publicwhip/person/"

_GID = re.compile(
    r"(?P<committee>standing[^/]*?_)?(?P<day>\d{4}-\d\d-\d\d)(?P<letter>[a-z]*)"
    r"\.(?P<number>[A-Za-z]*\d+)\.(?P<part>[a-z]?\d*)"
)
_FIELDS = {"gid", "member_name", "text", "date"}
_ANSWER = {"gid", "hdate", "body"}
_SITE = "https://www.theyworkforyou.com"
_HEADINGS = ("10", "11")  # htype: a section, a subsection; 12 is a speech, 13 procedure
_PLACES: dict[str, tuple[str, House | None]] = {
    "1": ("Commons Chamber", House.COMMONS),
    "2": ("Westminster Hall", House.COMMONS),
    "3": ("Written answers", None),
    "4": ("Written statements", None),
    "5": ("Northern Ireland Assembly", None),
    "6": ("Public Bill Committee", House.COMMONS),
    "7": ("Scottish Parliament", None),
    "8": ("Scottish Parliament, written answers", None),
    "9": ("Mayor of London, answers", None),
    "10": ("Senedd", None),
    "11": ("Senedd", None),
    "101": ("Lords Chamber", House.LORDS),
}
"""What ``major`` says in TheyWorkForYou's database: the place, and its House where it has one."""
_DEVOLVED = {
    place for key, (place, _) in _PLACES.items() if key in ("5", "7", "8", "9", "10", "11")
}


def is_twfy_json(document: object) -> bool:
    """Return whether a JSON document holds such records or rows, the first of them at least."""
    rows = document["rows"] if isinstance(document, dict) and "rows" in document else document
    if not (isinstance(rows, list) and rows and isinstance(rows[0], dict)):
        return False
    return rows[0].keys() >= _FIELDS or rows[0].keys() >= _ANSWER or "entry" in rows[0]


def read_twfy_json(path: Path, document: object) -> list[Sitting]:
    """Return the records of each day and House, in the order of the file.

    One repeated word for word is kept once. Raises ``UnreadableHansard`` naming the record that
    has another shape.
    """
    seen: dict[str, set[tuple[str, str, str]]] = {}
    sittings: dict[str, Sitting] = {}
    debates: dict[str, list[Debate]] = {}
    for record in _records(path, document):
        about = _about(record)
        text = PARAGRAPH.join(fragment_of(record.text("text")).paragraphs)
        same = seen.setdefault(about.key, set())
        said = about.section, record.text("member_name"), text
        if said in same:
            continue
        key = f"{about.key}~{len(same) + 1}" if same else about.key
        same.add(said)
        sitting = _sitting(record, about.house)
        sittings.setdefault(sitting.sitting_id, sitting)
        debates.setdefault(sitting.sitting_id, []).append(_debate(record, about, key, text))
    return [replace(each, debates=tuple(debates[name])) for name, each in sittings.items()]


def _records(path: Path, document: object) -> Iterator[Fields]:
    """Yield each record, the API's rows brought into its form and their headings left out."""
    inside = "rows" if isinstance(document, dict) else ""
    rows = document["rows"] if isinstance(document, dict) else document
    assert isinstance(rows, list)
    titles: dict[str, str] = {}
    for number, value in enumerate(rows):
        row = Fields.of(path, f"{inside}[{number}].", value)
        if row.values.keys() >= _FIELDS:
            yield row
        elif "entry" in row.values:  # a day's list of contents: headings alone
            continue
        elif row.text("htype") in _HEADINGS:
            titles[row.text("epobject_id")] = row.text("body")
        else:
            yield _record_of(row, titles)


def _record_of(row: Fields, titles: Mapping[str, str]) -> Fields:
    """Return a row of the API's as a record; its heading is the nearest that the answer holds."""
    speaker = row.inside("speaker") if row.values.get("speaker") else None
    place, house = _PLACES.get(row.text("major"), ("", None))
    above = row.inside("parent").text("body") if row.values.get("parent") else ""
    under = (titles.get(row.text(key), "") for key in ("subsection_id", "section_id"))
    title = above or next(filter(None, under), next(iter(reversed(list(titles.values()))), ""))
    values: dict[str, object] = {
        "gid": row.text("gid"),
        "date": row.text("hdate"),
        "text": row.text("body"),
        "debate_title": title,
        "section": place,
        "house": house.value if house else "",
        "url": f"{_SITE}{row.text('listurl')}" if row.text("listurl")[:1] == "/" else "",
        "member_name": "",
        "kind": Kind.PROCEDURE.value,
        ILLUSTRATIVE: row.values.get(ILLUSTRATIVE),
    }
    if speaker:
        names = ("first_name", "last_name")
        if not speaker.text("first_name"):
            names = ("title", "last_name")  # "The Earl of" and "Ebb"
        name = speaker.text("name") or " ".join(filter(None, map(speaker.text, names)))
        of_lords = speaker.text("house") == "2"
        values |= {
            "member_name": name,
            "twfy_person_id": speaker.text("person_id") or row.text("person_id"),
            "party": speaker.text("party"),
            "constituency": "" if of_lords else speaker.text("constituency"),
        }
        if not house and speaker.text("house") in ("1", "2"):
            values["house"] = (House.LORDS if of_lords else House.COMMONS).value
    return Fields.of(row.path, row.where, values)


@dataclass(frozen=True, slots=True)
class _About:
    """What a record's number says: which words it is, and of what business."""

    key: str
    section: str
    title: str
    house: House | None


def _about(record: Fields) -> _About:
    gid, name = record.text("gid"), record.text("member_name")
    if section := record.text("section"):
        title = " ".join(fragment_of(record.text("debate_title")).paragraphs)
        day = _day(record)
        house = _spoken_in(record, House.LORDS if is_peer(name) else None)
        key = gid.rsplit("/", 1)[-1]
        is_devolved = section in _DEVOLVED
        title = title or f"{section}, {day.day} {day:%B %Y}"
        return _About(key, section, title, None if is_devolved else house)
    found = _GID.fullmatch(gid.rsplit("/", 1)[-1])
    if found is None:
        raise UnreadableHansard(
            record.path,
            f"{record.where}gid",
            f"the number {gid!r}",
            "a number such as 2026-03-09a.11.6",
        )
    key, number, part = found[0], found["number"], found["part"]
    titled = " ".join(fragment_of(record.text("debate_title")).paragraphs)
    peer = House.LORDS if is_peer(name) else None
    if part == "h" and "qnum=" in record.text("text"):
        key, part = f"{key.removesuffix('.h')}.q0", "q0"
    if found["committee"]:
        title = found["committee"].split("_")[1].replace("-", " ").title()
        return _About(key, "Public Bill Committee", titled or f"{title} Bill", House.COMMONS)
    if number.lower().startswith(("hcws", "hlws")):
        house = House.COMMONS if number.lower().startswith("hcws") else House.LORDS
        title = titled or f"Written statement {number.upper()}"
        return _About(key, "Written statements", title, house)
    if part[:1] in ("q", "r", "h"):
        house = House.LORDS if number.startswith("HL") else peer or House.COMMONS
        return _About(key, "Written answers", titled or f"Written question {number}", house)
    day = _day(record)
    title = titled or f"Speech of {day.day} {day:%B %Y}"
    if not found["letter"]:
        return _About(key, "A devolved legislature", title, None)
    return _About(key, "Parliament", title, _spoken_in(record, peer))


def _spoken_in(record: Fields, peer: House | None) -> House | None:
    """Return the House of a speech: the record names it, or the style or seat of the speaker."""
    printed = record.text("house").casefold()
    named = next((house for house in House if house.value.casefold() in printed), None)
    return named or peer or (House.COMMONS if record.text("constituency") else None)


def _sitting(record: Fields, house: House | None) -> Sitting:
    """Return the sitting that a record is one of, which has no debates yet."""
    day = _day(record)
    where = house.value.casefold() if house else "devolved"
    sitting_id = f"{FORMAT}-{day.isoformat()}-{where}"
    is_fiction = record.values.get(ILLUSTRATIVE) is True
    return Sitting(
        sitting_id=f"{ILLUSTRATIVE}-{sitting_id}" if is_fiction else sitting_id,
        house=house,
        date=day,
        source=record.path.name,
        format=FORMAT,
    )


def _debate(record: Fields, about: _About, key: str, text: str) -> Debate:
    name, person = record.text("member_name"), record.text("twfy_person_id")
    speaker = Speaker(
        name=name,
        person_id=PERSON + person if person and person != "0" else None,
        party=record.text("party") or None,
        constituency=record.text("constituency") or None,
    )
    contribution = Contribution(
        contribution_id=f"twfy/{key}",
        kind=Kind.SPEECH if name else Kind(record.text("kind") or Kind.HEADING),
        text=text,
        speaker=speaker if name else None,
        url=record.text("url") or None,
    )
    return Debate(f"twfy/{key}", about.title, about.section, (contribution,), url=contribution.url)


def _day(record: Fields) -> date:
    try:
        return date.fromisoformat(record.text("date"))
    except ValueError:
        raise UnreadableHansard(
            record.path,
            f"{record.where}date",
            f"the date {record.text('date')!r}",
            "a day, 2026-03-09",
        ) from None
