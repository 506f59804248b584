"""What a briefing holds, how long it is, and what it refuses."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from analyser.briefing import (
    Briefing,
    BriefingTooLong,
    MisquotedBriefing,
    NothingToBrief,
    UnwritableBriefing,
    brief,
    write_briefing,
)
from analyser.briefing.model import Note, Quote, Section, Table
from analyser.briefing.pdf import page_count
from analyser.corpus import Corpus
from analyser.ingest.article import read_article
from analyser.queries.exchanges import citations
from analyser.queries.positions import debates, positions
from analyser.selection import Selection
from analyser.wording import plural
from tests.briefing.conftest import MADE, ROOT, SUFFIXES


def _section(made: Briefing, code: str) -> Section:
    return next(section for section in made.sections if section.code == code)


def _notes(section: Section) -> Iterator[str]:
    yield from (block.text for block in section.blocks if isinstance(block, Note))


@pytest.fixture(scope="module")
def short(illustrated: Corpus) -> dict[str, Briefing]:
    """The briefings of two and of six pages."""
    return {pages: brief(illustrated, Selection(), pages=pages, made=MADE) for pages in ("2", "6")}


@pytest.mark.parametrize("pages", ["2", "6"])
def test_it_takes_no_more_pages_than_asked(
    illustrated: Corpus, short: dict[str, Briefing], pages: str
) -> None:
    made = short[pages]
    assert page_count(made) == int(pages), "and uses them"
    listed = [said for said in _notes(_section(made, "positions")) if "are listed" in said]
    whole = len(positions(illustrated))
    assert len(listed) == 1
    assert f" of {whole} positions are listed: the surest" in listed[0]


def test_it_counts_the_debates_in_which_somebody_spoke(illustrated: Corpus, full: Briefing) -> None:
    rows = debates(illustrated)
    spoken = int((rows["speeches"] > 0).sum())
    assert 0 < spoken < len(rows)
    assert f"in {spoken} debates" in full.title


def test_what_two_pages_leave_out_is_said(short: dict[str, Briefing]) -> None:
    last = list(_notes(short["2"].sections[-1]))[-1]
    assert last == (
        "Left out of this length: The grounds on each side; What ministers undertook; Votes;"
        " Figures and sources cited; What each measure is; What was read."
    )


def test_notes_too_long_for_two_pages_are_refused(illustrated: Corpus) -> None:
    notes = "\n\n".join("A paragraph about the tides, which come and go." for _ in range(150))
    with pytest.raises(BriefingTooLong, match="cannot be put on 2 A4 pages"):
        brief(illustrated, Selection(), pages="2", notes=notes)


def test_the_full_table_lists_every_position(illustrated: Corpus, full: Briefing) -> None:
    rows = positions(illustrated)
    tables = [each for each in _section(full, "positions").blocks if isinstance(each, Table)]
    assert [table.caption for table in tables] == [
        "By party on the day, in contributions",
        "By speaker, with party and office on the days spoken",
    ]
    groups = rows.groupby(["member", "measure", "stance"], dropna=False)
    assert len(tables[-1].rows) == groups.ngroups
    numbers = {number for row in tables[-1].references for number in row}
    cited = {full.references[number - 1].contribution_id for number in numbers}
    assert cited == set(rows["contribution_id"])


def test_no_sentence_is_quoted_twice(full: Briefing, short: dict[str, Briefing]) -> None:
    for made in (full, *short.values()):
        quotes = [quote.text for quote in made.quotes()]
        assert len(quotes) == len(set(quotes)) >= 3


def test_each_quote_is_by_its_speaker_on_its_side(full: Briefing, illustrated: Corpus) -> None:
    rows = positions(illustrated)
    held = set(zip(rows["contribution_id"], rows["stance"], rows["quote"], strict=True))
    for code in ("summary", "arguments"):
        quotes = [q for q in _section(full, code).blocks if isinstance(q, Quote)]
        assert len(quotes) >= 1
        for quote in quotes:
            source = full.references[quote.reference - 1]
            assert source.speaker == quote.who
            stance = "support" if quote.stance.startswith("▲ coded as support") else "oppose"
            assert (source.contribution_id, stance, quote.text) in held


def test_everyone_who_took_a_side_is_quoted_for_it(full: Briefing, illustrated: Corpus) -> None:
    rows = positions(illustrated)
    sides = rows[rows["stance"].isin(["support", "oppose", "mixed"])]
    quoted = {(full.references[q.reference - 1].contribution_id, q.text) for q in full.quotes()}
    groups = sides.groupby(["member", "measure", "stance"])
    assert groups.ngroups > 20
    without = [
        key
        for key, own in groups
        if not quoted & set(zip(own["contribution_id"], own["quote"], strict=True))
    ]
    assert without == []
    assert _texts(_section(full, "words"))[-1] == (
        "Everyone who took a side on a measure is quoted for it in this briefing."
    )


def test_what_was_not_found_is_said_once(illustrated: Corpus) -> None:
    made = brief(illustrated, Selection(debate=("Live Facial Recognition",)), made=MADE)
    codes = [section.code for section in made.sections]
    assert "dissent" not in codes
    assert "divisions" not in codes
    said = [text for section in made.sections for text in _texts(section) if "No " in text]
    assert len([text for text in said if "No division or plain departure" in text]) == 1
    asked = brief(illustrated, Selection(), sections=["dissent"], made=MADE)
    assert "No plain departure" in _texts(asked.sections[0])[0]


def _texts(section: Section) -> list[str]:
    return [str(getattr(block, "text", "")) for block in section.blocks]


def test_a_count_is_told_in_one_way(full: Briefing, illustrated: Corpus) -> None:
    figures = plural(len(citations(illustrated)), "figure")
    assert any(f"; {figures} cited" in text for text in _texts(_section(full, "summary")))
    assert any(f"{figures} cited: " in text for text in _texts(_section(full, "figures")))


def test_sections_stand_in_the_order_asked_for(illustrated: Corpus) -> None:
    made = brief(illustrated, Selection(), sections=["method", "summary"], made=MADE)
    assert [section.code for section in made.sections] == ["method", "summary"]
    assert "coded by machine" in made.statement


def test_only_fiction_is_called_fiction(full: Briefing, hostile: Corpus) -> None:
    assert full.illustrative
    assert not brief(hostile, Selection()).illustrative


def test_nothing_chosen_is_refused(illustrated: Corpus) -> None:
    with pytest.raises(NothingToBrief, match="debates named “Harbours of Nowhere”"):
        brief(illustrated, Selection(debate=("Harbours of Nowhere",)))


def test_an_article_is_held_against_the_record(illustrated: Corpus) -> None:
    article = read_article(ROOT / "data" / "press" / "copperhithe-courier.txt")
    made = brief(illustrated, Selection(), article=article, sections=["press"], made=MADE)
    table = next(each for each in _section(made, "press").blocks if isinstance(each, Table))
    verdicts = [row[2].split(";")[0] for row in table.rows]
    assert {"verbatim", "near"} <= set(verdicts)
    for verdict, numbers in zip(verdicts, table.references, strict=True):
        assert numbers or verdict not in ("verbatim", "near")


def _misquoted(made: Briefing) -> Briefing:
    """Return the briefing with one letter of one quote changed."""
    wrong = [
        replace(
            section,
            blocks=tuple(
                replace(block, text=block.text.replace("e", "a", 1))
                if isinstance(block, Quote)
                else block
                for block in section.blocks
            ),
        )
        for section in made.sections
    ]
    return replace(made, sections=tuple(wrong))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_misquote_stops_the_export(
    full: Briefing, illustrated: Corpus, tmp_path: Path, suffix: str
) -> None:
    target = tmp_path / f"briefing{suffix}"
    with pytest.raises(MisquotedBriefing, match="does not stand at"):
        write_briefing(_misquoted(full), illustrated, target)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("column", "999"),
        ("speaker", "Nobody"),
        ("house", "Lords"),
        ("debate", "Other"),
        ("section", "Other"),
        ("date", MADE),
    ],
)
def test_a_wrong_reference_stops_the_export(
    full: Briefing, illustrated: Corpus, tmp_path: Path, name: str, value: object
) -> None:
    first = next(each for each in full.references if getattr(each, name) != value)
    changed: dict[str, Any] = {name: value}
    listed = [replace(each, **changed) if each is first else each for each in full.references]
    wrong = replace(full, references=tuple(listed))
    with pytest.raises(MisquotedBriefing, match=f"its {name} is"):
        write_briefing(wrong, illustrated, tmp_path / "briefing.md")
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_citation_stops_the_export(
    full: Briefing, illustrated: Corpus, tmp_path: Path
) -> None:
    section = _section(full, "summary")
    blocks = [
        replace(block, cited="HC Deb 1 April 2099 c1") if isinstance(block, Quote) else block
        for block in section.blocks
    ]
    wrong = replace(full, sections=(replace(section, blocks=tuple(blocks)),))
    with pytest.raises(MisquotedBriefing, match="cited as HC Deb 1 April 2099 c1, on record"):
        write_briefing(wrong, illustrated, tmp_path / "briefing.md")


def test_a_place_that_is_none_is_refused(
    full: Briefing, illustrated: Corpus, tmp_path: Path
) -> None:
    with pytest.raises(UnwritableBriefing, match="unknown form"):
        write_briefing(full, illustrated, tmp_path / "briefing.odt")
    with pytest.raises(UnwritableBriefing, match="no folder"):
        write_briefing(full, illustrated, tmp_path / "nowhere" / "briefing.md")
    assert list(tmp_path.iterdir()) == []
