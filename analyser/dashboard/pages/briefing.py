"""Briefing: a debate pack on what is selected, to build and to download."""

from analyser.dashboard import frame

_LENGTHS = {"Two pages": "2", "Six pages": "6", "Everything": "full"}
_FORMS = {"Word": "docx", "PDF": "pdf", "Web page": "html", "Markdown": "md"}


def draw() -> None:
    """Draw the page."""
    frame.heading("Briefing", "A debate pack on what is selected, each line with its reference.")
    frame.selected()


draw()
