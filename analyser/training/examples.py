"""From coded contributions and pairs of texts to what the encoder is trained on.

Before measures it learns what is argued about and what is only named, on other things that members
are for or against: targets, each with a claim that a supporter would make.

Each measure that was coded of a contribution, passing mentions among them, gives one window. The
sentence that shows a side gives another, to be read alone; so does a sentence that names a measure
on which no side is taken.
"""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analyser.annotate.coding_text import named_docs, spans_of
from analyser.annotate.encoder import CLASSES
from analyser.annotate.mentions import COUNTER, TERM
from analyser.annotate.windows import SentenceIndex, Window
from analyser.codebook import Codebook
from analyser.errors import UnreadableModel
from analyser.text.strict_json import parsed_json
from analyser.text.whole_file import decoded, read_content, unpacked
from analyser.training.gold import GoldUnit, gold_unit, lines_of

FICTION = "invented"
"""The source of contributions that were written for training."""

_INVENTED = 0.6  # weight of fiction, which shows what a side is, not how often one is taken
_ALONE_SIDE, _ALONE_NO_SIDE = 0.6, 0.4
_UNSURE = 0.5  # a measure named that readers of a file without passing mentions left out
_PARTS, _HELD, _TUNED = 24, 8, 11


@dataclass(frozen=True, slots=True)
class Example:
    """A window and what its readers coded.

    ``stance`` is a column of ``CLASSES``. ``shows`` is the place in the window of the sentence that
    shows it, -1 where it is not there or the window has no other.
    """

    debate: str
    window: Window
    stance: int
    weight: float
    shows: int = -1


def held_out(debate: str) -> bool:
    """Whether a debate is of the third that nothing is trained or tuned on when measuring."""
    return _part(debate) < _HELD


def tuned_on(debate: str) -> bool:
    """Whether a debate is of the eighth on which thresholds are set when measuring."""
    return _HELD <= _part(debate) < _TUNED


def learned_from(unit: GoldUnit) -> bool:
    """Whether a contribution is trained on when measuring: always where it is fiction."""
    return unit.source == FICTION or not (held_out(unit.debate) or tuned_on(unit.debate))


def _part(debate: str) -> int:
    return int(hashlib.sha256(debate.encode("utf8")).hexdigest(), 16) % _PARTS


def texts_of(units: Iterable[GoldUnit]) -> Iterator[tuple[str, str | None]]:
    """Yield the text and the heading of each contribution."""
    return ((unit.text, unit.heading) for unit in units)


def examples_of(units: Sequence[GoldUnit], codebook: Codebook) -> list[Example]:
    """Return the examples that coded contributions give, in the codebook's order of measures."""
    claims = {measure.code: measure.claim for measure in codebook.measures}
    found: list[Example] = []
    for unit, doc in zip(units, named_docs(texts_of(units), codebook), strict=True):
        found += _of_unit(unit, SentenceIndex(doc, claims))
    return found


def _of_unit(unit: GoldUnit, index: SentenceIndex) -> Iterator[Example]:
    trust = _INVENTED if unit.source == FICTION else 1.0
    coded = {each.measure: each for each in unit.positions}
    left_out = () if unit.has_passing else tuple(index.measures)
    for measure in dict.fromkeys((*coded, *unit.passing, *left_out)):
        gold = coded.get(measure)
        stance = CLASSES.index(gold.stance if gold else "passing")
        weight = trust * (_UNSURE if measure in left_out and not gold else 1.0)
        shown = index.sentence_at(gold.start) if gold and gold.start is not None else None
        window = index.window(measure)
        yield Example(unit.debate, window, stance, weight, _place(shown, window))
        naming = index.named_in(measure, TERM, COUNTER)
        if shown is not None and len(index.bounds) > 1:
            alone = index.alone(measure, shown)
            yield Example(unit.debate, alone, stance, weight * _ALONE_SIDE)
        elif shown is None and naming and stance <= CLASSES.index("none"):
            alone = index.alone(measure, naming[len(unit.text) % len(naming)])
            yield Example(unit.debate, alone, stance, weight * _ALONE_NO_SIDE)


def read_targets(path: Path, codebook: Codebook) -> list[Example]:
    """Read what contributions argue for or against, and what they only name.

    The file is JSON Lines of ``{"id", "debate", "heading", "text", "targets": [{"start", "end",
    "claim", "stance", "evidence"?: {"start", "end"}}]}``, offsets in characters of the text;
    the stance may be "passing". Raises ``UnreadableModel`` naming the line.
    """
    read: list[tuple[GoldUnit, list[dict[str, Any]]]] = []
    for number, line in lines_of(path):
        try:
            read.append(_with_targets(parsed_json(line)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            what = f"{type(error).__name__}: {error}"
            wanted = 'one object with "id", "debate", "text" and "targets"'
            raise UnreadableModel(path, f"line {number}", what, wanted) from error
    found: list[Example] = []
    docs = named_docs(texts_of(unit for unit, _ in read), codebook)
    for (unit, targets), doc in zip(read, docs, strict=True):
        doc.spans["measures"] = [
            span
            for each in targets
            for span in spans_of(doc, unit.text[each["start"] : each["end"]], each["measure"])
        ]
        claims = {each["measure"]: each["claim"] for each in targets}
        found += _of_unit(unit, SentenceIndex(doc, claims))
    return found


def _with_targets(fields: dict[str, Any]) -> tuple[GoldUnit, list[dict[str, Any]]]:
    """Return a line as a unit whose measures are its targets, by number, and these."""
    targets = [each | {"measure": str(n)} for n, each in enumerate(fields["targets"])]
    for each in targets:
        if not 0 <= each["start"] < each["end"] <= len(fields["text"]) or not each["claim"]:
            raise ValueError("a target without words or claim")
    argued = [each for each in targets if each["stance"] != "passing"]
    passing = [each["measure"] for each in targets if each["stance"] == "passing"]
    coded = {"positions": argued, "passing": passing, "themes": []}
    return gold_unit(fields | coded), targets


def _place(sentence: int | None, window: Window) -> int:
    """Return where a sentence stands among several of a window, -1 where it does not."""
    several = len(window.sentences) > 1
    return window.sentences.index(sentence) if several and sentence in window.sentences else -1


def read_claims(path: Path) -> list[Example]:
    """Read pairs of a claim and a perspective on it that supports or undermines it.

    The file is gzipped JSON Lines of ``{"claim", "perspective", "label"}`` (Perspectrum; Chen et
    al. 2019, "Seeing Things from a Different Angle"). Raises ``UnreadableModel`` naming the line.
    """
    wanted = "gzipped JSON Lines of claim, perspective and label"
    stances = {"SUPPORT": CLASSES.index("support"), "UNDERMINE": CLASSES.index("oppose")}
    found: list[Example] = []
    try:
        for line in unpacked(read_content(path, UnreadableModel)).splitlines():
            pair = parsed_json(decoded(line))
            window = Window(pair["claim"], (0,), (pair["perspective"],))
            found.append(Example(pair["claim"], window, stances[pair["label"]], 1.0))
    except (OSError, EOFError, ValueError, KeyError, TypeError, zlib.error) as error:
        raise UnreadableModel(path, f"line {len(found) + 1}", str(error), wanted) from error
    return found
