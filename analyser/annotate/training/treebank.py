"""UD English EWT (CoNLL-U) with the entities of UNER (IOB2) beside it, to spaCy Docs.

Both are CC BY-SA 4.0 and hold the same sentences under the same ids. The training part of UNER
comes from an early commit: its OTH entities and malformed tags are dropped, the former as no
entity of ours, the latter as unknown.
"""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

from analyser.errors import AnalyserError

PARTS = ("train", "dev", "test")
LABELS = ("PER", "LOC", "ORG")

_TAG = re.compile(r"O|[BI]-(?:PER|LOC|ORG)")
_LONGEST = 8  # sentences of one paragraph that make a Doc


class UnreadableTreebank(AnalyserError):
    """A treebank file that is not what it should be, with file and line."""


@dataclass(slots=True)
class Sentence:
    """One sentence as annotated; heads count from 0, a root is its own head.

    ``entities`` holds an IOB tag for each token, "-" where it is not known.
    """

    identifier: str
    opens_paragraph: bool = False
    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    entities: list[str] = field(default_factory=list)


def read_docs(folder: Path, part: str, vocab: Vocab) -> Iterator[Doc]:
    """Yield the Docs of a part, paragraphs of up to eight sentences, everything annotated.

    ``folder`` holds ``ud_english_ewt`` and ``uner_english_ewt``. Raises ``UnreadableTreebank``
    naming file and line.
    """
    entities = _entities(folder / "uner_english_ewt" / f"en_ewt-ud-{part}.iob2.gz")
    together: list[Sentence] = []
    for sentence in _sentences(folder / "ud_english_ewt" / f"en_ewt-ud-{part}.conllu.gz"):
        words, tags = entities.get(sentence.identifier, ([], []))
        agrees = words == sentence.words
        sentence.entities = tags if agrees else ["-"] * len(sentence.words)
        if together and (sentence.opens_paragraph or len(together) == _LONGEST):
            yield _doc(together, vocab)
            together = []
        together.append(sentence)
    if together:
        yield _doc(together, vocab)


def _doc(sentences: list[Sentence], vocab: Vocab) -> Doc:
    starts: list[bool | int | None] = [
        at == 0 for sentence in sentences for at in range(len(sentence.words))
    ]
    heads, offset = [], 0
    for sentence in sentences:
        heads += [offset + head for head in sentence.heads]
        offset += len(sentence.words)
    last = sentences[-1].spaces
    if last:
        last[-1] = False

    def all_of(name: str) -> list[str]:
        return [value for sentence in sentences for value in getattr(sentence, name)]

    return Doc(
        vocab,
        words=all_of("words"),
        spaces=[space for sentence in sentences for space in sentence.spaces],
        lemmas=all_of("lemmas"),
        pos=all_of("pos"),
        tags=all_of("tags"),
        morphs=all_of("morphs"),
        heads=heads,
        deps=all_of("deps"),
        sent_starts=starts,
        # None is what spaCy takes for unknown, though its types know only tags
        ents=[None if tag == "-" else tag for tag in all_of("entities")],  # type: ignore[misc]
    )


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with gzip.open(path, "rt", encoding="utf8") as file:
            for number, line in enumerate(file, start=1):
                yield number, line.rstrip("\n")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise UnreadableTreebank(f"{path}: {error} (expected a gzipped treebank)") from error


def _sentences(path: Path) -> Iterator[Sentence]:
    sentence, until = Sentence(""), 0  # the last word of a token of several words
    spaced = True
    for number, line in _lines(path):
        if line.startswith("# newpar") or line.startswith("# newdoc"):
            sentence.opens_paragraph = True
        elif line.startswith("# sent_id = "):
            sentence.identifier = line.removeprefix("# sent_id = ")
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            if len(cells) != 10:
                raise UnreadableTreebank(f"{path}, line {number}: {len(cells)} cells (expected 10)")
            if "-" in cells[0]:
                until, spaced = int(cells[0].split("-")[1]), "SpaceAfter=No" not in cells[9]
            elif "." not in cells[0]:
                _take_word(sentence, cells, until=until, spaced=spaced)
        elif not line and sentence.words:
            yield sentence
            sentence, until = Sentence(""), 0


def _take_word(sentence: Sentence, cells: list[str], *, until: int, spaced: bool) -> None:
    """Take a word; within a token of several only the last may be followed by a space."""
    number, head = int(cells[0]), int(cells[6])
    space = "SpaceAfter=No" not in cells[9]
    if number <= until:
        space = spaced and number == until
    sentence.words.append(cells[1])
    sentence.lemmas.append(cells[2])
    sentence.pos.append(cells[3])
    sentence.tags.append(cells[4])
    sentence.morphs.append("" if cells[5] == "_" else cells[5])
    sentence.heads.append(head - 1 if head else number - 1)
    sentence.deps.append("ROOT" if head == 0 else cells[7])
    sentence.spaces.append(space)


def _entities(path: Path) -> dict[str, tuple[list[str], list[str]]]:
    """Return the words and tags of each sentence by its id."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    words: list[str] = []
    tags: list[str] = []
    for _, line in _lines(path):
        if line.startswith("# sent_id = "):
            words, tags = [], []
            found[line.removeprefix("# sent_id = ")] = (words, tags)
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            words.append(cells[1])
            tags.append(_tag(cells[2], tags))
    return found


def _tag(printed: str, before: list[str]) -> str:
    """Return a tag that can stand after those before: OTH is none, a malformed one unknown."""
    if printed.endswith("-OTH"):
        return "O"
    if not _TAG.fullmatch(printed):
        return "-"
    if printed.startswith("I-") and (not before or before[-1][1:] != printed[1:]):
        return f"B{printed[1:]}"
    return printed
