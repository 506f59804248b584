"""Stances on motions: ours with and without party, beside what simpler means give."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from analyser.errors import UnreadableModel, WrongUse
from analyser.evaluation import baselines, metrics
from analyser.evaluation.metrics import Array, Figure, figure
from analyser.evaluation.report import Report, System
from analyser.evaluation.sample import FOLDS, SEED, measured
from analyser.motion.fitting import folds as parts_of
from analyser.motion.reader import MotionModel, load_motion_model
from analyser.motion.training import train_motion_with, unit_of
from analyser.training.gold import GoldMotion, read_gold_motions, text_hash


def motions(paths: Sequence[Path], encoder: Path | None = None) -> Report:
    """Measure stances on motions on labelled files (see ``tasks.evaluate``).

    Where the model kept learned from a file, it is trained anew in ten parts, debates kept
    together. No encoder has a say: ``encoder`` is refused.
    """
    if encoder:
        raise WrongUse("stances on motions are read without an encoder: give none")
    units = [unit for path in paths for unit in read_gold_motions(path)]
    if not units:
        raise UnreadableModel(paths[0], "the whole file", "it holds no unit", "at least one")
    kept = load_motion_model()
    learned = sum(text_hash(unit_of(unit).text) in kept.learned for unit in units)
    folds = FOLDS if learned else 0
    debates = [unit.debate.casefold() for unit in units]
    parts = list(parts_of(debates, min(FOLDS, len(set(debates))), SEED))
    systems = _systems(units, _scores(units, parts, kept, anew=bool(folds)))
    notes = [
        "The labels are human (HanDeSeT, Abercrombie and Batista-Navarro 2018).",
        "Trained anew in ten parts, debates kept together."
        if folds
        else "The model as it is kept; it learned from none of these units.",
        "Words-only reads forms of address too (“my hon. Friend”), which hint at the side sat on;"
        " “no forms of address” is trained and measured without them.",
    ]
    return Report(
        "motion",
        ", ".join(path.name for path in paths),
        len(units),
        len({unit.debate for unit in units}),
        folds,
        kept.signature,
        systems,
        notes,
    )


def _scores(
    units: Sequence[GoldMotion],
    parts: Sequence[tuple[list[int], list[int]]],
    kept: MotionModel,
    *,
    anew: bool,
) -> dict[str, Array]:
    """Return how far each system finds each unit to be in support, from 0 to 1."""
    names = ["words", "party", "bare", "motion", "plain", "majority", *["unaddressed"] * anew]
    scored: dict[str, Array] = {name: np.full(len(units), 0.5) for name in names}
    for learnt, held in parts:
        seen = [units[n] for n in learnt]
        trained: MotionModel = train_motion_with(seen, kept.parts["votes"]) if anew else kept
        if anew:
            masked = [_without_address(unit) for unit in seen]
            unaddressed = train_motion_with(masked, kept.parts["votes"])
            for n in held:
                unit = unit_of(_without_address(units[n]))
                scored["unaddressed"][n] = unaddressed.support(unit)
        alone = baselines.motion_alone(seen)
        bare = baselines.party_and_side(seen)
        plain = baselines.tfidf([unit_of(u).text for u in seen], [int(u.support) for u in seen], 2)
        most = float(np.mean([u.support for u in seen]))
        for n in held:
            unit = unit_of(units[n])
            scored["words"][n] = trained.support(unit)
            scored["party"][n] = trained.support(unit, with_party=True)
            scored["bare"][n] = bare(units[n])
            scored["motion"][n] = alone(unit.motion)
            label, sure = plain(unit.text)
            scored["plain"][n] = sure if label else 1 - sure
            scored["majority"][n] = most
    scored["same"] = np.array([0.9 if u.party == u.mover_party else 0.1 for u in units])
    scored["praised"] = np.array([0.5 + baselines.sentiment(unit_of(u).text) / 2 for u in units])
    return scored


_SYSTEMS = {
    "words": "ours, words only",
    "party": "ours, with party and side",
    "unaddressed": "ours, no forms of address",
    "majority": "majority",
    "motion": "the motion's words alone",
    "praised": "VADER",
    "plain": "TF-IDF, logistic regression",
    "same": "same party as the mover",
    "bare": "party and side, logistic regression",
}


def _systems(units: Sequence[GoldMotion], scored: dict[str, Array]) -> list[System]:
    return [
        _motion_system(shown, units, scored[name], shown.startswith("ours"))
        for name, shown in _SYSTEMS.items()
        if name in scored
    ]


_ADDRESS = re.compile(
    r"\b(my|the|The|My)\s+(right\s+)?hon\.(\s+and\s+(learned|gallant))?\s+(Friends?|Gentle\w+|Lad\w+"
    r"|Members?)|\b(hon|right hon)\.|\bFriends?\b|\bGentlem[ae]n\b|\bLad(y|ies)\b"
)


def _without_address(unit: GoldMotion) -> GoldMotion:
    return replace(unit, texts=tuple(_ADDRESS.sub(" ", text) for text in unit.texts))


def _motion_system(
    name: str, units: Sequence[GoldMotion], support: Array, confident: bool = False
) -> System:
    debates = [unit.debate for unit in units]
    truth = np.array([unit.support for unit in units])
    said = support > 0.5
    right = said == truth
    classes = np.zeros((len(units), 2, 3))
    confusion = np.zeros((len(units), 2, 2))
    for column, label in enumerate((True, False)):
        classes[:, column, 0] = (truth == label) & (said == label)
        classes[:, column, 1] = truth == label
        classes[:, column, 2] = said == label
    confusion[np.arange(len(units)), truth.astype(int), said.astype(int)] = 1
    sure = np.where(said, support, 1 - support)
    half = np.argsort(-sure, kind="stable")[: max(1, len(units) // 2)]
    ones = np.ones(len(units))
    counts = np.stack([right.astype(float), ones], axis=1)
    figures: dict[str, Figure | None] = {
        "accuracy": figure(counts, debates, metrics.share, len(units)),
        "macro-F1": figure(classes, debates, metrics.macro_f1, len(units)),
        "kappa": figure(confusion, debates, metrics.kappa, len(units)),
    }
    curve = []
    if confident:
        figures["accuracy at half coverage"] = figure(
            counts[half], [debates[n] for n in half], metrics.share, len(half)
        )
        bins = metrics.in_bins(sure.tolist(), right.tolist())
        figures["calibration error"] = figure(bins, debates, metrics.calibration, len(units))
        curve = metrics.coverage(sure.tolist(), right.tolist())
    for column, stance in enumerate(("support", "oppose")):
        one = classes[:, column]
        figures[f"{stance} precision"] = figure(
            one, debates, metrics.precision, int(one[:, 2].sum())
        )
        figures[f"{stance} recall"] = figure(one, debates, metrics.recall, int(one[:, 1].sum()))
    return System(name, measured(figures), coverage=curve)
