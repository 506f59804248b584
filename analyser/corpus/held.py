"""A corpus held in memory."""

import threading
from pathlib import Path

import duckdb

from analyser.corpus import effective, reviews
from analyser.corpus.store import FAILURES, FILES, Corpus
from analyser.corpus.tables import as_coded


class HeldCorpus(Corpus):
    """A corpus held in memory for many queries, as it was when this was made.

    Reviews alone are read again whenever they have changed. Threads can share one.
    """

    def __init__(self, folder: Path | str) -> None:
        super().__init__(folder)
        self._held = duckdb.connect()
        self._lock = threading.Lock()
        self._applied: str | None = None  # the state of the reviews that are applied
        with super()._connection(reviewed=False) as files:
            for name in map(as_coded, FILES):
                held = files.sql(f"SELECT * FROM {name}").to_arrow_table()
                self._held.register("read", held)
                self._held.execute(f"CREATE TABLE {name} AS SELECT * FROM read")
                self._held.unregister("read")
        self._held.execute(FAILURES)

    def _connection(self, *, reviewed: bool) -> duckdb.DuckDBPyConnection:
        if reviewed:
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
