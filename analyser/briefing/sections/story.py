"""What was argued on one measure, told in a paragraph: who, on which grounds, how many each way.

Each sentence is a template over counts and names of the record, and says nothing beyond them.
"""

from dataclasses import dataclass

import pandas as pd

from analyser.briefing.material import SIDES
from analyser.briefing.model import Paragraph
from analyser.briefing.references import Citations
from analyser.members.offices import is_minister
from analyser.queries.frames import records
from analyser.wording import STANCES, known, listed, party, plural, share, times, within
from analyser.wording import measures as measure_labels
from analyser.wording import themes as theme_labels

_SAID = {**SIDES, "mixed": "both ways", "none": "taking no side", "unclear": "unclear"}
_SPOKE = {
    "support": "spoke for it",
    "oppose": "spoke against it",
    "mixed": "argued both ways or on conditions",
}
_AS_GROUNDS = {"international": "other countries"}
_MOST_GROUNDS = 4
_MOST_PARTIES = 5


def story(code: str, told: "Told", names: int, days: bool, cite: Citations) -> Paragraph:
    """Return the paragraph of a measure from what is told of it.

    ``names`` is how many members of each side are named, ``days`` whether with the month.
    """
    said = [told.counted]
    for stance, people in told.sides.items():
        said += _spoke(stance, people, told, names, days)
    said += _both_ways(told, names) + _no_side(told, names)
    shown = [people.head(names) for people in (*told.sides.values(), told.none, told.unclear)]
    cited = [cite.cite(row) for people in shown for row in records(people)]
    return Paragraph(" ".join(said), tuple(dict.fromkeys(cited)), lead=f"{measure_labels()[code]}.")


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What is told of a measure however many are named.

    Of those for it, against it and both ways: who (a row a member), by party, on which grounds.
    ``sided`` are the positions for and against; of those coded as ``both``, of ``none`` and as
    ``unclear`` there is one row a member.
    """

    counted: str
    sides: dict[str, pd.DataFrame]
    parties: dict[str, str]
    grounds: dict[str, str]
    sided: pd.DataFrame
    both: pd.DataFrame
    none: pd.DataFrame
    unclear: pd.DataFrame

    @classmethod
    def of(cls, rows: pd.DataFrame, grounds: pd.DataFrame) -> "Told":
        """Work it out from the positions on a measure and the themes argued with them."""
        people = {stance: leading(rows[rows["stance"] == stance]) for stance in _SPOKE}
        sides = {stance: own for stance, own in people.items() if len(own)}
        sided = rows[rows["stance"].isin(list(SIDES))]
        stances = sided.groupby("member")["stance"].nunique()
        taking = rows[rows["stance"].isin(list(_SPOKE))]
        left = rows[~rows["member"].isin(taking["member"])]
        unclear = leading(left[left["stance"] == "unclear"])
        return cls(
            _counted(rows),
            sides,
            {stance: _parties(own) for stance, own in sides.items()},
            {
                stance: _grounds(grounds[grounds["direction"] == SIDES[stance]], len(own))
                for stance, own in sides.items()
                if stance in SIDES
            },
            sided,
            leading(sided[sided["member"].isin(stances[stances > 1].index)]),
            leading(left[~left["member"].isin(unclear["member"])]),
            unclear,
        )


def leading(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row a member: reviewed ones first, then ministers, other offices, the surest.

    Whose position is doubtful (see ``material``) comes last.
    """
    offices = rows["office"]
    ministers = [office for office in offices.dropna().unique() if is_minister(office)]
    ranked = rows.assign(
        _sure=~rows["doubtful"],
        _minister=offices.isin(ministers),
        _office=offices.notna(),
        _party=rows["party"].notna(),
    )
    order = ["_sure", "reviewed", "_minister", "_office", "_party", "confidence"]
    return ranked.sort_values(order, ascending=False, kind="stable").drop_duplicates("member")


def _counted(rows: pd.DataFrame) -> str:
    counts, whole = rows["stance"].value_counts(), len(rows)
    if whole == 1:
        return "1 contribution bears on it."
    told = [
        f"{share(int(counts.get(each.code, 0)), whole)} {_SAID[each.code]}"
        if each.code in counts
        else f"none found {_SAID[each.code]}"
        for each in STANCES
        if each.code in (*counts.index, *SIDES)
    ]
    members = plural(rows["member"].nunique(), "member")
    return f"{whole:,} contributions by {members} bear on it: {listed(told)}."


def _spoke(stance: str, people: pd.DataFrame, of: Told, most: int, days: bool) -> list[str]:
    """Return who spoke so, on which grounds: by name where they are few, else by party with some.

    A position both ways has no grounds of its own: themes are for or against.
    """
    told = [_person(row, days) for row in records(people.head(most))]
    is_few = len(people) <= most
    who = listed(told) if is_few else f"{plural(len(people), 'member')} ({of.parties[stance]})"
    why = f", {of.grounds[stance]}" if stance in SIDES else ""
    said = f"{who} {_SPOKE[stance]}{why}."
    return [said] if is_few else [said, f"Among them were {listed(told)}."]


def _person(row: dict[str, object], days: bool) -> str:
    """Return a name with the party and office of the day: "Ada Fen (Lan, Minister for Quays)"."""
    office = (known(row["office"]) or "").removeprefix("The ")
    when = f"{row['date']:%B %Y}" if days and known(row["date"]) else ""
    about = ", ".join(part for part in (party(row["party"]), office, when) if part)
    return f"{known(row['name']) or 'a speaker not named'} ({about})"


def _parties(people: pd.DataFrame) -> str:
    counts = people["known_party"].map(party).value_counts()
    told = [f"{name} {count}" for name, count in counts.head(_MOST_PARTIES).items()]
    others = int(counts.iloc[_MOST_PARTIES:].sum())
    return ", ".join([*told, *([f"others {others}"] if others else [])])


def _grounds(rows: pd.DataFrame, members: int) -> str:
    """Return the themes argued with, by how many members of the side used each."""
    counts = rows.groupby("theme")["member"].nunique().sort_values(ascending=False, kind="stable")
    if counts.empty:
        return "on no ground that was found in their words"
    told: list[str] = []
    for code, count in counts.head(_MOST_GROUNDS).items():
        of = "" if told else f" of {members}"
        told.append(f"{_ground(str(code))}{f' ({count}{of})' if members > 1 else ''}")
    more = len(counts) - len(told)
    return f"on grounds of {listed([*told, *([plural(more, 'other')] if more > 0 else [])])}"


def _ground(code: str) -> str:
    """Return a theme as it stands in a list: in quotation marks where it holds a comma."""
    label = _AS_GROUNDS.get(code) or within(theme_labels()[code])
    return f"“{label}”" if "," in label else label


def _both_ways(of: Told, most: int) -> list[str]:
    """Say who was coded on both sides, so that nobody wonders at a name that stands twice."""
    if len(of.both) > most:
        return [f"{_among(of.both, most, 'member')} were coded on both sides at different times."]
    told = []
    for person in records(of.both):
        own = of.sided.loc[of.sided["member"] == person["member"], "stance"].value_counts()
        each = f"for it {times(own['support'])} and against it {times(own['oppose'])}"
        told.append(f"{known(person['name'])} was coded {each}.")
    return told


def _no_side(of: Told, most: int) -> list[str]:
    """Say who took no side in anything they said, and of whom the program could not tell."""
    said = []
    if len(of.none):
        said.append(f"{_among(of.none, most, 'other member')} addressed it without taking a side.")
    if len(of.unclear):
        who = _among(of.unclear, most, "other member")
        said.append(f"The program could not tell where {who} stood.")
    return said


def _among(people: pd.DataFrame, most: int, kind: str) -> str:
    """Return all names where they are few, else how many there are, with the first of them."""
    names = [known(name) or "a speaker not named" for name in people["name"]]
    if len(names) <= most:
        return listed(names)
    return f"{plural(len(names), kind)} (among them {listed(names[:most])})"
