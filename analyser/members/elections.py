"""General elections, the Parliaments that they began, and who governed alone."""

from datetime import date, timedelta

ELECTIONS = (
    *(date(1945, 7, 5), date(1950, 2, 23), date(1951, 10, 25), date(1955, 5, 26)),
    *(date(1959, 10, 8), date(1964, 10, 15), date(1966, 3, 31), date(1970, 6, 18)),
    *(date(1974, 2, 28), date(1974, 10, 10), date(1979, 5, 3), date(1983, 6, 9)),
    *(date(1987, 6, 11), date(1992, 4, 9), date(1997, 5, 1), date(2001, 6, 7)),
    *(date(2005, 5, 5), date(2010, 5, 6), date(2015, 5, 7), date(2017, 6, 8)),
    *(date(2019, 12, 12), date(2024, 7, 4)),
)
_DISSOLVED = (
    *(date(2001, 5, 14), date(2005, 4, 11), date(2010, 4, 12), date(2015, 3, 30)),
    *(date(2017, 5, 3), date(2019, 11, 6), date(2024, 5, 30), date.max),
)
PARLIAMENTS = {
    first.year: (first, last)
    for first, last in zip(ELECTIONS[-len(_DISSOLVED) :], _DISSOLVED, strict=True)
}
"""The day of each general election since 1997 and of the dissolution that ended its Parliament."""

_GOVERNMENTS = (
    (date(1997, 5, 2), date(2010, 5, 11), "Lab"),
    (date(2015, 5, 8), date(2024, 5, 30), "Con"),
)
_LONGEST = timedelta(days=5 * 365 + 60)  # a Parliament lasts five years from its first meeting


def governing_party(day: date) -> str | None:
    """Return the party of every minister in the Commons, where a single party governed."""
    return next((party for first, last, party in _GOVERNMENTS if first <= day <= last), None)


def parliament_of(day: date) -> int | None:
    """Return the year of election of the Parliament of that day, if it is between 1997 and now."""
    return next((year for year, (first, last) in PARLIAMENTS.items() if first <= day <= last), None)


def parliament_name(on: date) -> str:
    """Return the Parliament of a day by its general election: "Parliament of 2019".

    A day of a Parliament that is not known here goes by its own year.
    """
    elected = max((each for each in ELECTIONS if each <= on), default=None)
    if elected is None or on > elected + _LONGEST:
        return f"{on.year}"
    return (
        f"Parliament of {elected:%B %Y}"
        if elected.year == 1974
        else f"Parliament of {elected.year}"
    )
