import time

import pytest

from analyser.discourse.citations import citations
from analyser.discourse.disputes import disputes
from analyser.discourse.line import Line


def line(text: str, person: str = "p1", number: int = 1) -> Line:
    return Line(f"c{number}", "speech", person, "A Speaker", None, None, text, "Ferries", "Commons")


def cited(text: str) -> list[tuple[str, str, str]]:
    return [(each.kind, each.cited, each.key) for each in citations([line(text)])]


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("Ferries are 98% full.", "98%", "98%"),
        ("Ferries are 98 per cent full.", "98 per cent", "98%"),
        ("It rose by 2.50% in all.", "2.50%", "2.5%"),
        ("It cost £2.5 million.", "£2.5 million", "£2500000"),
        ("It cost £2,500,000.", "£2,500,000", "£2500000"),
        ("It cost £3bn.", "£3bn", "£3000000000"),
        ("There are 2,000 cameras.", "2,000 cameras", "2000 cameras"),
        ("There are 2,000 hidden harbour cameras.", "2,000 hidden harbour cameras", "2000 cameras"),
        ("Some 3 million people sail.", "3 million people", "3000000 people"),
        ("One sees one in five of them.", "one in five", "1 in 5"),
        ("Four out of ten agree; 4 in 10 do.", "4 in 10", "4 in 10"),
    ],
)
def test_figures(text: str, words: str, key: str) -> None:
    assert ("figure", words, key) in cited(text)


@pytest.mark.parametrize(
    "text",
    [
        "It opened on 5 May 1998.",
        "In 1998 ministers met.",
        "Clause 12 provides that; section 20 says so.",
        "See column 345 and page 100 tables.",
        "The House met at 2.30 pm for 45 minutes.",
        "He lives at No. 10 always.",
        "She was aged 16 then.",
        "It took 20 years.",
        "I am 100 per cent. behind him.",
        "Two amendments stand.",
        "",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert cited(text) == []


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("The Harbour Audit Office found gaps.", "Harbour Audit Office", "harbour audit office"),
        ("I have read the Marlowe report.", "Marlowe report", "marlowe report"),
        ("It was settled in R v Marlowe.", "R v Marlowe", "r v marlowe"),
        (
            "It is research by the Seaton Institute.",
            "research by the Seaton Institute",
            "seaton institute research",
        ),
        ("According to official figures, it fell.", "official figures", "official figures"),
        ("According to the Seaton Institute, it fell.", "Seaton Institute", "seaton institute"),
        ("I quote Home Office statistics.", "Home Office statistics", "home office statistics"),
    ],
)
def test_sources(text: str, words: str, key: str) -> None:
    assert ("source", words, key) in cited(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Minister found his hat.",
        "That is the case.",
        "I think of the Seaton case.",
        "I report to the House.",
        "According to the Minister, it fell.",
        "The data protection rules apply.",
        "The White Paper is late.",
    ],
)
def test_what_is_no_source(text: str) -> None:
    assert cited(text) == []


def test_offsets() -> None:
    text = "I am grateful. The Marlowe report speaks of 98% and of 98 per cent.\n\nIt fell."
    found = citations([line(text)])
    assert [each.key for each in found] == ["98%", "marlowe report"]
    for each in found:
        assert text[each.start : each.end] == each.quote
        assert each.cited in each.quote


def told(*texts: tuple[str, str]) -> list[tuple[str, str, str]]:
    lines = [line(text, person, number) for number, (person, text) in enumerate(texts, 1)]
    found = disputes(lines, citations(lines))
    for each in found:
        text = next(one.text for one in lines if one.contribution_id == each.contribution_id)
        assert text[each.start : each.end] == each.quote
    return [(each.contribution_id, each.disputes, each.key) for each in found]


@pytest.mark.parametrize(
    ("first", "reply", "key"),
    [
        ("It is 98% accurate.", "I do not recognise that figure.", "98%"),
        ("It is 98% accurate.", "The figure of 98 per cent is misleading.", "98%"),
        ("There are 2,000 cameras.", "Those figures are not accurate.", "2000 cameras"),
        (
            "The Marlowe report says so.",
            "That is not what the Marlowe report says.",
            "marlowe report",
        ),
        ("The Marlowe report says so.", "That report is wrong.", "marlowe report"),
    ],
)
def test_disputes(first: str, reply: str, key: str) -> None:
    assert told(("p1", first), ("p2", reply)) == [("c2", "c1", key)]


def test_a_dispute_further_on() -> None:
    found = told(
        ("p1", "It is 98% accurate."), ("p3", "Quite so."), ("p2", "The 98% figure is wrong.")
    )
    assert found == [("c3", "c1", "98%")]


@pytest.mark.parametrize(
    "texts",
    [
        (("p1", "It is 98% accurate."), ("p1", "I do not recognise that figure.")),
        (("p1", "It is 98% accurate."), ("p2", "I welcome that figure.")),
        (("p1", "It is 98% accurate."), ("p2", "Is that figure wrong?")),
        (("p1", "It is 98% accurate."), ("p2", "I do not dispute that figure; it is not wrong.")),
        (("p1", "It is accurate."), ("p2", "I do not recognise that figure.")),
        (("p1", "It is 98%."), ("p3", "Yes."), ("p2", "I do not recognise that figure.")),
        (("p2", "The 98% figure is wrong."), ("p1", "It is 98% accurate.")),
        (("p1", "It is 98% accurate."), ("p2", "It is wrong to watch 98% of sailors.")),
    ],
)
def test_what_is_no_dispute(texts: tuple[tuple[str, str], ...]) -> None:
    assert told(*texts) == []


def test_nothing_from_nothing() -> None:
    assert citations([]) == []
    assert disputes([], []) == []


def test_a_long_text_takes_no_long_time() -> None:
    started = time.perf_counter()
    for piece in ("The Harbour and Seaton of ", "2,000 blue ", "that figure is wrong ", "9", "A"):
        lines = [line(piece * 4000), line(piece * 4000, "p2", 2)]
        disputes(lines, citations(lines))
    assert time.perf_counter() - started < 10
