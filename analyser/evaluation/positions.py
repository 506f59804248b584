"""Positions: coded by the encoder, beside what simpler means give, on labelled contributions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from analyser.annotate import build_nlp, code_texts, signature
from analyser.coding import Coding
from analyser.evaluation import metrics
from analyser.evaluation.differences import differences
from analyser.evaluation.metrics import Array, Figure, figure
from analyser.evaluation.report import Report, System
from analyser.evaluation.sample import measured, sample_of
from analyser.evaluation.simple_positions import baseline_positions
from analyser.evaluation.speakers import NOT_STATED, SpokenBy, spoken_by, unknown
from analyser.evaluation.stances import STANCES, Said, stances_of
from analyser.members import Register
from analyser.training.examples import texts_of
from analyser.training.gold import GoldPosition, GoldUnit

_SIDES = ("support", "oppose")
_SHARES = {"sides right": [0, 1], "sides found": [0, 2], "sides reversed": [3, 1]}
_COMPARED = ("house", "party", "sex", "decade")
_THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9)
_FEWEST = 10  # sides taken under which a part has no figures of its own


def positions(
    paths: Sequence[Path], encoder: Path | None = None, register: Register | None = None
) -> Report:
    """Measure positions on labelled files (see ``tasks.evaluate``).

    ``register`` says of whom the file does not the house, party and sex, by which errors are told
    apart. None of it reaches the coding.
    """
    sample = sample_of(paths, encoder)
    units = sample.units
    nlp = build_nlp(encoder=encoder, held_out=sample.is_held_out)
    ours = [_said(coding) for coding in code_texts(nlp, texts_of(units))]
    by_system = {"ours": ours} | baseline_positions(sample)
    groups = sample.groups if len(set(sample.groups)) > 1 else [""] * len(units)
    systems = [
        _system(f"{name}, {group}" if group else name, units, said, groups, group)
        for group in dict.fromkeys(groups)
        for name, said in by_system.items()
    ]
    report = Report(
        "positions",
        sample.files,
        len(units),
        sample.debates,
        0,
        signature(nlp),
        systems,
        sample.notes,
        sample.is_held_out,
    )
    speakers = spoken_by(units, register)
    report.notes.append(unknown(speakers))
    kinds = _kinds(units, speakers, sample.groups)
    report.parts.update(_parts(units, ours, kinds))
    _compare(report, units, ours, kinds)
    return report


def _said(coding: Coding) -> Said:
    """Return of each measure what was coded: stance, confidence, and where its sentence stands."""
    return {
        each.measure: (
            each.stance.value,
            each.confidence,
            (each.evidence.start, each.evidence.end) if each.evidence else None,
        )
        for each in coding.positions
    }


def _system(
    name: str, units: Sequence[GoldUnit], said: Sequence[Said], groups: Sequence[str], group: str
) -> System:
    places = [n for n, each in enumerate(groups) if each == group]
    chosen, told = [units[n] for n in places], [said[n] for n in places]
    debates = [unit.debate for unit in chosen]
    ours = name.startswith("ours")
    figures = _sides(chosen, told, debates) | _agreement(chosen, told, debates)
    curve = []
    sure, right, of = _sureness(chosen, told)
    if ours and sure:
        bins = metrics.in_bins(sure, right)
        figures["calibration error"] = figure(bins, of, metrics.calibration, len(sure))
        curve = metrics.coverage(sure, right)
    return System(name, measured(figures), coverage=curve)


def _sides(
    units: Sequence[GoldUnit], said: Sequence[Said], debates: Sequence[str], least: float = 0.0
) -> dict[str, Figure | None]:
    """Return of the sides found, support or oppose, how many are right, found and reversed."""
    counts = _side_counts(units, said, least)
    return {
        name: figure(counts[:, of], debates, metrics.share, int(counts[:, of[1]].sum()))
        for name, of in _SHARES.items()
    }


def _side_counts(units: Sequence[GoldUnit], said: Sequence[Said], least: float = 0.0) -> Array:
    """Return of each unit how many sides are right, told, taken and reversed."""
    counts = np.zeros((len(units), 4))
    for n, (unit, mine) in enumerate(zip(units, said, strict=True)):
        truth = {p.measure: p.stance for p in unit.positions if p.stance in _SIDES}
        told = {
            code: stance
            for code, (stance, sure, _) in mine.items()
            if stance in _SIDES and sure >= least
        }
        right = sum(truth.get(code) == stance for code, stance in told.items())
        turned = sum(truth.get(code, stance) != stance for code, stance in told.items())
        counts[n] = right, len(told), len(truth), turned
    return counts


def _agreement(
    units: Sequence[GoldUnit], said: Sequence[Said], debates: Sequence[str]
) -> dict[str, Figure | None]:
    """Return how far the codes agree with those of the file, measure by measure."""
    named = np.zeros((len(units), 3))
    classes = np.zeros((len(units), len(STANCES), 3))
    confusion = np.zeros((len(units), len(STANCES) + 1, len(STANCES) + 1))
    overlap = np.zeros((len(units), 2))
    for n, (unit, mine) in enumerate(zip(units, said, strict=True)):
        truth = {each.measure: each for each in unit.positions}
        both = truth.keys() & mine.keys()
        named[n] = len(both), len(truth), len(mine)
        stances, mine_all = stances_of(unit, mine)
        for column, stance in enumerate(STANCES):
            here = {code for code, each in stances.items() if each == stance}
            there = {code for code, each in mine_all.items() if each == stance}
            classes[n, column] = len(here & there), len(here), len(there)
        for code in both:
            confusion[n, _column(truth[code].stance), _column(mine[code][0])] += 1
            overlap[n] += _overlap(truth[code], mine[code][2])
    count, shared = sum(len(unit.positions) for unit in units), int(confusion.sum())
    stances_coded = int(classes[..., 1].sum())
    figures: dict[str, Figure | None] = {
        "measures F1": figure(named, debates, metrics.micro_f1, count),
        "stance macro-F1": figure(classes, debates, metrics.macro_f1, stances_coded),
        "kappa": figure(confusion, debates, metrics.kappa, shared),
        "evidence overlap": figure(overlap, debates, metrics.share, int(overlap[:, 1].sum())),
    }
    for column, stance in enumerate(STANCES):
        of_one = classes[:, column]
        coded, told = int(of_one[:, 1].sum()), int(of_one[:, 2].sum())
        figures[f"{stance} precision"] = figure(of_one, debates, metrics.precision, told)
        figures[f"{stance} recall"] = figure(of_one, debates, metrics.recall, coded)
        figures[f"{stance} F1"] = figure(of_one, debates, metrics.micro_f1, coded)
    return figures


def _overlap(gold: GoldPosition, shown: tuple[int, int] | None) -> tuple[float, float]:
    """Return whether the sentence shown meets the one coded, and whether there are two to meet."""
    if gold.start is None or gold.end is None or shown is None:
        return 0.0, 0.0
    return float(shown[0] < gold.end and gold.start < shown[1]), 1.0


def _sureness(
    units: Sequence[GoldUnit], said: Sequence[Said]
) -> tuple[list[float], list[bool], list[str]]:
    """Return of each position found its confidence, whether it is right, and its debate."""
    sure, right, of = [], [], []
    for unit, mine in zip(units, said, strict=True):
        truth = {each.measure: each.stance for each in unit.positions}
        for code, (stance, confidence, _) in mine.items():
            if stance != "unclear":
                sure.append(confidence)
                right.append(truth.get(code) == stance)
                of.append(unit.debate)
    return sure, right, of


def _column(stance: str) -> int:
    return STANCES.index(stance) if stance in STANCES else len(STANCES)


def _kinds(
    units: Sequence[GoldUnit], speakers: Sequence[SpokenBy], groups: Sequence[str]
) -> dict[str, list[str]]:
    """Return the group of each unit by house, party, sex, decade and kind of source."""
    return {
        "house": [each.house for each in speakers],
        "party": [each.party for each in speakers],
        "sex": [each.sex for each in speakers],
        "decade": [f"{unit.date[:3]}0s" if unit.date else NOT_STATED for unit in units],
        "source": list(groups),
    }


def _parts(
    units: Sequence[GoldUnit], said: Sequence[Said], kinds: Mapping[str, Sequence[str]]
) -> dict[str, list[System]]:
    """Return the figures of sides by confidence, measure and the kinds of groups."""
    debates = [unit.debate for unit in units]
    by_confidence = [
        System(f"{least:.1f} or more", measured(_sides(units, said, debates, least)))
        for least in _THRESHOLDS
    ]
    measures = sorted({p.measure for unit in units for p in unit.positions})
    by_measure = [
        _part(code, [_only(unit, code) for unit in units], [_of(each, code) for each in said])
        for code in measures
    ]
    parts = {"confidence": by_confidence, "measure": _sized(by_measure)}
    for kind, groups in kinds.items():
        rows: dict[str, list[int]] = defaultdict(list)
        for n, group in enumerate(groups):
            rows[group].append(n)
        parts[kind] = _sized(
            _part(each, [units[n] for n in places], [said[n] for n in places])
            for each, places in sorted(rows.items())
        )
    return parts


def _compare(
    report: Report,
    units: Sequence[GoldUnit],
    said: Sequence[Said],
    kinds: Mapping[str, Sequence[str]],
) -> None:
    """Put into a report which groups of speakers and decades differ by more than chance."""
    compared = 0
    for kind in _COMPARED:
        known = [n for n, group in enumerate(kinds[kind]) if group != NOT_STATED]
        chosen = [units[n] for n in known]
        counts = _side_counts(chosen, [said[n] for n in known])
        told = list(
            differences(
                {name: counts[:, of] for name, of in _SHARES.items()},
                [kinds[kind][n] for n in known],
                [unit.debate for unit in chosen],
                _FEWEST,
            )
        )
        compared += len(told)
        report.differences[kind] = [each for each in told if each]
    report.notes.append(
        f"Groups by {', '.join(_COMPARED[:-1])} and {_COMPARED[-1]} were compared {compared} times."
        " One comparison in twenty would seem more than chance by chance alone."
    )


def _part(name: str, units: Sequence[GoldUnit], said: Sequence[Said]) -> System:
    return System(name, measured(_sides(units, said, [unit.debate for unit in units])))


def _sized(systems: Iterable[System]) -> list[System]:
    return [
        each
        for each in systems
        if "sides found" in each.figures and each.figures["sides found"].of >= _FEWEST
    ]


def _only(unit: GoldUnit, code: str) -> GoldUnit:
    from dataclasses import replace

    return replace(unit, positions=tuple(p for p in unit.positions if p.measure == code))


def _of(said: Said, code: str) -> Said:
    return {code: said[code]} if code in said else {}
