"""Which offices are of the Government."""

import pytest

from analyser.members.offices import is_minister

MINISTERS = (
    "The Prime Minister",
    "The Home Secretary",
    "The Lord Chancellor",
    "The Secretary of State for Ports and Tides",
    "Minister of State (Ports Office) (Harbours)",
    "Parliamentary Under-Secretary (Department for Tides)",
    "The Parliamentary Secretary, Cabinet Office",
    "Lord President of the Council and Leader of the House of Commons",
    "The Attorney-General",
    "Advocate General for Scotland",
    "The Solicitor General",
    "Paymaster General",
    "Chancellor of the Duchy of Lancaster",
    "Minister without Portfolio",
    "Baroness in Waiting (HM Household) (Whip)",
    "Vice-Chamberlain of Her Majesty's Household",
    "Lord Commissioner (HM Treasury) (Whip)",
    "Captain of the Honourable Corps of Gentlemen-at-Arms (Chief Whip)",
    "Assistant Whip (HM Treasury)",
)
OTHERS = (
    None,
    "",
    "Shadow Home Secretary",
    "Shadow Minister (Treasury)",
    "Former Minister for Trade",
    "Parliamentary Private Secretary to the Prime Minister",
    "Liberal Democrat Spokesperson (Home Affairs)",
    "Shadow SNP Westminster Group Leader (Leader of the House of Commons)",
    "Opposition Whip (Commons)",
    "SNP Chief Whip",
    "Mr. Deputy Speaker",
    "Deputy Speaker and Chairman of Ways and Means",
    "Leader of Her Majesty's Official Opposition",
    "The First Minister of Scotland",
    "Chair of the Home Affairs Committee",
    "The Mayor of Copperhithe",
)


@pytest.mark.parametrize("office", MINISTERS)
def test_of_the_government(office: str) -> None:
    assert is_minister(office)


@pytest.mark.parametrize("office", OTHERS)
def test_of_others(office: str | None) -> None:
    assert not is_minister(office)
