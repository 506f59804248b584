"""Rows of a table as plain dictionaries."""

from typing import Any

import pandas as pd


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a DataFrame in its order, each by column."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]
