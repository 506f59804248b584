"""Divisions as the record has them: the question, the counts, who voted and who cast the vote."""

from pathlib import Path

import pytest

from analyser.corpus import Corpus
from analyser.debate import Contribution, Division, Kind, Subcount, Vote
from analyser.ingest import read_hansard_text, read_twfy_xml
from analyser.ingest.procedure import DIVIDED as DIVIDED_SAID
from analyser.ingest.procedure import one_vote_each, question_put
from analyser.pipeline.ingest import ingest
from analyser.queries import votes
from tests.conftest import Run

ID = "uk.org.publicwhip/debate/2033-04-05a"
LIST = """<mplist vote="aye"><mpname person_id="p/1" vote="aye">Ada Fen</mpname>
<mpname person_id="p/2" vote="aye">Bo Marsh (Proxy vote cast by Di Weir)</mpname>
<mpname person_id="p/3" vote="aye">Cy Holt</mpname>
<mpname person_id="p/5" vote="aye" teller="yes">Ed Lock</mpname></mplist>
<mplist vote="no"><mpname person_id="p/3" vote="no">Cy Holt</mpname>
<mpname person_id="p/4" vote="no" proxy="p/9">Di Weir</mpname></mplist>"""


def _procedure(*paragraphs: str, kind: Kind = Kind.PROCEDURE) -> Contribution:
    return Contribution("c", kind, "\n\n".join(paragraphs))


DIVIDED = _procedure("", kind=Kind.DIVISION)


@pytest.mark.parametrize(
    ("before", "question"),
    [
        (
            [_procedure("Motion made, and Question put,", "That the Weirs Bill be read.—(Bo.)",
                        "The House divided:", "Ayes 3, Noes 2.")],
            "Motion made, and Question put, That the Weirs Bill be read.—(Bo.)",
        ),
        (
            [_procedure("Question put, That the Bill pass."), DIVIDED,
             _procedure("The Chair put forthwith the Question (Standing Order No. 83A), That the "
                        "Bill go to a Committee.")],
            "The Chair put forthwith the Question (Standing Order No. 83A), That the Bill go to a "
            "Committee.",
        ),
        ([_procedure("Question put, That the Bill pass."), DIVIDED, _procedure("Noises.")], None),
        (
            [_procedure("Motion made, and Question proposed, That the lamps be lit at dusk."),
             _procedure("I say: light them."), _procedure("Question put."),
             _procedure("The House divided:")],
            "Motion made, and Question proposed, That the lamps be lit at dusk.",
        ),
        (
            [_procedure("Question put and agreed to."), _procedure("The House divided:")],
            None,
        ),
        (
            [_procedure("Motion made, and Question put forthwith, That the draft Order be approved."
                        , "The division was deferred until Wednesday."),
             _procedure("Deferred Division", "That the draft Weirs Regulations be approved.",
                        "The House divided:")],
            "That the draft Weirs Regulations be approved.",
        ),
    ],
    ids=["next paragraph", "forthwith", "another's", "proposed before", "settled", "deferred"],
)  # fmt: skip
def test_the_question_is_the_one_that_was_divided_on(
    before: list[Contribution], question: str | None
) -> None:
    assert question_put(reversed(before)) == question


def test_whoever_is_in_both_lobbies_voted_both() -> None:
    cast = [Vote("Ada Fen", "aye", "p/1"), Vote("Ada Fen", "no", "p/1"), Vote("Bo", "no")]
    assert one_vote_each(cast) == (Vote("Ada Fen", "both", "p/1"), Vote("Bo", "no"))


def _xml(folder: Path, *, counts: str = 'ayes="2" noes="2"', said: str = "") -> Path:
    path = folder / "debates2033-04-05a.xml"
    path.write_text(
        f'<publicwhip latest="yes"><major-heading id="{ID}.1.0">Weirs</major-heading>'
        f'<speech id="{ID}.1.1"><p>Question put, That the weir be mended.</p>{said}</speech>'
        f'<division id="{ID}.1.2" divnumber="1"><divisioncount {counts}/>{LIST}</division>'
        "</publicwhip>",
        "utf8",
    )
    return path


def _division(path: Path) -> Division:
    sitting = read_twfy_xml(path)
    assert sitting is not None
    return sitting.debates[0].divisions[0]


def test_proxies_and_both_lobbies_are_kept(tmp_path: Path) -> None:
    cast = {vote.name: (vote.vote, vote.proxy) for vote in _division(_xml(tmp_path)).votes}
    assert cast == {
        "Ada Fen": ("aye", None),
        "Bo Marsh": ("aye", "Di Weir"),
        "Cy Holt": ("both", None),
        "Di Weir": ("no", "p/9"),
        "Ed Lock": ("aye", None),
    }
    corpus = Corpus(tmp_path / "corpus")
    ingest([tmp_path / "debates2033-04-05a.xml"], corpus)
    assert corpus.table("proxies")[["speaker", "proxy"]].to_numpy().tolist() == [
        ["Bo Marsh", "Di Weir"],
        ["Di Weir", "p/9"],
    ]
    assert votes.rebels(corpus).empty
    assert votes.divisions(corpus)["named"].tolist() == [4]


ENGLAND = (
    "<p>The House divided:</p><p>Ayes 2, Noes 2.</p>"
    "<p>Votes cast by Members for constituencies in England:</p><p>Ayes 1, Noes 0.</p>"
)


def test_a_double_majority_is_one_division_in_every_format(tmp_path: Path) -> None:
    expected = (Subcount("Members for constituencies in England", 1, 0),)
    assert _division(_xml(tmp_path, said=ENGLAND)).subcounts == expected
    text = tmp_path / "2033-04-05.txt"
    text.write_text(
        "Weirs\n\nAda Fen (Ebb) (Lan)\nMend the weir.\n\nQuestion put, That the weir be mended.\n\n"
        "The House divided:\nAyes 2, Noes 2.\n"
        "Votes cast by Members for constituencies in England:\n"
        "Ayes 1, Noes 0.\n\nQuestion accordingly negatived.\n",
        "utf8",
    )
    [division] = read_hansard_text(text).debates[0].divisions
    assert (division.ayes, division.noes, division.subcounts) == (2, 2, expected)
    assert division.question == "Question put, That the weir be mended."
    corpus = Corpus(tmp_path / "corpus")
    ingest([tmp_path / "debates2033-04-05a.xml"], corpus)
    assert corpus.table("subcounts")["members"].tolist() == [expected[0].members]


@pytest.mark.parametrize(
    ("counts", "told"), [('ayes="3" noes="2"', False), ('ayes="31269" noes="2"', True)]
)
def test_check_names_counts_that_contradict_the_votes(
    run: Run, tmp_path: Path, counts: str, told: bool
) -> None:
    run("ingest", _xml(tmp_path, counts=counts))
    ran = run("check")
    assert ran.exit_code == 0
    assert (f"divisions: {ID}.1.2 prints 31269 to 2, and names 3 to 2" in ran.stderr) is told
    assert ("1 divisions with counts that contradict" in ran.stderr) is told
    held = votes.divisions(Corpus(tmp_path / "corpus"))
    assert held["contradicts"].tolist() == [told]


def test_the_counts_of_the_lords_hold_their_tellers(run: Run, tmp_path: Path) -> None:
    day = "uk.org.publicwhip/lords/2033-04-05a"
    lords = "".join(
        f'<lord person_id="p/{n}" vote="{side}" teller="{"yes" if n % 3 == 0 else "no"}">'
        f"Lord {n}</lord>"
        for n, side in enumerate(["content"] * 4 + ["not-content"] * 3, start=1)
    )
    path = tmp_path / "daylord2033-04-05a.xml"
    path.write_text(
        f'<publicwhip latest="yes"><major-heading id="{day}.1.0">Weirs</major-heading>'
        f'<division id="{day}.1.2" divnumber="1"><divisioncount content="4" not-content="3"/>'
        f"<lordlist>{lords}</lordlist></division></publicwhip>",
        "utf8",
    )
    run("ingest", path)
    assert "contradict" not in run("check").stderr
    assert votes.divisions(Corpus(tmp_path / "corpus"))["named"].tolist() == [7]


def _text(folder: Path, *lines: str) -> Path:
    path = folder / "2033-04-05.txt"
    path.write_text("Weirs\n\nAda Fen (Ebb) (Lan)\nMend it.\n\n" + "\n".join(lines) + "\n", "utf8")
    return path


def test_a_member_speaks_again_after_a_division(tmp_path: Path) -> None:
    path = _text(
        tmp_path,
        "Question put, That the weir be mended.",
        "The House divided: Ayes 2, Noes 1.",
        "Question accordingly agreed to.",
        "",
        "Ada Fen",
        "I said that the Ayes 5, Noes 6 of last year were wrong.",
        "",
        "Madam Deputy Speaker",
        "Order.",
    )
    [debate] = read_hansard_text(path).debates
    said = [(i.speaker.name, i.text) for i in debate.contributions if i.speaker]
    assert said[1:] == [
        ("Ada Fen", "I said that the Ayes 5, Noes 6 of last year were wrong."),
        ("Madam Deputy Speaker", "Order."),
    ]
    assert [(d.ayes, d.noes) for d in debate.divisions] == [(2, 1)]


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("The House divided: Ayes 2, Noes 1.", True),
        ("Question put:—The Committee having divided, Ayes 2", True),
        ("The House proceeded to a Division—", True),
        ("Their Lordships divided: Contents, 53; Not-Contents, 102.", True),
        ("Division No. 363] [11.13 pm", True),
        ("Division on Amendment 97", True),
        ("I shall ask for a Division on the amendment.", False),
        ("Opinion is divided on Division Street.", False),
        ("Division of labour", False),
    ],
)
def test_what_says_that_a_division_was_held(said: str, held: bool) -> None:
    assert bool(DIVIDED_SAID.search(said)) is held


def test_counts_on_lines_of_their_own_are_a_division(tmp_path: Path) -> None:
    path = _text(
        tmp_path,
        "Question put, That the weir be mended.",
        "Division No. 12",
        "6.15 pm",
        "Ayes: 1,312",
        "Noes: 201",
    )
    [debate] = read_hansard_text(path).debates
    [division] = debate.divisions
    assert (division.ayes, division.noes, division.number) == (1312, 201, "12")
    assert [item.text for item in debate.contributions if item.speaker] == ["Mend it."]


@pytest.mark.parametrize(
    "words",
    [
        "Question put to me was odd, That I know.",
        "Motion made earlier today was a mistake, I tell the House.",
        "Amendments made by the Lords improve it.",
    ],
)
def test_a_members_words_are_no_question_and_no_procedure(tmp_path: Path, words: str) -> None:
    path = _text(tmp_path, words, "", "The House divided: Ayes 2, Noes 1.")
    [debate] = read_hansard_text(path).debates
    assert debate.contributions[0].text == f"Mend it.\n\n{words}"
    assert debate.divisions[0].question is None
