"""An invented debate whose every name, title, text and address is a payload for some program."""

from datetime import date
from pathlib import Path

from analyser.coding import Coding, Direction, Evidence, Position, Stance, Theme
from analyser.corpus import Corpus
from analyser.debate import Contribution, Debate, Division, House, Kind, Sitting, Speaker, Vote

FORMULAS = ("=cmd|' /C calc'!A0", "+1+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1")
MARKUP = (
    "<script>window.struck=1</script><img src=x onerror=window.struck=1><b id=struck>"
    "[x](javascript:window.struck=1) <a href=javascript:window.struck=1>y</a> :red[z] $q$"
)
SQL = "'); DROP TABLE positions; --"
_TEXTS = tuple(f"{sign} {MARKUP} {SQL} I oppose CCTV." for sign in FORMULAS)


def payloads(folder: Path) -> Corpus:
    """Return a corpus of the debate, each speaker on one side of CCTV and of privacy."""
    corpus = Corpus(folder / "corpus")
    said = tuple(
        Contribution(
            f"c{n}<b id=struck>",
            Kind.SPEECH,
            text,
            Speaker(f"{FORMULAS[n]} {MARKUP}", f"p{n}", f"{FORMULAS[n]}{MARKUP}", SQL, MARKUP),
            column=FORMULAS[n],
            url="javascript:window.struck=1" if n % 2 else "data:text/html,<script>1</script>",
        )
        for n, text in enumerate(_TEXTS)
    )
    votes = tuple(Vote(f"{sign} {MARKUP}", "aye", f"p{n}") for n, sign in enumerate(FORMULAS))
    division = Division("v<b id=struck>", FORMULAS[0], f"=1 {MARKUP}", len(votes), 0, votes)
    debate = Debate("d<b id=struck>", f"=1 {MARKUP}", f"@x › {MARKUP}", said, (division,), MARKUP)
    day = date(2020, 5, 1)
    sitting = Sitting("payloads", House.COMMONS, day, MARKUP, "twfy-xml", (debate,))
    with corpus.writing() as writer:
        writer.write_sitting(sitting, sha256="")
        codings = [(each.contribution_id, _coding(each.text, n)) for n, each in enumerate(said)]
        writer.write_coding("payloads", codings, signature="by-hand")
    return corpus


def _coding(text: str, n: int) -> Coding:
    evidence = Evidence(text, 0, len(text))
    stance = Stance.SUPPORT if n % 2 else Stance.OPPOSE
    theme = Theme("privacy", evidence, Direction.FOR if n % 2 else Direction.AGAINST)
    return Coding((Position("cctv", stance, 0.9, evidence),), (theme,))
