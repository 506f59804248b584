"""Everything that a briefing of a selection is made from, read from the corpus once."""

from dataclasses import dataclass

import pandas as pd

from analyser.briefing.errors import NothingToBrief
from analyser.codebook import load_codebook
from analyser.corpus import Corpus
from analyser.debate import ILLUSTRATIVE
from analyser.press.article import Checked
from analyser.queries import coverage
from analyser.queries.dissent import dissent
from analyser.queries.exchanges import citations, commitments
from analyser.queries.positions import debates, members, positions, themes
from analyser.queries.votes import divisions
from analyser.selection import Selection
from analyser.wording import in_words, measures


@dataclass(frozen=True, slots=True)
class Material:
    """What was found. ``whole`` are the debates of the selection whatever was coded in them."""

    about: str
    illustrative: bool
    positions: pd.DataFrame
    themes: pd.DataFrame
    debates: pd.DataFrame
    whole: pd.DataFrame
    dissent: pd.DataFrame
    commitments: pd.DataFrame
    citations: pd.DataFrame
    divisions: pd.DataFrame
    coverage: tuple[str, ...]
    gaps: int
    notes: str | None = None
    checked: Checked | None = None
    statements: pd.DataFrame | None = None

    @property
    def speeches(self) -> int:
        """Contributions of named speakers in the days, debates and members chosen."""
        return int(self.whole["speeches"].sum())

    @property
    def coded(self) -> int:
        """Those of them that carry a position on any measure."""
        return int(self.whole["coded"].sum())

    @property
    def measures(self) -> list[str]:
        """The measures with a position, the most argued about first."""
        order = list(measures())
        counts = self.positions["measure"].value_counts()
        return sorted(counts.index, key=lambda code: (-counts[code], order.index(code)))


def gather(
    corpus: Corpus,
    selection: Selection,
    *,
    notes: str | None = None,
    checked: Checked | None = None,
) -> Material:
    """Read what a selection holds. Raises ``NothingToBrief`` where that is nothing."""
    chosen = debates(corpus, selection)
    names = dict(zip(chosen["debate_id"], chosen["title"], strict=True))
    if selection.member:
        people = members(corpus, Selection(member=selection.member))
        names |= dict(zip(people["member"], people["speaker"], strict=True))
    about = in_words(selection, names)
    if chosen.empty:
        raise NothingToBrief(
            f"{corpus.folder}: nothing is chosen by {about} (expected at least one contribution)"
        )
    _refuse_uncoded(corpus, chosen)
    whole = debates(corpus, selection.without_codes())
    return Material(
        about,
        bool(chosen["debate_id"].str.startswith(ILLUSTRATIVE).any()),
        positions(corpus, selection),
        themes(corpus, selection),
        chosen,
        whole,
        dissent(corpus, selection),
        commitments(corpus, selection),
        citations(corpus, selection),
        divisions(corpus, selection),
        tuple(coverage.lines(corpus)),
        len(coverage.gaps(corpus)),
        notes,
        checked,
        placed(checked, corpus) if checked else None,
    )


def placed(checked: Checked, corpus: Corpus) -> pd.DataFrame:
    """Return an article's statements with ``recorded_start``: where on record the words stand."""
    rows = checked.statements
    wanted = [str(each) for each in rows["contribution_id"].dropna()]
    texts = corpus.select(
        "SELECT contribution_id, text FROM contributions"
        " WHERE list_contains($wanted::VARCHAR[], contribution_id)",
        wanted=wanted,
    )
    by_id = dict(zip(texts["contribution_id"], texts["text"], strict=True))
    starts = [
        by_id[identity].find(words) if isinstance(words, str) and identity in by_id else -1
        for identity, words in zip(rows["contribution_id"], rows["recorded"], strict=True)
    ]
    return rows.assign(recorded_start=starts)


def _refuse_uncoded(corpus: Corpus, chosen: pd.DataFrame) -> None:
    """Refuse a selection in which a sitting was not analysed: its silence would mean nothing."""
    debates_chosen = set(chosen["debate_id"])
    uncoded = [
        sitting["sitting_id"]
        for sitting in corpus.sittings()
        if debates_chosen & set(sitting["debates"])
        and corpus.coded_by(sitting["sitting_id"]) is None
    ]
    if uncoded:
        raise NothingToBrief(
            f"{corpus.folder}: {len(uncoded)} sittings of what is chosen are not coded yet,"
            f" {uncoded[0]} among them (expected them coded: type analyser analyse)"
        )


def definitions() -> dict[str, tuple[str, str]]:
    """Return label and definition of every measure by its code."""
    return {each.code: (each.label, each.definition) for each in load_codebook().measures}
