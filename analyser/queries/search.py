"""Words in the record, each in its context, by the index beside the corpus."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from analyser.codebook import load_codebook
from analyser.coding import Stance
from analyser.corpus.folder import CorpusFolder
from analyser.fulltext.index import open_index
from analyser.fulltext.query import Order, Query, UnreadableQuery, parse
from analyser.fulltext.query import places as places_in
from analyser.fulltext.searching import Search
from analyser.selection import Selection

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COLUMNS", "Hits", "Order", "UnreadableQuery", "by_debate", "over_time", "search"]

COLUMNS = (
    *("contribution_id", "debate_id", "date", "house", "title", "section", "speaker", "member"),
    *("party", "constituency", "office", "column", "url"),
    *("left", "hit", "right", "quote", "start", "end"),
)
_KEPT = 90  # characters of context on either side


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of what a query found: of ``contributions`` that hold it, out of ``of`` selected.

    ``places`` has a row, by ``COLUMNS``, for each place in the ``listed`` contributions of this
    page: who and where as in ``positions``; ``left``, ``hit`` and ``right`` (keyword in context,
    white space made single); ``start`` and ``end`` of the hit in the contribution's text, in
    characters; ``quote``, the stretch shown. ``opens`` and ``closes``, besides, say whether the
    text goes on before and after it. A word that stands within the context of the one before has
    no row of its own.

    ``meant`` holds speakers' names by the name in the query that no speaker has. ``missing`` is how
    many partitions the index on disk had not as they are, and had to be indexed for this search.
    """

    places: list[dict[str, Any]]
    listed: int
    contributions: int
    of: int
    meant: dict[str, list[str]]
    missing: int

    @property
    def complete(self) -> bool:
        """Whether every place in the corpus is on this page."""
        return self.listed == self.contributions

    def frame(self) -> "pd.DataFrame":
        """Return the places as a DataFrame."""
        import pandas as pd

        return pd.DataFrame(self.places, columns=list(COLUMNS))


def search(
    corpus: CorpusFolder,
    query: str,
    selection: Selection | None = None,
    *,
    order: Order = Order.RELEVANCE,
    first: int = 0,
    most: int = 20,
) -> Hits:
    """Return where words stand, in ``most`` contributions after the ``first`` so many.

    ``analyser.fulltext.query.parse`` says what a query can ask for. Raises ``UnreadableQuery``
    where it asks for no word, or for a member, party, House or code that is not here.
    """
    asked = parse(query)
    missing, made = _search(corpus, asked, selection)
    contributions, rows = made.page(Order(order), first, most)
    places = [place for row in rows for place in _in_context(row, asked)]
    return Hits(places, len(rows), contributions, made.of(), made.meant, missing)


def over_time(
    corpus: CorpusFolder, query: str, selection: Selection | None = None
) -> "pd.DataFrame":
    """Return one row a year in which a speaker of the selection spoke.

    ``contributions`` hold the query; ``words`` were spoken that year by these speakers in these
    debates, whatever was coded of them; ``per_million`` is how many contributions hold the query
    for each million words. Contributions without a date are in no year.
    """
    import pandas as pd

    asked = parse(query)
    _, made = _search(corpus, asked, selection)
    _, whole = _search(corpus, _without_codes(asked), (selection or Selection()).without_codes())
    held = {year: n for year, n, _ in made.years()}
    rows = [(year, held.get(year, 0), words) for year, _, words in whole.years()]
    frame = pd.DataFrame(rows, columns=["year", "contributions", "words"])
    return frame.assign(per_million=1e6 * frame["contributions"] / frame["words"])


def by_debate(
    corpus: CorpusFolder, query: str, selection: Selection | None = None
) -> dict[str, int]:
    """Return how many contributions hold the query in each debate that has one, most first."""
    return _search(corpus, parse(query), selection)[1].debates()


def _search(corpus: CorpusFolder, query: Query, selection: Selection | None) -> tuple[int, Search]:
    index = open_index(corpus.folder)
    made = Search(index, query, selection or Selection(), lambda codes: _coded(corpus, codes))
    return index.missing, made


def _without_codes(query: Query) -> Query:
    barred = (each.without_codes() for each in query.barred)
    return replace(
        query,
        chosen=query.chosen.without_codes(),
        barred=tuple(each for each in barred if not each.is_open),
    )


def _coded(corpus: CorpusFolder, codes: Selection) -> list[str]:
    """Return the contributions that codes choose, reviews applied.

    Raises ``UnreadableQuery`` where a code is neither in the codebook nor in the corpus.
    """
    from analyser.corpus.store import Corpus

    tables = corpus if isinstance(corpus, Corpus) else Corpus(corpus.folder)
    found: list[str] = tables.select("SELECT contribution_id FROM chosen", codes)[
        "contribution_id"
    ].tolist()
    if not found:
        _expect_codes(codes)
    return found


def _expect_codes(codes: Selection) -> None:
    codebook = load_codebook()
    known = {
        "measure": [measure.code for measure in codebook.measures],
        "theme": [theme.code for theme in codebook.themes],
        "stance": [stance.value for stance in Stance],
    }
    for field, right in known.items():
        for value in getattr(codes, field):
            if value.casefold() not in right:
                near = get_close_matches(value.casefold(), right, n=3, cutoff=0.5) or right
                raise UnreadableQuery(f"{field}:{value} is no code (expected {', '.join(near)})")


def _in_context(row: dict[str, Any], asked: Query) -> Iterator[dict[str, Any]]:
    """Yield the places in one contribution, each beside who spoke and where."""
    text = row.pop("text")
    shown = -1
    for start, end in places_in(text, asked):
        if end <= shown:  # it stands in the context of the one before
            continue
        shown = end + _KEPT
        first, last = _words_from(text, start - _KEPT), _words_to(text, end + _KEPT)
        yield row | {
            "left": " ".join(text[first:start].split()),
            "hit": text[start:end],
            "right": " ".join(text[end:last].split()),
            "opens": first > 0,
            "closes": last < len(text),
            "quote": text[first:last].strip(),
            "start": start,
            "end": end,
        }


def _words_from(text: str, at: int) -> int:
    if at <= 0:
        return 0
    space = text.find(" ", at)
    return at if space < 0 else space + 1


def _words_to(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", 0, at)
    return at if space < 0 else space
