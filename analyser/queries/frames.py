"""DataFrames as plain rows."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def records(frame: "pd.DataFrame") -> list[dict[str, Any]]:
    """Return the rows of a DataFrame as dictionaries by column name.

    pandas' own way takes ten times as long on the few rows of many columns that pages ask for.
    """
    names = [str(name) for name in frame]
    columns = [column.tolist() for _, column in frame.items()]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
