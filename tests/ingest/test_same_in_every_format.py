"""One sitting written in every format: the same contributions come back, in the same order."""

from pathlib import Path

import pytest

from analyser.debate import Contribution, Kind, Sitting
from analyser.ingest import read_sittings, read_twfy_xml
from analyser.members import resolve_short_forms
from tests.ingest.write_formats import write_api, write_twfy_json
from tests.ingest.write_parlamint import write_parlamint

ILLUSTRATIVE = Path(__file__).parents[2] / "data" / "illustrative"
FILES = sorted((ILLUSTRATIVE / "xml").glob("*.xml"))


def _read(paths: list[Path]) -> list[Sitting]:
    return [resolve_short_forms(sitting) for path in paths for sitting in read_sittings(path)]


ROUTES = {
    "hansard-api": lambda sitting, folder: write_api(sitting, folder),
    "twfy-json": lambda sitting, folder: [write_twfy_json(sitting, folder)],
    "parlamint": lambda sitting, folder: [write_parlamint(sitting, folder, annotated=False)],
    "parlamint-ana": lambda sitting, folder: [write_parlamint(sitting, folder, annotated=True)],
}


def _said(item: Contribution) -> tuple[str, str, str]:
    return (item.kind.value, item.speaker.name if item.speaker else "", item.text)


def _differences(ours: list[Contribution], theirs: list[Contribution]) -> list[str]:
    """Name every place at which two readings of one sitting differ."""
    found = [
        f"{number}: {_said(one)!r} against {_said(other)!r}"
        for number, (one, other) in enumerate(zip(ours, theirs, strict=False), start=1)
        if _said(one) != _said(other)
    ]
    if len(ours) != len(theirs):
        found.append(f"{len(ours)} contributions against {len(theirs)}")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("route", ROUTES)
def test_every_format_gives_the_same_contributions_in_the_same_order(
    route: str, path: Path, tmp_path: Path
) -> None:
    original = read_twfy_xml(path)
    assert original is not None
    sittings = _read(ROUTES[route](original, tmp_path))
    ours = [
        item for sitting in sittings for debate in sitting.debates for item in debate.contributions
    ]
    theirs = [item for debate in original.debates for item in debate.contributions]
    if route == "twfy-json":  # records are speeches: a division has none
        theirs = [item for item in theirs if item.kind is not Kind.DIVISION]
        ours = [item for item in ours if item.kind is not Kind.HEADING]
        theirs = [item for item in theirs if item.speaker]
    assert len(ours) > 10
    assert _differences(ours, theirs) == []
    assert {sitting.house for sitting in sittings} == {original.house}
    assert {sitting.date for sitting in sittings} == {original.date}
    assert all(sitting.illustrative for sitting in sittings)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("route", ["hansard-api", "parlamint"])
def test_divisions_come_back_with_their_counts(route: str, path: Path, tmp_path: Path) -> None:
    original = read_twfy_xml(path)
    assert original is not None
    sittings = _read(ROUTES[route](original, tmp_path))
    ours = [d for sitting in sittings for debate in sitting.debates for d in debate.divisions]
    theirs = [division for debate in original.debates for division in debate.divisions]
    assert [(d.ayes, d.noes) for d in ours] == [(d.ayes, d.noes) for d in theirs]
    if route == "hansard-api":
        assert [(d.number, d.question) for d in ours] == [(d.number, d.question) for d in theirs]
        assert [sorted((v.name, v.vote, v.teller) for v in d.votes) for d in ours] == [
            sorted((v.name, v.vote, v.teller) for v in d.votes) for d in theirs
        ]
