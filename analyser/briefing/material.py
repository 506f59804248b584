"""Everything that a briefing of a selection is made from, read from the corpus once."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

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
from analyser.wording import day, measures
from analyser.wording import themes as theme_labels


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


def in_words(selection: Selection, names: Mapping[str, str] | None = None) -> str:
    """Return what a selection chooses, as a reader says it.

    ``names`` are titles of debates and names of people by id.
    """
    if selection.is_open:
        return "everything in the corpus"
    parts = [_days(selection.date_from, selection.date_to)]
    ids = names or {}
    labels = {"measure": measures(), "theme": theme_labels(), "debate": ids, "member": ids}
    parts += [
        _dimension(field.name, getattr(selection, field.name), labels.get(field.name, {}))
        for field in fields(Selection)
    ]
    return "; ".join(part for part in parts if part)


def _days(first: date | None, last: date | None) -> str:
    if first and last:
        return f"on {day(first)}" if first == last else f"from {day(first)} to {day(last)}"
    return f"from {day(first)}" if first else f"up to {day(last)}" if last else ""


def _dimension(name: str, values: object, labels: Mapping[str, str]) -> str:
    if not isinstance(values, tuple) or not values:
        return ""
    quoted = name in ("debate", "member")
    bare = [value.strip('"') for value in values]
    said = [labels.get(value, labels.get(value.casefold(), value)) for value in bare]
    word = {"house": "House", "debate": "debates named", "member": "members named"}.get(name, name)
    return f"{word} {' or '.join(f'“{each}”' if quoted else each for each in said)}"


def definitions() -> dict[str, tuple[str, str]]:
    """Return label and definition of every measure by its code."""
    return {each.code: (each.label, each.definition) for each in load_codebook().measures}
