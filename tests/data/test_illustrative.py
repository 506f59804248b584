"""The illustrative sitting: its two formats agree, its lists agree, and nobody in it is real."""

import csv
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
SITTING = REPO / "data" / "illustrative"
PEOPLE = REPO.parent / "shared" / "people"
MARKER = "[Illustrative sitting: fiction written for this project]"
XML_FILES = ("debates2099-04-01a.xml", "westminster2099-04-01a.xml", "daylord2099-04-01a.xml")
TEXT_FILES = (
    "2099-04-01-digital-identity-and-data-sharing.txt",
    "2099-04-01-interception-modernisation-bill.txt",
    "2099-04-01-live-facial-recognition.txt",
    "2099-04-01-number-plate-cameras.txt",
    "2099-04-01-points-of-order.txt",
    "2099-04-01-police-drones-and-biometrics.txt",
    "2099-04-01-police-drones-code-of-practice.txt",
    "2099-04-01-town-centre-cctv.txt",
)
HEADINGS = {"oral-heading", "major-heading", "minor-heading"}
PARTIES = {
    "Lantern Party": "Lan",
    "Orchard Alliance": "Orch",
    "Tidewater Union": "Tid",
    "Unaligned": "Una",
}
STANCES = ("support", "oppose", "mixed", "none")
GRID_MEASURES = (
    "facial-recognition",
    "interception",
    "encryption",
    "digital-id",
    "data-sharing",
)
MEASURES = {
    *GRID_MEASURES,
    "algorithms-ai",
    "anpr",
    "biometrics-dna",
    "cctv",
    "communications-data",
    "covert-sources",
    "drones",
    "equipment-interference",
    "online-safety",
    "police-powers",
    "protest-policing",
}
STYLES = r"(?:(?:Mr|Dr|Sir|Dame) )?"
Turn = tuple[str, list[str]]


def roots() -> list[ET.Element]:
    return [ET.parse(SITTING / "xml" / name).getroot() for name in XML_FILES]


def elements() -> Iterator[ET.Element]:
    for root in roots():
        yield from root.iter()


def register() -> dict[str, dict[str, str]]:
    with (SITTING / "register.csv").open(encoding="utf-8", newline="") as file:
        return {row["Person ID"]: row for row in csv.DictReader(file)}


def expected() -> list[dict[str, str]]:
    with (SITTING / "expected.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def name_of(row: dict[str, str]) -> str:
    return f"{row['First name']} {row['Last name']}"


def words_of(speech: ET.Element) -> list[str]:
    return [word for p in speech.iter("p") for word in "".join(p.itertext()).split()]


def sentences_text(speech: ET.Element) -> str:
    return "\n".join("".join(p.itertext()) for p in speech.iter("p"))


def speeches() -> list[ET.Element]:
    return [e for e in elements() if e.tag == "speech" and e.get("nospeaker") != "true"]


def section(title: str) -> list[ET.Element]:
    """Everything under the one heading with this title, up to the next heading."""
    found: list[list[ET.Element]] = []
    for root in roots():
        children = list(root)
        for at, child in enumerate(children):
            if child.tag in HEADINGS and child.text == title:
                rest = children[at + 1 :]
                end = next((n for n, e in enumerate(rest) if e.tag in HEADINGS), len(rest))
                found.append(rest[:end])
    assert len(found) == 1, f"{title}: {len(found)} headings"
    return found[0]


def text_blocks(name: str) -> list[str]:
    raw = (SITTING / "text" / name).read_bytes().decode("utf-8").replace("\r\n", "\n")
    return raw.strip("\n").split("\n\n")


def speaker_forms(row: dict[str, str]) -> re.Pattern[str]:
    """All the speaker lines that may stand for this member."""
    first, last = re.escape(row["First name"]), re.escape(row["Last name"])
    forms = [rf"{STYLES}{first} {last}(?: \(.*)?", rf"(?:Mr|Dr) {last}", rf"(?:Sir|Dame) {first}"]
    if row["Office"] == "Speaker":
        forms.append(rf"Mr Speaker(?: \({first} {last}\) \(none\))?")
    if row["Office"] == "Deputy Speaker":
        forms.append(rf"Madam Deputy Speaker \({STYLES}{first} {last}\).*")
    return re.compile("|".join(forms))


def person_on(line: str, members: dict[str, dict[str, str]], last_minister: str) -> str:
    if line == "The Minister":
        return last_minister
    if line == "Several hon. Members":
        return ""
    found = [who for who, row in members.items() if speaker_forms(row).fullmatch(line)]
    assert len(found) == 1, f"{line!r} is the speaker line of {found}"
    return found[0]


def text_turns(name: str) -> tuple[list[str], list[str]]:
    """Who speaks in turn, and every word, speaker lines, times and divisions left out."""
    members = register()
    who: list[str] = []
    words: list[str] = []
    last_minister = ""
    in_division = False
    for block in text_blocks(name)[1:]:
        lines = block.split("\n")
        if re.fullmatch(r"\d\d:\d\d:\d\d", block):
            continue
        if block.startswith("Division No. "):
            in_division = True
            continue
        if in_division and (re.match(r"(The House divided|Contents \d)", block)):
            in_division = False
        if in_division:
            continue
        if len(lines) == 2:
            person = person_on(lines[0], members, last_minister)
            if person and members[person]["Office"].startswith("Minister"):
                last_minister = person
            who.append(person)
        assert len(lines) <= 2, block
        words.extend(lines[-1].split())
    return who, words


def expected_line(row: dict[str, str]) -> re.Pattern[str]:
    """The full speaker line of a member who is not in the chair."""
    ministerial = re.match(r"(Secretary of State|Minister)", row["Office"]) is not None
    place = f"The {row['Office']}" if ministerial else row["Constituency"]
    middle = rf" \({re.escape(place)}\)" if place else ""
    party = row["Party"]
    return re.compile(rf"{STYLES}{re.escape(name_of(row))}{middle} \({party}\)")


def test_files_are_those_listed() -> None:
    assert sorted(path.name for path in (SITTING / "xml").iterdir()) == sorted(XML_FILES)
    assert sorted(path.name for path in (SITTING / "text").iterdir()) == list(TEXT_FILES)


def test_roots_are_marked_current_and_illustrative() -> None:
    for root in roots():
        assert root.tag == "publicwhip"
        assert (root.get("latest"), root.get("illustrative")) == ("yes", "yes")
        assert root.get("scraperversion") == "a"


def test_enough_is_said() -> None:
    assert len(speeches()) == 141
    assert sum(len(words_of(speech)) for speech in speeches()) > 10_000


def test_ids_are_unique_and_illustrative() -> None:
    ids = [e.attrib["id"] for e in elements() if "id" in e.attrib]
    assert len(ids) > 150
    assert len(set(ids)) == len(ids)
    assert all(i.startswith("illustrative/") for i in ids)
    people = [e.attrib["person_id"] for e in elements() if "person_id" in e.attrib]
    assert all(p.startswith("illustrative/person/") for p in people)


def test_paragraph_ids_follow_their_speech() -> None:
    for root in roots():
        for speech in root.iter("speech"):
            tail = speech.attrib["id"].rpartition("2099-04-01")[2].replace("a.", "a", 1)
            pids = [p.attrib["pid"] for p in speech.iter("p")]
            assert pids == [f"{tail}/{n}" for n in range(1, len(pids) + 1)]


def test_every_speaker_is_in_the_register() -> None:
    members = register()
    assert len(members) == len({name_of(row) for row in members.values()})
    for speech in speeches():
        row = members[speech.attrib["person_id"]]
        assert speech.attrib["speakername"] == name_of(row)
        if "speakeroffice" in speech.attrib:
            assert speech.attrib["speakeroffice"] == f"The {row['Office']}"


def test_members_named_in_passing_are_who_they_are_said_to_be() -> None:
    members = register()
    phrases = [e for e in elements() if e.tag == "phrase" and e.get("class") == "honfriend"]
    assert len(phrases) >= 10
    for phrase in phrases:
        row = members[phrase.attrib["person_id"]]
        assert phrase.attrib["name"] == name_of(row)
        said = "".join(phrase.itertext())
        assert row["Constituency"] in said
        assert row["Last name"] in said


def test_division_counts_equal_named_votes_in_the_commons_less_tellers() -> None:
    members = register()
    divisions = [e for e in elements() if e.tag == "division"]
    assert [d.attrib["divnumber"] for d in divisions] == ["212", "213", "1"]
    for division in divisions:
        count = division.find("divisioncount")
        assert count is not None
        lords = division.find("lordlist") is not None
        keys = (
            {"content": "content", "not-content": "not-content"}
            if lords
            else {"aye": "ayes", "no": "noes"}
        )
        voters = [e for e in division.iter() if e.tag in {"mpname", "lord"}]
        assert len({v.attrib["person_id"] for v in voters}) == len(voters)
        for vote, key in keys.items():
            side = [v for v in voters if v.attrib["vote"] == vote]
            tellers = [v for v in side if v.get("teller") == "yes"]
            assert len(tellers) == 2
            # the counts of the Lords hold their tellers
            assert int(count.attrib[key]) == len(side) - (0 if lords else len(tellers))
        for voter in voters:
            row = members[voter.attrib["person_id"]]
            assert re.fullmatch(STYLES + re.escape(name_of(row)), voter.text or "")
            assert row["House"] == ("Lords" if lords else "Commons")
        # Standing Order No. 41: forty Members, the occupant of the Chair and tellers counted.
        assert len(voters) + 1 >= (10 if lords else 40)


def test_both_main_parties_have_rebels() -> None:
    members = register()
    division = next(e for e in elements() if e.tag == "division")
    sides = {
        (members[v.attrib["person_id"]]["Party"], v.attrib["vote"]) for v in division.iter("mpname")
    }
    main = (PARTIES["Lantern Party"], PARTIES["Orchard Alliance"])
    assert {(party, vote) for party in main for vote in ("aye", "no")} <= sides


@pytest.mark.parametrize("name", TEXT_FILES)
def test_text_is_marked_and_titled(name: str) -> None:
    raw = (SITTING / "text" / name).read_bytes()
    crlf = name == "2099-04-01-live-facial-recognition.txt"
    assert raw.count(b"\r\n") == (raw.count(b"\n") if crlf else 0)
    title, marker = text_blocks(name)[0].split("\n")
    assert marker == MARKER
    assert section(title)


@pytest.mark.parametrize("name", TEXT_FILES)
def test_text_and_xml_have_the_same_words_and_speakers(name: str) -> None:
    said = [e for e in section(text_blocks(name)[0].split("\n")[0]) if e.tag == "speech"]
    spoken = [e for e in said if "speakername" in e.attrib]
    who, words = text_turns(name)
    assert who == [e.get("person_id", "") for e in spoken]
    assert words == [word for e in said for word in words_of(e)]


@pytest.mark.parametrize("name", TEXT_FILES)
def test_a_speaker_is_first_named_in_full(name: str) -> None:
    members = register()
    seen: set[str] = set()
    for block in text_blocks(name)[1:]:
        lines = block.split("\n")
        if len(lines) != 2 or lines[0] in {"The Minister", "Several hon. Members"}:
            continue
        person = person_on(lines[0], members, "")
        chair = members[person]["Office"] in {"Speaker", "Deputy Speaker"}
        if person not in seen and not chair and not lines[0].endswith("(in the Chair)"):
            assert expected_line(members[person]).fullmatch(lines[0]), lines[0]
        seen.add(person)
    assert seen


@pytest.mark.parametrize("name", TEXT_FILES)
def test_text_divisions_name_whom_the_xml_names(name: str) -> None:
    divisions = [e for e in section(text_blocks(name)[0].split("\n")[0]) if e.tag == "division"]
    members = register()
    listed = [block for block in text_blocks(name) if re.match(r"[\w’ -]+, [\w. ]+;", block)]
    sides = [
        [v.attrib["person_id"] for v in group if v.get("teller") != "yes"]
        for division in divisions
        for group in division
        if group.tag in {"mplist", "lordlist"}
    ]
    assert len(listed) == len(sides)
    for line, side in zip(listed, sides, strict=True):
        surnames = [voter.rpartition(", ")[0] for voter in line.split("; ")]
        assert surnames == [members[person]["Last name"] for person in side]


def test_expected_positions_are_coded_by_the_codebook() -> None:
    rows = expected()
    assert len(rows) >= 40
    assert {row["measure"] for row in rows} <= MEASURES
    assert {row["stance"] for row in rows} == set(STANCES)
    pairs = [(row["contribution"], row["measure"]) for row in rows]
    assert len(set(pairs)) == len(pairs)


def test_evidence_stands_once_and_verbatim_in_its_contribution() -> None:
    said = {speech.attrib["id"]: sentences_text(speech) for speech in speeches()}
    for row in expected():
        text = said[row["contribution"]]
        if row["stance"] == "none":
            assert row["evidence"] == ""
            continue
        assert text.count(row["evidence"]) == 1, row
        start = text.index(row["evidence"])
        assert row["evidence"][-1] in ".?!", row
        assert start == 0 or text[start - 1] in " \n", row


def test_grid_of_measures_and_stances_is_full() -> None:
    cells = {(row["measure"], row["stance"]) for row in expected()}
    missing = [(m, s) for m in GRID_MEASURES for s in STANCES if (m, s) not in cells]
    assert missing == []


def test_nobody_and_nowhere_is_real() -> None:
    if not PEOPLE.is_dir():
        pytest.skip(f"no lists of real members at {PEOPLE}")
    lists = "\n".join(
        path.read_bytes().decode("utf-8", errors="replace").casefold()
        for path in sorted(PEOPLE.iterdir())
    )
    assert len(lists) > 1_000_000
    members = register().values()
    surnames = {row["Last name"] for row in members}
    seats = {row["Constituency"].replace("’", "'") for row in members} - {""}
    real = [name for name in surnames | seats | set(PARTIES) if name.casefold() in lists]
    assert real == []
