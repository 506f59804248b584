"""Members who were not of the party that a list gives them, and when.

Public record, as the press and the parties announced it. Where a day is uncertain the span is the
longer. Those whose two lists differ need no line: their party stays unknown as it is. For the
spans of ``is_complete`` every change of party is here of those who have one list alone, or who sit
as Independents in it.
"""

from datetime import date

_WITHDRAWN = {
    "11621": [(date(2017, 3, 25), date(2017, 5, 3))],  # Douglas Carswell
    "14031": [(date(2019, 12, 13), date(2021, 3, 27))],  # Kenny MacAskill, then Alba
    "24808": [(date(2015, 12, 31), date(2017, 5, 3))],  # Simon Danczuk
    "25303": [(date(2015, 11, 24), date(2017, 5, 3))],  # Natalie McGarry
    "25352": [(date(2015, 9, 29), date(2017, 5, 3))],  # Michelle Thomson
    "25797": [(date(2020, 9, 28), date(2024, 5, 30))],  # Claudia Webbe
    "25873": [(date(2019, 12, 13), date(2021, 3, 27))],  # Neale Hanvey, then Alba
    "25874": [(date(2019, 12, 13), date(2022, 1, 19))],  # Christian Wakeford, then Labour
    "25894": [(date(2019, 12, 13), date(2024, 3, 11))],  # Lee Anderson, then Reform UK
    "10051": [(date(2023, 10, 25), date(2024, 5, 30))],  # Crispin Blunt
    "10358": [(date(2020, 7, 15), date(2020, 12, 31))],  # Julian Lewis
    "11437": [(date(2022, 7, 18), date(2022, 9, 30))],  # Tobias Ellwood
    "11884": [(date(2019, 9, 3), date(2019, 10, 29))],  # Greg Clark
    "11927": [(date(2019, 9, 3), date(2019, 10, 29))],  # Stephen Hammond
    "13852": [(date(2018, 7, 24), date(2018, 9, 30))],  # Ian Paisley
    "24804": [(date(2024, 4, 17), date(2024, 5, 30))],  # Mark Menzies
    "24809": [(date(2019, 9, 3), date(2019, 10, 29))],  # Caroline Nokes
    "24901": [(date(2019, 9, 3), date(2019, 10, 29))],  # Steve Brine
    "24907": [(date(2023, 11, 3), date(2024, 5, 30))],  # Bob Stewart
    "24912": [  # Anne Marie Morris
        (date(2017, 7, 10), date(2017, 12, 31)),
        (date(2022, 1, 12), date(2022, 6, 30)),
    ],
    "25169": [(date(2023, 10, 30), date(2024, 3, 31))],  # Andy McDonald
    "25284": [(date(2022, 9, 27), date(2023, 3, 31))],  # Rupa Huq
    "25299": [(date(2022, 6, 14), date(2022, 12, 31))],  # Patrick Grady
    "25326": [(date(2022, 2, 11), date(2023, 5, 31))],  # Neil Coyle
    "25360": [(date(2024, 4, 9), date(2024, 5, 30))],  # William Wragg
    "25365": [(date(2024, 1, 28), date(2024, 5, 30))],  # Kate Osamor
    "25385": [(date(2016, 4, 27), date(2016, 7, 5))],  # Naz Shah
}


_COMPLETE = (
    (date(2015, 5, 8), date(2017, 5, 3)),
    (date(2019, 12, 13), date(2021, 4, 30)),
)


def is_complete(day: date) -> bool:
    """Return whether every change of party is known here that lists of that day may not show."""
    return any(first <= day <= last for first, last in _COMPLETE)


def whip_withdrawn(person_id: str, day: date) -> bool:
    """Return whether a list's party is not to be believed for this person on this day."""
    spans = _WITHDRAWN.get(person_id.removeprefix("uk.org.publicwhip/person/"), ())
    return any(first <= day <= last for first, last in spans)
