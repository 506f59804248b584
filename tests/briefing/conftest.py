"""A coded illustrative corpus, a corpus of hostile words, and every form read back as text."""

import re
import zipfile
from collections.abc import Callable
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from pypdf import PdfReader

from analyser.briefing import Briefing, brief, write_briefing
from analyser.coding import Coding, Direction, Evidence, Position, Stance, Theme
from analyser.corpus import Corpus
from analyser.debate import Contribution, Debate, House, Kind, Sitting, Speaker
from analyser.selection import Selection

ROOT = Path(__file__).parents[2]
ILLUSTRATIVE = ROOT / "data" / "illustrative"
SUFFIXES = (".docx", ".pdf", ".html", ".md")
MADE = date(2099, 5, 1)

FOR = (
    "I welcome the cameras: #eval(\"1+1\") and <script>alert('tide')</script> cost £3 | 4 – é, the"
    " “harbour” **watch** said; it isn’t _over_ yet `here`."
)
AGAINST = (
    r"I oppose the cameras: C:\new\table $x^2$ @dock ~~gone~~ [quay](http://quay.example) ![x](y)"
    " &amp; <b>bold</b> ]]> {{tide}} 漢 😀 \u202edekcab = end."
)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """A fictional debate in which words look like commands of every form."""
    corpus = Corpus(tmp_path_factory.mktemp("hostile") / "corpus")
    speakers = (
        Speaker("Ada <Fen>", "x/1", "Lan|d", "Ebb", "Minister for *Piers*"),
        Speaker("#Bo Marsh", "x/2", "Orch", "Wick"),
    )
    said = tuple(
        Contribution(f"x/debate/{number}", Kind.SPEECH, text, speaker, column=str(number))
        for number, (text, speaker) in enumerate(zip((FOR, AGAINST), speakers, strict=True), 1)
    )
    debate = Debate("x/debate", "1. Cameras | <i>#quays</i>", "Chamber", said)
    sitting = Sitting("x2001-01-09", House.COMMONS, date(2001, 1, 9), "invented", "xml", (debate,))
    with corpus.writing() as writer:
        writer.write_sitting(sitting, sha256="0")
        writer.write_coding(
            "x2001-01-09",
            [
                ("x/debate/1", _coding(FOR, Stance.SUPPORT, Direction.FOR)),
                ("x/debate/2", _coding(AGAINST, Stance.OPPOSE, Direction.AGAINST)),
            ],
            signature="by-hand",
        )
    return corpus


def _coding(words: str, stance: Stance, direction: Direction) -> Coding:
    evidence = Evidence(words, 0, len(words))
    position = Position("cctv", stance, 0.9, evidence)
    return Coding((position,), (Theme("privacy", evidence, direction),))


@pytest.fixture(scope="session")
def full(illustrated: Corpus) -> Briefing:
    """A briefing of the whole illustrative sitting."""
    return brief(illustrated, Selection(), made=MADE)


@pytest.fixture(scope="session")
def files(
    full: Briefing, illustrated: Corpus, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """That briefing in every form, by suffix."""
    return written(full, illustrated, tmp_path_factory.mktemp("written"))


@pytest.fixture(scope="session")
def hostile_files(hostile: Corpus, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A briefing of the hostile words in every form, by suffix."""
    made = brief(hostile, Selection(), made=MADE, title="Cameras & <quays> #1", notes="*Mine* <b>")
    return written(made, hostile, tmp_path_factory.mktemp("hostile-written"))


def written(made: Briefing, corpus: Corpus, folder: Path) -> dict[str, Path]:
    """Write a briefing in every form into a folder."""
    paths = {suffix: folder / f"briefing{suffix}" for suffix in SUFFIXES}
    for path in paths.values():
        write_briefing(made, corpus, path)
    return paths


def close(text: str) -> str:
    """Return a text without blanks, which forms put where their lines break."""
    return re.sub(r"\s+", "", text)


@cache
def text_of(path: Path) -> str:
    """Return what a reader of the file sees, blanks left out."""
    return close(_READERS[path.suffix](path))


def _docx(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(f"word/{name}.xml").decode() for name in ("document", "endnotes")]
    found = re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", "".join(parts))
    return "".join(found).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _pdf(path: Path) -> str:
    footer = re.compile(r"Parliamentary debate analyser ·.*?Page \d+ of \d+", re.DOTALL)
    return "".join(footer.sub("", page.extract_text()) for page in PdfReader(path).pages)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.hidden += tag in ("style", "title", "svg")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("style", "title", "svg")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)


def _html(path: Path) -> str:
    reader = _Text()
    reader.feed(path.read_text("utf8"))
    return "".join(reader.words)


def _markdown(path: Path) -> str:
    page = MarkdownIt("commonmark").enable("table").enable("strikethrough")
    reader = _Text()
    reader.feed(page.render(path.read_text("utf8")))
    return "".join(reader.words)


_READERS: dict[str, Callable[[Path], str]] = {
    ".docx": _docx,
    ".pdf": _pdf,
    ".html": _html,
    ".md": _markdown,
}
