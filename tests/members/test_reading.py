import json
from pathlib import Path

import pytest

from analyser.errors import UnreadableRegister
from analyser.members import Register
from tests.members.sittings import listed, member, xml

BOMB = (
    '<!DOCTYPE publicwhip [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {n} "{f"&{b};" * 10}">' for b, n in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + ']>\n<publicwhip><member id="&i;"/></publicwhip>'
)
FILE_ENTITY = (
    '<!DOCTYPE publicwhip [<!ENTITY a SYSTEM "file:///etc/hostname">]>\n'
    "<publicwhip>&a;</publicwhip>"
)
ENTRY = member(7, "Odette Vane", "Wick", "Lab")
POST = {"id": "x", "source": "y", "person_id": "z", "start_date": "2015-01-01"}


@pytest.mark.parametrize(
    ("name", "content", "where", "expected"),
    [
        ("a.xml", "", "line 1", "a register"),
        ("a.xml", xml([ENTRY])[:-20], "line 2", "whole XML"),
        ("a.xml", "<html><p/></html>", "line 1", "<publicwhip>"),
        ("a.xml", "<publicwhip/>", "line 1", "<publicwhip>"),
        ("a.xml", xml([ENTRY, "<speech/>"]), "line 3", "<member> or <lord>"),
        ("a.xml", xml([ENTRY.replace(' party="Lab"', "")]), "line 2", "'party'"),
        ("a.xml", xml([ENTRY.replace("2010-05-06", "6 May")]), "line 2", "YYYY-MM-DD"),
        ("a.xml", xml([ENTRY.replace("2010-05-06", "2010-15-06")]), "line 2", "YYYY-MM-DD"),
        ("a.xml", xml([ENTRY.replace("2015-03-30", "2015-15-30")]), "line 2", "YYYY-MM-DD"),
        ("a.xml", BOMB, "", ""),
        ("a.xml", FILE_ENTITY, "the DOCTYPE", "<publicwhip> alone"),
        ("mps_2015.csv", "", "line 1", "a register"),
        ("mps_2015.csv", "Name,Party\nVane,Labour\n", "line 1", "Person ID"),
        ("mps_2015.csv", listed(), "line 2", "a row for each member"),
        ("mps_2015.csv", listed("30,Odette,Vane"), "line 2", "whole rows"),
        ("mps_2015.csv", listed("30,Odette,Vane,Labour,Wick,more"), "line 2", "whole rows"),
        ("mps_2015.csv", listed(",Odette,Vane,Labour,Wick"), "line 2", "whole rows"),
        ("mps_2016.csv", listed("30,Odette,Vane,Labour,Wick"), "its name", "2015"),
        ("a.json", "{", "line 1", "memberships"),
        ("a.json", "[1, 2]", "the top", "memberships"),
        ("a.json", '{"memberships": [{"on": 1}]}', "memberships[0]", "person_id"),
        (
            "a.json",
            json.dumps({"memberships": [POST, {**POST, "end_date": "May"}]}),
            "memberships[1]",
            "YYYY-MM-DD",
        ),
        (
            "a.json",
            json.dumps({"memberships": [{**POST, "start_date": "2015-13-01"}]}),
            "memberships[0]",
            "YYYY-MM-DD",
        ),
        ("a.json", json.dumps({"memberships": [{**POST, "role": 7}]}), "memberships[0]", "role"),
        ("a.json", "[" * 200_000, "", "memberships"),
        ("a.txt", "a list", "its name", "XML, CSV or JSON"),
    ],
)
def test_what_is_no_register_is_refused_with_file_place_and_expectation(
    tmp_path: Path, name: str, content: str, where: str, expected: str
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableRegister) as caught:
        Register.read([path])
    message = str(caught.value)
    assert message.startswith(str(path))
    assert where in message
    assert expected in message.partition("(expected ")[2]


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.xml"])
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\xff\xfe\x00\x81Person ID")
    with pytest.raises(UnreadableRegister, match="expected"):
        Register.read([path])


def test_a_folder_without_a_register_is_refused(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("nothing")
    with pytest.raises(UnreadableRegister, match="no register in it"):
        Register.read([tmp_path])


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableRegister, match=r"absent\.xml"):
        Register.read([tmp_path / "absent.xml"])


def test_a_foreign_file_in_a_folder_is_refused_and_a_readme_is_not(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("about")
    (tmp_path / "a.xml").write_text(xml([ENTRY]))
    Register.read([tmp_path])
    (tmp_path / "b.json").write_text("{}")
    with pytest.raises(UnreadableRegister, match=r"b\.json"):
        Register.read([tmp_path])
