"""The three tasks: positions on measures, themes, and stances on motions.

Where the model kept with the project learned from the file, or ``folds`` are asked for, it is
trained anew without the debates that it is measured on. The baselines that learn always are.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from analyser.annotate import build_nlp, code_texts, signature
from analyser.annotate.components import PositionReader
from analyser.annotate.linear import mark
from analyser.annotate.motion import MotionModel, load_motion_model
from analyser.annotate.training.linear import folds as parts_of
from analyser.annotate.training.motion import train_motion_with, unit_of
from analyser.annotate.training.positions import cases_of, train_positions
from analyser.coding import Coding
from analyser.errors import UnreadableModel
from analyser.evaluation import baselines, metrics
from analyser.evaluation.metrics import Array, Figure, figure
from analyser.evaluation.report import Report, System
from analyser.gold import GoldMotion, GoldUnit, read_gold_motions, read_gold_units

if TYPE_CHECKING:
    from spacy.language import Language

_FOLDS, _SEED = 10, 0
STANCES = ("support", "oppose", "mixed", "none")
CODED_BY = (
    "The labels of this kind of file were made by a large language model that read each"
    " contribution; no human panel has coded them."
)
IN_VIEW = (
    "The codebook's terms and cues were written with the development file in view: on that file,"
    " what rests on them is in-sample even where the trained part is not."
)
AGREEMENT = "two independent codings, on 102 other contributions"

Said = Mapping[str, tuple[str, float, tuple[int, int] | None]]
"""Of one unit: stance, confidence and offsets of the evidence, by measure."""


def evaluate(
    task: str, path: Path, *, folds: int | None = None, model: str | None = None
) -> Report:
    """Measure a task of ``TASKS`` on a labelled file.

    ``folds`` is how many parts are trained anew for, 0 for none: then the model is measured as it
    is kept. Left out, it is 10 where the kept model learned from the file, else 0. ``model``
    names an installed spaCy pipeline. Raises ``UnreadableModel`` where the file cannot be read.
    """
    return TASKS[task](path, folds, model)


# Positions -------------------------------------------------------------------------------------


def _positions(path: Path, folds: int | None, model: str | None) -> Report:
    units = _units(path)
    nlp = build_nlp(model=model)
    component = nlp.get_pipe("position_model")
    assert isinstance(component, PositionReader)
    measured_by = signature(nlp)
    learned = _learned(component.trained.learned, [unit.text for unit in units])
    folds = _folds(folds, learned)
    ours: list[Said] = [{}] * len(units)
    parts = list(_parts(units, folds or _FOLDS))
    if folds:
        cases = cases_of(nlp, units)
        for _, held in parts:
            inside = set(held)
            component.trained = train_positions([c for c in cases if c.unit not in inside])
            for n, said in zip(held, _coded(nlp, [units[n] for n in held]), strict=True):
                ours[n] = said
    else:
        ours = list(_coded(nlp, units))
    named = [set(case) for case in _named(nlp, units)]
    systems = [
        _position_system("ours", units, ours),
        _position_system("majority", units, list(_majority(units, parts))),
        _position_system(
            "VADER on measures named",
            units,
            [
                {code: (baselines.by_sentiment(unit.text), 1.0, None) for code in codes}
                for unit, codes in zip(units, named, strict=True)
            ],
        ),
        _position_system("TF-IDF, logistic regression", units, _tfidf_positions(units, parts)),
    ]
    if any(unit.party for unit in units):
        systems.insert(2, _position_system("party only", units, _party_positions(units, parts)))
    systems.append(
        System(
            AGREEMENT,
            {"measures F1": _known(0.90), "stance macro-F1": _known(0.82), "kappa": _known(0.89)},
        )
    )
    notes = [CODED_BY, IN_VIEW, _how(folds, learned, len(units))]
    if not any(unit.party for unit in units):
        notes.append("The file names no parties: there is no party-only baseline.")
    return Report(
        "positions", path.name, len(units), _debates(units), folds, measured_by, systems, notes
    )


def _coded(nlp: "Language", units: Sequence[GoldUnit]) -> Iterator[Said]:
    codings = code_texts(nlp, ((unit.text, unit.heading) for unit in units))
    for coding in codings:
        yield {
            each.measure: (
                each.stance.value,
                each.confidence,
                (each.evidence.start, each.evidence.end) if each.evidence else None,
            )
            for each in coding.positions
        }


def _named(nlp: "Language", units: Sequence[GoldUnit]) -> Iterator[list[str]]:
    for said in _coded(nlp, units):
        yield list(said)


def _position_system(name: str, units: Sequence[GoldUnit], said: Sequence[Said]) -> System:
    debates = [unit.debate for unit in units]
    gold = [{each.measure: each for each in unit.positions} for unit in units]
    measures = np.zeros((len(units), 3))
    classes = np.zeros((len(units), len(STANCES), 3))
    confusion = np.zeros((len(units), len(STANCES) + 1, len(STANCES) + 1))
    overlap = np.zeros((len(units), 2))
    sure: list[float] = []
    right: list[bool] = []
    of: list[str] = []
    for n, (truth, mine) in enumerate(zip(gold, said, strict=True)):
        both = truth.keys() & mine.keys()
        measures[n] = len(both), len(truth), len(mine)
        for column, stance in enumerate(STANCES):
            here = {code for code, each in truth.items() if each.stance == stance}
            there = {code for code, each in mine.items() if each[0] == stance}
            classes[n, column] = len(here & there), len(here), len(there)
        for code in both:
            row, column = _column(truth[code].stance), _column(mine[code][0])
            confusion[n, row, column] += 1
            start, end, shown = truth[code].start, truth[code].end, mine[code][2]
            if start is not None and end is not None and shown:
                overlap[n] += shown[0] < end and start < shown[1], 1
        for code, (stance, confidence, _) in mine.items():
            if stance != "unclear":
                sure.append(confidence)
                right.append(code in truth and truth[code].stance == stance)
                of.append(debates[n])
    positions = sum(len(each) for each in gold)
    both_named = int(confusion.sum())
    figures: dict[str, Figure | None] = {
        "measures F1": figure(measures, debates, metrics.micro_f1, positions),
        "stance macro-F1": figure(classes, debates, metrics.macro_f1, positions),
        "kappa": figure(confusion, debates, metrics.kappa, both_named),
        "accuracy on measures shared": figure(
            np.stack([np.trace(confusion, axis1=1, axis2=2), confusion.sum(axis=(1, 2))], axis=1),
            debates,
            metrics.share,
            both_named,
        ),
        "evidence overlap": figure(overlap, debates, metrics.share, int(overlap[:, 1].sum())),
        "measures precision": figure(
            measures, debates, metrics.precision, int(measures[:, 2].sum())
        ),
        "measures recall": figure(measures, debates, metrics.recall, positions),
    }
    for column, stance in enumerate(STANCES):
        counts = classes[:, column]
        of_gold, of_said = int(counts[:, 1].sum()), int(counts[:, 2].sum())
        figures[f"{stance} precision"] = figure(counts, debates, metrics.precision, of_said)
        figures[f"{stance} recall"] = figure(counts, debates, metrics.recall, of_gold)
        figures[f"{stance} F1"] = figure(counts, debates, metrics.micro_f1, of_gold)
    curve = []
    if name == "ours" and sure:
        bins = metrics.in_bins(sure, right)
        figures["calibration error"] = figure(bins, of, metrics.calibration, len(sure))
        curve = metrics.coverage(sure, right)
    return System(name, _measured(figures), coverage=curve)


def _column(stance: str) -> int:
    return STANCES.index(stance) if stance in STANCES else len(STANCES)


def _majority(units: Sequence[GoldUnit], parts: "Parts") -> list[Said]:
    said: list[Said] = [{}] * len(units)
    for learnt, held in parts:
        seen = [(p.measure, p.stance) for n in learnt for p in units[n].positions]
        if seen:
            measure, stance = baselines.commonest(seen)
            for n in held:
                said[n] = {measure: (stance, 1.0, None)}
    return said


def _party_positions(units: Sequence[GoldUnit], parts: "Parts") -> list[Said]:
    """Return the commonest stance of a party on the commonest measure, where party is known."""
    said: list[Said] = [{}] * len(units)
    for learnt, held in parts:
        for n in held:
            same = [
                (p.measure, p.stance)
                for m in learnt
                if units[m].party and units[m].party == units[n].party
                for p in units[m].positions
            ]
            if same:
                measure, stance = baselines.commonest(same)
                said[n] = {measure: (stance, 1.0, None)}
    return said


def _tfidf_positions(units: Sequence[GoldUnit], parts: "Parts") -> list[Said]:
    said: list[Said] = [{}] * len(units)
    for learnt, held in parts:
        texts = [units[n].text for n in learnt]
        measures = sorted({p.measure for n in learnt for p in units[n].positions})
        names = {
            code: baselines.tfidf(
                texts, [int(any(p.measure == code for p in units[n].positions)) for n in learnt], 2
            )
            for code in measures
        }
        coded = [
            (units[n].text, STANCES.index(p.stance)) for n in learnt for p in units[n].positions
        ]
        stance = baselines.tfidf([t for t, _ in coded], [c for _, c in coded], len(STANCES))
        for n in held:
            which, sure = stance(units[n].text)
            said[n] = {
                code: (STANCES[which], sure, None)
                for code, name in names.items()
                if name(units[n].text)[0]
            }
    return said


# Themes ----------------------------------------------------------------------------------------


def _themes(path: Path, folds: int | None, model: str | None) -> Report:
    units = _units(path)
    nlp = build_nlp(model=model)
    codings = list(code_texts(nlp, ((unit.text, unit.heading) for unit in units)))
    parts = list(_parts(units, folds or _FOLDS))
    codes = sorted({theme.code for unit in units for theme in unit.themes})
    systems = [
        _theme_system("ours", units, [{each.code for each in c.themes} for c in codings], codings),
        _theme_system("majority", units, _common_theme(units, parts)),
        _theme_system("TF-IDF, logistic regression", units, _tfidf_themes(units, parts, codes)),
        System(AGREEMENT, {"themes F1": _known(0.80)}),
    ]
    notes = [CODED_BY, IN_VIEW, "Themes are found by rule alone: nothing is trained on the file."]
    return Report(
        "themes", path.name, len(units), _debates(units), 0, signature(nlp), systems, notes
    )


def _theme_system(
    name: str,
    units: Sequence[GoldUnit],
    said: Sequence[set[str]],
    codings: Sequence[Coding] | None = None,
) -> System:
    debates = [unit.debate for unit in units]
    gold = [{theme.code for theme in unit.themes} for unit in units]
    codes = sorted(set().union(*gold))
    counts = np.zeros((len(units), 3))
    classes = np.zeros((len(units), len(codes), 3))
    for n, (truth, mine) in enumerate(zip(gold, said, strict=True)):
        counts[n] = len(truth & mine), len(truth), len(mine)
        for column, code in enumerate(codes):
            classes[n, column] = code in truth and code in mine, code in truth, code in mine
    of_gold, of_said = int(counts[:, 1].sum()), int(counts[:, 2].sum())
    figures: dict[str, Figure | None] = {
        "themes F1": figure(counts, debates, metrics.micro_f1, of_gold),
        "themes macro-F1": figure(classes, debates, metrics.macro_f1, of_gold),
        "precision": figure(counts, debates, metrics.precision, of_said),
        "recall": figure(counts, debates, metrics.recall, of_gold),
    }
    for column, code in enumerate(codes):
        one = classes[:, column]
        figures[f"{code} F1"] = figure(one, debates, metrics.micro_f1, int(one[:, 1].sum()))
    if codings and any(theme.direction for unit in units for theme in unit.themes):
        figures |= _directions(units, codings)
    return System(name, _measured(figures))


def _directions(units: Sequence[GoldUnit], codings: Sequence[Coding]) -> dict[str, Figure | None]:
    counts = np.zeros((len(units), 2))
    for n, (unit, coding) in enumerate(zip(units, codings, strict=True)):
        truth = {each.code: each.direction for each in unit.themes if each.direction}
        for each in coding.themes:
            if each.code in truth:
                mine = each.direction.value if each.direction else "neither"
                counts[n] += mine == truth[each.code], 1
    of = int(counts[:, 1].sum())
    debates = [unit.debate for unit in units]
    return {"direction accuracy": figure(counts, debates, metrics.share, of)}


def _common_theme(units: Sequence[GoldUnit], parts: "Parts") -> list[set[str]]:
    said: list[set[str]] = [set()] * len(units)
    for learnt, held in parts:
        seen = [theme.code for n in learnt for theme in units[n].themes]
        if seen:
            for n in held:
                said[n] = {baselines.commonest(seen)}
    return said


def _tfidf_themes(
    units: Sequence[GoldUnit], parts: "Parts", codes: Sequence[str]
) -> list[set[str]]:
    said: list[set[str]] = [set() for _ in units]
    for learnt, held in parts:
        texts = [units[n].text for n in learnt]
        for code in codes:
            labels = [int(any(t.code == code for t in units[n].themes)) for n in learnt]
            is_it = baselines.tfidf(texts, labels, 2)
            for n in held:
                if is_it(units[n].text)[0]:
                    said[n].add(code)
    return said


# Motions ---------------------------------------------------------------------------------------


def _motion(path: Path, folds: int | None, model: str | None) -> Report:
    if model:
        raise UnreadableModel(
            path, "stances on motions rest on words, not on a parser", "no --model"
        )
    units = read_gold_motions(path)
    if not units:
        raise UnreadableModel(path, "it holds no unit", "at least one")
    kept = load_motion_model()
    learned = _learned(kept.learned, [unit_of(unit).text for unit in units])
    folds = _folds(folds, learned)
    parts = list(_parts(units, folds or _FOLDS))
    scored: dict[str, Array] = {
        name: np.full(len(units), 0.5)
        for name in ("words", "party", "unaddressed", "bare", "motion", "plain", "majority")
    }
    for learnt, held in parts:
        seen = [units[n] for n in learnt]
        trained: MotionModel = train_motion_with(seen, kept.parts["votes"]) if folds else kept
        if folds:
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
    same = np.array([0.9 if u.party == u.mover_party else 0.1 for u in units])
    praised = np.array([0.5 + baselines.sentiment(unit_of(u).text) / 2 for u in units])
    systems = [
        _motion_system("ours, words only", units, scored["words"], True),
        _motion_system("ours, with party and side", units, scored["party"], True),
        *(
            [_motion_system("ours, no forms of address", units, scored["unaddressed"], True)]
            if folds
            else []
        ),
        _motion_system("majority", units, scored["majority"]),
        _motion_system("the motion's words alone", units, scored["motion"]),
        _motion_system("VADER", units, praised),
        _motion_system("TF-IDF, logistic regression", units, scored["plain"]),
        _motion_system("same party as the mover", units, same),
        _motion_system("party and side, logistic regression", units, scored["bare"]),
    ]
    notes = [
        "The labels are human (HanDeSeT, Abercrombie and Batista-Navarro 2018).",
        _how(folds, learned, len(units)),
        "Words-only reads forms of address too (“my hon. Friend”), which hint at the side sat on;"
        " “no forms of address” is trained and measured without them.",
    ]
    return Report(
        "motion", path.name, len(units), _debates(units), folds, kept.signature, systems, notes
    )


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
    return System(name, _measured(figures), coverage=curve)


# All three -------------------------------------------------------------------------------------

Parts = Sequence[tuple[list[int], list[int]]]
TASKS: Mapping[str, Callable[[Path, int | None, str | None], Report]] = {
    "positions": _positions,
    "themes": _themes,
    "motion": _motion,
}


def _learned(marks: frozenset[str], texts: Sequence[str]) -> int:
    return sum(mark(text) in marks for text in texts)


def _folds(asked: int | None, learned: int) -> int:
    if asked is not None:
        return asked
    return _FOLDS if learned else 0


def _parts(
    units: Sequence[GoldUnit] | Sequence[GoldMotion], count: int
) -> Iterator[tuple[list[int], list[int]]]:
    debates = [unit.debate.casefold() for unit in units]
    return parts_of(debates, min(count, len(set(debates))), _SEED)


def _units(path: Path) -> list[GoldUnit]:
    units = read_gold_units(path)
    if not units:
        raise UnreadableModel(path, "it holds no unit", "at least one")
    return units


def _debates(units: Sequence[GoldUnit] | Sequence[GoldMotion]) -> int:
    return len({unit.debate for unit in units})


def _how(folds: int, learned: int, units: int) -> str:
    if folds:
        return (
            f"Trained anew in {folds} parts, debates kept together: what is measured on a unit"
            " never learned from its debate."
        )
    if learned:
        return (
            f"The model as it is kept, which learned from {learned} of these {units} units:"
            " in-sample."
        )
    return "The model as it is kept; it learned from none of these units."


def _known(value: float) -> Figure:
    return Figure(value, value, value, 0)


def _measured(figures: Mapping[str, Figure | None]) -> dict[str, Figure]:
    return {name: each for name, each in figures.items() if each is not None}
