"""Which units of labelled files are measured, and which ones baselines may learn from."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from analyser.annotate.encoder import load_encoder
from analyser.corpus.review_files import SOURCE
from analyser.errors import UnreadableModel
from analyser.evaluation.metrics import Figure
from analyser.motion.fitting import folds as parts_of
from analyser.training.examples import held_out
from analyser.training.gold import GoldUnit, read_gold_units, text_hash

FOLDS, SEED = 10, 0
CODED_BY = (
    "The labels of this kind of file were made by a large language model that read each"
    " contribution; no human panel has coded them."
)
REVIEWED = (
    "Labels are people's reviews of positions that the program coded: sides right is measured, but"
    " sides found is not, since what the program missed was not reviewed."
)
HELD_OUT = (
    "Measured on the third of the debates that was held out, with the version of the encoder that"
    " neither learned from them nor was tuned on them. The version in use learned from all."
)
IN_VIEW = (
    "The codebook's terms were written with some of these contributions in view: which measures are"
    " named is to that extent in sample."
)
_GROUPS = {
    "whole_days": "whole days",
    "saved_pages": "pages",
    "more_pages": "pages",
    "dev": "first set",
    "coded": "coded later",
}


@dataclass(frozen=True, slots=True)
class Sample:
    """Units that are measured, each with its group, and what baselines learn from.

    ``parts`` pairs the units learned from with the places of those measured by what was learned.
    """

    units: list[GoldUnit]
    groups: list[str]
    parts: list[tuple[list[GoldUnit], list[int]]]
    files: str
    is_held_out: bool
    notes: list[str]

    @property
    def debates(self) -> int:
        """How many debates the units are of."""
        return len({unit.debate for unit in self.units})


def sample_of(paths: Sequence[Path], encoder: Path | None = None) -> Sample:
    """Return what is to be measured of labelled files.

    Of files that an encoder learned from that is the third of the debates that it was kept
    from, without what stands word for word in another debate too; of other files it is all. Of
    contributions that people reviewed, it is those that the encoder did not learn from. Raises
    ``UnreadableModel`` where a file cannot be read or holds no such unit.
    """
    learned = load_encoder(encoder).learned
    units, groups = _read(paths, learned)
    known = sum(text_hash(unit.text) in learned for unit in units)
    files = ", ".join(path.name for path in paths)
    if not known:
        debates = [unit.debate.casefold() for unit in units]
        divided = parts_of(debates, min(FOLDS, len(set(debates))), SEED)
        parts = [([units[n] for n in learnt], held) for learnt, held in divided]
        notes = [*_labelled(units), "The encoder learned from none of these units."]
        return Sample(units, groups, parts, files, False, notes)
    rest = [unit for unit in units if not held_out(unit.debate)]
    seen = {text_hash(unit.text) for unit in rest}
    places = [
        n
        for n, unit in enumerate(units)
        if held_out(unit.debate) and text_hash(unit.text) not in seen
    ]
    held = [units[n] for n in places]
    return Sample(
        held,
        [groups[n] for n in places],
        [(rest, list(range(len(held))))],
        files,
        True,
        [*_labelled(units), HELD_OUT, IN_VIEW],
    )


def _read(paths: Sequence[Path], learned: Collection[str]) -> tuple[list[GoldUnit], list[str]]:
    """Return the units of labelled files that can be measured, and the group of each."""
    units, groups = [], []
    for path in paths:
        read = [
            unit
            for unit in read_gold_units(path)
            if unit.source != SOURCE or text_hash(unit.text) not in learned
        ]
        if not read:
            raise UnreadableModel(
                path, "the whole file", "it holds no unit to measure", "at least one"
            )
        units += read
        groups += [_GROUPS.get(path.stem, path.stem.replace("_", " "))] * len(read)
    return units, groups


def _labelled(units: Sequence[GoldUnit]) -> list[str]:
    """Return who made the labels."""
    by_people = {unit.source == SOURCE for unit in units}
    return [note for note, said in ((CODED_BY, False), (REVIEWED, True)) if said in by_people]


def measured(figures: Mapping[str, Figure | None]) -> dict[str, Figure]:
    """Return the figures that there was something to measure on."""
    return {name: each for name, each in figures.items() if each is not None}


def known(value: float) -> Figure:
    """Return a figure that was not measured here, without an interval."""
    return Figure(value, value, value, 0)
