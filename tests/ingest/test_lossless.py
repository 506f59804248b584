"""That no word of a real file is lost, for every file there is."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from analyser.corpus.rows import record_tables
from analyser.ingest import read_hansard_text, read_sittings, read_twfy_xml
from tests.conftest import shared_files

_WITH_COLUMNS = ("1979-01-16.txt", "1979-02-06.txt")
"""Text downloads in which numbers of columns stand among the words."""
_CONTENT = ("speech", "oral-heading", "major-heading", "minor-heading", "bill", "committee")


def _letters(texts: Iterable[str | None]) -> str:
    return "".join("".join((text or "").split()) for text in texts)


@pytest.mark.parametrize("path", shared_files("corpus/twfy-xml/*/*.xml"))
def test_every_speech_of_a_real_xml_file_is_a_contribution_with_its_words(path: Path) -> None:
    root = etree.parse(path).getroot()
    sitting = read_twfy_xml(path)
    if root.get("latest") == "no":
        assert sitting is None
        return
    assert sitting is not None
    rows = [row for row in record_tables(sitting)["contributions"].to_pylist() if row["speaker"]]
    speeches = root.xpath("//speech[@speakername]")
    assert isinstance(speeches, list)
    assert [row["contribution_id"] for row in rows] == [speech.get("id") for speech in speeches]
    for row, speech in zip(rows, speeches, strict=True):
        assert row["text"].split() == _words(speech), row["contribution_id"]


def _words(speech: etree._Element) -> list[str]:
    """The words of an element: inline marks join what they touch, paragraphs and cells do not."""
    blocks = speech.xpath(".//p | .//td")
    assert isinstance(blocks, list)
    return [word for block in blocks for word in "".join(block.itertext()).split()]


@pytest.mark.parametrize("path", shared_files("corpus/twfy-xml/*/*.xml"))
def test_no_word_of_a_real_xml_file_is_missing_from_the_tables(path: Path) -> None:
    root = etree.parse(path).getroot()
    sittings = read_sittings(path)
    if not sittings:
        assert root.get("latest") == "no"
        return
    tables = record_tables(sittings[0])
    kept = Counter(_letters(tables["contributions"]["text"].to_pylist()))
    for debate in tables["debates"].to_pylist():
        kept.update(_letters([debate["title"], debate["section"]]))
    printed = Counter(_letters(_letters(e.itertext()) for e in root if e.tag in _CONTENT))
    assert sum(printed.values()) > 0
    assert printed - kept == Counter()
    names = [_letters(e.itertext()) for e in root.iter("mpname", "lord") if e.get("vote")]
    assert [_letters([vote["speaker"]]) for vote in tables["votes"].to_pylist()] == names


@pytest.mark.parametrize("path", shared_files("corpus/hansard-text/*.txt"))
def test_no_word_of_a_real_text_file_is_missing_from_the_tables(path: Path) -> None:
    tables = record_tables(read_hansard_text(path))
    attributions = {
        row["contribution_id"]: row["attribution"] for row in tables["attributions"].to_pylist()
    }
    (debate,) = tables["debates"].to_pylist()
    kept = [debate["title"]]
    for row in tables["contributions"].to_pylist():
        kept += [attributions.get(row["contribution_id"], ""), row["text"]]
    words, printed = " ".join(kept), path.read_text("utf8")
    if path.name not in _WITH_COLUMNS:
        assert words.split() == printed.split()
        return
    there, here = (re.sub(r"[\s\d-]", "", text) for text in (printed, words))
    assert there == here  # but for the hyphens of words that a column divides
    lost = Counter(re.findall(r"\d+", printed)) - Counter(re.findall(r"\d+", words))
    numbers = sorted(map(int, lost))
    assert set(lost.values()) == {1}
    assert len(numbers) > 30
    assert all(0 < after - before <= 12 for before, after in pairwise(numbers))


@pytest.mark.parametrize("path", shared_files("corpus/hansard-text/*.txt"))
def test_every_full_speaker_line_of_a_real_text_file_opens_a_contribution(path: Path) -> None:
    lines = [line.strip() for line in path.read_text("utf8").splitlines()]
    full = [
        line for line in lines if re.fullmatch(r"[^()]+ \(.+\) \((Con|Lab|LD|SNP|none)\)", line)
    ]
    rows = record_tables(read_hansard_text(path))["attributions"].to_pylist()
    opened = [line for row in rows for line in row["attribution"].split("\n")]
    assert full
    assert Counter(full) - Counter(opened) == Counter()
