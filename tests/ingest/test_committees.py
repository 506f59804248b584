"""Public bill committees in the form that ParlParse writes today: Chairs, members, witnesses."""

from pathlib import Path

from analyser.debate import Speaker
from analyser.ingest import read_twfy_xml
from analyser.members import with_parties_abbreviated

ID = "uk.org.publicwhip/standing/standing2032-33_WEIRS_02-0_2033-04-05a"
XML = f"""<publicwhip scraperversion="a" latest="yes">
<bill title="Weirs Bill" session="2032-33">Weirs Bill</bill>
<committee><chairmen><mpname person_id="p/1" membername="Sir Ned Ware" attending="true">Sir Ned
Ware</mpname></chairmen><mpname person_id="p/2" membername="Bo Marsh" attending="true">Bo Marsh
<i>(Wick)</i>(Labour)</mpname><mpname person_id="p/3" membername="Ada Fen" attending="true">Ada Fen
<i>(Minister for Weirs)</i></mpname><clerk>Di Lock, Clerk</clerk></committee>
<witnesses><witness>Dr Ole Berg, Director, Weir Trust</witness></witnesses>
<major-heading id="{ID}.1.0">Public Bill Committee</major-heading>
<speech id="{ID}.1.1" speakername="Sir Ned Ware" person_id="p/1"><p>Order.</p></speech>
<speech id="{ID}.1.2" speakername="Bo Marsh" person_id="p/2"><p>Is the weir safe?</p></speech>
<speech id="{ID}.1.3" speakername="Ole Berg"><p>It is.</p></speech>
<speech id="{ID}.1.4" speakername="Ada Fen" person_id="p/3"><p>I agree.</p></speech>
<speech id="{ID}.1.5" speakername="Cy Bergman"><p>So do I.</p></speech>
</publicwhip>"""


def test_chairs_members_and_witnesses_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "standing2033-04-05.xml"
    path.write_text(XML, "utf8")
    sitting = read_twfy_xml(path)
    assert sitting is not None
    first, *rest = with_parties_abbreviated(sitting).debates[0].contributions
    assert "Dr Ole Berg, Director, Weir Trust" in first.text
    assert [item.speaker for item in rest] == [
        Speaker("Sir Ned Ware", "p/1", office="Chair"),
        Speaker("Bo Marsh", "p/2", "Lab", "Wick"),
        Speaker("Ole Berg", office="Witness: Director, Weir Trust"),
        Speaker("Ada Fen", "p/3", office="Minister for Weirs"),
        Speaker("Cy Bergman"),
    ]
