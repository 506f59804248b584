import subprocess
import sys
import time

import pytest

from analyser.discourse.commitments import (
    KINDS,
    Commitment,
    commitments,
    mentioned_later,
    undertaken_by_rule,
)
from analyser.discourse.line import Line

MINISTER = "The Minister for Ferries"


def line(text: str, office: str | None = MINISTER, person: str = "p1", number: int = 1) -> Line:
    return Line(
        f"c{number}", "speech", person, "A Speaker", office, None, text, "Ferries", "Commons"
    )


def by_rule(text: str) -> list[Commitment]:
    return [found for each in undertaken_by_rule(text).values() for found in each]


def only(text: str) -> Commitment:
    (found,) = by_rule(text)
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
        ("As my hon. Friend said, we will publish the rules.", "publish", "the rules"),
        ("We will, with the port, set up a fund for piers.", "act", "a fund for piers"),
        ("We will defer harbour dues for small boats.", "act", "harbour dues for small boats"),
        ("We propose to add two new tests.", "act", "two new tests"),
        ("We aim to complete the work by the end of the year.", "act", "the work"),
        ("That is why we will legislate to introduce a cap on dues.", "legislate", "a cap on dues"),
        ("We will reserve the power to close a port.", "legislate", "the power to close a port"),
        (
            "We will give the harbour master the power to seize boats.",
            "legislate",
            "the power to seize boats",
        ),
        (
            "We will make it an offence to moor without a licence.",
            "legislate",
            "an offence to moor without a licence",
        ),
        ("We will now go further and introduce a ban on cages.", "legislate", "a ban on cages"),
        (
            "We have heard from sailors, and will bring forward a Bill on harbour law.",
            "legislate",
            "a Bill on harbour law",
        ),
        ("We will naturally try to involve the pilots.", "consult", "the pilots"),
        ("My Department is issuing its response to pilots today.", "publish", "its response"),
        ("We are introducing a duty on owners.", "legislate", "a duty on owners"),
        ("We are today setting up a fund for piers.", "act", "a fund for piers"),
        ("It is our intention to publish the plan in the spring.", "publish", "the plan"),
        (
            "The promise I make today is that we will fund the pier.",
            "fund",
            "the pier",
        ),
        ("I will ensure that the rules are fair.", "act", "the rules are fair"),
        ("I will certainly do that.", "act", ""),
        ("I will report back to the House on the ferry.", "publish", "the ferry"),
        (
            "My hon. Friend the Harbours Secretary will set out the plan tomorrow.",
            "publish",
            "the plan",
        ),
    ],
)
def test_undertakings(text: str, kind: str, about: str) -> None:
    found = only(text)
    assert (found.kind, found.about) == (kind, about)


@pytest.mark.parametrize(
    ("text", "kind", "about"),
    [
        ("The report will be published by the end of the year.", "publish", "The report"),
        ("I can confirm that the strategy will be published.", "publish", "the strategy"),
        ("The guidance will be finalised and published in March.", "publish", "The guidance"),
        ("Legislation will be brought forward this session.", "legislate", "Legislation"),
        ("The harbour rules will be kept under review.", "review", "The harbour rules"),
        ("That will be backed by £3 million of new spending.", "fund", ""),
    ],
)
def test_what_will_be_done(text: str, kind: str, about: str) -> None:
    found = only(text)
    assert (found.kind, found.about) == (kind, about)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We will double the number of pilots.", "act"),
        ("We are going to recruit 200 pilots.", "act"),
        ("DfT will widen the north quay.", "act"),
        ("The complaint will be dealt with in the spring.", "act"),
        ("A register of pilots will be built up.", "act"),
        ("I stress that we will pay the pilots of the north quay.", "act"),
        ("I assure her that we will keep the fares under very close review.", "review"),
        ("We will be sending inspectors to every port.", "act"),
        ("We have decided to end the practice of charging twice.", "act"),
        ("We will work with ports to bring down the fares.", "act"),
        ("We will continue to monitor the fares.", "act"),
        ("We are looking to extend the quay.", "act"),
        ("The Government accept the plan and will carry it out.", "act"),
        ("I shall certainly draw that to the attention of the harbour master.", "act"),
        ("I assure him we will repair the pier.", "act"),
        ("She may rest assured that I will raise the matter with the owners.", "act"),
        ("She may know that we will be rebuilding the quay.", "act"),
        ("The Minister for Harbours will inspect the quay.", "act"),
        ("Officials from my Department will contact the port.", "act"),
        ("If he has the name of the boat, I will get on to it.", "act"),
        ("I, too, will write to the port.", "write"),
        ("What I will do is write to the hon. Lady.", "write"),
        ("I will let the hon. Lady know.", "write"),
        ("I am meeting the owners next week.", "meet"),
        ("The Minister or I would be happy to meet her.", "meet"),
        ("We are giving ports a further £3 million.", "fund"),
        ("A further £3 million will be given to ports.", "fund"),
        ("£5 million will be made available to ports.", "fund"),
        ("I can today announce a plan for the pier.", "publish"),
        ("We hope to be in a position to publish the plan in May.", "publish"),
        ("The plan is being written, and will soon be published.", "publish"),
        ("There will be a full consultation on the levy.", "consult"),
        ("The consultation will open in May.", "act"),
        ("I can certainly look into that.", "consider"),
        ("I will take the suggestion away.", "consider"),
    ],
)
def test_any_deed_counts(text: str, kind: str) -> None:
    assert only(text).kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "The report will be published by the council.",
        "The council’s report will be published in May.",
        "The report of the committee will be published in May.",
        "The funding will be provided by the lottery.",
        "The Bill will be introduced by the hon. Member for Quays.",
        "No report will be published.",
        "The council’s consultation will open in May.",
        "The ferries will begin in May.",
        "More pilots will be given to ports.",
        "The report that will be published is long.",
        "If owners refuse, the rules will be kept under review.",
    ],
)
def test_what_others_will_do(text: str) -> None:
    assert by_rule(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "If she writes to me, I will look at the case.",
        "If it would help, I will meet her.",
        "If I have left out any point, I will write to him.",
        "We will make sure that the rules are fair, and if they are not, owners may appeal.",
    ],
)
def test_a_courtesy_is_no_condition(text: str) -> None:
    assert len(by_rule(text)) == 1


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
        "We will always stand by our ferrymen.",
        "We will do everything we can to help them.",
        "We will beat the smugglers.",
        "We will save lives.",
        "We will continue to support sailors.",
        "We will all benefit from the pier.",
        "We will no longer fund the pier.",
        "We will neither publish nor review the rules.",
        "I am not going to publish the rules.",
        "We will vote against the amendment.",
        "We are determined to give sailors the powers they need.",
        "We are investing £2 million in the pier.",
        "We will have to review whether the pier is needed.",
        "We know that owners will leave and will sue.",
        "People fear that we will close the pier.",
        "I am pleased to report to the House that the pier is open.",
        "I will set out why the pier matters.",
        "I will happily do so shortly.",
        "I will give the House some examples.",
        "I will raise three points.",
        "I will introduce the new clause briefly.",
        "We will all remember the crew.",
        "We will face a difficult winter.",
        "We will be able to sail again.",
        "We will leave no stone unturned.",
        "We will take no lessons from the other side.",
        "We are going to have to wait.",
        "I am seeking to be fair.",
        "I am delighted to welcome the news.",
        "I am pleased to say that fares have fallen.",
        "I look forward to hearing from him.",
        "I will outline the changes.",
        "I will remind him of the facts.",
        "I will try to be helpful.",
        "I will take one more intervention.",
        "The steps we will take are many.",
        "New ferries will be built.",
        "There will be storms.",
        "",
    ],
)
def test_what_is_no_undertaking(text: str) -> None:
    assert by_rule(text) == []


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
        ("We intend to publish the rules.", True),
        ("I am happy to meet him.", True),
        ("I look forward to visiting the port.", True),
        ("We will publish the rules.", False),
    ],
)
def test_tentative(text: str, tentative: bool) -> None:
    assert only(text).tentative is tentative


def test_offsets_and_kinds() -> None:
    sentence = "We will review the harbour rules and I will write to the hon. Lady."
    text = f"I am grateful. {sentence}\n\nThat is all."
    found = commitments([line(text)])
    assert [each.contribution_id for each in found] == ["c1", "c1"]
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


def test_a_long_text_takes_time_in_proportion() -> None:
    def spent(times: int) -> float:
        started = time.process_time()
        commitments([line("I will write to the hon. Lady, and " * 5 * times)])
        commitments([line("we will very truly " * 5 * times + "“" * 5 * times)])
        commitments([line("If he is well, we will report, and " * 2 * times)])
        commitments([line("the report of the plan will be " * 2 * times)])
        commitments([line("we have a plan and a pier " * 2 * times)])
        commitments([line("I am meeting a port and £1 which will " * 2 * times)])
        return time.process_time() - started

    spent(1)
    assert spent(800) < 8 * spent(200)


def test_importing_leaves_spacy_alone() -> None:
    code = (
        "import sys, analyser.discourse.commitments, analyser.discourse.citations;"
        " sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
