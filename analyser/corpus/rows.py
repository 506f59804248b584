"""From a sitting and its coding to the rows of the tables."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from analyser.coding import Coding, Evidence
from analyser.corpus.tables import CODING, RECORD
from analyser.debate import Contribution, Sitting
from analyser.discourse import Discourse


def record_tables(sitting: Sitting) -> dict[str, pa.Table]:
    """Return the tables of ``RECORD`` for one sitting, rows in the order of the record."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in RECORD}
    when = {"date": sitting.date, "house": sitting.house and sitting.house.value}
    for debate in sitting.debates:
        of_debate = {"debate_id": debate.debate_id, **when}
        about = {"title": debate.title, "section": debate.section, "url": debate.url}
        rows["debates"].append(of_debate | about | {"source": sitting.source})
        for position, contribution in enumerate(debate.contributions, start=1):
            row = _contribution_row(contribution)
            rows["contributions"].append(of_debate | row | {"position_in_debate": position})
            if contribution.attribution is not None:
                of_one = {"contribution_id": contribution.contribution_id}
                rows["attributions"].append(of_one | {"attribution": contribution.attribution})
        for division in debate.divisions:
            of_division = {"division_id": division.division_id}
            counts = {"ayes": division.ayes, "noes": division.noes}
            asked = {"number": division.number, "question": division.question}
            rows["divisions"].append(of_debate | of_division | asked | counts)
            rows["votes"] += [
                of_division
                | {"person_id": vote.person_id, "speaker": vote.name}
                | {"vote": vote.vote, "teller": vote.teller}
                for vote in division.votes
            ]
            rows["subcounts"] += [of_division | asdict(part) for part in division.subcounts]
            rows["proxies"] += [
                of_division
                | {"person_id": vote.person_id, "speaker": vote.name, "proxy": vote.proxy}
                for vote in division.votes
                if vote.proxy
            ]
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


def of_debates(record: Mapping[str, pa.Table], debates: Sequence[str]) -> dict[str, pa.Table]:
    """Return of the tables of ``RECORD`` for one sitting the rows of some of its debates."""
    chosen = pa.array(debates, pa.string())
    kept = {
        name: record[name].filter(pc.is_in(record[name]["debate_id"], chosen))
        for name in ("debates", "contributions", "divisions")
    }
    for name, key, of in (
        ("attributions", "contribution_id", "contributions"),
        ("votes", "division_id", "divisions"),
        ("subcounts", "division_id", "divisions"),
        ("proxies", "division_id", "divisions"),
    ):
        kept[name] = record[name].filter(pc.is_in(record[name][key], kept[of][key]))
    return kept


def coding_tables(
    codings: Iterable[tuple[str, Coding]], discourse: Discourse
) -> dict[str, pa.Table]:
    """Return the tables of ``CODING``: of pairs of contribution id and coding, and of turns.

    Those of a second reader are empty: it is asked afterwards, if at all.
    """
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in CODING}
    for contribution_id, coding in codings:
        of_one = {"contribution_id": contribution_id}
        for theme in coding.themes:
            found = {"theme": theme.code, "direction": theme.direction}
            rows["themes"].append(of_one | found | _span(theme.evidence))
        rows["mentions"] += [
            of_one | {"measure": mention.measure} | _span(mention.evidence)
            for mention in coding.mentions
        ]
        for position in coding.positions:
            on = of_one | {"measure": position.measure}
            told = {"stance": position.stance.value, "confidence": position.confidence}
            rows["positions"].append(on | told | _span(position.evidence))
            rows["cues"] += [
                on | {"stance": cue.stance.value, "strength": cue.strength} | _span(cue.evidence)
                for cue in position.cues
            ]
    for name in ("turns", "commitments", "citations", "disputes"):
        rows[name] = [asdict(each) for each in getattr(discourse, name)]
    return {name: pa.Table.from_pylist(rows[name], schema=CODING[name]) for name in CODING}


def _span(evidence: Evidence | None) -> dict[str, Any]:
    return asdict(evidence) if evidence else {}
