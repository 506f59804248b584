"""What was read, how positions were coded, how often that is right, and where it fails."""

from analyser.briefing.length_limits import FULL, LengthLimits
from analyser.briefing.material import Material
from analyser.briefing.model import Block, Bullets, Heading, Note, Paragraph, Table
from analyser.briefing.references import Citations
from analyser.evaluation.report import Report, kept_reports, written
from analyser.wording import plural, share

_COLUMNS = {
    "positions": ("sides right", "sides found", "sides reversed", "stance macro-F1"),
    "themes": ("themes F1", "precision", "recall"),
}
_TITLES = {"positions": "Accuracy of positions", "themes": "Accuracy of themes"}
_HOW = (
    "A measure is found by terms of a published codebook. A small encoder, trained on coded"
    " contributions, reads the sentences nearest to it and tells which side is taken, if one is."
    " Its confidence is how often such a stance held on debates not learned from; below a threshold"
    " the stance is unclear. Party, office and vote are never looked at."
)
_LABELS = (
    "The contributions that accuracy was measured on were coded by a large language model under the"
    " same codebook; no human panel has coded them."
)
_MEANING = (
    "Sides right: of the sides told, support or oppose, the share that is right. Sides found: of"
    " the sides taken, the share that is told rightly. Sides reversed: of the sides told, the share"
    " that is the opposite. Read the words before relying on the side."
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


def coverage(material: Material, _room: LengthLimits, _: Citations) -> list[Block]:
    """Return what was fetched, read and coded."""
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
    return [Bullets(tuple(items))]


def method(material: Material, room: LengthLimits, _: Citations) -> list[Block]:
    """Return how positions were coded, with the measured figures beside their baselines."""
    del material
    reports = kept_reports()
    if room.compact:
        return _short(reports["positions"])
    blocks: list[Block] = [Paragraph(_HOW)]
    for task, title in _TITLES.items():
        if task == "positions" or room == FULL:
            blocks += _accuracy(reports[task], title, _COLUMNS[task])
        else:
            blocks.append(Paragraph(_in_a_line(reports[task]), lead=f"{title}:"))
    limits = Bullets(tuple(Paragraph(each) for each in (_LABELS, _MEANING, *_FAILS)))
    return [*blocks, Heading("Limits"), limits]


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
        "1 is perfect. In brackets: 95 % intervals, drawing whole debates again. The other rows"
        " are what simpler means give on the same contributions, except where the row says so."
    )
    return [Heading(title), table, Note(said)]


def _in_a_line(report: Report) -> str:
    ours, majority = report.systems[0], report.systems[1]
    name = _COLUMNS[report.task][0]
    found, least = (written(system.figures.get(name)) for system in (ours, majority))
    return (
        f"{name} {found}, beside {least} for always taking the commonest answer; in brackets 95 %"
        " intervals."
    )


def _short(report: Report) -> list[Block]:
    ours, majority = report.systems[0], report.systems[1]
    name = "sides right"
    figures = (
        f"Measured on {plural(report.units, 'contribution')} of {plural(report.debates, 'debate')}:"
        f" {name} {written(ours.figures.get(name))}, beside"
        f" {written(majority.figures.get(name))} for always taking the commonest answer; in"
        " brackets 95 % intervals."
    )
    return [Paragraph(f"{_HOW} {figures} {_LABELS} {_MEANING}")]
