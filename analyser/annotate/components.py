"""The spaCy components, each usable alone on a Doc of any pipeline.

``hansard_sentences`` sets sentence starts. ``codebook_terms`` fills ``doc.spans["measures"]``
and ``doc.spans["themes"]``, the code in ``label_`` and the kind of mention in ``id_``.
``language_where_named`` runs a language model over the Docs that name a measure.
``position_model`` writes ``doc._.positions``: plain lists ``[measure, stance, confidence,
start, end]``, offsets in characters, ``None`` where the stance is none, and ``doc._.cues``:
``[measure, stance, strength, start, end]`` for each cue in the sentence shown. Any other
component that writes the same takes its place: ``stance_cues`` does by rules alone.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import spacy
import spacy.util
from spacy.language import Language
from spacy.tokens import Doc, Span

from analyser.annotate.judgement import Judgement, PositionModel, load_position_model
from analyser.annotate.kept import kept
from analyser.annotate.mentions import REFERENT, Mention, MentionFinder
from analyser.annotate.sentences import sentence_starts
from analyser.annotate.stance import Reading, StanceReader
from analyser.codebook import Codebook, codebook_of, load_codebook
from analyser.coding import Stance
from analyser.errors import UnreadableModel


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


class _Reading(_Stored):
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


class CodebookTerms(_Reading):
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


class StanceCues(_Reading):
    """Tells the stance on each measure of ``doc.spans["measures"]``, by rules alone."""

    def _prepare(self) -> None:
        self._reader = StanceReader(self._vocab, self._tokenizer, self._codebook)

    def __call__(self, doc: Doc) -> Doc:
        """Write ``doc._.positions`` and ``doc._.cues`` and return the Doc."""
        readings = readings_of(self, doc)
        judged = [(each, self._judge(doc, each)) for each in readings]
        doc._.leanings = [list(item) for item in sorted(_leanings(readings).items())]
        doc._.positions = [
            [said.measure, str(said.stance), said.confidence, *_shown(doc, each, said.sentence)]
            for each, said in judged
            if said
        ]
        doc._.cues = [
            [said.measure, str(cue.stance), round(cue.shown, 3), *visible(doc[slice(*cue.place)])]
            for _, said in judged
            if said
            for cue in sorted(said.signals, key=lambda cue: (-cue.shown, cue.place))
        ]
        return doc

    def _judge(self, doc: Doc, reading: Reading) -> Judgement | None:  # noqa: ARG002 (a model's)
        said = reading.decision
        if said is None:
            return None
        cues = tuple(each for each in reading.signals if each.sentence == said.sentence)
        return Judgement(reading.measure, said.stance, said.confidence, said.sentence, cues)


def readings_of(component: StanceCues, doc: Doc) -> list[Reading]:
    """Return what the cues of a Doc say about each measure of ``doc.spans["measures"]``."""
    mentions = [
        Mention(span.label_, span.id_ or "term", span.start, span.end)
        for span in doc.spans.get("measures", [])
    ]
    return component._reader.read(doc, mentions)


def _leanings(readings: Iterable[Reading]) -> dict[int, float]:
    """Return how plainly each sentence, by its first token, shows support less opposition."""
    most: dict[tuple[int, Stance], float] = {}
    for reading in readings:
        for signal in reading.signals:
            place = reading.page.bounds[signal.sentence][0], signal.stance
            most[place] = max(most.get(place, 0.0), signal.shown)
    return {
        start: most.get((start, Stance.SUPPORT), 0.0) - most.get((start, Stance.OPPOSE), 0.0)
        for start, _ in most
    }


class PositionReader(StanceCues):
    """Tells the stance on each measure by rules and by what was learned."""

    def _judge(self, doc: Doc, reading: Reading) -> Judgement | None:
        return self.trained.judge(doc, reading)

    @property
    def trained(self) -> PositionModel:
        """The trained model: the one kept with the project, unless another was put in."""
        return self._trained or load_position_model()

    @trained.setter
    def trained(self, model: PositionModel) -> None:
        self._trained = model

    _trained: PositionModel | None = None


class LanguageWhereNamed:
    """Runs a spaCy pipeline over the Docs that name a measure, and over no other.

    Its names of people and its own sentences are left out: nothing here uses the first, and
    Hansard's punctuation gives better ones.
    """

    def __init__(self, nlp: Language, model: str) -> None:
        self._vocab = nlp.vocab
        self.load(model)

    def load(self, model: str) -> None:
        """Use another pipeline: an installed package, or a folder."""
        try:
            self._inner = spacy.load(model, vocab=self._vocab, exclude=list(_LEFT_OUT))
        except OSError as error:
            raise UnreadableModel(
                Path(model), "no such pipeline is installed", "an installed spaCy pipeline"
            ) from error
        meta = self._inner.meta
        self.parser = f"{meta['lang']}_{meta['name']} {meta['version']}"

    def __call__(self, doc: Doc) -> Doc:
        """Tag and parse a Doc if it names a measure."""
        return next(self.pipe([doc], batch_size=1))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Tag and parse the Docs that name a measure; yield all, in order."""
        waiting = iter(stream)
        while docs := list(islice(waiting, batch_size)):
            named = [doc for doc in docs if doc.spans.get("measures")]
            for _ in self._inner.pipe(named, batch_size=batch_size):
                pass
            yield from docs

    def to_bytes(self, **_: object) -> bytes:
        """Return the pipeline itself."""
        return self._inner.to_bytes()

    def from_bytes(self, data: bytes, **_: object) -> "LanguageWhereNamed":
        """Take the pipeline of another such component and return this one."""
        self._inner.from_bytes(data)
        return self

    def to_disk(self, path: str | Path, **_: object) -> None:
        """Write the pipeline to a folder."""
        self._inner.to_disk(path)

    def from_disk(self, path: str | Path, **_: object) -> "LanguageWhereNamed":
        """Read the pipeline from a folder and return this component."""
        self.load(str(path))
        return self


_LEFT_OUT = ("ner", "senter", "sentencizer")


def _shown(doc: Doc, reading: Reading, sentence: int | None) -> tuple[int | None, int | None]:
    if sentence is None:
        return None, None
    start, end = reading.page.bounds[sentence]
    return visible(doc[start:end])


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
        ("leanings", []),
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


@Language.factory("stance_cues", requires=["doc.spans"], assigns=["doc._.positions", "doc._.cues"])
def stance_cues(nlp: Language, name: str) -> StanceCues:  # noqa: ARG001 (spaCy's call)
    """Make the component that tells stances, by the codebook for surveillance."""
    _extend_docs()
    return StanceCues(nlp)


@Language.factory(
    "position_model", requires=["doc.spans"], assigns=["doc._.positions", "doc._.cues"]
)
def position_model(nlp: Language, name: str) -> PositionReader:  # noqa: ARG001 (spaCy's call)
    """Make the component that tells stances by rules and by the model kept with the project."""
    _extend_docs()
    return PositionReader(nlp)


@Language.factory(
    "language_where_named",
    default_config={"model": None},
    requires=["doc.spans"],
    assigns=["token.lemma", "token.pos", "token.tag", "token.dep", "token.head"],
)
def language_where_named(
    nlp: Language,
    name: str,  # noqa: ARG001 (spaCy's call)
    model: str | None,
) -> LanguageWhereNamed:
    """Make the component that parses: with ``model``, or with the one kept with the project."""
    return LanguageWhereNamed(nlp, model or str(kept("model")))
