"""Where sentences start in Hansard, whose stops are mostly not full stops.

A sentence runs to its closing stop with the quotation marks and brackets after it; a blank
line always ends one.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’)\]]*+(?=\s)")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_WORD_BEFORE = re.compile(r"[^\s(\[“‘\"—–]*$")

LONGEST = 3_000
"""Characters of a sentence at most; what reads one may take time that grows faster than it."""
_BACK = 40  # characters that are looked at before and after a stop

# Never the last word of a sentence.
_TITLE = re.compile(
    r"hons?|mrs?|ms|messrs|dr|prof|revd?|rt|lieut|lt|col|gen|maj|capt|cpt|sgt|sir|ste?|esq|adm|brig"
    r"|insp|supt|gent|i\.e|e\.g|viz|cf|vs?"
)
# Not the last word where a number follows: "No. 10", "c. 1025", "Vol. 808".
_NUMBERED = re.compile(r"nos?|cc?|cols?|vols?|pp?|paras?|arts?|ss?|cl|ch|sch|cap|fig|regs?|pt")
# The last word only where what follows begins as sentences do: "at 5 p.m. The House", "U.K."
_EITHER = re.compile(r"[ap]\.m|etc|ltd|co|plc|inc|jr|sen|al|approx|dept|govt|ibid|(\w\.)+\w")
_BEGINNER = re.compile(
    r"(the|an?|we|i|it|s?he|they|th[ei]s[et]?|that|those|there|but|and|so|in|if|when|what|how|why"
    r"|will|does|do|is|are|my|our|as|at|on|for|to|not?|yes|of|with|mr)\b",
    re.IGNORECASE,
)


def sentence_starts(text: str) -> list[int]:
    """Return the offsets at which the second and later sentences of a text start, ascending.

    No sentence has more than ``LONGEST`` characters.
    """
    starts = {match.end() for match in _BLANK_LINE.finditer(text)}
    for match in _STOP.finditer(text):
        following = _first_visible(text, match.end())
        if following < len(text) and _ends_sentence(text, match, following):
            starts.add(following)
    first = _first_visible(text, 0)
    found = sorted(start for start in starts if first < start < len(text))
    for before, after in pairwise([0, *found, len(text)]):
        found += _cuts(text, before, after)
    return sorted(found)


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where a sentence is parted that is longer than anybody speaks, between words if so."""
    while end - start > LONGEST:
        space = text.rfind(" ", start, start + LONGEST)
        start = space + 1 if space > start else start + LONGEST
        yield start


def _first_visible(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _ends_sentence(text: str, stop: re.Match[str], following: int) -> bool:
    """Whether the stop ends a sentence, given where the next visible character is."""
    opening = text[following : following + _BACK].lstrip("\"'“‘([—–-")[:24]
    if opening[:1].islower():
        return False
    if not stop.group().startswith(".") or stop.group().startswith(".."):
        return True
    word = _WORD_BEFORE.search(text, max(0, stop.start() - _BACK), stop.start())
    before = word.group() if word else ""
    is_number = before.isdigit() and _begins_line(text, stop.start() - len(before))
    return _full_stop_ends(before, opening, is_number)


def _full_stop_ends(before: str, opening: str, is_number: bool) -> bool:
    """Whether a full stop after the word ``before`` ends a sentence, the text going on so.

    ``is_number`` says that the word is the number of a paragraph.
    """
    word = before.lower().lstrip("'’")
    if _TITLE.fullmatch(word) or is_number:
        return False
    if _NUMBERED.fullmatch(word) and opening[:1].isdigit():
        return False
    initial = len(before) == 1 and before.isupper() and before != "I"
    if initial or _EITHER.fullmatch(word):
        return _BEGINNER.match(opening) is not None
    return True


def _begins_line(text: str, offset: int) -> bool:
    """Whether nothing but space stands between the offset and the start of its line."""
    near = text[max(0, offset - _BACK) : offset]
    is_whole = len(near) == offset or "\n" in near
    return is_whole and not near.rpartition("\n")[2].strip()


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Give the offsets of each sentence of a text, without the space around it."""
    starts = [0, *sentence_starts(text)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        sentence = text[start:end]
        if bare := sentence.strip():
            first = start + sentence.index(bare[0])
            yield first, first + len(bare)
