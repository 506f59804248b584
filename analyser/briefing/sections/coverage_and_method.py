"""What was read, how positions were coded, how often that is right, and where it fails."""

from typing import Any

from analyser.briefing.length_limits import FULL, LengthLimits
from analyser.briefing.material import Material
from analyser.briefing.model import Block, Bullets, Heading, Note, Paragraph, Table
from analyser.briefing.references import Citations
from analyser.evaluation.metrics import Figure
from analyser.evaluation.report import Report, kept_reports, written
from analyser.queries.frames import records
from analyser.wording import day, known, plural, share

_COLUMNS = {
    "positions": ("sides right", "sides found", "sides reversed", "stance macro-F1"),
    "themes": ("themes F1", "precision", "recall"),
}
_TITLES = {"positions": "Accuracy of positions", "themes": "Accuracy of themes"}
_LABELS = (
    "What is right was coded by a large language model under the same codebook; no human panel has"
    " coded it."
)
_FAILS = (
    "Indirect argument is often missed: an anecdote, irony, or a consequence told without a word"
    " that judges it.",
    "Mixed positions, and those that take no side, are told less surely than the sides.",
    "What touches a broad measure and is not about it is told as a side too often.",
    "A position is what was said in one contribution. It says nothing of what the speaker thinks,"
    " said elsewhere, or did in a division.",
    "Parties, seats and offices are as on the day, where the record or a register gives them.",
)


def coverage(material: Material, room: LengthLimits, _: Citations) -> list[Block]:
    """Return what was fetched, read and coded, debate by debate."""
    whole = material.whole
    read = (
        f"{plural(len(whole), 'debate')}, {plural(material.speeches, 'contribution')} by named"
        f" speakers: {share(material.coded, material.speeches)} carry at least one position."
    )
    chosen = int(material.debates["speeches"].sum())
    items = [
        Paragraph(read, lead="Read:"),
        Paragraph(
            f"{share(chosen, material.speeches)} contributions are in the selection.",
            lead="Chosen:",
        ),
    ]
    if material.coverage:
        items += [Paragraph(line, lead="Fetched:") for line in material.coverage]
        items.append(
            Paragraph(f"{plural(material.gaps, 'item')} asked for and not got.", lead="Missing:")
        )
    else:
        items.append(
            Paragraph(
                "nothing. The corpus was read from files that the user gave, and what other"
                " debates there were is not known.",
                lead="Fetched:",
            )
        )
    return [Bullets(tuple(items)), *_debates(material, room)]


def _debates(material: Material, room: LengthLimits) -> list[Block]:
    """Return the debates by day, with how much of each was coded."""
    rows = material.debates
    shown = rows.nlargest(room.debates, "coded", keep="first").sort_index()
    table = Table(
        "Debates chosen",
        ("Date", "House", "Debate", "Contributions", "With a position", "Speakers"),
        tuple(_debate(row) for row in records(shown)),
        numeric=(3, 4, 5),
    )
    said = "Contributions are those of named speakers among what is chosen."
    if len(shown) < len(rows):
        said += (
            f" {len(shown)} of {len(rows)} debates are listed: those with most contributions that"
            " carry a position, and the earliest of those that have as many."
        )
    return [table, Note(said)]


def _debate(row: dict[str, Any]) -> tuple[str, ...]:
    counts = (f"{int(row[name]):,}" for name in ("speeches", "coded", "speakers"))
    return (day(row["date"]), known(row["house"]) or "not known", str(row["title"]), *counts)


def method(material: Material, room: LengthLimits, _: Citations) -> list[Block]:
    """Return how positions were coded and how often that is right; all figures at full length."""
    del material
    reports = kept_reports()
    blocks: list[Block] = [Paragraph(_in_short(reports["positions"]))]
    if room.compact:
        return blocks
    if room == FULL:
        for task, title in _TITLES.items():
            blocks += _accuracy(reports[task], title, _COLUMNS[task])
    return [*blocks, Heading("Limits"), Bullets(tuple(map(Paragraph, _FAILS)))]


def _accuracy(report: Report, title: str, names: tuple[str, ...]) -> list[Block]:
    rows = tuple(
        (system.name, *(written(system.figures.get(name)) for name in names))
        for system in report.systems
    )
    caption = (
        f"{title}, measured on {plural(report.units, 'contribution')} of"
        f" {plural(report.debates, 'debate')}"
    )
    table = Table(caption, ("System", *names), rows, tuple(range(1, len(names) + 1)))
    said = (
        "1 is perfect. In brackets: 95% intervals, drawing whole debates again. The other rows"
        " are what simpler means give on the same contributions, except where the row says so."
    )
    return [Heading(title), table, Note(said)]


def _in_short(report: Report) -> str:
    ours, majority = (system.figures for system in report.systems[:2])
    right, found, turned = (ours.get(f"sides {name}") for name in ("right", "found", "reversed"))
    told = f" {right.of:,}" if right else ""
    taken = f" {found.of:,}" if found else ""
    return (
        "A small language model, trained on coded contributions, read the sentences nearest to the"
        " terms of each measure and told which side is taken. Where it was not sure enough, the"
        f" position is unclear. On whole days that it had not seen, {_percent(right)} of the{told}"
        f" sides that it told are right, beside {_percent(majority.get('sides right'))} where the"
        f" commonest answer is always given. {_percent(turned)} are the opposite of what was"
        f" meant. It found {_percent(found)} of the{taken} sides that were taken. In"
        f" brackets: 95% intervals. {_LABELS}"
    )


def _percent(figure: Figure | None) -> str:
    if figure is None:
        return "not measured"
    value, low, high = (round(100 * each) for each in (figure.value, figure.low, figure.high))
    return f"{value}% ({low}% to {high}%)"
