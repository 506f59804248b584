"""A small fictional sitting, in ParlParse's form and in Hansard's text."""

from pathlib import Path

XML = """<publicwhip scraperversion="{letter}" latest="yes">
<major-heading id="x/debate/{day}{letter}.1.0" colnum="1">Foghorns Bill</major-heading>
<speech id="x/debate/{day}{letter}.1.1" speakername="Ada Fen" person_id="x/person/1" colnum="1">
<p>I welcome live facial recognition on the piers, because it will keep children safe.</p></speech>
<speech id="x/debate/{day}{letter}.1.2" speakername="Bo Marsh" person_id="x/person/2" colnum="2">
<p>{words}</p></speech>
<division id="x/debate/{day}{letter}.2.0" divnumber="1"><divisioncount ayes="1" noes="0"/>
<mplist vote="aye"><mpname person_id="x/person/1" vote="aye">Ada Fen</mpname></mplist></division>
</publicwhip>
"""

WORDS = "I oppose live facial recognition, because it intrudes on the private life of everyone."

TEXT = f"""Foghorns Bill

Ada Fen (Ebb) (Lan)
I welcome live facial recognition on the piers, because it will keep children safe.

Bo Marsh (Wick) (Orch)
{WORDS}
"""


def write_xml(
    folder: Path, *, day: str = "2020-01-08", letter: str = "a", words: str = WORDS
) -> Path:
    """Write a day of the record and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"debates{day}{letter}.xml"
    path.write_text(XML.format(day=day, letter=letter, words=words), "utf8")
    return path


def write_text(folder: Path, *, day: str = "2020-01-08", text: str = TEXT) -> Path:
    """Write one debate as a text download and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{day}.txt"
    path.write_text(text, "utf8")
    return path
