"""Sentences that argue both ways: what is granted before a "but", or only on a condition."""

from collections.abc import Sequence

from analyser.annotate.clauses import Page
from analyser.annotate.phrases import Hit
from analyser.codebook import Cue
from analyser.coding import Stance


def qualified(page: Page) -> dict[Hit, bool]:
    """Return the grants and verdicts that their own sentence, or the next, takes half back.

    The value tells a side held with reservations (``True``) from a courtesy before the side
    that the speaker then takes (``False``).
    """
    found: dict[Hit, bool] = {}
    for cue, hit, _ in page.cues:
        grant = cue.kind == "grant"
        if not grant and (cue.kind != "verdict" or cue.stance is not Stance.SUPPORT):
            continue
        if page.negated(hit):
            continue
        if page.on_condition(hit, beyond_and=cue.stance is Stance.MIXED):
            found[hit] = True
        elif (turn := page.turn(hit)) is not None:
            end = page.bounds[page.sentence_of(turn)][1]
            later = [c for c, h, _ in page.cues if turn <= h.start < end and not c.measures]
            if grant:
                found[hit] = _held(cue, later)
            elif any(c.stance is Stance.MIXED for c in later):
                found[hit] = True
    return found


def _held(grant: Cue, later: Sequence[Cue]) -> bool:
    """Whether a grant still counts beside what follows the "but"."""
    verdicts = {cue.stance for cue in later if cue.kind == "verdict"}
    if grant.stance is Stance.MIXED:
        return verdicts != {Stance.SUPPORT}
    if verdicts:
        return len(verdicts) > 1
    said = {cue.stance for cue in later if cue.kind in ("attitude", "effect")}
    urged = any(cue.kind == "urging" for cue in later)
    return Stance.SUPPORT not in said and (urged or bool(said))
