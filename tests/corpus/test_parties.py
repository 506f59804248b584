"""Parties that neighbouring sittings witness, and none that only one far away suggests."""

import json
from pathlib import Path

import pytest

from analyser.corpus import Corpus
from analyser.members import Register
from analyser.members.names import is_collective
from analyser.pipeline.ingest import ingest


def _record(day: str, party: str | None, number: int = 1) -> dict[str, object]:
    said = {"gid": f"{day}a.{number}.0", "member_name": "Ada Fen", "twfy_person_id": "7"}
    return said | {"date": day, "text": f"<p>Weir {day} {number}.</p>", "party": party}


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ({"2033-01-01": "Labour", "2033-12-01": "Labour"}, "Lab"),
        ({"2033-01-01": "Labour", "2033-12-01": "Labour/Co-operative"}, "Lab"),
        ({"2033-01-01": "Labour", "2033-12-01": "Conservative"}, None),
        ({"2033-05-20": "Labour"}, "Lab"),
        ({"2033-07-01": "Labour"}, "Lab"),
        ({"2033-01-01": "Labour"}, None),
        ({"2033-12-01": "Labour"}, None),
        ({}, None),
    ],
)
@pytest.mark.parametrize("reverse", [False, True])
def test_a_party_needs_witnesses(
    tmp_path: Path, printed: dict[str, str], told: str | None, reverse: bool
) -> None:
    records = [_record(day, party) for day, party in printed.items()]
    records.append(_record("2033-06-10", None))
    corpus = Corpus(tmp_path / "corpus")
    for n, record in enumerate(reversed(records) if reverse else records):
        file = tmp_path / f"{n}.json"
        file.write_text(json.dumps([record]), "utf8")
        ingest([file], corpus)
    rows = corpus.table("contributions").set_index("contribution_id")["party"]
    assert rows["twfy/2033-06-10a.1.0"] == told or (told is None and rows.isna().any())
    before = corpus.table("contributions")
    assert [entry.outcome for entry in ingest([file], corpus)] == ["unchanged"]
    assert corpus.table("contributions").equals(before)


def test_a_minister_is_of_the_party_that_governs_alone(tmp_path: Path) -> None:
    file = tmp_path / "2009-05-18.txt"
    file.write_text(
        "Weirs\n\nAda Fen (The Minister for Policing) (Con)\nI shall mend it.\n\n"
        "Bo Marsh (Wick) (Con)\nWhen?\n",
        "utf8",
    )
    register = tmp_path / "list.csv"
    register.write_text(
        "Person ID,First name,Last name,Party,Constituency,URI\n1,Bo,Marsh,Conservative,Wick,\n",
        "utf8",
    )
    corpus = Corpus(tmp_path / "corpus")
    ingest([file], corpus, register=Register.read([register]))
    rows = corpus.table("contributions").dropna(subset=["speaker"])
    assert rows["party"].tolist() == ["Lab", "Con"]
    assert "(Con)" in corpus.table("attributions")["attribution"].tolist()[0]


def test_of_the_real_record_few_members_have_no_party(real_record: Corpus) -> None:
    rows = real_record.table("contributions").dropna(subset=["speaker"])
    people = rows[~rows["speaker"].map(is_collective)]
    unknown = people["party"].isna().sum()
    print(f"\n{unknown} of {len(people)} contributions of members have no party")
    assert unknown < 0.04 * len(people)
