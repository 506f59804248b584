"""The tables: one fact a row, each with a schema. Their names and columns are a contract.

``SCHEMAS`` holds the tables of a corpus; ``record_tables`` and ``coding_tables`` fill them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

import pyarrow as pa

from analyser.coding import Coding
from analyser.debate import Contribution, Sitting
from analyser.discourse import Discourse

VERSION = 3
"""Version of the schemas; a partition written under another version is written anew."""

_TEXT, _DATE, _COUNT = pa.string(), pa.date32(), pa.int32()


def _schema(name: str, **columns: Any) -> pa.Schema:
    metadata = {"table": name, "schema_version": str(VERSION)}
    return pa.schema(list(columns.items()), metadata=metadata)


RECORD: Mapping[str, pa.Schema] = {
    "debates": _schema(
        "debates",
        debate_id=_TEXT,
        title=_TEXT,
        house=_TEXT,
        section=_TEXT,
        date=_DATE,
        source=_TEXT,
        url=_TEXT,
    ),
    "contributions": _schema(
        "contributions",
        contribution_id=_TEXT,
        debate_id=_TEXT,
        date=_DATE,
        house=_TEXT,
        position_in_debate=_COUNT,
        kind=_TEXT,
        speaker=_TEXT,
        person_id=_TEXT,
        party=_TEXT,
        constituency=_TEXT,
        office=_TEXT,
        column=_TEXT,
        time=_TEXT,
        url=_TEXT,
        text=_TEXT,
        words=_COUNT,
    ),
    "divisions": _schema(
        "divisions",
        division_id=_TEXT,
        debate_id=_TEXT,
        date=_DATE,
        house=_TEXT,
        number=_TEXT,
        question=_TEXT,
        ayes=_COUNT,
        noes=_COUNT,
    ),
    "votes": _schema(
        "votes", division_id=_TEXT, person_id=_TEXT, speaker=_TEXT, vote=_TEXT, teller=pa.bool_()
    ),
    "attributions": _schema("attributions", contribution_id=_TEXT, attribution=_TEXT),
}
"""What a sitting says, one partition a sitting. ``attributions`` keeps the speaker lines as
printed, so that no word of the record is lost where a short form was resolved to a person."""

CODING: Mapping[str, pa.Schema] = {
    "themes": _schema(
        "themes",
        contribution_id=_TEXT,
        theme=_TEXT,
        quote=_TEXT,
        start=_COUNT,
        end=_COUNT,
        direction=_TEXT,
    ),
    "positions": _schema(
        "positions",
        contribution_id=_TEXT,
        measure=_TEXT,
        stance=_TEXT,
        confidence=pa.float64(),
        quote=_TEXT,
        start=_COUNT,
        end=_COUNT,
    ),
    "turns": _schema(
        "turns",
        contribution_id=_TEXT,
        role=_TEXT,
        belongs_to=_TEXT,
        replies_to=_TEXT,
        reply=_TEXT,
    ),
    "commitments": _schema(
        "commitments",
        contribution_id=_TEXT,
        kind=_TEXT,
        about=_TEXT,
        tentative=pa.bool_(),
        quote=_TEXT,
        start=_COUNT,
        end=_COUNT,
    ),
    "citations": _schema(
        "citations",
        contribution_id=_TEXT,
        kind=_TEXT,
        cited=_TEXT,
        key=_TEXT,
        quote=_TEXT,
        start=_COUNT,
        end=_COUNT,
    ),
    "disputes": _schema(
        "disputes",
        contribution_id=_TEXT,
        disputes=_TEXT,
        key=_TEXT,
        quote=_TEXT,
        start=_COUNT,
        end=_COUNT,
    ),
    "cues": _schema(
        "cues",
        contribution_id=_TEXT,
        measure=_TEXT,
        stance=_TEXT,
        strength=pa.float64(),
        quote=_TEXT,
        start=_COUNT,
        end=_COUNT,
    ),
    "second_positions": _schema(
        "second_positions",
        contribution_id=_TEXT,
        reader=_TEXT,
        measure=_TEXT,
        stance=_TEXT,
        quote=_TEXT,
        start=_COUNT,
        end=_COUNT,
    ),
    "second_readings": _schema(
        "second_readings", contribution_id=_TEXT, reader=_TEXT, outcome=_TEXT, reason=_TEXT
    ),
}
"""What we say about a sitting, one partition a sitting. Offsets count characters of ``text``.

``positions`` are the first reader's. ``second_positions`` are those of models that a user asked as
well (``reader``), and ``second_readings`` what became of each contribution that they were asked
about: read, or refused for a ``reason``. Both are empty where none was asked.
"""

SECOND = ("second_positions", "second_readings")
"""Of ``CODING``, those that a sitting coded before there were second readers does not have."""

INPUTS = _schema(
    "inputs",
    path=_TEXT,
    sha256=_TEXT,
    outcome=_TEXT,
    sitting_id=_TEXT,
    where=_TEXT,
    what=_TEXT,
    expected=_TEXT,
)
"""What became of every file that was given: read, superseded, held already, or failed."""

FAILURES = _schema("failures", path=_TEXT, where=_TEXT, what=_TEXT, expected=_TEXT)
"""The inputs that failed."""

COVERAGE = _schema(
    "coverage",
    request=_TEXT,
    source=_TEXT,
    item=_TEXT,
    house=_TEXT,
    date=_DATE,
    title=_TEXT,
    outcome=_TEXT,
    address=_TEXT,
    what=_TEXT,
    expected=_TEXT,
    retrieved=_DATE,
)
"""What was asked of the public sources and what became of each thing: got, missing (the source
has nothing), failed, or pending where the run was stopped before it came to it."""

SCHEMAS: Mapping[str, pa.Schema] = {
    **RECORD,
    **CODING,
    "failures": FAILURES,
    "inputs": INPUTS,
    "coverage": COVERAGE,
}


def record_tables(sitting: Sitting) -> dict[str, pa.Table]:
    """Return the tables of ``RECORD`` for one sitting, rows in the order of the record."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in RECORD}
    when = {"date": sitting.date, "house": sitting.house and sitting.house.value}
    for debate in sitting.debates:
        of_debate = {"debate_id": debate.debate_id, **when}
        rows["debates"].append(
            of_debate
            | {
                "title": debate.title,
                "section": debate.section,
                "source": sitting.source,
                "url": debate.url,
            }
        )
        for position, contribution in enumerate(debate.contributions, start=1):
            row = _contribution_row(contribution)
            rows["contributions"].append(of_debate | row | {"position_in_debate": position})
            if contribution.attribution is not None:
                rows["attributions"].append(
                    {
                        "contribution_id": contribution.contribution_id,
                        "attribution": contribution.attribution,
                    }
                )
        for division in debate.divisions:
            of_division = {"division_id": division.division_id}
            rows["divisions"].append(
                of_debate
                | of_division
                | {
                    "number": division.number,
                    "question": division.question,
                    "ayes": division.ayes,
                    "noes": division.noes,
                }
            )
            rows["votes"].extend(
                of_division
                | {
                    "person_id": vote.person_id,
                    "speaker": vote.name,
                    "vote": vote.vote,
                    "teller": vote.teller,
                }
                for vote in division.votes
            )
    return {name: pa.Table.from_pylist(rows[name], schema=RECORD[name]) for name in RECORD}


def _contribution_row(contribution: Contribution) -> dict[str, Any]:
    speaker = contribution.speaker
    return {
        "contribution_id": contribution.contribution_id,
        "kind": contribution.kind.value,
        "speaker": speaker and speaker.name,
        "person_id": speaker and speaker.person_id,
        "party": speaker and speaker.party,
        "constituency": speaker and speaker.constituency,
        "office": speaker and speaker.office,
        "column": contribution.column,
        "time": contribution.time,
        "url": contribution.url,
        "text": contribution.text,
        "words": len(contribution.text.split()),
    }


def coding_tables(
    codings: Iterable[tuple[str, Coding]], discourse: Discourse
) -> dict[str, pa.Table]:
    """Return the tables of ``CODING``: of pairs of contribution id and coding, and of turns.

    Those of a second reader are empty: it is asked afterwards, if at all.
    """
    themes: list[dict[str, Any]] = []
    positions: list[dict[str, Any]] = []
    cues: list[dict[str, Any]] = []
    for contribution_id, coding in codings:
        for theme in coding.themes:
            span = theme.evidence
            themes.append(
                {
                    "contribution_id": contribution_id,
                    "theme": theme.code,
                    "quote": span.quote,
                    "start": span.start,
                    "end": span.end,
                    "direction": theme.direction,
                }
            )
        for position in coding.positions:
            evidence = position.evidence
            positions.append(
                {
                    "contribution_id": contribution_id,
                    "measure": position.measure,
                    "stance": position.stance.value,
                    "confidence": position.confidence,
                    "quote": evidence and evidence.quote,
                    "start": evidence and evidence.start,
                    "end": evidence and evidence.end,
                }
            )
            cues.extend(
                {
                    "contribution_id": contribution_id,
                    "measure": position.measure,
                    "stance": cue.stance.value,
                    "strength": cue.strength,
                    "quote": cue.evidence.quote,
                    "start": cue.evidence.start,
                    "end": cue.evidence.end,
                }
                for cue in position.cues
            )
    rows = {"themes": themes, "positions": positions, "cues": cues}
    for name in ("turns", "commitments", "citations", "disputes"):
        rows[name] = [asdict(each) for each in getattr(discourse, name)]
    rows |= {"second_positions": [], "second_readings": []}
    return {name: pa.Table.from_pylist(rows[name], schema=CODING[name]) for name in CODING}
