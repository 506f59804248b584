"""Every statement that an article attributes to somebody, direct or reported.

The grammar is that of newspapers: a speaker, a verb of saying, and what was said, in that
order or the quotation first. A quotation that nobody is said to have uttered (a title, a
word held at arm's length) is no statement. Quoted words are masked while the rest is read.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from analyser.ingest.article import Article
from analyser.press.grammar import Uttered, uttered
from analyser.press.masking import Marked, spans_of
from analyser.press.place_and_day import Scene
from analyser.press.quotation import MASK, Quotation
from analyser.press.speakers import Cast
from analyser.press.statement import Statement
from analyser.text.sentences import LONGEST

_QUOTED = re.compile(rf"{MASK}+")
_BARE = re.compile(rf"[{MASK}\s.,;:!?–—…-]+")


def read_statements(article: Article, *, published: date | None = None) -> list[Statement]:
    """Return the statements of an article in their order.

    ``published`` is the day from which "on Monday" counts; without it the article's own.
    """
    reading = _StatementReader(Marked(article.text), Scene(published or article.published))
    paragraphs = [
        found.span()
        for found in re.finditer(r"[^\n]+", article.text)
        if found.start() >= article.body
    ]
    for start, end in paragraphs:
        reading.take_paragraph(start, end)
    first = slice(*paragraphs[0]) if paragraphs else slice(0)
    reading.scene.finish(article.text[first])
    return reading.statements


@dataclass(slots=True)
class _StatementReader:
    """One article being read, and what one paragraph leaves to the next."""

    page: Marked
    scene: Scene
    cast: Cast = field(default_factory=Cast)
    statements: list[Statement] = field(default_factory=list)
    open_quote: bool = False  # the last paragraph ended within a quotation
    announced: Uttered | None = None  # who speaks after the colon that ended it

    def take_paragraph(self, start: int, end: int) -> None:
        """Take one paragraph, sentence by sentence."""
        sentences = list(self.page.sentences(start, end))
        self.scene.enter(self._masked(left, right) for left, right in sentences)
        for place, (left, right) in enumerate(sentences):
            known = len(self.statements)
            self._take_sentence(left, right, opens_paragraph=place == 0)
            self.scene.place(self._masked(left, right), self.statements[known:])
        inside = self.page.inside(start, end)
        self.open_quote = bool(inside) and inside[-1].continues
        if not self.page.mask[start:end].rstrip().endswith(":"):
            self.announced = None

    def _masked(self, start: int, end: int) -> str:
        """Return a sentence, of which one with long quotations may be too long to be read."""
        return self.page.mask[start : min(end, start + LONGEST)]

    def _take_sentence(self, start: int, end: int, *, opens_paragraph: bool) -> None:
        text = self.page.mask[start:end]
        if _BARE.fullmatch(text):
            self._take_bare(self.page.inside(start, end), opens_paragraph=opens_paragraph)
            return
        found = uttered(self.page, start, end) if end - start <= LONGEST else []
        for each in found:
            if each.spans:
                self._add(each, (start, end))
            else:
                self.announced = each
        if not found and end - start <= LONGEST:
            self.cast.mention(_QUOTED.sub(" ", text))

    def _take_bare(self, inside: list[Quotation], *, opens_paragraph: bool) -> None:
        """Take a sentence that is nothing but a quotation: whoever spoke goes on."""
        if not inside:
            return
        spans, words = spans_of(inside), self.page.joined(inside)
        sentence = (inside[0].opens, inside[-1].closes)
        if self.announced and opens_paragraph:
            self._add(Uttered(self.announced.named, self.announced.verb, spans, words), sentence)
            return
        is_heading = not re.search(r"[.,?!…]$", self.page.text[: inside[-1].end])
        if not self.statements or (is_heading and opens_paragraph and not inside[-1].continues):
            return
        last = self.statements[-1]
        if last.kind == "direct" and (self.open_quote or not opens_paragraph):
            last.spans += spans
            last.context = f"{last.context} {words}".strip()
        else:
            by = (last.speaker, last.as_written, None, "direct")
            self.statements.append(Statement(*by, spans, words, sentence=sentence))

    def _add(self, each: Uttered, sentence: tuple[int, int]) -> None:
        speaker = self.cast.take(each.named)
        if speaker is not None:
            said = (speaker, each.named.written, each.verb, each.kind, each.spans, each.context)
            self.statements.append(Statement(*said, sentence=sentence))
