"""Positions by simpler means, to measure the encoder against."""

from collections.abc import Sequence

from analyser.annotate.coding_text import named_docs
from analyser.codebook import load_codebook
from analyser.evaluation import baselines
from analyser.evaluation.sample import Sample
from analyser.evaluation.stances import STANCES, Said
from analyser.training.examples import texts_of
from analyser.training.gold import GoldUnit


def baseline_positions(sample: Sample) -> dict[str, list[Said]]:
    """Return what each simpler system says of each unit, by the name of the system."""
    units = sample.units
    by_system: dict[str, list[Said]] = {
        "majority": _majority(sample),
        "VADER on measures named": [
            {code: (baselines.by_sentiment(unit.text), 1.0, None) for code in codes}
            for unit, codes in zip(units, _named(units), strict=True)
        ],
        "TF-IDF, logistic regression": _tfidf(sample),
    }
    if any(unit.party for unit in units):
        by_system["party only"] = _party(sample)
    return by_system


def _named(units: Sequence[GoldUnit]) -> list[list[str]]:
    return [
        sorted({span.label_ for span in doc.spans["measures"]})
        for doc in named_docs(texts_of(units), load_codebook())
    ]


def _majority(sample: Sample) -> list[Said]:
    units = sample.units
    said: list[Said] = [{}] * len(units)
    for learnt, held in sample.parts:
        seen = [(p.measure, p.stance) for unit in learnt for p in unit.positions]
        if seen:
            measure, stance = baselines.commonest(seen)
            for n in held:
                said[n] = {measure: (stance, 1.0, None)}
    return said


def _party(sample: Sample) -> list[Said]:
    """Return the commonest stance of a party on the commonest measure, where party is known."""
    units = sample.units
    said: list[Said] = [{}] * len(units)
    for learnt, held in sample.parts:
        for n in held:
            same = [
                (p.measure, p.stance)
                for unit in learnt
                if unit.party and unit.party == units[n].party
                for p in unit.positions
            ]
            if same:
                measure, stance = baselines.commonest(same)
                said[n] = {measure: (stance, 1.0, None)}
    return said


def _tfidf(sample: Sample) -> list[Said]:
    units = sample.units
    said: list[Said] = [{}] * len(units)
    for learnt, held in sample.parts:
        texts = [unit.text for unit in learnt]
        measures = sorted({p.measure for unit in learnt for p in unit.positions})
        names = {
            code: baselines.tfidf(
                texts, [int(any(p.measure == code for p in unit.positions)) for unit in learnt], 2
            )
            for code in measures
        }
        coded = [(unit.text, STANCES.index(p.stance)) for unit in learnt for p in unit.positions]
        stance = baselines.tfidf([t for t, _ in coded], [c for _, c in coded], len(STANCES))
        for n in held:
            which, sure = stance(units[n].text)
            said[n] = {
                code: (STANCES[which], sure, None)
                for code, name in names.items()
                if name(units[n].text)[0]
            }
    return said
