import subprocess
import sys
import time

import pytest

from analyser.discourse.commitments import KINDS, Commitment, commitments, mentioned_later
from analyser.discourse.line import Line

MINISTER = "The Minister for Ferries"


def line(text: str, office: str | None = MINISTER, person: str = "p1", number: int = 1) -> Line:
    return Line(
        f"c{number}", "speech", person, "A Speaker", office, None, text, "Ferries", "Commons"
    )


def only(text: str) -> Commitment:
    (found,) = commitments([line(text)])
    return found


@pytest.mark.parametrize(
    ("text", "kind", "about"),
    [
        (
            "We will review the licensing of harbour cameras.",
            "review",
            "the licensing of harbour cameras",
        ),
        ("We will keep this under review.", "review", ""),
        (
            "We will consult on a code of practice on cameras.",
            "consult",
            "a code of practice on cameras",
        ),
        (
            "The Government will publish a code of practice on cameras.",
            "publish",
            "a code of practice on cameras",
        ),
        ("We intend to bring forward legislation on drones.", "legislate", "legislation on drones"),
        ("We will provide £20 million for lighthouses.", "fund", "£20 million for lighthouses"),
        (
            "I will write to the hon. Lady about the ferry timetable.",
            "write",
            "the ferry timetable",
        ),
        ("I am happy to meet my hon. Friend to discuss harbour dues.", "meet", "harbour dues"),
        ("I will look into harbour dues.", "consider", "harbour dues"),
        ("We will introduce a register of ferries.", "act", "a register of ferries"),
        ("I undertake to review the harbour rules.", "review", "the harbour rules"),
        ("I can commit to publishing the harbour rules.", "publish", "the harbour rules"),
        ("I can assure the House that we will publish the rules.", "publish", "the rules"),
        ("In the autumn, we will publish the harbour rules.", "publish", "the harbour rules"),
    ],
)
def test_undertakings(text: str, kind: str, about: str) -> None:
    found = only(text)
    assert (found.kind, found.about) == (kind, about)


@pytest.mark.parametrize(
    "text",
    [
        "We will not review the rules.",
        "I do not believe that we will publish the rules.",
        "Will the House see what we will publish?",
        "We will review the rules?",
        "We reviewed the rules last year.",
        "If the council asks, we will review the rules.",
        "We will publish the rules unless the court objects.",
        "The hon. Gentleman says we will publish the rules.",
        "He claimed that we will abolish the ferry.",
        "“We will publish the rules,” said the leaflet.",
        "We will see what the ferry brings.",
        "I hope that we will publish the rules.",
        "I will give way.",
        "I will come to that point.",
        "I will make progress.",
        "I will answer the hon. Lady.",
        "I will consider the amendments in Committee.",
        "I cannot say when we will publish the rules.",
        "The measures that we will introduce are many.",
        "We are committed to protecting sailors.",
        "With permission, I will make a statement on ferries.",
        "",
    ],
)
def test_what_is_no_undertaking(text: str) -> None:
    assert commitments([line(text)]) == []


@pytest.mark.parametrize(
    ("office", "counts"),
    [
        ("The Secretary of State for Ferries", True),
        ("The Parliamentary Under-Secretary of State for Ferries", True),
        ("The Solicitor-General", True),
        ("The Prime Minister", True),
        ("Lord in Waiting", True),
        ("Leader of the House of Commons", True),
        ("Shadow Minister (Ferries)", False),
        ("Shadow Leader of the House of Commons", False),
        ("Speaker of the House of Commons", False),
        ("Deputy Speaker and Chairman of Ways and Means", False),
        ("Parliamentary Private Secretary", False),
        (None, False),
    ],
)
def test_only_ministers_undertake(office: str | None, counts: bool) -> None:
    assert bool(commitments([line("We will review the rules.", office)])) is counts


def test_an_office_on_any_line_counts() -> None:
    lines = [
        line("We will review the rules.", None, "p1", 1),
        line("We will review the rules.", None, "p2", 2),
        line("Thank you.", MINISTER, "p1", 3),
    ]
    assert [found.contribution_id for found in commitments(lines)] == ["c1"]


@pytest.mark.parametrize(
    ("text", "tentative"),
    [
        ("I will consider the rules.", True),
        ("We will look at the rules.", True),
        ("We hope to publish the rules.", True),
        ("We aim to publish the rules.", True),
        ("We will publish the rules.", False),
    ],
)
def test_tentative(text: str, tentative: bool) -> None:
    assert only(text).tentative is tentative


def test_offsets_and_kinds() -> None:
    sentence = "We will review the harbour rules and I will write to the hon. Lady."
    text = f"I am grateful. {sentence}\n\nThat is all."
    found = commitments([line(text)])
    assert [each.kind for each in found] == ["review", "write"]
    for each in found:
        assert text[each.start : each.end] == each.quote == sentence
        assert each.about in each.quote
        assert each.kind in KINDS


def test_a_later_mention() -> None:
    found = only("We will publish a code of practice on harbour cameras.")
    text = "I thank him. The practices at every harbour are poor. The harbour camera code is due."
    assert mentioned_later(found, text) == (13, 53)
    assert mentioned_later(found, "The harbour is closed.") is None
    assert mentioned_later(found, "") is None
    assert mentioned_later(only("We will keep it under review."), text) is None


def test_nothing_from_nothing() -> None:
    assert commitments([]) == []


def test_a_long_text_takes_no_long_time() -> None:
    started = time.perf_counter()
    commitments([line("I will write to the hon. Lady, and " * 5000)])
    commitments([line("we will very truly " * 5000 + "“" * 5000)])
    assert time.perf_counter() - started < 5


def test_importing_leaves_spacy_alone() -> None:
    code = (
        "import sys, analyser.discourse.commitments, analyser.discourse.citations;"
        " sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
