"""What members said who always, or never, voted with the majority: examples without labels."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from analyser.debate import House
from analyser.ingest import find_files, read_sittings

_FEWEST, _FULL_HOUSE = 15, 200  # of a contribution; votes in a division


def speeches_by_vote(paths: Iterable[Path | str]) -> Iterator[tuple[str, bool]]:
    """Yield what members said in a year in which they always, or never, voted with the majority.

    Only divisions of the Commons with 200 votes or more count, whose majority is the
    Government's in Parliaments where it has one; so is what was said in the same files.
    """
    said: list[tuple[int, str, str]] = []
    votes: dict[tuple[int, str], list[bool]] = {}
    for path in find_files(paths):
        for sitting in read_sittings(path):
            year = sitting.date.year if sitting.date else 0
            for debate in sitting.debates:
                said += [
                    (year, item.speaker.person_id, item.text)
                    for item in debate.contributions
                    if item.speaker and item.speaker.person_id and len(item.text.split()) >= _FEWEST
                ]
                for division in debate.divisions:
                    cast = {vote.person_id: vote.vote for vote in division.votes if vote.person_id}
                    if sitting.house is House.COMMONS and len(cast) >= _FULL_HOUSE:
                        won = Counter(cast.values()).most_common(1)[0][0]
                        for person, vote in cast.items():
                            votes.setdefault((year, person), []).append(vote == won)
    for year, person, text in said:
        cast_with = set(votes.get((year, person), ()))
        if len(cast_with) == 1:
            yield text, cast_with.pop()
