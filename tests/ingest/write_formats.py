"""Writes a ``Sitting`` in the forms in which the public sources would give it."""

import html
import json
from pathlib import Path
from typing import Any

from analyser.debate import PARAGRAPH, Contribution, Debate, Division, Kind, Sitting, Speaker

_TAGS = {Kind.SPEECH: "hs_Para", Kind.PROCEDURE: "hs_Procedure", Kind.HEADING: "hs_7SmCapsHdg"}


def api_documents(sitting: Sitting) -> list[dict[str, Any]]:
    """Return each debate of a sitting as Hansard's API gives it, divisions beside it."""
    return [_api_document(sitting, debate, number) for number, debate in enumerate(sitting.debates)]


def write_api(sitting: Sitting, folder: Path) -> list[Path]:
    """Write each debate as a file of Hansard's API and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for document in api_documents(sitting):
        path = folder / f"{document['Overview']['ExtId']}.json"
        path.write_text(json.dumps(document), "utf8")
        paths.append(path)
    return paths


def ext_id(sitting: Sitting, number: int) -> str:
    """Return the id under which the API knows the sitting's debate of that number."""
    mark = "illustrative-" if sitting.illustrative else ""
    return f"{mark}{sitting.sitting_id.removeprefix(mark)}-{number}".upper()


def member_number(name: str) -> int:
    """Return a number for a member, the same for the same name."""
    return sum(ord(letter) * place for place, letter in enumerate(name, start=7))


def _api_document(sitting: Sitting, debate: Debate, number: int) -> dict[str, Any]:
    assert sitting.house is not None
    own = ext_id(sitting, number)
    location, *above = debate.section.split(" › ")
    chain = [f"House of {sitting.house.value}", *above, debate.title]
    return {
        "Overview": {
            "Id": number * 100 + len(chain),
            "ExtId": own,
            "Title": html.escape(debate.title, quote=False),
            "HRSTag": "hs_2cDebatedMotion",
            "Date": f"{sitting.date}T00:00:00",
            "Location": location,
            "House": sitting.house.value,
            "Source": 2,
            "VolumeNo": 670,
            "ContentLastUpdated": "2099-01-01T00:00:00",
            "NextDebateExtId": None,
        },
        "Navigator": [
            {
                "Id": number * 100 + place,
                "Title": title,
                "ParentId": number * 100 + place - 1 if place > 1 else None,
                "SortOrder": place,
                "ExternalId": f"{own}-NAV{place}",
            }
            for place, title in enumerate(chain, start=1)
        ],
        "Items": list(_api_items(debate, own, number)),
        "ChildDebates": [],
        "Divisions": [
            api_division(division, debate, own, place)
            for place, division in enumerate(debate.divisions, start=1)
        ],
    }


def _api_items(debate: Debate, own: str, number: int) -> Any:
    named: set[str] = set()
    column: str | None = None
    divided = 0
    for order, item in enumerate(debate.contributions, start=1):
        divided += item.kind is Kind.DIVISION
        value = "" if item.kind is Kind.DIVISION else _html(item.text)
        if item.column and item.column != column:
            column = item.column
            mark = f'<span class="column-number" data-column-number="{column}"></span>'
            value = value.replace(">", f">{mark}", 1) if value else mark
        external = f"{own}-D{divided}" if item.kind is Kind.DIVISION else f"{own}-C{order}"
        yield {
            "ItemType": {Kind.DIVISION: "Division", Kind.TIME: "Timestamp"}.get(
                item.kind, "Contribution"
            ),
            "ItemId": number * 10000 + order,
            "MemberId": item.speaker and member_number(item.speaker.name),
            "AttributedTo": item.speaker and attributed(item.speaker, named),
            "Value": value,
            "OrderInSection": order,
            "Timecode": item.time and f"2099-01-01T{item.time}",
            "ExternalId": external,
            "HRSTag": _TAGS.get(item.kind, ""),
            "HansardSection": None,
            "UIN": None,
            "IsReiteration": False,
        }


def attributed(speaker: Speaker, named: set[str]) -> str:
    """Return a speaker as Hansard prints one: in full once in a debate, then by name."""
    if speaker.name in named:
        return speaker.name
    named.add(speaker.name)
    if speaker.office and speaker.office.startswith(("The ", "Mr ", "Madam ")):
        return f"{speaker.office} ({speaker.name})"
    if speaker.party and speaker.constituency:
        return f"{speaker.name} ({speaker.constituency}) ({speaker.party})"
    return f"{speaker.name} ({speaker.party})" if speaker.party else speaker.name


def api_division(division: Division, debate: Debate, own: str, place: int) -> dict[str, Any]:
    """Return a division as the API gives it beside its debate."""

    def side(*votes: str) -> list[dict[str, Any]]:
        return [
            {
                "MemberId": member_number(vote.name),
                "ListAs": f"{vote.name.split()[-1]}, {' '.join(vote.name.split()[:-1])}",
                "Party": "Fict",
                "MemberFrom": "Nowhere",
                "IsTeller": vote.teller,
            }
            for vote in division.votes
            if vote.vote in votes
        ]

    return {
        "Id": place,
        "ExternalId": f"{own}-D{place}",
        "Number": division.number,
        "DebateSection": debate.title,
        "DebateSectionExtId": own,
        "AyesCount": division.ayes,
        "NoesCount": division.noes,
        "TextBeforeVote": "The House divided.",
        "TextAfterVote": "",
        "AyeMembers": side("aye", "content"),
        "NoeMembers": side("no", "not-content"),
    }


def write_twfy_json(sitting: Sitting, folder: Path) -> Path:
    """Write a sitting as a file of TheyWorkForYou's records and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{sitting.sitting_id}.json"
    records = [
        _record(sitting, debate, item)
        for debate in sitting.debates
        for item in debate.contributions
        if item.kind is not Kind.DIVISION
    ]
    path.write_text(json.dumps(records), "utf8")
    return path


def _record(sitting: Sitting, debate: Debate, item: Contribution) -> dict[str, Any]:
    speaker = item.speaker or Speaker("")
    return {
        "gid": item.contribution_id.rsplit("/", 1)[-1],
        "member_name": speaker.name,
        "twfy_person_id": (speaker.person_id or "").rsplit("/", 1)[-1],
        "party": speaker.party or "",
        "constituency": speaker.constituency or "",
        "text": _html(item.text),
        "debate_title": debate.title,
        "date": str(sitting.date),
        "house": sitting.house.value if sitting.house else "",
        "url": f"https://www.theyworkforyou.com/debates/?id={item.contribution_id}",
        "illustrative": sitting.illustrative,
    }


def _html(text: str) -> str:
    paragraphs = (html.escape(paragraph, quote=False) for paragraph in text.split(PARAGRAPH))
    return "".join(f'<p class="hs_Para">{paragraph}</p>' for paragraph in paragraphs if paragraph)
