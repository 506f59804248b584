"""The same content in Word, PDF, HTML and Markdown, and all of it as text."""

from pathlib import Path

import pytest

from analyser.briefing import SECTIONS, Briefing
from analyser.briefing.characters import printable
from analyser.briefing.model import Bullets, Heading, Note, Paragraph, Quote, Table
from analyser.briefing.phrasing import about_references, banner, reference, speaker
from tests.briefing.conftest import AGAINST, FOR, SUFFIXES, close, text_of


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_form_has_every_title_quote_and_reference(
    full: Briefing, files: dict[str, Path], suffix: str
) -> None:
    text = text_of(files[suffix])
    titles = [section.title for section in full.sections]
    assert titles == [
        kind.title for code, kind in SECTIONS.items() if code not in ("notes", "press", "dissent")
    ]
    quotes = list(full.quotes())
    assert len(quotes) >= 10
    assert len(full.references) >= 40
    for wanted in (
        *titles,
        *(quote.text for quote in quotes),
        *(speaker(quote) for quote in quotes),
        *(quote.stance for quote in quotes),
        *(reference(each) for each in full.references),
    ):
        assert close(printable(wanted)) in text, wanted


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_form_has_every_line_and_cell(
    full: Briefing, files: dict[str, Path], suffix: str
) -> None:
    text = text_of(files[suffix])
    shown = 0
    for section in full.sections:
        for block in section.blocks:
            for words in _words(block):
                assert close(printable(words)) in text, (section.code, words)
                shown += 1
    assert shown > 200


def _words(block: object) -> list[str]:
    match block:
        case Heading() | Note():
            return [block.text]
        case Paragraph():
            return [block.lead + block.text]
        case Bullets():
            return [item.lead + item.text for item in block.items]
        case Table():
            return [block.caption, *block.head, *(cell for row in block.rows for cell in row)]
        case Quote():
            return [block.text]
    return []


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_it_says_that_it_is_machine_coded_and_fiction(
    full: Briefing, files: dict[str, Path], suffix: str
) -> None:
    text = text_of(files[suffix])
    said = banner(full)
    assert said is not None
    assert close(said) in text
    assert close(full.statement) in text
    assert text.count(close(full.reviews)) == 1
    assert text.count(close(about_references(full.references))) == 1


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_words_that_look_like_commands_come_out_as_words(
    hostile_files: dict[str, Path], suffix: str
) -> None:
    text = text_of(hostile_files[suffix])
    hidden = AGAINST.replace("\u202e", "\ufffd")
    if suffix == ".pdf":
        hidden = hidden.replace("漢", "[U+6F22]").replace("😀", "[U+1F600]")
    for wanted in (
        *(FOR, hidden),
        *("Ada <Fen>, Minister for *Piers*, Lan|d", "1. Cameras | <i>#quays</i>", "#Bo Marsh"),
        *("Cameras & <quays> #1", "*Mine* <b>"),
    ):
        assert close(wanted) in text, wanted


def test_the_html_holds_no_script_and_nothing_from_elsewhere(
    files: dict[str, Path], hostile_files: dict[str, Path]
) -> None:
    for path in (files[".html"], hostile_files[".html"]):
        page = path.read_text("utf8")
        assert "<script" not in page
        assert " src=" not in page
        assert "@import" not in page
        assert page.startswith('<!doctype html>\n<html lang="en-GB">')
    assert '<meta name="keywords" content="Hansard, machine-coded, illustrative, fiction">' in (
        files[".html"].read_text("utf8")
    )


def test_markdown_cells_stay_in_their_columns(hostile_files: dict[str, Path]) -> None:
    lines = hostile_files[".md"].read_text("utf8").splitlines()
    rows = [line for line in lines if line.startswith("| ") and "Fen" in line]
    assert len(rows) == 1
    assert rows[0].replace("\\|", "").count("|") == 6
