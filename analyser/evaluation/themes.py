"""Themes: the arguments found, beside what simpler means give."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from analyser.annotate import build_nlp, code_texts, signature
from analyser.annotate.coding_text import named_docs
from analyser.codebook import load_codebook
from analyser.coding import Coding
from analyser.evaluation import baselines, metrics
from analyser.evaluation.metrics import Figure, figure
from analyser.evaluation.report import Report, System
from analyser.evaluation.sample import Sample, known, measured, sample_of
from analyser.training.examples import texts_of
from analyser.training.gold import GoldUnit

AGREEMENT = "two independent codings, on 604 other contributions"


def themes(paths: Sequence[Path], encoder: Path | None = None) -> Report:
    """Measure themes on labelled files (see ``tasks.evaluate``)."""
    sample = sample_of(paths, encoder)
    units = sample.units
    nlp = build_nlp(encoder=encoder, held_out=sample.is_held_out)
    codings = list(code_texts(nlp, ((unit.text, unit.heading) for unit in units)))
    codes = sorted({theme.code for unit in units for theme in unit.themes})
    by_system = {
        "ours": [{each.code for each in coding.themes} for coding in codings],
        "terms alone": _by_terms(units),
        "majority": _common(sample),
        "TF-IDF, logistic regression": _tfidf(sample, codes),
    }
    groups = sample.groups if len(set(sample.groups)) > 1 else [""] * len(units)
    systems = []
    for group in dict.fromkeys(groups):
        places = [n for n, each in enumerate(groups) if each == group]
        for name, said in by_system.items():
            systems.append(
                _theme_system(
                    f"{name}, {group}" if group else name,
                    [units[n] for n in places],
                    [said[n] for n in places],
                    [codings[n] for n in places] if name == "ours" else None,
                )
            )
    systems.append(System(AGREEMENT, {"themes F1": known(0.87)}))
    return Report(
        "themes",
        sample.files,
        len(units),
        sample.debates,
        0,
        signature(nlp),
        systems,
        sample.notes,
        sample.is_held_out,
    )


def _by_terms(units: Sequence[GoldUnit]) -> list[set[str]]:
    docs = named_docs(texts_of(units), load_codebook())
    return [{span.label_ for span in doc.spans["themes"]} for doc in docs]


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
    return System(name, measured(figures))


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


def _common(sample: Sample) -> list[set[str]]:
    units = sample.units
    said: list[set[str]] = [set()] * len(units)
    for learnt, held in sample.parts:
        seen = [theme.code for unit in learnt for theme in unit.themes]
        if seen:
            for n in held:
                said[n] = {baselines.commonest(seen)}
    return said


def _tfidf(sample: Sample, codes: Sequence[str]) -> list[set[str]]:
    units = sample.units
    said: list[set[str]] = [set() for _ in units]
    for learnt, held in sample.parts:
        texts = [unit.text for unit in learnt]
        for code in codes:
            labels = [int(any(t.code == code for t in unit.themes)) for unit in learnt]
            is_it = baselines.tfidf(texts, labels, 2)
            for n in held:
                if is_it(units[n].text)[0]:
                    said[n].add(code)
    return said
