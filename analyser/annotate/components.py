"""The spaCy components, each usable alone on a Doc of any pipeline.

``hansard_sentences`` sets sentence starts. ``codebook_terms`` fills ``doc.spans["measures"]``
and ``doc.spans["themes"]``, the code in ``label_`` and the kind of mention in ``id_``.
``position_reader`` writes ``doc._.positions``: plain lists ``[measure, stance, confidence,
start, end]``, offsets in characters, ``None`` where the stance is none; ``doc._.cues``:
``[measure, stance, strength, start, end]`` for the words that carried each; and
``doc._.arguments``: ``[theme, start, end, direction]``. Any other component that writes the same
takes its place.
"""

import json
from pathlib import Path

import numpy as np
import spacy.util
from spacy.language import Language
from spacy.tokens import Doc, Span

from analyser.annotate.arguments import arguments
from analyser.annotate.encoder import Encoder, load_encoder
from analyser.annotate.evidence import readings_of
from analyser.annotate.mentions import REFERENT, Mention, MentionFinder
from analyser.annotate.stances import position_on
from analyser.annotate.windows import SentenceIndex
from analyser.codebook import Codebook, codebook_of, load_codebook
from analyser.text.sentences import sentence_starts


class _Stored:
    """A component whose whole state is one string."""

    _state = ""

    def to_bytes(self, **_: object) -> bytes:
        """Return the state of the component."""
        return self._state.encode("utf-8")

    def from_bytes(self, data: bytes, **_: object) -> "_Stored":
        """Take the state of another such component and return this one."""
        self._adopt(data.decode("utf-8"))
        return self

    def to_disk(self, path: str | Path, **_: object) -> None:
        """Write the state to a file at ``path``."""
        spacy.util.ensure_path(path).write_text(self._state, encoding="utf-8")

    def from_disk(self, path: str | Path, **_: object) -> "_Stored":
        """Read the state from a file at ``path`` and return this component."""
        self._adopt(spacy.util.ensure_path(path).read_text(encoding="utf-8"))
        return self

    def _adopt(self, state: str) -> None:
        self._state = state


class HansardSentences(_Stored):
    """Sets where sentences start."""

    _state = json.dumps({"sentences": 1})

    def __call__(self, doc: Doc) -> Doc:
        """Set the sentence start of every token and return the Doc."""
        if len(doc):
            flags = np.full(len(doc), -1, dtype=np.int64)
            offsets = doc.to_array(["IDX"]).reshape(-1)
            first = np.searchsorted(offsets, sentence_starts(doc.text))
            flags[[0, *first[first < len(doc)]]] = 1
            column = flags.astype(np.uint64).reshape(-1, 1)
            doc.from_array(["SENT_START"], column)  # type: ignore[arg-type]  # an array is Ints2d
        return doc


class _ByCodebook(_Stored):
    """A component that reads by a codebook, which it carries with it."""

    def __init__(self, nlp: Language, codebook: Codebook | None = None) -> None:
        self._vocab, self._tokenizer = nlp.vocab, nlp.tokenizer
        self.use(codebook or load_codebook())

    @property
    def codebook(self) -> Codebook:
        """The codebook read by."""
        return self._codebook

    def use(self, codebook: Codebook) -> None:
        """Read by another codebook from now on."""
        self._codebook, self._state = codebook, codebook.content
        self._prepare()

    def _adopt(self, state: str) -> None:
        if state != self._state:
            self.use(codebook_of(state))

    def _prepare(self) -> None:
        raise NotImplementedError


class CodebookTerms(_ByCodebook):
    """Finds the measures and themes that a Doc names."""

    def _prepare(self) -> None:
        self._finder = MentionFinder(self._vocab, self._tokenizer, self._codebook)

    def __call__(self, doc: Doc) -> Doc:
        """Fill the span groups "measures" and "themes" and return the Doc."""
        measures, themes = self._finder.find(doc, doc._.heading)
        if doc._.about:
            measures = _referring(doc, doc._.about, measures)
        for group, mentions in (("measures", measures), ("themes", themes)):
            doc.spans[group] = [
                Span(doc, each.start, each.end, label=each.code, span_id=each.kind)
                for each in mentions
            ]
        return doc


def _referring(doc: Doc, about: str, measures: list[Mention]) -> list[Mention]:
    """Return the mentions with one of the subject in each sentence that names no measure."""
    named = {doc[each.start].sent.start for each in measures}
    starts = [sent.start for sent in doc.sents if sent.start not in named]
    return sorted(measures + [Mention(about, REFERENT, at, at + 1) for at in starts])


class PositionReader(_ByCodebook):
    """Codes the stance on each measure of ``doc.spans["measures"]``, and the arguments used."""

    def _prepare(self) -> None:
        self._claims = {measure.code: measure.claim for measure in self.codebook.measures}
        self._themes = [theme.code for theme in self.codebook.themes]

    @property
    def encoder(self) -> Encoder:
        """What reads: the encoder kept with the project, unless another was put in."""
        return self._encoder or load_encoder()

    @encoder.setter
    def encoder(self, encoder: Encoder) -> None:
        self._encoder = encoder

    _encoder: Encoder | None = None

    @property
    def signature(self) -> str:
        """What only this codebook and encoder have."""
        return self.codebook.signature + self.encoder.signature

    def __call__(self, doc: Doc) -> Doc:
        """Write ``doc._.positions``, ``doc._.cues`` and ``doc._.arguments``; return the Doc."""
        index = SentenceIndex(doc, self._claims)
        encoder = self.encoder
        readings = readings_of(index, encoder)
        judged = [position_on(index, each, encoder) for each in readings]
        said = [each for each in judged if each]
        doc._.positions = [
            [each.measure, str(each.stance), each.confidence, *_shown(index, each.sentence)]
            for each in said
        ]
        doc._.cues = [
            [each.measure, str(each.stance), fall, *visible(doc[start:end])]
            for each in said
            for start, end, fall in each.carried
        ]
        doc._.arguments = [
            [code, *_shown(index, sentence), direction]
            for code, sentence, direction in arguments(index, self._themes, readings, said, encoder)
        ]
        return doc


def _shown(index: SentenceIndex, sentence: int | None) -> tuple[int | None, int | None]:
    if sentence is None:
        return None, None
    start, end = index.bounds[sentence]
    return visible(index.doc[start:end])


def visible(span: Span) -> tuple[int, int]:
    """Return the character offsets of a span without the white space at either edge."""
    text = span.text
    start = span.start_char + len(text) - len(text.lstrip())
    return start, start + len(text.strip())


def _extend_docs() -> None:
    for name, default in (
        ("heading", None),
        ("about", None),
        ("positions", []),
        ("cues", []),
        ("arguments", []),
    ):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


@Language.factory("hansard_sentences", assigns=["token.is_sent_start", "doc.sents"])
def hansard_sentences(nlp: Language, name: str) -> HansardSentences:  # noqa: ARG001 (spaCy's call)
    """Make the component that sets where sentences start."""
    return HansardSentences()


@Language.factory("codebook_terms", assigns=["doc.spans"])
def codebook_terms(nlp: Language, name: str) -> CodebookTerms:  # noqa: ARG001 (spaCy's call)
    """Make the component that finds measures and themes, by the codebook for surveillance."""
    _extend_docs()
    return CodebookTerms(nlp)


@Language.factory(
    "position_reader",
    requires=["doc.spans"],
    assigns=["doc._.positions", "doc._.cues", "doc._.arguments"],
)
def position_reader(nlp: Language, name: str) -> PositionReader:  # noqa: ARG001 (spaCy's call)
    """Make the component that codes stances and arguments, by the encoder kept here."""
    _extend_docs()
    return PositionReader(nlp)
