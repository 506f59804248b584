"""What stands first: each measure's story in a paragraph, with the strongest quotes each way."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from analyser.briefing.length_limits import LengthLimits
from analyser.briefing.material import SIDES, Material
from analyser.briefing.model import Block, Note, Paragraph
from analyser.briefing.references import Citations
from analyser.briefing.sections.findings import found
from analyser.briefing.sections.quoting import quoted, stance_of
from analyser.briefing.sections.story import Told, leading, story
from analyser.briefing.sections.strongest import Ranked, ranked, strongest
from analyser.queries.frames import records
from analyser.wording import day, known, listed, party, plural, share, within
from analyser.wording import measures as labels

_MEANING = (
    "“For” is for the use, extension or introduction of the measure; “against” is for less of it or"
    " none. Grounds are counted by the members of a side who use them. That some argue the same in"
    " other words is measured by a program from how near the words are, and can be wrong."
)


def summary(material: Material, room: LengthLimits, cite: Citations) -> list[Block]:
    """Return what an adviser must know: the scope, each measure in turn, what else was found."""
    blocks: list[Block] = [Paragraph(_scope(material))]
    codes = material.measures
    for code in codes[: room.measures]:
        own = partial(Told.of, material.on(code), material.grounds_on(code))
        told = material.once(("story", code), own)
        blocks.append(story(code, told, room.names, material.is_of_many_days, cite))
        blocks += _quotes(material, code, room, cite)
    if left := codes[room.measures :]:
        blocks.append(Paragraph(_others(material, left), lead="Also spoken of:"))
    blocks.append(Paragraph(found(material), lead="Also found in those debates:"))
    return [*blocks, Note(_MEANING)] if codes else blocks


def _scope(material: Material) -> str:
    rows = material.debates
    days = sorted(rows["date"].dropna().unique())
    span = "on a date not known"
    if days:
        first, last = day(days[0]), day(days[-1])
        span = f"on {first}" if first == last else f"between {first} and {last}"
    houses = " and ".join(f"the {house}" for house in sorted(rows["house"].dropna().unique()))
    where = f" in {houses}" if houses else ""
    if unnamed := int(rows["house"].isna().sum()):
        where += f" ({unnamed:,} of them name no House)"
    bear = share(material.positions["contribution_id"].nunique(), material.speeches)
    codes = material.measures
    on = within(labels()[codes[0]]) if len(codes) == 1 else plural(len(codes), "measure")
    bearing = "carry a reviewed position on" if material.reviewed_only else "bear on"
    argued = material.positions["debate_id"].nunique()
    which = "" if argued == len(rows) else f", in {plural(argued, 'debate')},"
    return (
        f"This briefing covers {plural(len(rows), 'debate')}{where}, {span}."
        f" {bear} contributions by named speakers{which} {bearing} {on}."
    )


def _quotes(material: Material, code: str, room: LengthLimits, cite: Citations) -> list[Block]:
    """Return the strongest sentences for a measure and against it, each of another member.

    Who is on the same side in similar words stands under each.
    """
    members: set[str] = set()
    blocks: list[Block] = []
    for stance in SIDES:
        own = partial(_ranked, material, code, stance, room.longest)
        found = material.once(("quotes", code, stance, room.longest), own)
        chosen = strongest(
            found, cite, material.likeness, most=room.quotes, members=members, least=1
        )
        for row in chosen:
            blocks.append(quoted(row, cite, stance_of(row, measure=False)))
            blocks += _in_similar_words(material, row, room.names, cite)
    return blocks


def _in_similar_words(
    material: Material, row: Mapping[str, Any], most: int, cite: Citations
) -> list[Block]:
    own = material.on(str(row["measure"]))
    own = own[(own["stance"] == row["stance"]) & (own["member"] != row["member"])]
    people = leading(material.near(own, str(row["quote"])))
    if people.empty:
        return []
    shown = records(people.head(most))
    told = listed(f"{known(each['name'])} ({party(each['party'])})" for each in shown)
    if len(people) > most:
        told = f"{plural(len(people), 'other')}, among them {told},"
    verb = "is" if len(people) == 1 else "are"
    numbers = tuple(dict.fromkeys(map(cite.cite, shown)))
    return [Paragraph(f"{told} {verb} on the same side in similar words.", numbers)]


def _ranked(material: Material, code: str, stance: str, longest: int) -> Ranked:
    rows = material.on(code)
    return ranked(rows[rows["stance"] == stance], longest)


def _others(material: Material, codes: list[str]) -> str:
    counts = material.positions["measure"].value_counts()
    told = [f"{within(labels()[code])} ({plural(counts[code], 'contribution')})" for code in codes]
    return f"{listed(told)}."
