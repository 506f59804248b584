"""Published characters as they are shown, and as words are matched.

The tables keep what was published. What is shown (``legible``) has each character at its old
offset. What is matched (``normalised``) has one form of hyphen, space and letter, whatever the
publication printed; where that changes the length, offsets lead back to the published text.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

_C1 = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_HYPHENS = "\u2010\u2011\u2043\ufe63\uff0d"
_SPACES = "\u00a0\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_ONE_TO_ONE = _C1 | dict.fromkeys(map(ord, _HYPHENS), "-") | dict.fromkeys(map(ord, _SPACES), " ")
_HIDDEN = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d"  # control characters
    r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"  # soft hyphens, joiners, directions
)
_LIGATURES = "ﬀﬁﬂﬃﬄﬅﬆ"
_OTHER_LENGTH = re.compile(rf"[{_HIDDEN}]+|[{_LIGATURES}]|\w[\u0300-\u036f]{{1,30}}")
_ODD = re.compile(rf"[{''.join(map(chr, _ONE_TO_ONE))}{_HIDDEN}{_LIGATURES}\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text for matching, and the way back: places where the published one has other lengths.

    ``_places`` are offsets in ``text``, ascending, ``_shifts`` how far the published text is
    ahead from there on.
    """

    text: str
    source: str
    _places: tuple[int, ...] = ()
    _shifts: tuple[int, ...] = ()

    def published(self, start: int, end: int) -> tuple[int, int]:
        """Return where ``text[start:end]``, one character at least, stands in the source."""
        last = self._at(end - 1) + 1
        while last < len(self.source) and unicodedata.combining(self.source[last]):
            last += 1
        return self._at(start), last

    def _at(self, at: int) -> int:
        n = bisect_right(self._places, at)
        return at + self._shifts[n - 1] if n else at


def legible(text: str) -> str:
    """Return the text as a browser shows it, each character at its old offset.

    Committee files of 2009 print dashes and quotation marks as the numeric references
    ``&#145;`` to ``&#151;``, which XML reads as control characters and HTML as those of
    Windows-1252.
    """
    return text.translate(_C1)


def normalised(text: str) -> Normalised:
    """Return a text in which words match however they were published.

    Hyphens that do not break and other hyphens become "-", spaces of any width " ", ligatures
    their letters, a letter and its accent one character. Soft hyphens, joiners, marks of direction
    and control characters go.
    """
    if not _ODD.search(text):
        return Normalised(text, text)
    mapped = text.translate(_ONE_TO_ONE)
    parts: list[str] = []
    places: list[int] = []
    shifts: list[int] = []
    at = length = 0
    for found in _OTHER_LENGTH.finditer(mapped):
        parts.append(mapped[at : found.start()])
        length += found.start() - at
        letters = _letters(found[0])
        parts.append(letters)
        for n in range(1, len(letters)):  # every letter of a ligature stands where it does
            places.append(length + n)
            shifts.append(found.start() - length - n)
        length += len(letters)
        at = found.end()
        places.append(length)
        shifts.append(at - length)
    if not places:
        return Normalised(mapped, text)
    return Normalised("".join([*parts, mapped[at:]]), text, tuple(places), tuple(shifts))


def _letters(found: str) -> str:
    if len(found) == 1 and found in _LIGATURES:
        return unicodedata.normalize("NFKC", found)
    return unicodedata.normalize("NFC", found) if found[0].isalnum() else ""
