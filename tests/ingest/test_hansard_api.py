"""Hansard's own API: containers, attributions, columns, HTML, divisions, broken documents."""

import json
from pathlib import Path
from typing import Any

import pytest

from analyser.debate import House, Kind, Sitting
from analyser.errors import UnreadableHansard
from analyser.ingest import read_sittings
from analyser.members import resolve_short_forms


def item(number: int, value: str, by: str | None = None, **more: Any) -> dict[str, Any]:
    """An item of a debate, all words in it fiction."""
    return {
        "ItemType": "Contribution",
        "ItemId": number,
        "MemberId": None,
        "AttributedTo": by,
        "Value": value,
        "OrderInSection": number,
        "Timecode": None,
        "ExternalId": f"C{number}",
        "HRSTag": "hs_Para",
    } | more


def debate(ext_id: str, items: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """A document of the API."""
    overview = {
        "Id": 1,
        "ExtId": ext_id,
        "Title": "Foghorns &amp; Lamps",
        "Date": "2099-04-01T00:00:00",
        "Location": "Commons Chamber",
        "House": "Commons",
    }
    return {"Overview": overview, "Navigator": [], "Items": items, "ChildDebates": []} | more


def read(folder: Path, document: object) -> Sitting:
    path = folder / "debate.json"
    path.write_text(json.dumps(document), "utf8")
    (sitting,) = read_sittings(path)
    return sitting


def texts(sitting: Sitting) -> list[tuple[str, str]]:
    return [(each.title, item.text) for each in sitting.debates for item in each.contributions]


def test_a_containers_children_are_read_once_each_under_its_own_title(tmp_path: Path) -> None:
    own, first, second = (item(n, f"<p>Words {n}.</p>") for n in (1, 2, 3))
    children = [debate("B", [first]), debate("C", [second])]
    for child, title in zip(children, ("First", "Second"), strict=True):
        child["Overview"]["Title"] = title
    container = debate("A", [own, first, second], ChildDebates=[*children, children[0]])
    sitting = read(tmp_path, container)
    assert texts(sitting) == [
        ("Foghorns & Lamps", "Words 1."),
        ("First", "Words 2."),
        ("Second", "Words 3."),
    ]
    assert [each.debate_id for each in sitting.debates] == ["hansard/A", "hansard/B", "hansard/C"]
    assert sitting.debates[1].section == "Commons Chamber › Foghorns & Lamps"


def test_children_given_by_id_alone_are_left_to_their_own_documents(tmp_path: Path) -> None:
    sitting = read(tmp_path, debate("A", [item(1, "<p>Words.</p>")], ChildDebates=["B", "C"]))
    assert texts(sitting) == [("Foghorns & Lamps", "Words.")]


def test_the_headings_above_come_from_the_navigator_without_the_house(tmp_path: Path) -> None:
    chain = [("7", None, "House of Commons"), ("5", "7", "Home Department"), ("1", "5", "Lamps")]
    navigator = [{"Id": int(i), "ParentId": p and int(p), "Title": t} for i, p, t in chain]
    sitting = read(tmp_path, debate("A", [item(1, "<p>Words.</p>")], Navigator=navigator))
    assert sitting.debates[0].section == "Commons Chamber › Home Department"


@pytest.mark.parametrize(
    ("printed", "name", "party", "seat", "office"),
    [
        ("Ada Fen (Ebb) (Lan)", "Ada Fen", "Lan", "Ebb", None),
        ("The Minister for Tides (Bo Marsh)", "Bo Marsh", None, None, "The Minister for Tides"),
        ("Mr Speaker", "Mr Speaker", None, None, "Mr Speaker"),
        (
            "Madam Deputy Speaker (Dame Ida Weir)",
            "Dame Ida Weir",
            None,
            None,
            "Madam Deputy Speaker",
        ),
        ("Sir Cyr Quay (in the Chair)", "Sir Cyr Quay", None, None, "in the Chair"),
        ("The Earl of Ebb (CB)", "The Earl of Ebb", "CB", None, None),
        ("Hon. Members", "Hon. Members", None, None, None),
        ("bo marsh", "bo marsh", None, None, None),
    ],
)
def test_every_form_of_attribution(
    tmp_path: Path, printed: str, name: str, party: str, seat: str, office: str
) -> None:
    sitting = read(tmp_path, debate("A", [item(1, "<p>Words.</p>", printed)]))
    (said,) = sitting.debates[0].contributions
    assert said.speaker is not None
    assert (said.speaker.name, said.speaker.party) == (name, party)
    assert (said.speaker.constituency, said.speaker.office) == (seat, office)


def test_a_member_is_known_by_number_whatever_is_printed(tmp_path: Path) -> None:
    items = [
        item(1, "<p>One.</p>", "Ada Fen (Ebb) (Lan)", MemberId=44),
        item(2, "<p>Two.</p>", "The Secretary of State", MemberId=45),
        item(3, "<p>Three.</p>", "Ms Fen", MemberId=44),
        item(4, "<p>Four.</p>", "The Secretary of State for Tides (Bo Marsh)", MemberId=45),
    ]
    sitting = resolve_short_forms(read(tmp_path, debate("A", items)))
    said = sitting.debates[0].contributions
    assert [each.speaker and each.speaker.person_id for each in said] == [
        "uk.parliament.data/Member/44",
        "uk.parliament.data/Member/45",
        "uk.parliament.data/Member/44",
        "uk.parliament.data/Member/45",
    ]
    assert said[2].speaker == said[0].speaker
    assert said[2].attribution == "Ms Fen"
    assert said[3].speaker is not None
    assert said[3].speaker.name == "Bo Marsh"


def test_several_members_rising_is_no_speech(tmp_path: Path) -> None:
    items = [
        item(1, "<p>One.</p>", "Ada Fen (Ebb) (Lan)"),
        item(2, "", "Several hon. Members rose—"),
    ]
    said = read(tmp_path, debate("A", items)).debates[0].contributions
    assert [(each.kind, each.text) for each in said] == [
        (Kind.SPEECH, "One."),
        (Kind.PROCEDURE, "Several hon. Members rose—"),
    ]


def test_columns_are_carried_forward_and_taken_out_of_the_text(tmp_path: Path) -> None:
    def mark(number: int, kind: str = "column-number") -> str:
        return f'<span class="{kind}" data-column-number="{number}">{number}</span>'

    items = [
        item(1, f"{mark(200)}<p>One.</p>"),
        item(2, f"<p>Two {mark(201)}goes on.</p>"),
        item(3, "<p>Three.</p>"),
        item(4, f"<p>{mark(7, 'column-number cross-reference')}Four.</p>"),
        item(5, mark(202), HRSTag="hs_ColumnNumber"),
        item(6, "<p>Six.</p>"),
    ]
    said = read(tmp_path, debate("A", items)).debates[0].contributions
    assert [(each.column, each.text) for each in said] == [
        ("200", "One."),
        ("200", "Two goes on."),
        ("201", "Three."),
        ("201", "Four."),
        ("202", "Six."),
    ]


def test_html_becomes_paragraphs_with_every_word(tmp_path: Path) -> None:
    value = (
        "<p>Lamps &amp; <em>foghorns</em>\n cost&nbsp;&pound;4.</p>"
        "<ul><li>One</li><li>Two</li></ul><table><tr><td>a</td><td>b</td></tr></table><p>Up<br/>down</p><script>no()</script>"
    )
    (said,) = read(tmp_path, debate("A", [item(1, value)])).debates[0].contributions
    assert said.text == "Lamps & foghorns cost\xa0£4.\n\nOne\n\nTwo\n\na\tb\n\nUp\n\ndown"


def test_times_and_links_and_order(tmp_path: Path) -> None:
    items = [
        item(2, "<p>Two.</p>", "Mr Speaker", Timecode="2099-04-01T15:41:07"),
        item(1, "<p>2.30 pm</p>", ItemType="Timestamp", ExternalId=None),
        item(3, "<p>Three.</p>", "Mr Speaker", ExternalId=None),
    ]
    first, second, third = read(tmp_path, debate("A", items)).debates[0].contributions
    assert (first.kind, first.text, first.time) == (Kind.TIME, "2.30 pm", "02:30:00")
    assert second.time == "15:41:07"
    base = "https://hansard.parliament.uk/Commons/2099-04-01/debates/A/FoghornsLamps"
    assert second.url == f"{base}#contribution-C2"
    assert (third.url, third.contribution_id) == (base, "hansard/3")


def test_a_division_without_its_votes_keeps_the_counts_it_prints(tmp_path: Path) -> None:
    items = [
        item(1, "<p>Question put, That the lamps be lit.</p>"),
        item(2, "<p>Division 4</p><p>Ayes: 301</p><p>Noes: 22</p>", ItemType="Division"),
    ]
    (division,) = read(tmp_path, debate("A", items)).debates[0].divisions
    assert (division.ayes, division.noes, division.votes) == (301, 22, ())
    assert division.question == "Question put, That the lamps be lit."


def test_votes_are_named_in_speaking_order_and_tellers_marked(tmp_path: Path) -> None:
    votes = [
        {"MemberId": 8, "ListAs": "Fen, rh Ada", "IsTeller": False},
        {"MemberId": 9, "ListAs": "Bo Marsh", "IsTeller": True},
    ]
    division = {
        "ExternalId": "C1",
        "Number": "12",
        "AyesCount": 1,
        "NoesCount": 0,
        "AyeMembers": votes,
        "NoeMembers": None,
    }
    document = debate("A", [item(1, "", ItemType="Division")], Divisions=[division])
    (found,) = read(tmp_path, document).debates[0].divisions
    assert [(v.name, v.vote, v.teller, v.person_id) for v in found.votes] == [
        ("Ada Fen", "aye", False, "uk.parliament.data/Member/8"),
        ("Bo Marsh", "aye", True, "uk.parliament.data/Member/9"),
    ]


def test_the_house_is_the_records(tmp_path: Path) -> None:
    document = debate("A", [item(1, "<p>Words.</p>", "Lord Ebb (Lan)")])
    document["Overview"]["House"] = "Lords"
    assert read(tmp_path, document).house is House.LORDS


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"Overview": None}, "Overview"),
        ({"Overview": {"ExtId": "A", "Date": "today", "House": "Commons"}}, "Overview.Date"),
        ({"Overview": {"ExtId": "A", "Date": "2099-04-01", "House": "Third"}}, "Overview.House"),
        ({"Overview": {"Date": "2099-04-01", "House": "Commons"}}, "Overview.ExtId"),
        ({"Items": {"a": 1}}, "Items"),
        ({"Items": [1]}, "Items[0]"),
        ({"Items": [item(1, "x", Value=["words"])]}, "Items[0].Value"),
        ({"Items": [item(1, "x", OrderInSection="first")]}, "Items[0].OrderInSection"),
        ({"ChildDebates": [{"Items": []}]}, "ChildDebates[0].Overview"),
    ],
)
def test_another_shape_is_named_with_its_field(
    tmp_path: Path, change: dict[str, Any], where: str
) -> None:
    with pytest.raises(UnreadableHansard) as caught:
        read(tmp_path, debate("A", [item(1, "<p>Words.</p>")]) | change)
    assert caught.value.where == where


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (b'{"Overview": {"Date": "20', "line 1, column 23"),
        (b"[" * 100_000, "the whole file"),
        (b'{"Overview": ' + b"9" * 5_000 + b"}", "the whole file"),
        (b'{"Message": "An error has occurred."}', "the top"),
        (b"[]", "the top"),
        (b'{"Overview": "\xe9"}', "line 1"),
    ],
)
def test_what_is_no_debate_is_named(tmp_path: Path, content: bytes, where: str) -> None:
    path = tmp_path / "broken.json"
    path.write_bytes(content)
    with pytest.raises(UnreadableHansard) as caught:
        read_sittings(path)
    assert caught.value.where == where


def test_a_chair_who_speaks_from_the_floor_is_both(tmp_path: Path) -> None:
    forms = ("Ned Ware (Ebb) (Lan)", "The Temporary Chair (Ned Ware)", "Ned Ware (Ebb) (Lan)")
    items = [item(n, "<p>Words.</p>", by, MemberId=7) for n, by in enumerate(forms, start=1)]
    said = read(tmp_path, debate("A", items)).debates[0].contributions
    speakers = [one.speaker for one in said if one.speaker]
    assert [(each.name, each.office, each.constituency) for each in speakers] == [
        ("Ned Ware", None, "Ebb"),
        ("Ned Ware", "The Temporary Chair", None),
        ("Ned Ware", None, "Ebb"),
    ]
    assert len({each.person_id for each in speakers}) == 1


def test_proxies_and_english_votes_of_a_division(tmp_path: Path) -> None:
    members = [
        {"MemberId": 1, "ListAs": "Fen, Ada (Proxy vote cast by Bo Marsh)"},
        {"MemberId": 2, "ListAs": "Holt, rh Cy", "ProxyName": "Di Weir"},
    ]
    division = {"Id": 1, "ExternalId": "C1", "AyesCount": 2, "NoesCount": 1, "AyeMembers": members}
    division |= {"EVELAyesCount": 1, "EVELNoesCount": 1, "NoeMembers": [members[1]]}
    document = debate("A", [item(1, "", ItemType="Division")], Divisions=[division])
    [found] = read(tmp_path, document).debates[0].divisions
    assert [(vote.name, vote.vote, vote.proxy) for vote in found.votes] == [
        ("Ada Fen", "aye", "Bo Marsh"),
        ("Cy Holt", "both", "Di Weir"),
    ]
    assert [(part.ayes, part.noes) for part in found.subcounts] == [(1, 1)]
