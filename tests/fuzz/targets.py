"""What is fuzzed: all that reads files from elsewhere, each with a small valid one to start from.

A target takes bytes. It returns, or raises an ``AnalyserError``; anything else is a fault.
"""

import gzip
import json
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from analyser.cli.units import read_motion_units, read_units
from analyser.codebook import Codebook, load_codebook
from analyser.coding import Coding, Evidence, Position, Stance
from analyser.corpus import Corpus
from analyser.corpus.review_files import import_csv
from analyser.corpus.reviews import FILE
from analyser.corpus.rows import record_tables
from analyser.fulltext.query import parse, places
from analyser.ingest import read_sittings
from analyser.ingest.article import read_article
from analyser.members import Register
from analyser.motion.linear import read_parts
from analyser.pipeline.ingest import ingest
from analyser.press import read_claims, read_statements
from analyser.second_reader.answer import read_answer
from analyser.training.gold import read_gold_motions, read_gold_units
from tests.record import TEXT, XML, write_xml

_ITEMS = [
    {"ItemType": "Contribution", "ItemId": 1, "MemberId": 7, "AttributedTo": "Ada Fen (Ebb) (Lan)"}
    | {"Value": '<p><span class="column-number" data-column-number="9"></span>Lamps.</p>'}
    | {"OrderInSection": 1, "Timecode": "2099-01-01T10:00:00", "ExternalId": "A", "HRSTag": "hs_P"},
    {"ItemType": "Division", "ItemId": 2, "ExternalId": "B", "Value": "Ayes 2, Noes 1"},
    {"ItemType": "Timestamp", "ItemId": 3, "Value": "2.30"},
]
_DEBATE = {
    "Overview": {"Id": 1, "ExtId": "X", "Title": "Fog", "Date": "2099-01-01", "House": "Commons"},
    "Navigator": [{"Id": 1, "Title": "Fog", "ParentId": None}],
    "Items": _ITEMS,
    "ChildDebates": [
        {"Overview": {"Id": 2, "ExtId": "Y", "Title": "Mist"}, "Items": [], "ChildDebates": []}
    ],
    "Divisions": [
        {"ExternalId": "B", "AyesCount": 2, "NoesCount": 1, "EVELAyesCount": 1, "EVELNoesCount": 1}
        | {"AyeMembers": [{"MemberId": 7, "ListAs": "Fen, Ada", "IsTeller": False}]}
    ],
}
_RECORD: dict[str, Any] = {"gid": "2099-03-09a.11.6", "date": "2099-03-09", "text": "<p>Lamps</p>"}
_RECORD |= {"member_name": "Ada Fen", "twfy_person_id": 7, "house": "Commons", "party": "Lan"}
_ROW: dict[str, Any] = {
    "gid": "2099-03-09a.11.6",
    "hdate": "2099-03-09",
    "body": "Lamps",
    "major": "1",
}
_ROW |= {"htype": "12", "epobject_id": "2", "speaker": {"name": "Ada Fen", "house": "1"}}
_TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"
xml:id="ParlaMint-GB_2099-01-27-commons"><teiHeader>
<setting><date when="2099-01-27">27</date></setting><listPerson><person xml:id="AF"><persName>
<forename>Ada</forename><surname>Fen</surname></persName><affiliation role="member" ref="#party.L"
from="2090" to="2100"/></person></listPerson></teiHeader><text><body><div type="debateSection">
<head>Fog</head><note type="time">10:00 am</note><note type="speaker">Ada Fen (Ebb):</note>
<u who="#AF" ana="#regular" xml:id="u1"><seg xml:id="s1">Lamps. <note>Laughter</note></seg></u>
<u who="#AF"><seg><s><w>Lamps</w><pc join="right">.</pc></s></seg></u>
<note type="vote-ayes">Ayes: 2</note><note type="vote-noes">Noes: 1</note></div>
</body></text></TEI>"""
_TIMED = (
    f"{TEXT}\n2.30 pm\n\nThe House divided: Ayes 2, Noes 1.\n\nDivision No. 7\n\n27 January 2099\n"
)
_MEMBERS = """<publicwhip><member id="m/1" house="commons" title="" firstname="Ada" lastname="Fen"
constituency="Ebb" party="Lab" fromdate="2019-12-12" todate="9999-12-31"/><lord id="l/2"
house="lords" title="Lord" lordname="Bo" lordofname="" affiliation="Con" fromdate="2001"
todate="2009-01-02"/></publicwhip>"""
_PEOPLE = {
    "persons": [
        {"id": "p/1", "identifiers": [{"scheme": "datadotparl_id", "identifier": "7"}]}
        | {"other_names": [{"note": "Main", "given_name": "Ada", "family_name": "Fen"}]}
    ],
    "memberships": [
        {"id": "m/1", "person_id": "p/1", "post_id": "s/1", "on_behalf_of_id": "lab"}
        | {"start_date": "2019-12-12", "end_date": "2020-01-01"}
    ],
    "posts": [{"id": "s/1", "organization_id": "house-of-commons", "area": {"name": "Ebb"}}],
    "organizations": [{"id": "lab", "name": "Labour"}],
}
_POST = {"id": "uk.parliament.data/Member/7/GovernmentPost/1", "person_id": "p/1"}
_POST |= {"source": "datadotparl/governmentpost", "role": "Minister", "start_date": "2020-01-01"}
_PERIOD = {"house": 1, "name": "Ebb", "startDate": "2019-12-12T00:00:00", "endDate": None}
_LIFE = {
    "member": {"id": 7, "nameDisplayAs": "Ada Fen"},
    "biography": {
        "houseMemberships": [_PERIOD],
        "partyAffiliations": [_PERIOD],
        "governmentPosts": [_PERIOD],
        "oppositionPosts": [],
    },
    "known_to": "2020-01-01",
}
_PAGE = """<html><head><title>Fog</title><script type="application/ld+json">{"datePublished":
"2021-01-28"}</script></head><body><article><h1>Fog on the pier</h1><p>Ada Fen, MP for Ebb, told MPs
on Tuesday: “Lamps first.”</p><p>“Lamps,” she said, “and 3,000 foghorns in two years.”</p><table>
<tr><td>1</td><td>2</td></tr></table></article></body></html>"""
_STORY = """Fog on the pier

By Bo Marsh, 28 January 2021

The minister, Ada Fen, told MPs on Tuesday that "lamps come first". 'Don't tie our bobbies' hands,'
said Labour's Bo Marsh, who warned of 3,000 errors in two years. According to Piers Watch, it is so.
"""
_QUERY = 'lamps "fog horn" -mist member:fen date:2020..2021 came* NEAR/5 "it’s so" -party:lab'
_MEASURES = """[fog-lamps]
label = "Fog lamps"
definition = "Lamps in fog"
claim = "Lamps are good"
terms = ["fog lamp|lamps", "AI"]
exclude = ["old lamp"]
context = [{terms = ["lamp"], with = ["fog"], within = "sentence"}]
"""
_UNIT = {"id": 1, "text": "Lamps. I oppose CCTV.", "heading": "Fog", "date": "2020-01-01"}
_UNIT |= {
    "positions": [
        {"measure": "cctv", "stance": "oppose", "evidence": {"start": 7, "end": 21}},
    ],
    "themes": [{"code": "privacy", "direction": None, "evidence": "Lamps."}],
    "passing": ["drones"],
}
_MOTION_UNIT = {"id": 1, "motion": "That lamps be lit", "text": ["Aye"], "party": "Lan"}
_REVIEWS = (
    "review_id,contribution_id,measure,verdict,stance,start,end,note,reviewer\n"
    ",x/debate/2020-01-08a.1.2,cctv,other,support,0,3,'=1,Lan\n"
)
_CSV = (
    "Person ID,First name,Last name,Party,Constituency,Office,House\n7,Ada,Fen,Lab,Ebb,,Commons\n"
)
_HANDESET = (
    "title,motion,utt1,manual speech,govt/opp motion,motion party affiliation,party affiliation\n"
    "Fog,That lamps be lit,Aye,1,0,Lab,Con\n"
)
_ANSWER = '{"positions": [{"measure": "cctv", "stance": "oppose", "quote": "I oppose CCTV."}]}'
_MODEL: dict[str, Any] = {"names": ["a"], "scale": [1.0], "weights": [[2.0]], "bias": [0.5]}
_MODEL = {"format": 1, "facts": {}, "parts": {"x": _MODEL | {"unit": True}}}


@dataclass(frozen=True)
class Target:
    """What reads the bytes of a file called ``name``, and a valid one; texts have no name."""

    read: Callable[[Path], object]
    name: str
    valid: bytes

    def __call__(self, content: bytes) -> object:
        """Read a file that holds the content, from a folder of its own."""
        path = _folder() / self.name
        path.write_bytes(content)
        return self.read(path)


@cache
def _folder() -> Path:
    keeping = tempfile.TemporaryDirectory(prefix="analyser-fuzz-")
    _kept.append(keeping)
    return Path(keeping.name)


_kept: list[tempfile.TemporaryDirectory[str]] = []


def _hansard(path: Path) -> object:
    return [record_tables(sitting) for sitting in read_sittings(path)]


def _press(path: Path) -> object:
    article = read_article(path)
    statements = read_statements(article)
    words = [each.words(article.text) for each in statements]
    return words, read_claims(article, statements)


def _query(path: Path) -> object:
    asked = path.read_bytes().decode("utf8", errors="surrogateescape")
    return places(f"{asked} The fog horn’s lamps came near.", parse(asked))


def _codebook(path: Path) -> object:
    (path.parent / "themes.toml").write_text('[fog]\nlabel="a"\ndefinition="b"\nterms=["c"]\n')
    return load_codebook(path.parent)


@cache
def _corpus() -> Corpus:
    folder = _folder() / "reviewed"
    corpus = Corpus(folder / "corpus")
    ingest([write_xml(folder)], corpus)
    said = "I oppose live facial recognition"
    position = Position("cctv", Stance.OPPOSE, 0.9, Evidence(said, 0, len(said)))
    with corpus.writing() as writer:
        coded = ("x/debate/2020-01-08a.1.2", Coding((position,)))
        writer.write_coding("debates2020-01-08", [coded], signature="by-hand")
    return corpus


def _reviews(path: Path) -> object:
    corpus = _corpus()
    try:
        return import_csv(corpus, path), corpus.table("reviews")
    finally:
        (corpus.folder / FILE).unlink(missing_ok=True)


def _answer(path: Path) -> object:
    text = path.read_bytes().decode("utf8", errors="replace")
    return read_answer(text, "I oppose CCTV.", _known())


@cache
def _known() -> Codebook:
    return load_codebook()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf8")


def _register(path: Path) -> Register:
    return Register.read([path])


_HANSARD = {
    "twfy-xml": ("day.xml", XML.format(day="2020-01-08", letter="a", words="No.").encode()),
    "parlamint": ("ParlaMint-GB_2099-01-27-commons.xml", _TEI.encode()),
    "hansard-text": ("day.txt", _TIMED.encode()),
    "hansard-api": ("debate.json", _json(_DEBATE)),
    "twfy-records": ("records.json", _json([_RECORD])),
    "twfy-rows": ("rows.json", _json({"rows": [_ROW]})),
}
_REGISTERS = {
    "register-xml": ("all-members.xml", _MEMBERS.encode()),
    "register-csv": ("mps_2019.csv", _CSV.encode()),
    "register-people": ("people.json", _json(_PEOPLE)),
    "register-posts": ("ministers.json", _json({"memberships": [_POST]})),
    "register-biography": ("member-7.json", _json(_LIFE)),
}
_OTHERS: Mapping[str, tuple[Callable[[Path], object], str, bytes]] = {
    "article-page": (_press, "article.html", _PAGE.encode()),
    "article-text": (_press, "article.txt", _STORY.encode()),
    "query": (_query, "query", _QUERY.encode()),
    "codebook": (_codebook, "measures.toml", _MEASURES.encode()),
    "reviews": (_reviews, "reviews.csv", _REVIEWS.encode()),
    "units": (lambda path: list(read_units(path)), "units.jsonl", _json(_UNIT)),
    "motion-units": (lambda path: list(read_motion_units(path)), "m.jsonl", _json(_MOTION_UNIT)),
    "gold-units": (read_gold_units, "gold.jsonl", _json(_UNIT)),
    "gold-motions": (read_gold_motions, "handeset.csv", _HANDESET.encode()),
    "motion-model": (read_parts, "motion.json.gz", gzip.compress(_json(_MODEL), mtime=0)),
    "second-answer": (_answer, "answer.json", _ANSWER.encode()),
}

TARGETS: Mapping[str, Target] = {
    **{name: Target(_hansard, *file) for name, file in _HANSARD.items()},
    **{name: Target(_register, *file) for name, file in _REGISTERS.items()},
    **{name: Target(*parts) for name, parts in _OTHERS.items()},
}
