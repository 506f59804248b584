"""Invented sittings to search, and a plain scan of texts that a search is held against."""

import random
import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from analyser.corpus import Corpus
from analyser.debate import Contribution, Debate, House, Kind, Sitting, Speaker
from analyser.text.normalisation import normalised

FORMS = (
    *("lamp", "lamps", "Lamp", "lamplight", "quay", "QUAY", "the", "of", "stop", "and", "search"),
    *("stop-and-search", "stop\u2011and\u2011search", "member’s", "member's", "don‘t", "caf\u00e9"),
    *("cafe\u0301", "\ufb01le", "file", "ca\u00adm\u200bera", "camera", "cameras", "Straße", "40"),
)
"""Words in the forms in which they are published."""

_BETWEEN = (" ", " ", " ", "\u2009", ", ", ". ", "\n\n", " – ", "; ")
PEOPLE = (
    ("Ada Fen", "p1", "Lan"),
    ("Bo Quillfeather", "p2", "Orch"),
    ("Cy Marsh", None, "Lan"),
    ("Ada Fenwick", "p4", None),
)


def texts(many: int, seed: int = 7) -> list[str]:
    """Return texts of random words in random forms."""
    chance = random.Random(seed)
    return [
        "".join(chance.choice(FORMS) + chance.choice(_BETWEEN) for _ in range(length)).strip()
        for length in (chance.randint(1, 14) for _ in range(many))
    ]


def sitting(n: int, said: Sequence[str]) -> Sitting:
    """Return a sitting of one debate, its speakers in turn; each third sitting has no date."""
    name = f"lamps{n:04}"
    contributions = tuple(
        Contribution(f"{name}.{at}", Kind.SPEECH, text, Speaker(who, person, party))
        for at, text in enumerate(said)
        for who, person, party in [PEOPLE[(n + at) % len(PEOPLE)]]
    )
    silent = Contribution(f"{name}.s", Kind.PROCEDURE, "The lamp and the quay were put.")
    debate = Debate(f"{name}/d", f"Harbour Lamps (No. {n}) Bill", "Quays", (*contributions, silent))
    day = None if n % 3 == 2 else date(2019, 1, 1) + timedelta(days=97 * n)
    return Sitting(name, list(House)[n % 2], day, "invented", "twfy-xml", (debate,))


def write(corpus: Corpus, sittings: Iterable[Sitting]) -> Corpus:
    """Write sittings into a corpus."""
    with corpus.writing() as writer:
        for each in sittings:
            writer.write_sitting(each, sha256="")
    return corpus


def filled(folder: Path, sittings: int = 12, each: int = 8) -> Corpus:
    """Return a corpus of random sittings."""
    said = texts(sittings * each)
    parts = [said[at : at + each] for at in range(0, len(said), each)]
    return write(Corpus(folder / "corpus"), map(sitting, range(sittings), parts))


def scan(texts_by_id: dict[str, str], query: str) -> set[str]:
    """Return the texts that hold a query of words, "phrases", -not and begin*, by patterns."""
    wanted: list[re.Pattern[str]] = []
    excluded: list[re.Pattern[str]] = []
    straight = normalised(query).text.replace("“", '"').replace("”", '"')
    for minus, phrase, minus_word, word in re.findall(r'(-?)"([^"]*)"|(-?)(\S+)', straight):
        parts = [_word(each) for each in (phrase or word).split() if re.search(r"\w", each)]
        if parts:
            pattern = re.compile(r"\b" + r"\W+".join(parts), re.IGNORECASE)
            (excluded if minus or minus_word else wanted).append(pattern)
    read = {id_: normalised(text).text for id_, text in texts_by_id.items()}
    return {
        id_
        for id_, text in read.items()
        if all(each.search(text) for each in wanted)
        and not any(each.search(text) for each in excluded)
    }


def _word(word: str) -> str:
    word = word.strip('.,;:!?()[]"')
    letters = "".join("['’‘]" if each in "'’‘" else re.escape(each) for each in word.rstrip("*"))
    return letters + (r"\w*" if word.endswith("*") else r"\b")
