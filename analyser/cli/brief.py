"""``analyser brief``: a briefing of what is selected, as Word, PDF, HTML or Markdown."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyser.cli.options import (
    filled_corpus,
    known_word,
    output_option,
    refuse_to_overwrite,
)
from analyser.cli.output import notice, say
from analyser.cli.selection import selectable
from analyser.selection import Selection

if TYPE_CHECKING:
    from analyser.ingest.article import Article

_Output = Annotated[Path, output_option("A .docx, .pdf, .html or .md file.")]
_Pages = Annotated[str, typer.Option("--pages", help="At most 2 or 6 A4 pages, or full.")]
_Sections = Annotated[
    str | None,
    typer.Option("--sections", help="Which sections, in which order: summary,arguments,positions."),
]
_Reviewed = Annotated[
    bool,
    typer.Option("--reviewed-only", help="Only positions that a person confirmed or corrected."),
]
_Notes = Annotated[
    Path | None,
    typer.Option(
        "--notes",
        exists=True,
        dir_okay=False,
        help="Paragraphs of your own, text or Markdown; marked as yours.",
    ),
]
_Article = Annotated[
    Path | None,
    typer.Option(
        "--article", exists=True, dir_okay=False, help="An article whose statements are checked."
    ),
]
_Title = Annotated[str | None, typer.Option("--title", help="A title of your own.")]


@selectable
def brief(
    context: typer.Context,
    selection: Selection,
    output: _Output,
    pages: _Pages = "full",
    sections: _Sections = None,
    reviewed_only: _Reviewed = False,
    notes: _Notes = None,
    article: _Article = None,
    title: _Title = None,
) -> None:
    """Write a briefing, with a reference for every quote."""
    from analyser import briefing

    if output.suffix.lower() not in briefing.SUFFIXES:
        raise typer.BadParameter(f"{output} ends in none of {', '.join(briefing.SUFFIXES)}")
    pages = known_word("--pages", pages, briefing.PAGES)
    codes = _codes(sections)
    _agree(codes, {"notes": notes, "press": article})
    corpus = filled_corpus(context)
    refuse_to_overwrite(output, notes, article, corpus.folder)
    briefing.check_place(output)
    made = briefing.brief(
        corpus,
        selection,
        pages=pages,
        sections=codes,
        reviewed_only=reviewed_only,
        notes=_text(notes) if notes else None,
        article=_article(article) if article else None,
        title=title,
    )
    briefing.write_briefing(made, corpus, output)
    cited = len(made.references)
    say(f"{output}: {len(made.sections)} sections, {cited} references, each checked on record.")
    if made.illustrative:
        notice(corpus)


def _codes(given: str | None) -> list[str] | None:
    """Return the sections named, or refuse one that there is not and say which there are."""
    from analyser.briefing import SECTIONS

    if given is None:
        return None
    codes = [known_word("--sections", code, SECTIONS) for code in given.split(",") if code.strip()]
    if not codes:
        raise typer.BadParameter(
            f"no section is named (expected some of {', '.join(SECTIONS)})",
            param_hint="--sections",
        )
    return list(dict.fromkeys(codes))


def _agree(codes: list[str] | None, given: dict[str, Path | None]) -> None:
    """Refuse a file that no section would show."""
    for code, path in given.items():
        if path is not None and codes is not None and code not in codes:
            raise typer.BadParameter(f"{path} is given, but --sections leaves out {code}")


def _text(path: Path) -> str:
    from analyser.briefing import UnreadableNotes
    from analyser.text.whole_file import read_text

    return read_text(path, UnreadableNotes)


def _article(path: Path) -> "Article":
    from analyser.ingest.article import read_article

    return read_article(path)
