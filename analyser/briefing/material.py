"""Everything that a briefing of a selection is made from, read from the corpus once."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

import pandas as pd

from analyser.briefing.errors import NothingToBrief
from analyser.corpus import Corpus
from analyser.debate import ILLUSTRATIVE
from analyser.queries import coverage
from analyser.queries.dissent import dissent
from analyser.queries.exchanges import citations, commitments
from analyser.queries.nearest import NEAR, Likeness
from analyser.queries.positions import debates, members, positions, themes
from analyser.queries.reviews import rejected
from analyser.queries.votes import divisions
from analyser.selection import Selection
from analyser.wording import in_words, measures, plural, share

if TYPE_CHECKING:
    from analyser.press.article import Checked

SIDES = {"support": "for", "oppose": "against"}
"""The stances that are sides, each with the direction of the themes that argue for it."""

_OTHER = {"support": "oppose", "oppose": "support"}
_Told = TypeVar("_Told")


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """What was found. ``whole`` are the debates of the selection whatever was coded in them.

    ``commitments``, ``citations`` and ``divisions`` are of debates in which a position was taken.
    ``told`` counts the positions of the selection, ``rejected`` those that a person rejected.
    ``grounds`` are the themes that argue on the side of their contribution's own position.
    Where ``reviewed_only``, ``positions`` are those that a person confirmed or corrected.
    ``without_offices`` are the debates in which the record names nobody's office.
    """

    about: str
    illustrative: bool
    positions: pd.DataFrame
    grounds: pd.DataFrame
    debates: pd.DataFrame
    whole: pd.DataFrame
    dissent: pd.DataFrame
    commitments: pd.DataFrame
    citations: pd.DataFrame
    divisions: pd.DataFrame
    coverage: tuple[str, ...]
    gaps: int
    told: int
    rejected: int
    without_offices: frozenset[str] = frozenset()
    reviewed_only: bool = False
    notes: str | None = None
    checked: "Checked | None" = None
    statements: pd.DataFrame | None = None
    _told: dict[Hashable, Any] = field(default_factory=dict, init=False)

    def once(self, what: Hashable, work_out: Callable[[], _Told]) -> _Told:
        """Return what was worked out before: a briefing is built several times to fit its pages."""
        if what not in self._told:
            self._told[what] = work_out()
        told: _Told = self._told[what]
        return told

    def on(self, measure: str) -> pd.DataFrame:
        """Return the positions on a measure."""
        return self.once(
            ("on", measure), lambda: self.positions[self.positions["measure"] == measure]
        )

    def grounds_on(self, measure: str) -> pd.DataFrame:
        """Return the grounds argued on a measure."""
        return self.once(
            ("grounds", measure), lambda: self.grounds[self.grounds["measure"] == measure]
        )

    @property
    def likeness(self) -> Likeness:
        """How near in meaning sentences are to those of its positions."""
        return self.once("likeness", lambda: Likeness(self.positions["quote"].fillna("")))

    def near(self, rows: pd.DataFrame, quote: str) -> pd.DataFrame:
        """Return those of some of its positions that are near in meaning to a sentence."""
        likeness = pd.Series(self.likeness.to([quote]), self.positions.index)
        return rows[likeness[rows.index] >= NEAR]

    @property
    def speeches(self) -> int:
        """Contributions of named speakers in the days, debates and members chosen."""
        return int(self.whole["speeches"].sum())

    @property
    def coded(self) -> int:
        """Those of them that carry a position on any measure."""
        return int(self.whole["coded"].sum())

    @property
    def reviews(self) -> str:
        """How many of the positions a person has reviewed, and what came of it."""
        kinds = self.positions["review"].value_counts()
        done, corrected = int(kinds.sum()), int(kinds.get("corrected", 0))
        told = f"{share(done, self.told)} {'position' if self.told == 1 else 'positions'}"
        of_them = f": {done - corrected:,} confirmed, {corrected:,} corrected" if done else ""
        out = f"{plural(self.rejected, 'other')} {'was' if self.rejected == 1 else 'were'}"
        lost = f" {out} rejected by a person and left out." if self.rejected else ""
        if self.reviewed_only:
            return (
                "Only positions that a person confirmed or corrected are in this briefing:"
                f" {told}{of_them.replace(':', ',')}.{lost}"
            )
        if not done:
            return f"No person has reviewed any of the {plural(self.told, 'position')}.{lost}"
        return f"A person has reviewed {told}{of_them}.{lost}"

    @property
    def is_of_many_days(self) -> bool:
        """Whether what was chosen was said on more than one day, so that days are told."""
        return self.debates["date"].nunique() > 1

    @property
    def measures(self) -> list[str]:
        """The measures with a position, the most argued about first."""
        return self.once("measures", self._measures)

    def _measures(self) -> list[str]:
        order = list(measures())
        counts = self.positions["measure"].value_counts()
        return sorted(counts.index, key=lambda code: (-counts[code], order.index(code)))


def gather(
    corpus: Corpus,
    selection: Selection,
    *,
    reviewed_only: bool = False,
    notes: str | None = None,
    checked: "Checked | None" = None,
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
    departing = dissent(corpus, selection)
    told = _told(_plain(positions(corpus, selection)), departing)
    found = Material(
        about,
        bool(chosen["debate_id"].str.startswith(ILLUSTRATIVE).any()),
        told,
        _sided(_plain(themes(corpus, selection)), told),
        _spoken(chosen),
        _spoken(whole),
        departing[departing["plain"].astype(bool)],
        _within(told, commitments(corpus, selection)),
        _within(told, citations(corpus, selection)),
        _within(told, divisions(corpus, selection)),
        tuple(coverage.lines(corpus)),
        len(coverage.gaps(corpus)),
        len(told),
        len(rejected(corpus, selection)),
        coverage.without_offices(corpus, selection),
        notes=notes,
        checked=checked,
        statements=placed(checked, corpus) if checked else None,
    )
    return _reviewed(found) if reviewed_only else found


def _spoken(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the debates in which somebody spoke, as pages count them; all where nobody did."""
    spoken = rows[rows["speeches"] > 0]
    return spoken if len(spoken) else rows


def _reviewed(found: Material) -> Material:
    """Return what of it rests on positions that a person confirmed or corrected."""
    held = found.positions[found.positions["review"].notna()]
    if held.empty:
        raise NothingToBrief(
            f"{found.about}: no person has confirmed or corrected any of the"
            f" {plural(found.told, 'position')} (expected one at least)"
        )
    coded = held.groupby("debate_id")["contribution_id"].nunique()
    debates_left = found.debates[found.debates["debate_id"].isin(coded.index)]
    contributions = held["contribution_id"]
    return replace(
        found,
        about=f"{found.about}; only positions that a person reviewed",
        positions=held,
        grounds=found.grounds[found.grounds["review"].notna()],
        debates=debates_left.assign(coded=debates_left["debate_id"].map(coded)),
        dissent=found.dissent[found.dissent["review"].notna()],
        divisions=found.divisions[found.divisions["debate_id"].isin(coded.index)],
        commitments=found.commitments[found.commitments["contribution_id"].isin(contributions)],
        citations=found.citations[found.citations["contribution_id"].isin(contributions)],
        reviewed_only=True,
    )


def _told(rows: pd.DataFrame, departing: pd.DataFrame) -> pd.DataFrame:
    """Return positions with a person's ``name`` and ``known_party``, ``reviewed`` and ``doubtful``.

    The record prints one person in several ways and leaves out the party on some days: the latest
    is told. A position that no person reviewed is doubtful where most of what the member said of
    the measure is on the other side, or where it would be no plain departure from the party's line.
    """
    people = rows.sort_values("date", kind="stable").groupby("member")
    names, parties = people["speaker"].last(), people["party"].last()
    counts = rows.groupby(["member", "measure"])["stance"].value_counts().to_dict()
    possible = departing[~departing["plain"].astype(bool)]
    unsure = set(zip(possible["contribution_id"], possible["measure"], strict=True))
    keys = rows[["contribution_id", "member", "measure", "stance"]].itertuples(index=False)
    doubtful = [
        (said, measure) in unsure
        or counts.get((member, measure, _OTHER.get(stance)), 0) >= counts[member, measure, stance]
        for said, member, measure, stance in keys
    ]
    reviewed = rows["review"].notna()
    return rows.assign(
        name=rows["member"].map(names),
        known_party=rows["member"].map(parties),
        reviewed=reviewed,
        doubtful=pd.Series(doubtful, rows.index, bool) & ~reviewed,
    )


def _within(told: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of debates in which a position was taken."""
    return rows[rows["debate_id"].isin(told["debate_id"])]


def _plain(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with texts as Python's own: a briefing takes many small choices of them."""
    texts: pd.DataFrame = rows.select_dtypes("str")
    return rows.assign(**{str(name): texts[name].astype(object) for name in texts})


def _sided(themes: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """Return the theme rows that argue on the side of their contribution's own position.

    Each has ``measure``, ``stance`` and what else is known of the nearest such position, and
    whether it stands ``apart`` from the sentence that shows the position.
    """
    held = told[told["stance"].isin(list(SIDES))]
    held = held.assign(direction=held["stance"].map(SIDES))
    keys = ["contribution_id", "direction"]
    kept = ["measure", "stance", "confidence", "review", "reviewed", "doubtful", "start"]
    joined = themes.merge(held[[*keys, *kept]].rename(columns={"start": "at"}), on=keys)
    joined["far"] = (joined["start"] - joined["at"]).abs()
    joined["apart"] = joined["far"] > 0
    nearest = joined.sort_values("far", kind="stable")
    once = nearest.drop_duplicates(["contribution_id", "theme", "start", "direction"])
    return once.sort_index()


def placed(checked: "Checked", corpus: Corpus) -> pd.DataFrame:
    """Return an article's statements with ``section`` and ``recorded_start`` of the words."""
    rows = checked.statements
    wanted = [str(each) for each in rows["contribution_id"].dropna()]
    texts = corpus.select(
        "SELECT contribution_id, text, section FROM contributions JOIN debates USING (debate_id)"
        " WHERE contribution_id IN (SELECT unnest($wanted::VARCHAR[]))",
        wanted=wanted,
    )
    by_id = dict(zip(texts["contribution_id"], texts["text"], strict=True))
    sections = dict(zip(texts["contribution_id"], texts["section"], strict=True))
    starts = [
        by_id[identity].find(words) if isinstance(words, str) and identity in by_id else -1
        for identity, words in zip(rows["contribution_id"], rows["recorded"], strict=True)
    ]
    return rows.assign(section=rows["contribution_id"].map(sections), recorded_start=starts)


def _refuse_uncoded(corpus: Corpus, chosen: pd.DataFrame) -> None:
    """Refuse a selection in which a sitting was not analysed: its silence would mean nothing."""
    debates_chosen = set(chosen["debate_id"])
    uncoded = [
        sitting["sitting_id"]
        for sitting in map(corpus.sitting, corpus.progress()[1])
        if sitting and debates_chosen & set(sitting["debates"])
    ]
    if uncoded:
        raise NothingToBrief(
            f"{corpus.folder}: {len(uncoded)} sittings of what is chosen are not coded yet,"
            f" {uncoded[0]} among them (expected them coded: type analyser analyse)"
        )
