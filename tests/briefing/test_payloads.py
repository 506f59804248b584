"""A briefing of a debate made of payloads: whatever stands in a file is text there, and no more."""

import re
import zipfile
from io import BytesIO

import pytest
from lxml import etree, html
from pypdf import PdfReader

from analyser.briefing import Briefing, brief
from analyser.briefing.writing import rendered
from analyser.corpus import Corpus
from analyser.selection import Selection
from tests.payloads import payloads

_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|TOC .*|NOTEREF _\w+ .*|PAGEREF _\w+ .*|REF _\w+ .*)\s*")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return payloads(tmp_path_factory.mktemp("payloads"))


@pytest.fixture(scope="module")
def briefing(corpus: Corpus) -> Briefing:
    made = brief(corpus, Selection())
    assert list(made.quotes())
    return made


def test_word_has_no_field_and_no_address_from_a_file(briefing: Briefing, corpus: Corpus) -> None:
    fields, addresses = [], []
    with zipfile.ZipFile(BytesIO(rendered(briefing, corpus, ".docx"))) as archive:
        assert not [name for name in archive.namelist() if "embed" in name or "vba" in name]
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                root = etree.fromstring(archive.read(name))
                fields += [str(each.text) for each in root.iter("{*}instrText")]
                fields += [str(each.get("instr")) for each in root.iter("{*}fldSimple")]
                addresses += [
                    str(each.get("Target"))
                    for each in root.iter("{*}Relationship")
                    if each.get("TargetMode") == "External"
                ]
    assert fields
    assert [each for each in fields if not _FIELD.fullmatch(each)] == []
    assert [each for each in addresses if not each.startswith("https://")] == []


def test_html_has_no_element_from_a_file(briefing: Briefing, corpus: Corpus) -> None:
    root = html.fromstring(rendered(briefing, corpus, ".html"))
    assert not root.xpath("//script | //img | //*[@id='struck'] | //@onerror")
    assert [
        each for each in root.xpath("//@href") if re.match(r"\s*(?:javascript|data):", each)
    ] == []
    assert "window.struck=1" in root.text_content()  # as text


def test_markdown_has_no_link_from_a_file(briefing: Briefing, corpus: Corpus) -> None:
    text = rendered(briefing, corpus, ".md").decode("utf8")
    assert not re.search(r"(?<!\\)\]\(\s*(?:javascript|data):", text)
    assert "window.struck\\=1" in text


def test_a_pdf_has_no_script_and_no_address_from_a_file(briefing: Briefing, corpus: Corpus) -> None:
    reader = PdfReader(BytesIO(rendered(briefing, corpus, ".pdf")))
    assert "/JavaScript" not in str(reader.trailer["/Root"].get_object())
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    addresses = [str(note["/A"]["/URI"]) for note in notes if "/URI" in note.get("/A", {})]
    assert addresses
    assert [each for each in addresses if not each.startswith("https://")] == []
