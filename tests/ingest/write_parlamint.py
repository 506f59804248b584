"""A ``Sitting`` written as ParlaMint TEI, plain or annotated, for the tests of its reader."""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from lxml.builder import ElementMaker

from analyser.debate import (
    ILLUSTRATIVE,
    ILLUSTRATIVE_NOTICE,
    PARAGRAPH,
    Contribution,
    Debate,
    Division,
    House,
    Kind,
    Sitting,
    Speaker,
)

_NAMESPACE = "http://www.tei-c.org/ns/1.0"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_E = ElementMaker(namespace=_NAMESPACE, nsmap={None: _NAMESPACE})
_SENTENCE_END = re.compile(r"(?<=[.?!]) ")


def write_parlamint(sitting: Sitting, folder: Path, *, annotated: bool) -> Path:
    """Write a sitting and the list of its people into a folder; return the sitting's file.

    Sentences and tokens are naive, the text they give back is exact. Speaker lines are left
    out, as ParlaMint-GB leaves them out, and so are columns and the names in a division.
    """
    is_lords = sitting.house is House.LORDS
    section = sitting.debates[0].section.split(" › ")[0] if sitting.debates else ""
    venue = {"Commons Chamber": "commons", "Lords Chamber": "lords"}.get(section) or _slug(section)
    corpus = f"{ILLUSTRATIVE}-ParlaMint-GB" if sitting.illustrative else "ParlaMint-GB"
    tei_id = f"{corpus}_{sitting.date}-{venue}"
    end = ".ana" if annotated else ""
    header = _E.teiHeader(
        _E.fileDesc(
            _E.titleStmt(
                _E.title(ILLUSTRATIVE_NOTICE if sitting.illustrative else sitting.sitting_id),
                _E.meeting(ana=f"#parla.{'upper' if is_lords else 'lower'} #parla.sitting"),
            )
        ),
        _E.profileDesc(_E.settingDesc(_E.setting(_E.date(when=str(sitting.date))))),
    )
    divs = [
        _div(debate, f"{tei_id}.{number}", annotated)
        for number, debate in enumerate(sitting.debates, start=1)
    ]
    tei = _E.TEI({_XML_ID: tei_id + end}, header, _E.text(_E.body(*divs)))
    _write(folder / f"{corpus}-listPerson.xml", _list_of_people(sitting))
    return _write(folder / f"{tei_id}{end}.xml", tei)


def _write(path: Path, root: etree._Element) -> Path:
    root.addprevious(etree.Comment(f" {ILLUSTRATIVE_NOTICE} "))
    etree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)
    return path


def _list_of_people(sitting: Sitting) -> etree._Element:
    spoken = (item.speaker for debate in sitting.debates for item in debate.contributions)
    people = {_person_id(speaker): speaker for speaker in spoken if speaker}
    return _E.listPerson(*(_person(key, speaker) for key, speaker in people.items()))


def _person(key: str, speaker: Speaker) -> etree._Element:
    forename, _, surname = speaker.name.rpartition(" ")
    parts = [_E.forename(forename)] if forename else []
    person = _E.person({_XML_ID: key}, _E.persName(*parts, _E.surname(surname)))
    if speaker.party:
        person.append(_E.affiliation(role="member", ref=f"#party.{speaker.party}"))
    if speaker.office:
        office = _E.roleName(speaker.office)
        person.append(_E.affiliation(office, role="minister", ref="#GoGB"))
    return person


def _person_id(speaker: Speaker) -> str:
    return _slug(f"{speaker.person_id or ''} {speaker.name}")


def _slug(text: str) -> str:
    return "-".join(re.findall(r"\w+", text))


def _div(debate: Debate, key: str, annotated: bool) -> etree._Element:
    div = _E.div(_E.head(debate.title), type="debateSection")
    divisions = {division.division_id: division for division in debate.divisions}
    for place, item in enumerate(debate.contributions, start=1):
        for element in _elements(item, divisions.get(item.contribution_id), annotated):
            if item.speaker is not None:
                element.set(_XML_ID, f"{key}.{place}")
            div.append(element)
    return div


def _elements(
    item: Contribution, division: Division | None, annotated: bool
) -> Iterator[etree._Element]:
    if item.speaker is not None:
        segs = [_seg(text, annotated) for text in item.text.split(PARAGRAPH)]
        who = f"#{_person_id(item.speaker)}"
        yield _E.u({"who": who, "ana": "#regular"}, *segs)
    elif item.kind is Kind.HEADING:
        yield _E.head(item.text)
    elif item.kind is Kind.TIME:
        yield _E.note(item.text, type="time")
    elif division is not None:
        yield _E.note(f"Ayes {division.ayes}", type="vote-ayes")
        yield _E.note(f"Noes {division.noes}", type="vote-noes")
    elif PARAGRAPH in item.text:
        yield _E.note(*(_E.p(text) for text in item.text.split(PARAGRAPH)))
    else:
        yield _E.note(item.text)


def _seg(paragraph: str, annotated: bool) -> etree._Element:
    if not annotated:
        return _E.seg(paragraph)
    return _E.seg(*(_sentence(sentence) for sentence in _SENTENCE_END.split(paragraph)))


def _sentence(text: str) -> etree._Element:
    """Return an ``s``: tokens joined where no space parts them, on lines as ParlaMint has them."""
    sentence = _E.s(_E.linkGrp(_E.link(target="#a #b"), type="UD-SYN"))
    for word in text.split(" "):
        tokens = re.findall(r"\w+|\W", word)
        for number, token in enumerate(tokens, start=1):
            element = _E.w(token) if token.isalnum() else _E.pc(token)
            if number < len(tokens):
                element.set("join", "right")
            element.tail = "\n"
            sentence.insert(len(sentence) - 1, element)
    return sentence
