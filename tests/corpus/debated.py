"""A corpus of one invented debate, with a party that divides and two divisions."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from analyser.coding import Coding, Direction, Evidence, Mention, Position, Stance, Theme
from analyser.corpus import Corpus
from analyser.debate import Contribution, Debate, Division, House, Kind, Sitting, Speaker, Vote
from analyser.discourse import Discourse
from analyser.discourse.citations import Citation
from analyser.discourse.commitments import Commitment
from analyser.discourse.disputes import Dispute
from analyser.discourse.turns import Role, Turn

PEOPLE = {"p1": "Lan", "p2": "Lan", "p3": "Lan", "p4": "Orch", "p5": None}
SIDES = {
    "p1": (Stance.SUPPORT, "privacy", Direction.FOR),
    "p2": (Stance.SUPPORT, "privacy", Direction.FOR),
    "p3": (Stance.OPPOSE, "privacy", Direction.AGAINST),
    "p4": (Stance.OPPOSE, "legality", Direction.AGAINST),
    "p5": (Stance.MIXED, "legality", None),
}
WORDS = "Member {n} speaks of identity cards, the Member’s lamps and 40 per cent. of the quay."


def text_of(n: int) -> str:
    """Return what member ``n`` says."""
    return WORDS.format(n=n)


def debated(
    folder: Path,
    people: Mapping[str, str | None] = PEOPLE,
    confidence: Mapping[str, float] = {},
) -> Corpus:
    """Return a corpus of an invented sitting of ``people``, its codings written by hand.

    ``confidence`` is that of a person's position where it is not to grow from 0.75 to 0.95.
    """
    corpus = Corpus(folder / "corpus")
    with corpus.writing() as writer:
        writer.write_sitting(_sitting(people), sha256="")
        codings = [
            (f"c{n}", _coding(n, confidence.get(f"p{n}", 0.7 + n / 20))) for n in range(1, 6)
        ]
        writer.write_coding("lamps2020-05-01", codings, _discourse(), signature="by-hand")
    return corpus


def _sitting(people: Mapping[str, str | None]) -> Sitting:
    said = tuple(
        Contribution(f"c{n}", Kind.SPEECH, text_of(n), Speaker(f"Member {n}", who, party))
        for n, (who, party) in enumerate(people.items(), start=1)
    )
    divisions = (
        Division("v1", "1", "That the Bill be now read a Second time.", 3, 2, _votes("aano", "p5")),
        Division("v2", "2", "That the amendment be made.", 1, 3, _votes("nnna")),
    )
    debate = Debate("d1", "Identity Cards (Introduction) Bill", "Chamber", said, divisions)
    day = date(2020, 5, 1)
    return Sitting("lamps2020-05-01", House.COMMONS, day, "invented", "twfy-xml", (debate,))


def _votes(letters: str, also: str | None = None) -> tuple[Vote, ...]:
    sides = {"a": "aye", "n": "no", "o": "no"}
    votes = [
        Vote(f"Member {n}", sides[letter], f"p{n}") for n, letter in enumerate(letters, start=1)
    ]
    return (*votes, *([Vote("Member 5", "aye", also, teller=True)] if also else []))


def _coding(n: int, confidence: float) -> Coding:
    stance, theme, direction = SIDES[f"p{n}"]
    words = Evidence(text_of(n), 0, len(text_of(n)))
    return Coding(
        (Position("digital-id", stance, confidence, words),),
        (Theme(theme, words, direction),),
        (Mention("digital-id", words), Mention("cctv", words)),
    )


def _discourse() -> Discourse:
    words = text_of(1)
    return Discourse(
        turns=(
            Turn("c1", Role.QUESTION, "c1"),
            Turn("c2", Role.ANSWER, "c1", "c1", "yes"),
            Turn("c3", Role.SUPPLEMENTARY, "c1"),
        ),
        commitments=(
            Commitment("c2", "review", "the lamps of the quay", text_of(2), 0, len(words), False),
        ),
        citations=(Citation("c1", "figure", "40 per cent.", "40%", words, 0, len(words)),),
        disputes=(Dispute("c4", "c1", "40%", text_of(4), 0, len(words)),),
    )
