"""A briefing written to a file, whole or not at all."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from analyser.briefing import html, markdown, pdf
from analyser.briefing.check import check
from analyser.briefing.docx import document
from analyser.briefing.errors import UnwritableBriefing
from analyser.briefing.model import Briefing
from analyser.corpus import Corpus
from analyser.text.whole_file import whole_file

_FORMS: Mapping[str, Callable[[Briefing], bytes]] = {
    ".docx": document.render,
    ".pdf": pdf.render,
    ".html": html.render,
    ".md": markdown.render,
}
SUFFIXES = tuple(_FORMS)
"""What a briefing's file may end in."""


def rendered(briefing: Briefing, corpus: Corpus, suffix: str) -> bytes:
    """Check a briefing against its corpus and return the file of the form that ``suffix`` names.

    Raises ``UnwritableBriefing`` where there is no such form, and ``MisquotedBriefing``.
    """
    render = _FORMS.get(suffix.lower())
    if render is None:
        raise UnwritableBriefing(
            f"{suffix!r}: unknown form (expected one of {', '.join(SUFFIXES)})"
        )
    check(briefing, corpus)
    return render(briefing)


def write_briefing(briefing: Briefing, corpus: Corpus, target: Path) -> None:
    """Check a briefing against its corpus and write it in the form that the name ends in.

    The file appears when it is whole. Raises ``UnwritableBriefing`` and ``MisquotedBriefing``;
    after either, what stood at ``target`` before stands there still.
    """
    check_place(target)
    _replace(target, rendered(briefing, corpus, target.suffix))


def check_place(target: Path) -> None:
    """Refuse a place where no file can be put, before any work is done for it."""
    folder = target.parent
    if not folder.is_dir():
        raise UnwritableBriefing(f"{target}: {folder} is no folder (expected one that is there)")
    if target.is_dir():
        raise UnwritableBriefing(f"{target}: is a folder (expected the name of a file)")
    if not os.access(folder, os.W_OK):
        raise UnwritableBriefing(f"{target}: {folder} cannot be written to (expected to be able)")


def _replace(target: Path, content: bytes) -> None:
    try:
        with whole_file(target) as staged:
            staged.write_bytes(content)
    except OSError as error:
        raise UnwritableBriefing(
            f"{target}: {error.strerror} (expected a place that can be written)"
        ) from error
