"""What the encoder reads of a contribution: a measure, and the sentences nearest to it.

A window has two segments. The first is what a supporter of the measure would say, how many of the
sentences name it, and the heading of the debate. The second holds whole sentences in the
order of the text, up to a number of words: those that name the measure, then their neighbours, then
those that refer to it, then the first and the last, then whatever stands nearest. The measure's
words are put between asterisks.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Span

from analyser.annotate.mentions import COUNTER, HEADING, REFERENT, TERM

WORDS = 140
"""The most words of the second segment, unless one sentence alone is longer."""

_NEARLY_FULL = 0.6  # share of the words from which the first sentence too long ends the window
_MARK = "*"


class Window(NamedTuple):
    """What is read at once: ``sentences`` are places in the Doc, ``words`` what is read of each."""

    subject: str
    sentences: tuple[int, ...]
    words: tuple[str, ...]


class SentenceIndex:
    """The sentences of a Doc, and which of them name or refer to which measure."""

    def __init__(self, doc: Doc, claims: Mapping[str, str]) -> None:
        """Look at a Doc; ``claims`` holds that of each measure, in the codebook's order."""
        self.doc = doc
        self._claims = claims
        self.bounds = [(sent.start, sent.end) for sent in _sentences(doc)]
        self._starts = [start for start, _ in self.bounds]
        self._lengths = [len(doc[start:end].text.split()) for start, end in self.bounds]
        self._mentions: dict[str, list[Span]] = {}
        for span in doc.spans.get("measures", []):
            self._mentions.setdefault(span.label_, []).append(span)

    @property
    def measures(self) -> list[str]:
        """The measures named or referred to, in the codebook's order.

        One that only the heading names is not among them: of 91 such on debates held out, 2 had a
        side.
        """
        return [
            code
            for code in self._claims
            if any(span.id_ != HEADING for span in self._mentions.get(code, ()))
        ]

    def named_in(self, measure: str, *kinds: str) -> list[int]:
        """Return the sentences with mentions of these kinds, ascending."""
        return sorted(
            {
                self.sentence_of(span.start)
                for span in self._mentions.get(measure, [])
                if (span.id_ or TERM) in kinds
            }
        )

    def sentence_of(self, token: int) -> int:
        """Return which sentence holds a token."""
        return bisect_right(self._starts, token) - 1

    def sentence_at(self, offset: int) -> int:
        """Return which sentence holds a character; of one between two, the second."""
        return next(
            (n for n, (_, end) in enumerate(self.bounds) if offset < self.doc[:end].end_char),
            len(self.bounds) - 1,
        )

    def window(self, measure: str) -> Window:
        """Return what is read to find the stance on a measure."""
        sentences = tuple(chosen_within(self._lengths, self.likeliest(measure), WORDS))
        words = tuple(self._marked(measure, *self.bounds[n]) for n in sentences)
        return Window(self._subject(measure), sentences, words)

    def likeliest(self, measure: str) -> Iterator[int]:
        """Yield every sentence, the likeliest to show a stance on a measure first; some twice."""
        naming = self.named_in(measure, TERM, COUNTER)
        yield from _order(len(self.bounds), naming, self.named_in(measure, REFERENT))

    def alone(self, measure: str, sentence: int, without: tuple[int, int] | None = None) -> Window:
        """Return one sentence as a window of its own, ``without`` a range of its tokens."""
        start, end = self.bounds[sentence]
        ranges = [(start, without[0]), (without[1], end)] if without else [(start, end)]
        words = " ".join(self._marked(measure, *each) for each in ranges).strip()
        return Window(self._subject(measure), (sentence,), (words,))

    def _subject(self, measure: str) -> str:
        naming = len(self.named_in(measure, TERM, COUNTER))
        of_all = f"{naming} / {len(self.bounds)}"
        return f"{self._claims[measure]} {of_all} : {self.doc._.heading or ''}"

    def _marked(self, measure: str, start: int, end: int) -> str:
        """Return the words of a range of tokens, single spaces between, the measure marked."""
        parts, at = [], start
        for span in sorted(self._mentions.get(measure, []), key=lambda s: (s.start, s.end)):
            if (span.id_ or TERM) in (TERM, COUNTER) and at <= span.start and span.end <= end:
                parts += [self.doc[at : span.start].text_with_ws, f"{_MARK} {span.text} {_MARK}"]
                parts.append(span[-1].whitespace_)
                at = span.end
        parts.append(self.doc[at:end].text)
        return " ".join("".join(parts).split())


def _sentences(doc: Doc) -> Iterable[Span]:
    """Return the sentences of a Doc, which is one where none were set."""
    return doc.sents if doc.has_annotation("SENT_START") else [doc[:]] if len(doc) else []


def _order(count: int, naming: Sequence[int], referring: Sequence[int]) -> Iterator[int]:
    """Yield the sentences of a text of ``count``, the likeliest to show it first; some twice."""

    def beside(sentences: Iterable[int], *steps: int) -> Iterator[int]:
        for step in steps:
            yield from (n + step for n in sentences if 0 <= n + step < count)

    yield from naming
    yield from beside(naming, 1, -1)
    yield from referring
    yield from beside(referring, 1)
    yield from (0, count - 1)
    yield from beside(naming, 2, -2)
    first = next(iter((*naming, *referring)), 0)
    for step in range(1, count):
        yield from beside([first], step, -step)


def chosen_within(lengths: Sequence[int], order: Iterable[int], most: int) -> list[int]:
    """Return the first sentences of ``order`` that fit into ``most`` words, in their own order."""
    chosen: set[int] = set()
    words = 0
    for n in order:
        if n in chosen:
            continue
        if not chosen or words + lengths[n] <= most:
            chosen.add(n)
            words += lengths[n]
        elif words >= _NEARLY_FULL * most:
            break
    return sorted(chosen)
