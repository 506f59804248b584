"""From texts to codings, through the pipeline."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc, Span

from analyser.annotate.components import CodebookTerms, PositionReader, visible
from analyser.annotate.encoder import load_encoder
from analyser.annotate.mentions import COUNTER, TERM
from analyser.annotate.signing import COMPONENTS, digest
from analyser.codebook import Codebook
from analyser.coding import (
    Coding,
    CueFound,
    Direction,
    Evidence,
    Mention,
    Position,
    Stance,
    Theme,
)
from analyser.text.normalisation import Normalised, normalised

Unit = tuple[str, str | None]
"""A text and the heading that it stands under, if any."""


def build_nlp(
    codebook: Codebook | None = None, *, encoder: Path | None = None, held_out: bool = False
) -> Language:
    """Return the pipeline that codes by ``codebook``, or by the one for surveillance debates.

    ``encoder`` is a folder that `analyser train positions` wrote, in place of the one kept here;
    ``held_out`` reads with the version that is measured. Raises ``UnreadableModel`` where it
    holds none.
    """
    nlp = English()
    for name in COMPONENTS:
        component = nlp.add_pipe(name)
        if codebook is not None and isinstance(component, CodebookTerms | PositionReader):
            component.use(codebook)
        if isinstance(component, PositionReader):
            component.encoder = load_encoder(encoder, held_out=held_out)
    return nlp


def named_docs(units: Iterable[Unit], codebook: Codebook) -> Iterator[Doc]:
    """Yield each text with its sentences, measures and themes found, but no positions, in order."""
    nlp = English()
    nlp.add_pipe("hansard_sentences")
    terms = nlp.add_pipe("codebook_terms")
    assert isinstance(terms, CodebookTerms)
    terms.use(codebook)
    for text, heading in units:
        yield nlp(_doc(nlp, normalised(text), heading))


def spans_of(doc: Doc, words: str, label: str) -> list[Span]:
    """Return where a Doc has these very words, as mentions of what ``label`` names."""
    places = (match.span() for match in re.finditer(re.escape(normalised(words).text), doc.text))
    spans = (doc.char_span(*at, label=label, alignment_mode="expand") for at in places)
    return [span for span in spans if span is not None]


def signature(nlp: Language) -> str:
    """Return 64 hex digits that only codings of this very pipeline have."""
    parts = [*nlp.pipe_names]
    for _, component in nlp.pipeline:
        if isinstance(component, CodebookTerms):
            parts.append(component.codebook.signature)
        if isinstance(component, PositionReader):
            parts.append(component.signature)
    return digest(*parts)


def code_text(
    nlp: Language, text: str, *, heading: str | None = None, about: str | None = None
) -> Coding:
    """Return the coding of one contribution, its offsets counting characters of ``text``.

    ``heading`` is that of its debate: under "Online Harms", "this Bill" names a measure.
    ``about`` is the code of a measure that is known to be meant wherever none is named, as
    in what an article on that measure quotes.
    """
    read = normalised(text)
    doc = _doc(nlp, read, heading)
    doc._.about = about
    return _coding(nlp(doc), read)


def measures_named(nlp: Language, text: str, heading: str | None = None) -> list[tuple[str, int]]:
    """Return the measures that a text names, each with where, in characters, in their order."""
    read = normalised(text)
    doc = nlp(_doc(nlp, read, heading))
    return [
        (span.label_, read.published(span.start_char, span.end_char)[0])
        for span in doc.spans["measures"]
    ]


def code_texts(nlp: Language, units: Iterable[Unit], *, batch_size: int = 256) -> Iterator[Coding]:
    """Yield the coding of each text, in the same order."""
    read = ((normalised(text), heading) for text, heading in units)
    docs = ((_doc(nlp, text, heading), text) for text, heading in read)
    for doc, text in nlp.pipe(docs, as_tuples=True, batch_size=batch_size):
        yield _coding(doc, text)


def _doc(nlp: Language, text: Normalised, heading: str | None) -> Doc:
    doc = nlp.make_doc(text.text)
    doc._.heading = heading and normalised(heading).text
    return doc


def _coding(doc: Doc, text: Normalised) -> Coding:
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
    themes = tuple(
        Theme(code, _evidence(text, start, end), direction and Direction(direction))
        for code, start, end, direction in doc._.arguments
    )
    return Coding(positions, themes, tuple(_mentions(doc, text)))


def _mentions(doc: Doc, text: Normalised) -> Iterator[Mention]:
    """Give each measure that the words name, with the first sentence that does."""
    seen: set[str] = set()
    for span in doc.spans["measures"]:
        if span.id_ in (TERM, COUNTER) and span.label_ not in seen:
            seen.add(span.label_)
            yield Mention(span.label_, _evidence(text, *visible(span.sent)))


def _evidence(text: Normalised, start: int, end: int) -> Evidence:
    first, last = text.published(start, end)
    return Evidence(text.source[first:last], first, last)
