"""From texts to codings, through the pipeline."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc, Span

from analyser.annotate.components import (
    CodebookTerms,
    LanguageWhereNamed,
    PositionReader,
    StanceCues,
    visible,
)
from analyser.codebook import Codebook
from analyser.coding import (
    Coding,
    CueFound,
    Direction,
    Evidence,
    Position,
    Stance,
    Theme,
)
from analyser.debate import legible

VERSION = "4"
COMPONENTS = ("hansard_sentences", "codebook_terms", "language_where_named", "position_model")

_LEANS = 0.3  # how plainly a sentence must show a side for its theme to be argued for it

Unit = tuple[str, str | None]
"""A text and the heading that it stands under, if any."""


def build_nlp(codebook: Codebook | None = None, *, model: str | None = None) -> Language:
    """Return the pipeline that codes by ``codebook``, or by the one for surveillance debates.

    ``model`` names an installed spaCy pipeline to parse with in place of the one kept here.
    Raises ``UnreadableModel`` where there is none of that name.
    """
    nlp = English()
    for name in COMPONENTS:
        config = {"model": model} if name == "language_where_named" else {}
        component = nlp.add_pipe(name, config=config)
        if codebook is not None and isinstance(component, CodebookTerms | StanceCues):
            component.use(codebook)
    return nlp


def signature(nlp: Language) -> str:
    """Return what tells codings of this pipeline from those of any other, 64 hex digits."""
    parts = [VERSION, *nlp.pipe_names]
    for _, component in nlp.pipeline:
        if isinstance(component, CodebookTerms | StanceCues):
            parts.append(component.codebook.signature)
        if isinstance(component, LanguageWhereNamed):
            parts.append(component.parser)
        if isinstance(component, PositionReader):
            parts.append(component.trained.signature)
    return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()


def code_text(
    nlp: Language, text: str, *, heading: str | None = None, about: str | None = None
) -> Coding:
    """Return the coding of one contribution, its offsets counting characters of ``text``.

    ``heading`` is that of its debate: under "Online Harms", "this Bill" names a measure.
    ``about`` is the code of a measure that is known to be meant wherever none is named, as
    in what an article on that measure quotes.
    """
    doc = _doc(nlp, text, heading)
    doc._.about = about
    return _coding(nlp, nlp(doc), text)


def measures_named(nlp: Language, text: str) -> list[tuple[str, int]]:
    """Return the measures that a text names, each with where, in characters, in their order."""
    doc = nlp(nlp.make_doc(legible(text)))
    return [(span.label_, span.start_char) for span in doc.spans["measures"]]


def code_texts(nlp: Language, units: Iterable[Unit], *, batch_size: int = 256) -> Iterator[Coding]:
    """Yield the coding of each text, in the same order."""
    docs = ((_doc(nlp, text, heading), text) for text, heading in units)
    for doc, text in nlp.pipe(docs, as_tuples=True, batch_size=batch_size):
        yield _coding(nlp, doc, text)


def docs_of(nlp: Language, units: Iterable[Unit]) -> Iterator[Doc]:
    """Yield each text as it is before positions are told, in order: what one is trained on."""
    docs = (_doc(nlp, text, heading) for text, heading in units)
    yield from nlp.pipe(docs, disable=["position_model"])


def _doc(nlp: Language, text: str, heading: str | None) -> Doc:
    doc = nlp.make_doc(legible(text))
    doc._.heading = heading
    return doc


def _coding(nlp: Language, doc: Doc, text: str) -> Coding:
    positions = tuple(
        Position(
            measure,
            Stance(stance),
            confidence,
            None if start is None else _evidence(text, start, end),
            tuple(
                CueFound(Stance(side), strength, _evidence(text, first, last))
                for code, side, strength, first, last in doc._.cues
                if code == measure
            ),
        )
        for measure, stance, confidence, start, end in doc._.positions
    )
    return Coding(positions, _themes(nlp, doc, text, _side_of(positions)))


def _evidence(text: str, start: int, end: int) -> Evidence:
    return Evidence(text[start:end], start, end)


def _themes(nlp: Language, doc: Doc, text: str, side: Direction | None) -> tuple[Theme, ...]:
    """Return each theme with the sentence that names it most often, the first of equals.

    It is argued for the side that the contribution takes; where that is none or both, for the
    side to which the cues of its sentence lean.
    """
    named: dict[str, dict[int, int]] = {}
    sentences: dict[int, Span] = {}
    for span in doc.spans["themes"]:
        sentence = span.sent
        sentences[sentence.start] = sentence
        counts = named.setdefault(span.label_, {})
        counts[sentence.start] = counts.get(sentence.start, 0) + 1
    best = {code: max(counts, key=lambda n: (counts[n], -n)) for code, counts in named.items()}
    leanings = dict(doc._.leanings)
    return tuple(
        Theme(code, _evidence(text, start, end), side or _leaning(leanings.get(best[code], 0.0)))
        for code in _order(nlp)
        if code in best
        for start, end in [visible(sentences[best[code]])]
    )


def _side_of(positions: Sequence[Position]) -> Direction | None:
    """Return the side that all positions take, those aside that take none."""
    taken = {position.stance for position in positions} - {Stance.NONE}
    if len(taken) != 1:
        return None
    return {Stance.SUPPORT: Direction.FOR, Stance.OPPOSE: Direction.AGAINST}.get(taken.pop())


def _leaning(shown: float) -> Direction | None:
    if abs(shown) <= _LEANS:
        return None
    return Direction.FOR if shown > 0 else Direction.AGAINST


def _order(nlp: Language) -> list[str]:
    return [
        theme.code
        for _, component in nlp.pipeline
        if isinstance(component, CodebookTerms)
        for theme in component.codebook.themes
    ]
