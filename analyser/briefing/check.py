"""A briefing held against the record, before a byte of it is written."""

from collections.abc import Iterator, Mapping
from typing import Any

from analyser.briefing.errors import MisquotedBriefing
from analyser.briefing.model import Briefing, Quote, Reference
from analyser.briefing.phrasing import cited
from analyser.corpus import Corpus
from analyser.queries.frames import records
from analyser.wording import known, party

Record = Mapping[str, Mapping[str, Any]]


def check(briefing: Briefing, corpus: Corpus) -> None:
    """Compare every quote and every reference with the record, character by character.

    Raises ``MisquotedBriefing``, which names the first that differs and how many do.
    """
    found = list(misquotations(briefing, _record(briefing, corpus)))
    if found:
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        raise MisquotedBriefing(f"{found[0]}{more} (expected the words of the record)")


def misquotations(briefing: Briefing, record: Record) -> Iterator[str]:
    """Yield a line for each quote or reference that is not as the record has it."""
    listed = {each.number: each for each in briefing.references}
    if list(listed) != list(range(1, len(briefing.references) + 1)):
        yield "the references are not numbered from 1 without a gap"
    for reference in briefing.references:
        yield from _reference(reference, record)
    for quote in briefing.quotes():
        yield from _quote(quote, listed, record)


def _record(briefing: Briefing, corpus: Corpus) -> Record:
    wanted = [each.contribution_id for each in briefing.references]
    rows = corpus.select(
        "SELECT c.contribution_id, c.speaker, c.party, c.office, c.house, c.date, d.title,"
        ' d.section, c."column", c.text FROM contributions c JOIN debates d USING (debate_id)'
        " WHERE c.contribution_id IN (SELECT unnest($wanted::VARCHAR[]))",
        wanted=wanted,
    )
    return {str(row["contribution_id"]): row for row in records(rows)}


def _reference(reference: Reference, record: Record) -> Iterator[str]:
    row = record.get(reference.contribution_id)
    if row is None:
        yield f"reference {reference.number}: {reference.contribution_id} is not in the corpus"
        return
    on_record = {
        "speaker": known(row["speaker"]) or "speaker not named",
        "house": known(row["house"]),
        "date": row["date"].date() if known(row["date"]) else None,
        "debate": known(row["title"]) or "",
        "section": known(row["section"]),
        "column": known(row["column"]),
    }
    for name, value in on_record.items():
        said = getattr(reference, name)
        if said != value:
            yield (
                f"reference {reference.number} ({reference.contribution_id}): its {name} is"
                f" {said!r}, on record {value!r}"
            )


def _quote(quote: Quote, listed: Mapping[int, Reference], record: Record) -> Iterator[str]:
    reference = listed.get(quote.reference)
    row = record.get(reference.contribution_id) if reference else None
    if row is None:
        yield f"a quote of {quote.who} rests on reference {quote.reference}, which is not there"
        return
    where = f"reference {quote.reference} ({row['contribution_id']})"
    if str(row["text"])[quote.start : quote.end].encode() != quote.text.encode() or not quote.text:
        yield f"{where}: “{quote.text[:60]}” does not stand at {quote.start} to {quote.end}"
    if reference and quote.cited != cited(reference):
        yield f"{where}: cited as {quote.cited}, on record {cited(reference)}"
    if quote.who != (known(row["speaker"]) or "speaker not named"):
        yield f"{where}: quoted as of {quote.who}, on record {row['speaker']}"
    if quote.party is not None and quote.party != party(row["party"]):
        yield f"{where}: the party is given as {quote.party}, on record {party(row['party'])}"
    if quote.office is not None and quote.office != known(row["office"]):
        yield f"{where}: the office is given as {quote.office}, on record {row['office']}"
