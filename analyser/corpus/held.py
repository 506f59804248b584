"""A corpus held open for many queries."""

import tempfile
import threading
from collections.abc import Collection
from pathlib import Path

import duckdb

from analyser.corpus import effective, gathering, reviews
from analyser.corpus.store import FAILURES, Corpus
from analyser.errors import UnreadableCorpus


class HeldCorpus(Corpus):
    """A corpus held open for many queries, as it was when this was made.

    Its tables stay on disk, and memory holds what is asked of them. Where they are not gathered,
    that is done here, in a folder of its own. Reviews alone are read again whenever they have
    changed. Threads can share one.
    """

    def __init__(self, folder: Path | str) -> None:
        super().__init__(folder)
        self._held = gathering.connect()
        self._lock = threading.Lock()
        self._applied: str | None = None  # the state of the reviews that are applied
        if not self._attach(self._held):
            self._own = tempfile.TemporaryDirectory(prefix="analyser-", ignore_cleanup_errors=True)
            made = Path(self._own.name) / "gathered.duckdb"
            try:
                gathering.make(made, self.folder)
                gathering.attach(self._held, made)
            except duckdb.Error as error:
                raise UnreadableCorpus(f"{self.folder}: {error}") from error
        self._held.execute(FAILURES)

    def _connection(self, named: Collection[str]) -> duckdb.DuckDBPyConnection:
        if "reviews" in named:
            self._apply_reviews()
        return self._held.cursor()

    def _apply_reviews(self) -> None:
        """Apply the reviews that are there now; queries under way go on with those of before."""
        with self._lock:
            state = self.reviews_state
            if state == self._applied:
                return
            given = reviews.read(self)
            with self._held.cursor() as cursor:
                cursor.begin()
                try:
                    effective.apply_reviews(cursor, given)
                except BaseException:
                    cursor.rollback()
                    raise
                cursor.commit()
            self._applied = state
