"""What makes the Word file and the PDF documents and not just pages."""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from analyser.briefing import Briefing
from analyser.briefing.phrasing import reference
from tests.briefing.conftest import close

_SOFFICE = shutil.which("soffice")


def _body(path: Path) -> str:
    return _part(path, "word/document.xml")


def _part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def test_the_pdf_is_tagged_and_speaks_english(full: Briefing, files: dict[str, Path]) -> None:
    reader = PdfReader(files[".pdf"])
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert "/StructTreeRoot" in root
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == full.title
    assert "illustrative" in str(reader.metadata["/Keywords"])


def test_the_pdf_has_bookmarks_and_page_numbers(full: Briefing, files: dict[str, Path]) -> None:
    reader = PdfReader(files[".pdf"])
    marks = [str(each["/Title"]) for each in reader.outline if isinstance(each, dict)]
    assert marks == [*(section.title for section in full.sections), "References"]
    whole = len(reader.pages)
    for number, page in enumerate(reader.pages, start=1):
        assert f"Page{number}of{whole}" in close(page.extract_text())
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]


def test_the_pdf_carries_its_fonts(files: dict[str, Path]) -> None:
    fonts = 0
    for page in PdfReader(files[".pdf"]).pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            described = inner["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(described)
            fonts += 1
    assert fonts > 0


def test_word_has_one_endnote_for_each_reference(full: Briefing, files: dict[str, Path]) -> None:
    marks = re.findall(r'<w:endnoteReference w:id="(\d+)"/>', _body(files[".docx"]))
    numbers = [str(each.number) for each in full.references]
    assert marks == numbers, "marked once each, in the order in which Word numbers them"
    notes = re.findall(r'<w:endnote w:id="(\d+)">', _part(files[".docx"], "word/endnotes.xml"))
    assert notes == numbers
    assert '<w:numFmt w:val="decimal"/>' in _part(files[".docx"], "word/settings.xml")


def test_word_has_headings_contents_and_repeated_heads(
    full: Briefing, files: dict[str, Path]
) -> None:
    document = Document(str(files[".docx"]))
    body = _body(files[".docx"])
    headings = re.findall(r'<w:pStyle w:val="Heading1"/>', body)
    assert len(headings) == len(full.sections) + 1
    listed = [
        line.text for line in document.paragraphs if line.style and line.style.name == "toc 1"
    ]
    assert listed == [*(section.title for section in full.sections), "References"]
    anchors = set(re.findall(r'w:anchor="(_Toc\d+)"', body))
    assert anchors == set(re.findall(r'w:bookmarkStart [^>]*w:name="(_Toc\d+)"', body))
    assert "w:dirty" not in body
    assert "updateFields" not in _part(files[".docx"], "word/settings.xml")
    tables = document.tables
    assert tables
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in tables)
    for table in tables:
        widths = {tuple(cell.width for cell in row.cells) for row in table.rows}
        assert len(widths) == 1, "Word lays each row out by its own widths"


def test_word_says_what_it_is(full: Briefing, files: dict[str, Path]) -> None:
    told = Document(str(files[".docx"])).core_properties
    assert told.title == full.title
    assert told.language == "en-GB"
    assert "illustrative" in told.keywords
    assert told.category == "Illustrative: fiction"
    styles = _part(files[".docx"], "word/styles.xml")
    assert set(re.findall(r'<w:lang [^>]*w:val="([^"]+)"', styles)) == {"en-GB"}
    pictures = re.findall(r"<wp:docPr [^>]*descr=\"([^\"]+)\"", _body(files[".docx"]))
    assert len(pictures) == 1
    assert "Bar chart of positions" in pictures[0]


@pytest.mark.skipif(_SOFFICE is None, reason="no soffice here: it shows that Word files open")
def test_libreoffice_shows_the_word_file_with_its_endnotes(
    full: Briefing, files: dict[str, Path], tmp_path: Path
) -> None:
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [str(_SOFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run(
        [*command, str(tmp_path), str(files[".docx"])], check=True, capture_output=True, timeout=120
    )
    shown = close(
        "".join(page.extract_text() for page in PdfReader(tmp_path / "briefing.pdf").pages)
    )
    last = full.references[-1]
    assert close(f"{last.number} {reference(last)}") in shown
