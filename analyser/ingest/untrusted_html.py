"""HTML from anywhere to plain paragraphs: every word kept, nothing fetched, nothing run."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

_UNSHOWN = {"script", "style", "template", "noscript", "head"}
_BLOCKS = {
    *("p", "div", "li", "ul", "ol", "table", "tbody", "thead", "tr", "br", "hr", "blockquote"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer", "main"),
    *("figure", "figcaption", "dl", "dt", "dd", "pre", "aside", "nav", "form", "body"),
}
_CELLS = {"td", "th"}
_BREAK = "\0"  # between blocks; HTML cannot hold it
_COLUMN = re.compile("\1([^\1]*)\1")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of HTML as text: its paragraphs, and the column numbers that stand in it.

    ``opens_in`` is a column number before the first word, ``ends_in`` the last one of all.
    """

    paragraphs: tuple[str, ...]
    opens_in: str | None = None
    ends_in: str | None = None


def fragment_of(markup: str) -> Fragment:
    """Return the text of a piece of HTML, runs of white space made one space.

    Blocks, table rows and line breaks part paragraphs, a tab parts the cells of a row.
    Hansard's column marks (``<span class="column-number" data-column-number="200">``) are
    taken out of the text; those of class ``cross-reference`` only repeat one.
    """
    if not markup.strip():
        return Fragment(())
    root = etree.HTML(f"<div>{markup.replace(_BREAK, '')}</div>", etree.HTMLParser(huge_tree=True))
    flow = "".join(_flow(root))
    columns = _COLUMN.findall(flow)
    words_before, _, _ = flow.partition("\1")
    opens = columns[0] if columns and not words_before.replace(_BREAK, "").strip() else None
    blocks = (_collapse(block) for block in _COLUMN.sub("", flow).split(_BREAK))
    return Fragment(
        tuple(block for block in blocks if block), opens, columns[-1] if columns else None
    )


def _flow(root: etree._Element) -> Iterator[str]:
    """Yield the words of a tree, however deep, with a break around each block, columns marked."""
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            column = element.get("data-column-number")
            named = element.get("class") or ""
            if element.tag in _UNSHOWN or (column is not None and "column-number" in named):
                if column is not None and "cross-reference" not in named:
                    yield f"\1{column.strip()}\1"
                walk.skip_subtree()
                continue
            yield _BREAK if element.tag in _BLOCKS else ""
            yield _spaced(element.text)
            continue
        if event == "end":
            is_cell = element.tag in _CELLS and element.getnext() is not None
            yield "\t" if is_cell else _BREAK if element.tag in _BLOCKS else ""
        yield _spaced(element.tail)


def _spaced(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text or "")


def _collapse(block: str) -> str:
    return "\t".join(re.sub(" +", " ", cell).strip(" ") for cell in block.split("\t"))
