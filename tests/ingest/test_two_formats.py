"""The same debate by two routes: the illustrative sitting in ParlParse XML and as text."""

from pathlib import Path

import pytest

from analyser.debate import Debate
from analyser.ingest import read_hansard_text, read_twfy_xml
from analyser.members import resolve_short_forms

ILLUSTRATIVE = Path(__file__).parents[2] / "data" / "illustrative"
TEXTS = sorted((ILLUSTRATIVE / "text").glob("*.txt"))


@pytest.fixture(scope="module")
def debates() -> dict[str, Debate]:
    """The debates of the XML files, by title."""
    sittings = [read_twfy_xml(path) for path in sorted((ILLUSTRATIVE / "xml").glob("*.xml"))]
    assert len(sittings) == 3
    return {debate.title: debate for sitting in sittings if sitting for debate in sitting.debates}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_both_formats_give_the_same_contributions_in_the_same_order(
    debates: dict[str, Debate], path: Path
) -> None:
    sitting = resolve_short_forms(read_hansard_text(path))
    (by_text,) = sitting.debates
    by_xml = debates[by_text.title]
    ours = [item for item in by_text.contributions if item.speaker]
    theirs = [item for item in by_xml.contributions if item.speaker]
    assert [item.text for item in ours] == [item.text for item in theirs]
    for mine, other in zip(ours, theirs, strict=True):
        assert mine.speaker is not None
        assert other.speaker is not None
        # the Chair is unnamed in one text file, and XML leaves out the style (Mr, Dame)
        same = mine.speaker.name.endswith(other.speaker.name)
        assert same or mine.speaker.office == "Mr Speaker", mine.attribution
    assert [(d.number, d.ayes, d.noes) for d in by_text.divisions] == [
        (d.number, d.ayes, d.noes) for d in by_xml.divisions
    ]
    assert sitting.illustrative
    assert sitting.date is not None
    assert sitting.date.year == 2099


def test_all_text_files_are_compared() -> None:
    assert len(TEXTS) == 8
