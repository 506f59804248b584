"""Sittings in a few words, of people who do not exist."""

from collections.abc import Iterable
from datetime import date

from analyser.debate import Contribution, Debate, Division, House, Kind, Sitting, Speaker, Vote


def sitting(
    *speakers: Speaker,
    day: date | None = date(2016, 5, 10),
    house: House | None = House.COMMONS,
    sitting_id: str = "debates2016-05-10",
    votes: tuple[Vote, ...] = (),
) -> Sitting:
    """Return a sitting of one debate in which these speak in turn."""
    contributions = tuple(
        Contribution(f"{sitting_id}/{n}", Kind.SPEECH, "I beg to move.", speaker)
        for n, speaker in enumerate(speakers)
    )
    division = Division(f"{sitting_id}/d", "1", None, 1, 0, votes)
    debate = Debate(f"{sitting_id}.1", "Lanterns Bill", "Commons", contributions, (division,))
    return Sitting(sitting_id, house, day, "fiction.xml", "twfy-xml", (debate,))


def speakers(resolved: Sitting) -> list[Speaker]:
    """Return who speaks, in order."""
    return [
        item.speaker
        for debate in resolved.debates
        for item in debate.contributions
        if item.speaker is not None
    ]


def xml(entries: Iterable[str]) -> str:
    """Return a register in ParlParse's XML."""
    return "<publicwhip>\n" + "\n".join(entries) + "\n</publicwhip>\n"


def member(
    number: int,
    name: str,
    seat: str,
    party: str,
    days: str = "2010-05-06 2015-03-30",
    parliament_id: int | None = None,
) -> str:
    """Return one ``<member>``."""
    first, last = name.rsplit(" ", 1)
    start, end = days.split()
    numbered = f' datadotparl_id="{parliament_id}"' if parliament_id else ""
    return (
        f'<member id="uk.org.publicwhip/member/{number}" house="commons" title=""'
        f' firstname="{first}" lastname="{last}" constituency="{seat}" party="{party}"'
        f' fromdate="{start}" todate="{end}"{numbered}/>'
    )


def lord(number: int, title: str, name: str, of: str, party: str, days: str) -> str:
    """Return one ``<lord>``."""
    start, end = days.split()
    return (
        f'<lord id="uk.org.publicwhip/lord/{number}" house="lords" title="{title}"'
        f' lordname="{name}" lordofname="{of}" affiliation="{party}"'
        f' fromdate="{start}" todate="{end}"/>'
    )


def listed(*rows: str) -> str:
    """Return a list as TheyWorkForYou gives it: "number,first,last,party,seat" a row."""
    return "\n".join(["Person ID,First name,Last name,Party,Constituency", *rows]) + "\n"


def person(number: int) -> str:
    """Return a person's id as published."""
    return f"uk.org.publicwhip/person/{number}"


def member_id(number: int) -> str:
    """Return a membership's id as published."""
    return f"uk.org.publicwhip/member/{number}"
