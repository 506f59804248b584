"""Who spoke, by invented registers, and which groups differ."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from analyser.evaluation.differences import differences
from analyser.evaluation.report import Figure, Report, System, quoted
from analyser.evaluation.speakers import NOT_STATED, SpokenBy, spoken_by, unknown
from analyser.members import Register
from analyser.training.examples import texts_of
from analyser.training.gold import GoldUnit, gold_unit
from tests.conftest import Run
from tests.evaluation.test_tasks import gold

HEAD = "Person ID,First name,Last name,Party,Constituency,House,Sex\n"
UNIT = GoldUnit("1", "Lamps", None, "Lamps.", (), (), speaker="Ada Fen", date="2020-01-27")


def register(folder: Path, *rows: str, head: str = HEAD) -> Register:
    path = folder / "members.csv"
    path.write_text(head + "\n".join(rows) + "\n", "utf8")
    return Register.read([path])


def test_who_spoke_is_who_bears_the_name_that_day(tmp_path: Path) -> None:
    members = register(
        tmp_path,
        "9001,Ada,Fen,Labour (Co-op),Ebb,Commons,F",
        "9002,Baroness,Quay,Crossbench,,Lords,",
        "9003,Bo,Weir,Conservative,Wick,Commons,M",
        "9004,Bo,Weir,Labour,Sedge,Commons,M",
    )
    names = ["Ada Fen", "Baroness Quay", "Bo Weir", "Cy Marsh", ""]
    assert spoken_by([replace(UNIT, speaker=name) for name in names], members) == [
        SpokenBy("Commons", "Lab", "female"),
        SpokenBy("Lords", "CB", NOT_STATED),  # a title is not a published sex
        *[SpokenBy()] * 3,  # two of one name, one in no register, one without a name
    ]


def test_what_the_file_says_stands_and_an_unknown_day_finds_nobody(tmp_path: Path) -> None:
    members = register(tmp_path, "9001,Ada,Fen,Labour,Ebb,Commons,F")
    said = replace(UNIT, party="Liberal Democrat", house="Lords")
    units = [said, replace(UNIT, party="Con"), replace(UNIT, date=""), replace(UNIT, date="1994")]
    assert spoken_by(units, members) == [
        SpokenBy("Lords", "LD"),  # the register has no such lord
        SpokenBy(party="Con"),  # it has another party for the one of that name
        SpokenBy(),
        SpokenBy(),
    ]
    assert spoken_by([UNIT], None) == [SpokenBy()]


def test_the_day_may_stand_in_the_id() -> None:
    fields = {"id": "2020-01-27b.5.1", "text": "Lamps.", "positions": [], "themes": []}
    assert gold_unit(fields).date == "2020-01-27"
    assert gold_unit(fields | {"date": "2019-01-01"}).date == "2019-01-01"


@pytest.mark.parametrize(
    ("published", "sex"),
    [("F", "female"), ("male", "male"), ("X", "x"), ("", None), (None, None)],
)
def test_sex_is_what_parliament_publishes(
    published: str | None, sex: str | None, tmp_path: Path
) -> None:
    life: dict[str, Any] = {
        "houseMemberships": [{"house": 1, "name": "Ebb", "startDate": "2019-12-12"}],
        "partyAffiliations": [{"name": "Labour", "startDate": "2019-12-12"}],
        "governmentPosts": [],
        "oppositionPosts": [],
    }
    member = {"id": 44, "nameDisplayAs": "Lady Fen", "gender": published}
    document = {"member": member, "biography": life, "known_to": "2020-02-01"}
    path = tmp_path / "44.json"
    path.write_text(json.dumps(document), "utf8")
    assert Register.read([path]).sex("uk.parliament.data/Member/44") == sex


def test_two_sources_that_disagree_give_no_sex(tmp_path: Path) -> None:
    for number, sex in enumerate("FM"):
        (tmp_path / f"{number}.csv").write_text(f"{HEAD}9001,Ada,Fen,Lab,Ebb,Commons,{sex}\n")
    assert Register.read([tmp_path]).sex("uk.org.publicwhip/person/9001") is None


def test_how_many_are_not_known_is_said() -> None:
    said = unknown([SpokenBy("Commons", "Lab"), SpokenBy("Lords"), SpokenBy()])
    assert "Of 3 units" in said
    assert "the house of 1, the party of 2, the sex of 3" in said


def _differing(first: list[int], second: list[int]) -> list[str | None]:
    """Compare two groups of which each debate has a member, right (1) or wrong (0)."""
    counts = np.array([[right, 1.0] for right in (*first, *second)])
    groups = ["Lan"] * len(first) + ["Orch"] * len(second)
    debates = [str(n) for n in (*range(len(first)), *range(len(second)))]
    return list(differences({"sides found": counts}, groups, debates, fewest=10))


def test_a_difference_that_chance_does_not_give_is_a_plain_sentence() -> None:
    (told,) = _differing([1, 1, 0] * 20, [0, 0, 1] * 20)
    assert told is not None
    assert told.startswith("Sides found: 0.67 for Lan, 0.33 for Orch. The difference of 0.33 (")
    (turned,) = _differing([0, 0, 1] * 20, [1, 1, 0] * 20)
    assert turned is not None
    assert turned.startswith("Sides found: 0.67 for Orch, 0.33 for Lan.")


def test_what_may_be_chance_is_compared_and_not_told() -> None:
    assert _differing([1, 0] * 10, [1, 0, 0, 1] * 5) == [None]


def test_groups_of_few_things_or_few_debates_are_not_compared() -> None:
    assert _differing([1] * 9, [0] * 30) == []
    counts = np.array([[1.0, 1.0]] * 20 + [[0.0, 1.0]] * 20)
    groups = ["Lan"] * 20 + ["Orch"] * 20
    debates = ["a", "b"] * 10 + [str(n) for n in range(20)]
    assert list(differences({"sides found": counts}, groups, debates, fewest=10)) == []


def test_figures_are_parted_by_who_spoke(run: Run, tmp_path: Path) -> None:
    path, members = gold(tmp_path), tmp_path / "members.csv"
    rows = [json.loads(line) for line in path.read_text("utf8").splitlines()]
    spoken = [row | {"speaker": "Ada Fen", "date": "2020-01-27"} for row in rows]
    path.write_text("".join(json.dumps(row) + "\n" for row in spoken * 3), "utf8")
    members.write_text(HEAD + "9001,Ada,Fen,Labour,Ebb,Commons,F\n", "utf8")
    command = ("evaluate", "positions", path, "--register", members)
    printed = json.loads(run(*command, "--format", "json").stdout)
    report = Report.from_json(printed)
    assert json.loads(json.dumps(report.as_json())) == printed
    for kind, name in {"house": "Commons", "party": "Lab", "sex": "female"}.items():
        (group,) = report.parts[kind]
        assert (group.name, group.figures["sides found"].of) == (name, 12)
    assert any("the party of 0, the sex of 0" in note for note in report.notes)

    members.write_text("Name\nAda Fen\n", "utf8")
    refused = run(*command)
    assert refused.exit_code == 1
    assert "members.csv, line 1: no column 'Person ID'" in refused.stderr


def test_the_coding_is_given_nothing_of_who_spoke() -> None:
    party = GoldUnit("1", "d", "Lamps", "I oppose drones.", (), (), "Lab", speaker="Ada Fen")
    assert list(texts_of([party])) == [("I oppose drones.", "Lamps")]


def test_a_page_quotes_groups_and_how_they_differ() -> None:
    figures = {"sides right": Figure(0.5, 0.4, 0.6, 10)}
    report = Report(
        "positions",
        "f",
        4,
        4,
        0,
        "s",
        [],
        [],
        parts={"party": [System("Lan", figures)], "sex": []},
        differences={"party": ["Lan differs."]},
    )
    page = "<!-- figures: positions by {}: sides right -->\n<!-- end -->"
    assert "| Lan | 0.500 (0.40–0.60) |\n\n- Lan differs.\n<!-- end -->" in quoted(
        page.format("party"), {"positions": report}
    )
    for kind in ("sex", "house"):
        assert f"no {kind} is known" in quoted(page.format(kind), {"positions": report})
