"""A newspaper article, plain text or a web page, to its paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from lxml import etree, html

from analyser.debate import PARAGRAPH
from analyser.errors import UnreadableArticle
from analyser.ingest.untrusted_html import fragment_of
from analyser.text.normalisation import normalised
from analyser.text.whole_file import read_text

_MOST = 2_000_000  # characters; a longer file is no article
_LONGEST = 200_000  # characters of its words; a long one has a tenth of that
_UNREAD = (
    "//script|//style|//nav|//aside|//footer|//figure|//form|//button|//noscript|//template"
    "|//*[@hidden]|//*[@aria-hidden='true']|//*[@role='navigation' or @role='complementary']"
)
_APART = re.compile(
    r"cookie|consent|related|newsletter|promo|advert|share|social|comment|breadcrumb|subscribe"
)
_MONTHS = "January February March April May June July August September October November December"
_MONTH = "|".join(f"{name}|{name[:3]}" for name in _MONTHS.split())
_DAY = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({_MONTH})[a-z]*,? (\d{{4}})\b")
_DATELINE = 120  # characters; a longer line is prose, whose date is not the article's
_FIRST_YEAR = 1600  # before the first newspaper
_TITLE = 150


@dataclass(frozen=True, slots=True)
class Article:
    """An article: ``text`` holds its paragraphs, separated by a blank line, title first.

    ``body`` is the offset at which the text after title, byline and dateline begins.
    ``published`` is the day the article itself names, if it does.
    """

    title: str
    text: str
    body: int = 0
    published: date | None = None
    source: str = ""


def read_article(path: Path) -> Article:
    """Return the article in a file, plain text or HTML by its content.

    Raises ``UnreadableArticle`` where it is not UTF-8 text or holds no words.
    """
    return article_of(read_text(path, UnreadableArticle), source=str(path))


def article_of(text: str, *, source: str = "the article") -> Article:
    """Return the article in a text or a page's HTML. Raises ``UnreadableArticle`` as above."""
    path = Path(source)
    if len(text) > _MOST:
        what = f"{len(text):,} characters"
        raise UnreadableArticle(path, "the whole file", what, f"an article, of {_MOST:,} at most")
    if "\x00" in text:
        what = "the character '\\x00' is no text"
        raise UnreadableArticle(path, f"character {text.index(chr(0))}", what, "plain text or HTML")
    is_page = re.match(r"\s*(?:<!--(?>.*?-->)\s*)*<[a-z!]", text, re.IGNORECASE | re.DOTALL)
    title, paragraphs, published = _page(text) if is_page else _plain(text)
    paragraphs = [line for each in paragraphs if (line := normalised(each).text.strip())]
    if not paragraphs:
        raise UnreadableArticle(path, "the whole file", "no words", "an article")
    if (length := sum(map(len, paragraphs))) > _LONGEST:
        what = f"{length:,} characters of words"
        raise UnreadableArticle(path, "the whole file", what, f"at most {_LONGEST:,}")
    head, body = _split_head(paragraphs)
    published = published or next(filter(None, map(_day_in, head)), None)
    joined = PARAGRAPH.join([*head, *body])
    start = len(PARAGRAPH.join([*head, ""])) if head else 0
    return Article(title or (head[0] if head else ""), joined, start, published, source)


def _plain(text: str) -> tuple[str, list[str], date | None]:
    lines = (re.sub(r"[ \t\xa0]+", " ", line).strip(" >") for line in text.splitlines())
    return "", [line for line in lines if line], None


def _split_head(paragraphs: list[str]) -> tuple[list[str], list[str]]:
    """Part title, byline and dateline from the text: short first lines that end no sentence."""
    count = 0
    for number, line in enumerate(paragraphs):
        is_dateline = _day_in(line) is not None and len(line) <= 60
        is_title = number == 0 and len(line) <= _TITLE and not line.endswith((".", '?"', ".”"))
        is_byline = number > 0 and (len(line) <= 60 and not re.search(r"[.:,?!\"”’]$", line))
        if not (is_dateline or is_title or is_byline):
            break
        count = number + 1
    return (paragraphs[:count], paragraphs[count:]) if count < len(paragraphs) else ([], paragraphs)


def _day_in(line: str) -> date | None:
    found = _DAY.search(line) if len(line) <= _DATELINE else None
    if found is None:
        return None
    if int(found[3]) < _FIRST_YEAR:
        return None
    month = next(n for n, name in enumerate(_MONTHS.split(), 1) if found[2][:3] == name[:3])
    try:
        return date(int(found[3]), month, int(found[1]))
    except ValueError:
        return None


# Pages ---------------------------------------------------------------------------------------


def _page(text: str) -> tuple[str, list[str], date | None]:
    try:
        root = html.document_fromstring(text)
    except etree.ParserError:
        return "", [], None
    published = next(_published(root), None)
    for element in _elements(root, _UNREAD):
        _remove(element)
    for element in _elements(root, "//div|//section|//ul|//p"):
        named = f"{element.get('class') or ''} {element.get('id') or ''}".casefold()
        if _APART.search(named) and element.getparent() is not None:
            _remove(element)
    main = next(iter(_elements(root, "//article")), None)
    main = next(iter(_elements(root, "//main")), root) if main is None else main
    headings = _elements(root, "//h1") or _elements(root, "//title")
    title = " ".join("".join(headings[0].itertext()).split()) if headings else ""
    for element in _elements(root, "//h1|//head"):
        _remove(element)
    paragraphs = fragment_of(etree.tostring(main, encoding="unicode", method="html")).paragraphs
    return title, [*([title] if title else []), *paragraphs], published


def _elements(root: etree._Element, path: str) -> list[etree._Element]:
    found = root.xpath(path)
    assert isinstance(found, list)
    return [element for element in found if isinstance(element, etree._Element)]


def _remove(element: etree._Element) -> None:
    """Take an element out of its page, leaving the words after it."""
    parent = element.getparent()
    if parent is None:
        return
    before, tail = element.getprevious(), element.tail or ""
    if before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    parent.remove(element)


def _published(root: etree._Element) -> Iterator[date]:
    """Yield the days a page gives for its publication, the surest first."""
    for script in _elements(root, "//script[@type='application/ld+json']"):
        found = re.search(r'"datePublished"\s*:\s*"([^"]*)"', script.text or "")
        if found:
            yield from _iso(found[1])
    named = "@property='article:published_time' or @name='date' or @itemprop='datePublished'"
    for meta in _elements(root, f"//meta[{named}]"):
        yield from _iso(meta.get("content") or "")
    for time in _elements(root, "//time[@datetime]"):
        yield from _iso(time.get("datetime") or "")


def _iso(text: str) -> Iterator[date]:
    try:
        day = datetime.fromisoformat(text.strip()).date()
    except ValueError:
        return
    if day.year >= _FIRST_YEAR:
        yield day
