"""Who spoke a labelled unit, as registers have it, so that errors can be compared between groups.

Figures alone are parted by this: what codes a contribution reads its words and never who spoke.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from analyser.debate import Contribution, Debate, House, Kind, Sitting, Speaker
from analyser.members import Register, party_abbreviation
from analyser.training.gold import GoldUnit

NOT_STATED = "not stated"
"""The group of what neither the file nor a register says."""


@dataclass(frozen=True, slots=True)
class SpokenBy:
    """House, party on the day (Labour's for Lab/Co-op), and sex where a register publishes it."""

    house: str = NOT_STATED
    party: str = NOT_STATED
    sex: str = NOT_STATED


def spoken_by(units: Sequence[GoldUnit], register: Register | None) -> list[SpokenBy]:
    """Return of each unit who spoke it.

    What the file says stands. The rest is that of the one member whom the register has under the
    speaker's name on that day, in the House named or, where none is, in both Houses together.
    """
    return [_spoken_by(unit, register) for unit in units]


def _spoken_by(unit: GoldUnit, register: Register | None) -> SpokenBy:
    house, sex = unit.house, None
    party = party_abbreviation(unit.party) if unit.party else None
    found = list(_members(unit, party, register)) if register else []
    if register and len(found) == 1:
        ((where, member),) = found
        house, party = house or where.value, party or member.party
        sex = register.sex(member.person_id or "")
    party = (party or NOT_STATED).removesuffix("/Co-op")
    return SpokenBy(house or NOT_STATED, party, sex or NOT_STATED)


def _members(
    unit: GoldUnit, party: str | None, register: Register
) -> Iterator[tuple[House, Speaker]]:
    """Yield whom the register has under the name that day, in each House that it may be."""
    day = _day(unit.date)
    if day is None or not unit.speaker:
        return
    said = Contribution(unit.id, Kind.SPEECH, "", Speaker(unit.speaker, party=party))
    for house in House:
        if unit.house in ("", house.value):
            debate = Debate(unit.debate, "", "", (said,))
            (resolved,) = register.resolve(Sitting("", house, day, "", "", (debate,))).debates
            member = resolved.contributions[0].speaker
            if member and member.person_id:
                yield house, member


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def unknown(speakers: Sequence[SpokenBy]) -> str:
    """Return a sentence that says of how many units house, party and sex are not known."""
    missing = {
        kind: sum(getattr(each, kind) == NOT_STATED for each in speakers)
        for kind in ("house", "party", "sex")
    }
    counted = ", ".join(f"the {kind} of {count:,}" for kind, count in missing.items())
    return (
        f"Of {len(speakers):,} units, this is not known of the speaker: {counted}. They come from"
        " the file, or from registers by name and day. None is inferred, and the coding reads none."
    )
