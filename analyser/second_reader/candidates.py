"""What the second reader is asked about: contributions in which the codebook names a measure."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pyarrow.compute as pc

from analyser.codebook import Codebook
from analyser.corpus import Corpus

if TYPE_CHECKING:
    from spacy.language import Language

_READER = "position_reader"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A contribution that names measures, in its words or by its heading."""

    contribution_id: str
    heading: str
    text: str
    measures: tuple[str, ...]


@cache
def finder(codebook: Codebook) -> "Language":
    """Return the pipeline that finds measures and says nothing of them, built once a process."""
    from analyser.annotate import build_nlp

    nlp = build_nlp(codebook)
    nlp.remove_pipe(_READER)
    return nlp


def candidates(corpus: Corpus, sitting_id: str, nlp: "Language") -> Iterator[Candidate]:
    """Yield what members said in a sitting where a measure is named, in the order of the record."""
    from analyser.annotate import measures_named

    rows = corpus.contributions(sitting_id)
    spoken = rows.filter(pc.is_valid(rows["speaker"]))
    columns = (spoken[name].to_pylist() for name in ("contribution_id", "heading", "text"))
    for contribution_id, heading, text in zip(*columns, strict=True):
        measures = dict.fromkeys(measure for measure, _ in measures_named(nlp, text, heading))
        if measures:
            yield Candidate(contribution_id, heading or "", text, tuple(measures))
